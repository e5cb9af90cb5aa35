//! What a TOML file says, as a tree that keeps the order and the places of the file.
//!
//! [`Table::read`] builds the tree in one pass for files that are regular, which nearly all are. It
//! gives up on anything else: an error, a table opened twice, syntax newer than TOML 1.0. Then the
//! full parser decides what is wrong, and what it could read becomes the same tree
//! (`Table::try_from`). A file that both accept gives the same tree either way.
//!
//! Most items of a village's list stand word for word in the template's. Such an item is not parsed
//! again: it is a [`Twin`].

mod builder;
mod plain;
pub mod twins;

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_datetime::Datetime;

use self::twins::Twins;

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
    entries: Entries<'a>,
    origin: Origin,
}

#[derive(Debug, Clone)]
enum Entries<'a> {
    Own(Vec<Entry<'a>>),
    Twin(Twin<'a>),
}

impl Default for Entries<'_> {
    fn default() -> Self {
        Self::Own(Vec::new())
    }
}

/// The item of another file in which a table stands word for word. All places below such a table are
/// those of the other file.
#[derive(Debug, Clone, Copy)]
pub struct Twin<'a> {
    /// The place of the item in its array in the other file, counted from 0.
    pub index: usize,
    /// How many bytes further on the item stands in this file; negative: further back.
    pub shift: isize,
    /// How many bytes it takes, from its header to the next item.
    pub length: usize,
    table: &'a Table<'a>,
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
        Self::read_beside(text, &Twins::default())
    }

    /// Reads a regular file as [`Table::read`] does, but for the items that stand word for word in
    /// another file.
    pub fn read_beside(text: &'a str, twins: &Twins<'a>) -> Option<Self> {
        builder::table(text, twins)
    }

    /// Creates a table that can be added to.
    fn new(entries: Vec<Entry<'a>>, origin: Origin) -> Self {
        Self {
            entries: Entries::Own(entries),
            origin,
        }
    }

    /// Returns the keys with their values to add to them; none where they are those of another file.
    fn own(&mut self) -> Option<&mut Vec<Entry<'a>>> {
        match &mut self.entries {
            Entries::Own(entries) => Some(entries),
            Entries::Twin(_) => None,
        }
    }

    /// Returns the elements of the arrays in the table that stand word for word in another file: the
    /// key, the place in the array, the element and its twin.
    pub fn twins(&self) -> impl Iterator<Item = (&str, usize, &Node<'a>, Twin<'a>)> {
        self.entries().iter().flat_map(|entry| {
            let elements: &[Node<'a>] = match &entry.node.value {
                Value::Array(elements) => elements,
                _ => &[],
            };
            let elements = elements.iter().enumerate();
            elements.filter_map(|(index, node)| match &node.value {
                Value::Table(table) => Some((entry.key.as_ref(), index, node, table.twin()?)),
                _ => None,
            })
        })
    }

    /// Returns where the table stands word for word in another file, if it was taken from there.
    pub fn twin(&self) -> Option<Twin<'a>> {
        match self.entries {
            Entries::Own(_) => None,
            Entries::Twin(twin) => Some(twin),
        }
    }

    /// Returns the keys with their values, in the order of the file.
    pub fn entries(&self) -> &[Entry<'a>] {
        match &self.entries {
            Entries::Own(entries) => entries,
            Entries::Twin(twin) => twin.table.entries(),
        }
    }

    /// Returns the entry of a key.
    pub fn entry(&self, key: &str) -> Option<&Entry<'a>> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// Returns the value of a key.
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.entry(key).map(|entry| &entry.node.value)
    }

    /// Returns true where the table has the key.
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// Calls `see` with every value below the table, but for those of another file.
    pub fn each_value(&self, see: &mut dyn FnMut(&Node<'a>)) {
        for entry in self.entries() {
            entry.node.each_value(see);
        }
    }
}

impl<'a> Node<'a> {
    /// Calls `see` with the value itself and every value below it, but for those of another file.
    pub fn each_value(&self, see: &mut dyn FnMut(&Node<'a>)) {
        see(self);
        match &self.value {
            Value::Table(table) if table.twin().is_some() => {}
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
    Ok(Table::new(entries, Origin::Header))
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
