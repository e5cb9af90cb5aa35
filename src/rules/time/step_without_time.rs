//! `step-without-time`: a step of an office that has no time.

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Contents;
use crate::list::{ActorLevel, Item};
use crate::loaded::Loaded;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "step-without-time",
    family: Family::Time,
    severity: Level::Warning,
    summary: ("经办步骤没有时限", "a step of an office that has no time"),
    pages: (
        include_str!("step_without_time.zh.md"),
        include_str!("step_without_time.md"),
    ),
    checks: &[Check::Items(check)],
};

fn check(sheet: Sheet, contents: &Contents<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    if !loaded.known.complete {
        return;
    }
    for service in contents.services() {
        for step in &service.steps {
            let villager = |actor: &&str| loaded.known.level(actor) == Some(ActorLevel::Villager);
            let unknown = |actor: &&str| loaded.known.level(actor).is_none();
            if step.timed || step.by.iter().all(villager) || step.by.iter().any(unknown) {
                continue;
            }
            let id = step.id;
            let message = say!("步骤 `{id}` 没有时限", "step `{id}` has no time");
            let finding = RULE.at(sheet, step.route(service.route()).key("within"), message).help(say!(
                "写上 `within`（最多多久）、`at_least`（最少多久）或者 `on`（由什么事起算）",
                "add `within` (at most), `at_least` (at least) or `on` (the event that starts it)"
            ));
            findings.push(finding);
        }
    }
}
