//! Whom to ring with a question, and with a complaint.

use maud::{Markup, html};

use super::super::{Scope, words};
use crate::procedure::{Desk, Procedure};

/// Writes the numbers to ring.
pub(super) fn list(p: &Procedure, scope: &Scope<'_>) -> Option<Markup> {
    let desks: Vec<&Desk> = [&p.handler, &p.office].into_iter().flatten().collect();
    if desks.is_empty() && p.hotlines.is_empty() {
        return None;
    }
    let office = p.office.as_ref();
    let complaints = office.and_then(|office| office.supervision_phone.as_deref());
    Some(html! {
        ul.phones {
            @for desk in desks { li { (line(desk, scope)) } }
            @if let Some(phone) = complaints {
                li {
                    span.label { (scope.pick("监督投诉", "Complaints")) }
                    (words::phone(phone, scope.lang))
                }
            }
            @for hotline in &p.hotlines { li { (scope.say(hotline)) } }
        }
    })
}

fn line(desk: &Desk, scope: &Scope<'_>) -> Markup {
    html! {
        span.label { (scope.say(&desk.title)) }
        @match &desk.phone {
            Some(phone) => (words::phone(phone, scope.lang)),
            None => span.none { (scope.pick("没有登记电话", "no phone recorded")) },
        }
        @for detail in [&desk.place, &desk.hours].into_iter().flatten() {
            span.meta { (scope.say(detail)) }
        }
    }
}
