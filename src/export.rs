//! The lists for other programs: as tables, as JSON Lines, in the words of two standards.
//!
//! What a table holds follows from the form of its file ([`crate::shape`]): a new field is exported
//! without a word here.

mod cells;
pub mod cpsv;
mod json;
pub mod sheet;
pub mod standard;

use crate::lang::Said;
use crate::list::Stage;
use crate::load::Lists;
use crate::place::Sheet;
use crate::procedure::{StepLine, period};
use crate::say;
use crate::shape::{Kind, Shape, forms};
use crate::time::Period;
use crate::tree::{Table, Value};

pub use cells::Names;

/// One table: the things that stand at one place of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Listing {
    /// Its name.
    pub name: &'static str,
    /// The file.
    pub sheet: Sheet,
    /// The keys that lead to the things; none: the file itself is the thing.
    path: &'static [&'static str],
}

const fn listing(name: &'static str, sheet: Sheet, path: &'static [&'static str]) -> Listing {
    Listing { name, sheet, path }
}

/// The services in the elements of the national standard; it has a form of its own.
pub const STANDARD: &str = "standard";

/// All tables that are written as they stand in the files.
pub static LISTINGS: [Listing; 20] = [
    listing("power", Sheet::Power, &["power"]),
    listing("power-step", Sheet::Power, &["power", "step"]),
    listing("responsibility", Sheet::Responsibility, &["responsibility"]),
    listing("service", Sheet::Service, &["service"]),
    listing("service-step", Sheet::Service, &["service", "step"]),
    listing("service-paper", Sheet::Service, &["service", "papers"]),
    listing("system", Sheet::Manual, &["system"]),
    listing("supervision", Sheet::Manual, &["supervision"]),
    listing("card", Sheet::Manual, &["card"]),
    listing("village", Sheet::Village, &[]),
    listing("deviation", Sheet::Village, &["deviation"]),
    listing("aspect", Sheet::Registry, &["aspect"]),
    listing("actor", Sheet::Registry, &["actor"]),
    listing("law", Sheet::Registry, &["law"]),
    listing("paper", Sheet::Registry, &["paper"]),
    listing("quorum", Sheet::Registry, &["quorum"]),
    listing("remedy", Sheet::Registry, &["remedy"]),
    listing("hotline", Sheet::Registry, &["hotline"]),
    listing("holiday", Sheet::Calendar, &["year", "holiday"]),
    listing("vocabulary", Sheet::Vocabulary, &["entry"]),
];

/// Returns the table of this name.
pub fn listed(name: &str) -> Option<&'static Listing> {
    LISTINGS.iter().find(|listing| listing.name == name)
}

/// Returns the names of everything that can be exported.
pub fn names() -> Vec<&'static str> {
    let tables = LISTINGS.iter().map(|listing| listing.name);
    tables.chain([STANDARD]).collect()
}

/// Whose lists these are: written with every line, as lines are taken apart.
#[derive(Debug, Clone, Copy)]
pub struct Whose<'l> {
    /// The village, by the name of its folder; none: the template.
    pub village: Option<&'l str>,
    /// How far the village has come.
    pub stage: Option<Stage>,
    /// True: the data are made up.
    pub sample: bool,
}

impl<'l> Whose<'l> {
    /// Returns whose lists were loaded.
    pub fn of(lists: &Lists<'l>) -> Self {
        Self {
            village: lists.slug,
            stage: lists.village().and_then(|village| village.stage),
            sample: lists.township.sample,
        }
    }
}

/// One thing of a table.
struct Record<'t> {
    /// The thing of which it is a part: its list and id.
    parent: Option<(&'static str, &'t str)>,
    /// The place among its like, counted from 1.
    number: usize,
    /// What it says.
    table: &'t Table<'t>,
}

impl Listing {
    /// Returns the form of the things.
    fn shape(&self) -> &'static Shape {
        let file = forms::of(self.sheet);
        self.path.iter().fold(file, |shape, key| {
            let field = shape.fields.iter().find(|field| field.key == *key);
            match field.map(|field| field.kind) {
                Some(Kind::Tables(shape) | Kind::Table(shape)) => shape,
                _ => shape,
            }
        })
    }

    /// Returns the list of which the things are parts.
    fn parent(&self) -> Option<&'static str> {
        match self.path {
            [list, _] => Some(list),
            _ => None,
        }
    }

    fn records<'t>(&self, file: &'t Table<'t>) -> Vec<Record<'t>> {
        match self.path {
            [] => numbered(vec![file], None),
            [key] => numbered(tables(file, key), None),
            [list, key, ..] => {
                let parents = tables(file, list).into_iter();
                let parts = parents.flat_map(|parent| {
                    let id = id(parent);
                    numbered(tables(parent, key), Some((list, id)))
                });
                parts.collect()
            }
        }
    }
}

fn numbered<'t>(
    tables: Vec<&'t Table<'t>>,
    parent: Option<(&'static str, &'t str)>,
) -> Vec<Record<'t>> {
    let numbered = tables.into_iter().zip(1..);
    numbered
        .map(|(table, number)| Record {
            parent,
            number,
            table,
        })
        .collect()
}

/// Returns the tables under a key: one, or several in an array.
fn tables<'t>(table: &'t Table<'t>, key: &str) -> Vec<&'t Table<'t>> {
    match table.get(key) {
        Some(Value::Table(one)) => vec![one],
        Some(Value::Array(nodes)) => {
            let tables = nodes.iter().filter_map(|node| match &node.value {
                Value::Table(table) => Some(table),
                _ => None,
            });
            tables.collect()
        }
        _ => Vec::new(),
    }
}

fn id<'t>(table: &'t Table<'t>) -> &'t str {
    match table.get("id").or(table.get("notice")) {
        Some(Value::String(id)) => id,
        _ => "",
    }
}

/// Returns the upper limit of a step as it stands behind what is done.
fn upper_limit(step: &StepLine) -> Said {
    let on_the_spot = period(Period::default());
    match &step.within {
        None => say!("", ""),
        Some(Said { zh, en }) if *zh == on_the_spot.zh => say!("（{zh}）", " ({en})"),
        Some(Said { zh, en }) => say!("（{zh}内）", " (within {en})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_the_files_is_exported() {
        for listing in &LISTINGS {
            assert!(!listing.shape().fields.is_empty(), "{}", listing.name);
            if let Some(last) = listing.path.last() {
                let form = listing.shape();
                assert!(
                    *last == form.name || ["papers"].contains(last),
                    "{}: {}",
                    listing.name,
                    form.name
                );
            }
        }
    }
}
