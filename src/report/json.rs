//! Findings for programs: version 1 of a numbered form to which fields may be added.

use std::io::{self, Write};

use serde::Serialize;

use super::entry::{Entry, entries};
use super::{Counts, Report};
use crate::finding::Level;
use crate::fix::mending::Mended;
use crate::fix::{Mend, Safety};
use crate::lang::Lang;

#[derive(Serialize)]
struct Output<'r> {
    format: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    mended: Option<Vec<MendedLine<'r>>>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'r>>,
}

/// What mends a finding. Places are those of the file as it was checked.
#[derive(Serialize)]
struct Fix<'r> {
    safety: Safety,
    edits: [Edit<'r>; 1],
}

#[derive(Serialize)]
struct Edit<'r> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    from: &'r str,
    to: &'r str,
}

/// A line of a file that `--fix` has mended.
#[derive(Serialize)]
struct MendedLine<'r> {
    file: &'r str,
    line: usize,
    from: &'r str,
    to: &'r str,
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
    let findings = entries(report).into_iter();
    let (files, villages) = (report.checked.files, report.checked.villages);
    let output = Output {
        format: 1,
        mended: report.mended.as_deref().map(mended_lines),
        findings: findings.map(|entry| finding(entry, lang)).collect(),
        summary: Summary {
            counts: report.counts(),
            files,
            villages,
            old: report.old.as_ref().map(|old| old.count),
        },
    };
    serde_json::to_writer_pretty(&mut *out, &output)?;
    writeln!(out)
}

fn finding(entry: Entry<'_>, lang: Lang) -> Finding<'_> {
    let found = entry.found;
    Finding {
        rule: found.rule.name,
        level: entry.level,
        message: found.message.within(lang),
        help: found.help.as_ref().map(|help| help.within(lang)),
        file: entry.file,
        line: found.extent.line,
        column: found.extent.column,
        end_line: found.extent.end_line,
        end_column: found.extent.end_column,
        village: entry.village,
        item: found.item.as_deref(),
        fingerprint: entry.fingerprint,
        fix: found.fix.as_deref().map(fix),
    }
}

fn fix(mend: &Mend) -> Fix<'_> {
    let extent = mend.extent;
    Fix {
        safety: mend.safety,
        edits: [Edit {
            line: extent.line,
            column: extent.column,
            end_line: extent.end_line,
            end_column: extent.end_column,
            from: &mend.from,
            to: &mend.to,
        }],
    }
}

fn mended_lines(mended: &[Mended]) -> Vec<MendedLine<'_>> {
    let files = mended
        .iter()
        .flat_map(|mended| mended.files.iter().map(move |file| (file, mended)));
    let lines = files.flat_map(|(file, mended)| {
        mended.lines().map(move |line| MendedLine {
            file,
            line: line.number,
            from: line.from,
            to: line.to,
        })
    });
    lines.collect()
}
