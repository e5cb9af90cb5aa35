//! `full-width-punctuation`: full-width punctuation outside a text.

use crate::finding::Finding;
use crate::finding::Level;
use crate::fix::{Fix, Mark};
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "full-width-punctuation",
    family: Family::Shape,
    severity: Level::Error,
    summary: (
        "文字以外使用了全角标点",
        "full-width punctuation outside a text",
    ),
    pages: (
        include_str!("full_width_punctuation.zh.md"),
        include_str!("full_width_punctuation.md"),
    ),
    checks: &[Check::Reading],
};

pub(crate) fn finding(sheet: Sheet, mark: Mark) -> Finding {
    let (bytes, character, key) = (mark.bytes(), mark.character, mark.key);
    let fix = mark.is_safe.then(|| Fix::of_bytes(bytes.clone(), mark.key));
    let spot = Spot::Bytes(bytes);
    if character == '\u{3000}' {
        let message = say!("这里有全角空格", "an ideographic space outside a text");
        let help = say!(
            "切换到英文输入法，改为普通空格",
            "switch the keyboard to English and type a plain space"
        );
        return RULE.on(sheet, spot, message).help(help).fix(fix);
    }
    let zh = match key {
        '0'..='9' => "数字",
        'a'..='z' | 'A'..='Z' => "字母",
        _ => "标点",
    };
    let message = say!(
        "这里有全角{zh} `{character}`",
        "full-width `{character}` outside a text"
    );
    let help = say!(
        "切换到英文输入法，改为 `{key}`",
        "switch the keyboard to English and type `{key}`"
    );
    RULE.on(sheet, spot, message).help(help).fix(fix)
}
