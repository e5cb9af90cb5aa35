//! `promise-exceeds-law`: a promise longer than the law allows.

use crate::calendar::Calendar;
use crate::finding::Finding;
use crate::finding::Level;
use crate::lang::Lang;
use crate::list::Contents;
use crate::list::Item;
use crate::loaded::Loaded;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::time::{Period, Unit};

pub(crate) static RULE: Rule = Rule {
    name: "promise-exceeds-law",
    family: Family::Time,
    severity: Level::Error,
    summary: (
        "承诺时限超过法定时限",
        "a promise longer than the law allows",
    ),
    pages: (
        include_str!("promise_exceeds_law.zh.md"),
        include_str!("promise_exceeds_law.md"),
    ),
    checks: &[Check::Items(check)],
};

fn check(sheet: Sheet, contents: &Contents<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    for service in contents.services() {
        let (Some(promised), Some(legal)) = (service.limit.promised, service.limit.legal) else {
            continue;
        };
        if exceeds(promised, legal, &loaded.calendar) {
            let (ours, law) = (promised.written(Lang::Zh), legal.written(Lang::Zh));
            let message = say!(
                "承诺时限{ours}，超过法定时限{law}",
                "the promise of {promised} is longer than the legal {legal}"
            );
            let limit = service.route().key("limit");
            let finding = RULE.at(sheet, limit.clone().key("promised"), message).help(say!(
                "承诺时限可以短于、不能长于法定时限：改为 `\"{legal}\"` 或者更短",
                "a promise may be shorter than the law, never longer: write `\"{legal}\"` or less"
            ));
            findings.push(finding.related(
                sheet,
                limit.key("legal"),
                say!("法定时限在这里", "the legal limit"),
            ));
        }
    }
}

/// Returns true where the one is longer than the other: by count where both have the same unit,
/// else where it ends later for some working day of the published calendar.
fn exceeds(promised: Period, legal: Period, calendar: &Calendar) -> bool {
    if promised.unit == legal.unit {
        return promised.count > legal.count;
    }
    if legal.unit == Unit::OnTheSpot {
        return true;
    }
    calendar.working_days().any(|day| {
        let (ours, law) = (
            calendar.deadline(day, promised),
            calendar.deadline(day, legal),
        );
        ours.ok() > law.ok()
    })
}
