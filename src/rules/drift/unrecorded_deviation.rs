//! `unrecorded-deviation`: a field differs from the template without a recorded deviation.

use super::{answered_for, differs};
use crate::diff::Effect;
use crate::drift::{Drift, Judged, Standing};
use crate::finding::{Finding, Level};
use crate::loaded::Loaded;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "unrecorded-deviation",
    family: Family::Drift,
    severity: Level::Error,
    summary: (
        "与范本不同，又没有登记差异",
        "a difference from the template that the village has not recorded",
    ),
    pages: (
        include_str!("unrecorded_deviation.zh.md"),
        include_str!("unrecorded_deviation.md"),
    ),
    checks: &[Check::Drift(check)],
};

fn check(drift: &Drift<'_>, _: &Loaded<'_>, findings: &mut Vec<Finding>) {
    for judged in answered_for(drift).filter(|judged| is_unrecorded(judged)) {
        let change = judged.change;
        let (item, field) = (&change.item, &change.field);
        let finding = RULE.at(change.sheet, change.place.clone(), differs(change));
        findings.push(finding.help(say!(
            "照范本改回去，或者在 `village.toml` 登记差异：`item = \"{item}\"`，`field = \"{field}\"`",
            "put it back as in the template, or record it in `village.toml`: `item = \"{item}\"`, `field = \"{field}\"`"
        )));
    }
}

/// A deviation that carries nothing is told of by its own rule.
fn is_unrecorded(judged: &Judged<'_>) -> bool {
    let open = match judged.standing {
        Standing::Unrecorded => true,
        Standing::TightenOnly => judged.change.effect == Effect::Undecided,
        Standing::Locked | Standing::Local | Standing::Recorded => false,
    };
    open && judged.record.is_none()
}
