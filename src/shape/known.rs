//! The ids that the registry knows.

use std::collections::{HashMap, HashSet};

use super::Target;
use crate::list::{ActorLevel, Item, Registry};

/// The ids of the registry, for looking up.
#[derive(Debug, Default)]
pub struct Known<'a> {
    /// False where the registry could not be read whole: then nothing is known to be missing.
    pub complete: bool,
    actors: HashMap<&'a str, Option<ActorLevel>>,
    others: HashSet<(&'static str, &'a str)>,
}

impl<'a> Known<'a> {
    /// Collects the ids of a registry.
    pub fn new(registry: &Registry<'a>, complete: bool) -> Self {
        let mut known = Self {
            complete,
            actors: registry
                .actors
                .iter()
                .map(|actor| (actor.id, actor.level))
                .collect(),
            others: HashSet::new(),
        };
        known.add(&registry.aspects);
        known.add(&registry.laws);
        known.add(&registry.papers);
        known.add(&registry.quorums);
        known.add(&registry.remedies);
        known.add(&registry.hotlines);
        known
    }

    fn add<T: Item<'a>>(&mut self, items: &[T]) {
        self.others
            .extend(items.iter().map(|item| (T::LIST, item.id())));
    }

    /// Returns true where the registry has this id, or may have it.
    pub fn has(&self, target: Target, id: &str) -> bool {
        !self.complete
            || match table(target) {
                None => self.actors.contains_key(id),
                Some(list) => self.others.contains(&(list, id)),
            }
    }

    /// Returns the level of an actor, if both are known.
    pub fn level(&self, actor: &str) -> Option<ActorLevel> {
        self.actors.get(actor).copied().flatten()
    }

    /// Returns the known id that is nearest to an unknown one.
    pub fn nearest(&self, target: Target, id: &str) -> Option<&'a str> {
        crate::suggest::nearest(id, self.ids(target))
    }

    /// Returns the known id that is near to an unknown one, if no other one is.
    pub fn only(&self, target: Target, id: &str) -> Option<&'a str> {
        crate::suggest::only(id, self.ids(target))
    }

    fn ids(&self, target: Target) -> Vec<&'a str> {
        let mut ids: Vec<&str> = match table(target) {
            None => self.actors.keys().copied().collect(),
            Some(wanted) => self
                .others
                .iter()
                .filter(|(list, _)| *list == wanted)
                .map(|(_, id)| *id)
                .collect(),
        };
        ids.sort_unstable();
        ids
    }
}

/// Returns the registry's table of a target; none for actors.
fn table(target: Target) -> Option<&'static str> {
    match target {
        Target::Actor | Target::VillageActor | Target::TownshipActor => None,
        Target::Aspect => Some("aspect"),
        Target::Law => Some("law"),
        Target::Paper => Some("paper"),
        Target::Quorum => Some("quorum"),
        Target::Remedy => Some("remedy"),
        Target::Hotline => Some("hotline"),
    }
}
