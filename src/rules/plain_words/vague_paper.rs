//! `vague-paper`: papers that nobody can bring.

use super::words::Words;
use crate::document::Document;
use crate::finding::Finding;
use crate::finding::Level;
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "vague-paper",
    family: Family::PlainWords,
    severity: Level::Warning,
    summary: ("说不清要什么材料的用语", "papers that nobody can bring"),
    pages: (
        include_str!("vague_paper.zh.md"),
        include_str!("vague_paper.md"),
    ),
    checks: &[Check::Text(check)],
};

static WORDS: Words = Words::new(&[
    "等材料",
    "其他材料",
    "相关材料",
    "有关材料",
    "等证明",
    "其他证明",
    "other materials",
    "other documents",
    "relevant documents",
]);

fn check(sheet: Sheet, document: &Document<'_>, findings: &mut Vec<Finding>) {
    for found in WORDS.find(sheet, document) {
        let word = found.word;
        let message = say!("“{word}”说不清要带什么", "`{word}` names no paper");
        findings.push(RULE.on(sheet, Spot::Bytes(found.bytes), message).help(say!(
            "把要带的材料一次列全，没有列出的不得索要",
            "list every paper, once and in full; what is not listed may not be asked for"
        )));
    }
}
