//! `list`: the things of one kind, as a table.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use super::Setting;
use crate::cli::{List, ListKind};
use crate::lang::{Lang, Said};
use crate::list::{ActorLevel, Text};
use crate::load::{self, Lists};
use crate::place::Sheet;
use crate::procedure::{actor_title, period, quorum_in_words};
use crate::rules::RULES;
use crate::table::Rows;
use crate::{files, report};

/// Writes the table of one kind.
///
/// # Errors
///
/// Fails where a list cannot be loaded, or `out` fails.
pub fn run(args: &List, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let rows = match args.kind {
        ListKind::Rule => rules(setting.lang),
        ListKind::Village => villages(&setting.lists()?, setting.lang)?,
        kind => load::with(&setting.lists()?, None, sheets(kind), |lists| {
            Ok(rows(kind, lists, setting.lang))
        })?,
    };
    write!(out, "{}", rows.drawn(setting.width))?;
    if rows.is_empty() && setting.width.is_some() {
        writeln!(out, "{}", setting.lang.pick("（没有）", "(none)"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The files that the table of a kind needs.
fn sheets(kind: ListKind) -> &'static [Sheet] {
    match kind {
        ListKind::Power => &[Sheet::Registry, Sheet::Power],
        ListKind::Responsibility => &[Sheet::Registry, Sheet::Responsibility],
        ListKind::Service => &[Sheet::Registry, Sheet::Service],
        ListKind::System => &[Sheet::Registry, Sheet::Manual],
        ListKind::Holiday => &[Sheet::Calendar],
        _ => &[Sheet::Registry],
    }
}

/// Puts the headings in the language of the run.
fn headed<const N: usize>(lang: Lang, zh: [&str; N], en: [&str; N]) -> Rows {
    Rows::new(lang.pick(zh, en))
}

fn rows(kind: ListKind, lists: &Lists<'_>, lang: Lang) -> Rows {
    match kind {
        ListKind::Power => powers(lists, lang),
        ListKind::Responsibility => responsibilities(lists, lang),
        ListKind::Service => services(lists, lang),
        ListKind::System => systems(lists, lang),
        ListKind::Holiday => holidays(lists, lang),
        _ => registered(kind, lists, lang),
    }
}

fn text(text: Text<'_>, lang: Lang) -> &str {
    text.within(lang)
}

fn within(said: Option<Said>, lang: Lang) -> String {
    said.map(|said| said.within(lang).to_owned())
        .unwrap_or_default()
}

fn actors(ids: &[&str], lists: &Lists<'_>, lang: Lang) -> String {
    let titles: Vec<String> = ids
        .iter()
        .map(|id| within(actor_title(id, lists), lang))
        .collect();
    titles.join(lang.pick("、", "; "))
}

fn powers(lists: &Lists<'_>, lang: Lang) -> Rows {
    let mut rows = headed(
        lang,
        ["序号", "标识", "权力事项", "类别", "行使主体"],
        ["No.", "Id", "Power", "Aspect", "Held by"],
    );
    for power in lists.book.powers().unwrap_or_default() {
        let aspect = lists
            .registry
            .aspects
            .iter()
            .find(|aspect| aspect.id == power.aspect);
        let aspect = aspect.map_or("", |aspect| text(aspect.title, lang));
        let number = (power.index + 1).to_string();
        let holders = actors(&power.holders, lists, lang);
        rows.add([&number, power.id, text(power.title, lang), aspect, &holders]);
    }
    rows
}

fn responsibilities(lists: &Lists<'_>, lang: Lang) -> Rows {
    let mut rows = headed(
        lang,
        ["序号", "标识", "责任事项", "频次", "责任主体"],
        ["No.", "Id", "Responsibility", "Every", "Borne by"],
    );
    for item in lists.book.responsibilities().unwrap_or_default() {
        let number = (item.index + 1).to_string();
        let holders = actors(&item.holders, lists, lang);
        rows.add([
            &number,
            item.id,
            text(item.title, lang),
            every(item.every, lang),
            &holders,
        ]);
    }
    rows
}

/// Writes how often a responsibility is due.
pub(crate) fn every(key: &str, lang: Lang) -> &str {
    if lang == Lang::En {
        return key;
    }
    match key {
        "month" => "每月",
        "quarter" => "每季度",
        "half-year" => "每半年",
        "year" => "每年",
        "term" => "每届",
        "event" => "遇事即办",
        other => other,
    }
}

fn services(lists: &Lists<'_>, lang: Lang) -> Rows {
    let mut rows = headed(
        lang,
        ["序号", "标识", "服务事项", "承诺时限", "乡镇承办"],
        ["No.", "Id", "Service", "Promised", "Township office"],
    );
    for service in lists.book.services().unwrap_or_default() {
        let number = (service.index + 1).to_string();
        let promised = service
            .limit
            .promised
            .map(|time| time.written(lang))
            .unwrap_or_default();
        let office = within(actor_title(service.office, lists), lang);
        rows.add([
            &number,
            service.id,
            text(service.title, lang),
            &promised,
            &office,
        ]);
    }
    rows
}

fn systems(lists: &Lists<'_>, lang: Lang) -> Rows {
    let mut rows = headed(
        lang,
        ["序号", "标识", "制度", "行使主体"],
        ["No.", "Id", "System", "Body"],
    );
    for system in lists.book.systems().unwrap_or_default() {
        let number = (system.index + 1).to_string();
        let body = within(actor_title(system.body, lists), lang);
        rows.add([&number, system.id, text(system.title, lang), &body]);
    }
    rows
}

fn holidays(lists: &Lists<'_>, lang: Lang) -> Rows {
    let mut rows = headed(
        lang,
        ["年份", "节日", "放假自", "至", "调休上班"],
        ["Year", "Holiday", "From", "To", "Make-up working days"],
    );
    for year in &lists.years {
        let number = year.year.unwrap_or_default().to_string();
        let days: Vec<String> = year
            .workdays
            .iter()
            .map(|(_, day)| day.to_string())
            .collect();
        let days = days.join(lang.pick("、", ", "));
        for holiday in &year.holidays {
            let date =
                |day: Option<jiff::civil::Date>| day.map(|d| d.to_string()).unwrap_or_default();
            let first = holiday.index == 0;
            let (year, days) = if first {
                (number.as_str(), days.as_str())
            } else {
                ("", "")
            };
            let title = text(holiday.title, lang);
            rows.add([year, title, &date(holiday.from), &date(holiday.to), days]);
        }
    }
    rows
}

/// The tables of what the registry names.
fn registered(kind: ListKind, lists: &Lists<'_>, lang: Lang) -> Rows {
    let registry = &lists.registry;
    match kind {
        ListKind::Aspect => {
            let mut rows = headed(lang, ["标识", "类别"], ["Id", "Aspect"]);
            for aspect in &registry.aspects {
                rows.add([aspect.id, text(aspect.title, lang)]);
            }
            rows
        }
        ListKind::Actor => {
            let mut rows = headed(
                lang,
                ["标识", "主体", "层级", "电话"],
                ["Id", "Actor", "Level", "Phone"],
            );
            for actor in &registry.actors {
                let level = actor.level.map_or("", |level| level_name(level, lang));
                let phone = actor.phone.unwrap_or_default();
                rows.add([actor.id, text(actor.title, lang), level, phone]);
            }
            rows
        }
        ListKind::Law => {
            let mut rows = headed(
                lang,
                ["标识", "名称", "施行", "废止"],
                ["Id", "Title", "In force", "Repealed"],
            );
            for law in &registry.laws {
                let date = |day: Option<jiff::civil::Date>| {
                    day.map(|day| day.to_string()).unwrap_or_default()
                };
                rows.add([
                    law.id,
                    text(law.title, lang),
                    &date(law.in_force),
                    &date(law.repealed),
                ]);
            }
            rows
        }
        ListKind::Paper => {
            let mut rows = headed(
                lang,
                ["标识", "材料", "出具单位"],
                ["Id", "Paper", "Issued by"],
            );
            for paper in &registry.papers {
                rows.add([
                    paper.id,
                    text(paper.title, lang),
                    text(paper.issued_by, lang),
                ]);
            }
            rows
        }
        ListKind::Quorum => {
            let mut rows = headed(
                lang,
                ["标识", "议事主体", "表决规则"],
                ["Id", "Body", "Quorum"],
            );
            for quorum in &registry.quorums {
                let body = within(actor_title(quorum.body, lists), lang);
                rows.add([quorum.id, &body, quorum_in_words(quorum).within(lang)]);
            }
            rows
        }
        ListKind::Remedy => {
            let mut rows = headed(
                lang,
                ["标识", "救济途径", "期限"],
                ["Id", "Remedy", "Within"],
            );
            for remedy in &registry.remedies {
                let time = within(remedy.within.map(period), lang);
                rows.add([remedy.id, text(remedy.title, lang), &time]);
            }
            rows
        }
        _ => {
            let mut rows = headed(lang, ["号码", "用途"], ["Number", "For"]);
            for hotline in &registry.hotlines {
                rows.add([hotline.id, text(hotline.title, lang)]);
            }
            rows
        }
    }
}

fn level_name(level: ActorLevel, lang: Lang) -> &'static str {
    match level {
        ActorLevel::Villager => lang.pick("村民", "villager"),
        ActorLevel::Village => lang.pick("村级", "village"),
        ActorLevel::Township => lang.pick("乡级", "township"),
        ActorLevel::County => lang.pick("县级", "county"),
    }
}

fn villages(root: &Path, lang: Lang) -> anyhow::Result<Rows> {
    let mut rows = headed(
        lang,
        ["目录", "村", "代码", "阶段", "版次", "起始日期"],
        ["Folder", "Village", "Code", "Stage", "Edition", "Since"],
    );
    for folder in files::survey(root)?.villages {
        let slug = folder.name();
        let result = load::with(root, Some(slug), &[Sheet::Village], |lists| {
            let Some(village) = lists.village() else {
                return Ok(());
            };
            let stage = village.stage.map_or("", |stage| stage.title(lang));
            let since = village.since.map(|day| day.to_string()).unwrap_or_default();
            let name = text(village.name, lang);
            rows.add([slug, name, village.code, stage, village.edition, &since]);
            Ok(())
        });
        match result {
            // One broken village does not hide the others.
            Err(error) if error.is::<load::Error>() => {
                let unreadable = lang.pick("读不出", "unreadable");
                rows.add([slug, "", "", unreadable, "", ""]);
            }
            result => result?,
        }
    }
    Ok(rows)
}

fn rules(lang: Lang) -> Rows {
    let mut rows = headed(
        lang,
        ["规则", "类别", "级别", "查什么"],
        ["Rule", "Family", "Level", "Finds"],
    );
    for rule in RULES {
        let (zh, en) = rule.family.title();
        let level = report::line::level_name(rule.severity, lang);
        rows.add([rule.name, lang.pick(zh, en), level, rule.summary(lang)]);
    }
    rows
}
