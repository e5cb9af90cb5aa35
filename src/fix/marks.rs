//! Full-width marks, digits and letters where the notation wants narrow ones, and whether typing
//! these makes the file say what was meant.

use std::ops::Range;

use super::narrow;
use crate::document::{Document, Source, begins_statement, outside_texts};
use crate::tree::Value;

/// A full-width character outside a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Its first byte, from 0.
    pub(crate) at: usize,
    /// The character.
    pub(crate) character: char,
    /// The key that is meant.
    pub(crate) key: char,
    /// True: with the keys typed, the statement is TOML and says the same to a reader.
    pub(crate) is_safe: bool,
}

impl Mark {
    /// Returns the bytes of the character, half-open, from 0.
    pub(crate) fn bytes(&self) -> Range<usize> {
        self.at..self.at + self.character.len_utf8()
    }
}

/// Marks whose key is not the narrow character of the same look.
const KEYS: [(char, char); 13] = [
    ('、', ','),
    ('。', '.'),
    ('：', '='),
    ('；', ','),
    ('“', '"'),
    ('”', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('【', '['),
    ('】', ']'),
    ('（', '['),
    ('）', ']'),
    ('｡', '.'),
];

/// Returns the full-width characters outside texts and comments that are typed by mistake.
///
/// Where typing the keys is not safe, digits, letters and all marks in a text without quotation
/// marks are left out: such a line has another fault, which is told instead.
pub(crate) fn marks(text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = outside_texts(text)
        .into_iter()
        .filter_map(|(at, character)| {
            let key = key(character)?;
            Some(Mark {
                at,
                character,
                key,
                is_safe: false,
            })
        })
        .collect();
    if marks.is_empty() {
        return marks;
    }
    for statement in statements(text) {
        let first = marks.partition_point(|mark| mark.at < statement.start);
        let last = marks.partition_point(|mark| mark.at < statement.end);
        let here = &mut marks[first..last];
        let is_safe = !here.is_empty() && is_mended(text, &statement, here);
        for mark in here {
            mark.is_safe = is_safe;
        }
    }
    marks.retain(|mark| {
        mark.is_safe || !mark.key.is_ascii_alphanumeric() && !is_in_prose(text, mark.at)
    });
    marks
}

/// Returns true on a line whose value, or which as a whole, begins like a text in Chinese.
fn is_in_prose(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let value = line
        .split_once(['=', '＝'])
        .map_or(line, |(_, value)| value);
    let first = value.trim_start().chars().next();
    first.is_some_and(|first| first.is_alphabetic() && narrow(first).is_none() && !first.is_ascii())
}

fn key(character: char) -> Option<char> {
    let other = KEYS.iter().find(|(wide, _)| *wide == character);
    let wanted = |key: &char| key.is_ascii_alphanumeric() || " =,.\"'[]{}#-_+".contains(*key);
    let same = || narrow(character).filter(wanted);
    other.map(|(_, key)| *key).or_else(same)
}

/// Splits a file into statements, each with the comments and blank lines behind it.
///
/// A line inside a text over several lines can look like a statement: where there may be such
/// texts, the file stands and falls as a whole.
fn statements(text: &str) -> Vec<Range<usize>> {
    if has_long_texts(text) {
        return std::iter::once(0..text.len()).collect();
    }
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && begins(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let ends: Vec<usize> = ends.collect();
    starts.into_iter().zip(ends).map(|(a, b)| a..b).collect()
}

/// Returns true where the statement that has these bytes is TOML with `to` in their place.
pub(super) fn is_statement_with(text: &str, bytes: &Range<usize>, to: &str) -> bool {
    let statement = statement(text, bytes);
    let before = &text[statement.start..bytes.start];
    let behind = &text[bytes.end..statement.end];
    let source = Source::new(format!("{before}{to}{behind}"));
    !Document::parse(&source).is_broken()
}

/// Returns the statement that has a line, without looking at the rest of the file.
fn statement(text: &str, line: &Range<usize>) -> Range<usize> {
    if has_long_texts(text) {
        return 0..text.len();
    }
    let mut start = line.start;
    while start > 0 && !begins(&text[start..line.end]) {
        start = text[..start - 1].rfind('\n').map_or(0, |end| end + 1);
    }
    let mut end = line.end;
    for next in text[line.end..].split_inclusive('\n') {
        if end > line.end && begins(next) {
            break;
        }
        end += next.len();
    }
    start..end
}

fn has_long_texts(text: &str) -> bool {
    text.contains("\"\"\"") || text.contains("'''")
}

/// Returns true for a text that begins with a key or a header, in keys of any width.
fn begins(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let typed: String = line.chars().map(|c| key(c).unwrap_or(c)).collect();
    typed.starts_with('[') || begins_statement(&typed)
}

/// Returns true where a statement is TOML with its marks typed as keys, none of these stands in a
/// text, and no text that they quote could be read in another way.
fn is_mended(text: &str, statement: &Range<usize>, marks: &[Mark]) -> bool {
    let mut typed = String::with_capacity(statement.len());
    let mut keys = Vec::new();
    let mut rest = statement.start;
    for mark in marks {
        typed += &text[rest..mark.at];
        keys.push(typed.len());
        typed.push(mark.key);
        rest = mark.bytes().end;
    }
    typed += &text[rest..statement.end];
    let source = Source::new(typed);
    let document = Document::parse(&source);
    let mut clear = !document.is_broken();
    document.table.each_value(&mut |node| {
        let Value::String(_) = &node.value else {
            return;
        };
        let inside = node.bytes.start + 1..node.bytes.end - 1;
        let quoted = keys.contains(&node.bytes.start) || keys.contains(&inside.end);
        let doubtful = |c: char| matches!(c, '\\' | '“' | '”' | '‘' | '’' | '"' | '\'');
        let words = &document.text[inside.clone()];
        clear &= !keys.iter().any(|key| inside.contains(key));
        clear &= !(quoted && words.contains(doubtful));
    });
    clear
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types the keys of all marks that are safe.
    fn typed(text: &str) -> String {
        let mut text = text.to_owned();
        for mark in marks(&text).iter().rev().filter(|mark| mark.is_safe) {
            text.replace_range(mark.bytes(), &mark.key.to_string());
        }
        text
    }

    #[test]
    fn what_can_only_mean_one_thing_is_typed() {
        for (wide, narrow) in [
            ("fee ＝ “none”\n", "fee = \"none\"\n"),
            ("ｖｉｓｉｔｓ＝１２\n", "visits=12\n"),
            ("【【power】】\n", "[[power]]\n"),
            ("title。zh：“一，二”　\n", "title.zh=\"一，二\" \n"),
            ("a = ［“x”、‘y’；\"z\"］\n", "a = [\"x\",'y',\"z\"]\n"),
            ("a = 2026－01－31\n", "a = 2026-01-31\n"),
            ("a = 1 ＃ 一，二\n", "a = 1 # 一，二\n"),
            ("a = \"licence”\n", "a = \"licence\"\n"),
            ("a = “licence\"\n", "a = \"licence\"\n"),
            (
                "a = [\n  \"x\"，\n  \"y\"，\n]\n",
                "a = [\n  \"x\",\n  \"y\",\n]\n",
            ),
        ] {
            assert_eq!(typed(wide), narrow);
        }
    }

    #[test]
    fn what_may_be_a_text_is_left_to_a_person() {
        for text in [
            "title.zh = 村（社区）\n",
            "title.zh = 申请１份，交２份\n",
            "title.zh = “他说“好”了”\n",
            "title.zh = “C:\\n”\n",
            "title.zh = \"他说“好”\n",
            "村民到场一次，交材料。\n",
            "visits = 1；\n",
            "a ：= 1\n",
            "a = \"\"\"\nb ＝ 1\n\"\"\"\nc = x\n",
            "a = \"一，二\" # 三，四\n",
        ] {
            assert_eq!(typed(text), text);
        }
    }

    #[test]
    fn a_text_without_its_marks_has_another_fault() {
        let found = |text: &str| marks(text).len();
        assert_eq!(found("title.zh = 村（社区），组\n"), 0);
        assert_eq!(found("村民到场一次，交材料。\n"), 0);
        assert_eq!(found("title.zh ＝ “他说“好”了”，\n"), 5);
    }

    #[test]
    fn a_line_is_looked_at_with_its_statement() {
        let text = "a = [\n  1,\n  x,\n]\n\n[[b]]\nc = x\n";
        let with = |line: &str, to: &str| {
            let start = text.find(line).unwrap_or_default();
            is_statement_with(text, &(start..start + line.len()), to)
        };
        assert!(with("  x,", "  2,") && with("c = x", "c = 1") && !with("  x,", "  y,"));
        assert_eq!(
            &text[statement(text, &(11..15))],
            "a = [\n  1,\n  x,\n]\n\n"
        );
        assert_eq!(&text[statement(text, &(25..30))], "c = x\n");
    }

    #[test]
    fn a_line_that_cannot_be_read_keeps_no_other_from_being_mended() {
        let text = "a ＝ 1\nb ＝ 村，社\nc ＝ 2\n";
        assert_eq!(typed(text), "a = 1\nb ＝ 村，社\nc = 2\n");
    }
}
