//! `bad-code`: a statistics code of the wrong form.

use crate::finding::Finding;
use crate::finding::Level;
use crate::fix::Fix;
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::shape::is_code;

pub(crate) static RULE: Rule = Rule {
    name: "bad-code",
    family: Family::Identity,
    severity: Level::Error,
    summary: (
        "代码的位数或字符不对",
        "a statistics code of the wrong form",
    ),
    pages: (include_str!("bad_code.zh.md"), include_str!("bad_code.md")),
    checks: &[Check::Reading],
};

pub(crate) fn finding(sheet: Sheet, route: Route, code: &str, digits: usize) -> Finding {
    let message = say!(
        "代码 `{code}` 不是{digits}位数字",
        "code `{code}` is not {digits} digits"
    );
    let help = say!(
        "按国家统计局公布的统计用区划代码填写{digits}位数字",
        "write the {digits} digits of the national statistics code"
    );
    let fix = Fix::narrowed(&route, code, |code| is_code(code, digits));
    RULE.at(sheet, route, message).help(help).fix(fix)
}
