//! `validate`: everything that is wrong with the lists, before they are published.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Context;

use super::{Setting, known_village};
use crate::check;
use crate::cli::{FindingFormat, Validate};
use crate::history::History;
use crate::report::{full, json, line};
use crate::since;

/// Checks the lists and writes what was found.
///
/// # Errors
///
/// Fails where the lists cannot be found, a village is unknown, or `out` fails.
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
    match args.format {
        FindingFormat::Full => {
            let (color, width, notes) = (setting.color, setting.width, args.notes);
            full::write(
                &report,
                full::Look {
                    lang,
                    color,
                    width,
                    notes,
                },
                out,
            )?;
        }
        FindingFormat::Line => line::write(&report, lang, out)?,
        FindingFormat::Json => json::write(&report, lang, out)?,
    }
    let counts = report.counts();
    let failed = counts.errors > 0 || (args.strict && counts.warnings > 0);
    Ok(if failed {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}
