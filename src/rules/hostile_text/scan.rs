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
    let mut has_escapes = false;
    for piece in document.own() {
        let text = &document.text[piece.clone()];
        has_escapes |= text.contains('\\');
        for (at, character) in suspects(text) {
            if let Some(kind) = Hidden::of(character) {
                let at = piece.start + at;
                found.push((Spot::Bytes(at..at + character.len_utf8()), character, kind));
            }
        }
    }
    if has_escapes {
        escaped(document, &mut found);
    }
    found
}

/// Returns every character that may be of some kind, by its first bytes.
///
/// Almost all of a list is ASCII letters and Chinese, which begin with other bytes: a piece without
/// any is passed over, many bytes compared at a time.
fn suspects(text: &str) -> Vec<(usize, char)> {
    const PIECE: usize = 32;
    let mut found = Vec::new();
    for (number, piece) in text.as_bytes().chunks(PIECE).enumerate() {
        if !piece
            .iter()
            .fold(false, |any, byte| any | is_suspect(*byte))
        {
            continue;
        }
        for (place, byte) in piece.iter().enumerate() {
            if is_suspect(*byte) {
                found.extend(suspect(text, number * PIECE + place));
            }
        }
    }
    found
}

/// Returns true for the bytes with which a hidden character can begin.
fn is_suspect(byte: u8) -> bool {
    let control = byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0x7f;
    let longer = matches!(byte, 0xc2 | 0xe1 | 0xe2 | 0xef | 0xf3);
    control | longer
}

/// Looks one byte further, where that tells most characters apart.
fn suspect(text: &str, at: usize) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let next = bytes.get(at + 1).copied().unwrap_or_default();
    let possible = match bytes.get(at)? {
        0xe1 => next == 0xa0,
        0xe2 => next == 0x80 || next == 0x81,
        0xef => next == 0xbb,
        _ => true,
    };
    let rest = text.get(at..).filter(|_| possible)?;
    Some((at, rest.chars().next()?))
}

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
