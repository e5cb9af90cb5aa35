//! Finding characters that are not seen, or that change what is seen.

use std::borrow::Cow;

use toml::de::DeValue;

use super::{bidi_override, control_character, invisible_character};
use crate::document::{Document, each_value};
use crate::finding::Finding;
use crate::place::{Sheet, Spot};

/// A kind of character that has no place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// C0 and C1 control characters other than tab and line ends.
    Control,
    /// Embeddings, overrides and isolates of the bidirectional algorithm (UAX #9).
    Bidi,
    /// Zero-width characters, the soft hyphen, the byte order mark.
    Invisible,
}

impl Kind {
    fn of(character: char) -> Option<Self> {
        match character {
            '\t' | '\n' | '\r' => None,
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(Kind::Control),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(Kind::Bidi),
            '\u{ad}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{2060}'..='\u{2064}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}' => Some(Kind::Invisible),
            _ => None,
        }
    }
}

/// Finds what all three rules of the family find, in one look at the text.
pub(super) fn check(sheet: Sheet, document: &Document<'_>, findings: &mut Vec<Finding>) {
    for (spot, character, kind) in hidden(document) {
        findings.push(match kind {
            Kind::Control => control_character::finding(sheet, spot, character),
            Kind::Bidi => bidi_override::finding(sheet, spot, character),
            Kind::Invisible => invisible_character::finding(sheet, spot, character),
        });
    }
}

/// Returns the characters that have no place in a list, in the file as it stands and in texts that
/// write them as escapes.
fn hidden(document: &Document<'_>) -> Vec<(Spot, char, Kind)> {
    let mut found = Vec::new();
    for (at, character) in suspects(document.text) {
        if let Some(kind) = Kind::of(character) {
            found.push((Spot::Bytes(at..at + character.len_utf8()), character, kind));
        }
    }
    if document.text.contains('\\') {
        escaped(document, &mut found);
    }
    found
}

/// Returns every character that may be of some kind, by its first two bytes.
///
/// Almost all of a list is ASCII letters and Chinese, which begin with other bytes.
fn suspects(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let suspect = |at: &usize| match bytes[*at] {
        0..=0x08 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0xc2 | 0xf3 => true,
        0xe1 => bytes.get(at + 1) == Some(&0xa0),
        0xe2 => matches!(
            bytes.get(at + 1..at + 3),
            Some([0x80, 0x8b..=0x8f | 0xa8..=0xae] | [0x81, _])
        ),
        0xef => bytes.get(at + 1) == Some(&0xbb),
        _ => false,
    };
    (0..bytes.len()).filter(suspect).filter_map(|at| {
        text.get(at..)?
            .chars()
            .next()
            .map(|character| (at, character))
    })
}

/// A text with escapes owns what they mean.
fn escaped(document: &Document<'_>, found: &mut Vec<(Spot, char, Kind)>) {
    each_value(&document.table, &mut |value| {
        let DeValue::String(Cow::Owned(text)) = value.get_ref() else {
            return;
        };
        let source = &document.text[value.span()];
        for character in text
            .chars()
            .filter(|character| !source.contains(*character))
        {
            if let Some(kind) = Kind::of(character) {
                found.push((Spot::Bytes(value.span()), character, kind));
                return;
            }
        }
    });
}
