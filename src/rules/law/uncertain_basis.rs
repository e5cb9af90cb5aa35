//! `uncertain-basis`: a basis that nobody has confirmed.

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Certainty;
use crate::list::Citation;
use crate::loaded::Loaded;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "uncertain-basis",
    family: Family::Law,
    severity: Level::Note,
    summary: ("依据未经核实", "a basis that nobody has confirmed"),
    pages: (
        include_str!("uncertain_basis.zh.md"),
        include_str!("uncertain_basis.md"),
    ),
    checks: &[Check::Citations(check)],
};

fn check(
    sheet: Sheet,
    citations: &[Citation<'_, '_>],
    _loaded: &Loaded<'_>,
    findings: &mut Vec<Finding>,
) {
    for citation in citations {
        if citation.basis.certainty != Some(Certainty::Unverified) {
            continue;
        }
        let law = citation.basis.law;
        let message = say!("依据 `{law}` 未经核实", "basis `{law}` is not confirmed");
        findings.push(RULE.at(sheet, citation.route.clone(), message).help(say!(
            "在官方网站核对原文后，改为 `certainty = \"text\"`",
            "compare it with the official text, then write `certainty = \"text\"`"
        )));
    }
}
