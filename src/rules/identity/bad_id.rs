//! `bad-id`: an id that is not kebab-case ASCII.

use crate::finding::Finding;
use crate::finding::Level;
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "bad-id",
    family: Family::Identity,
    severity: Level::Error,
    summary: ("标识的写法不对", "an id that is not kebab-case ASCII"),
    pages: (include_str!("bad_id.zh.md"), include_str!("bad_id.md")),
    checks: &[Check::Reading],
};

pub(crate) fn finding(sheet: Sheet, route: Route, id: &str) -> Finding {
    let message = say!("标识 `{id}` 不合写法", "id `{id}` is not kebab-case");
    let help = match mended(id) {
        Some(mended) => say!("改为 `{mended}`", "write `{mended}`"),
        None => say!(
            "只用小写英文字母和数字，单词之间用 `-`，例如 `land-approval`",
            "use lower-case letters and digits, words joined by `-`, such as `land-approval`"
        ),
    };
    RULE.at(sheet, route, message).help(help)
}

fn mended(id: &str) -> Option<String> {
    let spaced: String = id
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                ' '
            }
        })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    (id.is_ascii() && !words.is_empty()).then(|| words.join("-"))
}
