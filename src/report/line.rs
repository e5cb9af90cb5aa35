//! Findings one a line, for editors, `grep` and logs: `file:line:column: level[rule] message`.

use std::io::{self, Write};

use super::{Report, mended, summary, told};
use crate::finding::Level;
use crate::lang::Lang;
use crate::visible;

/// Writes every finding on a line, notes too, then the counts.
///
/// # Errors
///
/// Fails where `out` does.
pub fn write(report: &Report, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let groups = report.groups();
    mended::write(report, None, lang, out)?;
    for group in &groups {
        let found = group.found;
        let path = visible::line(&group.path);
        let (line, column) = (found.extent.line, found.extent.column);
        let (name, message) = (found.rule.name, told(&found.message, lang));
        let level = level_name(group.level, lang);
        write!(out, "{path}:{line}:{column}: {level}[{name}] {message}")?;
        match (report.identical(group).len(), lang) {
            (0, _) => writeln!(out)?,
            (more, Lang::Zh) => writeln!(out, "（另有{more}个相同的文件）")?,
            (1, Lang::En) => writeln!(out, " (and 1 identical file)")?,
            (more, Lang::En) => writeln!(out, " (and {more} identical files)")?,
        }
    }
    writeln!(out, "{}", summary::checked(&report.checked, lang))?;
    writeln!(out, "{}", summary::outcome(report, &groups, lang))
}

/// Returns the name of a level.
pub fn level_name(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Error => lang.pick("错误", "error"),
        Level::Warning => lang.pick("警告", "warning"),
        Level::Note => lang.pick("提示", "note"),
    }
}
