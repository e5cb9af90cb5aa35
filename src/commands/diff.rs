//! `diff`: where villages differ from the template, and what that means for the villager.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context, bail};

use super::{Setting, known_village};
use crate::cli::{Diff, DiffFormat};
use crate::compare::written::Look;
use crate::compare::{self, Against, Comparison, Fate, json};
use crate::history::History;

/// Writes what differs.
///
/// # Errors
///
/// Fails where the lists cannot be found or read, a village is unknown, or `out` fails.
pub fn run(args: &Diff, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let lang = setting.lang;
    let comparison = match &args.since {
        Some(revision) => since(revision, args, setting),
        None => apart(args, setting),
    }?;
    let width = setting.width;
    let text = match args.format {
        DiffFormat::Table => comparison.table(Look { lang, width }),
        DiffFormat::Json => json::written(&comparison)?,
        DiffFormat::Markdown => comparison.markdown(lang),
    };
    write!(out, "{text}")?;
    let unread = || {
        comparison
            .villages
            .iter()
            .flat_map(|village| &village.unread)
    };
    if unread().next().is_some() {
        out.flush()?;
        let files: Vec<&str> = unread().map(|unread| unread.file.as_str()).collect();
        bail!(lang.pick(
            format!("有文件无法比较：{}", files.join("、")),
            format!("some files cannot be compared: {}", files.join(", ")),
        ));
    }
    Ok(ExitCode::from(u8::from(differs(&comparison))))
}

fn differs(comparison: &Comparison) -> bool {
    let mut villages = comparison.villages.iter();
    villages.any(|village| !village.verdicts.is_empty() || village.fate != Fate::Kept)
}

/// Holds villages against the template or a neighbour.
fn apart(args: &Diff, setting: &Setting) -> anyhow::Result<Comparison> {
    let (lists, lang) = (setting.lists()?, setting.lang);
    for village in &args.villages {
        known_village(&lists, village, lang)?;
    }
    let against = match args.against.as_str() {
        "template" => Against::Template,
        village => {
            known_village(&lists, village, lang)?;
            Against::Village(village.to_owned())
        }
    };
    compare::villages(&lists, &args.villages, &against, setting.as_of)
        .with_context(|| lang.pick("无法比较", "cannot compare the lists"))
}

/// Holds the lists against what they were.
fn since(revision: &str, args: &Diff, setting: &Setting) -> anyhow::Result<Comparison> {
    let (lists, lang) = (setting.lists()?, setting.lang);
    let then = History::of(&lists).and_then(|history| history.at(revision));
    let then = then
        .with_context(|| lang.pick("无法读取以前的清单", "cannot read the lists as they were"))?;
    for village in &args.villages {
        if then
            .file(&format!("villages/{village}/village.toml"))
            .is_none()
        {
            known_village(&lists, village, lang)?;
        }
    }
    compare::since(&lists, (revision, &then), &args.villages, setting.as_of)
        .with_context(|| lang.pick("无法比较", "cannot compare the lists"))
}
