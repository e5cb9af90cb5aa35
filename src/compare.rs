//! A township's villages held against the template, or against one of them.
//!
//! A list that has the same bytes as the one it is held against is not even parsed.

pub mod json;
pub mod written;

use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::calendar::Calendar;
use crate::diff::{self, Change, Effect, Witness};
use crate::document::{Document, Source};
use crate::drift::{Flaw, Judged, Standing, Terms};
use crate::encoding::decode;
use crate::files::{self, Content, Directory, FileKind, Folder};
use crate::lang::{Lang, Said};
use crate::list::{
    Contents, Registry, Stage, Table as ListTable, Text, Township, Village, contents,
};
use crate::load;
use crate::place::{Sheet, Spot};
use crate::say;
use crate::tree::{Table, Value};

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
}

impl Against {
    /// Returns the word for it in machine output.
    pub fn key(&self) -> &str {
        match self {
            Against::Template => "template",
            Against::Village(slug) => slug,
        }
    }

    fn village(&self) -> Option<&str> {
        match self {
            Against::Template => None,
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
    let common = [Sheet::Township, Sheet::Registry, Sheet::Calendar];
    let sheets: Vec<Sheet> = common.into_iter().chain(Sheet::LISTS).collect();
    load::documents(root, other, &sheets, |documents| {
        let all: Vec<Contents<'_>> = common
            .into_iter()
            .zip(documents)
            .map(|(sheet, document)| contents(sheet, document))
            .collect();
        let ground = Ground::new(&all, &documents[common.len()..], other, as_of);
        let is_meant = |folder: &&Folder| {
            let named = wanted.iter().any(|name| name == folder.name());
            (wanted.is_empty() || named) && Some(folder.name()) != other
        };
        let folders: Vec<&Folder> = directory.villages.iter().filter(is_meant).collect();
        let villages = folders.par_iter().with_max_len(1);
        Ok(Comparison {
            against: against.clone(),
            villages: villages
                .map(|folder| ground.compared(&directory, folder))
                .collect(),
        })
    })
}

/// What every village is held against.
struct Ground<'g> {
    township: Township<'g>,
    registry: Registry<'g>,
    calendar: Calendar,
    lists: &'g [Document<'g>],
    /// True where the lists are a village's, so that no policy speaks of the differences.
    is_village: bool,
    as_of: Date,
}

impl<'g> Ground<'g> {
    fn new(
        common: &[Contents<'g>],
        lists: &'g [Document<'g>],
        against: Option<&str>,
        as_of: Date,
    ) -> Self {
        let mut ground = Self {
            township: Township::default(),
            registry: Registry::default(),
            calendar: Calendar::default(),
            lists,
            is_village: against.is_some(),
            as_of,
        };
        for contents in common {
            match contents {
                Contents::Township(township) => ground.township = township.clone(),
                Contents::Registry(registry) => ground.registry = registry.clone(),
                Contents::Calendar(years) => ground.calendar = Calendar::new(years),
                _ => {}
            }
        }
        ground
    }

    fn compared(&self, directory: &Directory, folder: &Folder) -> Compared {
        let mut compared = Compared {
            slug: Some(folder.name().to_owned()),
            name: say!("", ""),
            stage: None,
            edition: String::new(),
            lag: None,
            items: 0,
            verdicts: Vec::new(),
            unread: Vec::new(),
        };
        let own = read(directory, folder, Sheet::Village, None);
        let own = own.map(Option::unwrap_or_default);
        let own = own.unwrap_or_else(|unread| {
            compared.unread.push(unread);
            Source::default()
        });
        let own = Document::parse(&own);
        let village = contents(Sheet::Village, &own);
        let nobody = Village::default();
        let village = village.village().unwrap_or(&nobody);
        compared.stage = village.stage;
        village.edition.clone_into(&mut compared.edition);
        compared.name = text(village.name);
        let terms = Terms {
            township: &self.township,
            actors: &self.registry.actors,
            as_of: self.as_of,
        };
        let lag = terms.lag(village);
        compared.lag = lag.map(|lag| LastEdition {
            id: lag.edition.id.to_owned(),
            adopt_by: lag.edition.adopt_by,
            days_left: lag.days_left,
        });
        for (sheet, before) in Sheet::LISTS.into_iter().zip(self.lists) {
            match read(directory, folder, sheet, Some(before.text)) {
                Ok(None) => compared.items += items(&before.table),
                Ok(Some(source)) => {
                    let now = Document::parse(&source);
                    let file = folder.file(sheet.file_name());
                    if let Some(unread) = syntax(&now, &file) {
                        compared.unread.push(unread);
                        continue;
                    }
                    compared.items += items(&now.table);
                    let changes = diff::changes(sheet, &before.table, &now.table, &self.calendar);
                    for change in &changes {
                        let mut judged = terms.judge(change, village);
                        // What the township decides binds a village to the template, not to its
                        // neighbours.
                        judged.allowed |= self.is_village;
                        let verdict = self.verdict(&judged, village, [before, &now], &file);
                        compared.verdicts.push(verdict);
                    }
                }
                Err(unread) => compared.unread.push(unread),
            }
        }
        compared
    }

    fn verdict(
        &self,
        judged: &Judged<'_>,
        village: &Village<'_>,
        [before, now]: [&Document<'_>; 2],
        file: &str,
    ) -> Verdict {
        let change = judged.change.clone();
        let place = now.bytes(&Spot::Value(change.place.clone()));
        let record = judged.record.and_then(|record| {
            let deviation = village.deviations.get(record.index)?;
            Some(Record {
                by: self.actor(deviation.by),
                approved: deviation.approved,
                until: deviation.until,
                reason: text(deviation.reason),
                flaw: record.flaw,
            })
        });
        let worse = change.effect == Effect::Loosened;
        let witness = worse.then(|| diff::witness(&change, self.as_of, &self.calendar));
        Verdict {
            title: title(&change.item, now)
                .or_else(|| title(&change.item, before))
                .or_else(|| self.watched(&change.item))
                .unwrap_or_else(|| say!("", "")),
            standing: judged.standing,
            allowed: judged.allowed,
            record,
            file: file.to_owned(),
            line: now.extent(&place).line,
            witness: witness.flatten(),
            change,
        }
    }

    /// Returns the name of the service that is watched.
    fn watched(&self, address: &str) -> Option<Said> {
        let id = address.strip_prefix("supervision/")?;
        let mut lists = self.lists.iter();
        lists.find_map(|list| title(&format!("service/{id}"), list))
    }

    fn actor(&self, id: &str) -> Said {
        let actor = self.registry.actors.iter().find(|actor| actor.id == id);
        actor.map_or_else(|| say!("{id}", "{id}"), |actor| text(actor.title))
    }
}

/// Returns the name of an item of a list.
fn title(address: &str, document: &Document<'_>) -> Option<Said> {
    let (list, id) = address.split_once('/')?;
    let mut items = ListTable(&document.table).tables(list);
    let (_, item) = items.find(|(_, item)| item.str("id") == id)?;
    Some(text(item.text("title")))
}

fn text(text: Text<'_>) -> Said {
    Said {
        zh: text.within(Lang::Zh).to_owned(),
        en: text.within(Lang::En).to_owned(),
    }
}

/// Returns how many items a list has: the tables of its arrays, and the card.
fn items(list: &Table<'_>) -> usize {
    let values = list.entries().iter().map(|entry| &entry.node.value);
    let counts = values.map(|value| match value {
        Value::Array(items) => items.len(),
        _ => 1,
    });
    counts.sum()
}

/// Reads a file of a village; none where it has the same bytes as `other`.
fn read(
    directory: &Directory,
    folder: &Folder,
    sheet: Sheet,
    other: Option<&str>,
) -> Result<Option<Source>, Unread> {
    let file = folder.file(sheet.file_name());
    let path = directory.root.join(&file);
    let unread = |why| Unread { file, why };
    match folder.kind(sheet) {
        Some(FileKind::Regular) => {}
        None => return Err(unread(say!("没有这个文件", "there is no such file"))),
        Some(_) => return Err(unread(say!("不是普通文件", "this is no regular file"))),
    }
    match files::read_unless_same(&path, other.map(str::as_bytes)) {
        Err(error) => Err(unread(files::system_said(&error))),
        Ok(None) => Ok(None),
        Ok(Some(Content::TooLarge(_))) => Err(unread(say!("文件过大", "it is too large"))),
        Ok(Some(Content::Bytes(bytes))) => match decode(bytes) {
            Ok(text) => Ok(Some(Source::new(text))),
            Err(_) => Err(unread(say!("不是UTF-8编码", "it is not UTF-8"))),
        },
    }
}

/// Returns why a file with a syntax error cannot be compared.
fn syntax(document: &Document<'_>, file: &str) -> Option<Unread> {
    let line = document.extent(&document.errors.first()?.bytes).line;
    Some(Unread {
        file: file.to_owned(),
        why: say!("第{line}行有错误", "it has an error on line {line}"),
    })
}
