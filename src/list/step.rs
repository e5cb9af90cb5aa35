//! Steps of a procedure, and the law on which something rests.

use super::reader::Table;
use super::text::Text;
use crate::place::Route;
use crate::time::Period;

/// One step of a power or a service.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    /// The place among the item's steps, counted from 0.
    pub index: usize,
    /// The step's id, unique in its item.
    pub id: &'a str,
    /// The actors who take the step.
    pub by: Vec<&'a str>,
    /// What they do.
    pub action: Text<'a>,
    /// The time after which the step must be done.
    pub within: Option<Period>,
    /// The time for which it must last: a public notice, a notice of meeting.
    pub at_least: Option<Period>,
    /// The event that starts the step where that is not the end of the step before.
    pub on: Text<'a>,
    /// True where the step has a time or an event, written right or wrong.
    pub timed: bool,
    /// True where the step waits for an event, named in `on` or not.
    pub waits: bool,
    /// The quorum by which the step is decided.
    pub quorum: Option<&'a str>,
    /// What happens when the step fails.
    pub otherwise: Option<Otherwise<'a>>,
    /// The law on which the step and its times rest.
    pub basis: Vec<Basis<'a>>,
}

/// What happens when a step fails.
#[derive(Debug, Clone, Copy)]
pub struct Otherwise<'a> {
    /// What is done.
    pub action: Text<'a>,
    /// The step with which it goes on, or `end`.
    pub to: Option<&'a str>,
}

impl Otherwise<'_> {
    /// The value of `otherwise.to` that ends the procedure.
    pub const END: &'static str = "end";
}

impl<'a> Step<'a> {
    pub(crate) fn read_all(item: Table<'a>) -> Vec<Self> {
        item.items("step", |index, table| Self {
            index,
            id: table.str("id"),
            by: table.strs("by"),
            action: table.text("do"),
            within: table.period("within"),
            at_least: table.period("at_least"),
            on: table.text("on"),
            timed: ["within", "at_least", "on"]
                .iter()
                .any(|key| table.has(key)),
            waits: table.has("on"),
            quorum: table.opt_str("quorum"),
            otherwise: table.table("otherwise").map(|table| Otherwise {
                action: table.text("do"),
                to: table.opt_str("to"),
            }),
            basis: Basis::read_all(table),
        })
    }

    /// Returns the way to the step, given the way to its item.
    pub fn route(&self, item: Route) -> Route {
        item.key("step").index(self.index)
    }
}

/// A law cited, with the place in it and how sure the citation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis<'a> {
    /// The id of the law in the registry.
    pub law: &'a str,
    /// The articles, as numbers: `62.4` is article 62, paragraph 4.
    pub article: Option<&'a str>,
    /// How sure it is; none where the value is missing or unknown.
    pub certainty: Option<Certainty>,
}

impl<'a> Basis<'a> {
    pub(crate) fn read_all(table: Table<'a>) -> Vec<Self> {
        table.items("basis", |_, entry| Self {
            law: entry.str("law"),
            article: entry.opt_str("article"),
            certainty: Certainty::from_key(entry.str("certainty")),
        })
    }
}

/// How sure it is that a law says what the list says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Read in the text itself.
    Text,
    /// Read in a report about it.
    Report,
    /// Known, but not confirmed.
    Unverified,
    /// Local practice, or a value chosen for the list.
    Local,
}

impl Certainty {
    /// The keys, in the order of the variants.
    pub const KEYS: [&'static str; 4] = ["text", "report", "unverified", "local"];

    /// Returns the certainty with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        let all = [Self::Text, Self::Report, Self::Unverified, Self::Local];
        all.into_iter()
            .zip(Self::KEYS)
            .find(|(_, name)| *name == key)
            .map(|(found, _)| found)
    }
}
