//! `validate`: everything that is wrong with the lists, before they are published.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;

use super::{Setting, known_village};
use crate::check;
use crate::cli::{FindingFormat, Output, Validate};
use crate::files::{self, Store};
use crate::fix::mending::{self, Answer, Outcome, Question};
use crate::history::{History, Snapshot};
use crate::report::{Base, Report, full, github, gitlab, json, junit, line, sarif};
use crate::{prompt, since, write};

/// Checks the lists and writes what was found, after mending what can be if that is asked for.
///
/// # Errors
///
/// Fails where the lists cannot be found, a village is unknown, a file cannot be written, or `out`
/// fails.
pub fn run(args: &Validate, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let lists = setting.lists()?;
    let check = checker(args, setting, &lists)?;
    let report = if args.fix {
        fixed(args, setting, &lists, &check)?
    } else {
        check(Store::Folder(&lists))?
    };
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

/// Returns what finds what is wrong with the lists: all of it, or what came after a revision.
fn checker<'c>(
    args: &'c Validate,
    setting: &'c Setting,
    lists: &Path,
) -> anyhow::Result<impl Fn(Store<'_>) -> anyhow::Result<Report> + 'c> {
    let lang = setting.lang;
    for village in &args.villages {
        known_village(lists, village, lang)?;
    }
    let older = args
        .since
        .as_ref()
        .map(|rev| older(rev, args, setting, lists));
    let older = older.transpose()?;
    Ok(move |store: Store<'_>| {
        let mut report = check::township(store, setting.as_of, &args.villages)
            .with_context(|| lang.pick("无法检查清单", "cannot check the lists"))?;
        if let Some((then, older)) = &older {
            since::strip(&mut report, older);
            check::edit::add(&mut report, store, then)?;
        }
        Ok(report)
    })
}

/// Returns the lists as they were at a revision, with what was wrong with them.
fn older(
    rev: &str,
    args: &Validate,
    setting: &Setting,
    lists: &Path,
) -> anyhow::Result<(Snapshot, Report)> {
    let lang = setting.lang;
    let then = History::of(lists)
        .and_then(|history| history.at(rev))
        .with_context(|| lang.pick("无法读取清单的历史", "cannot read the lists' history"))?;
    let older = check::township(&then, setting.as_of, &args.villages)
        .with_context(|| lang.pick("无法检查以前的清单", "cannot check the lists as they were"))?;
    Ok((then, older))
}

/// Mends what can be mended, all of it or nothing, and returns what is found afterwards.
fn fixed(
    args: &Validate,
    setting: &Setting,
    lists: &Path,
    check: &impl Fn(Store<'_>) -> anyhow::Result<Report>,
) -> anyhow::Result<Report> {
    let lang = setting.lang;
    let shows = matches!(
        args.format,
        FindingFormat::Full | FindingFormat::Line | FindingFormat::Json
    );
    anyhow::ensure!(
        shows,
        lang.pick(
            "这种格式显示不出改了什么：`--fix` 请用 `full`、`line` 或者 `json`，其他格式用 `--output 格式=文件` 存到文件",
            "this format cannot show what was mended: use `full`, `line` or `json` with `--fix`, and `--output FORMAT=PATH` for others",
        )
    );
    let nothing = || lang.pick("没有改正任何内容", "nothing was mended");
    let ask = |question: &Question| {
        if setting.interactive {
            prompt::meant(question, lang)
        } else {
            Ok(Answer::Enough)
        }
    };
    let Outcome {
        plan,
        mended,
        mut report,
    } = mending::mend(lists, check, ask).with_context(nothing)?;
    write::all(lists, &plan).with_context(nothing)?;
    report.mended = Some(mended);
    Ok(report)
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
