//! Who does what: the page of each body, post and office that the lists give something to do.

use maud::{Markup, html};

use super::listing::often;
use super::{Page, Scope, words};
use crate::lang::{Lang, Said};
use crate::list::ActorLevel;
use crate::role::{Held, Role, Taken};

/// Returns the page that lists them, and the page of each.
pub(super) fn pages(scope: &Scope<'_>) -> Vec<Page> {
    let roles = &scope.resolved.roles;
    let mut pages = vec![overview(roles, scope)];
    pages.extend(roles.iter().map(|(_, role)| page(role, scope)));
    pages
}

fn name<'r>(role: &'r Role, scope: &Scope<'_>) -> &'r str {
    role.title
        .as_ref()
        .map_or(&role.actor, |title| title.within(scope.lang))
}

fn overview(roles: &[(ActorLevel, Role)], scope: &Scope<'_>) -> Page {
    let title = scope.pick("谁管什么", "Who does what");
    let frame = scope.frame("roles", "role.html", title);
    let levels = [
        (
            ActorLevel::Village,
            "村里的组织和干部",
            "Bodies and cadres of the village",
        ),
        (
            ActorLevel::Villager,
            "村民和他们的会议",
            "Villagers and their meetings",
        ),
        (
            ActorLevel::Township,
            "乡里的机构",
            "Offices of the township",
        ),
        (
            ActorLevel::County,
            "县里的部门",
            "Authorities of the county",
        ),
    ];
    frame.page(&html! {
        h1 { (scope.village()) (scope.pick("", ": ")) (title) }
        @for (level, zh, en) in levels {
            @let of_level: Vec<&Role> = roles.iter().filter(|(l, _)| *l == level).map(|(_, r)| r).collect();
            @if !of_level.is_empty() {
                section {
                    h2 { (scope.pick(zh, en)) }
                    ul.links.columns {
                        @for role in of_level {
                            li { a href={ "role/" (role.actor) ".html" } { (name(role, scope)) } }
                        }
                    }
                }
            }
        }
    })
}

fn page(role: &Role, scope: &Scope<'_>) -> Page {
    let title = name(role, scope);
    let mut frame = scope.frame("role", &format!("role/{}.html", role.actor), title);
    frame.crumb("role.html", scope.pick("谁管什么", "Who does what"));
    let both = scope.masthead.langs.len() > 1;
    frame.page(&html! {
        @if let Some(title) = &role.title { (words::heading(title, scope.lang, both)) }
        @else { h1 { (title) } }
        (phones(role, scope))
        (part("may", ("可以做", "May"), role.powers.iter().map(|power| held(power, scope)), scope))
        (part("must", ("必须做", "Must"), role.responsibilities.iter().map(|duty| html! {
            a href={ "../responsibility.html#item-" (id(&duty.item)) } { (scope.say(&duty.title)) }
            span.meta {
                (often(&duty.every, scope.lang))
                @if let Some(by) = &duty.by { (scope.pick("：", ": ")) (scope.say(by)) }
            }
        }), scope))
        (part("handles", ("经办的服务", "Handles"), role.services.iter().map(|service| html! {
            a href={ "../" (service.item) ".html" } { (scope.say(&service.title)) }
            @if let Some(promised) = &service.promised {
                span.meta { (scope.pick("承诺", "promised: ")) (scope.say(promised)) }
            }
        }), scope))
        (part("steps", ("办理的步骤", "Steps it takes"), role.steps.iter().map(|taken| steps(taken, scope)), scope))
        (part("watched-by", ("谁来监督它", "Who watches it"), role.supervised_by.iter().map(|watcher| html! {
            (scope.say(&watcher.title))
            span.meta { (count(watcher.items.len(), scope.lang)) }
        }), scope))
        (part("watches", ("它监督什么", "What it watches"), role.supervises.iter().map(|watched| html! {
            a href=(link(&watched.item)) { (scope.say(&watched.title)) }
        }), scope))
    })
}

fn part(
    anchor: &str,
    (zh, en): (&str, &str),
    entries: impl Iterator<Item = Markup>,
    scope: &Scope<'_>,
) -> Markup {
    let entries: Vec<Markup> = entries.collect();
    html! {
        @if !entries.is_empty() {
            section id=(anchor) aria-labelledby={ (anchor) "-title" } {
                h2 id={ (anchor) "-title" } { (scope.pick(zh, en)) }
                ul.items { @for entry in entries { li { (entry) } } }
            }
        }
    }
}

fn phones(role: &Role, scope: &Scope<'_>) -> Markup {
    let lines = [
        (scope.pick("咨询", "Questions"), &role.phone),
        (
            scope.pick("监督投诉", "Complaints"),
            &role.supervision_phone,
        ),
    ];
    html! {
        @if role.phone.is_some() || role.supervision_phone.is_some() || role.place.is_some() {
            ul.phones {
                @for (label, phone) in lines {
                    @if let Some(phone) = phone {
                        li { span.label { (label) } (words::phone(phone, scope.lang)) }
                    }
                }
                @for detail in [&role.place, &role.hours].into_iter().flatten() {
                    li { (scope.say(detail)) }
                }
            }
        }
    }
}

fn held(power: &Held, scope: &Scope<'_>) -> Markup {
    html! {
        a href={ "../" (power.item) ".html" } { (scope.say(&power.title)) }
        @if let Some(may) = &power.may { p { (scope.say(may)) } }
        @if !power.must_not.is_empty() {
            p.not {
                strong { (scope.pick("不得：", "Must not: ")) }
                (sentence(&power.must_not, scope))
            }
        }
    }
}

/// Joins points into one sentence.
fn sentence(points: &[Said], scope: &Scope<'_>) -> String {
    let points: Vec<&str> = points
        .iter()
        .map(|point| scope.say(point).trim_end_matches(['。', '.']))
        .collect();
    points.join(scope.pick("；", "; "))
}

fn steps(taken: &Taken, scope: &Scope<'_>) -> Markup {
    let numbers: Vec<String> = taken
        .steps
        .iter()
        .map(|step| step.number.to_string())
        .collect();
    let numbers = numbers.join(scope.pick("、", ", "));
    html! {
        a href={ "../" (taken.item) ".html#steps" } { (scope.say(&taken.title)) }
        span.meta {
            (match (scope.lang, taken.steps.len()) {
                (Lang::Zh, _) => format!("第{numbers}步"),
                (Lang::En, 1) => format!("step {numbers}"),
                (Lang::En, _) => format!("steps {numbers}"),
            })
        }
    }
}

fn count(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{number}项"),
        Lang::En if number == 1 => "1 matter".to_owned(),
        Lang::En => format!("{number} matters"),
    }
}

fn id(address: &str) -> &str {
    address.split_once('/').map_or(address, |(_, id)| id)
}

/// Returns the way from a role to an item.
fn link(address: &str) -> String {
    match address.split_once('/') {
        Some(("responsibility", id)) => format!("../responsibility.html#item-{id}"),
        _ => format!("../{address}.html"),
    }
}
