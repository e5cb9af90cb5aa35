//! `unapproved-deviation`: a deviation is not decided yet, or by those whom it binds.

use super::{field_route, terms};
use crate::drift::{Drift, Flaw};
use crate::finding::{Finding, Level};
use crate::lang::{Lang, Said};
use crate::list::Deviation;
use crate::loaded::Loaded;
use crate::place::{Route, Sheet};
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "unapproved-deviation",
    family: Family::Drift,
    severity: Level::Error,
    summary: (
        "差异未经有权的组织议定",
        "a deviation that nobody entitled to it has decided yet",
    ),
    pages: (
        include_str!("unapproved_deviation.zh.md"),
        include_str!("unapproved_deviation.md"),
    ),
    checks: &[Check::Drift(check)],
};

fn check(drift: &Drift<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    for deviation in &drift.village.deviations {
        if let Some((route, message)) = fault(deviation, loaded) {
            findings.push(RULE.at(Sheet::Village, route, message).help(say!(
                "先由村民会议、村民代表会议议定，或者报乡里同意，再登记差异",
                "have it decided by the villagers' assembly or representatives, or by the township, and record it then"
            )));
        }
    }
}

/// Returns what is wrong with the decision, and where.
fn fault(deviation: &Deviation<'_>, loaded: &Loaded<'_>) -> Option<(Route, Said)> {
    match terms(loaded).flaw(deviation)? {
        Flaw::Expired => None,
        Flaw::Undecided => {
            let approved = deviation.approved?;
            let message = say!(
                "决定日期 {approved} 还没有到",
                "the day of the decision, {approved}, is still to come"
            );
            Some((field_route(deviation, "approved"), message))
        }
        Flaw::Bound => {
            let mut actors = loaded.registry.actors.iter();
            let by = actors.find(|actor| actor.id == deviation.by)?.title;
            let (zh, en) = (by.within(Lang::Zh), by.within(Lang::En));
            let message = say!(
                "“{zh}”受清单约束，不能自己决定差异",
                "the {en} is bound by the lists and cannot decide to differ from them"
            );
            Some((field_route(deviation, "by"), message))
        }
    }
}
