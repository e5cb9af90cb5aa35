//! What a killed process left, and how it is finished or taken back.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Error, Plan, beside, content, inside, lock, parent, settle};

/// What a run is about to do. While it has this name, no file has changed.
const PROPOSED: &str = ".qingdan-plan";
/// What a run has begun to do: it is finished, however often that is interrupted.
const DECIDED: &str = ".qingdan-journal";

/// What was found of an earlier run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovered {
    /// Nothing: it had ended.
    Nothing,
    /// It had changed no file; what it had prepared is gone.
    Undone,
    /// It had begun to change files; now all are changed.
    Finished,
}

/// Finishes or takes back what a killed process left. For commands that write.
///
/// # Errors
///
/// Fails where another process writes, somebody edited a file of the interrupted run, or the
/// system refuses.
pub fn recover(dir: &Path) -> Result<Recovered, Error> {
    if !exists(dir, PROPOSED) && !exists(dir, DECIDED) {
        return Ok(Recovered::Nothing);
    }
    let _lock = lock::exclusive(dir)?;
    recover_locked(dir)
}

/// Finishes what a killed process had begun, so that no answer comes from half a change. For
/// commands that read: what had only been prepared is hidden from them and stays.
///
/// # Errors
///
/// Fails as [`recover`] does.
pub fn finish(dir: &Path) -> Result<Recovered, Error> {
    if !exists(dir, DECIDED) {
        return Ok(Recovered::Nothing);
    }
    recover(dir)
}

fn exists(dir: &Path, name: &str) -> bool {
    dir.join(name).symlink_metadata().is_ok()
}

pub(super) fn recover_locked(dir: &Path) -> Result<Recovered, Error> {
    if exists(dir, DECIDED) {
        let path = dir.join(DECIDED);
        let journal = Journal::read(dir, DECIDED)?.ok_or(Error::Journal { path })?;
        journal.finish(dir)?;
        return Ok(Recovered::Finished);
    }
    if exists(dir, PROPOSED) {
        // It was written before anything else: where it is incomplete, there is nothing else.
        let journal = Journal::read(dir, PROPOSED)?.unwrap_or_default();
        journal.undo(dir)?;
        return Ok(Recovered::Undone);
    }
    Ok(Recovered::Nothing)
}

/// Makes what was proposed decided: the one step before which nothing has changed, and after which
/// everything will.
pub(super) fn commit(dir: &Path) -> Result<(), Error> {
    let path = dir.join(DECIDED);
    let renamed = fs::rename(dir.join(PROPOSED), &path);
    renamed.map_err(|source| Error::write(&path, source))?;
    settle(dir)
}

/// What a run does, as it is kept on disk.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Journal {
    /// The folders that it makes, outer ones first.
    folders: Vec<String>,
    files: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    path: String,
    /// The digest of what the file held; none: there was no file.
    from: Option<String>,
}

impl Journal {
    /// Says what a plan does in a directory.
    pub(super) fn of(dir: &Path, plan: &Plan) -> Result<Self, Error> {
        let mut journal = Self::default();
        for change in plan.changes() {
            journal.add_folders(dir, &change.path)?;
            journal.files.push(Entry {
                path: change.path.clone(),
                from: change.from.as_deref().map(digest),
            });
        }
        Ok(journal)
    }

    fn add_folders(&mut self, dir: &Path, way: &str) -> Result<(), Error> {
        let Some(folder) = parent(way) else {
            return Ok(());
        };
        self.add_folders(dir, folder)?;
        let known = self.folders.iter().any(|other| other == folder);
        if !known && !inside(dir, folder)?.is_dir() {
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    pub(super) fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.iter().map(String::as_str)
    }

    /// Returns what is kept under a name; none where it is incomplete.
    fn read(dir: &Path, name: &str) -> Result<Option<Self>, Error> {
        let path = inside(dir, name)?;
        let bytes = fs::read(&path).map_err(|source| Error::read(&path, source))?;
        Ok(serde_json::from_slice(&bytes).ok())
    }

    /// Says on disk what will be done, before anything is.
    pub(super) fn propose(&self, dir: &Path) -> Result<(), Error> {
        let path = inside(dir, PROPOSED)?;
        let bytes = serde_json::to_vec(self).map_err(io::Error::from);
        let written = bytes.and_then(|bytes| {
            let mut file = fs::File::create(&path)?;
            file.write_all(&bytes)?;
            file.sync_all()
        });
        written.map_err(|source| Error::write(&path, source))?;
        settle(dir)
    }

    /// Takes back what was prepared.
    pub(super) fn undo(&self, dir: &Path) -> Result<(), Error> {
        for entry in &self.files {
            let path = beside(&inside(dir, &entry.path)?);
            gone(fs::remove_file(&path), &path)?;
        }
        for folder in self.folders.iter().rev() {
            // Somebody may have put something there.
            let _ = fs::remove_dir(inside(dir, folder)?);
        }
        let path = dir.join(PROPOSED);
        gone(fs::remove_file(&path), &path)
    }

    /// Puts the new contents in place, those that are not there yet.
    pub(super) fn finish(&self, dir: &Path) -> Result<(), Error> {
        let mut left = Vec::new();
        for entry in &self.files {
            let path = inside(dir, &entry.path)?;
            let beside = beside(&path);
            if beside.symlink_metadata().is_err() {
                continue;
            }
            let now = content(&path)?.as_deref().map(digest);
            // A file that somebody moved away has nothing to lose.
            if now.is_some() && now != entry.from {
                return Err(Error::Edited { path, beside });
            }
            left.push((beside, path));
        }
        for (beside, path) in left {
            fs::rename(beside, &path).map_err(|source| Error::write(&path, source))?;
        }
        for entry in &self.files {
            settle(&dir.join(parent(&entry.path).unwrap_or_default()))?;
        }
        let path = dir.join(DECIDED);
        gone(fs::remove_file(&path), &path)?;
        settle(dir)
    }
}

/// What is not there need not be removed.
fn gone(removed: io::Result<()>, path: &Path) -> Result<(), Error> {
    match removed {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(Error::write(path, source)),
        _ => Ok(()),
    }
}

fn digest(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        for half in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(half.into(), 16));
        }
    }
    text
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::super::{Change, prepare};
    use super::*;

    fn plan() -> Plan {
        let mut plan = Plan::default();
        plan.add(Change {
            path: "a".to_owned(),
            from: Some(b"one".to_vec()),
            to: b"two".to_vec(),
        });
        plan.create("v/b", "new");
        plan
    }

    /// A directory in which a process was killed just before, or just after, it decided.
    fn interrupted(decided: bool) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a"), "one").unwrap();
        let journal = Journal::of(dir.path(), &plan()).unwrap();
        journal.propose(dir.path()).unwrap();
        prepare(dir.path(), &plan(), &journal).unwrap();
        if decided {
            commit(dir.path()).unwrap();
        }
        dir
    }

    fn names(dir: &Path) -> Vec<String> {
        let entries = fs::read_dir(dir).unwrap().map(Result::unwrap);
        let names = entries.map(|entry| entry.file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn what_was_only_prepared_is_taken_back() {
        let dir = interrupted(false);
        assert_eq!(finish(dir.path()).unwrap(), Recovered::Nothing);
        assert_eq!(recover(dir.path()).unwrap(), Recovered::Undone);
        assert_eq!(names(dir.path()), ["a"]);
        assert_eq!(fs::read(dir.path().join("a")).unwrap(), b"one");
    }

    #[test]
    fn what_was_decided_is_finished() {
        let dir = interrupted(true);
        assert_eq!(finish(dir.path()).unwrap(), Recovered::Finished);
        assert_eq!(names(dir.path()), ["a", "v"]);
        assert_eq!(fs::read(dir.path().join("a")).unwrap(), b"two");
        assert_eq!(fs::read(dir.path().join("v/b")).unwrap(), b"new");
        assert_eq!(recover(dir.path()).unwrap(), Recovered::Nothing);
    }

    #[test]
    fn a_plan_cut_short_is_one_of_which_nothing_was_done() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(PROPOSED), "{\"folders\":[\"v").unwrap();
        assert_eq!(recover(dir.path()).unwrap(), Recovered::Undone);
        assert!(names(dir.path()).is_empty());
    }

    #[test]
    fn an_edit_after_the_interruption_is_not_overwritten() {
        let dir = interrupted(true);
        let path = dir.path().join("a");
        fs::write(&path, "mine").unwrap();
        let error = recover(dir.path()).unwrap_err();
        assert!(matches!(error, Error::Edited { .. }));
        assert!(!dir.path().join("v/b").exists());
        fs::remove_file(beside(&path)).unwrap();
        assert_eq!(recover(dir.path()).unwrap(), Recovered::Finished);
        assert_eq!(fs::read(&path).unwrap(), b"mine");
        assert!(dir.path().join("v/b").exists());
    }

    #[test]
    fn an_edited_file_that_is_moved_away_makes_room() {
        let dir = interrupted(true);
        let path = dir.path().join("a");
        fs::write(&path, "mine").unwrap();
        fs::rename(&path, dir.path().join("mine")).unwrap();
        assert_eq!(recover(dir.path()).unwrap(), Recovered::Finished);
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read(dir.path().join("mine")).unwrap(), b"mine");
    }

    #[test]
    fn a_journal_that_leads_elsewhere_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let entry = r#"{"folders":[],"files":[{"path":"../a","from":null}]}"#;
        fs::write(dir.path().join(DECIDED), entry).unwrap();
        assert!(matches!(recover(dir.path()), Err(Error::Outside { .. })));
        fs::write(dir.path().join(DECIDED), "?").unwrap();
        assert!(matches!(recover(dir.path()), Err(Error::Journal { .. })));
    }
}
