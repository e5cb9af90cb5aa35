//! Characters that are not seen, or that change what is seen, and how they are drawn.

use std::borrow::Cow;
use std::ops::Range;

use crate::lang::Lang;

/// A kind of character that has no place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// C0 and C1 control characters other than tab and line ends.
    Control,
    /// Embeddings, overrides and isolates of the bidirectional algorithm (UAX #9).
    Bidi,
    /// Zero-width characters, the soft hyphen, the byte order mark.
    Invisible,
}

impl Hidden {
    /// Returns the kind of a hidden character; none for every other one.
    pub fn of(character: char) -> Option<Self> {
        match character {
            '\t' | '\n' | '\r' => None,
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(Hidden::Control),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(Hidden::Bidi),
            '\u{ad}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{2060}'..='\u{2064}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}' => Some(Hidden::Invisible),
            _ => None,
        }
    }
}

/// Returns true for a byte that is a control character of ASCII and neither a tab nor a line end.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches, many bytes are compared at a time"
)]
pub(crate) fn is_control(byte: u8) -> bool {
    let layout = (byte == b'\t') | (byte == b'\n') | (byte == b'\r');
    ((byte < 0x20) & !layout) | (byte == 0x7f)
}

fn is_drawn_as_escape(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r') || Hidden::of(character).is_some()
}

/// Returns a text for one line of a terminal: hidden characters, tabs and line ends stand as
/// escapes, so that no list can move the cursor, turn the text or hide a part of it.
///
/// # Example
///
/// ```
/// assert_eq!(qingdan::visible::line("a\u{200b}b\u{1b}[2J"), "a\\u{200b}b\\u{1b}[2J");
/// ```
pub fn line(text: &str) -> Cow<'_, str> {
    if text.contains(is_drawn_as_escape) {
        Cow::Owned(escaped(text))
    } else {
        Cow::Borrowed(text)
    }
}

fn escaped(text: &str) -> String {
    let mut drawn = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_drawn_as_escape(character) {
            drawn.extend(character.escape_default());
        } else {
            drawn.push(character);
        }
    }
    drawn
}

/// Returns a source line as [`line()`] does, but for its tabs, with the marked bytes (half-open,
/// counted from 0) where they stand then.
///
/// A byte order mark at the beginning is left out, as it has no column, unless it is what is
/// marked.
pub fn marked(text: &str, mark: &Range<usize>) -> (String, Range<usize>) {
    const BOM: char = '\u{feff}';
    let (skipped, text) = match text.strip_prefix(BOM) {
        Some(rest) if mark.start >= BOM.len_utf8() => (BOM.len_utf8(), rest),
        _ => (0, text),
    };
    let drawn = |part: Option<&str>| -> String {
        let parts = part.unwrap_or_default().split('\t').map(line);
        parts.collect::<Vec<_>>().join("\t")
    };
    let (from, to) = (mark.start - skipped, mark.end.max(mark.start) - skipped);
    let before = drawn(text.get(..from));
    let within = drawn(text.get(from..to));
    let marked = before.len()..before.len() + within.len();
    (before + &within + &drawn(text.get(to..)), marked)
}

/// Returns a line with what is not seen: spaces at its end, tabs, line ends, that it is empty.
pub fn drawn(text: Option<&str>, lang: Lang) -> String {
    let Some(text) = text else {
        return lang
            .pick("（文件到此为止）", "(the file ends here)")
            .to_owned();
    };
    let (text, end) = match text.strip_suffix('\n') {
        Some("") => (lang.pick("（空行）", "(an empty line)"), ""),
        Some(text) => (text, ""),
        None => (text, lang.pick("（没有换行）", " (no line end)")),
    };
    let seen = text.trim_end_matches(' ');
    let spaces = "·".repeat(text.len() - seen.len());
    format!("{}{spaces}{end}", line(seen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stays_on_its_character() {
        let (line, mark) = marked("\u{feff}a\u{7}\u{202e}\tb", &(5..8));
        assert_eq!(line, "a\\u{7}\\u{202e}\tb");
        assert_eq!(&line[mark], "\\u{202e}");
    }

    #[test]
    fn a_marked_byte_order_mark_is_drawn() {
        let (line, mark) = marked("\u{feff}a", &(0..3));
        assert_eq!((line.as_str(), mark), ("\\u{feff}a", 0..8));
    }

    #[test]
    fn what_can_be_seen_is_not_changed() {
        assert_eq!(line("批地，“宅基地” plot"), "批地，“宅基地” plot");
        assert_eq!(line("a\tb\r\n"), "a\\tb\\r\\n");
    }

    #[test]
    fn what_is_not_seen_is_drawn() {
        let drawn = |line| drawn(line, Lang::En);
        assert_eq!(drawn(Some("a = 1  \n")), "a = 1··");
        assert_eq!(drawn(Some("a\t= 1\r\n")), "a\\t= 1\\r");
        assert_eq!(drawn(Some("\u{feff}a")), "\\u{feff}a (no line end)");
        assert_eq!(drawn(Some("\n")), "(an empty line)");
        assert_eq!(drawn(None), "(the file ends here)");
    }
}
