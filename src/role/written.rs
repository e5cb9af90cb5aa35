//! Writing a role: one page for a terminal, Markdown for a message.

use super::{Borne, Handled, Held, Role, StepTaken, Taken};
use crate::lang::{Lang, Said};
use crate::procedure::Procedure;
use crate::procedure::written::{marks, phone, title};
use crate::table::Labelled;

/// Up to so many powers, responsibilities and steps are written in full; of more, the titles, the
/// prohibitions and the times.
pub const FULL: usize = 20;

/// Returns true where the actor does too much for its page to say everything.
pub fn is_shortened(role: &Role) -> bool {
    let steps: usize = role.steps.iter().map(|item| item.steps.len()).sum();
    role.powers.len() + role.responsibilities.len() + steps > FULL
}

/// Writes the title in both languages, and that the data are made up.
pub fn heading(
    id: &str,
    name: Option<&Said>,
    village: Option<&Said>,
    sample: bool,
    lang: Lang,
) -> String {
    let heading = head(id, name, village, sample);
    let mut text = format!("{}\n", title(&heading, lang));
    if let Some(marks) = marks(&heading, lang) {
        let (open, close) = (lang.pick("【", "["), lang.pick("】", "]"));
        text = format!("{text}{open}{marks}{close}\n");
    }
    text
}

/// The head of a page is that of a procedure without steps.
fn head(id: &str, name: Option<&Said>, village: Option<&Said>, sample: bool) -> Procedure {
    Procedure {
        item: id.to_owned(),
        title: name.cloned(),
        village: village.cloned(),
        sample,
        ..Procedure::default()
    }
}

/// Returns the labels and texts, in the order in which a cadre asks.
pub fn labelled(role: &Role, lang: Lang, full: bool) -> Labelled {
    let full = full || !is_shortened(role);
    let mut rows = Labelled::default();
    let mut add = |zh: &str, en: &str, points: Vec<String>| rows.add(lang.pick(zh, en), points);
    add("标识", "Actor", vec![format!("actor/{}", role.actor)]);
    add("电话", "Phones", phones(role, lang));
    let places = [&role.place, &role.hours].into_iter().flatten();
    let places: Vec<&str> = places.map(|said| said.within(lang)).collect();
    add("地点", "Where", joined(&places, lang.pick("，", ", ")));
    add("合计", "In all", total(role, lang));
    add(
        "可以做",
        "May",
        role.powers
            .iter()
            .flat_map(|power| may(power, lang, full))
            .collect(),
    );
    add("不得做", "May not", may_not(role, lang, full));
    let duties = role.responsibilities.iter();
    add(
        "必须做",
        "Must",
        duties.flat_map(|duty| must(duty, lang, full)).collect(),
    );
    let services = role.services.iter();
    add(
        "经办服务",
        "Handles",
        services.map(|service| handles(service, lang)).collect(),
    );
    add(
        "办理步骤",
        "Steps",
        role.steps
            .iter()
            .flat_map(|item| steps(item, lang, full))
            .collect(),
    );
    add("接受监督", "Watched by", watchers(role, lang));
    add("监督事项", "Watches", watches(role, lang));
    rows
}

fn joined(texts: &[&str], between: &str) -> Vec<String> {
    if texts.is_empty() {
        Vec::new()
    } else {
        vec![texts.join(between)]
    }
}

fn phones(role: &Role, lang: Lang) -> Vec<String> {
    let line = |zh: &str, en: &str, number: &Option<String>| {
        let number = phone(number.as_deref()?, lang);
        Some(format!("{} {number}", lang.pick(zh, en)))
    };
    let mut lines: Vec<String> = [
        line("咨询", "questions", &role.phone),
        line("监督投诉", "complaints", &role.supervision_phone),
    ]
    .into_iter()
    .flatten()
    .collect();
    if role.phone.is_none() && role.level == Some("village") {
        lines.push(match &role.village {
            None => lang
                .pick(
                    "各村不同，加 `--village 村名拼音` 查看",
                    "differs by village: add `--village NAME`",
                )
                .to_owned(),
            Some(_) => lang
                .pick("本村没有登记它的电话", "the village has recorded none")
                .to_owned(),
        });
    }
    lines
}

/// Counts what follows: the page begins with how much there is.
fn total(role: &Role, lang: Lang) -> Vec<String> {
    let steps: usize = role.steps.iter().map(|item| item.steps.len()).sum();
    let counts = [
        (role.powers.len(), "项权力", "power", "powers"),
        (
            role.responsibilities.len(),
            "项责任",
            "responsibility",
            "responsibilities",
        ),
        (role.services.len(), "项服务", "service", "services"),
        (steps, "个步骤", "step", "steps"),
    ];
    let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
    let mut counts: Vec<String> = counts
        .map(|(count, zh, one, many)| match lang {
            Lang::Zh => format!("{count}{zh}"),
            Lang::En if count == 1 => format!("1 {one}"),
            Lang::En => format!("{count} {many}"),
        })
        .collect();
    match (role.supervises.len(), lang) {
        (0, _) => {}
        (watched, Lang::Zh) => counts.push(format!("监督{watched}项")),
        (watched, Lang::En) => counts.push(format!("watches {watched}")),
    }
    if counts.is_empty() {
        let nothing = lang.pick("清单没有交给它任何事项", "the lists give it nothing to do");
        return vec![nothing.to_owned()];
    }
    let mut lines = vec![counts.join(lang.pick("、", ", "))];
    if role.powers.is_empty() && role.level == Some("village") {
        let none = lang.pick(
            "没有单列的权力；各项权力由谁行使，见 `qingdan list power`",
            "it holds no power in its own name: `qingdan list power` says who holds each",
        );
        lines.push(none.to_owned());
    }
    lines
}

fn titled(title: &Said, item: &str, lang: Lang) -> String {
    format!("· {}  {item}", title.within(lang))
}

fn may(power: &Held, lang: Lang, full: bool) -> Vec<String> {
    let may = power.may.as_ref().filter(|_| full);
    let may = may.map(|may| may.within(lang).to_owned());
    std::iter::once(titled(&power.title, &power.item, lang))
        .chain(may)
        .collect()
}

/// Writes the prohibitions, item by item; those of services only where they are all there are.
fn may_not(role: &Role, lang: Lang, full: bool) -> Vec<String> {
    let powers = role
        .powers
        .iter()
        .map(|power| (&power.title, &power.must_not));
    let services = role
        .services
        .iter()
        .filter(|_| full || role.powers.is_empty());
    let services = services.map(|service| (&service.title, &service.must_not));
    let items = powers
        .chain(services)
        .filter(|(_, points)| !points.is_empty());
    let line = |(title, points): (&Said, &Vec<Said>)| {
        let points = sentence(points, lang);
        format!("· {}{}{points}", title.within(lang), lang.pick("：", ": "))
    };
    items.map(line).collect()
}

/// Joins points into one sentence without its full stop.
fn sentence(points: &[Said], lang: Lang) -> String {
    let points: Vec<&str> = points
        .iter()
        .map(|point| point.within(lang).trim_end_matches(['。', '.']))
        .collect();
    points.join(lang.pick("；", "; "))
}

fn must(duty: &Borne, lang: Lang, full: bool) -> Vec<String> {
    let often = every(&duty.every, lang);
    let colon = lang.pick("：", ": ");
    let title = duty.title.within(lang);
    let mut lines = vec![format!("· {often}{colon}{title}  {}", duty.item)];
    if full {
        let points = duty.must.iter();
        lines.extend(points.map(|point| format!("- {}", point.within(lang))));
    }
    if let Some(by) = &duty.by {
        let label = lang.pick("期限", "by when");
        lines.push(format!("{label}{colon}{}", by.within(lang)));
    }
    lines
}

fn every(key: &str, lang: Lang) -> String {
    match (key, lang) {
        ("event", Lang::En) => "each time".to_owned(),
        (key, Lang::En) => format!("every {key}"),
        (key, Lang::Zh) => crate::commands::list::every(key, lang).to_owned(),
    }
}

fn handles(service: &Handled, lang: Lang) -> String {
    let capacities: Vec<&str> = service
        .capacities
        .iter()
        .map(|capacity| match *capacity {
            "handler" => lang.pick("村里经办", "handler"),
            "office" => lang.pick("承办", "office"),
            _ => lang.pick("决定", "decides"),
        })
        .collect();
    let capacities = capacities.join(lang.pick("、", ", "));
    let promised = service
        .promised
        .as_ref()
        .map_or_else(String::new, |promised| {
            let promised = promised.within(lang);
            match lang {
                Lang::Zh => format!("，承诺{promised}办结"),
                Lang::En => format!(", promised {promised}"),
            }
        });
    let title = service.title.within(lang);
    match lang {
        Lang::Zh => format!("· {title}（{capacities}{promised}）  {}", service.item),
        Lang::En => format!("· {title} ({capacities}{promised})  {}", service.item),
    }
}

fn steps(item: &Taken, lang: Lang, full: bool) -> Vec<String> {
    if full {
        let steps = item.steps.iter().map(|step| {
            let times = times(step, lang).map_or_else(String::new, |times| match lang {
                Lang::Zh => format!("（{times}）"),
                Lang::En => format!(" ({times})"),
            });
            format!("{}. {}{times}", step.number, step.action.within(lang))
        });
        return std::iter::once(titled(&item.title, &item.item, lang))
            .chain(steps)
            .collect();
    }
    let numbers: Vec<String> = item
        .steps
        .iter()
        .map(|step| match (times(step, lang), lang) {
            (None, Lang::Zh) => format!("第{}步", step.number),
            (None, Lang::En) => format!("step {}", step.number),
            (Some(times), Lang::Zh) => format!("第{}步（{times}）", step.number),
            (Some(times), Lang::En) => format!("step {} ({times})", step.number),
        })
        .collect();
    let numbers = numbers.join(lang.pick("、", ", "));
    vec![format!(
        "· {}{}{numbers}",
        item.title.within(lang),
        lang.pick("：", ": ")
    )]
}

fn times(step: &StepTaken, lang: Lang) -> Option<String> {
    let part = |zh: &str, en: &str, said: &Option<Said>| {
        let said = said.as_ref()?.within(lang);
        Some(format!("{}{said}", lang.pick(zh, en)))
    };
    let at_once = step
        .within
        .as_ref()
        .is_some_and(|within| within.en == "on the spot");
    let parts = [
        part("起算：", "runs from: ", &step.on),
        part(
            if at_once { "" } else { "最多" },
            if at_once { "" } else { "at most " },
            &step.within,
        ),
        part("最少", "at least ", &step.at_least),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(lang.pick("；", "; ")))
}

fn watchers(role: &Role, lang: Lang) -> Vec<String> {
    let line = |watcher: &super::Watcher| {
        let (title, count) = (watcher.title.within(lang), watcher.items.len());
        match lang {
            Lang::Zh => format!("{title}（{count}项）"),
            Lang::En => format!("{title} ({count})"),
        }
    };
    let lines: Vec<String> = role.supervised_by.iter().map(line).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    joined(&lines, lang.pick("、", "; "))
}

/// Writes what the actor watches, powers apart from responsibilities.
fn watches(role: &Role, lang: Lang) -> Vec<String> {
    let kind = |list: &str, zh: &str, en: &str| {
        let items = role
            .supervises
            .iter()
            .filter(|item| item.item.starts_with(list));
        let titles: Vec<&str> = items.map(|item| item.title.within(lang)).collect();
        let count = titles.len();
        let titles = titles.join(lang.pick("；", "; "));
        let line = match lang {
            Lang::Zh => format!("· {zh}{count}项：{titles}"),
            Lang::En => format!("· {count} {en}: {titles}"),
        };
        (count > 0).then_some(line)
    };
    let kinds = [
        kind("power/", "权力", "of the powers"),
        kind("responsibility/", "责任", "of the responsibilities"),
    ];
    kinds.into_iter().flatten().collect()
}

/// Returns what a reader of a shortened page must know; nothing where nothing is left out.
fn shortened(role: &Role, lang: Lang, full: bool) -> Option<&'static str> {
    (!full && is_shortened(role)).then(|| {
        lang.pick(
            "事项较多，本页只列要点。加 `--full` 列出全部内容；`qingdan show 地址` 列出一项的全部内容。",
            "Shortened: `--full` writes everything, `qingdan show ADDRESS` one item.",
        )
    })
}

/// Writes the role for a terminal of so many columns.
pub fn table(role: &Role, lang: Lang, width: Option<usize>, full: bool) -> String {
    let (title, village) = (role.title.as_ref(), role.village.as_ref());
    let heading = heading(&role.actor, title, village, role.sample, lang);
    let mut text = format!("{heading}\n{}", labelled(role, lang, full).drawn(width));
    if let Some(shortened) = shortened(role, lang, full) {
        text = format!("{text}\n{shortened}\n");
    }
    text
}

/// Writes the role as Markdown, for pasting into a message.
pub fn markdown(role: &Role, lang: Lang, full: bool) -> String {
    let (name, village) = (role.title.as_ref(), role.village.as_ref());
    let heading = head(&role.actor, name, village, role.sample);
    let mut text = format!("## {}\n\n", title(&heading, lang));
    if let Some(marks) = marks(&heading, lang) {
        text = format!("{text}> {marks}\n\n");
    }
    for (label, points) in labelled(role, lang, full).rows() {
        match points.as_slice() {
            [point] if !point.starts_with("· ") => text = format!("{text}**{label}** {point}\n\n"),
            points => {
                text = format!("{text}**{label}**\n\n");
                for point in points {
                    text = format!("{text}{}\n", bullet(point));
                }
                text.push('\n');
            }
        }
    }
    if let Some(shortened) = shortened(role, lang, full) {
        text = format!("{text}{shortened}\n");
    }
    text.trim_end().to_owned() + "\n"
}

/// Writes a point as Markdown: what has no bullet of its own belongs to the point above.
fn bullet(point: &str) -> String {
    match point.strip_prefix("· ") {
        Some(point) => format!("- {point}"),
        None => format!("  - {}", point.trim_start_matches("- ")),
    }
}
