//! `invisible-character`: an invisible character.

use crate::finding::Finding;
use crate::finding::Level;
use crate::fix::Fix;
use crate::place::{Sheet, Spot};
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "invisible-character",
    family: Family::HostileText,
    severity: Level::Warning,
    summary: ("看不见的字符", "an invisible character"),
    pages: (
        include_str!("invisible_character.zh.md"),
        include_str!("invisible_character.md"),
    ),
    checks: &[Check::Reading],
};

pub(super) fn finding(sheet: Sheet, spot: Spot, character: char) -> Finding {
    let code = u32::from(character);
    if character == '\u{feff}' {
        // At the very beginning it says nothing; anywhere else somebody has to look.
        let first = Spot::Bytes(0..character.len_utf8());
        let fix = (spot == first).then(|| Fix::of_bytes(0..character.len_utf8(), ""));
        RULE.on(
            sheet,
            spot,
            say!("这里有字节顺序标记（BOM）U+FEFF", "byte order mark U+FEFF"),
        )
        .help(say!(
            "在编辑器里另存为“UTF-8”（不带BOM）",
            "save the file as UTF-8 without BOM"
        ))
        .fix(fix)
    } else {
        let message = say!(
            "这里有看不见的字符U+{code:04X}",
            "invisible character U+{code:04X}"
        );
        RULE.on(sheet, spot, message)
            .help(say!("删去它", "delete it"))
    }
}
