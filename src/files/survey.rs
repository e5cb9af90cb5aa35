//! What is in the lists' directory, by name.

use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Error, Store};
use crate::history::{Blob, Snapshot};
use crate::place::Sheet;
use crate::threads;

/// What is in the lists' directory, by name.
#[derive(Debug)]
pub struct Directory {
    /// The files of the township.
    pub township: Folder,
    /// The files of the template.
    pub template: Folder,
    /// The villages, in the order of their folders' names.
    pub villages: Vec<Folder>,
}

/// A folder of the lists' directory.
#[derive(Debug, Default)]
pub struct Folder {
    /// The way from the lists' directory, with `/`; empty for the directory itself.
    pub path: String,
    /// The files that belong there and are there.
    pub files: Vec<Present>,
    /// What does not belong there, by name.
    pub unexpected: Vec<Unexpected>,
}

/// A file that is where it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Present {
    /// Which file.
    pub sheet: Sheet,
    /// What it is.
    pub kind: FileKind,
}

/// A file or folder that does not belong where it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unexpected {
    /// Its name; below `villages/`, the way to it.
    pub name: String,
    /// True: it is a symbolic link, so that what it leads to is not read.
    pub is_link: bool,
}

/// What stands under the name of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A file.
    Regular,
    /// A symbolic link, which is not followed.
    Link,
    /// A folder or a device.
    Other,
}

impl Folder {
    /// Returns the name of the folder itself.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Returns the way from the lists' directory to a file of the folder, with `/`.
    pub fn file(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}/{name}", self.path)
        }
    }

    /// Returns what stands under the name of a file, if anything does.
    pub fn kind(&self, sheet: Sheet) -> Option<FileKind> {
        self.files
            .iter()
            .find(|file| file.sheet == sheet)
            .map(|file| file.kind)
    }
}

/// The folder of the template.
pub(crate) const TEMPLATE: &str = "template";
const VILLAGES: &str = "villages";

/// Returns what is in the lists' directory. Nothing is opened; links are not followed.
///
/// # Errors
///
/// Fails where the directory has no `township.toml` or cannot be listed.
pub fn survey<'s>(store: impl Into<Store<'s>>) -> Result<Directory, Error> {
    let store = store.into();
    if !store.has_township() {
        return Err(Error::NoTownship {
            path: store.path(""),
        });
    }
    let mut directory = Directory {
        township: Folder::default(),
        template: Folder {
            path: TEMPLATE.to_owned(),
            ..Folder::default()
        },
        villages: Vec::new(),
    };
    match store {
        Store::Folder(root) => directory.walk(root)?,
        Store::Edited(edited) => directory.walk(edited.root())?,
        Store::Snapshot(snapshot) => directory.recall(snapshot),
    }
    Ok(directory)
}

/// Returns true for what is no list, by its name. Depths count from 1.
fn is_hidden(name: &str, depth: usize) -> bool {
    name.starts_with('.') || depth == 1 && stands_beside(name)
}

/// Returns true for the name of what a township may keep beside the lists: what git and its tools
/// need.
pub fn stands_beside(name: &str) -> bool {
    let upper = name.to_uppercase();
    let prefixes = [".", "README", "LICENSE", "CHANGELOG"];
    prefixes.into_iter().any(|prefix| upper.starts_with(prefix))
}

/// What stands under a name that a survey meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    File,
    Link,
    Folder,
    Other,
}

impl Met {
    pub(super) fn of(kind: FileType) -> Self {
        match kind {
            kind if kind.is_file() => Self::File,
            kind if kind.is_symlink() => Self::Link,
            kind if kind.is_dir() => Self::Folder,
            _ => Self::Other,
        }
    }

    pub(super) fn kind(self) -> FileKind {
        match self {
            Self::File => FileKind::Regular,
            Self::Link => FileKind::Link,
            Self::Folder | Self::Other => FileKind::Other,
        }
    }
}

impl From<&Blob> for Met {
    fn from(blob: &Blob) -> Self {
        match blob {
            Blob::Bytes(_) | Blob::TooLarge(_) => Self::File,
            Blob::Link => Self::Link,
            Blob::Submodule => Self::Folder,
        }
    }
}

/// How deep the lists' directory is looked at.
const DEPTH: usize = 3;

impl Directory {
    /// Looks at a folder on the disk.
    fn walk(&mut self, root: &Path) -> Result<(), Error> {
        let mut folders = Vec::new();
        for top in listed(root, 1)? {
            self.add(&[&top.name], top.met);
            if top.met == Met::Folder && [TEMPLATE, VILLAGES].contains(&top.name.as_str()) {
                for inner in listed(&top.path, 2)? {
                    self.add(&[&top.name, &inner.name], inner.met);
                    if self.villages.len() > folders.len() {
                        folders.push(inner.path);
                    }
                }
            }
        }
        threads::start();
        let villages = self.villages.par_iter_mut().zip(folders);
        let villages = villages.map(|(village, path)| village.walk(&path));
        let villages: Vec<Result<(), Error>> = villages.collect();
        villages.into_iter().collect()
    }

    /// Looks at a folder as it was, in the order in which a walk would meet what is in it.
    fn recall(&mut self, snapshot: &Snapshot) {
        let mut open: Vec<&str> = Vec::new();
        for entry in snapshot.entries() {
            let names: Vec<&str> = entry.path.split('/').collect();
            let mut levels = names.iter().zip(1..).take(DEPTH);
            if levels.any(|(name, depth)| is_hidden(name, depth)) {
                continue;
            }
            let folders = names.len() - 1;
            for depth in 1..=folders.min(DEPTH) {
                if open.get(..depth) != Some(&names[..depth]) {
                    self.add(&names[..depth], Met::Folder);
                }
            }
            if names.len() <= DEPTH {
                self.add(&names, Met::from(&entry.content));
            }
            open = names[..folders].to_vec();
        }
    }

    /// Puts what has a way from the lists' directory where it belongs. A folder comes just before
    /// what is in it.
    fn add(&mut self, names: &[&str], met: Met) {
        match names {
            [TEMPLATE | VILLAGES] if met == Met::Folder => {}
            [name] => self.township.take(name, met, &Sheet::TOWNSHIP),
            [TEMPLATE, name] => self.template.take(name, met, &Sheet::LISTS),
            [VILLAGES, name] if met == Met::Folder => self.villages.push(Folder {
                path: format!("{VILLAGES}/{name}"),
                ..Folder::default()
            }),
            [VILLAGES, name] => self.township.unexpected.push(Unexpected {
                name: format!("{VILLAGES}/{name}"),
                is_link: met == Met::Link,
            }),
            [VILLAGES, _, name] => {
                if let Some(village) = self.villages.last_mut() {
                    village.take(name, met, &VILLAGE_SHEETS);
                }
            }
            _ => {}
        }
    }
}

/// The five files of a village.
pub const VILLAGE_SHEETS: [Sheet; 5] = [
    Sheet::Village,
    Sheet::Power,
    Sheet::Responsibility,
    Sheet::Service,
    Sheet::Manual,
];

/// What stands in a folder on the disk.
struct Listed {
    name: String,
    path: PathBuf,
    met: Met,
}

/// Returns what stands in a folder, by name, but for what is no list. Depths count from 1.
fn listed(folder: &Path, depth: usize) -> Result<Vec<Listed>, Error> {
    let list = || {
        let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        let listed = entries.into_iter().map(|entry| {
            Ok(Listed {
                name: entry.file_name().to_string_lossy().into_owned(),
                path: entry.path(),
                met: Met::of(entry.file_type()?),
            })
        });
        listed.collect::<io::Result<Vec<_>>>()
    };
    let mut listed = list().map_err(|source| Error::Read {
        path: folder.to_path_buf(),
        source,
    })?;
    listed.retain(|entry| !is_hidden(&entry.name, depth));
    Ok(listed)
}

impl Folder {
    /// Looks at the folder of a village on the disk.
    fn walk(&mut self, path: &Path) -> Result<(), Error> {
        for entry in listed(path, DEPTH)? {
            self.take(&entry.name, entry.met, &VILLAGE_SHEETS);
        }
        Ok(())
    }

    fn take(&mut self, name: &str, met: Met, sheets: &[Sheet]) {
        match sheets.iter().find(|sheet| sheet.file_name() == name) {
            Some(sheet) => self.files.push(Present {
                sheet: *sheet,
                kind: met.kind(),
            }),
            None => self.unexpected.push(Unexpected {
                name: name.to_owned(),
                is_link: met == Met::Link,
            }),
        }
    }
}
