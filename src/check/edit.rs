//! What an edit itself shows: the lists, held against what they were.

use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;

use super::located::{Desk, located};
use super::reading::{fetch, fetch_unless_known};
use crate::calendar::Calendar;
use crate::diff;
use crate::document::{Document, Source};
use crate::encoding::decode;
use crate::files::{self, Folder, Store, VILLAGE_SHEETS};
use crate::history::Snapshot;
use crate::lang::Lang;
use crate::list::{Contents, contents};
use crate::place::Sheet;
use crate::report::{Occurrence, Report};
use crate::rules::one_language_changed;

/// Adds to a report what only the edit since a revision shows.
///
/// # Errors
///
/// Fails where the directory cannot be listed.
pub fn add<'s>(
    report: &mut Report,
    store: impl Into<Store<'s>>,
    then: &Snapshot,
) -> Result<(), files::Error> {
    let store = store.into();
    let directory = files::survey(store)?;
    let languages = languages(store, &directory.township);
    let township = Sheet::TOWNSHIP.map(|sheet| (&directory.township, sheet, None));
    let template = Sheet::LISTS.map(|sheet| (&directory.template, sheet, None));
    let villages = directory.villages.iter().filter_map(|folder| {
        let mut checked = report.villages.iter();
        let at = checked.position(|village| village.slug == folder.name())?;
        Some(VILLAGE_SHEETS.map(|sheet| (folder, sheet, Some(at))))
    });
    let all: Vec<_> = township
        .into_iter()
        .chain(template)
        .chain(villages.flatten())
        .collect();
    let found: Vec<Occurrence> = all
        .par_iter()
        .flat_map_iter(|(folder, sheet, village)| {
            let found = findings(store, then, (folder, *sheet), &languages);
            let stage = village.and_then(|at| report.villages[at].stage);
            found.into_iter().map(move |found| match village {
                None => Occurrence::common(found),
                Some(at) => Occurrence::in_village(found, *at, stage),
            })
        })
        .collect();
    report.add(found);
    Ok(())
}

fn languages(store: Store<'_>, township: &Folder) -> Vec<Lang> {
    let fetched = fetch(store, township, Sheet::Township);
    let source = fetched.source.unwrap_or_default();
    let document = Document::parse(&source);
    match contents(Sheet::Township, &document) {
        Contents::Township(township) => township.languages,
        _ => Vec::new(),
    }
}

fn findings(
    store: Store<'_>,
    then: &Snapshot,
    (folder, sheet): (&Folder, Sheet),
    languages: &[Lang],
) -> Vec<std::sync::Arc<crate::report::Located>> {
    let before = then.file(&folder.file(sheet.file_name()));
    let before = before.and_then(|bytes| decode(bytes.to_vec()).ok());
    let before = before.map(Source::new);
    let now = before.as_ref().and_then(|before| {
        let known = [before.text().as_bytes()];
        fetch_unless_known(store, folder, sheet, &known)
            .ok()?
            .source
    });
    let (Some(before), Some(now)) = (before, now) else {
        return Vec::new();
    };
    let (before, now) = (Document::parse(&before), Document::parse(&now));
    if before.is_broken() || now.is_broken() {
        return Vec::new();
    }
    // No time is compared here, so that no calendar is needed.
    let changes = diff::changes(sheet, &before.table, &now.table, &Calendar::default());
    let findings = changes
        .iter()
        .filter_map(|change| one_language_changed::finding(change, languages));
    let desk = Desk::common(&[]).with(sheet, Some(&now), content(now.text));
    findings.map(|finding| located(&finding, desk)).collect()
}

/// Returns a number for a content, so that what is found in files that are the same is told once.
fn content(text: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    u32::try_from(hasher.finish() >> 32).unwrap_or(u32::MAX)
}
