//! `unreachable-step`: a step to which nothing leads.

use crate::finding::Finding;
use crate::finding::Level;
use crate::flow;
use crate::list::Contents;
use crate::loaded::Loaded;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "unreachable-step",
    family: Family::Flow,
    severity: Level::Error,
    summary: ("走不到的步骤", "a step to which nothing leads"),
    pages: (
        include_str!("unreachable_step.zh.md"),
        include_str!("unreachable_step.md"),
    ),
    checks: &[Check::Items(check)],
};

fn check(sheet: Sheet, contents: &Contents<'_>, _loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    for (route, _, steps) in contents.flows() {
        for step in flow::unreachable(steps) {
            let id = step.id;
            let message = say!(
                "步骤 `{id}` 等待的事由是空白的，没有什么会让它开始",
                "step `{id}` waits for an event that is not named: nothing starts it"
            );
            findings.push(
                RULE.at(sheet, step.route(route.clone()).key("on"), message)
                    .help(say!(
                        "写明 `on` 的事由；如果它紧接上一步，就删去 `on`",
                        "name the event in `on`, or delete `on` if the step follows the one before"
                    )),
            );
        }
    }
}
