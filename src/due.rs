//! The dates of one service: when each step starts and ends, when an answer is due, until when a
//! refusal can be challenged.
//!
//! The day from which everything is reckoned is the one on which the clock starts: the day on which
//! the step that `limit.from` names is done. What comes before it is over by then; what waits for an
//! event of unknown day is not reckoned, and neither is what follows it.

pub mod ics;
mod json;
pub mod written;

use jiff::civil::Date;

use crate::calendar::{Calendar, Day, TooLate};
use crate::lang::Said;
use crate::list::{Item, Remedy, Service, Step};
use crate::load::{CalendarFault, Lists};
use crate::procedure::{self, Procedure, said};
use crate::schedule::{self, Clock, Leg, Reckoned};
use crate::time::{Period, Unit};

/// A service with its dates.
#[derive(Debug, Clone)]
pub struct Due {
    /// The service in full, with its steps in the order of [`Dates::steps`].
    pub procedure: Procedure,
    /// The statistics code of the township.
    pub township: String,
    /// The folder of the village whose list it is; none: the template's.
    pub village: Option<String>,
    /// The service's id.
    pub service: String,
    /// The dates.
    pub dates: Dates,
}

/// The dates of one service.
#[derive(Debug, Clone)]
pub struct Dates {
    /// The day on which the clock starts.
    pub from: Date,
    /// True where nobody works on that day.
    pub from_is_off: bool,
    /// The steps between which the limits run.
    pub clock: Clock,
    /// The dates of the steps, in order.
    pub steps: Vec<StepDates>,
    /// The last day of the promise.
    pub promised: Option<Reckoned>,
    /// The last day of the legal limit.
    pub legal: Option<Reckoned>,
    /// The last day of the legal limit where it has been extended as far as the law allows.
    pub extended: Option<Reckoned>,
    /// The remedies that are open for a certain time only.
    pub remedies: Vec<RemedyDates>,
}

/// The dates of one step.
#[derive(Debug, Clone)]
pub struct StepDates {
    /// The step's id.
    pub id: String,
    /// The day from which it runs; the day itself does not count.
    pub starts: Option<Reckoned>,
    /// The last day on which it may end; of a floor, the first.
    pub ends: Option<Reckoned>,
    /// True for a public notice or a notice of meeting: a floor without an upper limit.
    pub is_floor: bool,
    /// Where the floor ends on a day off: the next working day, until which objections are taken.
    pub objections: Option<Reckoned>,
    /// Why the step has no last day.
    pub open: Option<Open>,
}

/// Why a step has no last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// It is done before the clock starts.
    BeforeClock,
    /// It starts with an event whose day nobody knows.
    Event,
    /// A step before it has no last day.
    Behind,
    /// It has no limit.
    NoLimit,
}

impl Open {
    /// Returns the name for programs: `before-clock`, `event`, `behind-open-step`, `no-limit`.
    pub fn key(self) -> &'static str {
        match self {
            Open::BeforeClock => "before-clock",
            Open::Event => "event",
            Open::Behind => "behind-open-step",
            Open::NoLimit => "no-limit",
        }
    }
}

/// Until when a remedy is open.
#[derive(Debug, Clone)]
pub struct RemedyDates {
    /// The remedy's id.
    pub id: String,
    /// Where to go.
    pub title: Said,
    /// For how long it is open.
    pub within: Period,
    /// Until when, if the refusal is told on the last day of the promise.
    pub until: Reckoned,
}

/// Why the dates of a service cannot be reckoned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The calendar is wrong, so that the dates would be.
    #[error(
        "calendar.toml:{}:{}: {}: run `qingdan validate`",
        .0.line,
        .0.column,
        .0.message.en
    )]
    Calendar(CalendarFault),
    /// The list does not say what starts and stops the clock.
    #[error(
        "`{item}` does not say from which step to which its limit runs: run `qingdan validate`"
    )]
    NoClock {
        /// The address of the service.
        item: String,
    },
    /// The dates go past the end of the calendar.
    #[error(transparent)]
    TooLate(#[from] TooLate),
}

impl Error {
    /// Returns the error in both languages.
    pub fn said(&self) -> Said {
        let zh = match self {
            Self::Calendar(CalendarFault {
                line,
                column,
                message,
            }) => {
                format!(
                    "calendar.toml:{line}:{column}: {}：请运行 `qingdan validate`",
                    message.zh
                )
            }
            Self::NoClock { item } => {
                format!("`{item}` 没有写明时限从哪一步算到哪一步：请运行 `qingdan validate`")
            }
            Self::TooLate(_) => "期限超过9999年".to_owned(),
        };
        Said {
            zh,
            en: self.to_string(),
        }
    }
}

impl Dates {
    /// Returns the last day for an answer: of the promise, or of the law where nothing is promised.
    pub fn answered(&self) -> Option<&Reckoned> {
        self.promised.as_ref().or(self.legal.as_ref())
    }

    /// Returns every date that is reckoned from the list's limits: not those of remedies.
    fn reckoned(&self) -> impl Iterator<Item = &Reckoned> {
        let limits = [&self.promised, &self.legal, &self.extended];
        let steps = self.steps.iter().map(|step| &step.ends);
        limits.into_iter().chain(steps).flatten()
    }

    /// Returns true where one of the dates of steps and limits is provisional.
    pub fn is_provisional(&self) -> bool {
        self.reckoned().any(Reckoned::is_provisional)
    }

    /// Returns the years that have not been published and on which some date depends, in order.
    pub fn unpublished(&self) -> Vec<i16> {
        let untils = self.remedies.iter().map(|remedy| &remedy.until);
        let years = self
            .reckoned()
            .chain(untils)
            .flat_map(|day| &day.unpublished);
        let mut years: Vec<i16> = years.copied().collect();
        years.sort_unstable();
        years.dedup();
        years
    }
}

/// Returns a service with its dates where the clock starts on `from`.
///
/// `lists` must have been loaded with the township, the registry, the calendar and the services.
///
/// # Errors
///
/// Fails where the calendar is wrong, the list does not say when the clock starts, or the dates
/// would go past the year 9999.
pub fn of(service: &Service<'_>, lists: &Lists<'_>, from: Date) -> Result<Due, Error> {
    if let Some(fault) = &lists.calendar_fault {
        return Err(Error::Calendar(fault.clone()));
    }
    Ok(Due {
        dates: dates(service, &lists.registry.remedies, from, &lists.calendar())?,
        procedure: procedure::service(service, lists),
        township: lists.township.code.to_owned(),
        village: lists.slug.map(str::to_owned),
        service: service.id.to_owned(),
    })
}

/// Reckons the dates of a service for which the clock starts on `from`.
///
/// # Errors
///
/// Fails where the list does not say when the clock starts, or the dates would go past the year
/// 9999.
pub fn dates(
    service: &Service<'_>,
    known: &[Remedy<'_>],
    from: Date,
    calendar: &Calendar,
) -> Result<Dates, Error> {
    let clock = Clock::of(service).ok_or_else(|| Error::NoClock {
        item: service.address(),
    })?;
    let legs = schedule::legs(&service.steps[clock.from + 1..], from, calendar)?;
    let limits = Limits::of(service, clock, &legs, from, calendar)?;
    let mut dates = Dates {
        from,
        from_is_off: !calendar.is_working(Day::of(from)),
        clock,
        steps: step_dates(service, clock, from, legs, calendar)?,
        promised: limits.promised,
        legal: limits.legal,
        extended: limits.extended,
        remedies: Vec::new(),
    };
    if let Some(answered) = dates.answered() {
        dates.remedies = remedies(service, known, answered, calendar)?;
    }
    Ok(dates)
}

/// The last days of the limits of a service.
struct Limits {
    promised: Option<Reckoned>,
    legal: Option<Reckoned>,
    extended: Option<Reckoned>,
}

impl Limits {
    /// Reckons the limits; `legs` are those of the steps after the clock has started.
    fn of(
        service: &Service<'_>,
        clock: Clock,
        legs: &[Leg],
        from: Date,
        calendar: &Calendar,
    ) -> Result<Self, TooLate> {
        let limit = &service.limit;
        let excludes = limit.excludes.contains(&"notice");
        let covered = clock.steps(service).iter().zip(legs);
        let notices: Vec<&Leg> = covered
            .filter(|(step, _)| excludes && schedule::is_notice(step))
            .map(|(_, leg)| leg)
            .collect();
        let last = |parts: Option<Vec<Period>>| match parts {
            None => Ok(None),
            Some(parts) => schedule::limit(&parts, from, &notices, calendar),
        };
        let legal = limit.legal.map(|legal| vec![legal]);
        let extended = limit.legal.zip(limit.extension);
        Ok(Self {
            promised: last(limit.promised.map(|promised| vec![promised]))?,
            legal: last(legal)?,
            extended: last(extended.map(|(legal, more)| together(legal, more)))?,
        })
    }
}

/// Returns a limit and its extension: as one, where they are counted in the same unit.
fn together(legal: Period, more: Period) -> Vec<Period> {
    if legal.unit == more.unit && legal.unit != Unit::OnTheSpot {
        vec![Period {
            count: legal.count + more.count,
            unit: legal.unit,
        }]
    } else {
        vec![legal, more]
    }
}

/// Puts together the steps before the clock starts, the one that starts it, and those after it.
fn step_dates(
    service: &Service<'_>,
    clock: Clock,
    from: Date,
    legs: Vec<Leg>,
    calendar: &Calendar,
) -> Result<Vec<StepDates>, TooLate> {
    let leg = |ends| Leg { starts: None, ends };
    let starting = leg(Some(Reckoned::given(from)));
    let all = vec![leg(None); clock.from].into_iter();
    let all = all.chain([starting]).chain(legs);
    let dates = service.steps.iter().zip(all).enumerate();
    dates
        .map(|(at, (step, leg))| {
            let is_floor = schedule::is_notice(step);
            let ends = leg.ends.as_ref().filter(|_| is_floor);
            let open_on = ends
                .map(|ends| ends.on_a_working_day(calendar))
                .transpose()?;
            Ok(StepDates {
                id: step.id.to_owned(),
                objections: open_on.filter(|day| Some(day.date) != ends.map(|ends| ends.date)),
                open: open(step, &leg, at < clock.from),
                starts: leg.starts,
                ends: leg.ends,
                is_floor,
            })
        })
        .collect()
}

/// Returns why a step has no last day; none where it has one.
fn open(step: &Step<'_>, leg: &Leg, is_before_clock: bool) -> Option<Open> {
    match leg {
        Leg { ends: Some(_), .. } => None,
        _ if is_before_clock => Some(Open::BeforeClock),
        _ if step.waits => Some(Open::Event),
        Leg { starts: None, .. } => Some(Open::Behind),
        Leg { .. } => Some(Open::NoLimit),
    }
}

fn remedies(
    service: &Service<'_>,
    known: &[Remedy<'_>],
    answered: &Reckoned,
    calendar: &Calendar,
) -> Result<Vec<RemedyDates>, TooLate> {
    let named = service.remedies.iter();
    let named = named.filter_map(|id| known.iter().find(|remedy| remedy.id == *id));
    let limited = named.filter_map(|remedy| Some((remedy.id, said(remedy.title)?, remedy.within?)));
    limited
        .map(|(id, title, within)| {
            Ok(RemedyDates {
                id: id.to_owned(),
                title,
                within,
                until: answered.deadline(within, calendar)?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::document::{Document, Source};
    use crate::list::{Contents, contents};
    use crate::place::Sheet;

    /// Reckons the dates of the only service of a list, with October 1 to 7 off.
    fn reckon(list: &str, from: Date) -> Result<Dates, Error> {
        let calendar = "[[year]]\nyear = 2026\nworkdays = [2026-10-10]\n\
            [[year.holiday]]\nfrom = 2026-10-01\nto = 2026-10-07\n";
        let registry = "[[remedy]]\nid = \"court\"\ntitle = \"court\"\nwithin = \"6 months\"\n\
            [[remedy]]\nid = \"mediation\"\ntitle = \"mediation\"\n";
        let sources = [calendar, registry, list].map(|text| Source::new(text.to_owned()));
        let documents: Vec<Document<'_>> = sources.iter().map(Document::parse).collect();
        let read = |sheet, at: usize| contents(sheet, &documents[at]);
        let (calendar, registry, list) = (
            read(Sheet::Calendar, 0),
            read(Sheet::Registry, 1),
            read(Sheet::Service, 2),
        );
        let Contents::Calendar(years) = &calendar else {
            return Err(Error::TooLate(TooLate));
        };
        let known = registry.registry().map(|r| r.remedies.as_slice());
        let calendar = Calendar::new(years);
        dates(
            &list.services()[0],
            known.unwrap_or_default(),
            from,
            &calendar,
        )
    }

    fn written(day: Option<&Reckoned>) -> String {
        day.map_or("-".to_owned(), |day| day.date.to_string())
    }

    const PLOT: &str = "
        [[service]]
        id = \"plot\"
        limit.legal = \"20 working days\"
        limit.extension = \"10 working days\"
        limit.promised = \"15 working days\"
        limit.from = \"accept\"
        limit.to = \"decide\"
        remedies = [\"court\", \"mediation\", \"nobody\"]
        step = [
            { id = \"apply\" },
            { id = \"accept\", within = \"5 working days\" },
            { id = \"notice\", at_least = \"7 days\" },
            { id = \"decide\", within = \"3 working days\" },
            { id = \"build\" },
            { id = \"pay\", within = \"1 month\" },
            { id = \"inspect\", within = \"5 days\", on = \"the house is ready\" },
        ]";

    #[test]
    fn every_step_has_its_dates_or_a_reason() {
        let dates = reckon(PLOT, date(2026, 9, 25)).ok();
        let steps = dates.map(|dates| dates.steps).unwrap_or_default();
        let lines = steps.iter().map(|step| {
            let (starts, ends) = (written(step.starts.as_ref()), written(step.ends.as_ref()));
            let (id, open) = (&step.id, step.open.map_or("", Open::key));
            format!("{id} {starts} {ends} {open}").trim_end().to_owned()
        });
        assert_eq!(
            lines.collect::<Vec<_>>(),
            [
                "apply - - before-clock",
                "accept - 2026-09-25",
                "notice 2026-09-25 2026-10-02",
                "decide 2026-10-02 2026-10-10",
                "build 2026-10-10 - no-limit",
                "pay - - behind-open-step",
                "inspect - - event",
            ]
        );
        let notice = steps.iter().find(|step| step.is_floor);
        let objections = notice.and_then(|step| step.objections.as_ref());
        assert_eq!(written(objections), "2026-10-08");
    }

    #[test]
    fn limits_run_from_the_start_of_the_clock() {
        let dates = reckon(PLOT, date(2026, 9, 25)).ok();
        let limit = |of: fn(&Dates) -> Option<&Reckoned>| written(dates.as_ref().and_then(of));
        assert_eq!(limit(|dates| dates.promised.as_ref()), "2026-10-22");
        assert_eq!(limit(|dates| dates.legal.as_ref()), "2026-10-29");
        assert_eq!(limit(|dates| dates.extended.as_ref()), "2026-11-12");
    }

    #[test]
    fn a_remedy_runs_from_the_promise_and_one_without_time_is_left_out() {
        let dates = reckon(PLOT, date(2026, 9, 25)).ok();
        let remedies = dates.map(|dates| dates.remedies).unwrap_or_default();
        let [court] = remedies.as_slice() else {
            panic!("one remedy is limited: {remedies:?}");
        };
        assert_eq!(court.until.date, date(2027, 4, 22));
        assert_eq!(court.until.unpublished, [2027]);
    }

    #[test]
    fn a_limit_that_leaves_notices_out_stands_still_for_them() {
        let list = PLOT.replace("remedies", "limit.excludes = [\"notice\"]\nremedies");
        let dates = reckon(&list, date(2026, 9, 25)).ok();
        // From 25 September to 2 October there are three working days.
        let promised = dates.and_then(|dates| dates.promised);
        assert_eq!(written(promised.as_ref()), "2026-10-27");
    }

    #[test]
    fn a_clock_that_nothing_starts_gives_no_dates() {
        let list = PLOT.replace("\"accept\"\n", "\"acept\"\n");
        let error = reckon(&list, date(2026, 9, 25)).map(|_| ());
        let item = "service/plot".to_owned();
        assert_eq!(error, Err(Error::NoClock { item }));
    }

    #[test]
    fn a_day_off_starts_the_clock_all_the_same() {
        let dates = reckon(PLOT, date(2026, 10, 3)).ok();
        assert_eq!(dates.as_ref().map(|dates| dates.from_is_off), Some(true));
        let promised = dates.and_then(|dates| dates.promised);
        assert_eq!(written(promised.as_ref()), "2026-10-27");
    }
}
