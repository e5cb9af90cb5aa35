//! The dates of a procedure: when each step starts and the last day on which it may end.
//!
//! A chain of steps is counted one after the other. A promised or legal limit runs from the end of
//! the step that `limit.from` names to the end of the one that `limit.to` names.

use std::collections::HashMap;
use std::sync::Mutex;

use jiff::civil::Date;

use crate::calendar::{Calendar, Day, TooLate};
use crate::list::{Service, Step};
use crate::time::{Period, Unit};

/// A date that was reckoned, and how far it can be relied on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoned {
    /// The date.
    pub date: Date,
    /// The years, in order, whose days off were needed but have not been published: of them only
    /// the weekends are known. Empty: the date is sure, but for the last days of December, which
    /// the notice of the next year may still move.
    pub unpublished: Vec<i16>,
}

impl Reckoned {
    /// Returns a date that was not reckoned but given.
    pub fn given(date: Date) -> Self {
        Self {
            date,
            unpublished: Vec::new(),
        }
    }

    /// Returns true where the date may move when the days off of a year are published.
    pub fn is_provisional(&self) -> bool {
        !self.unpublished.is_empty()
    }

    /// Returns the last day of a limit of this length that runs from the date.
    ///
    /// # Errors
    ///
    /// Fails past the year 9999.
    pub fn deadline(&self, limit: Period, calendar: &Calendar) -> Result<Self, TooLate> {
        let full = self.full(limit, calendar)?;
        match limit.unit {
            Unit::Days | Unit::Months | Unit::Years => full.on_a_working_day(calendar),
            Unit::OnTheSpot | Unit::Hours | Unit::WorkingDays => Ok(full),
        }
    }

    /// Returns the last day of a floor of this length that runs from the date.
    ///
    /// # Errors
    ///
    /// Fails past the year 9999.
    pub fn full(&self, floor: Period, calendar: &Calendar) -> Result<Self, TooLate> {
        let start = Day::of(self.date);
        let end = calendar.full(start, floor)?.date()?;
        let counted = match floor.unit {
            Unit::WorkingDays => self.date.tomorrow().map_err(|_| TooLate)?,
            _ => end,
        };
        Ok(self.later(counted, end, calendar))
    }

    /// Returns the date itself, or the next working day where it is a day off.
    ///
    /// # Errors
    ///
    /// Fails past the year 9999.
    pub fn on_a_working_day(&self, calendar: &Calendar) -> Result<Self, TooLate> {
        let end = calendar.working_day_from(Day::of(self.date))?.date()?;
        Ok(self.later(self.date, end, calendar))
    }

    /// Returns a later date for which the days from `counted` on have been looked at.
    fn later(&self, counted: Date, end: Date, calendar: &Calendar) -> Self {
        let looked_at = (counted.year()..=end.year()).chain([end.year()]);
        let mut later = Self {
            date: end,
            unpublished: self.unpublished.clone(),
        };
        later.doubt(looked_at.filter(|year| !calendar.is_published(*year)));
        later
    }

    /// Returns the later of two dates, which is no surer than both.
    fn max(mut self, mut other: Self) -> Self {
        if other.date > self.date {
            std::mem::swap(&mut self, &mut other);
        }
        self.doubt(other.unpublished);
        self
    }

    fn doubt(&mut self, years: impl IntoIterator<Item = i16>) {
        self.unpublished.extend(years);
        self.unpublished.sort_unstable();
        self.unpublished.dedup();
    }
}

/// The dates of one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leg {
    /// The day from which the step runs; none where an event starts it whose day nobody knows.
    pub starts: Option<Reckoned>,
    /// The last day on which it may end, of a floor the first; none where it has no limit or no
    /// start.
    pub ends: Option<Reckoned>,
}

/// The part of a service's steps over which its limit runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The step whose end starts the clock.
    pub from: usize,
    /// The step whose end stops it.
    pub to: usize,
}

impl Clock {
    /// Returns the steps between which the service's limit runs.
    ///
    /// None where `limit.from` or `limit.to` names no step, or the clock would run backwards.
    pub fn of(service: &Service<'_>) -> Option<Self> {
        let place = |id: &str| service.steps.iter().position(|step| step.id == id);
        let from = place(service.limit.from?)?;
        let to = match service.limit.to {
            Some(id) => place(id)?,
            None => service.steps.len() - 1,
        };
        (from < to).then_some(Self { from, to })
    }

    /// Returns the steps that the limit covers: those after the clock has started.
    pub fn steps<'s, 'a>(self, service: &'s Service<'a>) -> &'s [Step<'a>] {
        &service.steps[self.from + 1..=self.to]
    }
}

/// Returns true for a public notice or a notice of meeting: a floor without an upper limit.
pub fn is_notice(step: &Step<'_>) -> bool {
    step.within.is_none() && step.at_least.is_some()
}

/// Returns the dates of the steps, the first of which runs from `start`.
///
/// A step with `on` starts with an event of unknown date: neither its dates nor those of the steps
/// behind it are reckoned. Nor are those behind a step without any time.
///
/// # Errors
///
/// Fails past the year 9999.
pub fn legs(steps: &[Step<'_>], start: Date, calendar: &Calendar) -> Result<Vec<Leg>, TooLate> {
    let mut legs = Vec::with_capacity(steps.len());
    let mut previous = Some(Reckoned::given(start));
    for step in steps {
        let starts = previous.take().filter(|_| !step.waits);
        let ends = starts
            .as_ref()
            .map(|day| end(step, day, calendar))
            .transpose()?
            .flatten();
        previous.clone_from(&ends);
        legs.push(Leg { starts, ends });
    }
    Ok(legs)
}

/// Returns the last day on which a step that runs from `start` may end: its upper limit, or the end
/// of its floor where that is later or stands alone.
fn end(
    step: &Step<'_>,
    start: &Reckoned,
    calendar: &Calendar,
) -> Result<Option<Reckoned>, TooLate> {
    let limit = step
        .within
        .map(|limit| start.deadline(limit, calendar))
        .transpose()?;
    let floor = step
        .at_least
        .map(|floor| start.full(floor, calendar))
        .transpose()?;
    Ok(match (limit, floor) {
        (Some(limit), Some(floor)) => Some(limit.max(floor)),
        (limit, floor) => limit.or(floor),
    })
}

fn end_of(times: Times, start: Day, calendar: &Calendar) -> Result<Option<Day>, TooLate> {
    let limit = times
        .within
        .map(|limit| calendar.deadline(start, limit))
        .transpose()?;
    let floor = times
        .at_least
        .map(|floor| calendar.full(start, floor))
        .transpose()?;
    Ok(limit.max(floor))
}

/// The times of one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Times {
    /// The upper limit.
    pub within: Option<Period>,
    /// The lower limit.
    pub at_least: Option<Period>,
}

impl Times {
    /// Returns the times of a step.
    pub fn of(step: &Step<'_>) -> Self {
        Self {
            within: step.within,
            at_least: step.at_least,
        }
    }
}

/// A day of acceptance for which the steps of a service end after its promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Late {
    /// The day of acceptance.
    pub from: Date,
    /// The last day on which the steps may end.
    pub ends: Date,
    /// The last day of the promise.
    pub promised: Date,
}

/// Finds days of acceptance for which steps take longer than the promise, and remembers what it
/// found: villages promise the same as the template in almost everything.
#[derive(Debug, Default)]
pub struct Lateness {
    known: Mutex<HashMap<Question, Option<Late>>>,
}

/// A promise, and the times of the steps under it.
type Question = (Period, Vec<Times>);

impl Lateness {
    /// Returns the first working day of acceptance for which the steps end after the promise: from
    /// `today` on where there is one, else of all published years. Days whose dates would fall in
    /// years not yet published do not count.
    pub fn first(
        &self,
        promised: Period,
        steps: &[Times],
        calendar: &Calendar,
        today: Date,
    ) -> Option<Late> {
        if never_late(promised, steps) {
            return None;
        }
        let key = (promised, steps.to_vec());
        if let Some(known) = self
            .known
            .lock()
            .ok()
            .and_then(|known| known.get(&key).copied())
        {
            return known;
        }
        let found = first_late(promised, steps, calendar, today);
        if let Ok(mut known) = self.known.lock() {
            known.insert(key, found);
        }
        found
    }
}

/// Returns true where the steps cannot end after the promise, whichever days are off: there is no
/// need to look at the calendar.
fn never_late(promised: Period, steps: &[Times]) -> bool {
    let times = |times: &Times| times.within.into_iter().chain(times.at_least);
    let most = |step: &Times| times(step).map(Period::most_working_days).max();
    // Behind a step without any time nothing is reckoned.
    let most = steps.iter().map_while(most).fold(0, u32::saturating_add);
    let alone = |step: &Times| {
        times(step).all(|time| time.unit == promised.unit && time.count <= promised.count)
    };
    most == 0
        || (promised.unit.is_of_working_days() && most <= promised.count)
        || matches!(steps, [step] if alone(step))
}

fn first_late(promised: Period, steps: &[Times], calendar: &Calendar, today: Date) -> Option<Late> {
    let mut late = calendar
        .working_days()
        .filter_map(|day| late(promised, steps, day, calendar).ok().flatten());
    late.next().map(|first| {
        let coming = (first.from < today).then(|| late.find(|late| late.from >= today));
        coming.flatten().unwrap_or(first)
    })
}

fn late(
    promised: Period,
    steps: &[Times],
    from: Day,
    calendar: &Calendar,
) -> Result<Option<Late>, TooLate> {
    let mut ends = from;
    for times in steps {
        match end_of(*times, ends, calendar)? {
            Some(day) => ends = day,
            None => break,
        }
    }
    let promised = calendar.deadline(from, promised)?;
    if ends <= promised || Some(ends) > calendar.last_published() {
        return Ok(None);
    }
    Ok(Some(Late {
        from: from.date()?,
        ends: ends.date()?,
        promised: promised.date()?,
    }))
}

/// Returns the last day of a limit that runs from `start`, its parts counted one after the other.
///
/// The time of `notices` does not count: a limit that has not run out when a notice begins stands
/// still until the notice ends. None where nobody knows when a notice begins or ends.
///
/// # Errors
///
/// Fails past the year 9999.
pub fn limit(
    parts: &[Period],
    start: Date,
    notices: &[&Leg],
    calendar: &Calendar,
) -> Result<Option<Reckoned>, TooLate> {
    let mut last = Reckoned::given(start);
    for part in parts {
        last = last.full(*part, calendar)?;
    }
    let unit = parts.last().map_or(Unit::OnTheSpot, |part| part.unit);
    for notice in notices {
        let (Some(from), Some(to)) = (&notice.starts, &notice.ends) else {
            return Ok(None);
        };
        if from.date <= last.date {
            let still = still(unit, Day::of(from.date), Day::of(to.date), calendar);
            last = last.full(still, calendar)?.max(to.clone());
        }
    }
    match unit {
        Unit::OnTheSpot | Unit::Hours => Ok(Some(last)),
        // A limit of working days may have stood still until a day off.
        Unit::WorkingDays | Unit::Days | Unit::Months | Unit::Years => {
            last.on_a_working_day(calendar).map(Some)
        }
    }
}

/// Returns how long a limit counted in `unit` stands still from one day to the other.
fn still(unit: Unit, from: Day, to: Day, calendar: &Calendar) -> Period {
    match unit {
        Unit::WorkingDays => Period {
            count: calendar.working_days_between(from, to),
            unit,
        },
        _ => Period {
            count: to.days_since(from),
            unit: Unit::Days,
        },
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::list::{Holiday, Text, Year};

    fn calendar() -> Calendar {
        let holiday = |index, from, to| Holiday {
            index,
            title: Text::default(),
            from: Some(from),
            to: Some(to),
        };
        Calendar::new(&[Year {
            index: 0,
            year: Some(2026),
            notice: Text::default(),
            holidays: vec![holiday(0, date(2026, 10, 1), date(2026, 10, 7))],
            workdays: vec![(0, date(2026, 10, 10))],
        }])
    }

    fn time(text: &str) -> Period {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn what_is_never_late_by_count_is_late_on_no_day() {
        let calendar = calendar();
        let today = date(2026, 1, 1);
        let times = [
            "on the spot",
            "30 hours",
            "5 days",
            "7 days",
            "6 working days",
            "1 month",
        ];
        let times = times.map(|text| Some(time(text)));
        let mut steps = vec![Times {
            within: None,
            at_least: None,
        }];
        for within in times {
            steps.push(Times {
                within,
                at_least: None,
            });
            steps.push(Times {
                within: None,
                at_least: within,
            });
            steps.extend(times.map(|at_least| Times { within, at_least }));
        }
        let mut by_count = 0;
        for first in &steps {
            for second in &steps {
                let chains = [vec![], vec![*first], vec![*first, *second]];
                for chain in &chains {
                    for promised in ["on the spot", "12 working days", "7 days", "1 month"] {
                        let promised = time(promised);
                        if never_late(promised, chain) {
                            by_count += 1;
                            let late = first_late(promised, chain, &calendar, today);
                            assert_eq!(late, None, "{promised}: {chain:?}");
                        }
                    }
                }
            }
        }
        assert!(by_count > 1000, "{by_count}");
    }

    #[test]
    fn a_count_through_an_unpublished_year_is_provisional() {
        let from = |day| Reckoned::given(day);
        let calendar = calendar();
        let end = |day, text| from(day).deadline(time(text), &calendar);
        let unpublished = |day, text| end(day, text).map(|end| end.unpublished);
        let eve = date(2026, 12, 30);
        assert_eq!(unpublished(eve, "1 working day"), Ok(vec![]));
        assert_eq!(unpublished(eve, "2 working days"), Ok(vec![2027]));
        assert_eq!(unpublished(eve, "3 days"), Ok(vec![2027]));
        // From 2025, which is not published, into 2026, which is.
        let before = date(2025, 12, 30);
        assert_eq!(unpublished(before, "20 working days"), Ok(vec![2025]));
        assert_eq!(unpublished(before, "20 days"), Ok(vec![]));
        assert_eq!(unpublished(before, "2 years"), Ok(vec![2027]));
    }

    #[test]
    fn what_follows_a_provisional_date_is_provisional() {
        let calendar = calendar();
        let start = Reckoned {
            date: date(2026, 1, 5),
            unpublished: vec![2025],
        };
        let end = start.deadline(time("1 working day"), &calendar);
        assert_eq!(end.map(|end| end.unpublished), Ok(vec![2025]));
    }

    #[test]
    fn a_limit_stands_still_while_a_notice_runs() {
        let calendar = calendar();
        let leg = |from, to| Leg {
            starts: Some(Reckoned::given(from)),
            ends: Some(Reckoned::given(to)),
        };
        let start = date(2026, 9, 21);
        let notice = leg(date(2026, 9, 28), date(2026, 10, 5));
        let end = |text, notices: &[&Leg]| {
            limit(&[time(text)], start, notices, &calendar)
                .map(|end| end.map(|end| end.date))
                .unwrap_or_default()
        };
        assert_eq!(end("10 working days", &[]), Some(date(2026, 10, 10)));
        // Of the notice, 29 and 30 September are working days.
        let later = Some(date(2026, 10, 13));
        assert_eq!(end("10 working days", &[&notice]), later);
        // The notice begins when the limit has run out, or ends on a day off.
        assert_eq!(end("1 working day", &[&notice]), Some(date(2026, 9, 22)));
        let at_once = Some(date(2026, 10, 8));
        assert_eq!(
            end("5 working days", &[&notice]),
            Some(date(2026, 9, 30)).max(at_once)
        );
        // Fourteen days, seven of which are the notice.
        assert_eq!(end("14 days", &[&notice]), Some(date(2026, 10, 12)));
        let open = Leg {
            starts: None,
            ends: None,
        };
        assert_eq!(end("14 days", &[&open]), None);
    }

    #[test]
    fn the_parts_of_a_limit_end_once() {
        // 30 and 30 days end on the sixtieth day, wherever the thirtieth falls.
        let calendar = calendar();
        let parts = [time("5 days"), time("5 days")];
        let end = limit(&parts, date(2026, 9, 27), &[], &calendar);
        let last = end.ok().flatten().map(|end| end.date);
        assert_eq!(last, Some(date(2026, 10, 8)));
    }
}
