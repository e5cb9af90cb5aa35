//! `law-amended`: a law amended after the item was compared with it.

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Citation;
use crate::list::Item;
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
    for citation in citations {
        let Some(law) = citation.law else {
            continue;
        };
        let (Some(amended), Some(confirmed)) = (law.amended, citation.confirmed) else {
            continue;
        };
        if amended <= confirmed || amended > loaded.as_of {
            continue;
        }
        let id = law.id;
        let message = say!(
            "`{id}` 于{amended}修正，本事项上次核对是{confirmed}",
            "`{id}` was amended on {amended}, the item was last compared on {confirmed}"
        );
        let finding = RULE
            .at(sheet, citation.route.clone().key("law"), message)
            .help(say!(
                "对照修正后的条文核对，再更新 `confirmed`",
                "compare the item with the amended text, then set `confirmed` anew"
            ));
        findings.push(finding.related(
            Sheet::Registry,
            law.route().key("amended"),
            say!("修正日期在这里", "amended here"),
        ));
    }
}
