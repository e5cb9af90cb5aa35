//! The vocabulary: the words and questions with which people ask for an item.

use super::reader::Table;
use super::text::Texts;

/// What `vocabulary.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary<'a> {
    /// The entries, one an item.
    pub entries: Vec<Entry<'a>>,
}

/// The words for one item.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The place in the file, counted from 0.
    pub index: usize,
    /// The address of the item.
    pub item: &'a str,
    /// Everyday words for it.
    pub aliases: Texts<'a>,
    /// Questions that people put.
    pub asked: Texts<'a>,
}

impl<'a> Vocabulary<'a> {
    pub(crate) fn read(file: Table<'a>) -> Self {
        let entry = |index, table: Table<'a>| Entry {
            index,
            item: table.str("item"),
            aliases: table.texts("aliases"),
            asked: table.texts("asked"),
        };
        Self {
            entries: file.items("entry", entry),
        }
    }
}
