//! `quorum`: how many must attend and how many must agree.

use std::io::Write;
use std::process::ExitCode;

use anyhow::bail;
use serde::Serialize;

use super::{Setting, role};
use crate::cli::{self, NumberFormat};
use crate::lang::{Lang, Said, listed};
use crate::list::{Actor, Item, Quorum};
use crate::load::{self, Lists};
use crate::naming::{self, Meant};
use crate::place::Sheet;
use crate::procedure::actor_title;
use crate::quorum::{self, Counts, Tally, written};
use crate::role::written::heading;
use crate::suggest::nearest;

/// A quorum rests on the registry; powers and services use it.
const SHEETS: [Sheet; 4] = [
    Sheet::Township,
    Sheet::Registry,
    Sheet::Power,
    Sheet::Service,
];

/// What `--format json` writes.
#[derive(Serialize)]
struct Answer<'a> {
    format: u8,
    body: &'a str,
    title: Option<Said>,
    sample: bool,
    #[serde(flatten)]
    counts: Counts,
    quorums: Vec<Tally>,
}

/// Writes the quorums of a body, in words and in the numbers that follow from those given.
///
/// # Errors
///
/// Fails where there is no such body or quorum, the numbers contradict each other, a list cannot
/// be loaded, or `out` fails.
pub fn run(args: &cli::Quorum, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let counts = Counts {
        members: args.members,
        households: args.households,
        ballots: args.ballots,
        present: args.present,
    };
    load::with(&setting.lists()?, None, &SHEETS, |lists| {
        let (body, quorums) = found(&args.body, lists, setting.lang)?;
        sensible(&quorums, counts, setting.lang)?;
        let answer = Answer {
            format: 1,
            body,
            title: actor_title(body, lists),
            sample: lists.township.sample,
            counts,
            quorums: quorums
                .iter()
                .map(|it| quorum::tally(it, lists, counts))
                .collect(),
        };
        match args.format {
            NumberFormat::Table => write!(out, "{}", table(&answer, setting))?,
            NumberFormat::Json => {
                serde_json::to_writer_pretty(&mut *out, &answer)?;
                writeln!(out)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// Returns the body that a name means, with its quorums; a quorum's own id gives that one alone.
fn found<'l, 'a>(
    name: &str,
    lists: &'l Lists<'a>,
    lang: Lang,
) -> anyhow::Result<(&'a str, Vec<&'l Quorum<'a>>)> {
    let registry = &lists.registry;
    let of = |body: &str| -> Vec<&Quorum<'_>> {
        registry
            .quorums
            .iter()
            .filter(|quorum| quorum.body == body)
            .collect()
    };
    let id = name.strip_prefix("quorum/");
    let names_body = id.is_none() && !of(name).is_empty();
    let one = registry
        .quorums
        .iter()
        .find(|quorum| quorum.id == id.unwrap_or(name));
    if let Some(quorum) = one.filter(|_| !names_body) {
        return Ok((quorum.body, vec![quorum]));
    }
    if id.is_some() {
        bail!(no_quorum(name, lang));
    }
    let is_body = |actor: &Actor<'_>| !of(actor.id).is_empty();
    let actors: Vec<&Actor<'_>> = registry.actors.iter().collect();
    let meant = match naming::meant(name, &actors) {
        // Where only one of several has a quorum, it is meant.
        Meant::Several(several) if naming::is_part(name, several[0]) => {
            let bodies: Vec<&Actor<'_>> = several.into_iter().filter(|it| is_body(it)).collect();
            role::one(name, naming::meant(name, &bodies), lang)?
        }
        meant => role::one(name, meant, lang)?,
    };
    if let Some(body) = meant.filter(|actor| is_body(actor)) {
        return Ok((body.id, of(body.id)));
    }
    let parts = registry.quorums.iter().filter(|it| it.id.contains(name));
    let parts: Vec<&str> = parts.map(|quorum| quorum.id).collect();
    if !parts.is_empty() {
        let ids = listed(parts, lang);
        bail!(match lang {
            Lang::Zh => format!("没有表决规则 `{name}`，是不是其中之一：{ids}"),
            Lang::En => format!("there is no quorum `{name}`; is one of these meant: {ids}"),
        })
    }
    if let Some(actor) = meant {
        let title = actor.title.within(lang);
        bail!(match lang {
            Lang::Zh => format!("{title}没有表决规则；`qingdan list quorum` 列出全部"),
            Lang::En => format!("no quorum for `{title}`; `qingdan list quorum` lists them all"),
        })
    }
    let bodies = actors.iter().filter(|actor| is_body(actor));
    let ids = registry.quorums.iter().map(Item::id);
    let titles = bodies.flat_map(|body| [body.id, body.title.zh, body.title.en]);
    match (nearest(name, ids.chain(titles)), lang) {
        (Some(near), Lang::Zh) => bail!("没有表决规则 `{name}`，是不是 `{near}`？"),
        (Some(near), Lang::En) => bail!("there is no quorum `{name}`; is `{near}` meant?"),
        (None, _) => bail!(no_quorum(name, lang)),
    }
}

fn no_quorum(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("没有表决规则 `{name}`；`qingdan list quorum` 列出全部"),
        Lang::En => format!("there is no quorum `{name}`; `qingdan list quorum` lists them"),
    }
}

/// Makes sure that each number is used, and that none is more than the number it is part of.
fn sensible(quorums: &[&Quorum<'_>], counts: Counts, lang: Lang) -> anyhow::Result<()> {
    let uses = |base: &str| {
        let mut shares = quorums
            .iter()
            .flat_map(|quorum| quorum.attend.iter().chain(&quorum.pass));
        shares.any(|share| share.of == base)
    };
    let idle = [
        (
            "--households",
            counts.households.is_some() && !uses("households"),
        ),
        ("--ballots", counts.ballots.is_some() && !uses("ballots")),
        ("--present", counts.present.is_some() && uses("ballots")),
    ];
    if let Some((flag, _)) = idle.iter().find(|(_, idle)| *idle) {
        bail!(match lang {
            Lang::Zh => format!("这个表决规则用不到 `{flag}`"),
            Lang::En => format!("this quorum does not ask for `{flag}`"),
        })
    }
    for (flag, part) in [("--present", counts.present), ("--ballots", counts.ballots)] {
        if let (Some(part), Some(all)) = (part, counts.members)
            && part > all
        {
            bail!(match lang {
                Lang::Zh => format!("`{flag} {part}` 比 `--members {all}` 还多"),
                Lang::En => format!("`{flag} {part}` is more than `--members {all}`"),
            })
        }
    }
    Ok(())
}

fn table(answer: &Answer<'_>, setting: &Setting) -> String {
    let lang = setting.lang;
    let mut text = heading(
        answer.body,
        answer.title.as_ref(),
        None,
        answer.sample,
        lang,
    );
    for tally in &answer.quorums {
        let rows = written::labelled(tally, answer.counts, lang);
        text = format!("{text}\n{}", rows.drawn(setting.width));
    }
    if answer.counts == Counts::default() {
        let add = lang.pick(
            "加 `--members 人数`，算出至少多少人到会、多少票通过。",
            "Add `--members N` for the numbers.",
        );
        text = format!("{text}\n{add}\n");
    }
    text
}
