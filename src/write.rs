//! Writing several files so that all change or none does, whenever the process is killed.
//!
//! Under a lock, the new contents are written beside the files, under names of their own. One
//! rename then makes the plan a journal: before it nothing has changed, after it the journal says
//! what is left to be done, and [`recover`] does it.

mod error;
mod journal;
mod lock;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

pub use error::Error;
pub use journal::{Recovered, finish, recover};
pub(crate) use lock::exclusive;

use journal::Journal;

/// What is to become of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The way from the lists' directory, with `/`.
    pub path: String,
    /// What the file holds now; none: there is no such file yet.
    pub from: Option<Vec<u8>>,
    /// What it shall hold.
    pub to: Vec<u8>,
}

/// What is to become of several files, all of them or none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    changes: Vec<Change>,
}

impl Plan {
    /// Adds a change. One that changes nothing is left out; a second one of the same file goes on
    /// from the first.
    pub fn add(&mut self, change: Change) {
        match self.changes.iter().position(|c| c.path == change.path) {
            Some(at) => self.changes[at].to = change.to,
            None => self.changes.push(change),
        }
        self.changes
            .retain(|change| change.from.as_ref() != Some(&change.to));
    }

    /// Adds a file that does not exist yet.
    pub fn create(&mut self, path: impl Into<String>, to: impl Into<Vec<u8>>) {
        let (path, to) = (path.into(), to.into());
        self.add(Change {
            path,
            from: None,
            to,
        });
    }

    /// Returns the changes, in the order in which they were added.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Returns true where nothing would change.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

impl Extend<Change> for Plan {
    fn extend<T: IntoIterator<Item = Change>>(&mut self, changes: T) {
        for change in changes {
            self.add(change);
        }
    }
}

impl FromIterator<Change> for Plan {
    fn from_iter<T: IntoIterator<Item = Change>>(changes: T) -> Self {
        let mut plan = Self::default();
        plan.extend(changes);
        plan
    }
}

/// Makes all changes of a plan, or none. What a killed process left is cleared up first.
///
/// Folders that are missing are made; permissions of files that change are kept.
///
/// # Errors
///
/// Fails, with nothing changed, where another process writes, a file no longer holds what the plan
/// expects, a way leads through a link or out of `dir`, or the system refuses. Where the system
/// refuses half way through the last step, the journal stays and [`recover`] goes on from there.
pub fn all(dir: &Path, plan: &Plan) -> Result<(), Error> {
    let _lock = lock::exclusive(dir)?;
    journal::recover_locked(dir)?;
    if plan.is_empty() {
        return Ok(());
    }
    expected(dir, plan)?;
    let journal = Journal::of(dir, plan)?;
    journal.propose(dir)?;
    let prepared = prepare(dir, plan, &journal)
        // Somebody may have edited a file in the meantime.
        .and_then(|()| expected(dir, plan))
        .and_then(|()| journal::commit(dir));
    if let Err(error) = prepared {
        // What could not be taken back now is taken back by the next run.
        let _ = journal.undo(dir);
        return Err(error);
    }
    journal.finish(dir)
}

/// Makes sure that every file is what the plan takes it for.
fn expected(dir: &Path, plan: &Plan) -> Result<(), Error> {
    for change in &plan.changes {
        let path = inside(dir, &change.path)?;
        if content(&path)? != change.from {
            return Err(Error::Changed { path });
        }
        // A file that takes its place would not be kept from being written.
        if path
            .metadata()
            .is_ok_and(|old| old.permissions().readonly())
        {
            return Err(Error::write(&path, io::ErrorKind::PermissionDenied.into()));
        }
    }
    Ok(())
}

/// Returns what a file holds, if it exists.
fn content(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::read(path, source)),
    }
}

/// Returns where a file of the plan is: below the directory, and through no link.
fn inside(dir: &Path, way: &str) -> Result<PathBuf, Error> {
    let mut path = dir.to_path_buf();
    if way.is_empty() || way.contains('\\') {
        return Err(Error::Outside { path: way.into() });
    }
    for part in Path::new(way).components() {
        let Component::Normal(name) = part else {
            return Err(Error::Outside { path: way.into() });
        };
        path.push(name);
        if path.is_symlink() {
            return Err(Error::Link { path });
        }
    }
    Ok(path)
}

/// Writes every new content beside its file.
fn prepare(dir: &Path, plan: &Plan, journal: &Journal) -> Result<(), Error> {
    for folder in journal.folders() {
        let path = inside(dir, folder)?;
        fs::create_dir(&path).map_err(|source| Error::write(&path, source))?;
    }
    for change in &plan.changes {
        let path = inside(dir, &change.path)?;
        let beside = beside(&path);
        put(&beside, &path, &change.to).map_err(|source| Error::write(&path, source))?;
    }
    let folders = plan.changes.iter().filter_map(|c| parent(&c.path));
    for folder in folders.chain([""]) {
        settle(&dir.join(folder))?;
    }
    Ok(())
}

/// Returns the folder of a file, as a way with `/`.
fn parent(way: &str) -> Option<&str> {
    way.rsplit_once('/').map(|(folder, _)| folder)
}

/// Returns the name under which the new content waits: hidden, in the same folder.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.qingdan-new"))
}

fn put(beside: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(beside)?;
    if let Ok(old) = path.metadata() {
        file.set_permissions(old.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes sure that the names in a folder last, where the system can.
fn settle(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|source| Error::write(folder, source))?;
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn change(path: &str, from: Option<&str>, to: &str) -> Change {
        Change {
            path: path.to_owned(),
            from: from.map(|text| text.as_bytes().to_vec()),
            to: to.as_bytes().to_vec(),
        }
    }

    /// Every file and folder below `dir`, with what it holds.
    fn found(dir: &Path) -> BTreeMap<String, String> {
        let entries = walkdir::WalkDir::new(dir).min_depth(1);
        let entries = entries.into_iter().map(Result::unwrap);
        let name = |entry: &walkdir::DirEntry| {
            let way = entry.path().strip_prefix(dir).unwrap();
            way.to_string_lossy().into_owned()
        };
        entries
            .map(|entry| {
                let text = fs::read_to_string(entry.path()).unwrap_or_default();
                (name(&entry), text)
            })
            .collect()
    }

    fn files(of: &[(&str, &str)]) -> BTreeMap<String, String> {
        let pairs = of.iter().map(|(name, text)| (*name, *text));
        pairs.map(|(n, t)| (n.to_owned(), t.to_owned())).collect()
    }

    #[test]
    fn all_files_change_and_nothing_is_left_beside_them() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a"), "one").unwrap();
        let plan = Plan::from_iter([
            change("a", Some("one"), "two"),
            change("v/x/b", None, "new"),
        ]);
        all(dir.path(), &plan).unwrap();
        let expected = files(&[("a", "two"), ("v", ""), ("v/x", ""), ("v/x/b", "new")]);
        assert_eq!(found(dir.path()), expected);
    }

    #[test]
    fn a_file_edited_meanwhile_stops_everything() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a"), "one").unwrap();
        fs::write(dir.path().join("b"), "edited").unwrap();
        let plan = Plan::from_iter([
            change("a", Some("one"), "two"),
            change("c/d", None, "new"),
            change("b", Some("one"), "two"),
        ]);
        let error = all(dir.path(), &plan).unwrap_err();
        assert!(matches!(&error, Error::Changed { path } if path.ends_with("b")));
        let expected = files(&[("a", "one"), ("b", "edited")]);
        assert_eq!(found(dir.path()), expected);
    }

    #[test]
    fn a_new_file_overwrites_none() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a"), "mine").unwrap();
        let error = all(dir.path(), &Plan::from_iter([change("a", None, "new")]));
        assert!(matches!(error, Err(Error::Changed { .. })));
        assert_eq!(found(dir.path()), files(&[("a", "mine")]));
    }

    #[test]
    fn ways_out_of_the_directory_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        for way in ["../a", "/a", "v/../../a", "", "v\\a"] {
            let plan = Plan::from_iter([change(way, None, "x")]);
            assert!(
                matches!(all(dir.path(), &plan), Err(Error::Outside { .. })),
                "{way}"
            );
        }
        assert!(found(dir.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_refused_by_name() {
        let dir = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        fs::write(other.path().join("a"), "theirs").unwrap();
        std::os::unix::fs::symlink(other.path(), dir.path().join("v")).unwrap();
        let plan = Plan::from_iter([change("v/a", Some("theirs"), "x")]);
        let error = all(dir.path(), &plan).unwrap_err();
        assert!(matches!(&error, Error::Link { path } if path.ends_with("v")));
        assert_eq!(found(other.path()), files(&[("a", "theirs")]));
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_kept() {
        use std::os::unix::fs::PermissionsExt;

        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        fs::write(&path, "one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let plan = Plan::from_iter([change("a", Some("one"), "two")]);
        all(dir.path(), &plan).unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn two_processes_do_not_write_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let _held = lock::exclusive(dir.path()).unwrap();
        let error = all(dir.path(), &Plan::from_iter([change("a", None, "x")]));
        assert!(matches!(error, Err(Error::Busy { .. })));
    }

    proptest! {
        /// A plan turns what its changes start from into what they end with, file by file.
        #[test]
        fn a_plan_is_its_changes_one_after_the_other(
            steps in prop::collection::vec(("[a-c]", "[x-z]{0,2}"), 0..8),
        ) {
            let mut now: BTreeMap<String, String> = files(&[("a", "x")]);
            let before = now.clone();
            let mut plan = Plan::default();
            for (path, to) in steps {
                plan.add(change(&path, now.get(&path).map(String::as_str), &to));
                now.insert(path, to);
            }
            let mut made = before.clone();
            for change in plan.changes() {
                let from = before.get(&change.path).map(|text| text.as_bytes().to_vec());
                prop_assert_eq!(&change.from, &from);
                prop_assert_ne!(change.from.as_ref(), Some(&change.to));
                let to = String::from_utf8(change.to.clone()).unwrap();
                made.insert(change.path.clone(), to);
            }
            prop_assert_eq!(made, now);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_may_not_be_written_is_left_alone() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("power.toml");
        fs::write(&path, "old").unwrap();
        let mut plan = Plan::default();
        plan.add(Change {
            path: "power.toml".to_owned(),
            from: Some(b"old".to_vec()),
            to: b"new".to_vec(),
        });
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(all(dir.path(), &plan), Err(Error::Write { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        all(dir.path(), &plan).unwrap();
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }
}
