//! `mixed-numerals`: a count of time or money in Chinese numerals.

use super::words::readable;
use crate::document::Document;
use crate::finding::Finding;
use crate::finding::Level;
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "mixed-numerals",
    family: Family::PlainWords,
    severity: Level::Warning,
    summary: (
        "期限、金额用了汉字数字",
        "a count of time or money in Chinese numerals",
    ),
    pages: (
        include_str!("mixed_numerals.zh.md"),
        include_str!("mixed_numerals.md"),
    ),
    checks: &[Check::Text(check)],
};

/// The units before which a count is written in Arabic numerals.
const UNITS: [&str; 6] = ["个工作日", "工作日", "个月", "小时", "日", "元"];

const NUMERALS: &str = "一二两三四五六七八九十百千万";

fn check(sheet: Sheet, document: &Document<'_>, findings: &mut Vec<Finding>) {
    let text = document.text;
    for (at, unit) in UNITS.iter().flat_map(|unit| text.match_indices(unit)) {
        let before = &text[..at];
        let numeral = before.trim_end_matches(|c| NUMERALS.contains(c));
        let dated = numeral.ends_with(['月', '第', '周']);
        let counted = numeral.ends_with(|c: char| c.is_ascii_digit());
        if numeral.len() == at || dated || counted || (unit == "工作日" && before.ends_with('个'))
        {
            continue;
        }
        let bytes = numeral.len()..at + unit.len();
        if !readable(sheet, document, bytes.start) {
            continue;
        }
        let found = &text[bytes.clone()];
        let message = say!("“{found}”用了汉字数字", "`{found}` is in Chinese numerals");
        findings.push(RULE.on(sheet, Spot::Bytes(bytes), message).help(say!(
            "期限和金额统一写阿拉伯数字，例如 `5个工作日`、`15日`、`1000元`",
            "write counts of time and money in Arabic numerals, as in `5个工作日`"
        )));
    }
}
