//! What to bring.

use maud::{Markup, html};

use super::super::Scope;
use crate::procedure::{PaperLine, Procedure, written};

/// Writes the papers of a service; nothing for a power.
pub(super) fn table(p: &Procedure, scope: &Scope<'_>) -> Option<Markup> {
    p.handler.as_ref()?;
    if p.papers.is_empty() {
        return Some(html! { p { (scope.pick("不用带材料。", "Nothing.")) } });
    }
    Some(html! {
        table.papers {
            thead { tr {
                th scope="col" { (scope.pick("材料", "Paper")) }
                th scope="col" { (scope.pick("形式、份数", "Form and number")) }
                th scope="col" { (scope.pick("什么情况要带", "When it is needed")) }
            } }
            tbody { @for paper in &p.papers { (row(paper, scope)) } }
        }
        p.note { (scope.pick(
            "这里没有列出的材料，可以不带。",
            "What is not listed here need not be brought.",
        )) }
    })
}

fn row(paper: &PaperLine, scope: &Scope<'_>) -> Markup {
    html! {
        tr {
            th scope="row" {
                (scope.say(&paper.title))
                @if let Some(issuer) = &paper.issued_by {
                    span.meta { (scope.pick("出具：", "issued by: ")) (scope.say(issuer)) }
                }
            }
            td { (written::kind_and_copies(paper, scope.lang)) }
            td {
                @match &paper.when {
                    Some(when) => (scope.say(when)),
                    None => (scope.pick("都要带", "always")),
                }
            }
        }
    }
}
