//! `missing-item`: an item or step of the template that a village lacks.

use super::unmatched::{There, Unmatched, mistyped_for, unmatched};
use crate::finding::Finding;
use crate::finding::Level;
use crate::loaded::{Book, Loaded};
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "missing-item",
    family: Family::Completeness,
    severity: Level::Error,
    summary: (
        "缺少范本中的事项或步骤",
        "an item or step of the template that a village lacks",
    ),
    pages: (
        include_str!("missing_item.zh.md"),
        include_str!("missing_item.md"),
    ),
    checks: &[Check::Book(check)],
};

fn check(book: &Book<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    if book.is_template() {
        return;
    }
    let lacking = unmatched(&loaded.template(), book);
    if lacking.is_empty() {
        return;
    }
    let extra = unmatched(book, &loaded.template());
    for missing in &lacking {
        let is_meant = |extra: &Unmatched| {
            let meant = mistyped_for(&extra.address, &lacking);
            let (parent, id) = missing.address.rsplit_once('/').unwrap_or_default();
            meant == Some(id)
                && extra
                    .address
                    .rsplit_once('/')
                    .is_some_and(|(p, _)| p == parent)
        };
        if extra.iter().any(is_meant) {
            // `extra-item` tells of the mistyped id.
            continue;
        }
        let (address, file) = (&missing.address, missing.sheet.file_name());
        let message = say!(
            "缺少范本中的 `{address}`",
            "`{address}` of the template is missing"
        );
        let There { route, behind } = &missing.there;
        let spot = route.clone().map_or(Spot::File, Spot::Value);
        let finding = RULE.on(missing.sheet, spot, message);
        findings.push(finding.help(match behind {
            Some(id) => say!(
                "从 `template/{file}` 复制过来，放在 `{id}` 之后；确需不同的，在 `village.toml` 登记差异",
                "copy it from `template/{file}` to stand behind `{id}`, or record a deviation in `village.toml`"
            ),
            None => say!(
                "从 `template/{file}` 复制过来，放在最前；确需不同的，在 `village.toml` 登记差异",
                "copy it from `template/{file}` to stand first, or record a deviation in `village.toml`"
            ),
        }));
    }
}
