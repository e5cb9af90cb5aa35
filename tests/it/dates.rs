//! Properties of the dates, whatever the limits; and the shipped services on every day of 2015 to
//! 2026.

use std::path::Path;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rayon::prelude::*;

use qingdan::calendar::{Calendar, Day};
use qingdan::due::{self, Dates};
use qingdan::list::{Step, Text, Year};
use qingdan::load;
use qingdan::place::Sheet;
use qingdan::schedule::{self, Reckoned};
use qingdan::time::{Period, Unit};

/// The shipped calendar: 2015 to 2026.
static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| calendar_of(|_| true));

/// The shipped calendar without 2019 and without what comes after 2022.
static GAPS: LazyLock<Calendar> = LazyLock::new(|| calendar_of(has_gaps));

fn has_gaps(year: u32) -> bool {
    year != 2019 && year <= 2022
}

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("lists")
}

fn calendar_of(wanted: impl Fn(u32) -> bool) -> Calendar {
    let loaded = load::with(&root(), None, &[Sheet::Calendar], |lists| {
        assert_eq!(lists.calendar_fault, None);
        let years: Vec<Year<'_>> = lists.years.clone();
        let wanted = years
            .into_iter()
            .filter(|year| year.year.is_some_and(&wanted));
        Ok(Calendar::new(&wanted.collect::<Vec<_>>()))
    });
    loaded.expect("the shipped calendar can be loaded")
}

/// Any day from before the first published year to after the last.
fn any_day() -> impl Strategy<Value = Date> {
    (0..5500).prop_map(|days: i32| date(2014, 1, 1) + days.days())
}

fn any_unit() -> impl Strategy<Value = Unit> {
    prop_oneof![
        Just(Unit::Hours),
        Just(Unit::Days),
        Just(Unit::WorkingDays),
        Just(Unit::Months),
        Just(Unit::Years),
    ]
}

fn any_period() -> impl Strategy<Value = Period> {
    let timed = (1..100u32, any_unit()).prop_map(|(count, unit)| Period {
        count: if unit == Unit::Years {
            count % 5 + 1
        } else {
            count
        },
        unit,
    });
    prop_oneof![1 => Just(Period::default()), 9 => timed]
}

/// A step with a limit, a floor or both.
fn any_step() -> impl Strategy<Value = Step<'static>> {
    let times = prop_oneof![
        any_period().prop_map(|limit| (Some(limit), None)),
        any_period().prop_map(|floor| (None, Some(floor))),
        (any_period(), any_period()).prop_map(|(limit, floor)| (Some(limit), Some(floor))),
    ];
    times.prop_map(|(within, at_least)| Step {
        index: 0,
        id: "step",
        by: Vec::new(),
        action: Text::default(),
        within,
        at_least,
        on: Text::default(),
        waits: false,
        timed: true,
        quorum: None,
        otherwise: None,
        basis: Vec::new(),
    })
}

fn deadline(start: Date, limit: Period) -> Date {
    let end = Reckoned::given(start).deadline(limit, &CALENDAR);
    end.expect("no limit here goes past the year 9999").date
}

fn floor(start: Date, floor: Period) -> Date {
    let end = Reckoned::given(start).full(floor, &CALENDAR);
    end.expect("no floor here goes past the year 9999").date
}

fn ends(steps: &[Step<'_>], start: Date) -> Vec<Date> {
    let legs = schedule::legs(steps, start, &CALENDAR);
    let legs = legs.expect("no step here goes past the year 9999");
    legs.into_iter()
        .map(|leg| leg.ends.expect("every step here has a time").date)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn who_starts_later_never_ends_earlier(
        day in any_day(), more in 0..400i32, limit in any_period()
    ) {
        let later = day + more.days();
        prop_assert!(deadline(day, limit) <= deadline(later, limit));
        prop_assert!(floor(day, limit) <= floor(later, limit));
    }

    #[test]
    fn a_limit_never_ends_on_a_day_off(day in any_day(), limit in any_period()) {
        let through_days_off = matches!(limit.unit, Unit::OnTheSpot | Unit::Hours);
        let last = Day::of(deadline(day, limit));
        prop_assert!(through_days_off || CALENDAR.is_working(last));
    }

    #[test]
    fn a_shorter_limit_never_ends_later(
        day in any_day(), limit in any_period(), less in 0..100u32
    ) {
        let shorter = Period { count: limit.count.saturating_sub(less).max(1), ..limit };
        prop_assert!(limit.count == 0 || deadline(day, shorter) <= deadline(day, limit));
    }

    #[test]
    fn a_floor_is_never_shorter_than_its_days(day in any_day(), time in any_period()) {
        let last = floor(day, time);
        let days = Day::of(last).days_since(Day::of(day));
        let worked = CALENDAR.working_days_between(Day::of(day), Day::of(last));
        match time.unit {
            Unit::OnTheSpot => prop_assert_eq!(days, 0),
            Unit::Hours => prop_assert!(days * 24 >= time.count),
            Unit::Days => prop_assert_eq!(days, time.count),
            Unit::WorkingDays => prop_assert_eq!(worked, time.count),
            Unit::Months => prop_assert!(days >= 28 * time.count),
            Unit::Years => prop_assert!(days >= 365 * time.count),
        }
        prop_assert!(last <= deadline(day, time));
    }

    #[test]
    fn the_steps_of_a_chain_come_in_order(
        day in any_day(), more in 0..400i32, steps in prop::collection::vec(any_step(), 1..6)
    ) {
        let ends_here = ends(&steps, day);
        prop_assert!(ends_here.first().is_some_and(|first| *first >= day));
        prop_assert!(ends_here.is_sorted());
        let ends_later = ends(&steps, day + more.days());
        prop_assert!(ends_here.iter().zip(&ends_later).all(|(here, later)| here <= later));
    }

    #[test]
    fn a_limit_that_leaves_notices_out_never_ends_earlier(
        day in any_day(), limit in any_period(), steps in prop::collection::vec(any_step(), 1..4)
    ) {
        let legs = schedule::legs(&steps, day, &CALENDAR).expect("within the calendar");
        let notices = steps.iter().zip(&legs).filter(|(step, _)| schedule::is_notice(step));
        let notices: Vec<_> = notices.map(|(_, leg)| leg).collect();
        let last = schedule::limit(&[limit], day, &notices, &CALENDAR);
        let last = last.expect("within the calendar").expect("every notice has its days").date;
        prop_assert!(deadline(day, limit) <= last);
    }

    /// A date that is not marked stays where it is when the missing years are published.
    #[test]
    fn only_provisional_dates_move(
        day in any_day(), steps in prop::collection::vec(any_step(), 1..6)
    ) {
        let legs = schedule::legs(&steps, day, &GAPS).expect("within the calendar");
        let all = ends(&steps, day);
        for (leg, truly) in legs.iter().zip(all) {
            let end = leg.ends.as_ref().expect("every step here has a time");
            prop_assert_eq!(end.is_provisional(), !end.unpublished.is_empty());
            let published = |date: Date| GAPS.is_published(date.year());
            prop_assert!(published(end.date) || end.is_provisional());
            // The notice of a missing year may move the last days of the year before it.
            if !end.is_provisional() && !touches_new_year(day, truly) {
                prop_assert_eq!(end.date, truly);
            }
        }
    }
}

/// Returns true where a period can depend on the end of December before a missing year.
fn touches_new_year(from: Date, to: Date) -> bool {
    let eves = [date(2018, 12, 28), date(2022, 12, 28)];
    eves.iter().any(|eve| from <= *eve + 4.days() && *eve <= to)
}

#[test]
fn every_service_has_its_dates_on_every_day_of_the_calendar() {
    let days: Vec<Date> = date(2015, 1, 1)
        .series(1.day())
        .take_while(|day| *day <= date(2026, 12, 31))
        .collect();
    let sheets = [Sheet::Registry, Sheet::Service];
    let checked = load::with(&root(), None, &sheets, |lists| {
        let services = lists.book.services().unwrap_or_default();
        let remedies = &lists.registry.remedies;
        for service in services {
            let all: Vec<Dates> = days
                .par_iter()
                .map(|day| due::dates(service, remedies, *day, &CALENDAR))
                .collect::<Result<_, _>>()?;
            for dates in &all {
                consistent(service.id, dates);
            }
            for pair in all.windows(2) {
                ordered(service.id, &pair[0], &pair[1]);
            }
        }
        Ok(services.len())
    });
    assert_eq!(checked.ok(), Some(27));
}

/// What must hold of the dates of one start.
fn consistent(service: &str, dates: &Dates) {
    let at = format!("{service} from {}", dates.from);
    let promised = dates.promised.as_ref().expect(&at);
    assert!(dates.from <= promised.date, "{at}");
    if let Some(legal) = &dates.legal {
        assert!(promised.date <= legal.date, "{at}");
    }
    if let (Some(legal), Some(extended)) = (&dates.legal, &dates.extended) {
        assert!(legal.date < extended.date, "{at}");
    }
    for remedy in &dates.remedies {
        assert!(promised.date < remedy.until.date, "{at}");
        assert!(CALENDAR.is_working(Day::of(remedy.until.date)), "{at}");
    }
    let mut previous = None;
    for step in &dates.steps {
        assert_eq!(
            step.ends.is_none(),
            step.open.is_some(),
            "{at}: {}",
            step.id
        );
        if let Some(starts) = &step.starts {
            assert_eq!(Some(starts), previous.as_ref(), "{at}: {}", step.id);
        }
        if let (Some(starts), Some(ends)) = (&step.starts, &step.ends) {
            assert!(starts.date <= ends.date, "{at}: {}", step.id);
        }
        previous.clone_from(&step.ends);
    }
    // The steps under the promise are over by then: years not published aside, validate says so.
    let stop = dates.steps[dates.clock.to].ends.as_ref();
    if let Some(stop) = stop.filter(|stop| !stop.is_provisional()) {
        assert!(stop.date <= promised.date, "{at}: {}", stop.date);
    }
}

/// What must hold of two starts, one a day after the other.
fn ordered(service: &str, day: &Dates, next: &Dates) {
    let at = format!("{service} from {} and the next day", day.from);
    let dates = |dates: &Dates| {
        let limits = [&dates.promised, &dates.legal, &dates.extended].map(Option::clone);
        let steps = dates.steps.iter().map(|step| step.ends.clone());
        let remedies = dates.remedies.iter().map(|r| Some(r.until.clone()));
        let all = limits.into_iter().chain(steps).chain(remedies);
        all.map(|day| day.map(|day| day.date)).collect::<Vec<_>>()
    };
    for (earlier, later) in dates(day).into_iter().zip(dates(next)) {
        assert!(earlier <= later, "{at}: {earlier:?} {later:?}");
    }
}
