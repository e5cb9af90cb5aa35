//! `sync`: villages brought to the template's edition.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};

use super::{Setting, known_village};
use crate::cli::Sync;
use crate::compare::written::Look;
use crate::compare::{Against, Compared, Comparison};
use crate::lang::{Lang, Said};
use crate::list::{Actor, ActorLevel, Registry};
use crate::place::Sheet;
use crate::sync::{self, Decision, Synced, Unrecorded};
use crate::{prompt, write};

/// Brings villages to the template's edition, or says what that would change.
///
/// # Errors
///
/// Fails where the lists cannot be found, read or written, a village is unknown, or `out` fails.
pub fn run(args: &Sync, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let (lists, lang) = (setting.lists()?, setting.lang);
    for village in &args.villages {
        known_village(&lists, village, lang)?;
    }
    let plan = |unrecorded: &Unrecorded| {
        sync::villages(&lists, &args.villages, unrecorded, setting.as_of)
            .with_context(|| lang.pick("无法采用新版", "cannot bring the villages to the edition"))
    };
    let mut villages = plan(&if args.overwrite {
        Unrecorded::Overwritten
    } else {
        Unrecorded::Refused
    })?;
    let look = Look {
        lang,
        width: setting.width,
    };
    if args.record && villages.iter().any(Synced::is_refused) {
        if setting.interactive {
            // Whoever is asked why has to see what.
            let refused = villages.into_iter().map(|village| village.refused);
            let heading = ("要登记的差异：", "What is to be recorded:");
            let mut text = String::new();
            part(
                &mut text,
                heading,
                Against::Template,
                refused.collect(),
                look,
            );
            out.write_all(text.as_bytes())?;
            out.flush()?;
        }
        villages = plan(&Unrecorded::Recorded(decision(args, setting)?))?;
    }
    if !args.dry_run {
        for village in &villages {
            write(&lists, village, lang)?;
        }
    }
    let refused = villages.iter().any(Synced::is_refused);
    out.write_all(written(villages, args.dry_run, look).as_bytes())?;
    Ok(ExitCode::from(u8::from(refused)))
}

/// Writes the files of one village, all or none.
fn write(lists: &Path, village: &Synced, lang: Lang) -> anyhow::Result<()> {
    if village.plan.is_empty() {
        return Ok(());
    }
    write::all(lists, &village.plan).with_context(|| {
        let slug = village.follows.slug.as_deref().unwrap_or_default();
        lang.pick(
            format!("没有改动 `{slug}` 的文件"),
            format!("the files of `{slug}` are left as they were"),
        )
    })
}

/// Returns who decided, from the flags or from the terminal.
fn decision(args: &Sync, setting: &Setting) -> anyhow::Result<Decision> {
    let lang = setting.lang;
    setting.load(None, &[Sheet::Registry], |lists| {
        let registry = &lists.registry;
        let may: Vec<(&str, &str)> = registry
            .actors
            .iter()
            .filter(|actor| can_decide(actor, registry))
            .map(|actor| (actor.id, actor.title.within(lang)))
            .collect();
        if let Some(by) = &args.by
            && !may.iter().any(|(id, _)| id == by)
        {
            bail!(lang.pick(
                format!("`{by}` 不能决定差异：要由村民会议、村民代表会议等，或者乡、县决定；`qingdan list actor` 列出全部主体"),
                format!("`{by}` cannot decide that a village differs: the assemblies of villagers, the township or the county can; `qingdan list actor` lists them"),
            ));
        }
        if let (Some(by), Some(approved), Some(zh), Some(en)) =
            (&args.by, args.approved, &args.reason_zh, &args.reason_en)
        {
            let (by, zh, en) = (by.clone(), zh.clone(), en.clone());
            let reason = Said { zh, en };
            return Ok(Decision {
                by,
                approved,
                reason,
            });
        }
        if !setting.interactive {
            bail!(lang.pick(
                "登记要写明谁、哪天、为什么决定的：加上 `--by`、`--approved`、`--reason-zh`、`--reason-en`",
                "to record it, say who decided, when and why: add `--by`, `--approved`, `--reason-zh` and `--reason-en`",
            ));
        }
        prompt::decision(&may, setting.as_of, lang)
    })
}

/// Returns true for the township, the county, and the bodies of villagers that vote.
fn can_decide(actor: &Actor<'_>, registry: &Registry<'_>) -> bool {
    match actor.level {
        Some(ActorLevel::Township | ActorLevel::County) => true,
        Some(ActorLevel::Villager) => registry.quorums.iter().any(|one| one.body == actor.id),
        Some(ActorLevel::Village) | None => false,
    }
}

/// Says what follows, what stays, what is refused.
fn written(villages: Vec<Synced>, dry_run: bool, look: Look) -> String {
    let lang = look.lang;
    let counts = Counts::of(&villages);
    let (mut follows, mut stays, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for village in villages {
        follows.push(village.follows);
        if village.refused.verdicts.is_empty() {
            stays.push(village.stays);
        }
        refused.push(village.refused);
    }
    let mut text = String::new();
    let heading = if dry_run {
        ("将要改动：", "What would change:")
    } else {
        ("已经改动：", "What has changed:")
    };
    let now = Against::Revision(String::new());
    part(&mut text, heading, now, follows, look);
    let heading = ("村里保留的不同：", "What the villages keep of their own:");
    part(&mut text, heading, Against::Template, stays, look);
    let heading = (
        "不能采用，没有改动；处理办法：照范本改回去，或者加 `--overwrite` 换成范本、加 `--record` 登记差异：",
        "Left untouched; put it back as in the template, or add `--overwrite` to have that done, or `--record` to record it:",
    );
    part(&mut text, heading, Against::Template, refused, look);
    text + &counts.written(dry_run, lang)
}

fn part(
    text: &mut String,
    heading: (&str, &str),
    against: Against,
    villages: Vec<Compared>,
    look: Look,
) {
    let details = Comparison { against, villages }.details(look);
    if !details.is_empty() {
        *text += look.lang.pick(heading.0, heading.1);
        *text += "\n\n";
        *text += &details;
    }
}

/// How many villages fared how.
struct Counts {
    changed: usize,
    same: usize,
    refused: usize,
}

impl Counts {
    fn of(villages: &[Synced]) -> Self {
        let refused = villages.iter().filter(|one| one.is_refused()).count();
        let changed = villages.iter().filter(|one| !one.plan.is_empty()).count();
        Self {
            changed,
            same: villages.len() - refused - changed,
            refused,
        }
    }

    fn written(&self, dry_run: bool, lang: Lang) -> String {
        let Self {
            changed,
            same,
            refused,
        } = self;
        let end = match (dry_run, lang) {
            (true, Lang::Zh) => "（`--dry-run`：没有写任何文件）",
            (true, Lang::En) => " (`--dry-run`: nothing was written)",
            (false, _) => "",
        };
        lang.pick(
            format!("{changed}个村有改动，{same}个村已是最新，{refused}个村没有采用{end}。\n"),
            format!("{changed} changed, {same} up to date, {refused} left untouched{end}.\n"),
        )
    }
}
