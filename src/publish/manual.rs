//! The supervision manual: what a villager should watch, service by service, and whom to ring.

use maud::{Markup, html};

use super::{Page, Scope, words};
use crate::list::{Item, Service, Supervision};
use crate::procedure::{Desk, desk, period, points};

/// Returns the page of the manual; none for a village without one.
pub(super) fn page(scope: &Scope<'_>) -> Option<Page> {
    let manual = scope.lists.book.manual()?;
    let name = scope.pick("监督手册", "Supervision manual");
    let frame = scope.frame("manual", "manual.html", name);
    let watched: Vec<(&Supervision<'_>, &Service<'_>)> = manual
        .supervisions
        .iter()
        .filter_map(|one| Some((one, service(one.service, scope)?)))
        .collect();
    Some(frame.page(&html! {
        h1 { (scope.village()) (scope.pick("", ": ")) (name) }
        p.lead { (scope.pick(
            "每件民生事项该盯住哪几点、找谁问、找谁投诉。",
            "What to watch in each matter that people's livelihood hangs on, whom to ask, where to complain.",
        )) }
        nav.contents aria-label=(scope.pick("目录", "Contents")) {
            ol {
                @for (_, service) in &watched {
                    li { a href={ "#item-" (service.id()) } { (service.title.within(scope.lang)) } }
                }
            }
        }
        @for (one, service) in &watched { (entry(one, service, scope)) }
    }))
}

fn service<'s>(id: &str, scope: &Scope<'s>) -> Option<&'s Service<'s>> {
    scope
        .lists
        .book
        .services()?
        .iter()
        .find(|service| service.id == id)
}

fn entry(one: &Supervision<'_>, service: &Service<'_>, scope: &Scope<'_>) -> Markup {
    let office = desk(service.office, scope.lists);
    let promised = service.limit.promised.map(period);
    html! {
        section.watched id={ "item-" (service.id()) } {
            h2 { a href={ "service/" (service.id()) ".html" } { (service.title.within(scope.lang)) } }
            (words::points(&points(&one.watch), scope.lang))
            dl.facts {
                @if let Some(promised) = &promised {
                    div { dt { (scope.pick("承诺时限", "Promised")) } dd { (scope.say(promised)) } }
                }
                @if let Some(handler) = desk(service.handler, scope.lists) {
                    (asked(scope.pick("村里经办", "In the village"), &handler, scope))
                }
                @if let Some(office) = &office {
                    (asked(scope.pick("乡里承办", "In the township"), office, scope))
                    @if let Some(phone) = &office.supervision_phone {
                        div {
                            dt { (scope.pick("监督投诉", "Complaints")) }
                            dd { (words::phone(phone, scope.lang)) }
                        }
                    }
                }
            }
        }
    }
}

fn asked(label: &str, desk: &Desk, scope: &Scope<'_>) -> Markup {
    html! {
        div {
            dt { (label) }
            dd {
                (scope.say(&desk.title))
                @if let Some(phone) = &desk.phone { " " (words::phone(phone, scope.lang)) }
            }
        }
    }
}
