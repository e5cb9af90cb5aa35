//! `init`: a new township from the built-in lists.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};

use super::{Setting, numbered, paragraph};
use crate::cli::Init;
use crate::founding::{self, Identity};
use crate::lang::{Lang, Said, listed};
use crate::write::{self, Plan, Recovered};
use crate::{check, files, say};

/// Makes a directory of lists, checks it, and says what to fill in.
///
/// # Errors
///
/// Fails where the directory is not empty, a value is unfit, or the system refuses.
pub fn run(args: &Init, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let lang = setting.lang;
    let identity = identity(args);
    if let Some(fault) = identity.fault() {
        bail!("{}", fault.within(lang));
    }
    let plan = founding::township(&identity);
    make(&args.dir, &plan, lang)?;
    let report = check::township(&args.dir, setting.as_of, &[])
        .with_context(|| lang.pick("无法检查清单", "cannot check the lists"))?;
    let counts = report.counts();
    let dir = args.dir.display();
    let (errors, warnings, notes) = (counts.errors, counts.warnings, counts.notes);
    let made = say!(
        "已建好 `{dir}`：乡镇清单和范本。检查结果：{errors}个错误，{warnings}个警告，{notes}个提示。",
        "made `{dir}`: the township's lists and the template. Checked: {errors} errors, {warnings} warnings, {notes} notes."
    );
    paragraph(made.within(lang), 0, setting, out)?;
    writeln!(out)?;
    numbered(&next(&args.dir, &identity.blanks()), setting, out)?;
    Ok(ExitCode::SUCCESS)
}

fn identity(args: &Init) -> Identity {
    Identity {
        code: args.code.clone(),
        name_zh: args.name_zh.clone(),
        name_en: args.name_en.clone(),
        county_zh: args.county_zh.clone(),
        county_en: args.county_en.clone(),
    }
}

/// Writes the files, unless an interrupted run has just been found to have written the same.
fn make(dir: &Path, plan: &Plan, lang: Lang) -> anyhow::Result<()> {
    let what = || {
        let dir = dir.display();
        let said = say!("无法新建 `{dir}`", "cannot make `{dir}`");
        said.within(lang).to_owned()
    };
    if dir.exists() && !dir.is_dir() {
        let dir = dir.display();
        let said = say!("`{dir}` 不是目录", "`{dir}` is not a directory");
        bail!("{}", said.within(lang));
    }
    let is_new = !dir.exists();
    fs::create_dir_all(dir).with_context(what)?;
    let recovered = write::recover(dir).with_context(what)?;
    if recovered == Recovered::Finished && is_written(dir, plan) {
        return Ok(());
    }
    if let Some(name) = occupant(dir).with_context(what)? {
        bail!("{}", occupied(dir, &name).within(lang));
    }
    write::all(dir, plan)
        .inspect_err(|_| {
            if is_new {
                // Where something is in it, it stays.
                let _ = fs::remove_dir(dir);
            }
        })
        .with_context(what)
}

fn is_written(dir: &Path, plan: &Plan) -> bool {
    let mut changes = plan.changes().iter();
    changes.all(|change| fs::read(dir.join(&change.path)).is_ok_and(|bytes| bytes == change.to))
}

/// Returns the first thing in a directory beside which no lists should be put.
fn occupant(dir: &Path) -> std::io::Result<Option<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dir)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names.into_iter().find(|name| !files::stands_beside(name)))
}

fn occupied(dir: &Path, name: &str) -> Said {
    let is_township = files::named(dir).is_ok();
    let dir = dir.display();
    if is_township {
        return say!(
            "`{dir}` 里已经有清单，什么也没有写入：用 `qingdan village add` 添加村",
            "`{dir}` has lists already; nothing was written: add villages with `qingdan village add`"
        );
    }
    say!(
        "`{dir}` 不是空目录（里面有 `{name}`），什么也没有写入：换一个目录",
        "`{dir}` is not empty (it has `{name}`); nothing was written: name another directory"
    )
}

fn next(dir: &Path, blanks: &[&str]) -> Vec<Said> {
    let dir = dir.display();
    let mut steps = Vec::new();
    if !blanks.is_empty() {
        let blanks = blanks.iter().copied();
        let (zh, en) = (listed(blanks.clone(), Lang::Zh), listed(blanks, Lang::En));
        steps.push(say!(
            "在 `{dir}/township.toml` 里填写 {zh}，各处标有“待填”。",
            "Fill in {en} in `{dir}/township.toml`, where it says “fill in”."
        ));
    }
    steps.push(say!(
        "在 `{dir}/registry.toml` 里把占位电话（区号后以000开头）换成各站所的真实号码。",
        "Put the offices' real numbers for the placeholders (000 behind the area code) in `{dir}/registry.toml`."
    ));
    steps.push(say!(
        "逐项核对 `{dir}/template/`：依据标着 `unverified` 或 `local` 的，以现行法律和本地规定为准。",
        "Go through `{dir}/template/` item by item: bases marked `unverified` or `local` need the law and the local rules of today."
    ));
    steps.push(say!(
        "逐村添加：`qingdan village add 文件夹名 --code 12位代码 --name-zh 村名 --lists {dir}`。",
        "Add each village: `qingdan village add SLUG --code CODE --name-zh NAME --name-en NAME --lists {dir}`."
    ));
    steps.push(say!(
        "每次改动后运行 `qingdan validate --lists {dir}`。",
        "Run `qingdan validate --lists {dir}` after each edit."
    ));
    steps
}
