//! `system-without-power`: a system that rules no power.

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Item;
use crate::loaded::{Book, Loaded};
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::suggest::is_named;

pub(crate) static RULE: Rule = Rule {
    name: "system-without-power",
    family: Family::Completeness,
    severity: Level::Error,
    summary: ("制度没有对应的权力", "a system that rules no power"),
    pages: (
        include_str!("system_without_power.zh.md"),
        include_str!("system_without_power.md"),
    ),
    checks: &[Check::Book(check)],
};

fn check(book: &Book<'_>, _loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let (Some(powers), Some(manual)) = (book.powers(), book.manual()) else {
        return;
    };
    let ids = manual.systems.iter().map(|system| system.id);
    for system in &manual.systems {
        let ruling = powers.iter().filter_map(|power| power.system);
        let named = is_named(system.id, ruling, &ids);
        if named && !system.powers.is_empty() {
            continue;
        }
        let id = system.id;
        let message = say!("制度 `{id}` 没有对应的权力", "system `{id}` rules no power");
        let finding = RULE.at(Sheet::Manual, system.route(), message);
        findings.push(finding.help(say!(
            "在 `powers` 写上它规范的权力，并在那项权力写 `system = \"{id}\"`",
            "name the power in `powers`, and write `system = \"{id}\"` in that power"
        )));
    }
}
