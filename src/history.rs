//! The lists as they were: a revision of a git repository, read through the `git` program.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use jiff::civil::Date;

use crate::lang::Said;
use crate::rules::file_too_large;
use crate::say;

/// Why history could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The `git` program could not be started.
    #[error("cannot run `git`")]
    NoGit {
        /// What the system said.
        source: io::Error,
    },
    /// The lists are in no repository.
    #[error("`{}` is in no git repository, so that it has no history", folder.display())]
    NoRepository {
        /// The lists' directory.
        folder: PathBuf,
    },
    /// There is no such revision.
    #[error("there is no revision `{rev}`")]
    NoRevision {
        /// The revision that was asked for.
        rev: String,
        /// True: the clone is shallow, so that its history ends early.
        shallow: bool,
    },
    /// Git refused or failed.
    #[error("git: {said}")]
    Git {
        /// What git said.
        said: String,
    },
}

impl Error {
    /// Returns what went wrong, in both languages.
    pub fn said(&self) -> Said {
        match self {
            Error::NoGit { .. } => say!(
                "无法运行 `git`：请先安装 git",
                "cannot run `git`: install it first"
            ),
            Error::NoRepository { folder } => {
                let folder = folder.display();
                say!(
                    "`{folder}` 不在 git 仓库里，没有历史：用 `git init` 建立仓库",
                    "`{folder}` is in no git repository, so that it has no history: make one with `git init`"
                )
            }
            Error::NoRevision { rev, shallow: true } => say!(
                "没有版本 `{rev}`；这里的历史不完整（浅克隆）：用 `git fetch --unshallow` 取回全部历史",
                "there is no revision `{rev}`; history ends early in this shallow clone: `git fetch --unshallow` gets all of it"
            ),
            Error::NoRevision { rev, .. } => say!(
                "没有版本 `{rev}`：`git log --oneline` 列出版本",
                "there is no revision `{rev}`: `git log --oneline` lists them"
            ),
            Error::Git { said } => say!("git：{said}", "git: {said}"),
        }
    }

    fn git(output: &Output) -> Self {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.trim().trim_start_matches("fatal: ").to_owned();
        Error::Git { said }
    }

    fn unexpected(what: &str) -> Self {
        let said = format!("unexpected answer: `{what}`");
        Error::Git { said }
    }
}

/// The history of a lists' directory.
#[derive(Debug)]
pub struct History {
    folder: PathBuf,
    shallow: bool,
    /// What was read, by its id: revisions have most of their files in common.
    read: Mutex<Blobs>,
}

/// The bytes of blobs, by their ids.
type Blobs = HashMap<String, Arc<[u8]>>;

/// A commit that changed something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The commit's name, in hexadecimal digits.
    pub commit: String,
    /// The day on which it was committed, where its committer was.
    pub date: Date,
}

/// The lists' directory as it was at one revision.
#[derive(Debug, Clone)]
pub struct Snapshot {
    rev: String,
    entries: Vec<Entry>,
}

/// A file of a snapshot.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The way from the lists' directory, with `/`.
    pub path: String,
    /// What it is.
    pub content: Blob,
}

/// What a file of a snapshot is.
#[derive(Debug, Clone)]
pub enum Blob {
    /// A file. Files with the same content share its bytes.
    Bytes(Arc<[u8]>),
    /// A file with so many bytes, more than a list can have; they are not read.
    TooLarge(u64),
    /// A symbolic link.
    Link,
    /// The folder of another repository.
    Submodule,
}

impl History {
    /// Finds the repository of a lists' directory.
    ///
    /// # Errors
    ///
    /// Fails where git is not there, the directory is in no repository, or git refuses to read it.
    pub fn of(folder: &Path) -> Result<Self, Error> {
        let mut history = Self {
            folder: folder.to_path_buf(),
            shallow: false,
            read: Mutex::default(),
        };
        let output = history.run(["rev-parse", "--is-shallow-repository"])?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(if said.contains("not a git repository") {
                Error::NoRepository {
                    folder: folder.to_path_buf(),
                }
            } else {
                Error::git(&output)
            });
        }
        history.shallow = output.stdout.starts_with(b"true");
        Ok(history)
    }

    /// Returns true for a shallow clone, whose history ends before its beginning.
    pub fn ends_early(&self) -> bool {
        self.shallow
    }

    /// Returns the lists as they were at a revision: a commit, branch or tag as git names it.
    ///
    /// # Errors
    ///
    /// Fails where there is no such revision or git does.
    pub fn at(&self, rev: &str) -> Result<Snapshot, Error> {
        let commit = self.commit(rev)?;
        let listed = self.output(["ls-tree", "-r", "-z", "-l", &commit])?;
        let listed = listed
            .split(|byte| *byte == 0)
            .filter(|row| !row.is_empty());
        let rows: Vec<Row> = listed.map(Row::of).collect::<Result<_, _>>()?;
        let wanted = rows.iter().filter(|row| row.is_read());
        let blobs = self.blobs(wanted.map(|row| row.id.as_str()))?;
        let mut entries = Vec::with_capacity(rows.len());
        for row in rows {
            let content = row.content(&blobs)?;
            let path = row.path;
            entries.push(Entry { path, content });
        }
        // As a walk through folders meets them, which is not git's order.
        entries.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
        let rev = rev.to_owned();
        Ok(Snapshot { rev, entries })
    }

    /// Returns a file of the lists at a commit, by its way from the lists' directory.
    ///
    /// # Errors
    ///
    /// Fails where there is no such file, or git does.
    pub fn file(&self, commit: &str, path: &str) -> Result<Vec<u8>, Error> {
        self.output(["cat-file", "blob", &format!("{commit}:./{path}")])
    }

    /// Returns the commits that changed a file or folder, newest first.
    ///
    /// Only the first parent of a merge is followed: what was merged counts from the day on which
    /// it was merged, since it was not published before. `path` is relative to the lists'
    /// directory, with `/`; `.` is all of it.
    ///
    /// # Errors
    ///
    /// Fails where git does, as in a repository without a commit.
    pub fn revisions(&self, path: &str) -> Result<Vec<Revision>, Error> {
        let format = "--format=%H %cs";
        let listed = self.output([
            "log",
            "--first-parent",
            "--no-color",
            format,
            "-z",
            "--",
            path,
        ])?;
        let listed = String::from_utf8_lossy(&listed);
        let rows = listed.split('\0').filter(|row| !row.is_empty());
        rows.map(|row| revision(row).ok_or_else(|| Error::unexpected(row)))
            .collect()
    }

    /// Returns the full name of a commit.
    fn commit(&self, rev: &str) -> Result<String, Error> {
        let wanted = format!("{rev}^{{commit}}");
        let output = self.run([
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &wanted,
        ])?;
        match output.status.success() {
            true => Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned()),
            false if output.stderr.is_empty() => Err(Error::NoRevision {
                rev: rev.to_owned(),
                shallow: self.shallow,
            }),
            false => Err(Error::git(&output)),
        }
    }

    /// Reads the blobs that were not read before, each once, by one process.
    fn blobs<'i>(
        &self,
        ids: impl Iterator<Item = &'i str>,
    ) -> Result<MutexGuard<'_, Blobs>, Error> {
        let mut blobs = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let mut ids: Vec<&str> = ids.filter(|id| !blobs.contains_key(*id)).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return Ok(blobs);
        }
        let asked = ids.join("\n") + "\n";
        let answer = self.answer(["cat-file", "--batch"], asked.into_bytes())?;
        let mut rest = answer.as_slice();
        for id in ids {
            let bytes = next_blob(&mut rest).ok_or_else(|| Error::unexpected(id))?;
            blobs.insert(id.to_owned(), bytes.into());
        }
        Ok(blobs)
    }

    /// Runs git with something to read; what it writes is read at the same time.
    fn answer<const N: usize>(&self, args: [&str; N], asked: Vec<u8>) -> Result<Vec<u8>, Error> {
        let no_git = |source| Error::NoGit { source };
        let mut command = self.command(args);
        command.stdin(Stdio::piped());
        let mut child = command.spawn().map_err(no_git)?;
        let stdin = child.stdin.take();
        // Where git ends early, its own words say why.
        let writer = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&asked)));
        let output = child.wait_with_output().map_err(no_git)?;
        let _ = writer.join();
        succeeded(output)
    }

    fn output<const N: usize>(&self, args: [&str; N]) -> Result<Vec<u8>, Error> {
        succeeded(self.run(args)?)
    }

    fn run<const N: usize>(&self, args: [&str; N]) -> Result<Output, Error> {
        let output = self.command(args).output();
        output.map_err(|source| Error::NoGit { source })
    }

    /// A git whose answers depend on no setting of the user.
    fn command<const N: usize>(&self, args: [&str; N]) -> Command {
        let mut command = Command::new("git");
        let folder: &OsStr = self.folder.as_os_str();
        command.arg("-C").arg(folder).arg("--literal-pathspecs");
        for setting in [
            "core.quotepath=off",
            "log.follow=false",
            "log.showSignature=false",
        ] {
            command.args(["-c", setting]);
        }
        command.args(args).env("LC_ALL", "C");
        command.stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

fn succeeded(output: Output) -> Result<Vec<u8>, Error> {
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(Error::git(&output))
    }
}

fn revision(row: &str) -> Option<Revision> {
    let (commit, date) = row.trim().split_once(' ')?;
    Some(Revision {
        commit: commit.to_owned(),
        date: date.parse().ok()?,
    })
}

/// Takes the next blob from what `git cat-file --batch` wrote: `ID blob SIZE`, a line end, the
/// bytes, a line end.
fn next_blob<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let end = memchr::memchr(b'\n', rest)?;
    let head = std::str::from_utf8(&rest[..end]).ok()?;
    let size: usize = head.rsplit_once(' ')?.1.parse().ok()?;
    let bytes = rest.get(end + 1..end + 1 + size)?;
    *rest = rest.get(end + 2 + size..)?;
    Some(bytes)
}

/// A row of `git ls-tree -l`: `MODE TYPE ID SIZE`, a tab, the path.
struct Row {
    mode: String,
    id: String,
    size: u64,
    path: String,
}

impl Row {
    fn of(row: &[u8]) -> Result<Self, Error> {
        let row = String::from_utf8_lossy(row);
        Self::parsed(&row).ok_or_else(|| Error::unexpected(&row))
    }

    fn parsed(row: &str) -> Option<Self> {
        let (head, path) = row.split_once('\t')?;
        let mut fields = head.split_ascii_whitespace();
        let (mode, _) = (fields.next()?, fields.next()?);
        let (id, size) = (fields.next()?, fields.next()?);
        Some(Self {
            mode: mode.to_owned(),
            id: id.to_owned(),
            size: size.parse().unwrap_or(0),
            path: path.to_owned(),
        })
    }

    fn is_read(&self) -> bool {
        self.mode.starts_with("100") && self.size <= file_too_large::MOST
    }

    fn content(&self, blobs: &Blobs) -> Result<Blob, Error> {
        Ok(match self.mode.as_str() {
            "120000" => Blob::Link,
            "160000" => Blob::Submodule,
            _ if self.size > file_too_large::MOST => Blob::TooLarge(self.size),
            _ => {
                let bytes = blobs.get(&self.id);
                Blob::Bytes(bytes.ok_or_else(|| Error::unexpected(&self.id))?.clone())
            }
        })
    }
}

impl Snapshot {
    /// Returns the revision, as it was asked for.
    pub fn rev(&self) -> &str {
        &self.rev
    }

    /// Returns everything in the lists' directory, in the order of the parts of the paths.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the files: the way from the lists' directory, with `/`, and the bytes.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        self.entries
            .iter()
            .filter_map(|entry| match &entry.content {
                Blob::Bytes(bytes) => Some((entry.path.as_str(), bytes)),
                _ => None,
            })
    }

    /// Returns the bytes of a file, if there is one at the path.
    pub fn file(&self, path: &str) -> Option<&Arc<[u8]>> {
        match self.get(path)? {
            Blob::Bytes(bytes) => Some(bytes),
            Blob::TooLarge(_) | Blob::Link | Blob::Submodule => None,
        }
    }

    /// Returns what has a path, if anything does.
    pub fn get(&self, path: &str) -> Option<&Blob> {
        let found = self
            .entries
            .binary_search_by(|entry| entry.path.split('/').cmp(path.split('/')));
        found.ok().map(|at| &self.entries[at].content)
    }
}
