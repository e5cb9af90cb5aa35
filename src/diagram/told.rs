//! What the boxes of a diagram say.

use crate::lang::{Lang, Said};
use crate::list::{Otherwise, Step};
use crate::load::Lists;
use crate::procedure::{self, StepLine};

/// A step in the words of one language.
#[derive(Debug)]
pub(super) struct Told {
    /// Its number and who takes it.
    pub heading: String,
    /// What is done.
    pub action: String,
    /// When, and by how many votes.
    pub limits: Vec<String>,
    /// What happens when it fails.
    pub otherwise: Option<Else>,
}

/// What happens when a step fails, in the words of one language.
#[derive(Debug)]
pub(super) struct Else {
    /// What is done.
    pub action: String,
    /// How it goes on.
    pub to: To,
}

/// How a procedure goes on after a step that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    /// With the step at this place, counted from 0.
    Step(usize),
    /// Not at all.
    End,
    /// The list does not say, or names a step that is not there.
    Nowhere,
}

impl Told {
    pub(super) fn of(step: &Step<'_>, steps: &[Step<'_>], lists: &Lists<'_>, lang: Lang) -> Self {
        let line = procedure::step(step, lists);
        let who = line.by.iter().map(|who| who.within(lang));
        let who: Vec<&str> = who.collect();
        Self {
            heading: format!("{} {}", step.index + 1, who.join(lang.pick("、", ", "))),
            action: line.action.within(lang).to_owned(),
            limits: limits(&line, lang),
            otherwise: step.otherwise.map(|otherwise| Else {
                action: otherwise.action.within(lang).to_owned(),
                to: to(otherwise, steps),
            }),
        }
    }
}

fn to(otherwise: Otherwise<'_>, steps: &[Step<'_>]) -> To {
    match otherwise.to {
        Some(Otherwise::END) => To::End,
        to => {
            let place = steps.iter().position(|step| Some(step.id) == to);
            place.map_or(To::Nowhere, To::Step)
        }
    }
}

fn limits(line: &StepLine, lang: Lang) -> Vec<String> {
    let labelled = [
        (("何时", "When"), &line.on),
        (("时限", "Within"), &line.within),
        (("不少于", "At least"), &line.at_least),
        (("表决", "Vote"), &line.quorum),
    ];
    let said = labelled.into_iter().filter_map(|(label, said)| {
        let said: &Said = said.as_ref()?;
        let label = lang.pick(label.0, label.1);
        Some(match lang {
            Lang::Zh => format!("{label}：{}", said.zh),
            Lang::En => format!("{label}: {}", said.en),
        })
    });
    said.collect()
}

/// Says in words what is drawn, a step a line.
pub(super) fn description(told: &[Told], lang: Lang) -> String {
    let mut lines = Vec::new();
    for step in told {
        let mut parts = vec![step.action.clone()];
        parts.extend(step.limits.iter().cloned());
        if let Some(otherwise) = &step.otherwise {
            parts.push(format!(
                "{}{}",
                lang.pick("办不成的：", "If not: "),
                otherwise.action
            ));
            parts.extend(goes_on(otherwise.to, lang));
        }
        let parts = parts.join(lang.pick("；", "; "));
        let (heading, colon) = (&step.heading, lang.pick("：", ": "));
        lines.push(format!("{heading}{colon}{parts}"));
    }
    lines.join("\n")
}

/// Says how it goes on after a failure.
pub(super) fn goes_on(to: To, lang: Lang) -> Option<String> {
    match (to, lang) {
        (To::Step(place), Lang::Zh) => Some(format!("转第{}步", place + 1)),
        (To::Step(place), Lang::En) => Some(format!("go to step {}", place + 1)),
        (To::End, Lang::Zh) => Some("办理终止".to_owned()),
        (To::End, Lang::En) => Some("ends here".to_owned()),
        (To::Nowhere, _) => None,
    }
}
