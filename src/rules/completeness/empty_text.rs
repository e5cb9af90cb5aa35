//! `empty-text`: a text that is empty or blank.

use crate::finding::Finding;
use crate::finding::Level;
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::shape::Field;

pub(crate) static RULE: Rule = Rule {
    name: "empty-text",
    family: Family::Completeness,
    severity: Level::Error,
    summary: ("空白的文字", "a text that is empty or blank"),
    pages: (
        include_str!("empty_text.zh.md"),
        include_str!("empty_text.md"),
    ),
    checks: &[Check::Reading],
};

pub(crate) fn finding(sheet: Sheet, route: Route, field: &Field) -> Finding {
    let (key, (zh, en)) = (field.key, field.about);
    let message = say!("`{key}` 是空白的", "`{key}` is empty");
    RULE.at(sheet, route, message)
        .help(say!("写上{zh}", "write {en}"))
}
