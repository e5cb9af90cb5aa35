//! Reading plain values out of a TOML table, leniently.

use jiff::civil::Date;

use super::text::{Text, Texts};
use crate::time::Period;
use crate::tree::{self, Value};

/// A table of a file, from which values are taken by key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<'a>(pub(crate) &'a tree::Table<'a>);

impl<'a> Table<'a> {
    fn value(self, key: &str) -> Option<&'a Value<'a>> {
        self.0.get(key)
    }

    /// Returns true where the table has the key.
    pub(crate) fn has(self, key: &str) -> bool {
        self.0.has(key)
    }

    /// Returns a text without languages; empty where there is none.
    pub(crate) fn str(self, key: &str) -> &'a str {
        self.opt_str(key).unwrap_or_default()
    }

    /// Returns a text without languages.
    pub(crate) fn opt_str(self, key: &str) -> Option<&'a str> {
        self.value(key).and_then(string)
    }

    /// Returns the texts of an array, leaving out what is no text.
    pub(crate) fn strs(self, key: &str) -> Vec<&'a str> {
        self.value(key).map(strings).unwrap_or_default()
    }

    /// Returns a text in two languages.
    pub(crate) fn text(self, key: &str) -> Text<'a> {
        match self.value(key) {
            Some(Value::String(plain)) => Text {
                zh: plain,
                en: plain,
            },
            Some(Value::Table(table)) => Text {
                zh: Table(table).str("zh"),
                en: Table(table).str("en"),
            },
            _ => Text::default(),
        }
    }

    /// Returns an array of texts in two languages.
    pub(crate) fn texts(self, key: &str) -> Texts<'a> {
        match self.value(key) {
            Some(plain @ Value::Array(_)) => Texts {
                zh: strings(plain),
                en: strings(plain),
            },
            Some(Value::Table(table)) => Texts {
                zh: Table(table).strs("zh"),
                en: Table(table).strs("en"),
            },
            _ => Texts::default(),
        }
    }

    /// Returns a table.
    pub(crate) fn table(self, key: &str) -> Option<Table<'a>> {
        match self.value(key) {
            Some(Value::Table(table)) => Some(Table(table)),
            _ => None,
        }
    }

    /// Returns the tables of an array, each with its place in the array, counted from 0.
    pub(crate) fn tables(self, key: &str) -> impl Iterator<Item = (usize, Table<'a>)> {
        let array = match self.value(key) {
            Some(Value::Array(array)) => Some(array),
            _ => None,
        };
        array
            .into_iter()
            .flat_map(|array| array.iter().enumerate())
            .filter_map(|(index, element)| match &element.value {
                Value::Table(table) => Some((index, Table(table))),
                _ => None,
            })
    }

    /// Reads every table of an array into an item.
    pub(crate) fn items<T>(self, key: &str, read: impl Fn(usize, Table<'a>) -> T) -> Vec<T> {
        self.tables(key)
            .map(|(index, table)| read(index, table))
            .collect()
    }

    /// Returns a whole number.
    pub(crate) fn number(self, key: &str) -> Option<u32> {
        match self.value(key) {
            Some(Value::Integer(number)) => number.and_then(|number| u32::try_from(number).ok()),
            _ => None,
        }
    }

    /// Returns true where the value is `true`.
    pub(crate) fn flag(self, key: &str) -> bool {
        matches!(self.value(key), Some(Value::Boolean(true)))
    }

    /// Returns a day, written as a TOML date or as a text.
    pub(crate) fn date(self, key: &str) -> Option<Date> {
        self.value(key).and_then(date)
    }

    /// Returns the days of an array.
    pub(crate) fn dates(self, key: &str) -> Vec<(usize, Date)> {
        let Some(Value::Array(array)) = self.value(key) else {
            return Vec::new();
        };
        let days = array.iter().enumerate();
        days.filter_map(|(index, day)| Some((index, date(&day.value)?)))
            .collect()
    }

    /// Returns a time such as `"20 working days"`.
    pub(crate) fn period(self, key: &str) -> Option<Period> {
        self.opt_str(key)?.parse().ok()
    }

    /// Returns the names of the tables in this one, with the tables.
    pub(crate) fn named(self) -> impl Iterator<Item = (&'a str, Table<'a>)> {
        self.0
            .entries()
            .iter()
            .filter_map(|entry| match &entry.node.value {
                Value::Table(table) => Some((entry.key.as_ref(), Table(table))),
                _ => None,
            })
    }
}

fn string<'a>(value: &'a Value<'a>) -> Option<&'a str> {
    match value {
        Value::String(string) => Some(string),
        _ => None,
    }
}

fn strings<'a>(value: &'a Value<'a>) -> Vec<&'a str> {
    match value {
        Value::Array(array) => array.iter().filter_map(|e| string(&e.value)).collect(),
        _ => Vec::new(),
    }
}

/// Returns the day that a TOML date or a text of the form `2026-01-31` names.
pub(crate) fn date(value: &Value<'_>) -> Option<Date> {
    match value {
        Value::Datetime(datetime) if datetime.time.is_none() => {
            let date = datetime.date?;
            let year = i16::try_from(date.year).ok()?;
            Date::new(
                year,
                i8::try_from(date.month).ok()?,
                i8::try_from(date.day).ok()?,
            )
            .ok()
        }
        Value::String(text) if text.len() == 10 => text.parse().ok(),
        _ => None,
    }
}
