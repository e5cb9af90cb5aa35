//! Writing keys, and the values behind them.

use std::fmt::Write;

use super::page::{Array, Element, Lines, Notes, Table, Tail, Value, has_comments};
use super::paper::Paper;
use super::place::Place;
use crate::wrap::columns;

/// The columns of a line beyond which an array is written one element a line: those of a terminal.
const WIDTH: usize = 80;

/// Writes the value of a key, whose comments are `lead`.
///
/// An array has one line or one element a line. Everything inside an element goes on one line, so
/// that comments there move above it.
pub(super) fn written<'a>(
    key: &str,
    value: Value<'a>,
    place: Place,
    lead: &mut Lines<'a>,
) -> String {
    let Value::Array(array) = value else {
        return inline(value, place, lead);
    };
    let has_records = place.has_records(&array);
    let Array { elements, foot } = array;
    let rows: Vec<Row<'a>> = elements
        .into_iter()
        .map(|row| Row::new(row, place))
        .collect();
    let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    let line = format!("[{}]", texts.join(", "));
    let fits = place.has_one_line() || columns(key) + " = ".len() + columns(&line) <= WIDTH;
    let has_lines = has_comments(&foot) || rows.iter().any(Row::has_lines);
    if has_records || has_lines || !(fits || rows.is_empty()) {
        broken(&rows, &foot)
    } else {
        line
    }
}

/// An element of an array as it will be written.
struct Row<'a> {
    lead: Lines<'a>,
    text: String,
    tail: Option<Tail<'a>>,
}

impl<'a> Row<'a> {
    fn new(element: Element<'a>, place: Place) -> Self {
        let Notes { mut lead, tail } = element.notes;
        let text = inline(element.value, place, &mut lead);
        Self { lead, text, tail }
    }

    /// Returns true where the element cannot share a line.
    fn has_lines(&self) -> bool {
        has_comments(&self.lead) || self.tail.is_some() || self.text.contains('\n')
    }
}

fn broken(rows: &[Row<'_>], foot: &Lines<'_>) -> String {
    let mut paper = Paper::array();
    for row in rows {
        paper.lead("  ", &row.lead);
        paper.line("  ", &format!("{},", row.text), row.tail);
    }
    paper.lines("  ", foot);
    paper.into_text() + "]"
}

/// Writes a value on one line; the comments in it are added to `lead`.
fn inline<'a>(value: Value<'a>, place: Place, lead: &mut Lines<'a>) -> String {
    match value {
        Value::Plain(text) => text.to_owned(),
        Value::Array(array) => {
            let mut texts = Vec::new();
            for element in array.elements {
                lead.extend(element.notes.comments());
                texts.push(inline(element.value, place, lead));
            }
            lead.extend(Notes::from(array.foot).comments());
            format!("[{}]", texts.join(", "))
        }
        Value::Table(table) if table.entries.is_empty() => {
            lead.extend(table.foot);
            "{}".to_owned()
        }
        Value::Table(table) => {
            let mut texts = Vec::new();
            inline_fields("", table, place, lead, &mut texts);
            format!("{{ {} }}", texts.join(", "))
        }
    }
}

fn inline_fields<'a>(
    way: &str,
    table: Table<'a>,
    place: Place,
    lead: &mut Lines<'a>,
    texts: &mut Vec<String>,
) {
    for entry in place.sorted(table.entries) {
        lead.extend(entry.notes.comments());
        let way = joined(way, &entry.key);
        let child = place.child(&entry.key);
        match entry.value {
            Value::Table(table) if !table.entries.is_empty() => {
                inline_fields(&way, table, child, lead, texts);
            }
            value => texts.push(format!("{way} = {}", inline(value, child, lead))),
        }
    }
    lead.extend(table.foot);
}

/// Adds a key to a way, with quotation marks where it needs them.
pub(super) fn joined(way: &str, key: &str) -> String {
    let mut joined = way.to_owned();
    if !way.is_empty() {
        joined.push('.');
    }
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !key.is_empty() && key.bytes().all(is_bare) {
        joined.push_str(key);
    } else {
        push_quoted(&mut joined, key);
    }
    joined
}

fn push_quoted(text: &mut String, key: &str) {
    text.push('"');
    for character in key.chars() {
        match character {
            '"' | '\\' => text.extend(['\\', character]),
            '\u{0}'..='\u{1f}' | '\u{7f}' => {
                // Writing to a text cannot fail.
                let _ = write!(text, "\\u{:04X}", u32::from(character));
            }
            _ => text.push(character),
        }
    }
    text.push('"');
}
