//! What has been loaded, as the checks see it: the township, a book of lists, all villages.

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::list::{
    Contents, Item, Manual, Power, Registry, Responsibility, Service, System, Township, Village,
    Vocabulary,
};
use crate::place::Sheet;
use crate::schedule::Lateness;
use crate::shape::Known;

/// What belongs to the township as a whole.
pub struct Loaded<'a> {
    /// The day for which everything is checked.
    pub as_of: Date,
    /// What `township.toml` says.
    pub township: Township<'a>,
    /// False where `township.toml` could not be read whole.
    pub township_complete: bool,
    /// What `registry.toml` says.
    pub registry: Registry<'a>,
    /// The ids of the registry.
    pub known: Known<'a>,
    /// The working days; none where `calendar.toml` could not be read whole.
    pub calendar: Calendar,
    /// False where `calendar.toml` could not be read whole.
    pub calendar_complete: bool,
    /// What is known of steps that take longer than a promise.
    pub lateness: Lateness,
    /// What `vocabulary.toml` says, if it is there.
    pub vocabulary: Option<&'a Vocabulary<'a>>,
    pub(crate) template: Book<'a>,
}

impl<'a> Loaded<'a> {
    /// Returns the template's lists.
    pub fn template(&self) -> Book<'a> {
        self.template
    }
}

/// The lists of the template, or of one village.
///
/// A list that is missing, or of which a syntax error hides a part, is not there: nothing can be
/// said of what it lacks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Book<'b> {
    pub(crate) is_template: bool,
    pub(crate) village: Option<&'b Contents<'b>>,
    pub(crate) power: Option<&'b Contents<'b>>,
    pub(crate) responsibility: Option<&'b Contents<'b>>,
    pub(crate) service: Option<&'b Contents<'b>>,
    pub(crate) manual: Option<&'b Contents<'b>>,
}

impl<'b> Book<'b> {
    /// Returns true for the template's lists.
    pub fn is_template(&self) -> bool {
        self.is_template
    }

    /// Sets one of the book's files.
    pub(crate) fn set(&mut self, sheet: Sheet, contents: &'b Contents<'b>) {
        match sheet {
            Sheet::Village => self.village = Some(contents),
            Sheet::Power => self.power = Some(contents),
            Sheet::Responsibility => self.responsibility = Some(contents),
            Sheet::Service => self.service = Some(contents),
            Sheet::Manual => self.manual = Some(contents),
            Sheet::Township | Sheet::Registry | Sheet::Calendar | Sheet::Vocabulary => {}
        }
    }

    /// Returns the village, of a village's book.
    pub fn village(&self) -> Option<&'b Village<'b>> {
        self.village.and_then(Contents::village)
    }

    /// Returns the power list.
    pub fn powers(&self) -> Option<&'b [Power<'b>]> {
        self.power.map(Contents::powers)
    }

    /// Returns the responsibility list.
    pub fn responsibilities(&self) -> Option<&'b [Responsibility<'b>]> {
        self.responsibility.map(Contents::responsibilities)
    }

    /// Returns the service list.
    pub fn services(&self) -> Option<&'b [Service<'b>]> {
        self.service.map(Contents::services)
    }

    /// Returns the supervision manual.
    pub fn manual(&self) -> Option<&'b Manual<'b>> {
        self.manual.and_then(Contents::manual)
    }

    /// Returns the compendium of systems.
    pub fn systems(&self) -> Option<&'b [System<'b>]> {
        self.manual().map(|manual| manual.systems.as_slice())
    }

    /// Returns the addresses of all items.
    pub fn addresses(&self) -> Vec<String> {
        let mut all = Vec::new();
        collect(self.powers(), &mut all);
        collect(self.responsibilities(), &mut all);
        collect(self.services(), &mut all);
        collect(self.systems(), &mut all);
        all
    }

    /// Returns whether an item or step has this address; none where its list is not there.
    pub fn has_address(&self, address: &str) -> Option<bool> {
        let (list, rest) = address.split_once('/').unwrap_or((address, ""));
        let (id, step) = match rest.split_once("/step/") {
            Some((id, step)) => (id, Some(step)),
            None => (rest, None),
        };
        let steps = match list {
            "power" => find(self.powers()?, id).map(|power| power.steps.as_slice()),
            "service" => find(self.services()?, id).map(|service| service.steps.as_slice()),
            "responsibility" => find(self.responsibilities()?, id).map(|_| [].as_slice()),
            "system" => find(self.systems()?, id).map(|_| [].as_slice()),
            _ => None,
        };
        let step_there = |steps: &[crate::list::Step<'_>]| {
            step.is_none_or(|step| steps.iter().any(|other| other.id == step))
        };
        Some(steps.is_some_and(step_there))
    }

    /// Returns false for a village whose recorded deviations could not be read.
    pub fn knows_deviations(&self) -> bool {
        self.is_template || self.village.is_some()
    }

    /// Returns true where the village has recorded that this item or step differs.
    ///
    /// A deviation whose `field` is `item` speaks of the whole item; one of `step` or `step/<id>`
    /// of its steps.
    pub fn records_deviation(&self, address: &str) -> bool {
        let Some(village) = self.village() else {
            return false;
        };
        village
            .deviations
            .iter()
            .any(|deviation| match address.split_once("/step/") {
                None => deviation.item == address && deviation.field == "item",
                Some((item, step)) => {
                    let field = deviation.field;
                    let of_step = field == "step" || field.strip_prefix("step/") == Some(step);
                    deviation.item == address || (deviation.item == item && of_step)
                }
            })
    }

    /// Returns how many items of a list the village has recorded as added or left out.
    pub fn items_recorded(&self, list: &str) -> usize {
        let Some(village) = self.village() else {
            return 0;
        };
        let whole = village
            .deviations
            .iter()
            .filter(|deviation| deviation.field == "item");
        whole
            .filter(|d| d.item.split_once('/').is_some_and(|(of, _)| of == list))
            .count()
    }
}

fn collect<'b, T: Item<'b>>(items: Option<&[T]>, all: &mut Vec<String>) {
    all.extend(items.unwrap_or_default().iter().map(Item::address));
}

fn find<'l, 'b, T: Item<'b>>(items: &'l [T], id: &str) -> Option<&'l T> {
    items.iter().find(|item| item.id() == id)
}

/// What is known of all villages that are checked.
#[derive(Debug)]
pub struct Villages<'v> {
    /// The villages, in the order of their folders' names.
    pub all: &'v [VillageSummary],
    /// False where only some of the township's villages are checked.
    pub complete: bool,
}

/// What all villages together are checked for.
#[derive(Debug, Clone)]
pub struct VillageSummary {
    /// The name of the village's folder.
    pub slug: String,
    /// The statistics code; empty where it could not be read.
    pub code: String,
    /// How far the village has come.
    pub stage: Option<crate::list::Stage>,
}
