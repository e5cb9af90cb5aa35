//! `extra-item`: an item or step that the template does not have.

use super::unmatched::{mistyped_for, unmatched};
use crate::finding::Finding;
use crate::finding::Level;
use crate::loaded::{Book, Loaded};
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "extra-item",
    family: Family::Completeness,
    severity: Level::Error,
    summary: (
        "比范本多出的事项或步骤",
        "an item or step that the template does not have",
    ),
    pages: (
        include_str!("extra_item.zh.md"),
        include_str!("extra_item.md"),
    ),
    checks: &[Check::Book(check)],
};

fn check(book: &Book<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    if book.is_template() {
        return;
    }
    let extra = unmatched(book, &loaded.template());
    if extra.is_empty() {
        return;
    }
    let lacking = unmatched(&loaded.template(), book);
    for extra in extra {
        let address = &extra.address;
        let message = say!(
            "范本中没有 `{address}`",
            "`{address}` is not in the template"
        );
        let finding = RULE.at(extra.sheet, extra.here.key("id"), message);
        findings.push(finding.help(match mistyped_for(address, &lacking) {
            Some(meant) => say!("是不是 `{meant}`？", "write `{meant}`, if that is meant"),
            None => say!(
                "删去它；确有需要的，先在 `village.toml` 登记差异，或者写进范本",
                "delete it, record a deviation in `village.toml`, or add it to the template"
            ),
        }));
    }
}
