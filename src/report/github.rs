//! Findings as commands of a GitHub workflow, which shows them at the lines of a pull request.
//!
//! GitHub shows ten annotations of a level and step, and drops the others without a word. So the
//! tenth says how many more there are, and these stand in the log.
//!
//! Source: GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those of the
//! `@actions/core` package.

use std::io::{self, Write};

use super::base::Base;
use super::line::level_name;
use super::{Group, Report, advice, summary, told};
use crate::finding::Level;
use crate::lang::Lang;
use crate::visible;

/// How many annotations of a level GitHub shows for one step.
const SHOWN: usize = 10;

/// What is written beside the errors and warnings.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The language.
    pub lang: Lang,
    /// True: notes become annotations too.
    pub notes: bool,
}

/// Writes the findings, the gravest first, each once however many files have the same content;
/// the files are named from the working directory. Then it says what was checked.
///
/// # Errors
///
/// Fails where `out` does.
pub fn write(report: &Report, base: &Base, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let lang = look.lang;
    let groups = report.groups();
    for level in [Level::Error, Level::Warning, Level::Note] {
        if level == Level::Note && !look.notes {
            continue;
        }
        let of_level = groups.iter().filter(|group| group.level == level);
        write_level(&of_level.collect::<Vec<_>>(), base, lang, out)?;
    }
    writeln!(out, "{}", logged(&summary::checked(&report.checked, lang)))?;
    writeln!(out, "{}", summary::outcome(report, &groups, lang))
}

fn write_level(
    groups: &[&Group<'_>],
    base: &Base,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    if groups.len() <= SHOWN {
        return groups
            .iter()
            .try_for_each(|group| writeln!(out, "{}", annotation(group, base, lang)));
    }
    let (shown, logged) = groups.split_at(SHOWN - 1);
    for group in shown {
        writeln!(out, "{}", annotation(group, base, lang))?;
    }
    write_rest(logged, base, lang, out)
}

/// Says in one annotation how many more there are, and lists them in the log.
fn write_rest(
    groups: &[&Group<'_>],
    base: &Base,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(first) = groups.first() else {
        return Ok(());
    };
    let (count, command) = (groups.len(), command(first.level));
    let (title, message) = match lang {
        Lang::Zh => (
            format!("另有{count}处"),
            format!("同一级别另有{count}处，列在这一步的日志里"),
        ),
        Lang::En => (
            format!("{count} more"),
            format!("{count} more of this level stand in the log of this step"),
        ),
    };
    writeln!(
        out,
        "::{command} title={}::{}",
        property(&title),
        data(&message)
    )?;
    writeln!(out, "::group::{}", data(&title))?;
    for group in groups {
        writeln!(out, "{}", logged(&log_line(group, base, lang)))?;
    }
    writeln!(out, "::endgroup::")
}

fn annotation(group: &Group<'_>, base: &Base, lang: Lang) -> String {
    let (found, extent) = (group.found, group.found.extent);
    let file = base.path(&group.path);
    let level = level_name(group.level, lang);
    let title = format!("{level}[{}]", found.rule.name);
    let text = format!("{}{}", told(&found.message, lang), advice(found, lang));
    // GitHub takes columns only of places on one line.
    let columns = if extent.line == extent.end_line && found.excerpt.is_some() {
        format!(",col={},endColumn={}", extent.column, extent.end_column)
    } else {
        String::new()
    };
    format!(
        "::{} file={},line={},endLine={}{columns},title={}::{}",
        command(group.level),
        property(&file),
        extent.line,
        extent.end_line,
        property(&title),
        data(&text),
    )
}

fn log_line(group: &Group<'_>, base: &Base, lang: Lang) -> String {
    let found = group.found;
    let file = base.path(&group.path);
    let (line, column) = (found.extent.line, found.extent.column);
    let (level, name) = (level_name(group.level, lang), found.rule.name);
    let message = told(&found.message, lang);
    format!(
        "{}:{line}:{column}: {level}[{name}] {message}",
        visible::line(&file)
    )
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    }
}

/// Escapes the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A line of the log that no runner takes for a command, whatever a list says: the old form of
/// commands counts anywhere in a line.
fn logged(line: &str) -> String {
    line.replace("##[", "## [")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_list_ends_a_command_early() {
        assert_eq!(data("50%\r\n::error::x"), "50%25%0D%0A::error::x");
        assert_eq!(property("a,b: 100%"), "a%2Cb%3A 100%25");
        assert_eq!(
            logged("a.toml:1: ##[add-mask]x"),
            "a.toml:1: ## [add-mask]x"
        );
    }
}
