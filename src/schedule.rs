//! The dates of a procedure: when each step starts and the last day on which it may end.
//!
//! A chain of steps is counted one after the other. A promised or legal limit runs from the end of
//! the step that `limit.from` names to the end of the one that `limit.to` names.

use std::collections::HashMap;
use std::sync::Mutex;

use jiff::civil::Date;

use crate::calendar::{Calendar, Day, TooLate};
use crate::list::{Service, Step};
use crate::time::Period;

/// The dates of one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leg {
    /// The place of the step among the item's steps, counted from 0.
    pub step: usize,
    /// The day from which the step runs; none where an event starts it whose day nobody knows.
    pub starts: Option<Date>,
    /// The last day on which it may end; none where it has no limit or no start.
    pub ends: Option<Date>,
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
    let mut previous = Some(Day::of(start));
    for step in steps {
        let starts = previous.filter(|_| !step.waits);
        let ends = starts
            .map(|day| end(step, day, calendar))
            .transpose()?
            .flatten();
        let date = |day: Option<Day>| day.map(Day::date).transpose();
        legs.push(Leg {
            step: step.index,
            starts: date(starts)?,
            ends: date(ends)?,
        });
        previous = ends;
    }
    Ok(legs)
}

/// Returns the last day on which a step that runs from `start` may end: its upper limit, or the end
/// of its floor where that is later or stands alone.
fn end(step: &Step<'_>, start: Day, calendar: &Calendar) -> Result<Option<Day>, TooLate> {
    end_of(Times::of(step), start, calendar)
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
        if within_by_count(promised, steps) {
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
        let mut late = calendar
            .working_days()
            .filter_map(|day| late(promised, steps, day, calendar).ok().flatten());
        let found = late.next().map(|first| {
            let coming = (first.from < today).then(|| late.find(|late| late.from >= today));
            coming.flatten().unwrap_or(first)
        });
        if let Ok(mut known) = self.known.lock() {
            known.insert(key, found);
        }
        found
    }
}

/// Working days add up without a calendar.
fn within_by_count(promised: Period, steps: &[Times]) -> bool {
    let count = |times: &Times| match (times.within, times.at_least) {
        (Some(time), None) | (None, Some(time)) if time.unit.is_of_working_days() => {
            Some(time.count)
        }
        _ => None,
    };
    let sum: Option<u32> = steps.iter().map(count).sum();
    promised.unit.is_of_working_days() && sum.is_some_and(|sum| sum <= promised.count)
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

/// Returns the last day of a limit that runs from `start` over these steps.
///
/// With `excludes_notice`, the time of the notices among the steps is added to the limit.
///
/// # Errors
///
/// Fails past the year 9999.
pub fn limit(
    limit: Period,
    start: Date,
    steps: &[Step<'_>],
    excludes_notice: bool,
    calendar: &Calendar,
) -> Result<Date, TooLate> {
    let mut last = Day::of(start);
    if excludes_notice {
        for notice in steps.iter().filter(|step| is_notice(step)) {
            if let Some(floor) = notice.at_least {
                last = calendar.full(last, floor)?;
            }
        }
    }
    calendar.deadline(last, limit)?.date()
}
