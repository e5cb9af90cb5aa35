//! A village: its identity, stage, contacts and recorded deviations.

use jiff::civil::Date;

use super::reader::Table;
use super::text::Text;
use crate::lang::Lang;

/// What `village.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Village<'a> {
    /// The 12-digit statistics code, which begins with the township's.
    pub code: &'a str,
    /// The name of the village.
    pub name: Text<'a>,
    /// How far the village has come; none where the value is missing or unknown.
    pub stage: Option<Stage>,
    /// The id of the template's edition that it has adopted.
    pub edition: &'a str,
    /// Since when it has been in its stage.
    pub since: Option<Date>,
    /// Whom to ring in the village, by actor.
    pub contacts: Vec<Contact<'a>>,
    /// Where its lists differ from the template's, and why.
    pub deviations: Vec<Deviation<'a>>,
}

/// How far a village has come with its lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Being written.
    Draft,
    /// Tried out in public.
    Trial,
    /// Adopted and published.
    InForce,
}

impl Stage {
    /// The keys, in the order of the variants.
    pub const KEYS: [&'static str; 3] = ["draft", "trial", "in-force"];

    /// Returns the stage with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        let all = [Self::Draft, Self::Trial, Self::InForce];
        all.into_iter()
            .zip(Self::KEYS)
            .find(|(_, name)| *name == key)
            .map(|(found, _)| found)
    }

    /// Returns the name of the stage.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Stage::Draft => lang.pick("起草", "draft"),
            Stage::Trial => lang.pick("试行", "trial"),
            Stage::InForce => lang.pick("施行", "in force"),
        }
    }

    /// Returns the key with which the stage is written in `village.toml`.
    pub fn key(self) -> &'static str {
        match self {
            Stage::Draft => Self::KEYS[0],
            Stage::Trial => Self::KEYS[1],
            Stage::InForce => Self::KEYS[2],
        }
    }
}

/// Whom to ring in the village.
#[derive(Debug, Clone, Copy)]
pub struct Contact<'a> {
    /// The id of the actor.
    pub actor: &'a str,
    /// The number.
    pub phone: Option<&'a str>,
    /// The name of the person; a published list needs none.
    pub name: Text<'a>,
}

/// A difference from the template that the village has decided on.
#[derive(Debug, Clone)]
pub struct Deviation<'a> {
    /// The place in the file, counted from 0.
    pub index: usize,
    /// The address of the item that differs.
    pub item: &'a str,
    /// The path of the field that differs.
    pub field: &'a str,
    /// Why.
    pub reason: Text<'a>,
    /// The day on which it was decided.
    pub approved: Option<Date>,
    /// The body that decided.
    pub by: &'a str,
    /// The day on which it ends.
    pub until: Option<Date>,
}

impl<'a> Village<'a> {
    pub(crate) fn read(file: Table<'a>) -> Self {
        Self {
            code: file.str("code"),
            name: file.text("name"),
            stage: Stage::from_key(file.str("stage")),
            edition: file.str("edition"),
            since: file.date("since"),
            contacts: file.table("contact").map_or_else(Vec::new, |contacts| {
                let contact = |(actor, table): (&'a str, Table<'a>)| Contact {
                    actor,
                    phone: table.opt_str("phone"),
                    name: table.text("name"),
                };
                contacts.named().map(contact).collect()
            }),
            deviations: file.items("deviation", |index, table| Deviation {
                index,
                item: table.str("item"),
                field: table.str("field"),
                reason: table.text("reason"),
                approved: table.date("approved"),
                by: table.str("by"),
                until: table.date("until"),
            }),
        }
    }

    /// Returns the contact of an actor.
    pub fn contact(&self, actor: &str) -> Option<&Contact<'a>> {
        self.contacts.iter().find(|contact| contact.actor == actor)
    }
}
