//! The form of each file, declared once: which fields a table has and what each may hold.
//!
//! The declarations are in [`forms`]; here they are held against a file. Whoever adds a field adds
//! it there, and the walk, the messages and the suggestions know it.

pub mod forms;
mod known;
mod walk;

pub use known::Known;
pub(crate) use walk::{is_article, is_code, is_id, walk};

/// The form of a table.
#[derive(Debug)]
pub struct Shape {
    /// What the table is called in messages: `service`, `step`.
    pub name: &'static str,
    /// The fields that tell one such table from another in an array; none: only the whole does.
    pub keys: &'static [&'static str],
    /// Who is better or worse off where such tables change their order.
    pub order: Burden,
    /// Its fields.
    pub fields: &'static [Field],
}

/// One field of a table.
#[derive(Debug)]
pub struct Field {
    /// The key in the file.
    pub key: &'static str,
    /// What the field may hold.
    pub kind: Kind,
    /// True where the table is not complete without the field.
    pub required: bool,
    /// The line that a person could add, as an example.
    pub example: &'static str,
    /// What the field says, in Chinese and English.
    pub about: (&'static str, &'static str),
    /// Who is better or worse off where the field changes.
    pub burden: Burden,
}

impl Field {
    /// Says who carries the burden of the field.
    const fn bears(mut self, burden: Burden) -> Self {
        self.burden = burden;
        self
    }
}

/// Who carries the burden of a field, so that a change of it can be told to be better or worse for
/// the villager, or for those who watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Burden {
    /// An upper limit on those who act: less is better, none at all is worst.
    Limit,
    /// What a villager has to bring, pay or bear: less is better, none at all is best.
    Cost,
    /// What protects the villager or serves those who watch: more is better, none at all is worst.
    Guarantee,
    /// One of these words, the best first; the others cannot be compared.
    Rank(&'static [&'static str]),
    /// A table that comes and goes with the guarantees in it.
    Parts,
    /// A name or a note: nobody is better or worse off.
    Name,
    /// The lists cannot tell.
    Open,
}

/// What a field may hold.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// An id: kebab-case ASCII.
    Id,
    /// A text without languages.
    Word,
    /// Several texts without languages.
    Words,
    /// A statistics code of so many digits.
    Code(usize),
    /// A whole number between the two, both included.
    Number(u32, u32),
    /// `true` or `false`.
    Flag,
    /// A day: `2026-01-31`.
    Date,
    /// Several days.
    Dates,
    /// A time: `"20 working days"`.
    Time,
    /// A text for people, in the township's languages.
    Text,
    /// Several texts for people, in the township's languages.
    Texts,
    /// A telephone number.
    Phone,
    /// Articles of a law, as numbers: `"62.4"`.
    Article,
    /// A fraction: `"2/3"`.
    Fraction,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Any of these words.
    AnyOf(&'static [&'static str]),
    /// The id of something in the registry.
    Ref(Target),
    /// Ids of things in the registry.
    Refs(Target),
    /// A table.
    Table(&'static Shape),
    /// An array of tables.
    Tables(&'static Shape),
    /// A table whose keys are ids of actors.
    ByActor(&'static Shape),
    /// `"none"`, or a table.
    NoneOr(&'static Shape),
}

/// What in the registry an id refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An aspect.
    Aspect,
    /// An actor of any level.
    Actor,
    /// An actor of the village.
    VillageActor,
    /// An actor of the township.
    TownshipActor,
    /// A law.
    Law,
    /// A paper.
    Paper,
    /// A quorum.
    Quorum,
    /// A remedy.
    Remedy,
    /// A hotline, by its number.
    Hotline,
}

impl Target {
    /// Returns what is referred to, in Chinese and English.
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Target::Aspect => ("类别", "aspect"),
            Target::Actor | Target::VillageActor | Target::TownshipActor => ("主体", "actor"),
            Target::Law => ("法律依据", "law"),
            Target::Paper => ("材料", "paper"),
            Target::Quorum => ("表决规则", "quorum"),
            Target::Remedy => ("救济途径", "remedy"),
            Target::Hotline => ("热线", "hotline"),
        }
    }
}
