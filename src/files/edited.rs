//! A folder with some of its files as they would be: an edit that can be checked before it is
//! written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A folder on the disk, some files of which hold something else than they do there.
#[derive(Debug)]
pub struct Edited {
    root: PathBuf,
    files: BTreeMap<String, (String, String)>,
}

impl Edited {
    /// Takes a folder as it is.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_path_buf(),
            files: BTreeMap::new(),
        }
    }

    /// Returns the folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns what a file would hold, given by its way from the folder, with `/`; none where it is
    /// left as it is.
    pub fn get(&self, file: &str) -> Option<&str> {
        self.files.get(file).map(|(_, to)| to.as_str())
    }

    /// Says what a file would hold instead of what it does.
    pub fn set(&mut self, file: impl Into<String>, from: String, to: String) {
        let (_, text) = self
            .files
            .entry(file.into())
            .or_insert_with(|| (from, String::new()));
        *text = to;
    }

    /// Returns the files that would hold something else, in the order of their names, with what
    /// they do and what they would.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let files = self.files.iter();
        files.map(|(file, (from, to))| (file.as_str(), from.as_str(), to.as_str()))
    }
}
