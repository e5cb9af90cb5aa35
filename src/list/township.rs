//! The township: who it is, what it expects of its villages, what they may vary.

use jiff::civil::Date;

use super::item;
use super::reader::Table;
use super::text::Text;
use crate::lang::Lang;
use crate::time::Period;

/// What `township.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Township<'a> {
    /// The 9-digit statistics code.
    pub code: &'a str,
    /// The name of the township.
    pub name: Text<'a>,
    /// The name of the county.
    pub county: Text<'a>,
    /// The languages in which every text must stand. None: it is not known in which.
    pub languages: Vec<Lang>,
    /// True: the data are made up to show the tool, and say so wherever they are printed.
    pub sample: bool,
    /// Where the pages are published: an address that begins with `https://`.
    pub base_url: Option<&'a str>,
    /// How many items each list has, and how many villages there are.
    pub expect: Expected,
    /// The editions of the template, the oldest first.
    pub editions: Vec<Edition<'a>>,
    /// What villages may vary.
    pub policy: Policy<'a>,
}

/// How many there should be.
#[derive(Debug, Clone, Copy, Default)]
pub struct Expected {
    /// Villages.
    pub villages: Option<u32>,
    /// Items of the power list.
    pub power: Option<u32>,
    /// Items of the responsibility list.
    pub responsibility: Option<u32>,
    /// Items of the service list.
    pub service: Option<u32>,
}

/// An edition of the template.
#[derive(Debug, Clone)]
pub struct Edition<'a> {
    /// The place among the editions, counted from 0.
    pub index: usize,
    /// The edition's id.
    pub id: &'a str,
    /// The day on which it was published.
    pub published: Option<Date>,
    /// The day by which every village must have adopted it.
    pub adopt_by: Option<Date>,
}
item!(Edition, "edition");

/// What villages may vary.
#[derive(Debug, Clone, Default)]
pub struct Policy<'a> {
    /// Fields that no village may change.
    pub locked: Vec<&'a str>,
    /// Fields that a village may only make better for the villager.
    pub tighten_only: Vec<&'a str>,
    /// Fields that a village may set as it likes.
    pub local: Vec<&'a str>,
    /// How long what is posted must stay posted at least.
    pub posting_at_least: Option<Period>,
}

impl<'a> Township<'a> {
    pub(crate) fn read(file: Table<'a>) -> Self {
        Self {
            code: file.str("code"),
            name: file.text("name"),
            county: file.text("county"),
            languages: file
                .strs("languages")
                .into_iter()
                .filter_map(Lang::from_key)
                .collect(),
            sample: file.flag("sample"),
            base_url: file.opt_str("base_url"),
            expect: file
                .table("expect")
                .map_or_else(Expected::default, |table| Expected {
                    villages: table.number("villages"),
                    power: table.number("power"),
                    responsibility: table.number("responsibility"),
                    service: table.number("service"),
                }),
            editions: file.items("edition", |index, table| Edition {
                index,
                id: table.str("id"),
                published: table.date("published"),
                adopt_by: table.date("adopt_by"),
            }),
            policy: file
                .table("policy")
                .map_or_else(Policy::default, |table| Policy {
                    locked: table.strs("locked"),
                    tighten_only: table.strs("tighten_only"),
                    local: table.strs("local"),
                    posting_at_least: table.period("posting_at_least"),
                }),
        }
    }
}
