//! `law-not-in-force`: a basis that is not yet in force.

use super::{Fault, cited};
use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Citation;
use crate::loaded::Loaded;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "law-not-in-force",
    family: Family::Law,
    severity: Level::Error,
    summary: (
        "引用了尚未施行的法律文件",
        "a basis that is not yet in force",
    ),
    pages: (
        include_str!("law_not_in_force.zh.md"),
        include_str!("law_not_in_force.md"),
    ),
    checks: &[Check::Citations(check)],
};

fn check(
    sheet: Sheet,
    citations: &[Citation<'_, '_>],
    loaded: &Loaded<'_>,
    findings: &mut Vec<Finding>,
) {
    let found = cited(&RULE, (sheet, citations), "in_force", |_, law| {
        let in_force = law.in_force.filter(|day| *day > loaded.as_of)?;
        let id = law.id;
        Some(Fault {
            message: say!(
                "`{id}` 自{in_force}起施行，现在尚未生效",
                "`{id}` comes into force on {in_force}, not before"
            ),
            help: say!(
                "在施行之前引用现行文件，或者到期后再公布本事项",
                "cite what is in force today, or publish the item when that day has come"
            ),
            day: say!("施行日期在这里", "in force from here"),
        })
    });
    findings.extend(found);
}
