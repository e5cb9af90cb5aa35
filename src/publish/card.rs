//! The mass supervision card: one page for every household, to be folded once.

use maud::{Markup, html};

use super::{Page, Scope, proof, words};
use crate::list::{Card, Service};
use crate::procedure::{desk, period, points, written};

/// Returns the page of the card; none for a village without one.
pub(super) fn page(scope: &Scope<'_>) -> Option<Page> {
    let card = scope.lists.book.manual()?.card.as_ref()?;
    let name = scope.pick("群众监督卡", "Mass supervision card");
    let frame = scope.frame("card", "card.html", name);
    Some(frame.page(&html! {
        h1 { (scope.village()) (scope.pick("", ": ")) (name) }
        div.folded {
            div.half {
                section #card-services { h2 { (scope.pick("常办的事", "What most households need")) } (services(card, scope)) }
                section #card-phones { h2 { (scope.pick("打电话", "To ring")) } (phones(card, scope)) }
            }
            div.half {
                section #card-rules { h2 { (scope.pick("村规民约", "Village rules")) } (numbered(card, scope)) }
                section #card-works { h2 { (scope.pick("公共设施谁来管", "Public works and their keepers")) }
                    (words::points(&points(&card.works), scope.lang)) }
                (proof::line(scope, &frame, "card"))
            }
        }
    }))
}

fn numbered(card: &Card<'_>, scope: &Scope<'_>) -> Markup {
    html! {
        ol.points { @for rule in card.village_rules.within(scope.lang) { li { (rule) } } }
    }
}

fn services(card: &Card<'_>, scope: &Scope<'_>) -> Markup {
    let known = scope.lists.book.services().unwrap_or_default();
    let listed: Vec<&Service<'_>> = card
        .services
        .iter()
        .filter_map(|id| known.iter().find(|service| service.id == *id))
        .collect();
    html! {
        table {
            thead { tr {
                th scope="col" { (scope.pick("事项", "Matter")) }
                th scope="col" { (scope.pick("找谁", "Whom to see")) }
                th scope="col" { (scope.pick("多久", "How long")) }
                th scope="col" { (scope.pick("收费", "Fee")) }
            } }
            tbody {
                @for service in listed {
                    tr {
                        th scope="row" { a href={ "service/" (service.id) ".html" } { (service.title.within(scope.lang)) } }
                        td {
                            (scope.actor(service.handler))
                            @if let Some(phone) = desk(service.handler, scope.lists).and_then(|desk| desk.phone) {
                                " " (words::phone(&phone, scope.lang))
                            }
                        }
                        td.short { (service.limit.promised.map(period).map_or_else(String::new, |time| scope.say(&time).to_owned())) }
                        td.short { (written::fee(service.fee.yuan.unwrap_or(0), scope.lang)) }
                    }
                }
            }
        }
    }
}

/// Returns true for those who exercise a power or watch one: whom to ring about all the rest.
fn answers(actor: &str, scope: &Scope<'_>) -> bool {
    let powers = scope.lists.book.powers().unwrap_or_default();
    powers
        .iter()
        .any(|power| power.holders.contains(&actor) || power.supervisors.contains(&actor))
}

fn phones(card: &Card<'_>, scope: &Scope<'_>) -> Markup {
    let contacts = scope
        .lists
        .village()
        .map_or(&[][..], |village| &village.contacts);
    let bodies = contacts.iter().map(|contact| contact.actor);
    let bodies = bodies.filter(|actor| answers(actor, scope));
    let desks = bodies.filter_map(|actor| desk(actor, scope.lists));
    let hotlines = scope.lists.registry.hotlines.iter();
    let hotlines = hotlines.filter(|hotline| card.hotlines.contains(&hotline.id));
    html! {
        ul.phones {
            @for desk in desks {
                @if let Some(phone) = &desk.phone {
                    li { span.label { (scope.say(&desk.title)) } (words::phone(phone, scope.lang)) }
                }
            }
            @for hotline in hotlines {
                li { span.label { (hotline.title.within(scope.lang)) } strong { (hotline.id) } }
            }
        }
    }
}
