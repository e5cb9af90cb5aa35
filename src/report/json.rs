//! Findings for programs: version 1 of a numbered form to which fields may be added.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Counts, Located, Occurrence, Report};
use crate::finding::Level;
use crate::lang::Lang;

#[derive(Serialize)]
struct Output<'r> {
    format: u32,
    findings: Vec<Finding<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Finding<'r> {
    rule: &'r str,
    level: Level,
    message: &'r str,
    help: Option<&'r str>,
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    village: Option<&'r str>,
    item: Option<&'r str>,
    fingerprint: String,
}

#[derive(Serialize)]
struct Summary {
    #[serde(flatten)]
    counts: Counts,
    files: usize,
    villages: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<usize>,
}

/// Writes every finding in every file that has it, sorted by file, line, column and rule.
///
/// # Errors
///
/// Fails where `out` does.
pub fn write(report: &Report, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut findings: Vec<Finding<'_>> = report
        .occurrences
        .iter()
        .map(|occurrence| finding(report, occurrence, lang))
        .collect();
    findings.sort_by(|a, b| {
        let key = |f: &Finding<'_>| (f.line, f.column);
        a.file
            .cmp(&b.file)
            .then(key(a).cmp(&key(b)))
            .then(a.rule.cmp(b.rule))
    });
    let twins = report.old.as_ref().map(|old| old.twins.clone());
    number_twins(&mut findings, twins.unwrap_or_default());
    let (files, villages) = (report.checked.files, report.checked.villages);
    let summary = Summary {
        counts: report.counts(),
        files,
        villages,
        old: report.old.as_ref().map(|old| old.count),
    };
    serde_json::to_writer_pretty(
        &mut *out,
        &Output {
            format: 1,
            findings,
            summary,
        },
    )?;
    writeln!(out)
}

fn finding<'r>(report: &'r Report, occurrence: &'r Occurrence, lang: Lang) -> Finding<'r> {
    let found = occurrence.found.as_ref();
    let file = report.path(occurrence);
    let village = occurrence
        .village
        .map(|index| report.villages[index].slug.as_str());
    Finding {
        rule: found.rule.name,
        level: occurrence.level,
        message: found.message.within(lang),
        help: found.help.as_ref().map(|help| help.within(lang)),
        line: found.extent.line,
        column: found.extent.column,
        end_line: found.extent.end_line,
        end_column: found.extent.end_column,
        village: village.filter(|_| !found.sheet.is_township_wide()),
        item: found.item.as_deref(),
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
fn number_twins(findings: &mut [Finding<'_>], mut seen: HashMap<String, usize>) {
    for finding in findings {
        let count = seen.entry(finding.fingerprint.clone()).or_default();
        if *count > 0 {
            finding.fingerprint = digest(&format!("{}\n{count}", finding.fingerprint));
        }
        *count += 1;
    }
}
