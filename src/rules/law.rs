//! The family law: the law on which things rest.

pub(crate) mod law_amended;
pub(crate) mod law_not_in_force;
pub(crate) mod law_repealed;
pub(crate) mod missing_basis;
pub(crate) mod uncertain_basis;

use crate::finding::Finding;
use crate::lang::Said;
use crate::list::{Citation, Item, Law};
use crate::place::Sheet;
use crate::rules::Rule;

/// What is wrong with citing a law, because of a day that the registry has of it.
struct Fault {
    message: Said,
    help: Said,
    /// What the day is.
    day: Said,
}

/// Finds the citations with whose law something is wrong; the law's field `key`, which has the day,
/// stands beside each.
fn cited(
    rule: &'static Rule,
    (sheet, citations): (Sheet, &[Citation<'_, '_>]),
    key: &'static str,
    fault: impl Fn(&Citation<'_, '_>, &Law<'_>) -> Option<Fault>,
) -> impl Iterator<Item = Finding> {
    citations.iter().filter_map(move |citation| {
        let law = citation.law?;
        let Fault { message, help, day } = fault(citation, law)?;
        let finding = rule.at(sheet, citation.route.clone().key("law"), message);
        let day_there = law.route().key(key);
        Some(finding.help(help).related(Sheet::Registry, day_there, day))
    })
}
