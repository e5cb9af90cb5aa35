//! The statements of which nearly every list is made, read without a parser.
//!
//! A blank line, a comment, a `[header]` of plain keys, a plain dotted key with a value: a text in
//! quotation marks, a whole number, a day, `true` or `false`, an array or inline table of such values.
//! What they mean can be seen at once. Anything else, and anything that is wrong, is none of these.

use std::ops::Range;

use toml_datetime::Datetime;

use super::builder::{Key, add};
use super::{Node, Origin, Table, Value};

/// How many parts a plain key has at most, so that nothing is nested too deep.
const MOST_PARTS: usize = 8;

/// How many arrays and inline tables a plain value is in at most, for the same reason.
const MOST_AROUND: usize = 4;

/// How many digits a plain number has at most, so that it can be counted with.
const MOST_DIGITS: usize = 18;

/// What a line or several of them say.
pub(super) enum Statement<'a> {
    /// Nothing: a blank line or a comment.
    Blank,
    /// A `[header]`, or a `[[header]]` where `is_array`.
    Header {
        /// Its bytes, half-open, from 0.
        bytes: Range<usize>,
        is_array: bool,
    },
    /// A key with its value.
    Pair(Node<'a>),
}

/// Reads the plain statement that begins at an offset, and returns it with the offset behind its line;
/// none where there is no plain one. Its keys are added to `keys`.
pub(super) fn statement<'a>(
    text: &'a str,
    at: usize,
    keys: &mut Vec<Key<'a>>,
) -> Option<(Statement<'a>, usize)> {
    let mut cursor = Cursor { text, at };
    cursor.skip_blanks();
    let statement = match cursor.peek() {
        None | Some(b'\n' | b'\r') => Statement::Blank,
        Some(b'#') => {
            cursor.skip_line();
            Statement::Blank
        }
        Some(b'[') => cursor.header(keys)?,
        Some(_) => {
            cursor.key(keys)?;
            cursor.skip_blanks();
            cursor.take(b'=')?;
            cursor.skip_blanks();
            Statement::Pair(cursor.value(0)?)
        }
    };
    cursor.skip_blanks();
    cursor.line_end()?;
    Some((statement, cursor.at))
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn skip_while(&mut self, belongs: impl Fn(u8) -> bool) {
        let rest = self.text.as_bytes()[self.at..].iter();
        self.at += rest.take_while(|byte| belongs(**byte)).count();
    }

    fn skip_blanks(&mut self) {
        self.skip_while(|byte| matches!(byte, b' ' | b'\t'));
    }

    /// Goes to the end of the line.
    fn skip_line(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    }

    /// Goes behind the end of the line, if this is it.
    fn line_end(&mut self) -> Option<()> {
        match self.peek() {
            None => Some(()),
            Some(b'\r') => {
                self.at += 1;
                self.take(b'\n')
            }
            Some(_) => self.take(b'\n'),
        }
    }

    fn header(&mut self, keys: &mut Vec<Key<'a>>) -> Option<Statement<'a>> {
        let start = self.at;
        self.take(b'[')?;
        let is_array = self.take(b'[').is_some();
        self.key(keys)?;
        self.take(b']')?;
        if is_array {
            self.take(b']')?;
        }
        let bytes = start..self.at;
        Some(Statement::Header { bytes, is_array })
    }

    /// A plain key, or several with dots between them.
    fn key(&mut self, keys: &mut Vec<Key<'a>>) -> Option<()> {
        for _ in 0..MOST_PARTS {
            let start = self.at;
            self.skip_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
            let name = self
                .text
                .get(start..self.at)
                .filter(|name| !name.is_empty())?;
            keys.push((name.into(), start..self.at));
            if self.take(b'.').is_none() {
                return Some(());
            }
        }
        None
    }

    /// A value that is in so many others.
    fn value(&mut self, around: usize) -> Option<Node<'a>> {
        match self.peek()? {
            b'"' => self.string(),
            b'[' if around < MOST_AROUND => self.array(around),
            b'{' if around < MOST_AROUND => self.table(around),
            _ => self.word(),
        }
    }

    /// A whole number, a day, `true` or `false`.
    fn word(&mut self) -> Option<Node<'a>> {
        let start = self.at;
        self.skip_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.' | b':' | b'_')
        });
        let word = self.text.get(start..self.at)?;
        let digits = word.bytes().all(|byte| byte.is_ascii_digit());
        let value = match word {
            "true" => Value::Boolean(true),
            "false" => Value::Boolean(false),
            "0" => Value::Integer(Some(0)),
            _ if digits && word.len() <= MOST_DIGITS && !word.starts_with('0') => {
                Value::Integer(Some(word.parse().ok()?))
            }
            _ if is_day(word) && !self.is_before_an_hour() => {
                Value::Datetime(word.parse::<Datetime>().ok()?)
            }
            _ => return None,
        };
        Some(Node {
            bytes: start..self.at,
            value,
        })
    }

    /// A day and a time of day may have a blank between them.
    fn is_before_an_hour(&self) -> bool {
        let behind = &self.text.as_bytes()[self.at..];
        matches!(behind, [b' ', b'0'..=b'9', ..])
    }

    /// A text on one line, in quotation marks, in which nothing is escaped.
    fn string(&mut self) -> Option<Node<'a>> {
        let start = self.at;
        self.take(b'"')?;
        let rest = &self.text.as_bytes()[self.at..];
        let end = self.at + memchr::memchr3(b'"', b'\\', b'\n', rest)?;
        let text = self.text.get(self.at..end)?;
        self.at = end;
        self.take(b'"')?;
        // Three quotation marks open a text of several lines.
        if text.is_empty() && self.peek() == Some(b'"') {
            return None;
        }
        Some(Node {
            bytes: start..self.at,
            value: Value::String(text.into()),
        })
    }

    /// An array, on one line or on several.
    fn array(&mut self, around: usize) -> Option<Node<'a>> {
        let start = self.at;
        self.take(b'[')?;
        let mut elements = Vec::new();
        loop {
            self.skip_space();
            if self.take(b']').is_some() {
                break;
            }
            elements.push(self.value(around + 1)?);
            self.skip_space();
            if self.take(b',').is_none() {
                self.take(b']')?;
                break;
            }
        }
        Some(Node {
            bytes: start..self.at,
            value: Value::Array(elements),
        })
    }

    /// A table between braces, on one line.
    fn table(&mut self, around: usize) -> Option<Node<'a>> {
        let start = self.at;
        self.take(b'{')?;
        let mut table = Table::new(Vec::new(), Origin::Inline);
        let mut keys = Vec::new();
        self.skip_blanks();
        if self.take(b'}').is_none() {
            loop {
                self.skip_blanks();
                self.key(&mut keys)?;
                self.skip_blanks();
                self.take(b'=')?;
                self.skip_blanks();
                let value = self.value(around + 1)?;
                add(&mut table, keys.drain(..), value)?;
                self.skip_blanks();
                if self.take(b',').is_none() {
                    self.take(b'}')?;
                    break;
                }
            }
        }
        Some(Node {
            bytes: start..self.at,
            value: Value::Table(table),
        })
    }

    /// Blanks, line ends and comments. A carriage return stands before a line feed: that has been seen
    /// before.
    fn skip_space(&mut self) {
        loop {
            self.skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
            if self.peek() != Some(b'#') {
                return;
            }
            self.skip_line();
        }
    }
}

/// Returns true for what is written as a day: `2026-01-31`.
fn is_day(word: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    word.len() == 10 && word.bytes().enumerate().all(fits)
}
