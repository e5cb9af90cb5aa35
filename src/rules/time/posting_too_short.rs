//! `posting-too-short`: a posting shorter than the law asks.

use crate::finding::Finding;
use crate::finding::Level;
use crate::lang::Lang;
use crate::list::Contents;
use crate::list::Item;
use crate::loaded::Loaded;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "posting-too-short",
    family: Family::Time,
    severity: Level::Error,
    summary: ("公开时间短于规定", "a posting shorter than the law asks"),
    pages: (
        include_str!("posting_too_short.zh.md"),
        include_str!("posting_too_short.md"),
    ),
    checks: &[Check::Items(check)],
};

fn check(sheet: Sheet, contents: &Contents<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let Some(least) = loaded.township.policy.posting_at_least else {
        return;
    };
    for power in contents.powers() {
        let Some(posted) = power.disclose.at_least else {
            continue;
        };
        if posted.days_at_least() >= least.days_at_least() {
            continue;
        }
        let (zh, least_zh) = (posted.written(Lang::Zh), least.written(Lang::Zh));
        let message = say!(
            "公开时间{zh}，短于{least_zh}",
            "posted for {posted}, less than {least}"
        );
        let route = power.route().key("disclose").key("at_least");
        findings.push(RULE.at(sheet, route, message).help(say!(
            "改为 `\"{least}\"` 或者更长（村民委员会组织法第35条）",
            "write `\"{least}\"` or more (Villagers' Committee Organization Law, art. 35)"
        )));
    }
}
