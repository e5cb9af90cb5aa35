//! Whether a published folder holds what the lists say, file by file.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use walkdir::WalkDir;

use super::{Page, manifest};

/// How a published file stands to the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It does not say what the lists say.
    Changed,
    /// It is not there.
    Missing,
    /// It is there, and the lists have no such page.
    Extra,
}

/// A published folder held against pages.
#[derive(Debug, Default)]
pub struct Proven {
    /// How many files say what the lists say.
    pub current: usize,
    /// The others, by path.
    pub others: Vec<(String, Standing)>,
}

/// Holds a folder against pages as they come.
pub struct Proof<'d> {
    dir: &'d Path,
    seen: Mutex<(BTreeSet<String>, Proven)>,
}

impl<'d> Proof<'d> {
    /// Starts with a folder.
    pub fn of(dir: &'d Path) -> Self {
        let seen = Mutex::default();
        Self { dir, seen }
    }

    /// Compares the files of these pages.
    ///
    /// # Errors
    ///
    /// Fails where the system refuses to read one that is there.
    pub fn take(&self, pages: &[Page]) -> std::io::Result<()> {
        for page in pages {
            let standing = match std::fs::read(self.dir.join(&page.path)) {
                Ok(bytes) if bytes == page.bytes => None,
                Ok(_) => Some(Standing::Changed),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    Some(Standing::Missing)
                }
                Err(error) => return Err(error),
            };
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            let (paths, proven) = &mut *seen;
            if paths.insert(page.path.clone()) {
                match standing {
                    None => proven.current += 1,
                    Some(standing) => proven.others.push((page.path.clone(), standing)),
                }
            }
        }
        Ok(())
    }

    /// Looks for files that no page has, and returns what was found, by path. Hidden files are
    /// nobody's page.
    pub fn finish(self) -> Proven {
        let seen = self.seen.into_inner();
        let (paths, mut proven) = seen.unwrap_or_else(PoisonError::into_inner);
        let hidden = |entry: &walkdir::DirEntry| {
            entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
        };
        let files = WalkDir::new(self.dir).into_iter();
        for entry in files.filter_entry(|entry| !hidden(entry)).flatten() {
            let way = entry.path().strip_prefix(self.dir).unwrap_or(entry.path());
            let parts = way.iter().map(|part| part.to_string_lossy());
            let way = parts.collect::<Vec<_>>().join("/");
            let is_page = !entry.file_type().is_dir() && way != manifest::NAME;
            if is_page && !paths.contains(&way) {
                proven.others.push((way, Standing::Extra));
            }
        }
        proven.others.sort();
        proven
    }
}
