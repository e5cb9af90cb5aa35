//! Whether a change is better or worse for the villager, or for those who watch.

use std::cmp::Ordering;

use super::Sides;
use crate::calendar::Calendar;
use crate::list::date;
use crate::shape::{Burden, Field, Kind, Shape};
use crate::time::Period;
use crate::tree::{Node, Table, Value};

/// What a change means for the villager, or for those who watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Better for them.
    Tightened,
    /// Worse for them.
    Loosened,
    /// Nobody is better or worse off.
    Neutral,
    /// The lists cannot tell.
    Undecided,
}

impl Effect {
    /// Returns the name of the effect, in Chinese and English.
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Effect::Tightened => ("从严", "tightened"),
            Effect::Loosened => ("放宽", "loosened"),
            Effect::Neutral => ("无影响", "neutral"),
            Effect::Undecided => ("待判断", "undecided"),
        }
    }
}

/// Returns what the change of a field means.
pub(super) fn of(field: &Field, sides: Sides<'_>, calendar: &Calendar) -> Effect {
    let values = Values {
        kind: field.kind,
        from: present(field.kind, sides.from),
        to: present(field.kind, sides.to),
    };
    match field.burden {
        Burden::Name => Effect::Neutral,
        Burden::Open => Effect::Undecided,
        // No limit at all is the longest.
        Burden::Limit => less_is_better(match (values.from, values.to) {
            (None, None) => Some(Ordering::Equal),
            (None, Some(_)) => Some(Ordering::Less),
            (Some(_), None) => Some(Ordering::Greater),
            (Some(_), Some(_)) => values.compared(calendar, Bound::Upper),
        }),
        Burden::Cost => less_is_better(values.amounts(calendar, Bound::Upper)),
        Burden::Guarantee => more_is_better(values.amounts(calendar, Bound::Lower)),
        Burden::Rank(best_first) => less_is_better(values.ranked(best_first)),
        Burden::Parts => values.guarantees(),
    }
}

fn less_is_better(now: Option<Ordering>) -> Effect {
    match now {
        None => Effect::Undecided,
        Some(Ordering::Less) => Effect::Tightened,
        Some(Ordering::Equal) => Effect::Neutral,
        Some(Ordering::Greater) => Effect::Loosened,
    }
}

fn more_is_better(now: Option<Ordering>) -> Effect {
    less_is_better(now.map(Ordering::reverse))
}

/// `"none"` in the place of a table says that there is nothing.
fn present<'n>(kind: Kind, node: Option<&'n Node<'n>>) -> Option<&'n Value<'n>> {
    let value = node.map(|node| &node.value)?;
    match (kind, value) {
        (Kind::NoneOr(_), Value::String(text)) if text == "none" => None,
        _ => Some(value),
    }
}

/// How a length of time is counted: as a limit, or as a floor.
#[derive(Clone, Copy)]
enum Bound {
    Upper,
    Lower,
}

struct Values<'v> {
    kind: Kind,
    from: Option<&'v Value<'v>>,
    to: Option<&'v Value<'v>>,
}

impl Values<'_> {
    /// Returns whether there is less or more now; what is not there is nothing.
    fn amounts(&self, calendar: &Calendar, bound: Bound) -> Option<Ordering> {
        match (self.from, self.to) {
            (None, None) => Some(Ordering::Equal),
            (None, Some(_)) => Some(Ordering::Greater),
            (Some(_), None) => Some(Ordering::Less),
            (Some(_), Some(_)) => self.compared(calendar, bound),
        }
    }

    /// Returns whether the value is less or more now; none where that cannot be told.
    fn compared(&self, calendar: &Calendar, bound: Bound) -> Option<Ordering> {
        let (from, to) = (self.from?, self.to?);
        match self.kind {
            Kind::Time => {
                let times = (period(from)?, period(to)?);
                times_compared(times, calendar, bound)
            }
            Kind::Number(..) => Some(number(to)?.cmp(&number(from)?)),
            Kind::Flag => Some(flag(to)?.cmp(&flag(from)?)),
            Kind::Date => Some(date(to)?.cmp(&date(from)?)),
            Kind::Texts => texts_compared(from, to),
            Kind::Words | Kind::AnyOf(_) | Kind::Refs(_) | Kind::Dates => sets_compared(from, to),
            _ => None,
        }
    }

    fn ranked(&self, best_first: &[&str]) -> Option<Ordering> {
        let place = |value: &Value<'_>| {
            best_first
                .iter()
                .position(|word| Some(*word) == text(value))
        };
        Some(place(self.to?)?.cmp(&place(self.from?)?))
    }

    /// Returns what it means that a table came or went with the guarantees in it.
    fn guarantees(&self) -> Effect {
        let holds = |value: Option<&Value<'_>>| match (self.kind, value) {
            (Kind::Tables(shape), Some(Value::Table(table))) => holds_guarantee(shape, table),
            _ => false,
        };
        match (holds(self.from), holds(self.to)) {
            (true, false) => Effect::Loosened,
            (false, true) => Effect::Tightened,
            _ => Effect::Undecided,
        }
    }
}

fn holds_guarantee(shape: &Shape, table: &Table<'_>) -> bool {
    let guarantees = shape.fields.iter();
    let mut guarantees = guarantees.filter(|field| field.burden == Burden::Guarantee);
    guarantees.any(|field| table.has(field.key))
}

/// Returns whether the second time is the shorter or the longer, from whatever day it runs.
///
/// Times of different units are reckoned from every working day of the published years: 7 days are
/// less than 10 working days, while 10 days are sometimes less and sometimes more than 7.
fn times_compared(
    (from, to): (Period, Period),
    calendar: &Calendar,
    bound: Bound,
) -> Option<Ordering> {
    if from.unit == to.unit {
        return Some(to.count.cmp(&from.count));
    }
    let mut result = None;
    for start in calendar.working_days() {
        let end = |time| match bound {
            Bound::Upper => calendar.deadline(start, time),
            Bound::Lower => calendar.full(start, time),
        };
        let now = end(to).ok()?.cmp(&end(from).ok()?);
        result = match (result, now) {
            (None | Some(Ordering::Equal), now) => Some(now),
            (known, Ordering::Equal) => known,
            (Some(known), now) if known == now => Some(known),
            _ => return None,
        };
    }
    result
}

/// Returns whether points were added or left out, the same way in each language.
fn texts_compared(from: &Value<'_>, to: &Value<'_>) -> Option<Ordering> {
    let (Value::Table(from), Value::Table(to)) = (from, to) else {
        return sets_compared(from, to);
    };
    let nothing = Value::Array(Vec::new());
    let here = |key| {
        let side = |table| Table::get(table, key).unwrap_or(&nothing);
        sets_compared(side(from), side(to))
    };
    let mut languages = super::keys(from, to).into_iter().map(here);
    let first = languages.next()??;
    languages.all(|other| other == Some(first)).then_some(first)
}

/// Returns whether words were added or left out; none where some were and others were, too.
fn sets_compared(from: &Value<'_>, to: &Value<'_>) -> Option<Ordering> {
    let (from, to) = (words(from)?, words(to)?);
    let lost = from.iter().any(|word| !to.contains(word));
    let gained = to.iter().any(|word| !from.contains(word));
    match (lost, gained) {
        (false, false) => Some(to.len().cmp(&from.len())),
        (true, false) => Some(Ordering::Less),
        (false, true) => Some(Ordering::Greater),
        (true, true) => None,
    }
}

fn words<'v>(value: &'v Value<'v>) -> Option<Vec<&'v str>> {
    match value {
        Value::Array(nodes) => nodes.iter().map(|node| text(&node.value)).collect(),
        _ => None,
    }
}

fn text<'v>(value: &'v Value<'v>) -> Option<&'v str> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn period(value: &Value<'_>) -> Option<Period> {
    text(value)?.parse().ok()
}

fn number(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Integer(number) => *number,
        _ => None,
    }
}

fn flag(value: &Value<'_>) -> Option<bool> {
    match value {
        Value::Boolean(flag) => Some(*flag),
        _ => None,
    }
}
