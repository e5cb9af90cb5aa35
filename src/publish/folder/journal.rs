//! What is left to be done once everything is staged, and doing it.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::manifest::{self, Manifest};
use super::{Error, content};

/// Where new pages wait.
pub(super) const STAGED: &str = ".qingdan-new";
/// What is left to be done.
const JOURNAL: &str = ".qingdan-journal";

/// What is left to be done once everything is staged.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Journal {
    /// Pages, and whole folders of them.
    pub moves: Vec<String>,
    /// Pages.
    pub removals: Vec<String>,
}

impl Journal {
    /// Stages the manifest and says on disk what is left to be done.
    pub(super) fn begin(&self, dir: &Path, manifest: &Manifest) -> Result<(), Error> {
        let staged = dir.join(STAGED);
        fs::create_dir_all(&staged).map_err(|source| Error::write(&staged, source))?;
        let path = staged.join(manifest::NAME);
        fs::write(&path, manifest.written()).map_err(|source| Error::write(&path, source))?;
        let journal = dir.join(JOURNAL);
        let bytes = serde_json::to_vec(self).map_err(io::Error::from);
        let bytes = bytes.map_err(|source| Error::write(&journal, source))?;
        crate::files::replace(&journal, &bytes).map_err(|error| match error {
            crate::files::Error::Write { path, source } => Error::Write { path, source },
            _ => Error::write(&journal, io::ErrorKind::Other.into()),
        })
    }

    /// Does what is left to be done, however often that is interrupted.
    pub(super) fn finish(&self, dir: &Path) -> Result<(), Error> {
        let staged = dir.join(STAGED);
        for way in &self.moves {
            put(&staged.join(way), &dir.join(way))?;
        }
        for way in &self.removals {
            remove(dir, way)?;
        }
        put(&staged.join(manifest::NAME), &dir.join(manifest::NAME))?;
        let journal = dir.join(JOURNAL);
        gone(fs::remove_dir_all(&staged), &staged)?;
        gone(fs::remove_file(&journal), &journal)
    }
}

/// Finishes or throws away what a killed run left.
pub(super) fn recover(dir: &Path) -> Result<(), Error> {
    let journal = dir.join(JOURNAL);
    if let Some(bytes) = content(&journal)? {
        let left: Option<Journal> = serde_json::from_slice(&bytes).ok();
        if let Some(left) = left {
            return left.finish(dir);
        }
    }
    let staged = dir.join(STAGED);
    gone(fs::remove_dir_all(&staged), &staged)
}

/// Moves a staged file to its place, unless that has been done.
fn put(from: &Path, to: &Path) -> Result<(), Error> {
    if !from.exists() {
        return Ok(());
    }
    let moved = fs::rename(from, to).or_else(|_| {
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::rename(from, to)
    });
    moved.map_err(|source| Error::write(to, source))
}

/// Removes a page, and the folders that are empty without it.
fn remove(dir: &Path, way: &str) -> Result<(), Error> {
    let path = dir.join(way);
    gone(fs::remove_file(&path), &path)?;
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != dir) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

/// What is not there need not be removed.
fn gone(removed: io::Result<()>, path: &Path) -> Result<(), Error> {
    match removed {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(Error::write(path, source)),
        _ => Ok(()),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::super::Folder;
    use super::super::tests::{NEW, OLD, pages, published, text};
    use super::*;
    use crate::publish::digest;

    /// A folder in which a process was killed as soon as it had decided, with some of it done.
    fn killed(moved: &[&str]) -> tempfile::TempDir {
        let dir = published(&OLD);
        let folder = Folder::open(dir.path()).unwrap();
        folder.stage(&pages(&NEW)).unwrap();
        let journal = Journal {
            moves: vec!["a/x.html".to_owned(), "c".to_owned()],
            removals: vec!["b/y.html".to_owned()],
        };
        let files = NEW.map(|(path, text)| (path.to_owned(), digest(text.as_bytes())));
        let manifest = Manifest {
            inputs: "two".to_owned(),
            files: files.into(),
        };
        journal.begin(dir.path(), &manifest).unwrap();
        for way in moved {
            put(&dir.path().join(STAGED).join(way), &dir.path().join(way)).unwrap();
        }
        dir
    }

    #[test]
    fn what_was_decided_is_finished_wherever_it_was_interrupted() {
        for moved in [&[][..], &["a/x.html"], &["a/x.html", "c"]] {
            let dir = killed(moved);
            let folder = Folder::open(dir.path()).unwrap();
            assert!(folder.is_current("two"), "{moved:?}");
            assert_eq!(text(dir.path(), "a/x.html").unwrap(), "new");
            assert_eq!(text(dir.path(), "c/d/z.html").unwrap(), "new");
            assert!(!dir.path().join("b").exists());
            assert!(!dir.path().join(JOURNAL).exists());
        }
    }
}
