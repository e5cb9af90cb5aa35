//! `wrong-type`: a value of the wrong type.

use crate::finding::Finding;
use crate::finding::Level;
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::shape::{Field, Kind};

pub(crate) static RULE: Rule = Rule {
    name: "wrong-type",
    family: Family::Shape,
    severity: Level::Error,
    summary: ("值的类型不对", "a value of the wrong type"),
    pages: (
        include_str!("wrong_type.zh.md"),
        include_str!("wrong_type.md"),
    ),
    checks: &[Check::Reading],
};

pub(crate) fn finding(sheet: Sheet, route: Route, field: &Field) -> Finding {
    let key = field.key;
    let (zh, en) = wanted(field.kind);
    let example = field.example;
    let message = say!("`{key}` 应当是{zh}", "`{key}` must be {en}");
    RULE.at(sheet, route, message)
        .help(say!("例如 `{example}`", "write for example `{example}`"))
}

fn wanted(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Number(..) => ("整数，不加引号", "a whole number, without quotation marks"),
        Kind::Flag => (
            "`true` 或者 `false`，不加引号",
            "`true` or `false`, without quotation marks",
        ),
        Kind::Date => ("日期", "a date"),
        Kind::Dates => (
            "日期列表，放在方括号里",
            "a list of dates between square brackets",
        ),
        Kind::Text => ("中英文文字", "a text in each language"),
        Kind::Texts => (
            "每种语言一列文字，放在方括号里",
            "a list of texts in each language",
        ),
        Kind::Words | Kind::AnyOf(_) | Kind::Refs(_) => (
            "一列文字，放在方括号里",
            "a list of texts between square brackets",
        ),
        Kind::Tables(_) => ("一列表格", "a list of tables"),
        Kind::Table(_) | Kind::ByActor(_) => ("表格", "a table"),
        Kind::NoneOr(_) => ("`\"none\"` 或者表格", "`\"none\"` or a table"),
        _ => ("文字，放在英文双引号里", "a text between quotation marks"),
    }
}
