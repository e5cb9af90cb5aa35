//! `power-without-system`: a power that no system rules.

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Item;
use crate::loaded::{Book, Loaded};
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::suggest::is_named;

pub(crate) static RULE: Rule = Rule {
    name: "power-without-system",
    family: Family::Completeness,
    severity: Level::Error,
    summary: ("权力没有对应的制度", "a power that no system rules"),
    pages: (
        include_str!("power_without_system.zh.md"),
        include_str!("power_without_system.md"),
    ),
    checks: &[Check::Book(check)],
};

fn check(book: &Book<'_>, _loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let (Some(powers), Some(manual)) = (book.powers(), book.manual()) else {
        return;
    };
    let ids = powers.iter().map(|power| power.id);
    for power in powers {
        let ruled = manual.systems.iter().flat_map(|system| &system.powers);
        let ruled = is_named(power.id, ruled.copied(), &ids);
        if power.system.is_some() && ruled {
            continue;
        }
        let id = power.id;
        let message = say!(
            "权力 `{id}` 没有对应的制度",
            "power `{id}` has no system that rules it"
        );
        let finding = RULE.at(Sheet::Power, power.route().key("system"), message);
        findings.push(finding.help(say!(
            "一项权力一项制度：在 `manual.toml` 写 `[[system]]`，`powers` 含 `{id}`，并在这里写 `system`",
            "add a `[[system]]` with `powers = [\"{id}\"]` to `manual.toml` and name it here as `system`"
        )));
    }
}
