//! Where a value stands, as far as its spelling depends on that.

use super::page::{Array, Entry, Value};
use crate::lang::Lang;
use crate::shape::{Kind, Shape};

/// Where a value stands in a file of a known form.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// What it may hold; none where the form does not know it.
    kind: Option<Kind>,
    /// True where a table gets a header of its own.
    headed: bool,
    /// True at the top of the file, where tables get headers though the form does not know them.
    at_top: bool,
    /// True in an item of a list.
    in_item: bool,
}

impl Place {
    /// Returns the top of a file.
    pub(super) fn top(shape: &'static Shape) -> Self {
        Self {
            kind: Some(Kind::Table(shape)),
            headed: true,
            at_top: true,
            in_item: false,
        }
    }

    /// Returns the place of the value of a key.
    pub(super) fn child(self, key: &str) -> Self {
        let below = |kind| Self { kind, ..self };
        match self.kind {
            Some(Kind::Table(shape) | Kind::Tables(shape) | Kind::NoneOr(shape)) => {
                let field = shape.fields.iter().find(|field| field.key == key);
                let headed = field.map_or(self.at_top, |field| field.example.starts_with('['));
                Self {
                    headed,
                    at_top: false,
                    ..below(field.map(|field| field.kind))
                }
            }
            Some(Kind::ByActor(shape)) => below(Some(Kind::Table(shape))),
            // A text in several languages holds texts.
            Some(Kind::Text | Kind::Texts) => Self {
                headed: false,
                ..below(self.kind)
            },
            _ => Self::default(),
        }
    }

    /// Returns the place of what stands under a header here.
    pub(super) fn under_header(self) -> Self {
        let in_item = match self.kind {
            Some(Kind::Table(shape) | Kind::Tables(shape)) => !shape.keys.is_empty(),
            _ => false,
        };
        Self { in_item, ..self }
    }

    /// Sorts keys as the form declares them; unknown ones stay in their order, behind the others.
    pub(super) fn sorted(self, mut entries: Vec<Entry<'_>>) -> Vec<Entry<'_>> {
        entries.sort_by_key(|entry| self.rank(&entry.key));
        entries
    }

    fn rank(self, key: &str) -> usize {
        let found = match self.kind {
            Some(Kind::Table(shape) | Kind::Tables(shape) | Kind::NoneOr(shape)) => {
                shape.fields.iter().position(|field| field.key == key)
            }
            Some(Kind::Text | Kind::Texts) => Lang::ALL.iter().position(|lang| lang.key() == key),
            _ => None,
        };
        found.unwrap_or(usize::MAX)
    }

    /// Returns true where an entry of the table here is written with headers.
    pub(super) fn heads(self, entry: &Entry<'_>) -> bool {
        self.child(&entry.key).headed
            && match &entry.value {
                Value::Table(_) => true,
                Value::Array(array) => !array.elements.is_empty() && array.is_of_tables(),
                Value::Plain(_) => false,
            }
    }

    /// Returns true where an array has a line for each element, however short they are: the
    /// elements are records, which are told apart by a key.
    pub(super) fn has_records(self, array: &Array<'_>) -> bool {
        matches!(self.kind, Some(Kind::Tables(shape)) if !shape.keys.is_empty())
            && !array.elements.is_empty()
            && array.is_of_tables()
    }

    /// Returns true where an array has one line, however long it is: ids and fractions in an item,
    /// which is read as a form is, a field a line.
    pub(super) fn has_one_line(self) -> bool {
        self.in_item && !matches!(self.kind, None | Some(Kind::Texts))
    }
}
