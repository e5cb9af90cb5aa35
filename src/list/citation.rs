//! Where a list cites a law.

use jiff::civil::Date;

use super::{Basis, Contents, Item, Law, Registry, Step};
use crate::place::Route;

/// One place where a list cites a law.
#[derive(Debug)]
pub struct Citation<'r, 'a> {
    /// The way to the entry of `basis`.
    pub route: Route,
    /// The law that is cited; none where the registry does not have it.
    pub law: Option<&'r Law<'r>>,
    /// What is cited.
    pub basis: Basis<'a>,
    /// The day on which a person compared the item with the law.
    pub confirmed: Option<Date>,
}

struct Citations<'r, 'a> {
    registry: &'r Registry<'r>,
    found: Vec<Citation<'r, 'a>>,
}

impl<'a> Citations<'_, 'a> {
    fn add(&mut self, item: &Route, bases: &[Basis<'a>], confirmed: Option<Date>) {
        for (index, basis) in bases.iter().enumerate() {
            let route = item.clone().key("basis").index(index);
            self.found.push(Citation {
                route,
                law: self.registry.law(basis.law),
                basis: basis.clone(),
                confirmed,
            });
        }
    }

    fn add_steps(&mut self, item: &Route, steps: &[Step<'a>], confirmed: Option<Date>) {
        for step in steps {
            self.add(&step.route(item.clone()), &step.basis, confirmed);
        }
    }
}

impl<'a> Contents<'a> {
    /// Returns every legal basis in the file, with its law in the registry: of items, of their steps,
    /// of quorums and remedies.
    pub fn citations<'r>(&self, registry: &'r Registry<'r>) -> Vec<Citation<'r, 'a>> {
        let mut all = Citations {
            registry,
            found: Vec::new(),
        };
        for power in self.powers() {
            all.add(&power.route(), &power.basis, power.confirmed);
            all.add_steps(&power.route(), &power.steps, power.confirmed);
        }
        for item in self.responsibilities() {
            all.add(&item.route(), &item.basis, item.confirmed);
        }
        for service in self.services() {
            all.add(&service.route(), &service.basis, service.confirmed);
            all.add(
                &service.route().key("fee"),
                &service.fee.basis,
                service.confirmed,
            );
            all.add_steps(&service.route(), &service.steps, service.confirmed);
        }
        if let Some(registry) = self.registry() {
            for quorum in &registry.quorums {
                all.add(&quorum.route(), &quorum.basis, None);
            }
            for remedy in &registry.remedies {
                all.add(&remedy.route(), &remedy.basis, None);
            }
        }
        all.found
    }
}
