//! A year of the calendar: its holidays and make-up working days.

use jiff::civil::Date;

use super::reader::Table;
use super::text::Text;
use crate::place::Route;

/// One year, as the State Council's notice arranges it.
#[derive(Debug, Clone)]
pub struct Year<'a> {
    /// The place in the file, counted from 0.
    pub index: usize,
    /// The number of the year.
    pub year: Option<u32>,
    /// The document that arranges it.
    pub notice: Text<'a>,
    /// The holidays.
    pub holidays: Vec<Holiday<'a>>,
    /// Saturdays and Sundays on which people work, each with its place in the array.
    pub workdays: Vec<(usize, Date)>,
}

/// Days off in a row.
#[derive(Debug, Clone)]
pub struct Holiday<'a> {
    /// The place in the year, counted from 0.
    pub index: usize,
    /// The name of the holiday.
    pub title: Text<'a>,
    /// The first day off.
    pub from: Option<Date>,
    /// The last day off.
    pub to: Option<Date>,
}

impl<'a> Year<'a> {
    pub(crate) fn read_all(file: Table<'a>) -> Vec<Self> {
        file.items("year", |index, table| Self {
            index,
            year: table.number("year"),
            notice: table.text("notice"),
            holidays: table.items("holiday", |index, table| Holiday {
                index,
                title: table.text("title"),
                from: table.date("from"),
                to: table.date("to"),
            }),
            workdays: table.dates("workdays"),
        })
    }

    /// Returns the way to the year in its file.
    pub fn route(&self) -> Route {
        Route::item("year", self.index)
    }
}
