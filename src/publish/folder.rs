//! The published folder: new pages are staged inside it, then all are put in their places.
//!
//! Until everything is staged and a journal says what is to be done, no old page has changed. A
//! process that is killed later leaves the journal, and the next run goes on from there. Pages are
//! not forced to the disk one by one: whatever a loss of power takes, `publish` makes again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Page;
use super::manifest::{self, Manifest, digest};
use crate::lang::Said;
use crate::say;
use crate::write;

/// Where new pages wait.
const STAGED: &str = ".qingdan-new";
/// What is left to be done.
const JOURNAL: &str = ".qingdan-journal";

/// Why pages could not be published. The old ones are as they were.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file or folder could not be written.
    #[error("cannot write `{}`", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A page would lie outside the folder, or under a name that no link can hold.
    #[error("`{path}` is no place for a page")]
    Place {
        /// The way to the page.
        path: String,
    },
    /// A file that `publish` did not write stands where a page belongs.
    #[error("`{}` was not written by `publish`: move it away, or publish into another folder", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
}

impl Error {
    fn read(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        Self::Read { path, source }
    }

    fn write(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        Self::Write { path, source }
    }

    /// Returns what went wrong, in both languages.
    pub fn said(&self) -> Said {
        let en = self.to_string();
        let zh = match self {
            Self::Read { path, .. } => format!("无法读取 `{}`", path.display()),
            Self::Write { path, .. } => format!("无法写入 `{}`", path.display()),
            Self::Place { path } => format!("`{path}` 不能作页面的位置"),
            Self::Foreign { path } => format!(
                "`{}` 不是 `publish` 写的文件：请把它移走，或者换一个目录",
                path.display()
            ),
        };
        say!("{zh}", "{en}")
    }
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// Pages that are new or have changed.
    pub written: usize,
    /// Pages that stayed as they were.
    pub unchanged: usize,
    /// Pages that no longer belong there.
    pub removed: usize,
    /// Files that `publish` wrote, somebody edited, and no longer belong there: they stay.
    pub kept: Vec<String>,
}

/// A folder that is being published into, by nobody else.
#[derive(Debug)]
pub struct Folder {
    dir: PathBuf,
    old: Manifest,
    /// True where the folder holds nothing yet.
    is_new: bool,
    staged: Mutex<Staged>,
    _lock: File,
}

#[derive(Debug, Default)]
struct Staged {
    files: BTreeMap<String, String>,
    moves: BTreeSet<String>,
}

/// What is left to be done once everything is staged.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Journal {
    moves: Vec<String>,
    removals: Vec<String>,
}

impl Folder {
    /// Opens a folder, making it if it is not there, and finishes what a killed run left.
    ///
    /// # Errors
    ///
    /// Fails where the system refuses, or another run is publishing.
    pub fn open(dir: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(dir).map_err(|source| Error::write(dir, source))?;
        let lock = write::exclusive(dir)?;
        recover(dir)?;
        Ok(Self {
            dir: dir.to_path_buf(),
            old: manifest_of(dir)?,
            is_new: is_empty(dir)?,
            staged: Mutex::default(),
            _lock: lock,
        })
    }

    /// Returns true where the folder holds what was last published, made from the same inputs.
    pub fn is_current(&self, inputs: &str) -> bool {
        let same = |(path, expected): (&String, &String)| {
            let found = fs::read(self.dir.join(path));
            found.is_ok_and(|bytes| digest(&bytes) == *expected)
        };
        !self.old.files.is_empty()
            && self.old.inputs == inputs
            && self.old.files.par_iter().all(same)
    }

    /// Returns how many files were last published.
    pub fn files(&self) -> usize {
        self.old.files.len()
    }

    /// Stages the pages that differ from what is there. Pages may come in any order, from several
    /// threads.
    ///
    /// # Errors
    ///
    /// Fails where a page has no place of its own in the folder, or the system refuses.
    pub fn stage(&self, pages: &[Page]) -> Result<(), Error> {
        for page in pages {
            self.stage_one(page)?;
        }
        Ok(())
    }

    fn stage_one(&self, page: &Page) -> Result<(), Error> {
        let path = self.place(&page.path)?;
        let there = if self.is_new { None } else { content(&path)? };
        let same = there.as_ref() == Some(&page.bytes);
        if there.is_some() && !same && !self.old.files.contains_key(&page.path) {
            return Err(Error::Foreign { path });
        }
        let digest = digest(&page.bytes);
        if self
            .staged()
            .files
            .insert(page.path.clone(), digest)
            .is_some()
            || same
        {
            return Ok(());
        }
        let beside = self.dir.join(STAGED).join(&page.path);
        fs::write(&beside, &page.bytes)
            .or_else(|_| {
                // The first page of its folder.
                fs::create_dir_all(beside.parent().unwrap_or(&self.dir))?;
                fs::write(&beside, &page.bytes)
            })
            .map_err(|source| Error::write(&path, source))?;
        self.staged().moves.insert(page.path.clone());
        Ok(())
    }

    fn staged(&self) -> MutexGuard<'_, Staged> {
        self.staged.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns where a page lies: below the folder, through no link, under a name that every
    /// system and every address can hold.
    fn place(&self, way: &str) -> Result<PathBuf, Error> {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        let named =
            |part: &str| !part.is_empty() && !part.starts_with('.') && part.chars().all(plain);
        if !way.split('/').all(named) {
            let path = way.to_owned();
            return Err(Error::Place { path });
        }
        let path = self.dir.join(way);
        let above = path.ancestors().take(way.split('/').count());
        // Where nothing is, there is no link either.
        if !self.is_new && above.into_iter().any(Path::is_symlink) {
            return Err(Error::Foreign { path });
        }
        Ok(path)
    }

    /// Puts everything that was staged in its place, and removes what no longer belongs there.
    ///
    /// # Errors
    ///
    /// Fails where the system refuses. What was begun is finished by the next run.
    pub fn finish(self, inputs: &str) -> Result<Done, Error> {
        let Self {
            dir, old, staged, ..
        } = self;
        let staged = staged.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut done = Done {
            written: staged.moves.len(),
            unchanged: staged.files.len() - staged.moves.len(),
            ..Done::default()
        };
        let mut journal = Journal {
            moves: whole_folders(&dir, &staged.moves),
            removals: Vec::new(),
        };
        for (path, digest) in &old.files {
            if !staged.files.contains_key(path) {
                match content(&dir.join(path))? {
                    Some(bytes) if self::digest(&bytes) == *digest => {
                        done.removed += 1;
                        journal.removals.push(path.clone());
                    }
                    Some(_) => done.kept.push(path.clone()),
                    None => {}
                }
            }
        }
        let manifest = Manifest {
            inputs: inputs.to_owned(),
            files: staged.files,
        };
        if journal.moves.is_empty() && journal.removals.is_empty() && manifest == old {
            return Ok(done);
        }
        journal.begin(&dir, &manifest)?;
        journal.finish(&dir)?;
        Ok(done)
    }

    /// Throws away what was staged: the old pages are as they were.
    pub fn abandon(self) {
        // What cannot be removed now is removed by the next run.
        let _ = fs::remove_dir_all(self.dir.join(STAGED));
        if self.old.files.is_empty() {
            // A folder that was made for nothing; one that holds something stays.
            let _ = fs::remove_dir(&self.dir);
        }
    }
}

impl Journal {
    /// Stages the manifest and says on disk what is left to be done.
    fn begin(&self, dir: &Path, manifest: &Manifest) -> Result<(), Error> {
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
    fn finish(&self, dir: &Path) -> Result<(), Error> {
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

/// Returns what is to be moved: pages, or the whole of a folder of which nothing is there yet.
fn whole_folders(dir: &Path, pages: &BTreeSet<String>) -> Vec<String> {
    let mut moves: Vec<String> = Vec::new();
    let mut there: BTreeSet<&str> = BTreeSet::new();
    for page in pages {
        let last = moves.last().map(String::as_str);
        if last.is_some_and(|last| {
            page.strip_prefix(last)
                .is_some_and(|it| it.starts_with('/'))
        }) {
            continue;
        }
        let ends = page.match_indices('/').map(|(at, _)| &page[..at]);
        let new = ends.into_iter().find(|folder| {
            let known = there.contains(folder) || dir.join(folder).exists();
            if known {
                there.insert(folder);
            }
            !known
        });
        moves.push(new.unwrap_or(page).to_owned());
    }
    moves
}

/// Returns true for a folder without anything in it.
fn is_empty(dir: &Path) -> Result<bool, Error> {
    let mut entries = fs::read_dir(dir).map_err(|source| Error::read(dir, source))?;
    Ok(entries.next().is_none())
}

/// Finishes or throws away what a killed run left.
fn recover(dir: &Path) -> Result<(), Error> {
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

/// Returns what was last published in a folder.
///
/// # Errors
///
/// Fails where the system refuses.
pub fn manifest_of(dir: &Path) -> Result<Manifest, Error> {
    let text = content(&dir.join(manifest::NAME))?;
    Ok(text.map_or_else(Manifest::default, |bytes| {
        Manifest::read(&String::from_utf8_lossy(&bytes))
    }))
}

/// Returns what a file holds, if it exists.
fn content(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::read(path, source)),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn pages(of: &[(&str, &str)]) -> Vec<Page> {
        let pages = of.iter().map(|(path, text)| Page::new(*path, *text));
        pages.collect()
    }

    fn published(of: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        folder.stage(&pages(of)).unwrap();
        folder.finish("one").unwrap();
        dir
    }

    fn text(dir: &Path, way: &str) -> Option<String> {
        fs::read_to_string(dir.join(way)).ok()
    }

    const OLD: [(&str, &str); 2] = [("a/x.html", "old"), ("b/y.html", "old")];
    const NEW: [(&str, &str); 2] = [("a/x.html", "new"), ("c/d/z.html", "new")];

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
    fn what_was_only_staged_is_thrown_away() {
        let dir = published(&OLD);
        let folder = Folder::open(dir.path()).unwrap();
        folder.stage(&pages(&NEW)).unwrap();
        drop(folder);
        assert_eq!(text(dir.path(), "a/x.html").unwrap(), "old");
        let folder = Folder::open(dir.path()).unwrap();
        assert!(folder.is_current("one"));
        assert!(!dir.path().join(STAGED).exists());
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

    #[test]
    fn a_folder_that_is_new_is_moved_whole() {
        let dir = published(&OLD);
        let new = ["a/x.html", "c/d/z.html", "c/w.html", "e.html"];
        let new: BTreeSet<String> = new.map(str::to_owned).into();
        assert_eq!(whole_folders(dir.path(), &new), ["a/x.html", "c", "e.html"]);
    }

    #[test]
    fn ways_out_of_the_folder_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        for way in [
            "../a",
            "/a",
            "a//b",
            "a/../b",
            "",
            "a\\b",
            ".git/config",
            "a b",
            "a?b",
            "村",
        ] {
            let refused = folder.stage(&pages(&[(way, "x")]));
            assert!(matches!(refused, Err(Error::Place { .. })), "{way}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let (dir, other) = (published(&OLD), tempfile::tempdir().unwrap());
        fs::remove_dir_all(dir.path().join("a")).unwrap();
        std::os::unix::fs::symlink(other.path(), dir.path().join("a")).unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        let refused = folder.stage(&pages(&NEW));
        assert!(matches!(refused, Err(Error::Foreign { .. })));
    }
}
