//! The vocabulary: the words and questions with which people ask for an item, or for what no list has.

use super::item;
use super::reader::Table;
use super::text::{Text, Texts};

/// What `vocabulary.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary<'a> {
    /// The entries, one an item.
    pub entries: Vec<Entry<'a>>,
    /// What people ask for that no list has.
    pub elsewhere: Vec<Elsewhere<'a>>,
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

/// A matter that people ask for and no list has: so that it is not taken for another, and so that
/// they hear whom to ask.
#[derive(Debug, Clone)]
pub struct Elsewhere<'a> {
    /// The place in the file, counted from 0.
    pub index: usize,
    /// The matter's id.
    pub id: &'a str,
    /// Its name.
    pub title: Text<'a>,
    /// The id of the actor to ask.
    pub actor: Option<&'a str>,
    /// The number of the hotline to ring.
    pub hotline: Option<&'a str>,
    /// Everyday words for it.
    pub aliases: Texts<'a>,
    /// Questions that people put.
    pub asked: Texts<'a>,
}
item!(Elsewhere, "elsewhere");

impl<'a> Vocabulary<'a> {
    pub(crate) fn read(file: Table<'a>) -> Self {
        let entry = |index, table: Table<'a>| Entry {
            index,
            item: table.str("item"),
            aliases: table.texts("aliases"),
            asked: table.texts("asked"),
        };
        let elsewhere = |index, table: Table<'a>| Elsewhere {
            index,
            id: table.str("id"),
            title: table.text("title"),
            actor: table.opt_str("actor"),
            hotline: table.opt_str("hotline"),
            aliases: table.texts("aliases"),
            asked: table.texts("asked"),
        };
        Self {
            entries: file.items("entry", entry),
            elsewhere: file.items("elsewhere", elsewhere),
        }
    }
}
