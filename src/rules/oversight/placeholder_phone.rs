//! `placeholder-phone`: an invented number in a real township.

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Contents;
use crate::list::Item;
use crate::loaded::Loaded;
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "placeholder-phone",
    family: Family::Oversight,
    severity: Level::Warning,
    summary: ("占位电话", "an invented number in a real township"),
    pages: (
        include_str!("placeholder_phone.zh.md"),
        include_str!("placeholder_phone.md"),
    ),
    checks: &[Check::Contents(check)],
};

fn check(sheet: Sheet, contents: &Contents<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    if loaded.township.sample || !loaded.township_complete {
        return;
    }
    let mut look = |route: Route, phone: Option<&str>| {
        if let Some(phone) = phone.filter(|phone| is_placeholder(phone)) {
            let message = say!("`{phone}` 是占位电话", "`{phone}` is a placeholder");
            findings.push(RULE.at(sheet, route, message).help(say!(
                "换成真实的号码，打通后再公布",
                "put the real number in its place, and ring it before publishing"
            )));
        }
    };
    if let Some(registry) = contents.registry() {
        for actor in &registry.actors {
            look(actor.route().key("phone"), actor.phone);
            look(
                actor.route().key("supervision_phone"),
                actor.supervision_phone,
            );
        }
    }
    if let Some(village) = contents.village() {
        for contact in &village.contacts {
            let route = Route::top()
                .key("contact")
                .key(contact.actor.to_owned())
                .key("phone");
            look(route, contact.phone);
        }
    }
}

/// Returns true for a number that stands for one still to come: its part behind the area code
/// begins with 000, which no exchange in China does.
pub fn is_placeholder(phone: &str) -> bool {
    phone
        .split_once('-')
        .is_some_and(|(_, number)| number.starts_with("000"))
}
