//! What the lists say: plain values, borrowed from the text of their files.
//!
//! These types are lenient. A field that is missing or has another type than it should is empty
//! here; that it is so has been found when the file's shape was walked ([`crate::shape`]). They
//! carry no places either: an item knows its index, and a [`Route`] leads back to the file.

mod citation;
mod manual;
mod power;
mod reader;
mod registry;
mod responsibility;
mod service;
mod step;
mod text;
mod township;
mod village;
mod vocabulary;
mod year;

pub use citation::Citation;
pub use manual::{Card, Manual, Supervision, System};
pub use power::{Disclosure, Power};
pub(crate) use reader::{Table, date};
pub(crate) use registry::fraction;
pub use registry::{
    Actor, ActorLevel, Aspect, Hotline, Law, Paper, Quorum, Registry, Remedy, Share,
};
pub use responsibility::Responsibility;
pub use service::{Fee, Limit, PaperNeed, Service};
pub use step::{Basis, Certainty, Otherwise, Step};
pub use text::{Text, Texts};
pub use township::{Edition, Expected, Policy, Township};
pub use village::{Contact, Deviation, Stage, Village};
pub use vocabulary::{Elsewhere, Entry, Vocabulary};
pub use year::{Holiday, Year};

use crate::document::Document;
use crate::place::{Route, Sheet};

/// An item of a list: it has an id, and a place in the array of its file.
pub trait Item<'a> {
    /// The key of the array in the file, which is also the first part of an address: `service`.
    const LIST: &'static str;

    /// Returns the item's id; empty where it has none.
    fn id(&self) -> &'a str;

    /// Returns the place in the array of the file, counted from 0.
    fn index(&self) -> usize;

    /// Returns the way to the item in its file.
    fn route(&self) -> Route {
        Route::item(Self::LIST, self.index())
    }

    /// Returns the address under which the item is referred to: `service/land-approval`.
    fn address(&self) -> String {
        format!("{}/{}", Self::LIST, self.id())
    }
}

/// Gives a list type its key in the file.
macro_rules! item {
    ($type:ident, $list:literal) => {
        impl<'a> $crate::list::Item<'a> for $type<'a> {
            const LIST: &'static str = $list;

            fn id(&self) -> &'a str {
                self.id
            }

            fn index(&self) -> usize {
                self.index
            }
        }
    };
}
pub(crate) use item;

/// What one file of the four lists, or one of the township's files, says.
#[derive(Debug)]
pub enum Contents<'a> {
    /// `township.toml`.
    Township(Township<'a>),
    /// `registry.toml`.
    Registry(Registry<'a>),
    /// `calendar.toml`.
    Calendar(Vec<Year<'a>>),
    /// `vocabulary.toml`.
    Vocabulary(Vocabulary<'a>),
    /// `village.toml`.
    Village(Village<'a>),
    /// `power.toml`.
    Power(Vec<Power<'a>>),
    /// `responsibility.toml`.
    Responsibility(Vec<Responsibility<'a>>),
    /// `service.toml`.
    Service(Vec<Service<'a>>),
    /// `manual.toml`.
    Manual(Manual<'a>),
}

/// Reads what a parsed file says.
pub fn contents<'a>(sheet: Sheet, document: &'a Document<'a>) -> Contents<'a> {
    let file = Table(&document.table);
    match sheet {
        Sheet::Township => Contents::Township(Township::read(file)),
        Sheet::Registry => Contents::Registry(Registry::read(file)),
        Sheet::Calendar => Contents::Calendar(Year::read_all(file)),
        Sheet::Vocabulary => Contents::Vocabulary(Vocabulary::read(file)),
        Sheet::Village => Contents::Village(Village::read(file)),
        Sheet::Power => Contents::Power(Power::read_all(file)),
        Sheet::Responsibility => Contents::Responsibility(Responsibility::read_all(file)),
        Sheet::Service => Contents::Service(Service::read_all(file)),
        Sheet::Manual => Contents::Manual(Manual::read(file)),
    }
}

impl<'a> Contents<'a> {
    /// Returns the powers; none where the file is not the power list.
    pub fn powers(&self) -> &[Power<'a>] {
        if let Contents::Power(powers) = self {
            powers
        } else {
            &[]
        }
    }

    /// Returns the responsibilities; none where the file is not the responsibility list.
    pub fn responsibilities(&self) -> &[Responsibility<'a>] {
        if let Contents::Responsibility(items) = self {
            items
        } else {
            &[]
        }
    }

    /// Returns the services; none where the file is not the service list.
    pub fn services(&self) -> &[Service<'a>] {
        if let Contents::Service(services) = self {
            services
        } else {
            &[]
        }
    }

    /// Returns the manual, if the file is one.
    pub fn manual(&self) -> Option<&Manual<'a>> {
        if let Contents::Manual(manual) = self {
            Some(manual)
        } else {
            None
        }
    }

    /// Returns the registry, if the file is one.
    pub fn registry(&self) -> Option<&Registry<'a>> {
        if let Contents::Registry(registry) = self {
            Some(registry)
        } else {
            None
        }
    }

    /// Returns the village, if the file is one.
    pub fn village(&self) -> Option<&Village<'a>> {
        if let Contents::Village(village) = self {
            Some(village)
        } else {
            None
        }
    }

    /// Returns some of the items of a list, as what a file without the others would say: those of
    /// which `keep` says so by the key of their array and their place in it.
    pub(crate) fn some(&self, keep: impl Fn(&str, usize) -> bool) -> Option<Self> {
        fn kept<'a, T: Item<'a> + Clone>(
            items: &[T],
            keep: impl Fn(&str, usize) -> bool,
        ) -> Vec<T> {
            let kept = items.iter().filter(|item| keep(T::LIST, item.index()));
            kept.cloned().collect()
        }
        Some(match self {
            Self::Power(items) => Self::Power(kept(items, keep)),
            Self::Responsibility(items) => Self::Responsibility(kept(items, keep)),
            Self::Service(items) => Self::Service(kept(items, keep)),
            Self::Manual(manual) => Self::Manual(Manual {
                systems: kept(&manual.systems, &keep),
                supervisions: {
                    let all = manual.supervisions.iter();
                    let kept = all.filter(|watched| keep("supervision", watched.index));
                    kept.cloned().collect()
                },
                card: manual.card.clone(),
            }),
            Self::Township(_)
            | Self::Registry(_)
            | Self::Calendar(_)
            | Self::Vocabulary(_)
            | Self::Village(_) => return None,
        })
    }

    /// Returns every flow of steps in the file, with the way to the item that has it.
    pub fn flows(&self) -> impl Iterator<Item = (Route, &'a str, &[Step<'a>])> {
        let powers = self
            .powers()
            .iter()
            .map(|p| (p.route(), p.id, p.steps.as_slice()));
        let services = self
            .services()
            .iter()
            .map(|s| (s.route(), s.id, s.steps.as_slice()));
        powers.chain(services)
    }
}
