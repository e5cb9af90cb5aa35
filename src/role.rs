//! What one actor may do, may not do, must do and handles, and who watches whom.
//!
//! A [`Role`] is what the lists say of the actor, in both languages; nothing in it is composed.

pub mod written;

use serde::Serialize;

use crate::lang::Said;
use crate::list::{Actor, ActorLevel, Item, Power, Responsibility, Service, Step, Text};
use crate::load::Lists;
use crate::procedure::{actor_title, desk, period, points, said};

/// All that the lists say of one actor.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Role {
    /// The actor's id.
    pub actor: String,
    /// The name.
    pub title: Option<Said>,
    /// Where the actor belongs: `villager`, `village`, `township`, `county`.
    pub level: Option<&'static str>,
    /// The village whose lists these are; none: the template's.
    pub village: Option<Said>,
    /// True: the data are made up.
    pub sample: bool,
    /// The number for questions.
    pub phone: Option<String>,
    /// The number for complaints about the actor.
    pub supervision_phone: Option<String>,
    /// True: the numbers are placeholders, not real ones.
    pub placeholder: bool,
    /// Where the actor is found.
    pub place: Option<Said>,
    /// When the actor is there.
    pub hours: Option<Said>,
    /// The powers that it holds.
    pub powers: Vec<Held>,
    /// The responsibilities that it bears, the most frequent first.
    pub responsibilities: Vec<Borne>,
    /// The services that it handles.
    pub services: Vec<Handled>,
    /// The steps that it takes, item by item.
    pub steps: Vec<Taken>,
    /// Who watches it, and in what.
    pub supervised_by: Vec<Watcher>,
    /// The powers and responsibilities of others that it watches.
    pub supervises: Vec<Named>,
}

/// A power that the actor holds.
#[derive(Debug, Clone, Serialize)]
pub struct Held {
    /// The address.
    pub item: String,
    /// The name.
    pub title: Said,
    /// What the holders may do.
    pub may: Option<Said>,
    /// What they may not do.
    pub must_not: Vec<Said>,
}

/// A responsibility that the actor bears.
#[derive(Debug, Clone, Serialize)]
pub struct Borne {
    /// The address.
    pub item: String,
    /// The name.
    pub title: Said,
    /// What must be done.
    pub must: Vec<Said>,
    /// How often: one of [`Responsibility::EVERY`].
    pub every: String,
    /// By when.
    pub by: Option<Said>,
}

/// A service that the actor handles.
#[derive(Debug, Clone, Serialize)]
pub struct Handled {
    /// The address.
    pub item: String,
    /// The name.
    pub title: Said,
    /// As what: `handler`, `office`, `authority`.
    #[serde(rename = "as")]
    pub capacities: Vec<&'static str>,
    /// The time that is promised for the whole.
    pub promised: Option<Said>,
    /// What those who handle it may not do.
    pub must_not: Vec<Said>,
}

/// The steps of one item that the actor takes.
#[derive(Debug, Clone, Serialize)]
pub struct Taken {
    /// The address of the item.
    pub item: String,
    /// Its name.
    pub title: Said,
    /// The steps.
    pub steps: Vec<StepTaken>,
}

/// A step that the actor takes.
#[derive(Debug, Clone, Serialize)]
pub struct StepTaken {
    /// The step's id.
    pub id: String,
    /// Its place in the procedure, counted from 1.
    pub number: usize,
    /// What is done.
    #[serde(rename = "do")]
    pub action: Said,
    /// The upper limit.
    pub within: Option<Said>,
    /// The lower limit.
    pub at_least: Option<Said>,
    /// The event that starts it.
    pub on: Option<Said>,
}

/// Who watches the actor.
#[derive(Debug, Clone, Serialize)]
pub struct Watcher {
    /// The id of the one who watches.
    pub actor: String,
    /// The name.
    pub title: Said,
    /// The addresses of the powers and responsibilities that are watched.
    pub items: Vec<String>,
}

/// An item, by address and name.
#[derive(Debug, Clone, Serialize)]
pub struct Named {
    /// The address.
    pub item: String,
    /// The name.
    pub title: Said,
}

/// Returns all that the lists say of an actor.
pub fn role(actor: &Actor<'_>, lists: &Lists<'_>) -> Role {
    let id = actor.id;
    let book = &lists.book;
    let powers = book.powers().unwrap_or_default();
    let duties = book.responsibilities().unwrap_or_default();
    let services = book.services().unwrap_or_default();
    let mut responsibilities: Vec<Borne> = duties
        .iter()
        .filter(|duty| duty.holders.contains(&id))
        .filter_map(borne)
        .collect();
    responsibilities.sort_by_key(|duty| rank(&duty.every));
    let steps_of_powers = powers
        .iter()
        .filter_map(|power| taken(id, power, power.title, &power.steps));
    let steps_of_services = services
        .iter()
        .filter_map(|service| taken(id, service, service.title, &service.steps));
    Role {
        powers: powers
            .iter()
            .filter(|power| power.holders.contains(&id))
            .filter_map(held)
            .collect(),
        responsibilities,
        services: services
            .iter()
            .filter_map(|service| handled(id, service))
            .collect(),
        steps: steps_of_powers.chain(steps_of_services).collect(),
        supervised_by: watchers(id, lists),
        supervises: watched(id, powers, duties),
        ..heading(actor, lists)
    }
}

fn heading(actor: &Actor<'_>, lists: &Lists<'_>) -> Role {
    let desk = desk(actor.id, lists);
    let (phone, supervision_phone, placeholder) = desk.map_or((None, None, false), |desk| {
        (desk.phone, desk.supervision_phone, desk.placeholder)
    });
    Role {
        actor: actor.id.to_owned(),
        title: said(actor.title),
        level: actor.level.map(|level| ActorLevel::KEYS[level as usize]),
        village: lists.village().and_then(|village| said(village.name)),
        sample: lists.township.sample,
        phone,
        supervision_phone,
        placeholder,
        place: said(actor.place),
        hours: said(actor.hours),
        ..Role::default()
    }
}

/// The place of a frequency among all: the most frequent first, an unknown one last.
fn rank(every: &str) -> usize {
    let known = Responsibility::EVERY;
    known
        .iter()
        .position(|key| *key == every)
        .unwrap_or(known.len())
}

fn held(power: &Power<'_>) -> Option<Held> {
    Some(Held {
        item: power.address(),
        title: said(power.title)?,
        may: said(power.may),
        must_not: points(&power.must_not),
    })
}

fn borne(duty: &Responsibility<'_>) -> Option<Borne> {
    Some(Borne {
        item: duty.address(),
        title: said(duty.title)?,
        must: points(&duty.must),
        every: duty.every.to_owned(),
        by: said(duty.by),
    })
}

fn handled(id: &str, service: &Service<'_>) -> Option<Handled> {
    let places = [
        ("handler", service.handler),
        ("office", service.office),
        ("authority", service.authority),
    ];
    let filled = places.into_iter().filter(|(_, filled_by)| *filled_by == id);
    let capacities: Vec<&'static str> = filled.map(|(place, _)| place).collect();
    if capacities.is_empty() {
        return None;
    }
    Some(Handled {
        item: service.address(),
        title: said(service.title)?,
        capacities,
        promised: service.limit.promised.map(period),
        must_not: points(&service.must_not),
    })
}

fn taken<'a>(id: &str, item: &impl Item<'a>, title: Text<'_>, steps: &[Step<'_>]) -> Option<Taken> {
    let of_actor = steps.iter().filter(|step| step.by.contains(&id));
    let steps: Vec<StepTaken> = of_actor.filter_map(step_taken).collect();
    (!steps.is_empty()).then_some(())?;
    Some(Taken {
        item: item.address(),
        title: said(title)?,
        steps,
    })
}

fn step_taken(step: &Step<'_>) -> Option<StepTaken> {
    Some(StepTaken {
        id: step.id.to_owned(),
        number: step.index + 1,
        action: said(step.action)?,
        within: step.within.map(period),
        at_least: step.at_least.map(period),
        on: said(step.on),
    })
}

/// Returns who watches the actor's powers and responsibilities, in the order of the lists.
fn watchers(id: &str, lists: &Lists<'_>) -> Vec<Watcher> {
    let powers = lists.book.powers().unwrap_or_default().iter();
    let powers = powers
        .filter(|power| power.holders.contains(&id))
        .map(|power| (power.address(), &power.supervisors));
    let duties = lists.book.responsibilities().unwrap_or_default().iter();
    let duties = duties
        .filter(|duty| duty.holders.contains(&id))
        .map(|duty| (duty.address(), &duty.supervisors));
    let mut watchers: Vec<Watcher> = Vec::new();
    for (item, supervisors) in powers.chain(duties) {
        for supervisor in supervisors {
            if let Some(watcher) = watchers
                .iter_mut()
                .find(|watcher| watcher.actor == *supervisor)
            {
                watcher.items.push(item.clone());
            } else if let Some(title) = actor_title(supervisor, lists) {
                watchers.push(Watcher {
                    actor: (*supervisor).to_owned(),
                    title,
                    items: vec![item.clone()],
                });
            }
        }
    }
    watchers
}

fn watched(id: &str, powers: &[Power<'_>], duties: &[Responsibility<'_>]) -> Vec<Named> {
    let powers = powers
        .iter()
        .filter(|power| power.supervisors.contains(&id))
        .filter_map(|power| named(power, power.title));
    let duties = duties
        .iter()
        .filter(|duty| duty.supervisors.contains(&id))
        .filter_map(|duty| named(duty, duty.title));
    powers.chain(duties).collect()
}

fn named<'a>(item: &impl Item<'a>, title: Text<'_>) -> Option<Named> {
    Some(Named {
        item: item.address(),
        title: said(title)?,
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::load;
    use crate::place::Sheet;

    /// The role of an actor in the smallest township, in its only village.
    fn minimal(id: &str) -> Role {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/minimal");
        let sheets = [
            Sheet::Township,
            Sheet::Registry,
            Sheet::Village,
            Sheet::Power,
            Sheet::Responsibility,
            Sheet::Service,
        ];
        let found = load::with(&root, Some("shili"), &sheets, |lists| {
            Ok(lists.registry.actor(id).map(|actor| role(actor, lists)))
        });
        found.expect("the lists load").expect("the actor is there")
    }

    #[test]
    fn holder_has_its_powers_duties_services_and_steps() {
        let role = minimal("villagers-committee");
        let powers: Vec<_> = role.powers.iter().map(|power| &power.item).collect();
        assert_eq!(powers, ["power/homestead-application"]);
        assert_eq!(role.powers[0].must_not.len(), 2);
        let duties: Vec<_> = role
            .responsibilities
            .iter()
            .map(|duty| &duty.item)
            .collect();
        assert_eq!(duties, ["responsibility/publish-homesteads"]);
        assert_eq!(role.services[0].capacities, ["handler"]);
        let steps = role.steps.iter().flat_map(|item| &item.steps);
        let steps: Vec<_> = steps.map(|step| (step.number, step.id.as_str())).collect();
        assert_eq!(steps, [(3, "notice"), (2, "review")]);
    }

    #[test]
    fn watching_is_seen_from_both_sides() {
        let watched = minimal("villagers-committee").supervised_by;
        let watchers: Vec<_> = watched
            .iter()
            .map(|it| (it.actor.as_str(), it.items.len()))
            .collect();
        assert_eq!(
            watchers,
            [("supervision-committee", 2), ("township-government", 1)]
        );
        let watching = minimal("supervision-committee").supervises;
        let items: Vec<_> = watching.iter().map(|it| &it.item).collect();
        assert_eq!(
            items,
            [
                "power/homestead-application",
                "responsibility/publish-homesteads"
            ]
        );
    }

    #[test]
    fn village_phone_is_shown_and_no_complaint_rings_at_its_subject() {
        let committee = minimal("villagers-committee");
        let watchdog = minimal("supervision-committee");
        assert_eq!(committee.supervision_phone, watchdog.phone);
        assert!(committee.phone.is_some() && committee.placeholder);
        assert_eq!(watchdog.supervision_phone, None);
    }

    #[test]
    fn frequent_duties_come_first() {
        let mut every = ["event", "fortnight", "year", "month"];
        every.sort_by_key(|key| rank(key));
        assert_eq!(every, ["month", "year", "event", "fortnight"]);
    }
}
