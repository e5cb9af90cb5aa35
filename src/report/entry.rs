//! A finding in one file, named and in order: what every format for programs starts from.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::{Located, Occurrence, Report};
use crate::finding::Level;

/// A finding in one file.
pub(super) struct Entry<'r> {
    /// What was found.
    pub found: &'r Located,
    /// How grave it is there.
    pub level: Level,
    /// The way to the file, from the lists' directory, with `/`.
    pub file: String,
    /// The village by the name of its folder, where the file belongs to one.
    pub village: Option<&'r str>,
    /// Names the finding by its rule, its file and the value, not by its wording or its line: 16
    /// hexadecimal digits.
    pub fingerprint: String,
}

/// Returns every finding in every file that has it, sorted by file, line, column and rule.
pub(super) fn entries(report: &Report) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = report
        .occurrences
        .iter()
        .map(|occurrence| entry(report, occurrence))
        .collect();
    entries.sort_by(|a, b| {
        let key = |e: &Entry<'_>| (e.found.extent.line, e.found.extent.column);
        a.file
            .cmp(&b.file)
            .then(key(a).cmp(&key(b)))
            .then(a.found.rule.name.cmp(b.found.rule.name))
    });
    let twins = report.old.as_ref().map(|old| old.twins.clone());
    number_twins(&mut entries, twins.unwrap_or_default());
    entries
}

fn entry<'r>(report: &'r Report, occurrence: &'r Occurrence) -> Entry<'r> {
    let found = occurrence.found.as_ref();
    let file = report.path(occurrence);
    let village = occurrence
        .village
        .map(|index| report.villages[index].slug.as_str());
    Entry {
        found,
        level: occurrence.level,
        village: village.filter(|_| !found.sheet.is_township_wide()),
        fingerprint: fingerprint(found, &file),
        file,
    }
}

/// Names a finding by its rule, its file and the value, not by its wording or its line: 16
/// hexadecimal digits.
pub(super) fn fingerprint(found: &Located, file: &str) -> String {
    digest(&format!("{}\n{file}\n{}", found.rule.name, found.anchor))
}

fn digest(text: &str) -> String {
    let bytes = Sha256::digest(text);
    let number = bytes
        .iter()
        .take(8)
        .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{number:016x}")
}

/// Tells apart findings of one rule at one value, in their order, after those `seen` before.
fn number_twins(entries: &mut [Entry<'_>], mut seen: HashMap<String, usize>) {
    for entry in entries {
        let count = seen.entry(entry.fingerprint.clone()).or_default();
        if *count > 0 {
            entry.fingerprint = digest(&format!("{}\n{count}", entry.fingerprint));
        }
        *count += 1;
    }
}
