//! `power-without-responsibility`: a power on which no responsibility rests.

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Item;
use crate::loaded::{Book, Loaded};
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::suggest::is_named;

pub(crate) static RULE: Rule = Rule {
    name: "power-without-responsibility",
    family: Family::Completeness,
    severity: Level::Error,
    summary: (
        "权力没有对应的责任",
        "a power on which no responsibility rests",
    ),
    pages: (
        include_str!("power_without_responsibility.zh.md"),
        include_str!("power_without_responsibility.md"),
    ),
    checks: &[Check::Book(check)],
};

fn check(book: &Book<'_>, _loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let (Some(powers), Some(responsibilities)) = (book.powers(), book.responsibilities()) else {
        return;
    };
    let ids = powers.iter().map(|power| power.id);
    for power in powers {
        let names = responsibilities.iter().flat_map(|item| &item.powers);
        if is_named(power.id, names.copied(), &ids) {
            continue;
        }
        let id = power.id;
        let message = say!(
            "没有哪项责任对应权力 `{id}`",
            "no responsibility rests on power `{id}`"
        );
        let finding = RULE.at(Sheet::Power, power.route(), message);
        findings.push(finding.help(say!(
            "在 `responsibility.toml` 相应责任的 `powers` 里写上 `{id}`",
            "add `{id}` to the `powers` of a responsibility in `responsibility.toml`"
        )));
    }
}
