//! Findings as a Code Quality report, which GitLab shows at the changed lines of a merge request.
//!
//! GitLab compares the reports of two branches by fingerprint: what both have is not new.

use std::io::{self, Write};

use serde::Serialize;

use super::base::Base;
use super::entry::{Entry, entries};
use super::{Report, advice, told};
use crate::finding::Level;
use crate::lang::Lang;

#[derive(Serialize)]
struct Issue<'r> {
    #[serde(rename = "type")]
    kind: &'static str,
    check_name: &'r str,
    description: String,
    content: Content<'r>,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: String,
    location: Location,
}

/// More on the rule, as Markdown.
#[derive(Serialize)]
struct Content<'r> {
    body: &'r str,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes every finding in every file that has it; the files are named from the working directory.
///
/// # Errors
///
/// Fails where `out` does.
pub fn write(report: &Report, base: &Base, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let issues = entries(report).into_iter();
    let issues: Vec<Issue<'_>> = issues.map(|entry| issue(entry, base, lang)).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn issue<'r>(entry: Entry<'r>, base: &Base, lang: Lang) -> Issue<'r> {
    let found = entry.found;
    let (message, help) = (told(&found.message, lang), advice(found, lang));
    Issue {
        kind: "issue",
        check_name: found.rule.name,
        description: format!("{message}{help}"),
        content: Content {
            body: found.rule.summary(lang),
        },
        categories: ["Bug Risk"],
        severity: severity(entry.level),
        fingerprint: entry.fingerprint,
        location: Location {
            path: base.path(&entry.file),
            lines: Lines {
                begin: found.extent.line,
                end: found.extent.end_line,
            },
        },
    }
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    }
}
