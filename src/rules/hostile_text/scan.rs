//! Finding characters that are not seen, or that change what is seen.

use std::borrow::Cow;

use toml::de::DeValue;

use crate::document::{Document, each_value};
use crate::place::Spot;

/// A kind of character that has no place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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

/// Returns the characters of a kind, in the file as it stands and in texts that write them as
/// escapes.
pub(super) fn hidden(document: &Document<'_>, kind: Kind) -> Vec<(Spot, char)> {
    let mut found = Vec::new();
    for (at, character) in suspects(document.text) {
        if Kind::of(character) == Some(kind) {
            found.push((Spot::Bytes(at..at + character.len_utf8()), character));
        }
    }
    if document.text.contains('\\') {
        escaped(document, kind, &mut found);
    }
    found
}

/// Returns every character that may be of some kind, by its first byte.
///
/// Almost all of a list is ASCII letters and Chinese, which begin with other bytes.
fn suspects(text: &str) -> impl Iterator<Item = (usize, char)> {
    let suspect = |byte: &u8| {
        matches!(byte, 0..=0x08 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0xc2 | 0xe1 | 0xe2 | 0xef | 0xf3)
    };
    let bytes = text.bytes().enumerate().filter(move |(_, byte)| suspect(byte));
    bytes.filter_map(|(at, _)| text.get(at..)?.chars().next().map(|character| (at, character)))
}

/// A text with escapes owns what they mean.
fn escaped(document: &Document<'_>, kind: Kind, found: &mut Vec<(Spot, char)>) {
    each_value(&document.table, &mut |value| {
        let DeValue::String(Cow::Owned(text)) = value.get_ref() else { return };
        let source = &document.text[value.span()];
        let written = |character: &char| !source.contains(*character);
        let hidden = text.chars().filter(|c| Kind::of(*c) == Some(kind)).find(written);
        if let Some(character) = hidden {
            found.push((Spot::Bytes(value.span()), character));
        }
    });
}
