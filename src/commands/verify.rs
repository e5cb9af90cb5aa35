//! `verify`: whether a check code, or a folder of pages, is that of the lists today.

mod folder;

use std::collections::HashSet;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;

use super::Setting;
use crate::cli::Verify;
use crate::code::{self, Code, Mistyped};
use crate::compare;
use crate::compare::written::Look;
use crate::files::{self, Store};
use crate::history::{History, Revision, Snapshot};
use crate::lang::{Lang, Said};
use crate::load;
use crate::place::Sheet;
use crate::procedure::said;

/// What codes are made from.
const SHEETS: [Sheet; 5] = [
    Sheet::Village,
    Sheet::Power,
    Sheet::Responsibility,
    Sheet::Service,
    Sheet::Manual,
];

/// Says whether a code is current, out of date, or not one of this township's; or how the files of
/// a folder stand to the lists.
///
/// # Errors
///
/// Fails where the code is mistyped, the lists or their history cannot be read, or `out` fails.
pub fn run(args: &Verify, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let lang = setting.lang;
    if Path::new(&args.target).is_dir() {
        return folder::run(Path::new(&args.target), setting, out);
    }
    let code =
        Code::parse(&args.target).map_err(|mistyped| no_code(&args.target, mistyped, lang))?;
    let lists = setting.lists()?;
    let answer = match current(&lists, code)? {
        Some(found) => Answer::Current(found),
        None => before(&lists, code).with_context(|| {
            lang.pick(
                "现行清单里没有这个核验码，又无法读取历史",
                "no list has this code today, and the history cannot be read",
            )
        })?,
    };
    writeln!(out, "{}", answer.written(code, lang))?;
    if let Answer::Outdated { found, had, .. } = &answer {
        let changes = changes(&lists, found, had, setting)?;
        write!(out, "\n{changes}")?;
    }
    Ok(ExitCode::from(u8::from(!matches!(
        answer,
        Answer::Current(_)
    ))))
}

/// Says what is wrong with a code; what is as long as none may have been meant as a folder.
fn no_code(target: &str, mistyped: Mistyped, lang: Lang) -> anyhow::Error {
    let what = match (&mistyped, lang) {
        (Mistyped::Length(_), Lang::Zh) => format!("`{target}` 不是核验码，也不是已有的目录"),
        (Mistyped::Length(_), Lang::En) => format!("`{target}` is no check code, and no folder"),
        (_, Lang::Zh) => format!("`{target}` 不是核验码"),
        (_, Lang::En) => format!("`{target}` is no check code"),
    };
    anyhow::Error::new(mistyped).context(what)
}

/// Writes what has changed since a revision in what had the code.
fn changes(
    lists: &Path,
    found: &Found,
    had: &Revision,
    setting: &Setting,
) -> anyhow::Result<String> {
    let (lang, width) = (setting.lang, setting.width);
    let then = History::of(lists)?.at(&had.commit)?;
    let only = [found.slug.clone()];
    let mut since = compare::since(lists, (&had.commit, &then), &only, setting.as_of)?;
    for village in &mut since.villages {
        village
            .verdicts
            .retain(|verdict| found.holds(&verdict.change.item));
    }
    Ok(since.details(Look { lang, width }))
}

/// What has a code.
struct Found {
    village: Said,
    slug: String,
    address: String,
}

impl Found {
    /// Returns true where an item is what has the code, or is in the list that has it.
    fn holds(&self, item: &str) -> bool {
        match self.address.strip_prefix("list/") {
            None => self.address == item,
            Some(list) => item.split('/').next() == Some(list),
        }
    }
}

/// What can be said of a code.
enum Answer {
    /// The list says what the sheet says.
    Current(Found),
    /// The list has changed since.
    Outdated {
        found: Found,
        /// The last revision that had the code.
        had: Revision,
        /// The revision that changed it; none: a change that is not committed yet.
        changed: Option<Revision>,
    },
    /// No revision has it.
    Unknown {
        /// True: not all revisions were there to look at.
        ends_early: bool,
    },
}

/// Looks for a code in the lists as they are. A village whose files cannot be read matters only
/// where no other has the code.
fn current(lists: &Path, code: Code) -> anyhow::Result<Option<Found>> {
    let mut unreadable = None;
    for village in files::survey(lists)?.villages {
        match in_village(lists.into(), village.name(), code) {
            Ok(None) => {}
            Ok(found) => return Ok(found),
            Err(error) => unreadable = unreadable.or(Some(error)),
        }
    }
    unreadable.map_or(Ok(None), Err)
}

fn in_village(store: Store<'_>, slug: &str, code: Code) -> anyhow::Result<Option<Found>> {
    load::with(store, Some(slug), &SHEETS, |lists| {
        let mut codes = code::all(lists).into_iter();
        let found = codes.find(|(_, other)| *other == code);
        let name = lists.village().and_then(|village| said(village.name));
        Ok(found.map(|(address, _)| Found {
            village: name.unwrap_or_else(|| Said {
                zh: slug.to_owned(),
                en: slug.to_owned(),
            }),
            slug: slug.to_owned(),
            address,
        }))
    })
}

/// Looks for a code in the lists as they were, the newest revision first.
fn before(lists: &Path, code: Code) -> anyhow::Result<Answer> {
    let history = History::of(lists)?;
    let mut changed = None;
    let mut seen = HashSet::new();
    for revision in history.revisions(".")? {
        let snapshot = history.at(&revision.commit)?;
        for slug in unseen(&snapshot, &mut seen) {
            // What could not be read then was not published then.
            if let Ok(Some(found)) = in_village((&snapshot).into(), &slug, code) {
                let had = revision;
                return Ok(Answer::Outdated {
                    found,
                    had,
                    changed,
                });
            }
        }
        changed = Some(revision);
    }
    let ends_early = history.ends_early();
    Ok(Answer::Unknown { ends_early })
}

/// Returns the villages one of whose files has a content that it did not have in a revision looked
/// at before.
fn unseen(snapshot: &Snapshot, seen: &mut HashSet<(String, Arc<[u8]>)>) -> Vec<String> {
    let mut slugs: Vec<String> = Vec::new();
    for (path, bytes) in snapshot.files() {
        let slug = path
            .strip_prefix("villages/")
            .and_then(|rest| rest.split_once('/'));
        let Some((slug, _)) = slug else {
            continue;
        };
        let is_new = seen.insert((path.to_owned(), bytes.clone()));
        if is_new && slugs.last().is_none_or(|last| last != slug) {
            slugs.push(slug.to_owned());
        }
    }
    slugs
}

impl Answer {
    fn written(&self, code: Code, lang: Lang) -> String {
        match self {
            Self::Current(found) => {
                let found = found.written(lang);
                match lang {
                    Lang::Zh => format!("{code} 有效：{found}，与现行清单一致。"),
                    Lang::En => format!("{code} is current: {found}."),
                }
            }
            Self::Outdated {
                found,
                had,
                changed,
            } => outdated(&format!("{code}"), found, had, changed.as_ref(), lang),
            Self::Unknown { ends_early } => unknown(code, *ends_early, lang),
        }
    }
}

fn outdated(
    code: &str,
    found: &Found,
    had: &Revision,
    changed: Option<&Revision>,
    lang: Lang,
) -> String {
    let (found, last) = (found.written(lang), short(had));
    match (changed, lang) {
        (Some(changed), Lang::Zh) => {
            let (day, commit) = (changed.date, short(changed));
            format!(
                "{code} 已过期：{found}，{day}起已修改（版本{commit}）；最后一次一致的版本是{last}。"
            )
        }
        (Some(changed), Lang::En) => {
            let (day, commit) = (changed.date, short(changed));
            format!(
                "{code} is out of date: {found}, changed on {day} by revision {commit}; {last} is the last that had it."
            )
        }
        (None, Lang::Zh) => {
            format!("{code} 已过期：{found}，有尚未提交的修改；最后一次一致的版本是{last}。")
        }
        (None, Lang::En) => format!(
            "{code} is out of date: {found}, changed and not committed yet; {last} is the last revision that had it."
        ),
    }
}

fn unknown(code: Code, ends_early: bool, lang: Lang) -> String {
    let more = match (ends_early, lang) {
        (false, _) => "",
        (true, Lang::Zh) => {
            "这里的历史不完整（浅克隆），`git fetch --unshallow` 取回全部历史后再查。"
        }
        (true, Lang::En) => {
            " History ends early in this shallow clone: look again after `git fetch --unshallow`."
        }
    };
    match lang {
        Lang::Zh => format!("{code} 不是本乡镇清单的核验码。{more}"),
        Lang::En => format!("{code} is not one of these lists' codes.{more}"),
    }
}

fn short(revision: &Revision) -> &str {
    revision.commit.get(..10).unwrap_or(&revision.commit)
}

impl Found {
    fn written(&self, lang: Lang) -> String {
        let (village, slug, address) = (self.village.within(lang), &self.slug, &self.address);
        match lang {
            Lang::Zh => format!("{village}（{slug}）`{address}`"),
            Lang::En => format!("`{address}` of {village} ({slug})"),
        }
    }
}
