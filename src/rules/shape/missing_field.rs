//! `missing-field`: a field that must be there and is not.

use crate::finding::Finding;
use crate::finding::Level;
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::shape::{Field, Shape};

pub(crate) static RULE: Rule = Rule {
    name: "missing-field",
    family: Family::Shape,
    severity: Level::Error,
    summary: ("缺少必填字段", "a field that must be there and is not"),
    pages: (
        include_str!("missing_field.zh.md"),
        include_str!("missing_field.md"),
    ),
    checks: &[Check::Reading],
};

pub(crate) fn finding(sheet: Sheet, table: &Route, shape: &Shape, field: &Field) -> Finding {
    let (name, key, example, (zh, en)) = (shape.name, field.key, field.example, field.about);
    let message = say!(
        "`{name}` 缺少 `{key}`（{zh}）",
        "`{name}` lacks `{key}`: {en}"
    );
    RULE.at(sheet, table.clone().key(key), message).help(say!(
        "补上一行，例如 `{example}`",
        "add a line such as `{example}`"
    ))
}
