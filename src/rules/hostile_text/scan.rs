//! Finding characters that are not seen, or that change what is seen.

use std::borrow::Cow;

use super::{bidi_override, control_character, invisible_character};
use crate::document::Document;
use crate::finding::Finding;
use crate::place::{Sheet, Spot};
use crate::tree::Value;
use crate::visible::Hidden;

/// Finds what all three rules of the family find, in one look at the text.
pub(super) fn check(sheet: Sheet, document: &Document<'_>, findings: &mut Vec<Finding>) {
    for (spot, character, kind) in hidden(document) {
        findings.push(match kind {
            Hidden::Control => control_character::finding(sheet, spot, character),
            Hidden::Bidi => bidi_override::finding(sheet, spot, character),
            Hidden::Invisible => invisible_character::finding(sheet, spot, character),
        });
    }
}

/// Returns the characters that have no place in a list, in the file as it stands and in texts that
/// write them as escapes.
fn hidden(document: &Document<'_>) -> Vec<(Spot, char, Hidden)> {
    let mut found = Vec::new();
    for (at, character) in suspects(document.text) {
        if let Some(kind) = Hidden::of(character) {
            found.push((Spot::Bytes(at..at + character.len_utf8()), character, kind));
        }
    }
    if document.text.contains('\\') {
        escaped(document, &mut found);
    }
    found
}

/// Returns every character that may be of some kind, by its first bytes.
///
/// Almost all of a list is ASCII letters and Chinese, which begin with other bytes.
fn suspects(text: &str) -> Vec<(usize, char)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        if !SUSPECT[usize::from(*byte)] {
            continue;
        }
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        let possible = match byte {
            0xe1 => next == 0xa0,
            0xe2 => next == 0x80 || next == 0x81,
            0xef => next == 0xbb,
            _ => true,
        };
        if let Some(character) = text
            .get(at..)
            .filter(|_| possible)
            .and_then(|t| t.chars().next())
        {
            found.push((at, character));
        }
    }
    found
}

/// The bytes with which a hidden character can begin.
static SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        suspect[byte] = matches!(byte, 0..=0x08 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f)
            || matches!(byte, 0xc2 | 0xe1 | 0xe2 | 0xef | 0xf3);
        byte += 1;
    }
    suspect
};

/// A text with escapes owns what they mean.
fn escaped(document: &Document<'_>, found: &mut Vec<(Spot, char, Hidden)>) {
    document.table.each_value(&mut |node| {
        let Value::String(Cow::Owned(text)) = &node.value else {
            return;
        };
        let source = &document.text[node.bytes.clone()];
        for character in text
            .chars()
            .filter(|character| !source.contains(*character))
        {
            if let Some(kind) = Hidden::of(character) {
                found.push((Spot::Bytes(node.bytes.clone()), character, kind));
                return;
            }
        }
    });
}
