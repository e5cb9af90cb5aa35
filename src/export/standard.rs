//! The services in the elements of the national standard for items of government service
//! (GB/T 39554, implementation list), with what the lists do not hold.
//!
//! Source: the names of the elements and which of them are needed were read in a public database
//! schema built to the national format, not in the text of the standard: compare them with the text
//! before handing the table in. Codes of types are left out for the same reason.

mod elements;

use std::io::{self, Write};

use serde::Serialize;

use super::Whose;
use super::sheet::{Sheet, sample};
use crate::lang::{Lang, Said};
use crate::list::{Actor, Item, Service, Stage};
use crate::load::Lists;
use crate::procedure::{self, Procedure};

use elements::ELEMENTS;
pub(super) use elements::kind_name;

/// Whether the standard asks for an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Needed {
    /// Of every item.
    Yes,
    /// Of an item that has it.
    IfAny,
    /// Of none.
    No,
}

/// An element of the standard.
struct Element {
    /// Its name.
    name: &'static str,
    /// A key for programs.
    key: &'static str,
    needed: Needed,
    answer: fn(&Asked<'_, '_>) -> Answer,
}

/// What the lists say on an element.
struct Answer {
    /// In Chinese; none: the lists do not hold it.
    value: Option<String>,
    /// What is to be known about it.
    note: Option<Said>,
}

/// A service of which the elements are asked.
struct Asked<'q, 'a> {
    service: &'q Service<'a>,
    procedure: &'q Procedure,
    lists: &'q Lists<'a>,
}

impl Asked<'_, '_> {
    fn authority(&self) -> Option<&Actor<'_>> {
        self.lists.registry.actor(self.service.authority)
    }
}

/// One line: an element of a service.
#[derive(Debug, Serialize)]
pub struct Line<'l> {
    /// The name of the table.
    list: &'static str,
    /// The village, by the name of its folder.
    village: Option<&'l str>,
    /// How far the village has come.
    stage: Option<&'static str>,
    /// True: the data are made up.
    sample: bool,
    /// The address of the service.
    of: String,
    /// The name of the element.
    element: &'static str,
    /// A key for programs.
    key: &'static str,
    /// Whether the standard asks for it.
    needed: Needed,
    /// What the lists say; none: they do not hold it.
    value: Option<String>,
    /// What is to be known about it.
    note: Option<String>,
}

/// The headings of the table.
const HEADINGS: [&str; 9] = [
    "village", "stage", "service", "element", "key", "needed", "value", "note", "sample",
];

/// Returns every element of every service, in the order of the list and of the standard.
pub fn lines<'l>(lists: &Lists<'l>, lang: Lang) -> Vec<Line<'l>> {
    let services = lists.book.services().unwrap_or_default();
    let lines = services.iter().flat_map(|service| of(service, lists, lang));
    lines.collect()
}

fn of<'l>(service: &Service<'l>, lists: &Lists<'l>, lang: Lang) -> Vec<Line<'l>> {
    let whose = Whose::of(lists);
    let procedure = procedure::service(service, lists);
    let asked = Asked {
        service,
        procedure: &procedure,
        lists,
    };
    let line = |element: &Element| {
        let Answer { value, note } = (element.answer)(&asked);
        Line {
            list: super::STANDARD,
            village: whose.village,
            stage: whose.stage.map(Stage::key),
            sample: whose.sample,
            of: service.address(),
            element: element.name,
            key: element.key,
            needed: element.needed,
            value,
            note: note.map(|note| note.within(lang).to_owned()),
        }
    };
    ELEMENTS.iter().map(line).collect()
}

/// Writes the elements one a line.
///
/// # Errors
///
/// Fails where `out` does.
pub fn write_lines(lists: &Lists<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for line in lines(lists, lang) {
        serde_json::to_writer(&mut *out, &line)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Begins the table of the elements.
///
/// # Errors
///
/// Fails where the memory does.
pub fn sheet() -> csv::Result<Sheet> {
    Sheet::new(HEADINGS)
}

/// Adds the elements of the services of the lists.
///
/// # Errors
///
/// Fails where the memory does.
pub fn add_to(sheet: &mut Sheet, lists: &Lists<'_>, lang: Lang) -> csv::Result<()> {
    let mark = sample(Whose::of(lists), lang);
    for line in lines(lists, lang) {
        let needed = match line.needed {
            Needed::Yes => lang.pick("必填", "yes"),
            Needed::IfAny => lang.pick("有则填", "if any"),
            Needed::No => lang.pick("选填", "no"),
        };
        sheet.add([
            line.village.unwrap_or_default(),
            line.stage.unwrap_or_default(),
            &line.of,
            line.element,
            line.key,
            needed,
            line.value.as_deref().unwrap_or_default(),
            line.note.as_deref().unwrap_or_default(),
            mark,
        ])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn elements_have_names_and_keys_of_their_own() {
        let names: HashSet<&str> = ELEMENTS.iter().map(|element| element.name).collect();
        let keys: HashSet<&str> = ELEMENTS.iter().map(|element| element.key).collect();
        assert_eq!((names.len(), keys.len()), (ELEMENTS.len(), ELEMENTS.len()));
    }
}
