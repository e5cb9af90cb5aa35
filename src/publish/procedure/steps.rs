//! The steps of a procedure in words.

use maud::{Markup, html};

use super::super::Scope;
use crate::lang::{Lang, Said};
use crate::list::{Otherwise, Step};
use crate::procedure::{StepLine, step, written};

/// Writes the steps as a numbered list; nothing where there are none.
pub(super) fn list(scope: &Scope<'_>, steps: &[Step<'_>]) -> Option<Markup> {
    (!steps.is_empty()).then(|| {
        html! {
            ol.steps {
                @for one in steps {
                    li id={ "step-" (one.id) } { (entry(scope, &step(one, scope.lists), one, steps)) }
                }
            }
        }
    })
}

fn entry(scope: &Scope<'_>, line: &StepLine, one: &Step<'_>, steps: &[Step<'_>]) -> Markup {
    html! {
        p.who { (scope.joined(&line.by)) }
        p { (scope.say(&line.action)) }
        (facts(scope, line))
        @if let Some(otherwise) = &line.otherwise {
            p.otherwise {
                strong { (scope.pick("不成：", "If not: ")) }
                (scope.say(otherwise))
                @if let Some(next) = one.otherwise.and_then(|other| goes_on(other, steps, scope.lang)) {
                    " " span.next { (next) }
                }
            }
        }
    }
}

fn facts(scope: &Scope<'_>, line: &StepLine) -> Markup {
    let within = line
        .within
        .as_ref()
        .map(|within| written::at_most(within, scope.lang));
    let said = |said: &Option<Said>| said.as_ref().map(|said| scope.say(said).to_owned());
    let facts = [
        ("起算", "Starts", said(&line.on)),
        ("时限", "Time", within),
        ("不少于", "At least", said(&line.at_least)),
        ("表决", "Vote", said(&line.quorum)),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter_map(|(zh, en, text)| Some((scope.pick(zh, en), text?)))
        .collect();
    html! {
        @if !facts.is_empty() {
            dl.facts {
                @for (label, text) in facts { div { dt { (label) } dd { (text) } } }
            }
        }
    }
}

/// Says how it goes on after a step that failed.
fn goes_on(otherwise: Otherwise<'_>, steps: &[Step<'_>], lang: Lang) -> Option<String> {
    let to = otherwise.to?;
    if to == Otherwise::END {
        return Some(lang.pick("（到此为止）", "(it ends here)").to_owned());
    }
    let place = steps.iter().position(|step| step.id == to)? + 1;
    Some(match lang {
        Lang::Zh => format!("（转第{place}步）"),
        Lang::En => format!("(go to step {place})"),
    })
}
