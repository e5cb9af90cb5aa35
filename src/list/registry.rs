//! The registry: what is named once and referred to by id.

use jiff::civil::Date;

use super::item;
use super::reader::Table;
use super::step::Basis;
use super::text::Text;
use crate::time::Period;

/// What `registry.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Registry<'a> {
    /// The aspects into which the powers are grouped.
    pub aspects: Vec<Aspect<'a>>,
    /// Everybody who does something in the lists.
    pub actors: Vec<Actor<'a>>,
    /// The laws and documents that are cited.
    pub laws: Vec<Law<'a>>,
    /// The papers that villagers bring.
    pub papers: Vec<Paper<'a>>,
    /// How many must attend and agree.
    pub quorums: Vec<Quorum<'a>>,
    /// What can be done against a refusal.
    pub remedies: Vec<Remedy<'a>>,
    /// National numbers to ring.
    pub hotlines: Vec<Hotline<'a>>,
}

/// A group of powers.
#[derive(Debug, Clone)]
pub struct Aspect<'a> {
    /// The place in the registry, counted from 0.
    pub index: usize,
    /// The aspect's id.
    pub id: &'a str,
    /// The name of the aspect.
    pub title: Text<'a>,
}
item!(Aspect, "aspect");

/// Somebody who does something in the lists: a person in a role, a meeting, an office.
#[derive(Debug, Clone)]
pub struct Actor<'a> {
    /// The place in the registry, counted from 0.
    pub index: usize,
    /// The actor's id.
    pub id: &'a str,
    /// The name of the actor.
    pub title: Text<'a>,
    /// Everyday names, in any language.
    pub known_as: Vec<&'a str>,
    /// Where the actor belongs; none where the value is missing or unknown.
    pub level: Option<ActorLevel>,
    /// The number to ring with a question.
    pub phone: Option<&'a str>,
    /// The number to ring with a complaint about the actor.
    pub supervision_phone: Option<&'a str>,
    /// Where the actor is found.
    pub place: Text<'a>,
    /// When the actor is there.
    pub hours: Text<'a>,
}
item!(Actor, "actor");

/// Where an actor belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActorLevel {
    /// Villagers and their meetings.
    Villager,
    /// Village bodies and cadres.
    Village,
    /// Township offices.
    Township,
    /// County authorities.
    County,
}

impl ActorLevel {
    /// The keys, in the order of the variants.
    pub const KEYS: [&'static str; 4] = ["villager", "village", "township", "county"];

    /// Returns the level with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        let all = [Self::Villager, Self::Village, Self::Township, Self::County];
        all.into_iter()
            .zip(Self::KEYS)
            .find(|(_, name)| *name == key)
            .map(|(found, _)| found)
    }
}

/// A law, regulation or document.
#[derive(Debug, Clone)]
pub struct Law<'a> {
    /// The place in the registry, counted from 0.
    pub index: usize,
    /// The law's id.
    pub id: &'a str,
    /// The full title.
    pub title: Text<'a>,
    /// The number of the document.
    pub number: Option<&'a str>,
    /// The day on which it came into force.
    pub in_force: Option<Date>,
    /// The day from which the latest amendment applies.
    pub amended: Option<Date>,
    /// The day from which it no longer applies.
    pub repealed: Option<Date>,
    /// The id of the law that took its place.
    pub replaced_by: Option<&'a str>,
}
item!(Law, "law");

/// A paper that villagers bring.
#[derive(Debug, Clone)]
pub struct Paper<'a> {
    /// The place in the registry, counted from 0.
    pub index: usize,
    /// The paper's id.
    pub id: &'a str,
    /// The name of the paper.
    pub title: Text<'a>,
    /// Who issues it.
    pub issued_by: Text<'a>,
}
item!(Paper, "paper");

/// How many must attend a meeting and how many agree.
#[derive(Debug, Clone)]
pub struct Quorum<'a> {
    /// The place in the registry, counted from 0.
    pub index: usize,
    /// The quorum's id.
    pub id: &'a str,
    /// The body that meets.
    pub body: &'a str,
    /// Who must attend: any one of these is enough; none: the law sets no floor.
    pub attend: Vec<Share<'a>>,
    /// Who must agree: any one of these is enough.
    pub pass: Vec<Share<'a>>,
    /// What the shares cannot say.
    pub note: Text<'a>,
    /// The law on which it rests.
    pub basis: Vec<Basis<'a>>,
}
item!(Quorum, "quorum");

/// A fraction of a group of people: at least two thirds of the members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share<'a> {
    /// The fraction as (part, whole).
    pub fraction: Option<(u32, u32)>,
    /// True: more than the fraction; false: the fraction itself is enough.
    pub more_than: bool,
    /// Of what: one of [`Share::OF`].
    pub of: &'a str,
}

impl Share<'_> {
    /// Of what a share can be taken.
    pub const OF: [&'static str; 6] = [
        "members",
        "villagers",
        "households",
        "voters",
        "ballots",
        "present",
    ];
}

/// What can be done against a refusal.
#[derive(Debug, Clone)]
pub struct Remedy<'a> {
    /// The place in the registry, counted from 0.
    pub index: usize,
    /// The remedy's id.
    pub id: &'a str,
    /// Where to go with it.
    pub title: Text<'a>,
    /// In which time.
    pub within: Option<Period>,
    /// The law that gives it.
    pub basis: Vec<Basis<'a>>,
}
item!(Remedy, "remedy");

/// A national number to ring.
#[derive(Debug, Clone)]
pub struct Hotline<'a> {
    /// The place in the registry, counted from 0.
    pub index: usize,
    /// The number, which is also its id.
    pub id: &'a str,
    /// What it is for.
    pub title: Text<'a>,
    /// How sure it is.
    pub certainty: &'a str,
}
item!(Hotline, "hotline");

impl<'a> Registry<'a> {
    pub(crate) fn read(file: Table<'a>) -> Self {
        Self {
            aspects: file.items("aspect", |index, table| Aspect {
                index,
                id: table.str("id"),
                title: table.text("title"),
            }),
            actors: file.items("actor", Actor::read),
            laws: file.items("law", Law::read),
            papers: file.items("paper", |index, table| Paper {
                index,
                id: table.str("id"),
                title: table.text("title"),
                issued_by: table.text("issued_by"),
            }),
            quorums: file.items("quorum", Quorum::read),
            remedies: file.items("remedy", |index, table| Remedy {
                index,
                id: table.str("id"),
                title: table.text("title"),
                within: table.period("within"),
                basis: Basis::read_all(table),
            }),
            hotlines: file.items("hotline", |index, table| Hotline {
                index,
                id: table.str("number"),
                title: table.text("title"),
                certainty: table.str("certainty"),
            }),
        }
    }

    /// Returns the actor with this id.
    pub fn actor(&self, id: &str) -> Option<&Actor<'a>> {
        self.actors.iter().find(|actor| actor.id == id)
    }

    /// Returns the law with this id.
    pub fn law(&self, id: &str) -> Option<&Law<'a>> {
        self.laws.iter().find(|law| law.id == id)
    }
}

impl<'a> Actor<'a> {
    fn read(index: usize, table: Table<'a>) -> Self {
        Self {
            index,
            id: table.str("id"),
            title: table.text("title"),
            known_as: table.strs("known_as"),
            level: ActorLevel::from_key(table.str("level")),
            phone: table.opt_str("phone"),
            supervision_phone: table.opt_str("supervision_phone"),
            place: table.text("place"),
            hours: table.text("hours"),
        }
    }
}

impl<'a> Law<'a> {
    fn read(index: usize, table: Table<'a>) -> Self {
        Self {
            index,
            id: table.str("id"),
            title: table.text("title"),
            number: table.opt_str("number"),
            in_force: table.date("in_force"),
            amended: table.date("amended"),
            repealed: table.date("repealed"),
            replaced_by: table.opt_str("replaced_by"),
        }
    }
}

impl<'a> Quorum<'a> {
    fn read(index: usize, table: Table<'a>) -> Self {
        let share = |_, share: Table<'a>| {
            let more_than = share.opt_str("more_than");
            Share {
                fraction: more_than.or(share.opt_str("at_least")).and_then(fraction),
                more_than: more_than.is_some(),
                of: share.str("of"),
            }
        };
        Self {
            index,
            id: table.str("id"),
            body: table.str("body"),
            attend: table.items("attend", share),
            pass: table.items("pass", share),
            note: table.text("note"),
            basis: Basis::read_all(table),
        }
    }
}

/// Reads a fraction such as `2/3`: at most one, and of a whole that is not 0.
pub(crate) fn fraction(text: &str) -> Option<(u32, u32)> {
    let (part, whole) = text.split_once('/')?;
    let (part, whole): (u32, u32) = (part.parse().ok()?, whole.parse().ok()?);
    (0 < part && part <= whole).then_some((part, whole))
}
