//! Where lists are read from: the disk, a revision, or the disk as it would be after an edit.

use std::io;
use std::path::{Path, PathBuf};

use super::survey::Met;
use super::{Content, Edited, FileKind, Found, has_township, read_unless_known};
use crate::history::{Blob, Snapshot};
use crate::place::Sheet;

/// Where lists are read from.
#[derive(Debug, Clone, Copy)]
pub enum Store<'s> {
    /// A folder on the disk.
    Folder(&'s Path),
    /// The folder as it was at a revision.
    Snapshot(&'s Snapshot),
    /// The folder as it would be after an edit.
    Edited(&'s Edited),
}

impl<'s> From<&'s Path> for Store<'s> {
    fn from(folder: &'s Path) -> Self {
        Self::Folder(folder)
    }
}

impl<'s> From<&'s PathBuf> for Store<'s> {
    fn from(folder: &'s PathBuf) -> Self {
        Self::Folder(folder)
    }
}

impl<'s> From<&'s Edited> for Store<'s> {
    fn from(edited: &'s Edited) -> Self {
        Self::Edited(edited)
    }
}

impl<'s> From<&'s Snapshot> for Store<'s> {
    fn from(snapshot: &'s Snapshot) -> Self {
        Self::Snapshot(snapshot)
    }
}

impl Store<'_> {
    /// Returns how messages name a file, given by its way from the lists' directory: for one of a
    /// revision `REVISION:FILE`, as git does.
    pub fn path(self, file: &str) -> PathBuf {
        match self {
            Self::Folder(root) => root.join(file),
            Self::Edited(edited) => edited.root().join(file),
            Self::Snapshot(snapshot) => PathBuf::from(format!("{}:{file}", snapshot.rev())),
        }
    }

    /// Returns what stands under the way to a file, if anything does.
    pub fn kind(self, file: &str) -> Option<FileKind> {
        match self {
            Self::Folder(root) => {
                let metadata = root.join(file).symlink_metadata().ok()?;
                Some(Met::of(metadata.file_type()).kind())
            }
            Self::Edited(edited) => Store::Folder(edited.root()).kind(file),
            Self::Snapshot(snapshot) => snapshot.get(file).map(|blob| Met::from(blob).kind()),
        }
    }

    /// Reads a file whole.
    ///
    /// # Errors
    ///
    /// Fails where the system does.
    pub fn read(self, file: &str) -> io::Result<Content> {
        match self.read_unless_known(file, &[])? {
            Found::New(content) => Ok(content),
            // Nothing is known.
            Found::Known(_) => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Reads a file unless it has the same bytes as one of `known`, which needs no memory of its
    /// own.
    ///
    /// # Errors
    ///
    /// Fails where the system does.
    pub fn read_unless_known(self, file: &str, known: &[&[u8]]) -> io::Result<Found> {
        match self {
            Self::Folder(root) => read_unless_known(&root.join(file), known),
            Self::Edited(edited) => match edited.get(file) {
                Some(text) => Ok(Found::of(text.as_bytes(), known)),
                None => read_unless_known(&edited.root().join(file), known),
            },
            Self::Snapshot(snapshot) => recalled(snapshot, file, known),
        }
    }

    /// Even a folder or a dangling link of that name says that the lists should be here.
    pub(super) fn has_township(self) -> bool {
        let township = Sheet::Township.file_name();
        match self {
            Self::Folder(root) => has_township(root),
            Self::Edited(edited) => has_township(edited.root()),
            Self::Snapshot(snapshot) => {
                let first = |path: &str| path.split('/').next() == Some(township);
                snapshot.entries().iter().any(|entry| first(&entry.path))
            }
        }
    }
}

/// Copies the bytes of a file of a revision, unless they are the same as some of `known`.
fn recalled(snapshot: &Snapshot, file: &str, known: &[&[u8]]) -> io::Result<Found> {
    match snapshot.get(file) {
        Some(Blob::Bytes(bytes)) => Ok(Found::of(bytes, known)),
        Some(Blob::TooLarge(size)) => Ok(Found::New(Content::TooLarge(*size))),
        Some(Blob::Link | Blob::Submodule) => Err(io::ErrorKind::InvalidInput.into()),
        None => Err(io::ErrorKind::NotFound.into()),
    }
}
