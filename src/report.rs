//! What a run found, and how it is written.

mod base;
mod entry;
pub mod full;
pub mod github;
pub mod gitlab;
mod group;
pub mod json;
pub mod junit;
pub mod line;
mod mended;
pub mod sarif;
mod summary;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

pub use base::Base;
pub use group::Group;
pub use summary::Counts;

use crate::finding::Level;
use crate::fix::Mend;
use crate::fix::mending::Mended;
use crate::lang::{Lang, Said};
use crate::list::Stage;
use crate::loaded::{Loaded, VillageSummary};
use crate::place::{Extent, Sheet};
use crate::rules::{Family, Rule};
use crate::visible;

/// A finding whose places are lines and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// How grave it is, before the village's stage is looked at.
    pub level: Level,
    /// What is wrong.
    pub message: Said,
    /// What to do about it.
    pub help: Option<Said>,
    /// The kind of file.
    pub sheet: Sheet,
    /// Tells contents apart: files that are the same to the byte have the same number.
    pub content: u32,
    /// The way to a file of no kind, with `/`.
    pub file: Option<String>,
    /// The lines and columns.
    pub extent: Extent,
    /// The source line; none where the finding is about the file as a whole.
    pub excerpt: Option<Excerpt>,
    /// The address of the item.
    pub item: Option<String>,
    /// The way to the value, with ids: it names the place even when lines move.
    pub anchor: String,
    /// A second place.
    pub related: Option<Box<LocatedRelated>>,
    /// What mends it.
    pub fix: Option<Box<Mend>>,
}

/// A line of a file with a mark on a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, without its end.
    pub line: String,
    /// The bytes that are marked, half-open, counted from 0.
    pub mark: Range<usize>,
}

/// A second place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedRelated {
    /// The kind of file.
    pub sheet: Sheet,
    /// The lines and columns.
    pub extent: Extent,
    /// The source line.
    pub excerpt: Option<Excerpt>,
    /// What is there.
    pub label: Said,
}

/// A finding in one file. The same content in several files gives several occurrences.
#[derive(Debug, Clone)]
pub struct Occurrence {
    /// What was found.
    pub found: Arc<Located>,
    /// The village, as its place among those checked; none: the township's files or the template.
    pub village: Option<usize>,
    /// How grave it is there.
    pub level: Level,
}

impl Occurrence {
    /// A finding in the township's own files or the template.
    pub(crate) fn common(found: Arc<Located>) -> Self {
        let level = found.level;
        Self {
            found,
            village: None,
            level,
        }
    }

    /// A finding in a village. In a draft, the rules of completeness and drift are notes; in a
    /// trial, those of completeness are warnings.
    pub(crate) fn in_village(found: Arc<Located>, village: usize, stage: Option<Stage>) -> Self {
        let level = match (found.rule.family, stage) {
            (Family::Completeness | Family::Drift, Some(Stage::Draft)) => Level::Note,
            (Family::Completeness, Some(Stage::Trial)) => Level::Warning.max(found.level),
            _ => found.level,
        };
        Self {
            found,
            village: Some(village),
            level,
        }
    }
}

/// What was checked.
#[derive(Debug, Clone, Copy)]
pub struct Checked {
    /// Villages.
    pub villages: usize,
    /// Files that were there.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Powers of the template.
    pub powers: usize,
    /// Responsibilities of the template.
    pub responsibilities: usize,
    /// Services of the template.
    pub services: usize,
    /// Systems of the template.
    pub systems: usize,
    /// The day for which they were checked.
    pub as_of: Date,
    /// True: the data are made up.
    pub sample: bool,
}

impl Checked {
    pub(crate) fn of(loaded: &Loaded<'_>) -> Self {
        let template = loaded.template();
        Self {
            villages: 0,
            files: 0,
            bytes: 0,
            powers: template.powers().map_or(0, <[_]>::len),
            responsibilities: template.responsibilities().map_or(0, <[_]>::len),
            services: template.services().map_or(0, <[_]>::len),
            systems: template.systems().map_or(0, <[_]>::len),
            as_of: loaded.as_of,
            sample: loaded.township.sample,
        }
    }
}

/// Everything that a run found.
#[derive(Debug)]
pub struct Report {
    /// The findings: the township's files first, then village by village; in a file by line.
    pub occurrences: Vec<Occurrence>,
    /// The villages that were checked.
    pub villages: Vec<VillageSummary>,
    /// What was checked.
    pub checked: Checked,
    /// What an older revision had already, where the report is about an edit; it is not among the
    /// findings.
    pub old: Option<Old>,
    /// The files that have been mended, where that was asked for.
    pub mended: Option<Vec<Mended>>,
}

/// Findings that were there before an edit.
#[derive(Debug, Clone, Default)]
pub struct Old {
    /// How many there are, file by file.
    pub count: usize,
    /// How many there are of each fingerprint.
    pub twins: HashMap<String, usize>,
}

impl Report {
    pub(crate) fn new(
        occurrences: Vec<Occurrence>,
        villages: Vec<VillageSummary>,
        checked: Checked,
    ) -> Self {
        let mut report = Self {
            occurrences: Vec::new(),
            villages,
            checked,
            old: None,
            mended: None,
        };
        report.add(occurrences);
        report
    }

    /// Adds findings, each in its place.
    pub(crate) fn add(&mut self, occurrences: Vec<Occurrence>) {
        self.occurrences.extend(occurrences);
        self.occurrences.sort_by(|a, b| {
            let key = |o: &Occurrence| (o.village, o.found.sheet, o.found.extent);
            key(a)
                .cmp(&key(b))
                .then_with(|| a.found.rule.name.cmp(b.found.rule.name))
        });
    }

    /// Names a finding by its rule, its file and the value, not by its wording or its line: 16
    /// hexadecimal digits. Several findings of one rule at one value have the same.
    pub fn fingerprint(&self, occurrence: &Occurrence) -> String {
        entry::fingerprint(&occurrence.found, &self.path(occurrence))
    }

    /// Returns the way from the lists' directory to the file of a finding, with `/`.
    pub fn path(&self, occurrence: &Occurrence) -> String {
        match &occurrence.found.file {
            Some(file) => file.clone(),
            None => self.file(occurrence.found.sheet, occurrence.village),
        }
    }

    /// Returns the way from the lists' directory to a file, with `/`.
    pub fn file(&self, sheet: Sheet, village: Option<usize>) -> String {
        let name = sheet.file_name();
        match village {
            _ if sheet.is_township_wide() => name.to_owned(),
            Some(index) => format!("villages/{}/{name}", self.villages[index].slug),
            None => format!("template/{name}"),
        }
    }

    /// Returns the way to a file of the folder in which another file is, or to the township's own.
    pub fn file_beside(&self, sheet: Sheet, path: &str) -> String {
        let below = path.strip_prefix("villages/");
        match below.and_then(|below| below.split_once('/')) {
            Some((slug, _)) if !sheet.is_township_wide() => {
                format!("villages/{slug}/{}", sheet.file_name())
            }
            _ => self.file(sheet, None),
        }
    }

    /// Returns how many findings there are of each level, file by file.
    pub fn counts(&self) -> Counts {
        Counts::of(self.occurrences.iter().map(|occurrence| occurrence.level))
    }
}

/// Returns what is said on one line of a terminal: a name of any length or with hidden characters
/// cannot disturb it.
fn told(said: &Said, lang: Lang) -> String {
    const MOST: usize = 400;
    let text = visible::line(said.within(lang));
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into_owned(),
    }
}

/// Returns what to do about a finding, to be put behind its message on the same line.
fn advice(found: &Located, lang: Lang) -> String {
    let help = found.help.as_ref().map(|help| told(help, lang));
    help.map_or_else(String::new, |help| match lang {
        Lang::Zh => format!("；处理办法：{help}"),
        Lang::En => format!("; help: {help}"),
    })
}
