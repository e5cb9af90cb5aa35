//! `validate`: everything that is wrong with the lists, before they are published.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Context;

use super::{Setting, known_village};
use crate::check;
use crate::cli::{FindingFormat, Output, Validate};
use crate::files;
use crate::history::History;
use crate::report::{Base, Report, full, github, gitlab, json, junit, line, sarif};
use crate::since;

/// Checks the lists and writes what was found.
///
/// # Errors
///
/// Fails where the lists cannot be found, a village is unknown, a file cannot be written, or `out`
/// fails.
pub fn run(args: &Validate, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let lists = setting.lists()?;
    let lang = setting.lang;
    let mut report = check::township(&lists, setting.as_of, &args.villages)
        .with_context(|| lang.pick("无法检查清单", "cannot check the lists"))?;
    for village in &args.villages {
        known_village(&lists, village, lang)?;
    }
    if let Some(rev) = &args.since {
        let then = History::of(&lists)
            .and_then(|history| history.at(rev))
            .with_context(|| lang.pick("无法读取清单的历史", "cannot read the lists' history"))?;
        let older = check::township(&then, setting.as_of, &args.villages).with_context(|| {
            lang.pick("无法检查以前的清单", "cannot check the lists as they were")
        })?;
        since::strip(&mut report, &older);
        check::edit::add(&mut report, &lists, &then)?;
    }
    let writer = Writer {
        report: &report,
        base: Base::new(&setting.folder, &lists),
        args,
        setting,
    };
    // Whoever reads stops when they like; a file is written all the same, and the findings are
    // shown even where it cannot be.
    let saved = writer.save();
    writer.show(out)?;
    saved?;
    let counts = report.counts();
    let failed = counts.errors > 0 || (args.strict && counts.warnings > 0);
    Ok(if failed {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}

/// Writes what was found in the formats asked for.
struct Writer<'r> {
    report: &'r Report,
    base: Base,
    args: &'r Validate,
    setting: &'r Setting,
}

impl Writer<'_> {
    /// Writes to `out`, as a terminal shows it if there is one.
    fn show(&self, out: &mut dyn Write) -> io::Result<()> {
        let look = full::Look {
            lang: self.setting.lang,
            color: self.setting.color,
            width: self.setting.width,
            notes: self.args.notes,
        };
        self.write(self.args.format, look, out)
    }

    /// Writes each of the files asked for.
    fn save(&self) -> anyhow::Result<()> {
        let lang = self.setting.lang;
        for Output { format, path } in &self.args.output {
            let look = full::Look {
                lang,
                color: false,
                width: None,
                notes: self.args.notes,
            };
            let mut bytes = Vec::new();
            self.write(*format, look, &mut bytes)?;
            files::replace(&self.setting.folder.join(path), &bytes)
                .with_context(|| lang.pick("无法保存检查结果", "cannot save the findings"))?;
        }
        Ok(())
    }

    fn write(
        &self,
        format: FindingFormat,
        look: full::Look,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let (report, base, lang) = (self.report, &self.base, look.lang);
        let (notes, strict) = (self.args.notes, self.args.strict);
        match format {
            FindingFormat::Full => full::write(report, look, out),
            FindingFormat::Line => line::write(report, lang, out),
            FindingFormat::Json => json::write(report, lang, out),
            FindingFormat::Sarif => sarif::write(report, base, lang, out),
            FindingFormat::Github => github::write(report, base, github::Look { lang, notes }, out),
            FindingFormat::Gitlab => gitlab::write(report, base, lang, out),
            FindingFormat::Junit => junit::write(report, base, junit::Look { lang, strict }, out),
        }
    }
}
