//! `expired-deviation`: a deviation has ended, and the lists still differ.

use super::{deviates, field_route, terms};
use crate::drift::{Drift, Flaw};
use crate::finding::{Finding, Level};
use crate::loaded::Loaded;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "expired-deviation",
    family: Family::Drift,
    severity: Level::Error,
    summary: (
        "登记的差异已到期，清单仍与范本不同",
        "a recorded deviation that has ended while the lists still differ",
    ),
    pages: (
        include_str!("expired_deviation.zh.md"),
        include_str!("expired_deviation.md"),
    ),
    checks: &[Check::Drift(check)],
};

fn check(drift: &Drift<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    for deviation in &drift.village.deviations {
        let expired = terms(loaded).flaw(deviation) == Some(Flaw::Expired);
        let Some(until) = deviation
            .until
            .filter(|_| expired && deviates(drift, deviation))
        else {
            continue;
        };
        let (item, field) = (deviation.item, deviation.field);
        let message = say!(
            "`{item}` 的 `{field}` 登记的差异到 {until} 为止，清单现在仍与范本不同",
            "the deviation of `{field}` of `{item}` ended on {until}, and the lists still differ"
        );
        let route = field_route(deviation, "until");
        findings.push(RULE.at(Sheet::Village, route, message).help(say!(
            "照范本改回去并删去这条登记，或者重新议定后改 `approved` 和 `until`",
            "put the list back as in the template and delete the deviation, or decide anew and write `approved` and `until`"
        )));
    }
}
