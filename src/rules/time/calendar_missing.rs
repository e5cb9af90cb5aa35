//! `calendar-missing`: a year that the calendar lacks.

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Contents;
use crate::loaded::Loaded;
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "calendar-missing",
    family: Family::Time,
    severity: Level::Warning,
    summary: ("日历缺少年份", "a year that the calendar lacks"),
    pages: (
        include_str!("calendar_missing.zh.md"),
        include_str!("calendar_missing.md"),
    ),
    checks: &[Check::Contents(check)],
};

fn check(sheet: Sheet, contents: &Contents<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let Contents::Calendar(years) = contents else {
        return;
    };
    let numbered = years.iter().all(|year| year.year.is_some());
    if !(loaded.calendar_complete && numbered) {
        return;
    }
    let known = loaded.calendar.years();
    let current = loaded.as_of.year();
    if !known.contains(&current) {
        let message = say!("日历没有{current}年", "the calendar has no year {current}");
        findings.push(RULE.on(sheet, Spot::File, message).help(say!(
            "按国务院办公厅的放假通知补上 `[[year]]`；在此之前日期只能暂算",
            "add a `[[year]]` from the State Council's notice; until then dates are provisional"
        )));
    }
    for pair in known.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        let year = years
            .iter()
            .find(|year| year.year == u32::try_from(after).ok());
        if let (true, Some(year)) = (after - before > 1, year) {
            let missing = before + 1;
            let message = say!("日历缺少{missing}年", "the calendar leaves out {missing}");
            findings.push(RULE.at(sheet, year.route().key("year"), message).help(say!(
                "补上缺少的年份",
                "add the years between {before} and {after}"
            )));
        }
    }
}
