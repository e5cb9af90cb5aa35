//! Finding characters that are not seen, or that change what is seen.

use std::borrow::Cow;

use super::{bidi_override, control_character, invisible_character};
use crate::document::Document;
use crate::finding::Finding;
use crate::place::{Sheet, Spot};
use crate::tree::Value;
use crate::visible::{Hidden, is_control};

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

/// Returns every character that may be of some kind, by its first two bytes.
///
/// Almost all of a list is ASCII letters and Chinese, which begin with other bytes: a piece without
/// any is passed over, many bytes compared at a time.
fn suspects(text: &str) -> Vec<(usize, char)> {
    const PIECE: usize = 32;
    let bytes = text.as_bytes();
    let suspect_at = |at: usize| {
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        let character = is_suspect(bytes[at], next).then(|| text.get(at..)?.chars().next());
        Some((at, character??))
    };
    let (pieces, _) = bytes.as_chunks::<PIECE>();
    let (followers, _) = bytes.get(1..).unwrap_or_default().as_chunks::<PIECE>();
    let mut found = Vec::new();
    let mut done = 0;
    for (piece, followers) in pieces.iter().zip(followers) {
        let mut any = false;
        for place in 0..PIECE {
            any |= is_suspect(piece[place], followers[place]);
        }
        if any {
            found.extend((done..done + PIECE).filter_map(suspect_at));
        }
        done += PIECE;
    }
    found.extend((done..bytes.len()).filter_map(suspect_at));
    found
}

/// Returns true for the bytes with which a hidden character can begin.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches, many bytes are compared at a time"
)]
fn is_suspect(byte: u8, next: u8) -> bool {
    let general = (byte == 0xe2) & ((next == 0x80) | (next == 0x81));
    let mark = ((byte == 0xe1) & (next == 0xa0)) | ((byte == 0xef) & (next == 0xbb));
    is_control(byte) | general | mark | (byte == 0xc2) | (byte == 0xf3)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_character_is_found_wherever_it_stands() {
        let hidden = ('\0'..=char::MAX).filter(|character| Hidden::of(*character).is_some());
        for character in hidden {
            for before in 0..70 {
                for after in ["", "村。"] {
                    let text = format!("{}{character}{after}", "x".repeat(before));
                    let found = suspects(&text).contains(&(before, character));
                    assert!(found, "{character:?} at {before}");
                }
            }
        }
    }
}
