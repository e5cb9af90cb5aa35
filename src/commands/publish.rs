//! `publish`: the public pages of the township.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};

use super::Setting;
use crate::cli::Publish;
use crate::lang::Lang;
use crate::publish::Site;
use crate::publish::folder::{Done, Folder};

/// Writes the pages, or says why not.
///
/// # Errors
///
/// Fails where the lists cannot be found or read, the pages cannot be written, or `out` fails.
pub fn run(args: &Publish, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let (lists, lang) = (setting.lists()?, setting.lang);
    apart(&args.out, &lists, lang)?;
    let site = Site::of(&lists, setting.as_of)
        .with_context(|| lang.pick("无法检查清单", "cannot check the lists"))?;
    if site.errors > 0 {
        writeln!(out, "{}", refused(site.errors, lang))?;
        return Ok(ExitCode::from(1));
    }
    let done = publish(&site, &args.out, lang)?;
    writeln!(out, "{}", written(&done, &args.out, lang))?;
    Ok(ExitCode::SUCCESS)
}

/// Makes sure that the pages do not lie among the lists.
fn apart(out: &Path, lists: &Path, lang: Lang) -> anyhow::Result<()> {
    let lists = lists.canonicalize()?;
    let out = std::path::absolute(out)?;
    // What is not there yet lies where the nearest folder above it does.
    let real = out.ancestors().find_map(|above| above.canonicalize().ok());
    if real.is_some_and(|real| real.starts_with(&lists)) {
        bail!(lang.pick(
            "页面不能放在清单目录里：`--out` 换一个目录",
            "pages do not belong among the lists: name another folder with `--out`",
        ));
    }
    Ok(())
}

fn publish(site: &Site, out: &Path, lang: Lang) -> anyhow::Result<Done> {
    let nothing = || {
        lang.pick(
            "没有发布，原有页面没有改动",
            "nothing was published, and the old pages are as they were",
        )
    };
    let inputs = site.inputs().with_context(nothing)?;
    let folder = Folder::open(out).with_context(nothing)?;
    if folder.is_current(&inputs) {
        let unchanged = folder.files();
        return Ok(Done {
            unchanged,
            ..Done::default()
        });
    }
    if let Err(error) = site.pages(|pages| folder.stage(pages)) {
        folder.abandon();
        return Err(error.context(nothing()));
    }
    folder.finish(&inputs).with_context(|| {
        lang.pick(
            "页面没有全部更新，再运行一次就会接着完成",
            "not every page was put in its place: run it again to go on",
        )
    })
}

fn refused(errors: usize, lang: Lang) -> String {
    match (errors, lang) {
        (_, Lang::Zh) => {
            format!("清单有{errors}处错误，没有发布：先用 `qingdan validate` 检查、改正，再发布。")
        }
        (1, Lang::En) => {
            "Nothing was published, as the lists have an error: see `qingdan validate`.".to_owned()
        }
        (_, Lang::En) => format!(
            "Nothing was published, as the lists have {errors} errors: see `qingdan validate`."
        ),
    }
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
            "已发布：写入{written}个文件，{unchanged}个没有变化，删除{removed}个。\n用浏览器打开：{index}"
        ),
        Lang::En => format!(
            "Published: {written} files written, {unchanged} unchanged, {removed} removed.\nOpen {index} in a browser."
        ),
    };
    for path in kept {
        text += "\n";
        text += &lang.pick(
            format!("{path} 已不是清单的页面，但有人改过，没有删除。"),
            format!(
                "{path} is no page of the lists any more, but somebody edited it: it was left."
            ),
        );
    }
    text
}
