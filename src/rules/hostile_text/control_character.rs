//! `control-character`: a control character.

use crate::finding::Finding;
use crate::finding::Level;
use crate::place::{Sheet, Spot};
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "control-character",
    family: Family::HostileText,
    severity: Level::Error,
    summary: ("控制字符", "a control character"),
    pages: (
        include_str!("control_character.zh.md"),
        include_str!("control_character.md"),
    ),
    checks: &[Check::Text(super::scan::check)],
};

pub(super) fn finding(sheet: Sheet, spot: Spot, character: char) -> Finding {
    let code = u32::from(character);
    let message = say!(
        "这里有控制字符U+{code:04X}",
        "control character U+{code:04X}"
    );
    RULE.on(sheet, spot, message).help(say!(
        "删去它，或者重新输入这一行",
        "delete it, or type the line anew"
    ))
}
