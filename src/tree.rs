//! What a TOML file says, as a tree that keeps the order and the places of the file.
//!
//! [`Table::read`] builds the tree in one pass for files that are regular, which nearly all are. It
//! gives up on anything else: an error, a table opened twice, syntax newer than TOML 1.0. Then the
//! full parser decides what is wrong, and what it could read becomes the same tree
//! (`Table::try_from`). A file that both accept gives the same tree either way.

mod builder;

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_datetime::Datetime;

/// How deep tables and arrays may be nested, however they are written: so deep no list is, and what
/// walks the tree can rely on it.
pub const DEEPEST: usize = 80;

/// What stands deeper than [`DEEPEST`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooDeep {
    /// The bytes of it in the file, half-open, from 0.
    pub bytes: Range<usize>,
}

/// A table: its keys in the order in which they stand in the file.
#[derive(Debug, Clone, Default)]
pub struct Table<'a> {
    entries: Vec<Entry<'a>>,
    origin: Origin,
}

/// A key of a table with its value.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The key, without quotation marks.
    pub key: Cow<'a, str>,
    /// The bytes of the key in the file, half-open, from 0.
    pub key_bytes: Range<usize>,
    /// The value.
    pub node: Node<'a>,
}

/// A value and its place.
#[derive(Debug, Clone)]
pub struct Node<'a> {
    /// The bytes of the value in the file, half-open, from 0.
    ///
    /// Of a table that a `[header]` opens, and of an array of such tables, these are the bytes of
    /// the (first) header; of one that only dotted keys open, the part of the first key that names
    /// it.
    pub bytes: Range<usize>,
    /// What stands there.
    pub value: Value<'a>,
}

/// A value of any type.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// A text. It is borrowed from the file unless it has escapes.
    String(Cow<'a, str>),
    /// A whole number; none where it is too large to count with.
    Integer(Option<i64>),
    /// A number with a fraction.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A day, a time of day, or both.
    Datetime(Datetime),
    /// An array, of values or of tables with headers.
    Array(Vec<Node<'a>>),
    /// A table, however it is written.
    Table(Table<'a>),
}

/// How a table came into being, which decides how it may be added to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Origin {
    /// By its own `[header]`, or as the top of the file.
    #[default]
    Header,
    /// By the header of a table inside it.
    Implied,
    /// By dotted keys.
    Dotted,
    /// Between braces.
    Inline,
}

impl<'a> Table<'a> {
    /// Reads a regular file; none where the full parser must decide.
    pub fn read(text: &'a str) -> Option<Self> {
        builder::table(text)
    }

    /// Returns the keys with their values, in the order of the file.
    pub fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// Returns the entry of a key.
    pub fn entry(&self, key: &str) -> Option<&Entry<'a>> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Returns the value of a key.
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.entry(key).map(|entry| &entry.node.value)
    }

    /// Returns true where the table has the key.
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// Calls `see` with every value below the table.
    pub fn each_value(&self, see: &mut dyn FnMut(&Node<'a>)) {
        for entry in &self.entries {
            entry.node.each_value(see);
        }
    }
}

impl<'a> Node<'a> {
    /// Calls `see` with the value itself and every value below it.
    pub fn each_value(&self, see: &mut dyn FnMut(&Node<'a>)) {
        see(self);
        match &self.value {
            Value::Table(table) => table.each_value(see),
            Value::Array(elements) => elements.iter().for_each(|element| element.each_value(see)),
            _ => {}
        }
    }
}

impl<'a> TryFrom<DeTable<'a>> for Table<'a> {
    type Error = TooDeep;

    /// Takes over what the full parser read. It may not be added to.
    fn try_from(table: DeTable<'a>) -> Result<Self, TooDeep> {
        table_of(table, 0)
    }
}

fn table_of<'a>(table: DeTable<'a>, depth: usize) -> Result<Table<'a>, TooDeep> {
    let entry = |(key, value): (Spanned<Cow<'a, str>>, _)| {
        Ok(Entry {
            key_bytes: key.span(),
            key: key.into_inner(),
            node: node_of(value, depth)?,
        })
    };
    let mut entries = table
        .into_iter()
        .map(entry)
        .collect::<Result<Vec<_>, TooDeep>>()?;
    entries.sort_by_key(|entry| entry.key_bytes.start);
    Ok(Table {
        entries,
        origin: Origin::Header,
    })
}

fn node_of(value: Spanned<DeValue<'_>>, depth: usize) -> Result<Node<'_>, TooDeep> {
    let bytes = value.span();
    if depth > DEEPEST {
        return Err(TooDeep { bytes });
    }
    let value = match value.into_inner() {
        DeValue::String(text) => Value::String(text),
        DeValue::Integer(number) => Value::integer(number.as_str(), number.radix()),
        DeValue::Float(number) => Value::float(number.as_str()),
        DeValue::Boolean(flag) => Value::Boolean(flag),
        DeValue::Datetime(datetime) => Value::Datetime(datetime),
        DeValue::Array(elements) => {
            let elements = elements.into_iter();
            let nodes = elements.map(|element| node_of(element, depth + 1));
            Value::Array(nodes.collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => Value::Table(table_of(table, depth + 1)?),
    };
    Ok(Node { bytes, value })
}

impl Value<'_> {
    fn integer(digits: &str, radix: u32) -> Self {
        Self::Integer(i64::from_str_radix(digits, radix).ok())
    }

    fn float(digits: &str) -> Self {
        Self::Float(digits.parse().unwrap_or(f64::NAN))
    }
}

#[cfg(test)]
mod tests;
