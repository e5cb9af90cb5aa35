//! A township's villages held against the template, or against one of them.
//!
//! A list that has the same bytes as the one it is held against is not even parsed.

pub(crate) mod ground;
pub mod json;
mod since;
pub mod written;

pub use since::since;

use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diff::{Change, Effect, Witness};
use crate::drift::{Flaw, Recorded, Standing};
use crate::files::{self, Folder};
use crate::lang::Said;
use crate::list::{Contents, Stage, contents};
use crate::load;
use crate::place::Sheet;
use crate::say;
use ground::Ground;

/// Villages held against the template or a village.
#[derive(Debug)]
pub struct Comparison {
    /// Against what they were held.
    pub against: Against,
    /// The villages, in the order of their folders' names.
    pub villages: Vec<Compared>,
}

/// What villages are held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// The township's template.
    Template,
    /// The village in this folder.
    Village(String),
    /// The lists as they were at this revision.
    Revision(String),
}

impl Against {
    /// Returns the word for it in machine output.
    pub fn key(&self) -> &str {
        match self {
            Against::Template => "template",
            Against::Village(name) | Against::Revision(name) => name,
        }
    }

    fn village(&self) -> Option<&str> {
        match self {
            Against::Template | Against::Revision(_) => None,
            Against::Village(slug) => Some(slug),
        }
    }
}

/// One village, held against the template or another village.
#[derive(Debug)]
pub struct Compared {
    /// The name of the folder; none: the township's own files.
    pub slug: Option<String>,
    /// The name of the village.
    pub name: Said,
    /// How far the village has come.
    pub stage: Option<Stage>,
    /// The edition that it has adopted.
    pub edition: String,
    /// The edition that it has still to adopt.
    pub lag: Option<LastEdition>,
    /// How many items were compared.
    pub items: usize,
    /// What differs, list by list.
    pub verdicts: Vec<Verdict>,
    /// The files that could not be compared.
    pub unread: Vec<Unread>,
    /// What became of the village as a whole since a revision.
    pub fate: Fate,
}

/// What became of a village as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It was there and is.
    #[default]
    Kept,
    /// It is new; its lists are held against the template.
    Added,
    /// It is no longer there.
    Removed,
}

/// The edition of the template that a village has still to adopt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastEdition {
    /// Its id.
    pub id: String,
    /// The day by which it must be adopted.
    pub adopt_by: Option<Date>,
    /// The days that are left, negative behind it.
    pub days_left: Option<i64>,
}

/// A change, judged and put into its place.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// What differs.
    pub change: Change,
    /// The name of the item; empty where it has none.
    pub title: Said,
    /// What the township says of the field.
    pub standing: Standing,
    /// True where the village may differ so.
    pub allowed: bool,
    /// The recorded deviation that speaks of it.
    pub record: Option<Record>,
    recorded: Option<Recorded>,
    /// The way to the file from the lists' directory.
    pub file: String,
    /// The line of it, counted from 1.
    pub line: usize,
    /// A case with dates, where a time was made worse.
    pub witness: Option<Witness>,
}

/// Who decided on a deviation, and for how long.
#[derive(Debug, Clone)]
pub struct Record {
    /// The name of the body.
    pub by: Said,
    /// The day of the decision.
    pub approved: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// Why.
    pub reason: Said,
    /// Why it carries nothing; none: it does.
    pub flaw: Option<Flaw>,
}

/// A file that could not be compared.
#[derive(Debug, Clone)]
pub struct Unread {
    /// The way to it from the lists' directory.
    pub file: String,
    /// Why.
    pub why: Said,
}

impl Compared {
    pub(crate) fn new(slug: Option<&str>) -> Self {
        Self {
            slug: slug.map(str::to_owned),
            name: say!("", ""),
            stage: None,
            edition: String::new(),
            lag: None,
            items: 0,
            verdicts: Vec::new(),
            unread: Vec::new(),
            fate: Fate::Kept,
        }
    }

    /// Returns how many items are the same.
    pub fn same(&self) -> usize {
        let mut items: Vec<&str> = self
            .verdicts
            .iter()
            .map(|v| v.change.item.as_str())
            .collect();
        items.sort_unstable();
        items.dedup();
        self.items.saturating_sub(items.len())
    }

    /// Returns how many changes have this effect.
    pub fn with_effect(&self, effect: Effect) -> usize {
        let these = self.verdicts.iter().filter(|v| v.change.effect == effect);
        these.count()
    }

    /// Returns how many changes are not allowed.
    pub fn forbidden(&self) -> usize {
        self.verdicts.iter().filter(|v| !v.allowed).count()
    }

    /// Returns how many changes are neither recorded nor open to the village.
    pub fn unrecorded(&self) -> usize {
        let these = self.verdicts.iter();
        these.filter(|v| v.standing == Standing::Unrecorded).count()
    }
}

/// Holds villages against the template or another village.
///
/// `wanted` says which, by the names of their folders; empty: all.
///
/// # Errors
///
/// Fails where the directory cannot be listed, or where the township's own files or the lists to be
/// compared with cannot be read whole. A village's list that cannot is told of in its place.
pub fn villages(
    root: &Path,
    wanted: &[String],
    against: &Against,
    as_of: Date,
) -> anyhow::Result<Comparison> {
    let other = against.village();
    let directory = files::survey(root)?;
    on_ground(root, other, as_of, |ground| {
        let is_meant = |folder: &&Folder| {
            let named = wanted.iter().any(|name| name == folder.name());
            (wanted.is_empty() || named) && Some(folder.name()) != other
        };
        let folders: Vec<&Folder> = directory.villages.iter().filter(is_meant).collect();
        let villages = folders.par_iter().with_max_len(1);
        Comparison {
            against: against.clone(),
            villages: villages
                .map(|folder| ground.compared(root.into(), folder))
                .collect(),
        }
    })
}

/// Loads what villages are held against, the township's own files among it.
pub(crate) fn on_ground<T>(
    root: &Path,
    against: Option<&str>,
    as_of: Date,
    compare: impl FnOnce(&Ground<'_>) -> T,
) -> anyhow::Result<T> {
    let common = [Sheet::Township, Sheet::Registry, Sheet::Calendar];
    let sheets: Vec<Sheet> = common.into_iter().chain(Sheet::LISTS).collect();
    load::documents(root, against, &sheets, |documents| {
        let (township, lists) = documents.split_at(common.len());
        let all: Vec<Contents<'_>> = common
            .into_iter()
            .zip(township)
            .map(|(sheet, document)| contents(sheet, document))
            .collect();
        Ok(compare(&Ground::new(&all, lists, against, as_of)))
    })
}
