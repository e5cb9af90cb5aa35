//! `duplicate-code`: two villages with one code.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::finding::Level;
use crate::loaded::{Loaded, Villages};
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-code",
    family: Family::Identity,
    severity: Level::Error,
    summary: ("两个村的代码相同", "two villages with one code"),
    pages: (
        include_str!("duplicate_code.zh.md"),
        include_str!("duplicate_code.md"),
    ),
    checks: &[Check::Villages(check)],
};

fn check(
    villages: &Villages<'_>,
    _loaded: &Loaded<'_>,
    findings: &mut Vec<(Option<usize>, Finding)>,
) {
    let mut first: HashMap<&str, &str> = HashMap::new();
    for (index, village) in villages.all.iter().enumerate() {
        let code = village.code.as_str();
        if code.is_empty() {
            continue;
        }
        let Some(other) = first.get(code) else {
            first.insert(code, &village.slug);
            continue;
        };
        let message = say!(
            "代码 `{code}` 已经是 `{other}` 的代码",
            "code `{code}` is the code of `{other}` already"
        );
        let finding = RULE
            .at(Sheet::Village, Route::top().key("code"), message)
            .help(say!(
                "查对统计用区划代码，改正其中一个",
                "look the codes up and mend one of them"
            ));
        findings.push((Some(index), finding));
    }
}
