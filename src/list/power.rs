//! The power list: what village bodies may do, by which steps.

use jiff::civil::Date;

use super::item;
use super::reader::Table;
use super::step::{Basis, Step};
use super::text::{Text, Texts};
use crate::time::Period;

/// One power.
#[derive(Debug, Clone)]
pub struct Power<'a> {
    /// The place in the list, counted from 0.
    pub index: usize,
    /// The power's id.
    pub id: &'a str,
    /// The id of the aspect to which it belongs.
    pub aspect: &'a str,
    /// The name of the power.
    pub title: Text<'a>,
    /// The actors who exercise it.
    pub holders: Vec<&'a str>,
    /// What they may do.
    pub may: Text<'a>,
    /// What they may not do, point by point.
    pub must_not: Texts<'a>,
    /// The id of the system by which it is exercised: one power, one system.
    pub system: Option<&'a str>,
    /// The actors who watch its exercise.
    pub supervisors: Vec<&'a str>,
    /// What of it is made public.
    pub disclose: Disclosure<'a>,
    /// The law on which it rests.
    pub basis: Vec<Basis<'a>>,
    /// The steps, in order.
    pub steps: Vec<Step<'a>>,
    /// The day on which a person compared the item with the law.
    pub confirmed: Option<Date>,
}
item!(Power, "power");

/// What is made public, where, and for how long.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disclosure<'a> {
    /// What is posted.
    pub what: Text<'a>,
    /// Where it is posted.
    pub place: Text<'a>,
    /// How long it stays posted at least.
    pub at_least: Option<Period>,
}

impl<'a> Power<'a> {
    pub(crate) fn read_all(file: Table<'a>) -> Vec<Self> {
        file.items("power", |index, table| Self {
            index,
            id: table.str("id"),
            aspect: table.str("aspect"),
            title: table.text("title"),
            holders: table.strs("holders"),
            may: table.text("may"),
            must_not: table.texts("must_not"),
            system: table.opt_str("system"),
            supervisors: table.strs("supervisors"),
            disclose: table
                .table("disclose")
                .map_or_else(Disclosure::default, |table| Disclosure {
                    what: table.text("what"),
                    place: table.text("where"),
                    at_least: table.period("at_least"),
                }),
            basis: Basis::read_all(table),
            steps: Step::read_all(table),
            confirmed: table.date("confirmed"),
        })
    }
}
