//! The first page of a village: what it does for people, its lists, what there is to print.

use maud::{Markup, html};

use super::township::{Asked, finder, heading, stage};
use super::{Page, Scope, words};
use crate::lang::Lang;
use crate::list::{Deviation, Item, Service};
use crate::procedure::{period, said};

pub(super) fn page(scope: &Scope<'_>) -> Page {
    let lang = scope.lang;
    let mut frame = scope.frame("village", "index.html", scope.village());
    frame.has_search = true;
    let since = scope.lists.village().and_then(|village| village.since);
    frame.page(&html! {
        (heading(&scope.summary.name, scope.masthead, lang))
        p.status {
            (stage(scope.summary.stage, lang))
            @if let Some(since) = since {
                " " (match lang {
                    Lang::Zh => format!("{since}起"),
                    Lang::En => format!("since {since}"),
                })
            }
        }
        (finder(lang, &frame.root(), &Asked::Here(scope.summary)))
        (tiles(scope))
        (services(scope))
        (sheets(scope))
        (phones(scope))
        (deviations(scope))
    })
}

/// Writes the ways to the lists and to what villagers watch with.
fn tiles(scope: &Scope<'_>) -> Markup {
    let [powers, duties, services] = scope.summary.counts;
    let count = |number: usize, zh: &str, en: &str| match scope.lang {
        Lang::Zh => format!("{number}{zh}"),
        Lang::En => format!("{number} {en}"),
    };
    let tiles = [
        (
            "service.html",
            scope.pick("服务清单", "Service list"),
            count(services, "项服务", "services"),
        ),
        (
            "power.html",
            scope.pick("权力清单", "Power list"),
            count(powers, "项权力", "powers"),
        ),
        (
            "responsibility.html",
            scope.pick("责任清单", "Responsibility list"),
            count(duties, "项责任", "responsibilities"),
        ),
        (
            "manual.html",
            scope.pick("监督手册", "Supervision manual"),
            scope.pick("每件事盯住哪几点", "what to watch").to_owned(),
        ),
        (
            "compendium.html",
            scope.pick("制度汇编", "Compendium"),
            scope
                .pick("一项权力一项制度", "one power, one system")
                .to_owned(),
        ),
        (
            "role.html",
            scope.pick("谁管什么", "Who does what"),
            scope
                .pick("按职务、机构查", "by post and office")
                .to_owned(),
        ),
    ];
    html! {
        nav.tiles aria-label=(scope.pick("清单和手册", "Lists and manual")) {
            ul {
                @for (way, title, says) in tiles {
                    li { a href=(way) { strong { (title) } span { (says) } } }
                }
            }
        }
    }
}

/// Writes every service, so that one look and one touch is enough.
fn services(scope: &Scope<'_>) -> Markup {
    let services = scope.lists.book.services().unwrap_or_default();
    html! {
        section #services aria-labelledby="services-title" {
            h2 #services-title { (scope.pick("我要办事", "What I need done")) }
            ul.items.columns {
                @for service in services { li { (entry(service, scope)) } }
            }
        }
    }
}

fn entry(service: &Service<'_>, scope: &Scope<'_>) -> Markup {
    let promised = service.limit.promised.map(period);
    html! {
        a href={ "service/" (service.id()) ".html" } { (service.title.within(scope.lang)) }
        @if let Some(promised) = promised {
            span.meta { (scope.pick("承诺", "promised: ")) (scope.say(&promised)) }
        }
    }
}

/// Writes what there is to print.
fn sheets(scope: &Scope<'_>) -> Markup {
    let sheets = [
        (
            "card.html",
            scope.pick(
                "群众监督卡（A4一页，可对折）",
                "The card: one A4 page, to be folded",
            ),
        ),
        (
            "poster/service.html",
            scope.pick("服务清单挂图（A3）", "Service list, a poster (A3)"),
        ),
        (
            "poster/power.html",
            scope.pick("权力清单挂图（A3）", "Power list, a poster (A3)"),
        ),
        (
            "poster/responsibility.html",
            scope.pick("责任清单挂图（A3）", "Responsibility list, a poster (A3)"),
        ),
        (
            "manual.html",
            scope.pick("监督手册（A4）", "The manual, a booklet (A4)"),
        ),
    ];
    html! {
        section #print aria-labelledby="print-title" {
            h2 #print-title { (scope.pick("打印张贴", "To print and post")) }
            ul.links {
                @for (way, title) in sheets { li { a href=(way) { (title) } } }
            }
        }
    }
}

fn phones(scope: &Scope<'_>) -> Markup {
    let contacts = scope
        .lists
        .village()
        .map_or(&[][..], |village| &village.contacts);
    let ringing: Vec<(String, &str)> = contacts
        .iter()
        .filter_map(|contact| Some((scope.actor(contact.actor), contact.phone?)))
        .collect();
    html! {
        @if !ringing.is_empty() {
            section #phones aria-labelledby="phones-title" {
                h2 #phones-title { (scope.pick("村里的电话", "Whom to ring in the village")) }
                table.phones {
                    thead { tr {
                        th scope="col" { (scope.pick("职务、机构", "Post or body")) }
                        th scope="col" { (scope.pick("电话", "Phone")) }
                    } }
                    tbody {
                        @for (who, phone) in ringing {
                            tr { th scope="row" { (who) } td { (words::phone(phone, scope.lang)) } }
                        }
                    }
                }
            }
        }
    }
}

/// Writes in what the village's lists differ from the township's, and who decided that.
fn deviations(scope: &Scope<'_>) -> Markup {
    let recorded = scope
        .lists
        .village()
        .map_or(&[][..], |village| &village.deviations);
    html! {
        @if !recorded.is_empty() {
            section #differences aria-labelledby="differences-title" {
                h2 #differences-title { (scope.pick("本村的不同", "Where this village differs")) }
                p { (scope.pick("与全乡范本不同之处，以及谁、哪天决定的：", "What differs from the township's template, and who decided it when:")) }
                ul.points { @for one in recorded { li { (deviation(one, scope)) } } }
            }
        }
    }
}

fn deviation(one: &Deviation<'_>, scope: &Scope<'_>) -> Markup {
    let linked = ["power/", "service/"]
        .iter()
        .any(|list| one.item.starts_with(list))
        && scope.code(one.item).is_some();
    let reason = said(one.reason);
    html! {
        @if linked {
            a href={ (one.item) ".html" } { (title(one.item, scope)) }
        } @else { (title(one.item, scope)) }
        @if let Some(reason) = &reason {
            (scope.pick("：", ": ")) (scope.say(reason))
        }
        @if let Some(approved) = one.approved {
            span.meta { (scope.actor(one.by)) " " (approved) }
        }
    }
}

/// Returns the name of an item; its address where the lists have no name for it.
pub(super) fn title(address: &str, scope: &Scope<'_>) -> String {
    let book = &scope.lists.book;
    let (list, id) = address.split_once('/').unwrap_or_default();
    let found = match list {
        "power" => named(book.powers(), id).map(|power| power.title),
        "responsibility" => named(book.responsibilities(), id).map(|duty| duty.title),
        "service" => named(book.services(), id).map(|service| service.title),
        "system" => named(book.systems(), id).map(|system| system.title),
        _ => None,
    };
    found.map_or_else(
        || address.to_owned(),
        |title| title.within(scope.lang).to_owned(),
    )
}

fn named<'l, 'a, T: Item<'a>>(items: Option<&'l [T]>, id: &str) -> Option<&'l T> {
    items?.iter().find(|item| item.id() == id)
}
