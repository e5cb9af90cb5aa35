//! What villages are held against, and how one is.

use jiff::civil::Date;

use super::{Compared, LastEdition, Record, Unread, Verdict};
use crate::calendar::Calendar;
use crate::diff::{self, Effect};
use crate::document::{Document, Source};
use crate::drift::{Judged, Terms};
use crate::encoding::decode;
use crate::files::{self, Content, FileKind, Folder, Found, Store};
use crate::lang::{Lang, Said};
use crate::list::{Contents, Registry, Table as ListTable, Text, Township, Village, contents};
use crate::place::{Sheet, Spot};
use crate::say;
use crate::tree::twins::Twins;
use crate::tree::{Table, Value};

/// What every village is held against.
pub(crate) struct Ground<'g> {
    township: Township<'g>,
    registry: Registry<'g>,
    calendar: Calendar,
    lists: &'g [Document<'g>],
    /// The items of the lists.
    twins: Vec<Twins<'g>>,
    /// True where the lists are a village's, so that no policy speaks of the differences.
    is_village: bool,
    as_of: Date,
}

impl<'g> Ground<'g> {
    pub(crate) fn new(
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
            twins: lists.iter().map(Document::twins).collect(),
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

    /// Holds a village against the lists.
    pub(crate) fn compared(&self, store: Store<'_>, folder: &Folder) -> Compared {
        self.with_village(store, folder, |village, compared| {
            let lists = self.lists.iter().zip(&self.twins);
            for (sheet, (before, twins)) in Sheet::LISTS.into_iter().zip(lists) {
                match read(store, folder, sheet, Some(before.text)) {
                    Ok(None) => compared.items += items(&before.table),
                    Ok(Some(source)) => {
                        let now = Document::parse_beside(&source, twins);
                        self.compare(village, [before, &now], (sheet, folder), compared);
                    }
                    Err(unread) => compared.unread.push(unread),
                }
            }
        })
    }

    /// Reads who a village is, and hands it to `compare`.
    pub(crate) fn with_village(
        &self,
        store: Store<'_>,
        folder: &Folder,
        compare: impl FnOnce(&Village<'_>, &mut Compared),
    ) -> Compared {
        let mut compared = Compared::new(Some(folder.name()));
        let own = read(store, folder, Sheet::Village, None);
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
        let lag = self.terms().lag(village);
        compared.lag = lag.map(|lag| LastEdition {
            id: lag.edition.id.to_owned(),
            adopt_by: lag.edition.adopt_by,
            days_left: lag.days_left,
        });
        compare(village, &mut compared);
        compared
    }

    fn compare(
        &self,
        village: &Village<'_>,
        [before, now]: [&Document<'_>; 2],
        (sheet, folder): (Sheet, &Folder),
        compared: &mut Compared,
    ) {
        let file = folder.file(sheet.file_name());
        if let Some(unread) = syntax(now, &file) {
            compared.unread.push(unread);
            return;
        }
        compared.items += items(&now.table);
        for change in &diff::changes(sheet, &before.table, &now.table, &self.calendar) {
            let mut judged = self.terms().judge(change, village);
            // What the township decides binds a village to the template, not to its neighbours.
            judged.allowed |= self.is_village;
            let verdict = self.verdict(&judged, village, [before, now], &file);
            compared.verdicts.push(verdict);
        }
    }

    pub(crate) fn terms(&self) -> Terms<'_, 'g> {
        Terms {
            township: &self.township,
            actors: &self.registry.actors,
            as_of: self.as_of,
        }
    }

    /// Returns the list at a place of [`Sheet::LISTS`].
    pub(crate) fn list(&self, at: usize) -> &'g Document<'g> {
        &self.lists[at]
    }

    /// Returns the id of the template's edition.
    pub(crate) fn last_edition(&self) -> Option<&'g str> {
        self.township.editions.last().map(|edition| edition.id)
    }

    /// Returns the edition of a village that has another one to adopt.
    pub(crate) fn lagging(&self, store: Store<'_>, folder: &Folder) -> Option<String> {
        let told = self.with_village(store, folder, |_, _| {});
        told.lag.map(|_| told.edition)
    }

    /// Returns the text of one of the lists; none for another file.
    pub(crate) fn list_of(&self, sheet: Sheet) -> Option<&str> {
        let at = Sheet::LISTS.iter().position(|list| *list == sheet)?;
        self.lists.get(at).map(|list| list.text)
    }

    pub(crate) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    pub(crate) fn verdict(
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
            recorded: judged.record,
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

pub(crate) fn text(text: Text<'_>) -> Said {
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

/// Reads a file of a folder; none where it has the same bytes as `other`.
pub(crate) fn read(
    store: Store<'_>,
    folder: &Folder,
    sheet: Sheet,
    other: Option<&str>,
) -> Result<Option<Source>, Unread> {
    let file = folder.file(sheet.file_name());
    let unread = |why| Unread {
        file: file.clone(),
        why,
    };
    match folder.kind(sheet) {
        Some(FileKind::Regular) => {}
        None => return Err(unread(say!("没有这个文件", "there is no such file"))),
        Some(_) => return Err(unread(say!("不是普通文件", "this is no regular file"))),
    }
    let other = other.map(str::as_bytes);
    match store.read_unless_known(&file, other.as_slice()) {
        Err(error) => Err(unread(files::system_said(&error))),
        Ok(Found::Known(_)) => Ok(None),
        Ok(Found::New(Content::TooLarge(_))) => Err(unread(say!("文件过大", "it is too large"))),
        Ok(Found::New(Content::Bytes(bytes))) => match decode(bytes) {
            Ok(text) => Ok(Some(Source::new(text))),
            Err(_) => Err(unread(say!("不是UTF-8编码", "it is not UTF-8"))),
        },
    }
}

/// Returns why a file with a syntax error cannot be compared.
pub(crate) fn syntax(document: &Document<'_>, file: &str) -> Option<Unread> {
    let line = document.extent(&document.errors.first()?.bytes).line;
    Some(Unread {
        file: file.to_owned(),
        why: say!("第{line}行有错误", "it has an error on line {line}"),
    })
}
