//! `missing-item`: an item or step of the template that a village lacks.

use super::unmatched::unmatched;
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
    for missing in unmatched(&loaded.template(), book) {
        let (address, file) = (&missing.address, missing.sheet.file_name());
        let message = say!(
            "缺少范本中的 `{address}`",
            "`{address}` of the template is missing"
        );
        let spot = missing.item_there.map_or(Spot::File, Spot::Value);
        findings.push(RULE.on(missing.sheet, spot, message).help(say!(
            "从 `template/{file}` 复制过来；确需不同的，在 `village.toml` 登记差异",
            "copy it from `template/{file}`, or record a deviation in `village.toml`"
        )));
    }
}
