//! `same-phone`: a complaint that would ring at the one complained of.

use std::collections::HashSet;

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Contents;
use crate::list::Item;
use crate::loaded::{Book, Loaded};
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "same-phone",
    family: Family::Oversight,
    severity: Level::Error,
    summary: (
        "监督电话打到被监督者那里",
        "a complaint that would ring at the one complained of",
    ),
    pages: (
        include_str!("same_phone.zh.md"),
        include_str!("same_phone.md"),
    ),
    checks: &[Check::Contents(registry), Check::Book(village)],
};

fn registry(
    sheet: Sheet,
    contents: &Contents<'_>,
    _loaded: &Loaded<'_>,
    findings: &mut Vec<Finding>,
) {
    let Some(registry) = contents.registry() else {
        return;
    };
    for actor in &registry.actors {
        let (Some(phone), Some(supervision)) = (actor.phone, actor.supervision_phone) else {
            continue;
        };
        if digits(phone) == digits(supervision) {
            let id = actor.id;
            let message = say!(
                "`{id}` 的监督电话就是它自己的电话",
                "the supervision phone of `{id}` is its own phone"
            );
            let finding = RULE.at(sheet, actor.route().key("supervision_phone"), message);
            findings.push(finding.help(help()).related(
                sheet,
                actor.route().key("phone"),
                say!("它自己的电话", "its own phone"),
            ));
        }
    }
}

/// The village body to which villagers turn with complaints (Villagers' Committee Organization Law,
/// art. 37).
const WATCHDOG: &str = "supervision-committee";

fn village(book: &Book<'_>, _loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let (Some(village), Some(services)) = (book.village(), book.services()) else {
        return;
    };
    let Some(watchdog) = village.contact(WATCHDOG).and_then(|contact| contact.phone) else {
        return;
    };
    let handlers: HashSet<&str> = services.iter().map(|service| service.handler).collect();
    for contact in &village.contacts {
        let Some(phone) = contact.phone else { continue };
        let watched = contact.actor != WATCHDOG && handlers.contains(contact.actor);
        if watched && digits(phone) == digits(watchdog) {
            let actor = contact.actor;
            let message = say!(
                "`{actor}` 和监督它的 `{WATCHDOG}` 是同一个电话",
                "`{actor}` has the phone of the `{WATCHDOG}` that watches it"
            );
            let at = |actor: &str| {
                Route::top()
                    .key("contact")
                    .key(actor.to_owned())
                    .key("phone")
            };
            findings.push(
                RULE.at(Sheet::Village, at(actor), message)
                    .help(help())
                    .related(
                        Sheet::Village,
                        at(WATCHDOG),
                        say!("监督电话", "the number for complaints"),
                    ),
            );
        }
    }
}

fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

fn help() -> crate::lang::Said {
    say!(
        "换成被监督者接不到的电话",
        "give a number that those complained of do not answer"
    )
}
