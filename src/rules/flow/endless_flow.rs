//! `endless-flow`: a way of failing that never ends.

use crate::finding::Finding;
use crate::finding::Level;
use crate::flow;
use crate::list::Contents;
use crate::loaded::Loaded;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "endless-flow",
    family: Family::Flow,
    severity: Level::Error,
    summary: ("没有尽头的流程", "a way of failing that never ends"),
    pages: (
        include_str!("endless_flow.zh.md"),
        include_str!("endless_flow.md"),
    ),
    checks: &[Check::Items(check)],
};

fn check(sheet: Sheet, contents: &Contents<'_>, _loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    for (route, _, steps) in contents.flows() {
        for step in flow::endless(steps) {
            let id = step.id;
            let message = say!(
                "步骤 `{id}` 不成时，会一直转圈，没有结果",
                "who fails at step `{id}` is sent round for ever"
            );
            let place = step.route(route.clone()).key("otherwise").key("to");
            findings.push(RULE.at(sheet, place, message).help(say!(
                "让它转到 `\"end\"` 或者有结果的步骤，或者给圈里的一步写上 `within`",
                "lead it to `\"end\"` or to a step that can end it, or give a step of the circle a `within`"
            )));
        }
    }
}
