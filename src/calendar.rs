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
    /// The first day that is known.
    first: i32,
    /// For each day from the first on, how many working days there are up to it, itself included.
    counts: Vec<u32>,
    /// The working days among them, in order.
    working: Vec<i32>,
    /// The years that have been published, in order.
    years: Vec<i16>,
}

/// A day as a number, for counting: 0 is 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A date past the year 9999, where the calendar ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the period ends after the year 9999")]
pub struct TooLate;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// 9999-12-31.
const LAST: i32 = 2_932_896;

impl Day {
    /// Returns the day of a date.
    pub fn of(date: Date) -> Self {
        Self(date.since(EPOCH).map_or(0, |span| span.get_days()))
    }

    /// Returns the date of the day.
    ///
    /// # Errors
    ///
    /// Fails past the year 9999.
    pub fn date(self) -> Result<Date, TooLate> {
        EPOCH.checked_add(self.0.days()).map_err(|_| TooLate)
    }

    /// Returns how many days the day is after another; 0 where it is not.
    pub fn days_since(self, other: Self) -> u32 {
        u32::try_from(self.0 - other.0).unwrap_or(0)
    }

    /// Returns the day so many days later.
    fn after(self, days: u32) -> Result<Self, TooLate> {
        let days = i32::try_from(days).map_err(|_| TooLate)?;
        self.0
            .checked_add(days)
            .filter(|day| *day <= LAST)
            .map(Self)
            .ok_or(TooLate)
    }
}

/// 1970-01-01 was a Thursday.
fn is_weekend(day: i32) -> bool {
    (day + 3).rem_euclid(7) >= 5
}

impl Calendar {
    /// Builds the calendar from the years of `calendar.toml`, in any order.
    ///
    /// Where entries contradict each other, a make-up working day wins: that they do is a finding
    /// of its own.
    pub fn new(years: &[Year<'_>]) -> Self {
        let mut numbers: Vec<i16> = years
            .iter()
            .filter_map(|year| i16::try_from(year.year?).ok())
            .collect();
        numbers.retain(|year| (1..=9998).contains(year));
        numbers.sort_unstable();
        numbers.dedup();
        let (Some(&earliest), Some(&latest)) = (numbers.first(), numbers.last()) else {
            return Self::default();
        };
        // The notice of a year may move days of the months around it.
        let first = Day::of(Date::constant(earliest, 1, 1)).0 - 31;
        let last = Day::of(Date::constant(latest, 12, 31)).0 + 31;
        let mut known = Known {
            first,
            working: (first..=last).map(|d| !is_weekend(d)).collect(),
        };
        for holiday in years.iter().flat_map(|year| &year.holidays) {
            if let (Some(from), Some(to)) = (holiday.from, holiday.to) {
                known.set(Day::of(from).0..=Day::of(to).0, false);
            }
        }
        for (_, workday) in years.iter().flat_map(|year| &year.workdays) {
            known.set(Day::of(*workday).0..=Day::of(*workday).0, true);
        }
        known.counted(numbers)
    }

    fn place(&self, day: Day) -> Option<usize> {
        usize::try_from(day.0 - self.first)
            .ok()
            .filter(|place| *place < self.counts.len())
    }

    /// Returns true on a day on which offices work.
    pub fn is_working(&self, day: Day) -> bool {
        match self.place(day) {
            None => !is_weekend(day.0),
            Some(0) => self.counts[0] > 0,
            Some(place) => self.counts[place] > self.counts[place - 1],
        }
    }

    /// Returns the years that have been published, the earliest first.
    pub fn years(&self) -> &[i16] {
        &self.years
    }

    /// Returns true where the holidays of the year have been published; else only its weekends are
    /// known.
    pub fn is_published(&self, year: i16) -> bool {
        self.years.binary_search(&year).is_ok()
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
    pub fn deadline(&self, start: Day, limit: Period) -> Result<Day, TooLate> {
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
    pub fn full(&self, start: Day, floor: Period) -> Result<Day, TooLate> {
        let count = floor.count;
        let later = |span: Span| {
            start
                .date()?
                .checked_add(span)
                .map(Day::of)
                .map_err(|_| TooLate)
        };
        match floor.unit {
            Unit::OnTheSpot => Ok(start),
            Unit::Hours => start.after(count.div_ceil(24)),
            Unit::Days => start.after(count),
            Unit::Months => later(Span::new().months(count)),
            Unit::Years => later(Span::new().years(count)),
            Unit::WorkingDays => self.working_days_after(start, count),
        }
    }

    fn working_days_after(&self, start: Day, count: u32) -> Result<Day, TooLate> {
        let target = self
            .place(start)
            .map(|place| self.counts[place] as usize + count as usize);
        if let Some(day) = target.and_then(|target| self.working.get(target.checked_sub(1)?))
            && count > 0
        {
            return Ok(Day(*day));
        }
        let mut last = start;
        for _ in 0..count {
            last = self.working_day_from(last.after(1)?)?;
        }
        Ok(last)
    }

    /// Returns the day itself, or the next working day where it is a day off.
    ///
    /// # Errors
    ///
    /// Fails past the year 9999.
    pub fn working_day_from(&self, day: Day) -> Result<Day, TooLate> {
        let mut found = day;
        while !self.is_working(found) {
            found = found.after(1)?;
        }
        Ok(found)
    }

    /// Returns how many working days there are after `from`, up to `to`, itself included.
    pub fn working_days_between(&self, from: Day, to: Day) -> u32 {
        let days = (from.0 + 1..=to.0).filter(|day| self.is_working(Day(*day)));
        u32::try_from(days.count()).unwrap_or(u32::MAX)
    }

    /// Returns every working day of the published years, and no day of a year that is not.
    pub fn working_days(&self) -> impl Iterator<Item = Day> {
        self.years.iter().flat_map(|year| {
            let first = Day::of(Date::constant(*year, 1, 1)).0;
            let last = Day::of(Date::constant(*year, 12, 31)).0;
            let start = self.working.partition_point(|day| *day < first);
            let end = self.working.partition_point(|day| *day <= last);
            self.working[start..end].iter().copied().map(Day)
        })
    }

    /// Returns the last day of the last published year.
    pub fn last_published(&self) -> Option<Day> {
        self.years
            .last()
            .map(|year| Day::of(Date::constant(*year, 12, 31)))
    }
}

/// The days of the calendar while it is built.
struct Known {
    first: i32,
    working: Vec<bool>,
}

impl Known {
    fn set(&mut self, days: RangeInclusive<i32>, working: bool) {
        let end = self.first + i32::try_from(self.working.len()).unwrap_or(0);
        for day in (*days.start()).max(self.first)..=(*days.end()).min(end - 1) {
            if let Ok(index) = usize::try_from(day - self.first) {
                self.working[index] = working;
            }
        }
    }

    fn counted(self, years: Vec<i16>) -> Calendar {
        let mut counts = Vec::with_capacity(self.working.len());
        let mut working = Vec::new();
        for (day, is_working) in (self.first..).zip(self.working) {
            if is_working {
                working.push(day);
            }
            counts.push(u32::try_from(working.len()).unwrap_or(u32::MAX));
        }
        Calendar {
            first: self.first,
            counts,
            working,
            years,
        }
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
        let workdays = workdays
            .iter()
            .enumerate()
            .map(|(i, (m, d))| (i, date(2026, *m, *d)));
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
            let limit = limit.parse().unwrap_or(Period {
                count: 0,
                unit: Unit::OnTheSpot,
            });
            let end = calendar.deadline(Day::of(start), limit).and_then(Day::date);
            assert_eq!(end, Ok(last), "{start} + {limit}");
        }
    }

    #[test]
    fn a_month_ends_on_the_same_number_or_the_last_day() {
        let calendar = calendar_2026();
        let month = Period {
            count: 1,
            unit: Unit::Months,
        };
        let end = |start| calendar.full(Day::of(start), month).and_then(Day::date);
        assert_eq!(end(date(2026, 1, 31)), Ok(date(2026, 2, 28)));
        assert_eq!(end(date(2026, 3, 15)), Ok(date(2026, 4, 15)));
    }

    #[test]
    fn the_end_of_the_calendar_is_an_error() {
        assert_eq!(Day::of(Date::MAX), Day(LAST));
        let year = Period {
            count: 1,
            unit: Unit::Years,
        };
        assert_eq!(
            Calendar::default().deadline(Day::of(Date::MAX), year),
            Err(TooLate)
        );
    }
}
