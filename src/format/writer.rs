//! Writing a file in its canonical spelling.

use super::page::{Array, Entry, Lines, Notes, Page, Table, Value};
use super::paper::Paper;
use super::place::Place;
use super::values::{joined, written};
use crate::shape::Shape;

/// Writes a file of the form `shape`.
pub(super) fn text(page: Page<'_>, shape: &'static Shape) -> String {
    let mut writer = Writer(Paper::new());
    writer.0.lines("", &page.head);
    if !page.head.is_empty() && !page.root.entries.is_empty() {
        writer.0.part();
    }
    writer.table("", page.root, Place::top(shape));
    if !page.foot.is_empty() {
        writer.0.part();
        writer.0.lines("", &page.foot);
    }
    writer.0.into_text()
}

struct Writer(Paper);

impl Writer {
    /// Writes what stands under the header of a table, and the headers below it.
    fn table(&mut self, way: &str, table: Table<'_>, place: Place) {
        let mut foot = Vec::new();
        let mut parts = Vec::new();
        for entry in place.sorted(table.entries) {
            if place.heads(&entry) {
                parts.push(entry);
            } else {
                let child = place.child(&entry.key);
                self.field("", entry, child, &mut foot);
            }
        }
        foot.extend(table.foot);
        self.0.lines("", &foot);
        for entry in parts {
            let child = place.child(&entry.key).under_header();
            self.part(&joined(way, &entry.key), entry, child);
        }
    }

    /// Writes a table or an array of tables with headers.
    fn part(&mut self, way: &str, entry: Entry<'_>, place: Place) {
        match entry.value {
            Value::Table(table) if is_implied(&table, place) => {
                self.table(way, with_notes(table, entry.notes), place);
            }
            Value::Table(table) => {
                let Notes { lead, tail } = entry.notes;
                self.0.header(&lead, &format!("[{way}]"), tail);
                self.table(way, table, place);
            }
            Value::Array(array) => self.tables(way, entry.notes, array, place),
            plain @ Value::Plain(_) => {
                let entry = Entry {
                    value: plain,
                    ..entry
                };
                self.field("", entry, place, &mut Vec::new());
            }
        }
    }

    /// Writes an array of tables. The comments of the array go to the first and to the last.
    fn tables(&mut self, way: &str, notes: Notes<'_>, array: Array<'_>, place: Place) {
        let header = format!("[[{way}]]");
        let mut lead = notes.above();
        let mut foot = Notes::from(array.foot);
        let last = array.elements.len().saturating_sub(1);
        for (index, element) in array.elements.into_iter().enumerate() {
            lead.extend(element.notes.lead);
            self.0.header(&lead, &header, element.notes.tail);
            lead.clear();
            if let Value::Table(mut table) = element.value {
                if index == last {
                    table.foot.extend(std::mem::take(&mut foot).comments());
                }
                self.table(way, table, place);
            }
        }
    }

    /// Writes a field as dotted keys, down to its values. Comments that stood below a table that
    /// had a header go to `foot`.
    fn field<'a>(&mut self, way: &str, entry: Entry<'a>, place: Place, foot: &mut Lines<'a>) {
        let way = joined(way, &entry.key);
        match entry.value {
            Value::Table(table) if !table.entries.is_empty() => {
                foot.extend(table.foot);
                let mut lead = entry.notes.above();
                for mut entry in place.sorted(table.entries) {
                    lead.append(&mut entry.notes.lead);
                    entry.notes.lead = std::mem::take(&mut lead);
                    let child = place.child(&entry.key);
                    self.field(&way, entry, child, foot);
                }
            }
            value => {
                let Notes { mut lead, tail } = entry.notes;
                let text = written(&way, value, place, &mut lead);
                self.0.lead("", &lead);
                self.0.line("", &format!("{way} = {text}"), tail);
            }
        }
    }
}

/// Returns true where the headers below a table say that it is there, so that it needs none.
fn is_implied(table: &Table<'_>, place: Place) -> bool {
    !table.entries.is_empty() && table.entries.iter().all(|entry| place.heads(entry))
}

/// Moves the comments at and in a table without a header above the first header in it.
fn with_notes<'a>(mut table: Table<'a>, notes: Notes<'a>) -> Table<'a> {
    let mut lead = notes.above();
    lead.append(&mut table.foot);
    if let Some(first) = table.entries.first_mut() {
        lead.append(&mut first.notes.lead);
        first.notes.lead = lead;
    }
    table
}
