//! Counting days: working days with make-up working days, and how periods end.
//!
//! Dates are civil dates, without clock or time zone. The day from which a period runs does not
//! count (Civil Code, art. 201). A limit of days, months or years whose last day is a day off ends
//! on the next working day (art. 203); a public notice is a floor and runs its full days.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::list::Year;
use crate::time::{Period, Unit};

/// The working days of the published years; beyond them Saturdays and Sundays are off, and a date
/// is provisional.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// The day number of the first known day.
    first: i32,
    /// Whether each day from the first on is a working day.
    working: Vec<bool>,
    /// The years that have been published, in order.
    years: Vec<i16>,
}

/// A date past the year 9999, where the calendar ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the period ends after the year 9999")]
pub struct TooLate;

const EPOCH: Date = Date::constant(1970, 1, 1);

fn number(date: Date) -> i32 {
    date.since(EPOCH).map_or(0, |span| span.get_days())
}

fn day(number: i32) -> Result<Date, TooLate> {
    add(EPOCH, number.days())
}

fn add(date: Date, span: Span) -> Result<Date, TooLate> {
    date.checked_add(span).map_err(|_| TooLate)
}

/// 1970-01-01 was a Thursday.
fn is_weekend(number: i32) -> bool {
    (number + 3).rem_euclid(7) >= 5
}

impl Calendar {
    /// Builds the calendar from the years of `calendar.toml`, in any order.
    ///
    /// Where entries contradict each other, a make-up working day wins: that they do is a finding
    /// of its own.
    pub fn new(years: &[Year<'_>]) -> Self {
        let mut numbers: Vec<i16> =
            years.iter().filter_map(|year| i16::try_from(year.year?).ok()).collect();
        numbers.retain(|year| (1..=9998).contains(year));
        numbers.sort_unstable();
        numbers.dedup();
        let (Some(&earliest), Some(&latest)) = (numbers.first(), numbers.last()) else {
            return Self::default();
        };
        // The notice of a year may move days of the Decembers around it.
        let first = number(Date::constant(earliest, 1, 1)) - 31;
        let last = number(Date::constant(latest, 12, 31)) + 31;
        let working = (first..=last).map(|day| !is_weekend(day)).collect();
        let mut calendar = Self { first, working, years: numbers };
        for year in years {
            for holiday in &year.holidays {
                if let (Some(from), Some(to)) = (holiday.from, holiday.to) {
                    calendar.set(number(from)..=number(to), false);
                }
            }
        }
        for (_, workday) in years.iter().flat_map(|year| &year.workdays) {
            calendar.set(number(*workday)..=number(*workday), true);
        }
        calendar
    }

    fn set(&mut self, days: RangeInclusive<i32>, working: bool) {
        let end = self.first + i32::try_from(self.working.len()).unwrap_or(0);
        for day in (*days.start()).max(self.first)..=(*days.end()).min(end - 1) {
            if let Ok(index) = usize::try_from(day - self.first) {
                self.working[index] = working;
            }
        }
    }

    fn is_working_number(&self, day: i32) -> bool {
        let known = usize::try_from(day - self.first).ok();
        known.and_then(|index| self.working.get(index)).copied().unwrap_or(!is_weekend(day))
    }

    /// Returns true on a day on which offices work.
    pub fn is_working(&self, date: Date) -> bool {
        self.is_working_number(number(date))
    }

    /// Returns the years that have been published, the earliest first.
    pub fn years(&self) -> &[i16] {
        &self.years
    }

    /// Returns true where the year of the date has not been published, so that only weekends are
    /// known of it.
    pub fn is_provisional(&self, date: Date) -> bool {
        self.years.binary_search(&date.year()).is_err()
    }

    /// Returns the last day of a limit of this length that runs from `start`.
    ///
    /// A limit of hours runs through nights and days off; as a day has no clock here, it ends on
    /// the last day that its last hour can fall on.
    ///
    /// Source: Civil Code, arts. 200-203; Administrative Licensing Law, art. 82 (working days).
    ///
    /// # Errors
    ///
    /// Fails past the year 9999.
    pub fn deadline(&self, start: Date, limit: Period) -> Result<Date, TooLate> {
        let last = self.full(start, limit)?;
        match limit.unit {
            Unit::Days | Unit::Months | Unit::Years => self.working_day_from(last),
            Unit::OnTheSpot | Unit::Hours | Unit::WorkingDays => Ok(last),
        }
    }

    /// Returns the last day of a floor of this length that runs from `start`: its full days, with
    /// no moving of the end.
    ///
    /// # Errors
    ///
    /// Fails past the year 9999.
    pub fn full(&self, start: Date, floor: Period) -> Result<Date, TooLate> {
        let count = i32::try_from(floor.count).map_err(|_| TooLate)?;
        match floor.unit {
            Unit::OnTheSpot => Ok(start),
            Unit::Hours => add(start, ((count + 23) / 24).days()),
            Unit::Days => add(start, count.days()),
            Unit::Months => add(start, count.months()),
            Unit::Years => add(start, count.years()),
            Unit::WorkingDays => {
                let mut last = number(start);
                for _ in 0..count {
                    last += 1;
                    while !self.is_working_number(last) {
                        last += 1;
                    }
                }
                day(last)
            }
        }
    }

    /// Returns the date itself, or the next working day where it is a day off.
    ///
    /// # Errors
    ///
    /// Fails past the year 9999.
    pub fn working_day_from(&self, date: Date) -> Result<Date, TooLate> {
        let mut found = number(date);
        while !self.is_working_number(found) {
            found += 1;
        }
        day(found)
    }

    /// Returns every working day of the published years.
    pub fn working_days(&self) -> impl Iterator<Item = Date> {
        self.years.iter().flat_map(|year| {
            Date::constant(*year, 1, 1)
                .series(1.day())
                .take_while(|date| date.year() == *year)
                .filter(|date| self.is_working(*date))
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::list::{Holiday, Text};

    fn calendar_2026() -> Calendar {
        let off = [
            (date(2026, 1, 1), date(2026, 1, 3)),
            (date(2026, 2, 15), date(2026, 2, 23)),
            (date(2026, 4, 4), date(2026, 4, 6)),
            (date(2026, 5, 1), date(2026, 5, 5)),
            (date(2026, 6, 19), date(2026, 6, 21)),
            (date(2026, 9, 25), date(2026, 9, 27)),
            (date(2026, 10, 1), date(2026, 10, 7)),
        ];
        let holidays = off.iter().enumerate().map(|(index, (from, to))| Holiday {
            index,
            title: Text::default(),
            from: Some(*from),
            to: Some(*to),
        });
        let workdays = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)];
        let workdays = workdays.iter().enumerate().map(|(i, (m, d))| (i, date(2026, *m, *d)));
        Calendar::new(&[Year {
            index: 0,
            year: Some(2026),
            notice: Text::default(),
            holidays: holidays.collect(),
            workdays: workdays.collect(),
        }])
    }

    #[test]
    fn the_worked_cases_of_2026_come_out() {
        let cases = [
            (date(2026, 9, 15), "20 working days", date(2026, 10, 19)),
            (date(2026, 2, 10), "20 working days", date(2026, 3, 16)),
            (date(2026, 9, 18), "2 working days", date(2026, 9, 21)),
            (date(2026, 4, 28), "30 working days", date(2026, 6, 11)),
            (date(2026, 9, 21), "7 days", date(2026, 9, 28)),
            (date(2026, 9, 18), "7 days", date(2026, 9, 28)),
            (date(2026, 9, 24), "7 days", date(2026, 10, 8)),
            (date(2026, 8, 3), "60 days", date(2026, 10, 8)),
        ];
        let calendar = calendar_2026();
        for (start, limit, last) in cases {
            let limit = limit.parse().unwrap_or(Period { count: 0, unit: Unit::OnTheSpot });
            assert_eq!(calendar.deadline(start, limit), Ok(last), "{start} + {limit}");
        }
    }

    #[test]
    fn a_month_ends_on_the_same_number_or_the_last_day() {
        let calendar = calendar_2026();
        let month = Period { count: 1, unit: Unit::Months };
        assert_eq!(calendar.full(date(2026, 1, 31), month), Ok(date(2026, 2, 28)));
        assert_eq!(calendar.full(date(2026, 3, 15), month), Ok(date(2026, 4, 15)));
    }

    #[test]
    fn the_end_of_the_calendar_is_an_error() {
        let year = Period { count: 1, unit: Unit::Years };
        assert_eq!(Calendar::default().deadline(Date::MAX, year), Err(TooLate));
    }
}
