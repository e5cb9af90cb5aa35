//! `steps-exceed-promise`: steps that together take longer than the promise.

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Contents;
use crate::list::{Certainty, Item, Service, Step};
use crate::loaded::Loaded;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::schedule::{self, Clock, Late, Times};
use crate::time::Period;

pub(crate) static RULE: Rule = Rule {
    name: "steps-exceed-promise",
    family: Family::Time,
    severity: Level::Error,
    summary: (
        "各步骤合计超过承诺时限",
        "steps that together take longer than the promise",
    ),
    pages: (
        include_str!("steps_exceed_promise.zh.md"),
        include_str!("steps_exceed_promise.md"),
    ),
    checks: &[Check::Items(check)],
};

fn check(sheet: Sheet, contents: &Contents<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    for service in contents.services() {
        let Some(clock) = Clock::of(service) else {
            continue;
        };
        let steps = counted(service, clock);
        let Some(promise) = service.limit.promised else {
            continue;
        };
        let times: Vec<Times> = steps.iter().copied().map(Times::of).collect();
        let late = loaded
            .lateness
            .first(promise, &times, &loaded.calendar, loaded.as_of);
        let Some(Late {
            from,
            ends,
            promised,
        }) = late
        else {
            continue;
        };
        let message = say!(
            "{from}受理的，各步骤要到{ends}才办完，晚于承诺的{promised}",
            "accepted on {from}, the steps end on {ends}, after the promise of {promised}"
        );
        let route = service.route();
        let mut finding = RULE
            .at(sheet, route.clone().key("limit").key("promised"), message)
            .help(say!(
                "缩短步骤的时限，或者在法定时限内放宽承诺",
                "shorten a step, or promise more as far as the law allows"
            ));
        if let Some(step) = to_shorten(&steps) {
            let (id, time) = (step.id, step.within.or(step.at_least).unwrap_or_default());
            finding.help = Some(say!(
                "缩短步骤 `{id}`（{time}），或者在法定时限内放宽承诺",
                "shorten step `{id}` ({time}), or promise more as far as the law allows"
            ));
            let step = step.route(route).key(if step.within.is_some() {
                "within"
            } else {
                "at_least"
            });
            finding = finding.related(sheet, step, say!("用时最长的步骤", "the longest step"));
        }
        findings.push(finding);
    }
}

/// Returns the steps that the promise covers, without notices where these do not count, up to the
/// first that waits for an event.
fn counted<'s, 'a>(service: &'s Service<'a>, clock: Clock) -> Vec<&'s Step<'a>> {
    let excludes = service.limit.excludes.contains(&"notice");
    let steps = clock.steps(service).iter().take_while(|step| !step.waits);
    steps
        .filter(|step| !(excludes && schedule::is_notice(step)))
        .collect()
}

/// Returns the longest step, one that no text of a law fixes before one that it does.
fn to_shorten<'s, 'a>(steps: &[&'s Step<'a>]) -> Option<&'s Step<'a>> {
    let fixed = |step: &Step<'_>| {
        step.basis
            .iter()
            .any(|basis| basis.certainty == Some(Certainty::Text))
    };
    let length = |step: &Step<'_>| step.within.or(step.at_least).map(Period::days_at_least);
    let timed = steps.iter().copied().filter(|step| length(step).is_some());
    timed.max_by_key(|step| (!fixed(step), length(step)))
}
