//! One thing a line as JSON, with every value as the file has it.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Listing, Record, Whose};
use crate::list::Stage;
use crate::load::Lists;
use crate::tree::{Table, Value};

impl Listing {
    /// Writes the things of the lists, one a line, in the order of the file.
    ///
    /// Each line says whose list it is from. Times are texts, dates ISO 8601.
    ///
    /// # Errors
    ///
    /// Fails where `out` does.
    pub fn write_lines(&self, lists: &Lists<'_>, out: &mut dyn Write) -> io::Result<()> {
        let whose = Whose::of(lists);
        let Some(file) = lists.table(self.sheet) else {
            return Ok(());
        };
        for record in self.records(file) {
            let line = Line {
                listing: self,
                whose,
                record,
            };
            serde_json::to_writer(&mut *out, &line)?;
            writeln!(out)?;
        }
        Ok(())
    }
}

struct Line<'t> {
    listing: &'t Listing,
    whose: Whose<'t>,
    record: Record<'t>,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("list", self.listing.name)?;
        if !self.listing.sheet.is_township_wide() {
            map.serialize_entry("village", &self.whose.village)?;
            map.serialize_entry("stage", &self.whose.stage.map(Stage::key))?;
        }
        map.serialize_entry("sample", &self.whose.sample)?;
        if let Some((list, id)) = self.record.parent {
            map.serialize_entry("of", &format!("{list}/{id}"))?;
            map.serialize_entry("number", &self.record.number)?;
        }
        map.serialize_entry("values", &Json(self.record.table))?;
        map.end()
    }
}

/// A table of a file, in its own order.
struct Json<'t>(&'t Table<'t>);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entries = self.0.entries().iter();
        serializer.collect_map(entries.map(|entry| (&entry.key, JsonValue(&entry.node.value))))
    }
}

struct JsonValue<'t>(&'t Value<'t>);

impl Serialize for JsonValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::String(text) => serializer.serialize_str(text),
            Value::Integer(number) => number.serialize(serializer),
            Value::Float(number) => serializer.serialize_f64(*number),
            Value::Boolean(flag) => serializer.serialize_bool(*flag),
            Value::Datetime(datetime) => serializer.collect_str(datetime),
            Value::Array(nodes) => {
                serializer.collect_seq(nodes.iter().map(|node| JsonValue(&node.value)))
            }
            Value::Table(table) => Json(table).serialize(serializer),
        }
    }
}
