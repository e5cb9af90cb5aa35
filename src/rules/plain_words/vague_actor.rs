//! `vague-actor`: an actor that nobody can find.

use super::words::Words;
use crate::document::Document;
use crate::finding::Finding;
use crate::finding::Level;
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "vague-actor",
    family: Family::PlainWords,
    severity: Level::Warning,
    summary: ("说不清由谁负责的用语", "an actor that nobody can find"),
    pages: (
        include_str!("vague_actor.zh.md"),
        include_str!("vague_actor.md"),
    ),
    checks: &[Check::Text(check)],
};

static WORDS: Words = Words::new(&[
    "有关部门",
    "相关部门",
    "有关单位",
    "相关单位",
    "有关人员",
    "相关人员",
    "有关方面",
    "the departments concerned",
    "relevant departments",
    "competent authorities",
    "the authorities concerned",
    "relevant persons",
]);

fn check(sheet: Sheet, document: &Document<'_>, findings: &mut Vec<Finding>) {
    for found in WORDS.find(sheet, document) {
        let word = found.word;
        let message = say!("“{word}”说不清是谁", "`{word}` names nobody");
        findings.push(RULE.on(sheet, Spot::Bytes(found.bytes), message).help(say!(
            "写明是哪个村级组织、哪个乡镇办公室、县里哪个局",
            "name the village body, the township office or the county bureau"
        )));
    }
}
