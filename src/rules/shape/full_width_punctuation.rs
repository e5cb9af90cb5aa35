//! `full-width-punctuation`: full-width punctuation outside a text.

use std::ops::Range;

use crate::finding::Finding;
use crate::finding::Level;
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

/// The full-width characters that are typed by mistake, and the keys that are meant.
const KEYS: [(char, &str); 23] = [
    ('＝', "="),
    ('，', ","),
    ('、', ","),
    ('。', "."),
    ('．', "."),
    ('：', "="),
    ('；', ","),
    ('“', "\""),
    ('”', "\""),
    ('＂', "\""),
    ('‘', "'"),
    ('’', "'"),
    ('【', "["),
    ('】', "]"),
    ('［', "["),
    ('］', "]"),
    ('｛', "{"),
    ('｝', "}"),
    ('（', "["),
    ('）', "]"),
    ('＃', "#"),
    ('－', "-"),
    ('\u{3000}', " "),
];

/// Returns the key to type instead of a character.
pub(crate) fn key(character: char) -> Option<&'static str> {
    KEYS.iter()
        .find(|(wide, _)| *wide == character)
        .map(|(_, key)| *key)
}

pub(crate) fn finding(sheet: Sheet, bytes: Range<usize>, character: char, key: &str) -> Finding {
    if character == '\u{3000}' {
        let message = say!("这里有全角空格", "an ideographic space outside a text");
        return RULE.on(sheet, Spot::Bytes(bytes), message).help(say!(
            "切换到英文输入法，改为普通空格",
            "switch the keyboard to English and type a plain space"
        ));
    }
    let message = say!(
        "这里有全角标点 `{character}`",
        "full-width `{character}` outside a text"
    );
    RULE.on(sheet, Spot::Bytes(bytes), message).help(say!(
        "切换到英文输入法，改为 `{key}`",
        "switch the keyboard to English and type `{key}`"
    ))
}
