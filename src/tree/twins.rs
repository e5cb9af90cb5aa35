//! Items that stand word for word in another file, so that they need not be parsed again.
//!
//! TOML is read from left to right, and between two statements nothing is open. Where an item
//! begins, the same characters mean the same, and what they mean ends where it ended in the other
//! file, if a further item follows them there and here.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::builder::Key;
use super::{Entries, Node, Origin, Table, Twin, Value};

/// The items of a file, to be found by their first two lines: the header and, as a rule, the id.
#[derive(Debug, Default)]
pub struct Twins<'a> {
    by_head: FxHashMap<&'a str, Item<'a>>,
}

/// An item of a file: one `[[header]]` with all that belongs to it.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// From the header to the next item.
    pub(super) text: &'a str,
    list: &'a str,
    /// The place in the list, counted from 0.
    index: usize,
    /// The bytes of the header in its own file, half-open, from 0.
    header: Range<usize>,
    table: &'a Table<'a>,
}

impl<'a> Twins<'a> {
    /// Returns the items of a file. One with anything unusual in its headers is left out.
    pub fn of(text: &'a str, table: &'a Table<'a>) -> Self {
        let mut starts: Vec<usize> = elements(table)
            .map(|(_, _, node)| node.bytes.start)
            .collect();
        starts.extend(tables(table).map(|node| node.bytes.start));
        starts.push(text.len());
        starts.sort_unstable();
        let end = |start: usize| starts.iter().copied().find(|next| *next > start);
        let item = |(list, index, node): (&'a str, usize, &'a Node<'a>)| {
            let bytes = node.bytes.start..end(node.bytes.start)?;
            let begins_line = text[..bytes.start].is_empty() || text[..bytes.start].ends_with('\n');
            let text = text.get(bytes).filter(|_| begins_line)?;
            let Value::Table(table) = &node.value else {
                return None;
            };
            let item = Item {
                text,
                list,
                index,
                header: node.bytes.clone(),
                table,
            };
            is_whole(text, list).then_some((head(text), item))
        };
        Self {
            by_head: elements(table).filter_map(item).collect(),
        }
    }

    /// Returns the item that stands word for word in a text at an offset where a statement begins.
    pub(super) fn at(&self, text: &str, offset: usize) -> Option<&Item<'a>> {
        if self.by_head.is_empty() {
            return None;
        }
        let rest = text.get(offset..).filter(|rest| rest.starts_with('['))?;
        let item = self.by_head.get(head(rest))?;
        let behind = rest.strip_prefix(item.text)?;
        begins_item(behind).then_some(item)
    }
}

impl<'a> Item<'a> {
    /// Returns the name of the list, and the item as an element of it, where it stands at `at` in
    /// another file.
    pub(super) fn element(&self, at: usize) -> (Key<'a>, Node<'a>) {
        let twin = Twin {
            index: self.index,
            shift: at.wrapping_sub(self.header.start).cast_signed(),
            length: self.text.len(),
            table: self.table,
        };
        let value = Value::Table(Table {
            entries: Entries::Twin(twin),
            origin: Origin::Header,
        });
        let name = at + "[[".len()..at + "[[".len() + self.list.len();
        let bytes = at..at + self.header.len();
        ((self.list.into(), name), Node { bytes, value })
    }
}

/// Returns every table that a `[[header]]` opens at the top of a file, with its list and its place
/// there.
fn elements<'a>(table: &'a Table<'a>) -> impl Iterator<Item = (&'a str, usize, &'a Node<'a>)> {
    table.entries().iter().flat_map(|entry| {
        let elements: &[Node<'_>] = match &entry.node.value {
            Value::Array(elements) if elements.iter().all(has_header) => elements,
            _ => &[],
        };
        let elements = elements.iter().enumerate();
        elements.map(|(index, node)| (entry.key.as_ref(), index, node))
    })
}

/// Returns every table that a `[header]` opens at the top of a file.
fn tables<'a>(table: &'a Table<'a>) -> impl Iterator<Item = &'a Node<'a>> {
    let nodes = table.entries().iter().map(|entry| &entry.node);
    nodes.filter(|node| has_header(node))
}

fn has_header(node: &Node<'_>) -> bool {
    matches!(&node.value, Value::Table(table) if table.origin == Origin::Header)
}

/// The first two lines.
fn head(text: &str) -> &str {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes());
    let end = ends.map(|end| end + 1).take(2).last();
    &text[..end.unwrap_or(text.len())]
}

/// Returns true where every line that begins with a bracket, and so every header, belongs to the
/// item.
fn is_whole(text: &str, list: &str) -> bool {
    let header = text.lines().next().unwrap_or_default();
    let names_list = |line: &str| {
        let name = line.strip_prefix("[[").or_else(|| line.strip_prefix('['));
        let rest = name.and_then(|name| name.strip_prefix(list));
        rest.is_some_and(|rest| rest.starts_with('.'))
    };
    let is_plain = header
        .strip_prefix("[[")
        .and_then(|name| name.strip_suffix("]]"))
        == Some(list);
    // Most lines begin with a letter: they are passed over, many bytes compared at a time.
    let ends = memchr::memchr_iter(b'\n', text.as_bytes());
    let lines = ends.map(|end| &text[end + 1..]);
    let mut brackets = lines
        .filter(|line| line.starts_with(['[', ' ', '\t']))
        .map(|line| line.trim_start_matches([' ', '\t']))
        .filter(|line| line.starts_with('['));
    is_plain && brackets.all(names_list)
}

/// Returns true at the end of a file and before a header of a single plain key: nothing that
/// follows can belong to what stands before.
fn begins_item(rest: &str) -> bool {
    let Some(name) = rest.strip_prefix("[[").or_else(|| rest.strip_prefix('[')) else {
        return rest.is_empty();
    };
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let length = name.bytes().take_while(|byte| plain(byte)).count();
    length > 0 && name[length..].starts_with(']')
}
