//! The check code at the end of a list, a procedure or a card, and the QR code that leads to it.

use maud::{Markup, html};

use super::Scope;
use super::frame::{self, Frame};
use crate::code::{Code, qr};
use crate::lang::Lang;

/// Writes the check code of what an address names; nothing where it has none.
///
/// The code is an anchor: who comes by the QR code of a sheet is led to the code of the page only
/// where it is still the same, and is told so.
pub(super) fn section(scope: &Scope<'_>, frame: &Frame<'_>, address: &str) -> Markup {
    let Some(code) = scope.code(address) else {
        return html! {};
    };
    html! {
        section.proof #code aria-labelledby="code-title" {
            h2 #code-title { (scope.pick("核验码", "Check code")) }
            div.sheet {
                (qr_code(scope, frame, code))
                div {
                    p.code id=(code) { (code) }
                    p.same role="note" {
                        (scope.pick(
                            "✓ 您手里的纸与现行清单一致。",
                            "✓ Your sheet says what the list says today.",
                        ))
                    }
                    p { (how(scope, code)) }
                }
            }
        }
    }
}

/// Writes the check code of a sheet to print, small.
pub(super) fn line(scope: &Scope<'_>, frame: &Frame<'_>, address: &str) -> Markup {
    let Some(code) = scope.code(address) else {
        return html! {};
    };
    html! {
        div.proof.small {
            (qr_code(scope, frame, code))
            p {
                span.label { (scope.pick("核验码", "Check code")) } " "
                span.code id=(code) { (code) }
            }
        }
    }
}

fn how(scope: &Scope<'_>, code: Code) -> Markup {
    let shown = code.to_string();
    html! {
        (match (scope.lang, scope.masthead.base_url.is_some()) {
            (Lang::Zh, true) => "核验码由本页清单内容算出，改一个字就会变。扫纸上的二维码，打开的页面上有绿色的“一致”字样，才是现行内容；没有，就是已经修改过。",
            (Lang::Zh, false) => "核验码由本页清单内容算出，改一个字就会变。纸上的核验码与这里的相同，才是现行内容。",
            (Lang::En, true) => "The code is made from what the list says: change a word and it changes. Scan the code on a sheet: if the page that opens shows a green line, the sheet is current; if none shows, the list has changed since.",
            (Lang::En, false) => "The code is made from what the list says: change a word and it changes. A sheet is current if its code is the same as here.",
        })
        " "
        (scope.pick("也可以请便民服务中心核对：", "The service centre can check it, too: "))
        code { "qingdan verify " (shown) }
        (scope.pick("。", "."))
    }
}

fn qr_code(scope: &Scope<'_>, frame: &Frame<'_>, code: Code) -> Markup {
    let held = qr::content(scope.masthead.base_url.as_deref(), &frame.path(), code);
    let label = match scope.lang {
        Lang::Zh => format!("核验码{code}的二维码"),
        Lang::En => format!("QR code of check code {code}"),
    };
    // What is too long to be drawn can still be read.
    let svg = qr::svg(&held, &label).unwrap_or_default();
    html! { div.qr { (frame::drawn(svg)) } }
}
