//! Bringing villages to the template's edition, with what is their own.
//!
//! What nobody changed in a village follows the template; what the village may have of its own
//! stays; where it stands apart as it may not, it is left untouched and named. This plans; writing
//! is [`crate::write`]'s.

mod base;

pub use base::NoEdition;

use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::compare::ground::{Ground, read, syntax, text};
use crate::compare::{Compared, Verdict, on_ground};
use crate::diff::{self, Change};
use crate::document::{Document, Source};
use crate::drift::{Judged, Standing};
use crate::files::{self, Folder, Store};
use crate::lang::Said;
use crate::list::{Stage, Village, contents};
use crate::merge::{GivenUp, merged};
use crate::place::{Route, Segment, Sheet, Spot};
use crate::tree::{Node, Value};
use crate::write::{self, Plan};
use base::{Bases, Lists};

/// What is to be done with what a village has changed without a decision.
#[derive(Debug, Clone, Default)]
pub enum Unrecorded {
    /// The village is left untouched.
    #[default]
    Refused,
    /// The template takes its place; so it does where the village may not differ at all.
    Overwritten,
    /// It is recorded in `village.toml` as decided.
    Recorded(Decision),
}

/// Who decided on what a village has changed, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The id of the body.
    pub by: String,
    /// The day.
    pub approved: Date,
    /// Why; in the languages of the township.
    pub reason: Said,
}

/// What is to become of one village.
#[derive(Debug)]
pub struct Synced {
    /// The village, with what changes in its files: before and now.
    pub follows: Compared,
    /// The village, with what of its own it keeps: the template's and its own.
    pub stays: Compared,
    /// The village, with what it may not have: the template's and its own. Empty: it is brought to
    /// the edition.
    pub refused: Compared,
    /// What is to be written. Empty: nothing changes, or it is refused.
    pub plan: Plan,
}

impl Synced {
    /// Returns true where the village is left untouched because of what it may not have.
    pub fn is_refused(&self) -> bool {
        !self.refused.verdicts.is_empty() || !self.refused.unread.is_empty()
    }
}

/// Plans what is to become of villages.
///
/// `wanted` says which, by the names of their folders; empty: all.
///
/// # Errors
///
/// Fails where the directory cannot be listed, the township's files or the template cannot be read
/// whole, or a village lags and git cannot tell what the template was when it adopted its edition.
pub fn villages(
    root: &Path,
    wanted: &[String],
    unrecorded: &Unrecorded,
    as_of: Date,
) -> anyhow::Result<Vec<Synced>> {
    let directory = files::survey(root)?;
    let is_meant =
        |folder: &&Folder| wanted.is_empty() || wanted.iter().any(|name| name == folder.name());
    let folders: Vec<&Folder> = directory.villages.iter().filter(is_meant).collect();
    on_ground(root, None, as_of, |ground| {
        let editions = folders
            .iter()
            .map(|folder| ground.lagging(root.into(), folder));
        let bases = Bases::load(root, editions.flatten())?;
        let villages = folders.par_iter().with_max_len(1).map(|folder| {
            let sync = Sync {
                ground,
                store: root.into(),
                folder,
                unrecorded,
            };
            sync.village(&bases)
        });
        Ok(villages.collect())
    })?
}

struct Sync<'s> {
    ground: &'s Ground<'s>,
    store: Store<'s>,
    folder: &'s Folder,
    unrecorded: &'s Unrecorded,
}

/// One list of a village while it is merged.
struct List<'l> {
    sheet: Sheet,
    base: &'l Document<'l>,
    own: &'l Document<'l>,
    template: &'l Document<'l>,
}

impl Sync<'_> {
    fn village(&self, bases: &Bases) -> Synced {
        let source = read(self.store, self.folder, Sheet::Village, None);
        let source = source.ok().flatten().unwrap_or_default();
        let document = Document::parse(&source);
        let contents = contents(Sheet::Village, &document);
        let mut synced = Synced {
            follows: self.told(contents.village()),
            stays: self.told(contents.village()),
            refused: self.told(contents.village()),
            plan: Plan::default(),
        };
        let file = self.folder.file(Sheet::Village.file_name());
        let broken = syntax(&document, &file);
        let (Some(village), None) = (contents.village(), &broken) else {
            synced.refused.unread.extend(broken);
            return synced;
        };
        // Judged as a village that has adopted the last edition.
        let adopted = Village {
            edition: self.ground.last_edition().unwrap_or(village.edition),
            ..village.clone()
        };
        let base = bases.of(village.edition);
        for (at, sheet) in Sheet::LISTS.into_iter().enumerate() {
            self.list((at, sheet), base, &adopted, &mut synced);
        }
        let mut own = document.text.to_owned();
        if let Some(bytes) = edition_bytes(&document).filter(|_| adopted.edition != village.edition)
        {
            own.replace_range(bytes, &format!("\"{}\"", adopted.edition));
        }
        self.record(&mut own, &mut synced);
        if synced.is_refused() {
            synced.plan = Plan::default();
            synced.follows.verdicts.clear();
            return synced;
        }
        let to = Source::new(own);
        let now = Document::parse(&to);
        for change in &diff::changes(
            Sheet::Village,
            &document.table,
            &now.table,
            self.ground.calendar(),
        ) {
            let verdict = self
                .ground
                .verdict(&settled(change), village, [&document, &now], &file);
            synced.follows.verdicts.push(verdict);
        }
        add(&mut synced.plan, file, document.text, now.text);
        synced
    }

    /// Starts to tell of the village.
    fn told(&self, village: Option<&Village<'_>>) -> Compared {
        let mut told = Compared::new(Some(self.folder.name()));
        if let Some(village) = village {
            told.name = text(village.name);
            told.stage = village.stage;
            village.edition.clone_into(&mut told.edition);
        }
        told
    }

    fn list(
        &self,
        (at, sheet): (usize, Sheet),
        base: Option<&Lists>,
        village: &Village<'_>,
        synced: &mut Synced,
    ) {
        let template = self.ground.list(at);
        let source = match read(self.store, self.folder, sheet, Some(template.text)) {
            Ok(None) => return,
            Ok(Some(source)) => source,
            Err(unread) => return synced.refused.unread.push(unread),
        };
        let own = Document::parse(&source);
        let file = self.folder.file(sheet.file_name());
        let unread = syntax(&own, &file);
        if unread.is_some() {
            return synced.refused.unread.extend(unread);
        }
        let earlier = base.map(|lists| &lists[at]);
        let earlier = earlier.map(Document::parse);
        let list = List {
            sheet,
            base: earlier.as_ref().unwrap_or(template),
            own: &own,
            template,
        };
        self.merge(&list, &file, village, synced);
    }

    fn merge(&self, list: &List<'_>, file: &str, village: &Village<'_>, synced: &mut Synced) {
        let calendar = self.ground.calendar();
        let changes = |from: &Document<'_>, to: &Document<'_>| {
            diff::changes(list.sheet, &from.table, &to.table, calendar)
        };
        let mut given_up = GivenUp::default();
        let mut result = Source::new(merged(list.base, list.own, list.template, &given_up));
        if matches!(self.unrecorded, Unrecorded::Overwritten) {
            let document = Document::parse(&result);
            let apart = changes(list.template, &document);
            let forbidden: Vec<&Change> = apart
                .iter()
                .filter(|change| self.forbids(change, village))
                .collect();
            let own = changes(list.base, list.own);
            for change in own
                .iter()
                .filter(|own| forbidden.iter().any(|f| touch(own, f)))
            {
                given_up.own.extend(places(list.own, &change.place));
                given_up
                    .base
                    .extend(places(list.base, &change.place_before));
            }
            result = Source::new(merged(list.base, list.own, list.template, &given_up));
        }
        let result = Document::parse(&result);
        for change in &changes(list.template, &result) {
            let judged = self.ground.terms().judge(change, village);
            let told = match (judged.allowed, village.stage) {
                (true, _) => &mut synced.stays,
                // What a draft lacks is still to be written.
                (false, Some(Stage::Draft)) => continue,
                (false, _) => &mut synced.refused,
            };
            let sides = [list.template, &result];
            told.verdicts
                .push(self.ground.verdict(&judged, village, sides, file));
        }
        for change in &changes(list.own, &result) {
            let verdict = self
                .ground
                .verdict(&settled(change), village, [list.own, &result], file);
            synced.follows.verdicts.push(verdict);
        }
        add(
            &mut synced.plan,
            file.to_owned(),
            list.own.text,
            result.text,
        );
    }

    /// Returns true where the village may not differ so. A draft may: it is not finished.
    fn forbids(&self, change: &Change, village: &Village<'_>) -> bool {
        let judged = self.ground.terms().judge(change, village);
        village.stage != Some(Stage::Draft) && !judged.allowed
    }

    /// Records what was changed without a decision.
    fn record(&self, own: &mut String, synced: &mut Synced) {
        let Unrecorded::Recorded(decision) = self.unrecorded else {
            return;
        };
        let refused = std::mem::take(&mut synced.refused.verdicts);
        for mut verdict in refused {
            if !can_be_recorded(&verdict) {
                synced.refused.verdicts.push(verdict);
                continue;
            }
            *own += &deviation(&verdict.change, decision);
            verdict.allowed = true;
            verdict.standing = match verdict.standing {
                Standing::Unrecorded => Standing::Recorded,
                standing => standing,
            };
            synced.stays.verdicts.push(verdict);
        }
    }
}

/// Returns true where a recorded deviation would make a difference lawful.
fn can_be_recorded(verdict: &Verdict) -> bool {
    let undecided = verdict.change.effect == diff::Effect::Undecided;
    match verdict.standing {
        Standing::Unrecorded => true,
        Standing::TightenOnly => undecided,
        Standing::Locked | Standing::Local | Standing::Recorded => false,
    }
}

/// Writes a deviation as it stands in `village.toml`.
fn deviation(change: &Change, decision: &Decision) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let (zh, en) = (quoted(&decision.reason.zh), quoted(&decision.reason.en));
    format!(
        "\n[[deviation]]\nitem = {}\nfield = {}\nreason.zh = {zh}\nreason.en = {en}\n\
         approved = {}\nby = {}\n",
        quoted(&change.item),
        quoted(&change.field),
        decision.approved,
        quoted(&decision.by),
    )
}

/// A change of which nobody has to be asked.
fn settled(change: &Change) -> Judged<'_> {
    Judged {
        change,
        standing: Standing::Local,
        allowed: true,
        record: None,
    }
}

fn add(plan: &mut Plan, path: String, from: &str, to: &str) {
    plan.add(write::Change {
        path,
        from: Some(from.as_bytes().to_vec()),
        to: to.as_bytes().to_vec(),
    });
}

fn edition_bytes(document: &Document<'_>) -> Option<std::ops::Range<usize>> {
    let route = Route::top().key("edition");
    document
        .table
        .has("edition")
        .then(|| document.bytes(&Spot::Value(route)))
}

/// Returns true where two changes are about the same, or one is about a part of the other.
fn touch(one: &Change, other: &Change) -> bool {
    one.item == other.item
        && (one.is_whole_item()
            || other.is_whole_item()
            || one.field.starts_with(&other.field)
            || other.field.starts_with(&one.field))
}

/// Returns where a value and all that is in it stands.
fn places(document: &Document<'_>, route: &Route) -> Vec<usize> {
    let mut here: Option<&Node<'_>> = None;
    for segment in route.segments() {
        let next = match (segment, here.map(|node| &node.value)) {
            (Segment::Key(key), None) => document.table.entry(key).map(|entry| &entry.node),
            (Segment::Key(key), Some(Value::Table(table))) => {
                table.entry(key).map(|entry| &entry.node)
            }
            (Segment::Index(at), Some(Value::Array(nodes))) => nodes.get(*at),
            _ => None,
        };
        let Some(next) = next else {
            return Vec::new();
        };
        here = Some(next);
    }
    let mut places = Vec::new();
    if let Some(node) = here {
        node.each_value(&mut |node| places.push(node.bytes.start));
    }
    places
}
