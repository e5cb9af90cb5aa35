//! A file as it is respelled: its values as they were written, with the comments around them.

use std::borrow::Cow;

/// Comments on lines of their own; an empty one is a blank line.
pub(super) type Lines<'a> = Vec<&'a str>;

/// A file.
#[derive(Debug, Default)]
pub(super) struct Page<'a> {
    /// The comments that open the file, up to the first blank line.
    pub(super) head: Lines<'a>,
    /// What the file says.
    pub(super) root: Table<'a>,
    /// The comments at the end of the file, behind a blank line.
    pub(super) foot: Lines<'a>,
}

/// A table, however it was spelled.
#[derive(Debug, Default)]
pub(super) struct Table<'a> {
    /// Its keys, in the order in which they were first written.
    pub(super) entries: Vec<Entry<'a>>,
    /// The comments directly below its last key.
    pub(super) foot: Lines<'a>,
}

/// A key with its value.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// The key, without quotation marks.
    pub(super) key: Cow<'a, str>,
    /// The comments at it, or at its header.
    pub(super) notes: Notes<'a>,
    /// What it holds.
    pub(super) value: Value<'a>,
}

/// The comments at a key or an element.
#[derive(Debug, Default)]
pub(super) struct Notes<'a> {
    /// Those above it.
    pub(super) lead: Lines<'a>,
    /// The one beside it.
    pub(super) tail: Option<Tail<'a>>,
}

/// A comment at the end of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tail<'a> {
    /// What stands between it and the value: whoever aligns comments keeps them so.
    pub(super) gap: &'a str,
    /// The comment, with its `#`.
    pub(super) comment: &'a str,
}

/// A value.
#[derive(Debug)]
pub(super) enum Value<'a> {
    /// A text, number, day or flag, as it is written.
    Plain(&'a str),
    /// An array, between brackets or of tables with headers.
    Array(Array<'a>),
    /// A table.
    Table(Table<'a>),
}

/// An array.
#[derive(Debug, Default)]
pub(super) struct Array<'a> {
    /// What it holds.
    pub(super) elements: Vec<Element<'a>>,
    /// The comments behind its last element.
    pub(super) foot: Lines<'a>,
}

/// An element of an array.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// The comments at it, or at its header.
    pub(super) notes: Notes<'a>,
    /// What it is.
    pub(super) value: Value<'a>,
}

impl<'a> Table<'a> {
    /// Returns the table at the end of a way of keys, and makes those that are not there yet. An
    /// array on the way stands for its last table. None where something else stands on the way.
    pub(super) fn descend(&mut self, way: &[Cow<'a, str>]) -> Option<&mut Table<'a>> {
        let mut here = self;
        for key in way {
            let at = here.entries.iter().position(|entry| entry.key == *key);
            let at = at.unwrap_or_else(|| {
                here.entries.push(Entry {
                    key: key.clone(),
                    notes: Notes::default(),
                    value: Value::Table(Table::default()),
                });
                here.entries.len() - 1
            });
            here = here.entries.get_mut(at)?.value.table()?;
        }
        Some(here)
    }
}

impl<'a> Value<'a> {
    /// Returns the table, or the last one of an array.
    fn table(&mut self) -> Option<&mut Table<'a>> {
        match self {
            Value::Table(table) => Some(table),
            Value::Array(array) => match &mut array.elements.last_mut()?.value {
                Value::Table(table) => Some(table),
                _ => None,
            },
            Value::Plain(_) => None,
        }
    }
}

impl Array<'_> {
    /// Returns true where there is nothing but tables in it.
    pub(super) fn is_of_tables(&self) -> bool {
        let is_table = |element: &Element<'_>| matches!(element.value, Value::Table(_));
        self.elements.iter().all(is_table)
    }
}

impl<'a> Notes<'a> {
    /// Returns all of it as lines above something.
    pub(super) fn above(mut self) -> Lines<'a> {
        self.lead.extend(self.tail.map(|tail| tail.comment));
        self.lead
    }

    /// Returns the comments without the blank lines between them.
    pub(super) fn comments(self) -> impl Iterator<Item = &'a str> {
        self.above().into_iter().filter(|line| !line.is_empty())
    }
}

impl<'a> From<Lines<'a>> for Notes<'a> {
    fn from(lead: Lines<'a>) -> Self {
        Self { lead, tail: None }
    }
}

/// Returns true where there is more than blank lines.
pub(super) fn has_comments(lines: &Lines<'_>) -> bool {
    lines.iter().any(|line| !line.is_empty())
}
