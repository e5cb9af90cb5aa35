//! What the template was when a village adopted its edition, from the history.

use std::collections::BTreeMap;
use std::path::Path;

use crate::document::{Document, Source};
use crate::encoding::decode;
use crate::history::{Error, History};
use crate::lang::Said;
use crate::list::{Contents, contents};
use crate::place::Sheet;
use crate::say;

/// The texts of the four lists.
pub(super) type Lists = [Source; 4];

/// The template of each edition that a village still has.
#[derive(Default)]
pub(super) struct Bases(BTreeMap<String, Lists>);

/// The history does not show an edition.
#[derive(Debug, thiserror::Error)]
#[error("the history shows no template of edition `{edition}`")]
pub struct NoEdition {
    /// The id of the edition.
    pub edition: String,
}

impl NoEdition {
    /// Returns what is wrong, in both languages.
    pub fn said(&self) -> Said {
        let edition = &self.edition;
        say!(
            "历史里找不到 `{edition}` 版的范本，分不清哪些是版次的变化、哪些是村里的改动；用 `git log -- township.toml` 查看（只取了一部分历史的，先用 `git fetch --unshallow` 取全）",
            "the history shows no template of edition `{edition}`, so that its changes and the village's cannot be told apart: look at `git log -- township.toml` (`git fetch --unshallow` first, where only a part was fetched)"
        )
    }
}

impl Bases {
    /// Loads the templates of these editions; none: git is not even run.
    pub(super) fn load(
        lists: &Path,
        editions: impl Iterator<Item = String>,
    ) -> anyhow::Result<Self> {
        let mut bases = BTreeMap::new();
        for edition in editions {
            if !bases.contains_key(&edition) {
                let history = History::of(lists)?;
                let template = template(&history, &edition)?;
                bases.insert(edition.clone(), template.ok_or(NoEdition { edition })?);
            }
        }
        Ok(Self(bases))
    }

    /// Returns the template of an edition; none for the one that the template has now.
    pub(super) fn of(&self, edition: &str) -> Option<&Lists> {
        self.0.get(edition)
    }
}

/// Returns the template as it was just before it became that of another edition.
fn template(history: &History, edition: &str) -> Result<Option<Lists>, Error> {
    let township = Sheet::Township.file_name();
    let mut next = "HEAD".to_owned();
    for revision in history.revisions(township)? {
        let text = history.file(&revision.commit, township)?;
        if last_edition(text).as_deref() == Some(edition) {
            let snapshot = history.at(&next)?;
            let list = |sheet: Sheet| {
                let bytes = snapshot.file(&format!("template/{}", sheet.file_name()))?;
                decode(bytes.to_vec()).ok().map(Source::new)
            };
            let lists: Option<Vec<Source>> = Sheet::LISTS.into_iter().map(list).collect();
            return Ok(lists.and_then(|lists| lists.try_into().ok()));
        }
        next = format!("{}^", revision.commit);
    }
    Ok(None)
}

fn last_edition(township: Vec<u8>) -> Option<String> {
    let source = Source::new(decode(township).ok()?);
    let document = Document::parse(&source);
    match contents(Sheet::Township, &document) {
        Contents::Township(township) => Some(township.editions.last()?.id.to_owned()),
        _ => None,
    }
}
