//! `verify DIR`: whether published pages are what the lists say, file by file.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};

use super::super::Setting;
use crate::lang::Lang;
use crate::publish::Site;
use crate::publish::proven::{Proof, Proven, Standing};
use crate::visible;

/// Says how the files of a folder stand to the lists.
///
/// # Errors
///
/// Fails where the lists have errors, so that nothing can be published from them, a file cannot be
/// read, or `out` fails.
pub(super) fn run(dir: &Path, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let (lists, lang) = (setting.lists()?, setting.lang);
    let site = Site::of(&lists, setting.as_of)
        .with_context(|| lang.pick("无法检查清单", "cannot check the lists"))?;
    if site.errors > 0 {
        bail!(lang.pick(
            "清单有错误，不能发布，也就无从核对：先用 `qingdan validate` 检查、改正",
            "the lists have errors, so that no pages can be made of them: see `qingdan validate`",
        ));
    }
    let proof = Proof::of(dir);
    site.pages(|pages| proof.take(pages))
        .with_context(|| lang.pick("无法核对页面", "cannot compare the pages"))?;
    let proven = proof.finish();
    out.write_all(written(&proven, lang).as_bytes())?;
    Ok(ExitCode::from(u8::from(!proven.others.is_empty())))
}

fn written(proven: &Proven, lang: Lang) -> String {
    let mut text = String::new();
    for (path, standing) in &proven.others {
        let standing = match standing {
            Standing::Changed => lang.pick("不一致", "changed"),
            Standing::Missing => lang.pick("缺少  ", "missing"),
            Standing::Extra => lang.pick("多出  ", "extra  "),
        };
        text = format!("{text}{standing}  {}\n", visible::line(path));
    }
    let count = |of| proven.others.iter().filter(|(_, one)| *one == of).count();
    let (changed, missing, extra) = (
        count(Standing::Changed),
        count(Standing::Missing),
        count(Standing::Extra),
    );
    let current = proven.current;
    text + &match (lang, proven.others.is_empty()) {
        (Lang::Zh, true) => format!("{current}个文件全部与现行清单一致。\n"),
        (Lang::Zh, false) => format!(
            "{current}个文件与现行清单一致，{changed}个不一致，缺少{missing}个，多出{extra}个；用 `qingdan publish` 重新发布。\n"
        ),
        (Lang::En, true) => format!("All {current} files are what the lists say.\n"),
        (Lang::En, false) => format!(
            "{current} files are what the lists say, {changed} changed, {missing} missing, {extra} extra: `qingdan publish` makes them anew.\n"
        ),
    }
}
