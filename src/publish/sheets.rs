//! What stands at the edge of every printed sheet of a village: whose it is, the page, SAMPLE.
//!
//! Running heads are part of the print style, so that they stand on each sheet of paper and not only where
//! a page begins. A style sheet is no place for markup, but texts in it have to be escaped all the same.

use std::fmt::Write;

use super::{Page, Scope, words};
use crate::lang::Lang;

/// The kinds of pages that are laid out for paper of their own, with the size of the sheet.
const KINDS: [(&str, &str, (&str, &str)); 5] = [
    ("page", A4, ("", "")),
    (
        "card",
        "A4 landscape; margin: 12mm 10mm 11mm",
        ("群众监督卡", "Mass supervision card"),
    ),
    ("poster", A3, ("", "")),
    ("diagram", A3, ("流程图", "")),
    ("manual", A4, ("监督手册", "Supervision manual")),
];

const A4: &str = "A4; margin: 18mm 15mm 16mm";
const A3: &str = "A3; margin: 18mm 14mm 16mm";

/// The letters at the edges.
const FONT: &str = "font: 9pt system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif;";

/// Returns the print style of a village's pages.
pub(super) fn style(scope: &Scope<'_>) -> Page {
    let whose = format!("{} {}", scope.masthead.whose(scope.lang), scope.village());
    let mut css = String::new();
    for (kind, size, (zh, en)) in KINDS {
        let head = format!("{whose} {}", scope.pick(zh, en));
        let page = match scope.lang {
            Lang::Zh => "\"第\" counter(page) \"页，共\" counter(pages) \"页\"",
            Lang::En => "\"page \" counter(page) \" of \" counter(pages)",
        };
        let mark = if scope.masthead.sample {
            words::sample(scope.lang)
        } else {
            ""
        };
        // Writing to a text cannot fail.
        let _ = write!(
            css,
            "@page {kind} {{\n  size: {size};\n  {FONT}\n  @top-left {{ content: {} }}\n  \
             @top-right {{ content: {} }}\n  @bottom-right {{ content: {page} }}\n}}\n",
            quoted(head.trim()),
            quoted(mark),
        );
    }
    let way = format!("{}/{}/print.css", scope.lang.key(), scope.summary.slug);
    Page::new(way, css)
}

/// Writes a text as a string of CSS: whatever is not a letter or a digit stands as its number.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        if character.is_alphanumeric() || character == ' ' {
            quoted.push(character);
        } else {
            let _ = write!(quoted, "\\{:x} ", u32::from(character));
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_leave_its_string() {
        assert_eq!(quoted("南石渠 1"), "\"南石渠 1\"");
        let hostile = quoted("\"} body { x: \\\n</style>");
        let inner = hostile.trim_matches('"');
        assert!(
            !inner.contains(['"', '}', '{', '\n', '<', ';']),
            "{hostile}"
        );
    }
}
