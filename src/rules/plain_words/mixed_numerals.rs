//! `mixed-numerals`: a count of time or money in Chinese numerals.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::words::{has_words, readable};
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

/// Finds a numeral with a unit behind it.
static COUNTS: OnceLock<Option<AhoCorasick>> = OnceLock::new();

fn counts() -> Option<AhoCorasick> {
    let patterns = NUMERALS
        .chars()
        .flat_map(|n| UNITS.map(|unit| format!("{n}{unit}")));
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(patterns)
        .ok()
}

fn check(sheet: Sheet, document: &Document<'_>, findings: &mut Vec<Finding>) {
    if !has_words(sheet) {
        return;
    }
    let Some(counts) = COUNTS.get_or_init(counts) else {
        return;
    };
    let text = document.text;
    for found in counts.find_iter(text) {
        let start = text[..found.end()]
            .trim_end_matches(|c| !NUMERALS.contains(c))
            .trim_end_matches(|c| NUMERALS.contains(c))
            .len();
        // 五月十五日, 第三日 and 周一日 are dates; 400万元 has its figure in front.
        let named = text[..start].ends_with(['月', '第', '周']);
        let counted = text[..start].ends_with(|c: char| c.is_ascii_digit());
        if named || counted || !readable(sheet, document, start) {
            continue;
        }
        let bytes = start..found.end();
        let found = &text[bytes.clone()];
        let message = say!("“{found}”用了汉字数字", "`{found}` is in Chinese numerals");
        findings.push(RULE.on(sheet, Spot::Bytes(bytes), message).help(say!(
            "期限和金额统一写阿拉伯数字，例如 `5个工作日`、`15日`、`1000元`",
            "write counts of time and money in Arabic numerals, as in `5个工作日`"
        )));
    }
}
