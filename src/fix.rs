//! What mends a finding: a piece of its file, and what is to stand in its place.

mod marks;
pub mod mending;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use serde::Serialize;

use crate::document::Document;
use crate::place::{Extent, Route, Spot};

pub(crate) use marks::{Mark, marks};

/// Whether a fix has one right answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// There is one right answer: the file comes to say what it was meant to say.
    Safe,
    /// It is what was most likely meant: a person has to agree.
    Asks,
}

/// A fix, as the rule gives it that finds the fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether a person has to agree.
    pub safety: Safety,
    /// What is replaced, in the file of the finding.
    pub spot: Spot,
    /// What is to stand there, as TOML spells it.
    pub to: String,
}

impl Fix {
    /// Replaces bytes of the file, half-open, from 0, where there is one right answer.
    pub fn of_bytes(bytes: Range<usize>, to: impl Into<String>) -> Self {
        Self {
            safety: Safety::Safe,
            spot: Spot::Bytes(bytes),
            to: to.into(),
        }
    }

    /// Replaces a line that begins at this byte by another; none where its statement would not be
    /// TOML then.
    pub fn of_line(text: &str, start: usize, line: &str, to: &str) -> Option<Self> {
        let bytes = start..start + line.len();
        marks::is_statement_with(text, &bytes, to).then(|| Self::of_bytes(bytes, to))
    }

    /// Replaces a text by another; none where that would need escapes.
    pub fn of_text(route: &Route, text: &str) -> Option<Self> {
        let plain = |c: char| !c.is_control() && !matches!(c, '"' | '\\');
        text.chars().all(plain).then(|| Self {
            safety: Safety::Safe,
            spot: Spot::Value(route.clone()),
            to: format!("\"{text}\""),
        })
    }

    /// Replaces a key by another; none where that would need quotation marks.
    pub fn of_key(route: &Route, key: &str) -> Option<Self> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        (!key.is_empty() && key.chars().all(plain)).then(|| Self {
            safety: Safety::Safe,
            spot: Spot::Key(route.clone()),
            to: key.to_owned(),
        })
    }

    /// Writes a text with full-width digits and marks in the narrow ones, where it is right then.
    pub fn narrowed(route: &Route, text: &str, is_right: impl Fn(&str) -> bool) -> Option<Self> {
        let narrow: String = text.chars().map(|c| narrow(c).unwrap_or(c)).collect();
        (narrow != text && is_right(&narrow)).then(|| Self::of_text(route, &narrow))?
    }

    /// Leaves the answer to a person.
    #[must_use]
    pub fn asks(mut self) -> Self {
        self.safety = Safety::Asks;
        self
    }
}

/// Returns the narrow character of a full-width one (U+FF01 to U+FF5E, U+3000).
pub fn narrow(character: char) -> Option<char> {
    match character {
        '\u{3000}' => Some(' '),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0),
        _ => None,
    }
}

/// A fix whose place in the file is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// Whether a person has to agree.
    pub safety: Safety,
    /// The bytes that are replaced, half-open, from 0.
    pub bytes: Range<usize>,
    /// The same as lines and columns.
    pub extent: Extent,
    /// What stands there.
    pub from: String,
    /// What is to stand there.
    pub to: String,
    /// The digest of the whole file for which this holds.
    pub digest: u64,
}

impl Mend {
    /// Finds the place of a fix; none where something else stands there than the fix takes it for.
    pub(crate) fn of(document: &Document<'_>, fix: &Fix) -> Option<Self> {
        let bytes = document.bytes(&fix.spot);
        let from = document.text.get(bytes.clone())?;
        let fits = match &fix.spot {
            Spot::Value(_) => is_text_on_one_line(from),
            Spot::Key(route) => from == route.field(),
            Spot::Bytes(_) => true,
            Spot::File => false,
        };
        (fits && from != fix.to).then(|| Self {
            safety: fix.safety,
            extent: document.extent(&bytes),
            from: from.to_owned(),
            to: fix.to.clone(),
            digest: digest(document.text),
            bytes,
        })
    }
}

fn is_text_on_one_line(source: &str) -> bool {
    let quoted = |mark: &str| source.starts_with(mark) && source.ends_with(mark);
    let long = source.starts_with("\"\"\"") || source.starts_with("'''");
    source.len() >= 2 && !long && (quoted("\"") || quoted("'"))
}

/// Returns a number that tells one content from another, within one run.
pub(crate) fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    fn mend(text: &str, fix: Option<Fix>) -> Option<(String, String)> {
        let source = Source::new(text.to_owned());
        let mend = Mend::of(&Document::parse(&source), &fix?)?;
        Some((mend.from, mend.to))
    }

    #[test]
    fn wide_digits_are_narrowed_only_where_that_makes_it_right() {
        let route = Route::top().key("a");
        let narrowed = |text: &str| {
            Fix::narrowed(&route, text, |narrow| narrow == "20 days").map(|fix| fix.to)
        };
        assert_eq!(narrowed("２０　ｄays").as_deref(), Some("\"20 days\""));
        assert_eq!(narrowed("２０天"), None);
        assert_eq!(narrowed("20 days"), None);
    }

    #[test]
    fn a_fix_is_for_what_it_was_made_for() {
        let route = Route::top().key("a").key("b");
        let text = || Fix::of_text(&route, "y");
        let found = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
        assert_eq!(mend("a.b = 'x'\n", text()), found("'x'", "\"y\""));
        assert_eq!(mend("a.b = \"\"\"x\"\"\"\n", text()), None);
        assert_eq!(mend("a.b = 1\n", text()), None);
        assert_eq!(mend("a.c = \"x\"\n", text()), None);
        let key = || Fix::of_key(&route, "c");
        assert_eq!(mend("[a.b]\nx = 1\n", key()), found("b", "c"));
        assert_eq!(mend("a.\"b\" = 1\n", key()), None);
        assert_eq!(Fix::of_text(&route, "a\"b"), None);
        assert_eq!(Fix::of_key(&route, "a b"), None);
    }
}
