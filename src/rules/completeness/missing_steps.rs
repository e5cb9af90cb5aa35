//! `missing-steps`: a power or service without steps.

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Contents;
use crate::loaded::Loaded;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "missing-steps",
    family: Family::Completeness,
    severity: Level::Error,
    summary: ("没有步骤的事项", "a power or service without steps"),
    pages: (
        include_str!("missing_steps.zh.md"),
        include_str!("missing_steps.md"),
    ),
    checks: &[Check::Items(check)],
};

fn check(sheet: Sheet, contents: &Contents<'_>, _loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    for (route, id, steps) in contents.flows() {
        if steps.is_empty() {
            let message = say!("`{id}` 没有步骤", "`{id}` has no steps");
            findings.push(RULE.at(sheet, route.key("step"), message).help(say!(
                "按办理顺序补上步骤：谁办、办什么、多少天",
                "add the steps in order: who, what, in how many days"
            )));
        }
    }
}
