//! Questions that name an item outright: by its address, id, number or title.

use super::{Hit, Meaning};
use crate::list::{Item, Text};
use crate::load::Lists;

/// Returns the items that the question names; none where it names no item outright.
///
/// A number is the place in a list, counted from 1: as each list has its own numbers, it may name
/// a service and a power.
pub fn meaning(question: &str, lists: &Lists<'_>) -> Option<Meaning> {
    let question = question.trim();
    let mut hits = Vec::new();
    for service in lists.book.services().unwrap_or_default() {
        hits.extend(hit(service, service.title, question));
    }
    for power in lists.book.powers().unwrap_or_default() {
        hits.extend(hit(power, power.title, question));
    }
    match hits.len() {
        0 => None,
        1 => hits.pop().map(Meaning::One),
        _ => Some(Meaning::Several(hits)),
    }
}

fn hit<'a>(item: &impl Item<'a>, title: Text<'a>, question: &str) -> Option<Hit> {
    let address = item.address();
    let is_title = |title: &str| !title.is_empty() && title.eq_ignore_ascii_case(question);
    let named = address == question
        || item.id() == question
        || question.parse() == Ok(item.index() + 1)
        || is_title(title.zh)
        || is_title(title.en);
    named.then_some(Hit {
        item: address,
        score: 1.0,
    })
}
