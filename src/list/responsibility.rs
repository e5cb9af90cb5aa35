//! The responsibility list: what village bodies must do, and how often.

use jiff::civil::Date;

use super::item;
use super::reader::Table;
use super::step::Basis;
use super::text::{Text, Texts};

/// One responsibility.
#[derive(Debug, Clone)]
pub struct Responsibility<'a> {
    /// The place in the list, counted from 0.
    pub index: usize,
    /// The responsibility's id.
    pub id: &'a str,
    /// The name of the responsibility.
    pub title: Text<'a>,
    /// The actors who bear it.
    pub holders: Vec<&'a str>,
    /// What they must do, point by point.
    pub must: Texts<'a>,
    /// The ids of the powers on which it rests.
    pub powers: Vec<&'a str>,
    /// How often it is due: one of [`Responsibility::EVERY`].
    pub every: &'a str,
    /// By when it is due.
    pub by: Text<'a>,
    /// The actors who watch that it is done.
    pub supervisors: Vec<&'a str>,
    /// What happens when it is not done.
    pub consequence: Text<'a>,
    /// The law on which it rests.
    pub basis: Vec<Basis<'a>>,
    /// The day on which a person compared the item with the law.
    pub confirmed: Option<Date>,
}
item!(Responsibility, "responsibility");

impl<'a> Responsibility<'a> {
    /// The values that `every` may have.
    pub const EVERY: [&'static str; 6] = ["month", "quarter", "half-year", "year", "term", "event"];
    /// Those values that can be compared, the most frequent first.
    pub const OFTEN: [&'static str; 5] = ["month", "quarter", "half-year", "year", "term"];

    pub(crate) fn read_all(file: Table<'a>) -> Vec<Self> {
        file.items("responsibility", |index, table| Self {
            index,
            id: table.str("id"),
            title: table.text("title"),
            holders: table.strs("holders"),
            must: table.texts("must"),
            powers: table.strs("powers"),
            every: table.str("every"),
            by: table.text("by"),
            supervisors: table.strs("supervisors"),
            consequence: table.text("consequence"),
            basis: Basis::read_all(table),
            confirmed: table.date("confirmed"),
        })
    }
}
