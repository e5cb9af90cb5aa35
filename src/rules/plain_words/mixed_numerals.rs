//! `mixed-numerals`: a count of time or money in Chinese numerals.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};

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

/// Finds units: fewer words than units with numerals before them, so that many bytes are compared at
/// a time.
static SEARCHER: OnceLock<Option<AhoCorasick>> = OnceLock::new();

fn searcher() -> Option<AhoCorasick> {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(UNITS)
        .ok()
}

fn check(sheet: Sheet, document: &Document<'_>, findings: &mut Vec<Finding>) {
    if !has_words(sheet) {
        return;
    }
    let Some(searcher) = SEARCHER.get_or_init(searcher) else {
        return;
    };
    let text = document.text;
    let pieces = document.own().into_iter();
    for found in pieces.flat_map(|piece| searcher.find_iter(Input::new(text).range(piece))) {
        let start = text[..found.start()]
            .trim_end_matches(|c| NUMERALS.contains(c))
            .len();
        if start == found.start() {
            continue;
        }
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
