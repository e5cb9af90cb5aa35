//! What stands at the edge of every printed sheet: whose it is, the page, SAMPLE.
//!
//! Running heads are part of the print style, so that they stand on each sheet of paper and not only where
//! a page begins. A style sheet is no place for markup, but texts in it have to be escaped all the same.

use std::fmt::Write;

use super::{Masthead, Page, Summary, words};
use crate::lang::Lang;
use crate::list::Stage;

/// The kinds of pages that are laid out for paper of their own, with the size of the sheet.
const KINDS: [(&str, &str, (&str, &str)); 5] = [
    ("page", A4, ("", "")),
    (
        "card",
        "A4 landscape; margin: 13mm 10mm",
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

/// Returns the print style of the pages of a village, or of the township's own.
pub(super) fn style(masthead: &Masthead, village: Option<&Summary>, lang: Lang) -> Page {
    let mut whose = masthead.whose(lang);
    let mut folder = lang.key().to_owned();
    if let Some(village) = village {
        whose = match lang {
            Lang::Zh => format!("{whose}{}", village.name.zh),
            Lang::En => format!("{}, {whose}", village.name.en),
        };
        folder = format!("{folder}/{}", village.slug);
    }
    let mark = marks(masthead, village, lang);
    let page = match lang {
        Lang::Zh => "\"第\" counter(page) \"页，共\" counter(pages) \"页\"",
        Lang::En => "\"page \" counter(page) \" of \" counter(pages)",
    };
    let mut css = String::new();
    for (kind, size, (zh, en)) in KINDS {
        let title = lang.pick(zh, en);
        let between = if title.is_empty() { "" } else { " · " };
        // Writing to a text cannot fail.
        let _ = write!(
            css,
            "@page {kind} {{\n  size: {size};\n  {FONT}\n  @top-left {{ content: {} }}\n  \
             @top-right {{ content: {} }}\n  @bottom-right {{ content: {page} }}\n}}\n",
            quoted(&format!("{whose}{between}{title}")),
            quoted(&mark),
        );
    }
    Page::new(format!("{folder}/print.css"), css)
}

/// Returns what must be known of every sheet: made-up data, lists on trial.
fn marks(masthead: &Masthead, village: Option<&Summary>, lang: Lang) -> String {
    let sample = masthead.sample.then(|| words::sample(lang));
    let on_trial = village.is_some_and(|village| village.stage == Some(Stage::Trial));
    let trial = on_trial.then(|| words::trial(lang));
    let marks: Vec<&str> = sample.into_iter().chain(trial).collect();
    marks.join(" · ")
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
