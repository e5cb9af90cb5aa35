//! `code-outside-township`: a village code that does not begin with the township’s.

use crate::finding::Finding;
use crate::finding::Level;
use crate::loaded::{Book, Loaded};
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "code-outside-township",
    family: Family::Identity,
    severity: Level::Error,
    summary: (
        "村代码不属于本乡镇",
        "a village code that does not begin with the township’s",
    ),
    pages: (
        include_str!("code_outside_township.zh.md"),
        include_str!("code_outside_township.md"),
    ),
    checks: &[Check::Book(check)],
};

fn check(book: &Book<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let Some(village) = book.village() else {
        return;
    };
    let (code, township) = (village.code, loaded.township.code);
    let comparable = code.len() == 12 && township.len() == 9;
    if comparable && !code.starts_with(township) {
        let message = say!(
            "村代码 `{code}` 不以乡镇代码 `{township}` 开头",
            "village code `{code}` does not begin with the township's `{township}`"
        );
        let help = say!(
            "前9位应为 `{township}`；如果村已划归别的乡镇，请移出本目录",
            "begin it with `{township}`, or move the village out if it belongs elsewhere"
        );
        findings.push(
            RULE.at(Sheet::Village, Route::top().key("code"), message)
                .help(help),
        );
    }
}
