//! What the lists of a village say with everything resolved: made once, written in every language.

use std::collections::BTreeMap;

use crate::code::{self, Code};
use crate::list::ActorLevel;
use crate::load::Lists;
use crate::procedure::{self, Procedure};
use crate::role::{Role, role};

/// What the lists of a village say.
pub(super) struct Resolved {
    /// The powers, in the order of the list.
    pub powers: Vec<Procedure>,
    /// The services, in the order of the list.
    pub services: Vec<Procedure>,
    /// Everybody who does something, in the order of the registry.
    pub roles: Vec<(ActorLevel, Role)>,
    /// The check codes of what is published, by address.
    pub codes: BTreeMap<String, Code>,
}

impl Resolved {
    pub fn of(lists: &Lists<'_>) -> Self {
        let powers = lists.book.powers().unwrap_or_default().iter();
        let services = lists.book.services().unwrap_or_default().iter();
        let actors = lists.registry.actors.iter();
        let roles = actors.filter_map(|actor| Some((actor.level?, role(actor, lists))));
        Self {
            powers: powers.map(|power| procedure::power(power, lists)).collect(),
            services: services
                .map(|service| procedure::service(service, lists))
                .collect(),
            roles: roles.filter(|(_, role)| acts(role)).collect(),
            codes: code::all(lists).into_iter().collect(),
        }
    }
}

fn acts(role: &Role) -> bool {
    !role.powers.is_empty()
        || !role.responsibilities.is_empty()
        || !role.services.is_empty()
        || !role.steps.is_empty()
        || !role.supervises.is_empty()
}
