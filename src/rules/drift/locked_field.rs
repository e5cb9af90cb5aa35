//! `locked-field`: a field that no village may change differs from the template.

use super::{answered_for, differs};
use crate::drift::{Drift, Standing};
use crate::finding::{Finding, Level};
use crate::loaded::Loaded;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "locked-field",
    family: Family::Drift,
    severity: Level::Error,
    summary: (
        "改动了全乡统一、不得改动的字段",
        "a field changed that the township keeps the same everywhere",
    ),
    pages: (
        include_str!("locked_field.zh.md"),
        include_str!("locked_field.md"),
    ),
    checks: &[Check::Drift(check)],
};

fn check(drift: &Drift<'_>, _: &Loaded<'_>, findings: &mut Vec<Finding>) {
    for judged in answered_for(drift).filter(|judged| judged.standing == Standing::Locked) {
        let change = judged.change;
        let finding = RULE.at(change.sheet, change.place.clone(), differs(change));
        findings.push(finding.help(say!(
            "这一项全乡统一，照范本改回去；确需调整的，由乡里改范本",
            "put it back as in the template: it is the same in all villages, and only the township changes it"
        )));
    }
}
