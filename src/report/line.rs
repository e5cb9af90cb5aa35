//! Findings one a line, for editors, `grep` and logs: `file:line:column: level[rule] message`.

use std::io::{self, Write};

use super::{Report, summary};
use crate::finding::Level;
use crate::lang::Lang;

/// Writes every finding on a line, notes too, then the counts.
///
/// # Errors
///
/// Fails where `out` does.
pub fn write(report: &Report, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for group in report.groups() {
        let (found, path) = (group.found, group.paths.first().map_or("", String::as_str));
        let (line, column) = (found.extent.line, found.extent.column);
        let (name, message) = (found.rule.name, found.message.within(lang));
        let level = level_name(group.level, lang);
        write!(out, "{path}:{line}:{column}: {level}[{name}] {message}")?;
        match (group.paths.len() - 1, lang) {
            (0, _) => writeln!(out)?,
            (more, Lang::Zh) => writeln!(out, "（另有{more}个相同的文件）")?,
            (1, Lang::En) => writeln!(out, " (and 1 identical file)")?,
            (more, Lang::En) => writeln!(out, " (and {more} identical files)")?,
        }
    }
    writeln!(out, "{}", summary::checked(&report.checked, lang))?;
    writeln!(
        out,
        "{}{}",
        report.counts().written(lang),
        lang.pick("。", ".")
    )
}

/// Returns the name of a level.
pub fn level_name(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Error => lang.pick("错误", "error"),
        Level::Warning => lang.pick("警告", "warning"),
        Level::Note => lang.pick("提示", "note"),
    }
}
