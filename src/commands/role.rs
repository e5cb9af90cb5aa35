//! `role`: what an actor may do, may not do, must do and handles.

use std::io::Write;
use std::process::ExitCode;

use anyhow::bail;
use serde::Serialize;

use super::Setting;
use crate::cli::{self, PageFormat};
use crate::lang::Lang;
use crate::list::Actor;
use crate::naming::{self, Meant};
use crate::place::Sheet;
use crate::role::{self, written};
use crate::suggest::nearest;

/// Everything in which an actor can have a part.
const SHEETS: [Sheet; 5] = [
    Sheet::Township,
    Sheet::Registry,
    Sheet::Power,
    Sheet::Responsibility,
    Sheet::Service,
];

/// What `--format json` writes.
#[derive(Serialize)]
struct Answer {
    format: u8,
    #[serde(flatten)]
    role: role::Role,
}

/// Writes the page of one actor.
///
/// # Errors
///
/// Fails where there is no such actor or the name fits several, a list cannot be loaded, or `out`
/// fails.
pub fn run(args: &cli::Role, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let lang = setting.lang;
    setting.load(args.village.as_deref(), &SHEETS, |lists| {
        let actors: Vec<&Actor<'_>> = lists.registry.actors.iter().collect();
        let Some(actor) = one(&args.actor, naming::meant(&args.actor, &actors), lang)? else {
            bail!(unknown(&args.actor, &actors, lang))
        };
        let role = role::role(actor, lists);
        match args.format {
            PageFormat::Table => write!(
                out,
                "{}",
                written::table(&role, lang, setting.width, args.full)
            )?,
            PageFormat::Markdown => write!(out, "{}", written::markdown(&role, lang, args.full))?,
            PageFormat::Json => {
                serde_json::to_writer_pretty(&mut *out, &Answer { format: 1, role })?;
                writeln!(out)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// Returns the one actor that a name was found to mean, if it means any.
///
/// # Errors
///
/// Fails where the name fits several, and names them.
pub(super) fn one<'l, 'a>(
    name: &str,
    meant: Meant<&'l Actor<'a>>,
    lang: Lang,
) -> anyhow::Result<Option<&'l Actor<'a>>> {
    let several = match meant {
        Meant::One(actor) => return Ok(Some(actor)),
        Meant::Nobody => return Ok(None),
        Meant::Several(several) => several,
    };
    let line = |actor: &&Actor<'_>| format!("  {}  {}", actor.id, actor.title.within(lang));
    let lines: Vec<String> = several.iter().map(line).collect();
    let lines = lines.join("\n");
    bail!(match lang {
        Lang::Zh => format!("`{name}` 可以指好几个主体，请用左边的标识写明是哪一个：\n{lines}"),
        Lang::En => format!("`{name}` fits several actors; name one by its id:\n{lines}"),
    })
}

fn unknown(name: &str, actors: &[&Actor<'_>], lang: Lang) -> String {
    let names = actors
        .iter()
        .flat_map(|actor| [actor.id, actor.title.zh, actor.title.en]);
    let known_as = actors
        .iter()
        .flat_map(|actor| actor.known_as.iter().copied());
    match (nearest(name, names.chain(known_as)), lang) {
        (Some(near), Lang::Zh) => {
            format!("没有主体 `{name}`，是不是 `{near}`？`qingdan list actor` 列出全部")
        }
        (Some(near), Lang::En) => {
            format!(
                "there is no actor `{name}`; is `{near}` meant? `qingdan list actor` lists them"
            )
        }
        (None, Lang::Zh) => format!("没有主体 `{name}`；`qingdan list actor` 列出全部"),
        (None, Lang::En) => {
            format!("there is no actor `{name}`; `qingdan list actor` lists them")
        }
    }
}
