//! `unapproved-deviation`: a deviation is not decided yet, or by those whom it binds.

use super::field_route;
use crate::drift::Drift;
use crate::finding::{Finding, Level};
use crate::lang::Said;
use crate::list::{ActorLevel, Deviation};
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

/// Returns what is wrong with the decision: it is still to come, or the deciding body is one of
/// those whom the lists bind.
fn fault(deviation: &Deviation<'_>, loaded: &Loaded<'_>) -> Option<(Route, Said)> {
    let as_of = loaded.as_of;
    if let Some(approved) = deviation.approved.filter(|approved| *approved > as_of) {
        let message = say!(
            "决定日期 {approved} 还没有到",
            "the day of the decision, {approved}, is still to come"
        );
        return Some((field_route(deviation, "approved"), message));
    }
    let mut actors = loaded.registry.actors.iter();
    let by = actors.find(|actor| actor.id == deviation.by)?;
    let (zh, en) = (by.title.zh, by.title.en);
    let message = say!(
        "“{zh}”受清单约束，不能自己决定差异",
        "`{en}` is bound by the lists and cannot decide to differ from them"
    );
    (by.level == Some(ActorLevel::Village)).then(|| (field_route(deviation, "by"), message))
}
