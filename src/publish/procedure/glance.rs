//! What most people come for, before anything else: whom to see, how long, what it costs.

use maud::{Markup, html};

use super::super::Scope;
use crate::procedure::{Procedure, written};

pub(super) fn facts(p: &Procedure, scope: &Scope<'_>) -> Markup {
    let one = |text: String| if text.is_empty() { vec![] } else { vec![text] };
    let fee = p.fee_yuan.map(|yuan| written::fee(yuan, scope.lang));
    let visits = p.visits;
    let visits = visits.map(|visits| written::visits_in_words(visits, scope.lang));
    let facts = [
        ("由谁行使", "Held by", one(scope.joined(&p.holders))),
        ("谁来监督", "Watched by", one(scope.joined(&p.supervisors))),
        ("找谁办", "Whom to see", who(p, scope)),
        ("多久办好", "How long", written::how_long(p, scope.lang)),
        ("收费", "Fee", fee.into_iter().collect()),
        ("跑几趟", "Visits", visits.into_iter().collect()),
    ];
    html! {
        dl.glance {
            @for (zh, en, lines) in facts {
                @if !lines.is_empty() {
                    div {
                        dt { (scope.pick(zh, en)) }
                        @for line in lines { dd { (line) } }
                    }
                }
            }
        }
    }
}

fn who(p: &Procedure, scope: &Scope<'_>) -> Vec<String> {
    let handler = p.handler.as_ref().map(|desk| &desk.title);
    let office = p.office.as_ref().map(|desk| &desk.title);
    let places = [
        ("村里", "in the village", handler),
        ("乡里", "in the township", office),
        ("决定", "decided by", p.authority.as_ref()),
    ];
    let colon = scope.pick("：", ": ");
    let line = |(zh, en, who): (&str, &str, Option<_>)| {
        Some(format!("{}{colon}{}", scope.pick(zh, en), scope.say(who?)))
    };
    places.into_iter().filter_map(line).collect()
}
