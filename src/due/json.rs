//! The dates of a service for programs. Fields may be added, none changed.

use serde::{Serialize, Serializer};

use super::{Due, Open, RemedyDates, StepDates};
use crate::lang::Said;
use crate::schedule::Reckoned;

#[derive(Serialize)]
struct Written<'d> {
    service: &'d str,
    title: Option<&'d Said>,
    village: Option<&'d str>,
    sample: bool,
    from: String,
    from_is_off: bool,
    clock: WrittenClock<'d>,
    steps: Vec<WrittenStep<'d>>,
    promised: Option<String>,
    legal: Option<String>,
    extended: Option<String>,
    remedies: Vec<WrittenRemedy<'d>>,
    provisional: bool,
    unpublished: Vec<i16>,
}

#[derive(Serialize)]
struct WrittenClock<'d> {
    from: Option<&'d str>,
    to: Option<&'d str>,
}

#[derive(Serialize)]
struct WrittenStep<'d> {
    id: &'d str,
    starts: Option<String>,
    ends: Option<String>,
    floor: bool,
    objections: Option<String>,
    provisional: bool,
    reason: Option<&'static str>,
}

#[derive(Serialize)]
struct WrittenRemedy<'d> {
    id: &'d str,
    title: &'d Said,
    within: String,
    until: String,
    provisional: bool,
}

/// Serializes as the object of `due --format json`, without the number of the format.
impl Serialize for Due {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let dates = &self.dates;
        let step = |at: usize| dates.steps.get(at).map(|step| step.id.as_str());
        Written {
            service: &self.service,
            title: self.procedure.title.as_ref(),
            village: self.village.as_deref(),
            sample: self.procedure.sample,
            from: dates.from.to_string(),
            from_is_off: dates.from_is_off,
            clock: WrittenClock {
                from: step(dates.clock.from),
                to: step(dates.clock.to),
            },
            steps: dates.steps.iter().map(WrittenStep::of).collect(),
            promised: iso(dates.promised.as_ref()),
            legal: iso(dates.legal.as_ref()),
            extended: iso(dates.extended.as_ref()),
            remedies: dates.remedies.iter().map(WrittenRemedy::of).collect(),
            provisional: dates.is_provisional(),
            unpublished: dates.unpublished(),
        }
        .serialize(serializer)
    }
}

impl<'d> WrittenStep<'d> {
    fn of(step: &'d StepDates) -> Self {
        let dates = [&step.starts, &step.ends];
        Self {
            id: &step.id,
            starts: iso(step.starts.as_ref()),
            ends: iso(step.ends.as_ref()),
            floor: step.is_floor,
            objections: iso(step.objections.as_ref()),
            provisional: dates.into_iter().flatten().any(Reckoned::is_provisional),
            reason: step.open.map(Open::key),
        }
    }
}

impl<'d> WrittenRemedy<'d> {
    fn of(remedy: &'d RemedyDates) -> Self {
        Self {
            id: &remedy.id,
            title: &remedy.title,
            within: remedy.within.to_string(),
            until: remedy.until.date.to_string(),
            provisional: remedy.until.is_provisional(),
        }
    }
}

fn iso(day: Option<&Reckoned>) -> Option<String> {
    day.map(|day| day.date.to_string())
}
