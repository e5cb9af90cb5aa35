//! Running the checks: every file is read once, in parallel, and every content checked once.

mod carried;
pub mod edit;
mod located;
mod reading;
mod village;

use std::mem::ManuallyDrop;
use std::sync::OnceLock;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::calendar::Calendar;
use crate::diff::Change;
use crate::document::Document;
use crate::drift::Drift;
use crate::files::{self, Directory, Folder, Store};
use crate::finding::Finding;
use crate::list::{Contents, Registry, Township, contents as contents_of};
use crate::loaded::{Book, Loaded, VillageSummary, Villages};
use crate::place::{Route, Sheet, Spot};
use crate::report::{Checked, Occurrence, Report};
use crate::rules::{Check, Family, RULES, unexpected_file};
use crate::schedule::Lateness;
use crate::shape::Known;
use located::{Desk, located};
use reading::{Basis, Fetched, Reading};
use village::Cache;

/// The township's own files and the template, in the order in which they are read.
const COMMON: [Sheet; 8] = [
    Sheet::Township,
    Sheet::Registry,
    Sheet::Calendar,
    Sheet::Vocabulary,
    Sheet::Power,
    Sheet::Responsibility,
    Sheet::Service,
    Sheet::Manual,
];

/// Checks the lists of a township.
///
/// They are read from a folder or from a revision of it. `wanted` says which villages to check, by the names of their folders; empty: all. The
/// township's own files and the template are always checked.
///
/// # Errors
///
/// Fails where the directory cannot be listed. What is wrong with a file in it is a finding.
pub fn township<'s>(
    store: impl Into<Store<'s>>,
    as_of: Date,
    wanted: &[String],
) -> Result<Report, files::Error> {
    visited(store, as_of, wanted, |_, _| ()).map(|(report, _)| report)
}

/// Checks the lists of a township, and takes from each village's lists what `visit` says of them,
/// in the order of the report's villages.
///
/// # Errors
///
/// Fails as [`township`] does.
pub fn visited<'s, T: Send>(
    store: impl Into<Store<'s>>,
    as_of: Date,
    wanted: &[String],
    visit: impl Fn(&Book<'_>, &Loaded<'_>) -> T + Sync,
) -> Result<(Report, Vec<T>), files::Error> {
    let store = store.into();
    let directory = files::survey(store)?;
    let fetched = COMMON.map(|_| OnceLock::new());
    // A file is parsed by the thread that has read it.
    let documents: Vec<Option<Document<'_>>> = COMMON
        .par_iter()
        .with_max_len(1)
        .zip(&fetched)
        .map(|(sheet, kept)| {
            let file = || reading::fetch(store, folder_of(&directory, *sheet), *sheet);
            kept.get_or_init(file).source.as_ref().map(Document::parse)
        })
        .collect();
    let fetched: Vec<&Fetched> = fetched.iter().filter_map(OnceLock::get).collect();
    // A township is checked once in a process: giving back its trees node by node would take a
    // tenth of the time, and the end of the process does it at once.
    let documents = ManuallyDrop::new(documents);
    let contents: Vec<Option<Contents<'_>>> = COMMON
        .par_iter()
        .with_max_len(1)
        .zip(documents.as_slice())
        .map(|(sheet, document)| Some(contents_of(*sheet, document.as_ref()?)))
        .collect();
    let desk = Desk::common(&documents);
    let loaded = load(&documents, &contents, as_of);
    let basis = Basis {
        loaded: &loaded,
        desk,
        twin: None,
    };
    let readings: Vec<Reading<'_>> = (0..COMMON.len())
        .into_par_iter()
        .with_max_len(1)
        .map(|at| {
            let parsed = documents[at].as_ref().zip(contents[at].as_ref());
            reading::check(
                COMMON[at],
                &fetched[at].findings,
                parsed,
                basis,
                desk.id(COMMON[at]),
            )
        })
        .collect();

    let run = Run {
        store,
        directory: &directory,
        loaded: &loaded,
        desk,
        readings: &readings,
        template: book_findings(&loaded.template(), &loaded),
    };
    let mut occurrences = run.common();
    let folders: Vec<&Folder> = directory
        .villages
        .iter()
        .filter(|folder| is_wanted(folder, wanted))
        .collect();
    let arenas = ManuallyDrop::new(village::Arenas::default());
    let cache = Cache::new(&arenas, &readings);
    let (villages, taken): (Vec<village::Checked>, Vec<T>) = folders
        .par_iter()
        // A village with lists of its own takes many times as long as one without.
        .with_max_len(1)
        .map(|folder| village::check(folder, &run, &cache, &visit))
        .unzip();
    let summaries: Vec<VillageSummary> = villages
        .iter()
        .map(|village| village.summary.clone())
        .collect();
    let across = run.across(&summaries, wanted.is_empty(), &villages);

    let mut checked = Checked::of(&loaded);
    checked.files = fetched.len();
    checked.bytes = fetched.iter().map(|file| file.bytes()).sum();
    for (index, village) in villages.into_iter().enumerate() {
        checked.villages += 1;
        checked.files += village.files;
        checked.bytes += village.bytes;
        let stage = village.summary.stage;
        let here = village.found.into_iter();
        occurrences.extend(here.map(|found| Occurrence::in_village(found, index, stage)));
    }
    occurrences.extend(across);
    Ok((Report::new(occurrences, summaries, checked), taken))
}

fn folder_of(directory: &Directory, sheet: Sheet) -> &Folder {
    if sheet.is_township_wide() {
        &directory.township
    } else {
        &directory.template
    }
}

fn is_wanted(folder: &Folder, wanted: &[String]) -> bool {
    wanted.is_empty() || wanted.iter().any(|name| name == folder.name())
}

/// Puts together what belongs to the township as a whole.
pub(crate) fn load<'a>(
    documents: &'a [Option<Document<'a>>],
    contents: &'a [Option<Contents<'a>>],
    as_of: Date,
) -> Loaded<'a> {
    let whole = |at: usize| {
        documents[at]
            .as_ref()
            .is_some_and(|document| !document.is_broken())
    };
    let township = match &contents[0] {
        Some(Contents::Township(township)) => township.clone(),
        _ => Township::default(),
    };
    let registry = match &contents[1] {
        Some(Contents::Registry(registry)) => registry.clone(),
        _ => Registry::default(),
    };
    // With a part of the days off, dates would come out wrong: rather none are reckoned.
    let calendar_complete = whole(2);
    let calendar = match &contents[2] {
        Some(Contents::Calendar(years)) if calendar_complete => Calendar::new(years),
        _ => Calendar::default(),
    };
    let vocabulary = match &contents[3] {
        Some(Contents::Vocabulary(vocabulary)) => Some(vocabulary),
        _ => None,
    };
    let mut template = Book {
        is_template: true,
        ..Book::default()
    };
    for at in 4..COMMON.len() {
        if let (true, Some(contents)) = (whole(at), &contents[at]) {
            template.set(COMMON[at], contents);
        }
    }
    let known = Known::new(&registry, whole(1));
    let township_complete = whole(0);
    Loaded {
        as_of,
        township,
        township_complete,
        registry,
        known,
        calendar,
        calendar_complete,
        lateness: Lateness::default(),
        vocabulary,
        template,
    }
}

/// What the checks of all villages share.
struct Run<'r> {
    store: Store<'r>,
    directory: &'r Directory,
    loaded: &'r Loaded<'r>,
    desk: Desk<'r>,
    /// The township's own files and the template's.
    readings: &'r [Reading<'r>],
    /// What is wrong with what the template's lists say together.
    template: Vec<Finding>,
}

impl Run<'_> {
    /// Returns what a file of a village is checked against.
    fn basis(&self, sheet: Sheet) -> Basis<'_> {
        let at = COMMON.iter().position(|common| *common == sheet);
        Basis {
            loaded: self.loaded,
            desk: self.desk,
            twin: at.map(|at| &self.readings[at]),
        }
    }

    /// Returns what was found in the township's own files and the template.
    fn common(&self) -> Vec<Occurrence> {
        let alone = self.readings.iter().flat_map(|reading| &reading.found);
        let mut found: Vec<Occurrence> = alone
            .map(|found| Occurrence::common(found.clone()))
            .collect();
        let template = self.template.iter();
        found.extend(template.map(|finding| Occurrence::common(located(finding, self.desk))));
        for folder in [&self.directory.township, &self.directory.template] {
            found.extend(unexpected(folder, &Sheet::TOWNSHIP).map(Occurrence::common));
        }
        found
    }

    /// Returns in what a list of a village differs from the template's.
    fn changes<'v>(&self, reading: &'v Reading<'_>, sheet: Sheet) -> Option<&'v [Change]> {
        let at = COMMON.iter().position(|common| *common == sheet)?;
        let template = &self.readings[at];
        if reading.id == template.id {
            return Some(&[]);
        }
        reading.changes(template, sheet, &self.loaded.calendar)
    }

    /// Returns what was found in all villages together.
    fn across(
        &self,
        summaries: &[VillageSummary],
        complete: bool,
        villages: &[village::Checked],
    ) -> Vec<Occurrence> {
        let all = Villages {
            all: summaries,
            complete,
        };
        let mut findings = Vec::new();
        for check in RULES.iter().flat_map(|rule| rule.checks) {
            if let Check::Villages(check) = check {
                check(&all, self.loaded, &mut findings);
            }
        }
        let occurrence = |(village, finding): (Option<usize>, _)| match village {
            None => Occurrence::common(located(&finding, self.desk)),
            Some(index) => {
                let found = villages[index].locate(&finding, self.desk);
                Occurrence::in_village(found, index, summaries[index].stage)
            }
        };
        findings.into_iter().map(occurrence).collect()
    }
}

/// Returns what is wrong with what the lists of one book say together.
fn book_findings(book: &Book<'_>, loaded: &Loaded<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in RULES.iter().flat_map(|rule| rule.checks) {
        if let Check::Book(check) = check {
            check(book, loaded, &mut findings);
        }
    }
    findings
}

/// Returns true where a list differs because of a fault that has been found: what is only missing
/// or extra explains no other difference.
fn explains(finding: &Finding, sheet: Sheet, place: &Route) -> bool {
    let Spot::Value(fault) = &finding.spot else {
        return false;
    };
    finding.sheet == sheet
        && finding.rule.family != Family::Completeness
        && (place.is_below(fault) || fault.is_below(place))
}

/// Returns what is wrong with how a village stands to the template.
fn drift_findings(drift: &Drift<'_>, loaded: &Loaded<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in RULES.iter().flat_map(|rule| rule.checks) {
        if let Check::Drift(check) = check {
            check(drift, loaded, &mut findings);
        }
    }
    findings
}

/// Returns a finding for everything in a folder that does not belong there.
fn unexpected<'f>(
    folder: &'f Folder,
    sheets: &'f [Sheet],
) -> impl Iterator<Item = std::sync::Arc<crate::report::Located>> + 'f {
    let known: Vec<&'static str> = sheets.iter().map(|sheet| sheet.file_name()).collect();
    folder.unexpected.iter().map(move |unexpected| {
        let finding = unexpected_file::finding(Sheet::Township, unexpected, &known);
        located::located_at(&finding, folder.file(&unexpected.name))
    })
}
