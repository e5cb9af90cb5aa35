//! `calendar-conflict`: a calendar that contradicts itself.

use std::collections::HashMap;

use jiff::civil::{Date, Weekday};

use crate::finding::Finding;
use crate::finding::Level;
use crate::lang::Said;
use crate::list::Contents;
use crate::list::{Holiday, Year};
use crate::loaded::Loaded;
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "calendar-conflict",
    family: Family::Time,
    severity: Level::Error,
    summary: ("日历自相矛盾", "a calendar that contradicts itself"),
    pages: (
        include_str!("calendar_conflict.zh.md"),
        include_str!("calendar_conflict.md"),
    ),
    checks: &[Check::Contents(check)],
};

fn check(
    _sheet: Sheet,
    contents: &Contents<'_>,
    _loaded: &Loaded<'_>,
    findings: &mut Vec<Finding>,
) {
    if let Contents::Calendar(years) = contents {
        add(years, findings);
    }
}

/// Adds what in these years of `calendar.toml` contradicts itself.
pub(crate) fn add(years: &[Year<'_>], findings: &mut Vec<Finding>) {
    let mut conflicts = Conflicts {
        findings,
        taken: HashMap::new(),
    };
    let mut seen: HashMap<u32, Route> = HashMap::new();
    for year in years {
        let Some(number) = year.year else { continue };
        if let Some(first) = seen.get(&number) {
            let message = say!("{number}年写了两次", "the year {number} stands twice");
            conflicts.add(year.route().key("year"), message, first.clone().key("year"));
        } else {
            seen.insert(number, year.route());
        }
        for holiday in &year.holidays {
            conflicts.holiday(number, year, holiday);
        }
    }
    for year in years {
        conflicts.workdays(year);
    }
}

struct Conflicts<'f> {
    findings: &'f mut Vec<Finding>,
    /// The days that are taken, with the place that takes them.
    taken: HashMap<Date, Route>,
}

impl Conflicts<'_> {
    fn add(&mut self, route: Route, message: Said, other: Route) {
        let finding = RULE.at(Sheet::Calendar, route, message).help(help());
        self.findings.push(finding.related(
            Sheet::Calendar,
            other,
            say!("与这里矛盾", "in conflict with this"),
        ));
    }

    fn holiday(&mut self, number: u32, year: &Year<'_>, holiday: &Holiday<'_>) {
        let route = year.route().key("holiday").index(holiday.index);
        let (Some(from), Some(to)) = (holiday.from, holiday.to) else {
            return;
        };
        if to < from {
            let message = say!(
                "放假到{to}，早于开始的{from}",
                "a holiday that ends on {to}, before it begins on {from}"
            );
            return self.add(route.clone().key("to"), message, route.key("from"));
        }
        for (key, day) in [("from", from), ("to", to)] {
            if !belongs(day, number) {
                let message = say!("{day}不属于{number}年", "{day} is no day of {number}");
                return self.add(route.key(key), message, year.route().key("year"));
            }
        }
        let days = from
            .series(jiff::Span::new().days(1))
            .take_while(|day| *day <= to);
        for day in days.take(60) {
            if let Some(other) = self.taken.insert(day, route.clone()) {
                let message = say!("{day}已经放假", "{day} is in another holiday already");
                return self.add(route.key("from"), message, other);
            }
        }
    }

    fn workdays(&mut self, year: &Year<'_>) {
        let Some(number) = year.year else { return };
        for (index, day) in &year.workdays {
            let route = year.route().key("workdays").index(*index);
            if let Some(other) = self.taken.insert(*day, route.clone()) {
                let message = say!(
                    "{day}既放假又上班，或者写了两次",
                    "{day} is both a day off and a working day, or stands twice"
                );
                self.add(route, message, other);
            } else if !belongs(*day, number) {
                let message = say!("{day}不属于{number}年", "{day} is no day of {number}");
                self.add(route, message, year.route().key("year"));
            } else if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
                let message = say!(
                    "{day}不是周末，本来就上班",
                    "{day} is no weekend: it is a working day anyway"
                );
                self.add(route, message, year.route().key("year"));
            }
        }
    }
}

/// A notice may move days of the December before and the January after its year.
fn belongs(day: Date, year: u32) -> bool {
    let (of, number) = (
        i32::from(day.year()),
        i32::try_from(year).unwrap_or(i32::MAX),
    );
    of == number
        || (of == number - 1 && day.month() == 12)
        || (of == number + 1 && day.month() == 1)
}

fn help() -> Said {
    say!(
        "对照国务院办公厅当年的放假通知改正",
        "compare with the State Council's notice of the year"
    )
}
