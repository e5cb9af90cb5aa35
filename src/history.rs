//! The lists as they were at a revision, through `git`.
//!
//! The program `git` is run with the user's own settings; nothing is written to the repository.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;

use crate::lang::Said;
use crate::say;

/// Why an earlier state of the lists could not be had.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The program could not be run.
    #[error("cannot run `git`")]
    NoGit(#[source] io::Error),
    /// The lists are in no repository, or git refuses it.
    #[error("`{}` is in no git repository: {said}", folder.display())]
    NoRepository {
        /// The folder of the lists.
        folder: PathBuf,
        /// What git said.
        said: String,
    },
    /// No commit has this name.
    #[error("there is no revision `{revision}`")]
    NoRevision {
        /// The name that was asked for.
        revision: String,
    },
    /// Git failed, or answered what it should not.
    #[error("git failed: {said}")]
    Failed {
        /// What git said.
        said: String,
    },
}

impl Error {
    /// Returns what went wrong, in both languages.
    pub fn said(&self) -> Said {
        match self {
            Error::NoGit(_) => say!(
                "无法运行 `git`：查看历史要先安装 git",
                "cannot run `git`: it has to be installed to look at earlier lists"
            ),
            Error::NoRepository { folder, said } => {
                let folder = folder.display();
                say!(
                    "`{folder}` 不在 git 仓库里，没有历史可查（{said}）",
                    "`{folder}` is in no git repository, so it has no history ({said})"
                )
            }
            Error::NoRevision { revision } => say!(
                "没有版本 `{revision}`；用 `git log` 查看有哪些版本（只取了一部分历史的，先用 `git fetch --unshallow` 取全）",
                "there is no revision `{revision}`: `git log` lists them (`git fetch --unshallow` first, where only a part was fetched)"
            ),
            Error::Failed { said } => say!("git 出错：{said}", "git failed: {said}"),
        }
    }
}

/// The history of the lists.
#[derive(Debug)]
pub struct History {
    folder: PathBuf,
}

/// The files of the lists at one revision.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    files: BTreeMap<String, Arc<[u8]>>,
}

impl Snapshot {
    /// Returns the bytes of a file, by its way from the lists' directory, with `/`.
    pub fn file(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.files.get(path)
    }

    /// Returns the ways to all files, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

impl History {
    /// Returns the history of the lists in a folder.
    ///
    /// # Errors
    ///
    /// Fails where git cannot be run or the folder is in no repository.
    pub fn of(folder: &Path) -> Result<Self, Error> {
        let history = Self {
            folder: folder.to_path_buf(),
        };
        match history.git(["rev-parse", "--show-prefix"]) {
            Ok(_) => Ok(history),
            Err(Error::Failed { said }) => Err(Error::NoRepository {
                folder: history.folder,
                said,
            }),
            Err(error) => Err(error),
        }
    }

    /// Returns the lists at a revision, by any name that git knows it by.
    ///
    /// # Errors
    ///
    /// Fails where there is no such revision, or git does.
    pub fn at(&self, revision: &str) -> Result<Snapshot, Error> {
        let commit = self.commit(revision)?;
        let listed = self.git(["ls-tree", "-r", "-z", &commit])?;
        let mut paths: Vec<(String, String)> = Vec::new();
        for entry in listed
            .split(|byte| *byte == 0)
            .filter(|entry| !entry.is_empty())
        {
            let entry = String::from_utf8_lossy(entry);
            let (what, path) = entry.split_once('\t').ok_or_else(unexpected)?;
            let mut what = what.split(' ').skip(1);
            if let (Some("blob"), Some(object)) = (what.next(), what.next()) {
                paths.push((path.to_owned(), object.to_owned()));
            }
        }
        let contents = self.contents(paths.iter().map(|(_, object)| object.as_str()))?;
        let file = |(path, object): (String, String)| Some((path, contents.get(&object)?.clone()));
        Ok(Snapshot {
            files: paths.into_iter().filter_map(file).collect(),
        })
    }

    /// Returns a file of the lists at a commit.
    ///
    /// # Errors
    ///
    /// Fails where there is no such file, or git does.
    pub fn file(&self, commit: &str, path: &str) -> Result<Vec<u8>, Error> {
        self.git(["cat-file", "blob", &format!("{commit}:./{path}")])
    }

    /// Returns the commits that touched a file of the lists, the newest first, each with its day.
    ///
    /// # Errors
    ///
    /// Fails where git does.
    pub fn revisions(&self, path: &str) -> Result<Vec<Revision>, Error> {
        let listed = self.git(["log", "--format=%H %cs", "--", path])?;
        let listed = String::from_utf8_lossy(&listed);
        let revision = |line: &str| {
            let (commit, day) = line.split_once(' ')?;
            Some(Revision {
                commit: commit.to_owned(),
                day: day.to_owned(),
            })
        };
        Ok(listed.lines().filter_map(revision).collect())
    }

    fn commit(&self, revision: &str) -> Result<String, Error> {
        let name = format!("{revision}^{{commit}}");
        let args = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &name,
        ];
        let found = self.git(args).map_err(|error| match error {
            Error::Failed { .. } => Error::NoRevision {
                revision: revision.to_owned(),
            },
            error => error,
        })?;
        Ok(String::from_utf8_lossy(&found).trim().to_owned())
    }

    /// Reads many objects with one run of git.
    fn contents<'o>(
        &self,
        objects: impl Iterator<Item = &'o str>,
    ) -> Result<HashMap<String, Arc<[u8]>>, Error> {
        let mut wanted: Vec<&str> = objects.collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut child = self
            .command(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(Error::NoGit)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let (Some(mut stdin), Some(mut stdout)) = (stdin, stdout) else {
            return Err(unexpected());
        };
        let asked = wanted.join("\n") + "\n";
        let mut answer = Vec::new();
        // Git answers while it is still being asked.
        let read = thread::scope(|scope| {
            scope.spawn(move || stdin.write_all(asked.as_bytes()));
            stdout.read_to_end(&mut answer)
        });
        read.and_then(|_| child.wait()).map_err(Error::NoGit)?;
        objects_in(&answer).ok_or_else(unexpected)
    }

    fn git<I, S>(&self, args: I) -> Result<Vec<u8>, Error>
    where
        I: IntoIterator<Item = S>,
        S: AsRef<OsStr>,
    {
        let output = self.command(args).output().map_err(Error::NoGit)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(Error::Failed {
            said: said.lines().next().unwrap_or_default().trim().to_owned(),
        })
    }

    fn command<I, S>(&self, args: I) -> Command
    where
        I: IntoIterator<Item = S>,
        S: AsRef<OsStr>,
    {
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(&self.folder)
            .args(["-c", "core.quotepath=off"])
            .args(args)
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        command
    }
}

/// A commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its full name.
    pub commit: String,
    /// The day on which it was made, as `2026-11-23`.
    pub day: String,
}

fn unexpected() -> Error {
    Error::Failed {
        said: "its answer has another form than expected".to_owned(),
    }
}

/// Takes the answer of `git cat-file --batch` apart: a line `OBJECT blob SIZE`, the bytes, a line's
/// end, and so on.
fn objects_in(answer: &[u8]) -> Option<HashMap<String, Arc<[u8]>>> {
    let mut found = HashMap::new();
    let mut rest = answer;
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let head = str::from_utf8(&rest[..end]).ok()?;
        let mut parts = head.split(' ');
        let (object, size) = (parts.next()?, parts.nth(1)?);
        let size: usize = size.parse().ok()?;
        let body = rest.get(end + 1..end + 1 + size)?;
        found.insert(object.to_owned(), Arc::from(body));
        rest = rest.get(end + 1 + size + 1..)?;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_of_git_is_taken_apart() {
        let answer = b"aa blob 3\nx\ny\nbb blob 0\n\n";
        let found = objects_in(answer).unwrap_or_default();
        assert_eq!(found.get("aa").map(AsRef::as_ref), Some(b"x\ny".as_slice()));
        assert_eq!(found.get("bb").map(AsRef::as_ref), Some(b"".as_slice()));
        assert!(objects_in(b"aa missing\n").is_none());
        assert!(objects_in(b"aa blob 9\nx\n").is_none());
    }
}
