//! `livelihood-not-supervised`: a livelihood service that the manual does not supervise.

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Item;
use crate::loaded::{Book, Loaded};
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::suggest::is_named;

pub(crate) static RULE: Rule = Rule {
    name: "livelihood-not-supervised",
    family: Family::Completeness,
    severity: Level::Error,
    summary: (
        "民生服务没有监督要点",
        "a livelihood service that the manual does not supervise",
    ),
    pages: (
        include_str!("livelihood_not_supervised.zh.md"),
        include_str!("livelihood_not_supervised.md"),
    ),
    checks: &[Check::Book(check)],
};

fn check(book: &Book<'_>, _loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let (Some(services), Some(manual)) = (book.services(), book.manual()) else {
        return;
    };
    let ids = services.iter().map(|service| service.id);
    let watched = manual.supervisions.iter().map(|item| item.service);
    for service in services.iter().filter(|service| service.livelihood) {
        if is_named(service.id, watched.clone(), &ids) {
            continue;
        }
        let id = service.id;
        let message = say!(
            "民生服务 `{id}` 在监督手册里没有监督要点",
            "livelihood service `{id}` has no points to watch in the manual"
        );
        let finding = RULE.at(Sheet::Service, service.route(), message);
        findings.push(finding.help(say!(
            "在 `manual.toml` 补一节 `[[supervision]]`，`service = \"{id}\"`",
            "add a `[[supervision]]` with `service = \"{id}\"` to `manual.toml`"
        )));
    }
}
