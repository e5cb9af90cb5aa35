//! `vague-time`: a time that promises nothing.

use super::words::Words;
use crate::document::Document;
use crate::finding::Finding;
use crate::finding::Level;
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "vague-time",
    family: Family::PlainWords,
    severity: Level::Warning,
    summary: ("说不清时间的用语", "a time that promises nothing"),
    pages: (
        include_str!("vague_time.zh.md"),
        include_str!("vague_time.md"),
    ),
    checks: &[Check::Text(check)],
};

static WORDS: Words = Words::new(&[
    "及时",
    "尽快",
    "尽早",
    "适时",
    "近期",
    "一定期限",
    "as soon as possible",
    "promptly",
    "in due course",
    "in a timely manner",
    "timely",
    "without delay",
]);

fn check(sheet: Sheet, document: &Document<'_>, findings: &mut Vec<Finding>) {
    for found in WORDS.find(sheet, document) {
        let word = found.word;
        let message = say!("“{word}”说不清是多久", "`{word}` is no time");
        findings.push(RULE.on(sheet, Spot::Bytes(found.bytes), message).help(say!(
            "写明几日内、几个工作日内，或者每月每季几日前",
            "say in how many days, or by which day"
        )));
    }
}
