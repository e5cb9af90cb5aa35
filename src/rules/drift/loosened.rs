//! `loosened`: a field that may only be made better for the villager was made worse.

use super::{answered_for, differs};
use crate::diff::{Change, Effect, witness};
use crate::drift::{Drift, Standing};
use crate::finding::{Finding, Level};
use crate::lang::Said;
use crate::loaded::Loaded;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "loosened",
    family: Family::Drift,
    severity: Level::Error,
    summary: (
        "把只可从严的字段放宽了",
        "a field made worse for the villager that may only be made better",
    ),
    pages: (include_str!("loosened.zh.md"), include_str!("loosened.md")),
    checks: &[Check::Drift(check)],
};

fn check(drift: &Drift<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let loosened = answered_for(drift).filter(|judged| {
        judged.standing == Standing::TightenOnly && judged.change.effect == Effect::Loosened
    });
    for judged in loosened {
        let change = judged.change;
        let (differs, case) = (differs(change), case(change, loaded));
        let (zh, en) = (differs.zh + &case.zh, differs.en + &case.en);
        let message = Said { zh, en };
        let finding = RULE.at(change.sheet, change.place.clone(), message);
        findings.push(finding.help(say!(
            "改回范本的规定；各村可以比范本更严，不可以更松，登记差异也不行",
            "put it back as in the template: a village may be better for the villager, never worse, not even with a deviation"
        )));
    }
}

/// Returns a case with dates that shows what a longer or shorter time means.
fn case(change: &Change, loaded: &Loaded<'_>) -> Said {
    let Some(case) = witness(change, loaded.as_of, &loaded.calendar) else {
        return say!("", "");
    };
    let (start, before, now) = (case.start, case.before.date, case.now.date);
    say!(
        "（例：{start} 起算，原应 {before} 为止，现为 {now} 为止）",
        " (a case: from {start} it ran until {before}, and now until {now})"
    )
}
