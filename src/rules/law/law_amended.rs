//! `law-amended`: a law amended after the item was compared with it.

use super::{Fault, cited};
use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Citation;
use crate::loaded::Loaded;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "law-amended",
    family: Family::Law,
    severity: Level::Warning,
    summary: (
        "核对之后法律已修正",
        "a law amended after the item was compared with it",
    ),
    pages: (
        include_str!("law_amended.zh.md"),
        include_str!("law_amended.md"),
    ),
    checks: &[Check::Citations(check)],
};

fn check(
    sheet: Sheet,
    citations: &[Citation<'_, '_>],
    loaded: &Loaded<'_>,
    findings: &mut Vec<Finding>,
) {
    let found = cited(&RULE, (sheet, citations), "amended", |citation, law| {
        let (amended, confirmed) = law.amended.zip(citation.confirmed)?;
        if amended <= confirmed || amended > loaded.as_of {
            return None;
        }
        let id = law.id;
        Some(Fault {
            message: say!(
                "`{id}` 于{amended}修正，本事项上次核对是{confirmed}",
                "`{id}` was amended on {amended}, the item was last compared on {confirmed}"
            ),
            help: say!(
                "对照修正后的条文核对，再更新 `confirmed`",
                "compare the item with the amended text, then set `confirmed` anew"
            ),
            day: say!("修正日期在这里", "amended here"),
        })
    });
    findings.extend(found);
}
