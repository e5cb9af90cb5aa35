//! Words that many pages share, in both languages.

use maud::{Markup, html};

use crate::lang::{Lang, Said};
use crate::procedure::{BasisLine, written};
use crate::rules::is_placeholder;

/// Returns the tag of a language in HTML.
pub(super) fn tag(lang: Lang) -> &'static str {
    lang.pick("zh-CN", "en")
}

/// Returns the mark of data that are made up.
pub(super) fn sample(lang: Lang) -> &'static str {
    lang.pick("示例数据 SAMPLE", "SAMPLE DATA")
}

/// Returns the mark of lists that are being tried out.
pub(super) fn trial(lang: Lang) -> &'static str {
    lang.pick("试行", "TRIAL")
}

/// Writes a number to ring: a link where it rings, a mark where it does not.
pub(super) fn phone(phone: &str, lang: Lang) -> Markup {
    let digits: String = phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    html! {
        @if is_placeholder(phone) || digits.is_empty() {
            span.placeholder { (written::phone(phone, lang)) }
        } @else {
            a.phone href={ "tel:" (digits) } { (phone) }
        }
    }
}

/// Writes the law on which something rests, each with how sure it is, in words.
pub(super) fn bases(bases: &[BasisLine], lang: Lang) -> Markup {
    html! {
        ul.bases {
            @for basis in bases {
                li {
                    (basis.title.within(lang)) " "
                    span.certainty.(basis.certainty) { (written::certainty(basis.certainty, lang)) }
                }
            }
        }
    }
}

/// Writes points as a list.
pub(super) fn points(points: &[Said], lang: Lang) -> Markup {
    html! {
        ul.points {
            @for point in points { li { (point.within(lang)) } }
        }
    }
}

/// Writes a heading with the name in the other language under it.
pub(super) fn heading(title: &Said, lang: Lang, others: bool) -> Markup {
    let other = lang.pick(Lang::En, Lang::Zh);
    html! {
        h1 { (title.within(lang)) }
        @if others && title.zh != title.en {
            p.other lang=(tag(other)) { (title.within(other)) }
        }
    }
}
