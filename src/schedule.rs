//! The dates of a procedure: when each step starts and the last day on which it may end.
//!
//! A chain of steps is counted one after the other. A promised or legal limit runs from the end of
//! the step that `limit.from` names to the end of the one that `limit.to` names.

use jiff::civil::Date;

use crate::calendar::{Calendar, TooLate};
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
    let mut previous = Some(start);
    for step in steps {
        let starts = previous.filter(|_| !step.waits);
        let ends = starts.map(|day| end(step, day, calendar)).transpose()?.flatten();
        legs.push(Leg { step: step.index, starts, ends });
        previous = ends;
    }
    Ok(legs)
}

/// Returns the last day of a chain of steps of which the first runs from `start`: the end of the
/// last step whose end can be reckoned; none where not even the first can.
///
/// # Errors
///
/// Fails past the year 9999.
pub fn last_day(
    steps: &[&Step<'_>],
    start: Date,
    calendar: &Calendar,
) -> Result<Option<Date>, TooLate> {
    let mut last = None;
    for step in steps.iter().take_while(|step| !step.waits) {
        match end(step, last.unwrap_or(start), calendar)? {
            Some(day) => last = Some(day),
            None => break,
        }
    }
    Ok(last)
}

/// Returns the last day on which a step that runs from `start` may end: its upper limit, or the end
/// of its floor where that is later or stands alone.
fn end(step: &Step<'_>, start: Date, calendar: &Calendar) -> Result<Option<Date>, TooLate> {
    let limit = step.within.map(|limit| calendar.deadline(start, limit)).transpose()?;
    let floor = step.at_least.map(|floor| calendar.full(start, floor)).transpose()?;
    Ok(limit.max(floor))
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
    let mut last = start;
    if excludes_notice {
        for notice in steps.iter().filter(|step| is_notice(step)) {
            if let Some(floor) = notice.at_least {
                last = calendar.full(last, floor)?;
            }
        }
    }
    calendar.deadline(last, limit)
}
