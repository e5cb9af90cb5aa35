//! The supervision manual: the compendium of systems, the points to watch, the card.

use jiff::civil::Date;

use super::item;
use super::reader::Table;
use super::text::{Text, Texts};

/// What `manual.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Manual<'a> {
    /// The compendium of systems.
    pub systems: Vec<System<'a>>,
    /// What a villager should check, service by service.
    pub supervisions: Vec<Supervision<'a>>,
    /// The one-page card.
    pub card: Option<Card<'a>>,
}

/// The rules by which one power is exercised.
#[derive(Debug, Clone)]
pub struct System<'a> {
    /// The place in the compendium, counted from 0.
    pub index: usize,
    /// The system's id.
    pub id: &'a str,
    /// The name of the system.
    pub title: Text<'a>,
    /// The body that exercises the power.
    pub body: &'a str,
    /// The ids of the powers that it rules: one.
    pub powers: Vec<&'a str>,
    /// The rules, point by point.
    pub rules: Texts<'a>,
    /// The day on which a person compared the item with the law.
    pub confirmed: Option<Date>,
}
item!(System, "system");

/// What a villager should check of one service.
#[derive(Debug, Clone)]
pub struct Supervision<'a> {
    /// The place in the manual, counted from 0.
    pub index: usize,
    /// The id of the service.
    pub service: &'a str,
    /// The points to watch.
    pub watch: Texts<'a>,
}

/// The mass supervision card: one page for every household.
#[derive(Debug, Clone, Default)]
pub struct Card<'a> {
    /// The village rules.
    pub village_rules: Texts<'a>,
    /// The public works and their keepers.
    pub works: Texts<'a>,
    /// The ids of the services that concern most households.
    pub services: Vec<&'a str>,
    /// The numbers to ring.
    pub hotlines: Vec<&'a str>,
}

impl<'a> Manual<'a> {
    pub(crate) fn read(file: Table<'a>) -> Self {
        Self {
            systems: file.items("system", |index, table| System {
                index,
                id: table.str("id"),
                title: table.text("title"),
                body: table.str("body"),
                powers: table.strs("powers"),
                rules: table.texts("rules"),
                confirmed: table.date("confirmed"),
            }),
            supervisions: file.items("supervision", |index, table| Supervision {
                index,
                service: table.str("service"),
                watch: table.texts("watch"),
            }),
            card: file.table("card").map(|table| Card {
                village_rules: table.texts("village_rules"),
                works: table.texts("works"),
                services: table.strs("services"),
                hotlines: table.strs("hotlines"),
            }),
        }
    }
}
