//! `village add`: a new village from the template.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};

use super::{Setting, numbered, paragraph};
use crate::cli::{VillageAction, VillageAdd, VillageArgs};
use crate::founding::{self, Founded, Newcomer};
use crate::lang::Said;
use crate::load::{self, Lists};
use crate::place::Sheet;
use crate::write::{self, Change, Plan};
use crate::{files, say};

/// What is loaded to add a village. The template is, to be sure that it can be.
const SHEETS: [Sheet; 6] = [
    Sheet::Township,
    Sheet::Registry,
    Sheet::Power,
    Sheet::Responsibility,
    Sheet::Service,
    Sheet::Manual,
];

/// Does what is to be done with a village.
///
/// # Errors
///
/// Fails where a value is unfit, the village is there already, or a file cannot be read or written.
pub fn run(args: &VillageArgs, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    match &args.action {
        VillageAction::Add(args) => add(args, setting, out),
    }
}

fn add(args: &VillageAdd, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let lang = setting.lang;
    let slug = &args.slug;
    let what = || {
        let said = say!("无法添加村 `{slug}`", "cannot add the village `{slug}`");
        said.within(lang).to_owned()
    };
    let root = setting.lists()?;
    write::recover(&root).with_context(what)?;
    let founded = founded(&root).with_context(what)?;
    let (mut plan, expected) = load::with(&root, None, &SHEETS, |lists| {
        let plan = plan(args, &root, &founded, lists, setting)?;
        Ok((plan, lists.township.expect.villages))
    })
    .with_context(what)?;
    let recount = recount(&root, founded.len()).with_context(what)?;
    let township = Count {
        villages: founded.len() + 1,
        expected,
        is_changed: recount.is_some(),
    };
    plan.extend(recount);
    write::all(&root, &plan).with_context(what)?;
    say_so(args, &township, setting, out)?;
    Ok(ExitCode::SUCCESS)
}

/// How many villages there are now.
struct Count {
    villages: usize,
    /// How many `township.toml` expected.
    expected: Option<u32>,
    /// True: it expects one more now.
    is_changed: bool,
}

fn say_so(
    args: &VillageAdd,
    township: &Count,
    setting: &Setting,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let (lang, slug, count) = (setting.lang, &args.slug, township.villages);
    let made = say!(
        "已添加村 `{slug}`：四份清单与范本逐字节相同，村情在 `village.toml`。",
        "added the village `{slug}`: its four lists are the template's byte for byte, `village.toml` is its own."
    );
    paragraph(made.within(lang), 0, setting, out)?;
    if township.is_changed {
        let said = say!(
            "`township.toml` 的 `expect.villages` 已改为{count}。",
            "`expect.villages` in `township.toml` is {count} now."
        );
        paragraph(said.within(lang), 0, setting, out)?;
    }
    writeln!(out)?;
    numbered(&next(args, township), setting, out)
}

/// Returns the villages that there are. One whose `village.toml` cannot be read has a name at least.
fn founded(root: &Path) -> anyhow::Result<Vec<Founded>> {
    let directory = files::survey(root)?;
    let villages = directory.villages.iter().map(|folder| {
        let slug = folder.name().to_owned();
        let unknown = Founded {
            slug: slug.clone(),
            code: String::new(),
            contacts: Vec::new(),
        };
        let known = load::with(root, Some(&slug), &[Sheet::Village], |lists| {
            let village = lists.village();
            let code = village.map_or_else(String::new, |village| village.code.to_owned());
            let contacts = village.iter().flat_map(|village| &village.contacts);
            Ok(Founded {
                contacts: contacts.map(|c| c.actor.to_owned()).collect(),
                slug: slug.clone(),
                code,
            })
        });
        known.unwrap_or(unknown)
    });
    Ok(villages.collect())
}

fn plan(
    args: &VillageAdd,
    root: &Path,
    founded: &[Founded],
    lists: &Lists<'_>,
    setting: &Setting,
) -> anyhow::Result<Plan> {
    let new = Newcomer {
        slug: &args.slug,
        code: &args.code,
        name_zh: &args.name_zh,
        name_en: args.name_en.as_deref(),
        stage: &args.stage,
        since: setting.as_of,
    };
    let lang = setting.lang;
    if let Some(fault) = founding::fault(&new, lists.township.code, founded) {
        bail!("{}", fault.within(lang));
    }
    let Some(edition) = lists.township.editions.last() else {
        bail!(lang.pick(
            "`township.toml` 里没有 `[[edition]]`，不知道范本是哪一版",
            "`township.toml` has no `[[edition]]`, so that the template's is not known"
        ));
    };
    let services = lists.book.services().unwrap_or_default();
    let contacts = founding::contacts(&lists.registry, services, founded);
    let template = template(root)?;
    Ok(founding::village(&new, edition.id, &contacts, template))
}

/// Returns the change of `township.toml` where it expects as many villages as there were.
fn recount(root: &Path, count: usize) -> Result<Option<Change>, load::Error> {
    let name = Sheet::Township.file_name();
    let path = root.join(name);
    let from = fs::read(&path).map_err(|source| load::Error::Read { path, source })?;
    Ok(founding::counted(&from, count).map(|to| Change {
        path: name.to_owned(),
        from: Some(from),
        to,
    }))
}

fn template(root: &Path) -> Result<Vec<(&'static str, Vec<u8>)>, load::Error> {
    let files = Sheet::LISTS.iter().map(|sheet| {
        let name = sheet.file_name();
        let path = root.join(files::TEMPLATE).join(name);
        match fs::read(&path) {
            Ok(bytes) => Ok((name, bytes)),
            Err(source) => Err(load::Error::Read { path, source }),
        }
    });
    files.collect()
}

fn next(args: &VillageAdd, township: &Count) -> Vec<Said> {
    let slug = &args.slug;
    let file = format!("villages/{slug}/village.toml");
    let mut steps = vec![say!(
        "在 `{file}` 里把占位电话换成真实号码，打通后再公布。",
        "Put real numbers for the placeholders in `{file}`, and ring them before publishing."
    )];
    if args.name_en.is_none() {
        steps.push(say!(
            "村的英文名还没有：在 `name.zh` 下面补上 `name.en = \"…\"`。",
            "The village has no English name yet: add `name.en = \"…\"` below `name.zh`."
        ));
    }
    steps.push(say!(
        "运行 `qingdan validate {slug}`。",
        "Run `qingdan validate {slug}`."
    ));
    let count = township.villages;
    let expected = township.expected.filter(|_| !township.is_changed);
    if let Some(expected) = expected.filter(|expected| *expected as usize != count) {
        steps.push(say!(
            "`township.toml` 的 `expect.villages` 是{expected}，现在有{count}个村：村都加齐后改成实际村数。",
            "`expect.villages` in `township.toml` is {expected}, and there are {count} villages now: change it when all are there."
        ));
    }
    if args.stage == "draft" {
        steps.push(say!(
            "定稿后把 `stage` 改为 `trial`（试行）或 `in-force`（施行），`since` 改为起始日期。",
            "When the lists are settled, change `stage` to `trial` or `in-force`, and `since` to its first day."
        ));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_that_does_not_fit_is_told() {
        let args = VillageAdd {
            slug: "erli".to_owned(),
            code: "990000101202".to_owned(),
            name_zh: "二里村".to_owned(),
            name_en: None,
            stage: "trial".to_owned(),
        };
        let told = |expected| {
            let township = Count {
                villages: 3,
                expected: Some(expected),
                is_changed: false,
            };
            let steps = next(&args, &township);
            steps
                .iter()
                .any(|step| step.en.contains("is 28, and there are 3 villages"))
        };
        assert!(told(28) && !told(3));
    }
}
