//! Posters: each list on sheets of A3, to be hung up.

use maud::{Markup, html};

use super::listing::{actors, by_aspect, often};
use super::{Page, Scope, proof, words};
use crate::procedure::{desk, period, points, said, written};

/// Returns the poster of each list.
pub(super) fn pages(scope: &Scope<'_>) -> Vec<Page> {
    vec![powers(scope), responsibilities(scope), services(scope)]
}

/// A poster while it is written.
struct Poster<'p> {
    scope: &'p Scope<'p>,
    list: &'static str,
    title: &'static str,
    columns: &'p [(&'static str, &'static str)],
}

impl Poster<'_> {
    /// Puts the rows under the columns' titles. Titles and check code stand on every sheet of
    /// paper.
    fn page(&self, rows: &Markup) -> Page {
        let Self {
            scope, list, title, ..
        } = self;
        let mut frame = scope.frame("poster", &format!("poster/{list}.html"), title);
        frame.crumb(&format!("{list}.html"), title);
        frame.page(&html! {
            h1 { (scope.village()) (scope.pick("", ": ")) (title) }
            div.scrolled role="region" tabindex="0" aria-label=(title) {
                table.(list) {
                    thead { tr {
                        @for (zh, en) in self.columns { th scope="col" { (scope.pick(*zh, *en)) } }
                    } }
                    (rows)
                    tfoot { tr { td colspan=(self.columns.len()) {
                        (proof::line(scope, &frame, &format!("list/{list}")))
                    } } }
                }
            }
        })
    }
}

fn powers(scope: &Scope<'_>) -> Page {
    let powers = scope.lists.book.powers().unwrap_or_default();
    let columns = &[
        ("序号", "No."),
        ("权力", "Power"),
        ("由谁行使", "Held by"),
        ("可以做什么", "What may be done"),
        ("谁来监督", "Watched by"),
    ];
    let mut number = 0;
    let rows = html! {
            @for (aspect, of_aspect) in by_aspect(powers, scope) {
                tbody {
                    tr.group { th scope="rowgroup" colspan=(columns.len()) { (aspect) } }
                    @for power in of_aspect {
                        tr {
                            td.short { ({ number += 1; number }) }
                            th scope="row" { (power.title.within(scope.lang)) }
                            td { (actors(&power.holders, scope)) }
                            td { (power.may.within(scope.lang)) }
                            td { (actors(&power.supervisors, scope)) }
                        }
                    }
                }
            }
    };
    Poster {
        scope,
        list: "power",
        title: scope.pick("权力清单", "Power list"),
        columns,
    }
    .page(&rows)
}

fn responsibilities(scope: &Scope<'_>) -> Page {
    let duties = scope.lists.book.responsibilities().unwrap_or_default();
    let columns = &[
        ("序号", "No."),
        ("责任", "Responsibility"),
        ("必须做什么", "What must be done"),
        ("由谁负责", "Who"),
        ("什么时候", "When"),
        ("谁来监督", "Watched by"),
    ];
    let rows = html! {
            tbody {
                @for (number, duty) in (1..).zip(duties) {
                    tr {
                        td.short { (number) }
                        th scope="row" { (duty.title.within(scope.lang)) }
                        td { (words::points(&points(&duty.must), scope.lang)) }
                        td { (actors(&duty.holders, scope)) }
                        td {
                            (often(duty.every, scope.lang))
                            @if let Some(by) = said(duty.by) { (scope.pick("：", ": ")) (scope.say(&by)) }
                        }
                        td { (actors(&duty.supervisors, scope)) }
                    }
                }
            }
    };
    Poster {
        scope,
        list: "responsibility",
        title: scope.pick("责任清单", "Responsibility list"),
        columns,
    }
    .page(&rows)
}

fn services(scope: &Scope<'_>) -> Page {
    let services = scope.lists.book.services().unwrap_or_default();
    let columns = &[
        ("序号", "No."),
        ("服务", "Service"),
        ("找谁办", "Whom to see"),
        ("电话", "Phone"),
        ("谁来决定", "Who decides"),
        ("承诺时限", "Promised"),
        ("收费", "Fee"),
        ("跑几趟", "Visits"),
    ];
    let rows = html! {
            tbody {
                @for (number, service) in (1..).zip(services) {
                    @let handler = desk(service.handler, scope.lists);
                    tr {
                        td.short { (number) }
                        th scope="row" { (service.title.within(scope.lang)) }
                        td { (scope.actor(service.handler)) }
                        td.ring {
                            @if let Some(phone) = handler.as_ref().and_then(|desk| desk.phone.as_ref()) {
                                (words::phone(phone, scope.lang))
                            }
                        }
                        td { (scope.actor(service.authority)) }
                        td.short { (service.limit.promised.map(period).map_or_else(String::new, |time| scope.say(&time).to_owned())) }
                        td.short { (written::fee(service.fee.yuan.unwrap_or(0), scope.lang)) }
                        td.short { (service.visits.map_or_else(String::new, |visits| written::visits_in_words(visits, scope.lang))) }
                    }
                }
            }
    };
    Poster {
        scope,
        list: "service",
        title: scope.pick("服务清单", "Service list"),
        columns,
    }
    .page(&rows)
}
