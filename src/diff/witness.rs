//! One concrete case that shows what a changed time means.

use jiff::civil::Date;

use super::Change;
use crate::calendar::{Calendar, Day};
use crate::schedule::Reckoned;
use crate::shape::{Burden, Kind};
use crate::time::Period;

/// A case with dates: what ran from this day ended by then before, and ends by then now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The day from which the time runs, a working day.
    pub start: Date,
    /// The last day before.
    pub before: Reckoned,
    /// The last day now.
    pub now: Reckoned,
}

/// How many days are tried before it is said that there is no case.
const YEAR: u32 = 366;

/// Returns the first case from `as_of` on in which a changed time makes a difference.
///
/// None where the change is not one of a time, or nothing stood there before or stands there now.
pub fn witness(change: &Change, as_of: Date, calendar: &Calendar) -> Option<Witness> {
    let field = change
        .declared
        .filter(|field| matches!(field.kind, Kind::Time))?;
    let time = |value: &Option<serde_json::Value>| -> Option<Period> {
        value.as_ref()?.as_str()?.parse().ok()
    };
    let (from, to) = (time(&change.from)?, time(&change.to)?);
    let mut day = Day::of(as_of);
    for _ in 0..YEAR {
        day = calendar.working_day_from(day).ok()?;
        let start = Reckoned::given(day.date().ok()?);
        let end = |time| match field.burden {
            Burden::Guarantee => start.full(time, calendar).ok(),
            _ => start.deadline(time, calendar).ok(),
        };
        let (before, now) = (end(from)?, end(to)?);
        if before.date != now.date {
            return Some(Witness {
                start: start.date,
                before,
                now,
            });
        }
        day = Day::of(start.date.tomorrow().ok()?);
    }
    None
}
