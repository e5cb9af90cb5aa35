//! The order of the steps: what leads where, and what never ends.
//!
//! A step leads to the next one, and where it fails to the step that its `otherwise` names. A step
//! with `on` is started by an event instead of the end of the step before.

use crate::list::{Otherwise, Step};

/// Returns the steps that nothing starts: neither the step before, nor an event, nor a failure.
pub fn unreachable<'s, 'a>(steps: &'s [Step<'a>]) -> Vec<&'s Step<'a>> {
    let led_to = |id: &str| {
        steps
            .iter()
            .any(|step| step.otherwise.and_then(|otherwise| otherwise.to) == Some(id))
    };
    let waits_for_nothing = |step: &&Step<'_>| step.waits && step.on.is_empty();
    steps
        .iter()
        .filter(waits_for_nothing)
        .filter(|step| !led_to(step.id))
        .collect()
}

/// Returns the steps from which failing leads round in a circle of several steps.
///
/// Who fails at the one is sent to the other, and who fails there is sent back. A step that is
/// simply done again is no circle. A circle ends where one of its steps has an upper limit: its
/// time runs out, and that can be complained of. It also ends at a step that cannot fail, because
/// the procedure then goes on. Of each circle, the first step is returned.
pub fn endless<'s, 'a>(steps: &'s [Step<'a>]) -> Vec<&'s Step<'a>> {
    let place = |id: &str| steps.iter().position(|step| step.id == id);
    let next = |at: usize| {
        let to = steps[at].otherwise.and_then(|otherwise| otherwise.to);
        to.filter(|to| *to != Otherwise::END).and_then(place)
    };
    let mut circles = Vec::new();
    for start in 0..steps.len() {
        let mut circle = Vec::new();
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| !circle.contains(here)) {
            circle.push(here);
            at = next(here);
        }
        let closed = at == Some(start) && circle.iter().min() == Some(&start);
        let bounded = circle.iter().any(|here| steps[*here].within.is_some());
        if closed && circle.len() > 1 && !bounded {
            circles.push(&steps[start]);
        }
    }
    circles
}
