//! `bidi-override`: a character that turns the direction of the text.

use crate::finding::Finding;
use crate::finding::Level;
use crate::place::{Sheet, Spot};
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "bidi-override",
    family: Family::HostileText,
    severity: Level::Error,
    summary: (
        "改变文字方向的字符",
        "a character that turns the direction of the text",
    ),
    pages: (
        include_str!("bidi_override.zh.md"),
        include_str!("bidi_override.md"),
    ),
    checks: &[Check::Reading],
};

pub(super) fn finding(sheet: Sheet, spot: Spot, character: char) -> Finding {
    let code = u32::from(character);
    let message = say!(
        "这里有改变文字方向的字符U+{code:04X}，看到的和实际的可能不同",
        "U+{code:04X} turns the direction of the text: what is seen is not what is there"
    );
    RULE.on(sheet, spot, message).help(say!(
        "删去它；中文和英文都不需要这种字符",
        "delete it: neither Chinese nor English needs it"
    ))
}
