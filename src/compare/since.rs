//! What an edit of the lists means: the lists now, held against those of a revision.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;

use super::ground::{self, Ground, read, syntax};
use super::{Against, Compared, Comparison, Fate, Unread, Verdict, on_ground};
use crate::diff::{self, Change};
use crate::document::{Document, Source};
use crate::drift::{Judged, Standing};
use crate::encoding::decode;
use crate::files::{self, Directory, Folder, Store, VILLAGE_SHEETS};
use crate::history::Snapshot;
use crate::list::{Village, contents};
use crate::place::Sheet;
use crate::say;

/// Holds the lists against those of a revision: the township's own files and the template, then the
/// villages.
///
/// A change of a village's list is allowed unless the village now stands apart from the template
/// where it may not. `wanted` says which villages; empty: all, and the township's files.
///
/// # Errors
///
/// Fails where the directory cannot be listed, or the township's files cannot be read whole.
pub fn since(
    root: &Path,
    (revision, snapshot): (&str, &Snapshot),
    wanted: &[String],
    as_of: Date,
) -> anyhow::Result<Comparison> {
    let directory = files::survey(root)?;
    on_ground(root, None, as_of, |ground| {
        let edit = Edit {
            ground,
            store: root.into(),
            directory: &directory,
            snapshot,
        };
        let is_meant = |slug: &str| wanted.is_empty() || wanted.iter().any(|name| name == slug);
        let mut villages = Vec::new();
        if wanted.is_empty() {
            villages.push(edit.township());
        }
        let slugs = edit.slugs().into_iter();
        villages.extend(
            slugs
                .filter(|slug| is_meant(slug))
                .map(|slug| edit.village(slug)),
        );
        Comparison {
            against: Against::Revision(revision.to_owned()),
            villages,
        }
    })
}

struct Edit<'e> {
    ground: &'e Ground<'e>,
    store: Store<'e>,
    directory: &'e Directory,
    snapshot: &'e Snapshot,
}

impl<'e> Edit<'e> {
    /// Returns the villages that were there or are.
    fn slugs(&self) -> BTreeSet<&'e str> {
        let before = self.snapshot.files().filter_map(|(path, _)| {
            let (slug, file) = path.strip_prefix("villages/")?.split_once('/')?;
            (file == Sheet::Village.file_name()).then_some(slug)
        });
        let now = self.directory.villages.iter().map(Folder::name);
        now.chain(before).collect()
    }

    fn township(&self) -> Compared {
        let mut compared = Compared::new(None);
        let nobody = Village::default();
        let own = Sheet::TOWNSHIP.map(|sheet| (&self.directory.township, sheet));
        let template = Sheet::LISTS.map(|sheet| (&self.directory.template, sheet));
        for (folder, sheet) in own.into_iter().chain(template) {
            let before = self.before(&folder.file(sheet.file_name()));
            self.file((folder, sheet), before, &mut compared, |change| {
                (settled(change), &nobody)
            });
        }
        compared
    }

    fn village(&self, slug: &str) -> Compared {
        let folder = self
            .directory
            .villages
            .iter()
            .find(|folder| folder.name() == slug);
        let was_there = self
            .snapshot
            .file(&format!("villages/{slug}/village.toml"))
            .is_some();
        let Some(folder) = folder else {
            return self.gone(slug);
        };
        let apart = self.ground.compared(self.store, folder);
        self.ground
            .with_village(self.store, folder, |village, compared| {
                compared.items = apart.items;
                // Which edition is still to be adopted is no change.
                compared.lag = None;
                compared.fate = if was_there { Fate::Kept } else { Fate::Added };
                for sheet in VILLAGE_SHEETS {
                    let before = if was_there {
                        self.before(&folder.file(sheet.file_name()))
                    } else {
                        Ok(self.ground.list_of(sheet).map(ToOwned::to_owned))
                    };
                    self.file((folder, sheet), before, compared, |change| {
                        (judged(change, &apart.verdicts, village), village)
                    });
                }
            })
    }

    fn gone(&self, slug: &str) -> Compared {
        let mut compared = Compared::new(Some(slug));
        compared.fate = Fate::Removed;
        let before = self.before(&format!("villages/{slug}/village.toml"));
        let source = Source::new(before.ok().flatten().unwrap_or_default());
        let document = Document::parse(&source);
        if let Some(village) = contents(Sheet::Village, &document).village() {
            compared.name = ground::text(village.name);
            village.edition.clone_into(&mut compared.edition);
            compared.stage = village.stage;
        }
        compared
    }

    /// Returns the text of a file at the revision; none where there was no such file.
    fn before(&self, file: &str) -> Result<Option<String>, Unread> {
        let Some(bytes) = self.snapshot.file(file) else {
            return Ok(None);
        };
        decode(bytes.to_vec()).map(Some).map_err(|_| Unread {
            file: file.to_owned(),
            why: say!("当时不是UTF-8编码", "it was not UTF-8 then"),
        })
    }

    /// Compares one file with what it was.
    fn file<'v>(
        &self,
        (folder, sheet): (&Folder, Sheet),
        before: Result<Option<String>, Unread>,
        compared: &mut Compared,
        judge: impl for<'c> Fn(&'c Change) -> (Judged<'c>, &'v Village<'v>),
    ) {
        let file = folder.file(sheet.file_name());
        let before = match before {
            Ok(before) => Source::new(before.unwrap_or_default()),
            Err(unread) => return compared.unread.push(unread),
        };
        let now = match read(self.store, folder, sheet, Some(before.text())) {
            Ok(None) => return,
            Ok(Some(now)) => now,
            Err(_) if folder.kind(sheet).is_none() => Source::default(),
            Err(unread) => return compared.unread.push(unread),
        };
        let (before, now) = (Document::parse(&before), Document::parse(&now));
        if let Some(unread) = syntax(&now, &file) {
            return compared.unread.push(unread);
        }
        if before.is_broken() {
            let why = say!("当时的文件有错误", "it had an error then");
            return compared.unread.push(Unread { file, why });
        }
        let calendar = self.ground.calendar();
        for change in &diff::changes(sheet, &before.table, &now.table, calendar) {
            let (judged, village) = judge(change);
            let verdict = self
                .ground
                .verdict(&judged, village, [&before, &now], &file);
            compared.verdicts.push(verdict);
        }
    }
}

/// A change that nobody has to allow.
fn settled(change: &Change) -> Judged<'_> {
    Judged {
        change,
        standing: Standing::Local,
        allowed: true,
        record: None,
    }
}

/// Judges a change of a village's list by where the village now stands apart from the template.
fn judged<'c>(change: &'c Change, apart: &[Verdict], village: &Village<'_>) -> Judged<'c> {
    let touches = |verdict: &&Verdict| {
        let (one, other) = (&verdict.change, change);
        one.item == other.item
            && (one.is_whole_item()
                || other.is_whole_item()
                || one.field.starts_with(&other.field)
                || other.field.starts_with(&one.field))
    };
    match apart.iter().find(touches) {
        None => settled(change),
        Some(verdict) => Judged {
            change,
            standing: verdict.standing,
            allowed: verdict.allowed,
            record: verdict
                .recorded
                .filter(|record| record.index < village.deviations.len()),
        },
    }
}
