//! `missing-basis`: an item that cites no law.

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Contents;
use crate::list::{Basis, Item};
use crate::loaded::Loaded;
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "missing-basis",
    family: Family::Law,
    severity: Level::Error,
    summary: ("没有依据", "an item that cites no law"),
    pages: (
        include_str!("missing_basis.zh.md"),
        include_str!("missing_basis.md"),
    ),
    checks: &[Check::Items(check)],
};

fn check(sheet: Sheet, contents: &Contents<'_>, _loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let mut require = |route: Route, id: &str, basis: &[Basis<'_>]| {
        if basis.is_empty() {
            let message = say!("`{id}` 没有依据", "`{id}` cites no basis");
            findings.push(RULE.at(sheet, route.key("basis"), message).help(say!(
                "补上 `basis = [{{ law = \"…\", article = \"…\", certainty = \"text\" }}]`；本乡自定的写 `certainty = \"local\"`",
                "add `basis = [{{ law = \"…\", article = \"…\", certainty = \"text\" }}]`, with `certainty = \"local\"` for the township's own practice"
            )));
        }
    };
    for power in contents.powers() {
        require(power.route(), power.id, &power.basis);
    }
    for item in contents.responsibilities() {
        require(item.route(), item.id, &item.basis);
    }
    for service in contents.services() {
        require(service.route(), service.id, &service.basis);
    }
    if let Some(registry) = contents.registry() {
        for quorum in &registry.quorums {
            require(quorum.route(), quorum.id, &quorum.basis);
        }
        for remedy in &registry.remedies {
            require(remedy.route(), remedy.id, &remedy.basis);
        }
    }
}
