//! One village: its files, read and checked against the template and the registry.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use elsa::sync::FrozenVec;
use rustc_hash::FxBuildHasher;

use super::located::{Desk, located};
use super::reading::{self, Fetched, Reading};
use super::{COMMON, Run, book_findings, drift_findings, explains, unexpected};
use crate::diff::Change;
use crate::document::{Document, Source};
use crate::drift::{Drift, Terms};
use crate::files::{Folder, VILLAGE_SHEETS};
use crate::finding::Finding;
use crate::list::{Contents, contents as contents_of};
use crate::loaded::{Book, Loaded, VillageSummary};
use crate::place::Sheet;
use crate::report::Located;
use crate::tree::twins::Twins;

/// What was found in one village.
pub(super) struct Checked {
    pub(super) summary: VillageSummary,
    pub(super) found: Vec<Arc<Located>>,
    pub(super) files: usize,
    pub(super) bytes: u64,
    /// `village.toml`, kept for what is found when all villages are looked at together.
    village: Option<Source>,
}

impl Checked {
    /// Turns the place of a finding about `village.toml` into lines and columns.
    pub(super) fn locate(&self, finding: &Finding, desk: Desk<'_>) -> Arc<Located> {
        let document = self.village.as_ref().map(Document::parse);
        located(
            finding,
            desk.with(Sheet::Village, document.as_ref(), u32::MAX),
        )
    }
}

/// Where contents that several villages share are kept: each is parsed and checked once.
#[derive(Default)]
pub(super) struct Arenas<'a> {
    sources: FrozenVec<Box<Source>>,
    documents: FrozenVec<Box<Document<'a>>>,
    contents: FrozenVec<Box<Contents<'a>>>,
    readings: FrozenVec<Box<Reading<'a>>>,
}

/// The contents known so far: the template's, and the first others that came.
pub(super) struct Cache<'a> {
    arenas: &'a Arenas<'a>,
    template: [&'a Reading<'a>; 4],
    /// The items of the template's lists.
    twins: [Twins<'a>; 4],
    kept: Mutex<HashMap<u64, Arc<OnceLock<&'a Reading<'a>>>>>,
    hasher: FxBuildHasher,
    next_id: AtomicU32,
}

/// How many contents are kept beside the template's: enough for a few older editions, and no more
/// memory than some tens of megabytes.
const MOST_KEPT: usize = 24;

impl<'a> Cache<'a> {
    pub(super) fn new(arenas: &'a Arenas<'a>, readings: &'a [Reading<'a>]) -> Self {
        let template = [4, 5, 6, 7].map(|at: usize| &readings[at]);
        let twins =
            template.map(|reading| reading.document.map(Document::twins).unwrap_or_default());
        let next_id = u32::try_from(COMMON.len()).unwrap_or(u32::MAX);
        Self {
            arenas,
            template,
            twins,
            kept: Mutex::default(),
            hasher: FxBuildHasher,
            next_id: AtomicU32::new(next_id),
        }
    }

    /// Returns the contents of files of this kind that have been read, with their texts.
    fn known(&self, sheet: Sheet) -> (Vec<&Reading<'a>>, Vec<&[u8]>) {
        let kept = (0..self.arenas.readings.len()).filter_map(|at| self.arenas.readings.get(at));
        let all = self.template.iter().copied().chain(kept);
        let of_kind = all.filter(|reading| reading.sheet == sheet);
        let text = |reading: &'_ Reading<'a>| Some(reading.document?.text.as_bytes());
        of_kind
            .filter_map(|reading| Some((reading, text(reading)?)))
            .unzip()
    }

    /// Parses a file of a village, but for the items that stand word for word in the template.
    fn parsed<'s>(&self, sheet: Sheet, source: &'s Source) -> Document<'s>
    where
        'a: 's,
    {
        match Sheet::LISTS.iter().position(|list| *list == sheet) {
            Some(at) => Document::parse_beside(source, &self.twins[at]),
            None => Document::parse(source),
        }
    }

    fn id(&self) -> u32 {
        self.next_id.fetch_add(1, Ordering::Relaxed)
    }

    /// Returns the reading of a content that is kept, reading it first if it is new and there is
    /// room; else gives the source back.
    fn reading(
        &self,
        sheet: Sheet,
        source: Source,
        run: &Run<'_>,
    ) -> Result<&'a Reading<'a>, Source> {
        let digest = self.hasher.hash_one((sheet, source.text()));
        let slot = {
            let Ok(mut kept) = self.kept.lock() else {
                return Err(source);
            };
            let room = kept.len() < MOST_KEPT;
            match kept.get(&digest) {
                Some(slot) => slot.clone(),
                None if room => kept.entry(digest).or_default().clone(),
                None => return Err(source),
            }
        };
        let mut source = Some(source);
        let reading = *slot.get_or_init(|| {
            let source = source.take().unwrap_or_default();
            self.keep(sheet, source, run)
        });
        match source {
            Some(source) if reading.document.map(|d| d.text) != Some(source.text()) => Err(source),
            _ => Ok(reading),
        }
    }

    fn keep(&self, sheet: Sheet, source: Source, run: &Run<'_>) -> &'a Reading<'a> {
        let source = self.arenas.sources.push_get(Box::new(source));
        let document = self
            .arenas
            .documents
            .push_get(Box::new(self.parsed(sheet, source)));
        let contents = self
            .arenas
            .contents
            .push_get(Box::new(contents_of(sheet, document)));
        let parsed = Some((document, contents));
        let reading = reading::check(sheet, &[], parsed, run.basis(sheet), self.id());
        self.arenas.readings.push_get(Box::new(reading))
    }
}

/// A file of a village: one whose content is known already, or one of its own.
enum File<'a> {
    Known(&'a Reading<'a>),
    Own(Fetched),
}

/// Checks one village, and takes from its lists what `visit` says of them.
pub(super) fn check<T>(
    folder: &Folder,
    run: &Run<'_>,
    cache: &Cache<'_>,
    visit: &impl Fn(&Book<'_>, &Loaded<'_>) -> T,
) -> (Checked, T) {
    let files = VILLAGE_SHEETS.map(|sheet| file(folder, sheet, run, cache));
    let present = folder.files.len();
    let mut sheets = VILLAGE_SHEETS.iter();
    let documents = files.each_ref().map(|file| match (sheets.next(), file) {
        (Some(sheet), File::Own(fetched)) => {
            let source = fetched.source.as_ref();
            source.map(|source| cache.parsed(*sheet, source))
        }
        _ => None,
    });
    let mut sheets = VILLAGE_SHEETS.iter();
    let contents = documents.each_ref().map(|document| {
        let sheet = sheets.next().copied();
        sheet
            .zip(document.as_ref())
            .map(|(sheet, document)| contents_of(sheet, document))
    });
    let mut own = Vec::new();
    for (at, sheet) in VILLAGE_SHEETS.into_iter().enumerate() {
        own.push(match &files[at] {
            File::Known(_) => None,
            File::Own(fetched) => {
                let parsed = documents[at].as_ref().zip(contents[at].as_ref());
                let (findings, basis) = (&fetched.findings, run.basis(sheet));
                Some(reading::check(sheet, findings, parsed, basis, cache.id()))
            }
        });
    }
    let mut book = Book::default();
    let mut desk = run.desk.with(Sheet::Village, None, u32::MAX);
    let mut found = Vec::new();
    let mut changes = Vec::new();
    let mut compared = Vec::new();
    for (at, sheet) in VILLAGE_SHEETS.into_iter().enumerate() {
        let reading: &Reading<'_> = match (&files[at], &own[at]) {
            (File::Known(reading), _) => reading,
            (File::Own(_), Some(reading)) => reading,
            (File::Own(_), None) => continue,
        };
        found.extend(reading.found.iter().cloned());
        desk = desk.with(sheet, reading.document, reading.id);
        if let Some(contents) = reading.whole() {
            book.set(sheet, contents);
        }
        if sheet != Sheet::Village
            && let Some(here) = run.changes(reading, sheet)
        {
            changes.extend(here);
            compared.push(sheet);
        }
    }
    let taken = visit(&book, run.loaded);
    let mut findings = book_findings(&book, run.loaded);
    if let Some(village) = book.village().filter(|_| run.loaded.township_complete) {
        let loaded = run.loaded;
        let terms = Terms {
            township: &loaded.township,
            actors: &loaded.registry.actors,
            as_of: loaded.as_of,
        };
        changes.retain(|change: &&Change| {
            let here = |finding: &Finding| explains(finding, change.sheet, &change.place);
            let there = |finding: &Finding| explains(finding, change.sheet, &change.place_before);
            !findings.iter().any(here) && !run.template.iter().any(there)
        });
        let drift = Drift::new((folder.name(), village), (changes, compared), &terms);
        findings.extend(drift_findings(&drift, loaded));
    }
    found.extend(findings.iter().map(|finding| located(finding, desk)));
    found.extend(unexpected(folder, &VILLAGE_SHEETS));
    // Its code and stage are known even where another part of the file is broken.
    let village = match (&files[0], &contents[0]) {
        (File::Known(reading), _) => reading.contents.and_then(Contents::village),
        (File::Own(_), contents) => contents.as_ref().and_then(Contents::village),
    };
    let summary = VillageSummary {
        slug: folder.name().to_owned(),
        code: village.map_or_else(String::new, |village| village.code.to_owned()),
        stage: village.and_then(|village| village.stage),
    };
    let bytes = files.iter().map(|file| match file {
        File::Known(reading) => reading
            .document
            .map_or(0, |document| document.text.len() as u64),
        File::Own(fetched) => fetched.bytes(),
    });
    let bytes = bytes.sum();
    let [village, ..] = files;
    let village = match village {
        File::Own(fetched) => fetched.source,
        File::Known(_) => None,
    };
    let checked = Checked {
        summary,
        found,
        files: present,
        bytes,
        village,
    };
    (checked, taken)
}

fn file<'c>(folder: &Folder, sheet: Sheet, run: &Run<'_>, cache: &'c Cache<'_>) -> File<'c> {
    let (readings, texts) = cache.known(sheet);
    match reading::fetch_unless_known(run.store, folder, sheet, &texts) {
        Err(at) => File::Known(readings[at]),
        // No village has the identity of another.
        Ok(Fetched {
            source: Some(source),
            findings,
        }) if sheet != Sheet::Village => match cache.reading(sheet, source, run) {
            Ok(reading) => File::Known(reading),
            Err(source) => File::Own(Fetched {
                source: Some(source),
                findings,
            }),
        },
        Ok(fetched) => File::Own(fetched),
    }
}
