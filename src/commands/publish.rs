//! `publish`: the public pages of the township.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use rayon::prelude::*;

use super::Setting;
use crate::cli::Publish;
use crate::finding::Level;
use crate::lang::Lang;
use crate::list::Stage;
use crate::place::Sheet;
use crate::publish::folder::{Done, Folder};
use crate::publish::{self, Gallery, Masthead, Page, Summary};
use crate::report::{Occurrence, Report};
use crate::{check, files, load};

/// Writes the pages, or says why not.
///
/// # Errors
///
/// Fails where the lists cannot be found or read, the pages cannot be written, or `out` fails.
pub fn run(args: &Publish, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let (lists, lang) = (setting.lists()?, setting.lang);
    apart(&args.out, &lists, lang)?;
    let report = check::township(&lists, setting.as_of, &[])
        .with_context(|| lang.pick("无法检查清单", "cannot check the lists"))?;
    let errors = errors(&report);
    if errors > 0 {
        writeln!(out, "{}", refused(errors, lang))?;
        return Ok(ExitCode::from(1));
    }
    let unpublished = || {
        lang.pick(
            "没有发布，原有页面没有改动",
            "nothing was published, and the old pages are as they were",
        )
    };
    let inputs = inputs(&lists).with_context(unpublished)?;
    let folder = Folder::open(&args.out).with_context(unpublished)?;
    if folder.is_current(&inputs) {
        let unchanged = folder.files();
        let done = Done {
            unchanged,
            ..Done::default()
        };
        writeln!(out, "{}", written(&done, &args.out, lang))?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Err(error) = stage(&lists, &report, &folder) {
        folder.abandon();
        return Err(error.context(unpublished()));
    }
    let done = folder.finish(&inputs).with_context(|| {
        lang.pick(
            "页面没有全部更新，再运行一次就会接着完成",
            "not every page was put in its place: run it again to go on",
        )
    })?;
    writeln!(out, "{}", written(&done, &args.out, lang))?;
    Ok(ExitCode::SUCCESS)
}

/// Makes sure that pages and lists do not lie in one another's way.
fn apart(out: &Path, lists: &Path, lang: Lang) -> anyhow::Result<()> {
    let whole =
        |path: &Path| std::path::absolute(path).and_then(|path| path.canonicalize().or(Ok(path)));
    let (out, lists) = (whole(out)?, whole(lists)?);
    if out.starts_with(&lists) {
        bail!(lang.pick(
            "页面不能放在清单目录里：`--out` 换一个目录",
            "pages do not belong among the lists: name another folder with `--out`",
        ));
    }
    Ok(())
}

/// Counts the errors in what would be published: not those of drafts, nor the template's.
fn errors(report: &Report) -> usize {
    let published = |one: &&Occurrence| match one.village {
        Some(village) => report.villages[village].stage != Some(Stage::Draft),
        None => one.found.sheet.is_township_wide() || one.found.sheet == Sheet::Village,
    };
    let errors = report
        .occurrences
        .iter()
        .filter(|one| one.level == Level::Error);
    errors.filter(published).count()
}

fn refused(errors: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("清单有{errors}处错误，没有发布：先运行 `qingdan validate`，改正后再发布。"),
        Lang::En if errors == 1 => "nothing was published: the lists have 1 error; run `qingdan validate`, put it right, publish again.".to_owned(),
        Lang::En => format!("nothing was published: the lists have {errors} errors; run `qingdan validate`, put them right, publish again."),
    }
}

/// Stages the pages of all villages, a few at a time, and then those of the township.
fn stage(lists: &Path, report: &Report, folder: &Folder) -> anyhow::Result<()> {
    let gallery = Gallery::default();
    let slugs: Vec<&str> = report
        .villages
        .iter()
        .map(|village| village.slug.as_str())
        .collect();
    let made: Vec<Option<(Masthead, Summary)>> = slugs
        .par_iter()
        .with_max_len(1)
        .map(|slug| {
            let (pages, made) = village(lists, slug, &gallery)?;
            folder.stage(&pages)?;
            Ok(made)
        })
        .collect::<anyhow::Result<_>>()?;
    let villages: Vec<Summary> = made
        .into_iter()
        .flatten()
        .map(|(_, village)| village)
        .collect();
    let masthead = load::with(lists, None, &[Sheet::Township], |lists| {
        Ok(Masthead::of(&lists.township))
    })?;
    folder.stage(&publish::township(&masthead, &villages))?;
    folder.stage(&publish::common())?;
    Ok(())
}

type Made = (Vec<Page>, Option<(Masthead, Summary)>);

fn village(lists: &Path, slug: &str, gallery: &Gallery) -> anyhow::Result<Made> {
    load::with(lists, Some(slug), &publish::SHEETS, |lists| {
        let made = Summary::of(lists).map(|summary| (Masthead::of(&lists.township), summary));
        Ok((publish::village(lists, gallery), made))
    })
}

/// Returns the digest of everything that the pages are made from: the files of the lists and this
/// program.
fn inputs(lists: &Path) -> anyhow::Result<String> {
    let directory = files::survey(lists)?;
    let folders = [&directory.township, &directory.template];
    let folders = folders.into_iter().chain(&directory.villages);
    let paths: Vec<String> = folders
        .flat_map(|folder| {
            folder
                .files
                .iter()
                .map(|file| folder.file(file.sheet.file_name()))
        })
        .collect();
    let lines: Vec<String> = paths
        .par_iter()
        .map(|path| {
            let bytes = std::fs::read(lists.join(path))?;
            Ok(format!("{}  {path}\n", publish::digest(&bytes)))
        })
        .collect::<std::io::Result<_>>()?;
    let whole = format!("{}\n{}", publish::PROGRAM, lines.concat());
    Ok(publish::digest(whole.as_bytes()))
}

fn written(done: &Done, out: &Path, lang: Lang) -> String {
    let Done {
        written,
        unchanged,
        removed,
        kept,
    } = done;
    let index = out.join("index.html");
    let index = index.display();
    let mut text = match lang {
        Lang::Zh => format!(
            "页面写好了：{written}个更新，{unchanged}个没有变化，{removed}个删除。用浏览器打开 {index}"
        ),
        Lang::En => format!(
            "published: {written} written, {unchanged} unchanged, {removed} removed. Open {index}"
        ),
    };
    for path in kept {
        text += "\n";
        text += &lang.pick(
            format!("{path} 不再属于清单，但有人改过，没有删除"),
            format!("{path} no longer belongs there, but somebody edited it: it was left"),
        );
    }
    text
}
