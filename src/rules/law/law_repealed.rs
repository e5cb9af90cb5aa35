//! `law-repealed`: a basis that has been repealed.

use super::{Fault, cited};
use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Citation;
use crate::loaded::Loaded;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "law-repealed",
    family: Family::Law,
    severity: Level::Error,
    summary: ("引用了已废止的法律文件", "a basis that has been repealed"),
    pages: (
        include_str!("law_repealed.zh.md"),
        include_str!("law_repealed.md"),
    ),
    checks: &[Check::Citations(check)],
};

fn check(
    sheet: Sheet,
    citations: &[Citation<'_, '_>],
    loaded: &Loaded<'_>,
    findings: &mut Vec<Finding>,
) {
    let found = cited(&RULE, (sheet, citations), "repealed", |_, law| {
        let repealed = law.repealed.filter(|day| *day <= loaded.as_of)?;
        let id = law.id;
        Some(Fault {
            message: say!(
                "`{id}` 已于{repealed}废止",
                "`{id}` was repealed on {repealed}"
            ),
            help: match law.replaced_by {
                Some(next) => say!(
                    "改引 `{next}`，并对照新文件核对内容",
                    "cite `{next}`, and compare the item with it"
                ),
                None => say!("改引现行有效的文件", "cite what is in force today"),
            },
            day: say!("废止日期在这里", "repealed here"),
        })
    });
    findings.extend(found);
}
