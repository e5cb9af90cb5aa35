//! The lists' directory: where it is, which files there are, reading and writing them.

mod content;
mod edited;
mod store;
mod survey;

use std::fs::{self, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(crate) use survey::TEMPLATE;

pub use content::{Content, Found, read, read_unless_known};
pub use edited::Edited;
pub use store::Store;
pub use survey::{
    Directory, FileKind, Folder, Present, Unexpected, VILLAGE_SHEETS, stands_beside, survey,
};

use crate::lang::Said;
use crate::place::Sheet;
use crate::say;

/// What went wrong with the directory itself.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no `township.toml` to start from.
    #[error("no `township.toml` in `{}`", path.display())]
    NoTownship {
        /// The directory that was asked for.
        path: PathBuf,
    },
    /// No directory upwards has lists.
    #[error("no `township.toml` here, in `lists/` or in any folder above")]
    NotFound,
    /// The directory could not be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be written. What stood there before still does.
    #[error("cannot write `{}`", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    /// Returns what went wrong, in both languages.
    pub fn said(&self) -> Said {
        match self {
            Error::NoTownship { path } => {
                let path = path.display();
                say!(
                    "`{path}` 里没有 `township.toml`",
                    "no `township.toml` in `{path}`"
                )
            }
            Error::NotFound => say!(
                "当前目录、它的 `lists/` 和上级目录里都没有 `township.toml`",
                "no `township.toml` here, in `lists/` or in any folder above"
            ),
            Error::Read { path, .. } => {
                let path = path.display();
                say!("无法读取 `{path}`", "cannot read `{path}`")
            }
            Error::Write { path, .. } => {
                let path = path.display();
                say!("无法写入 `{path}`", "cannot write `{path}`")
            }
        }
    }
}

/// Returns what the system said, in both languages where it is a thing that happens.
pub fn system_said(error: &io::Error) -> Said {
    match error.kind() {
        io::ErrorKind::NotFound => say!("没有这个文件或目录", "no such file or folder"),
        io::ErrorKind::PermissionDenied => say!("没有权限", "permission denied"),
        _ => say!("{error}", "{error}"),
    }
}

/// Finds the lists' directory: the nearest `township.toml` upwards, in a folder or its `lists/`.
///
/// # Errors
///
/// Fails where no folder from `start` up to the root has one.
pub fn find(start: &Path) -> Result<PathBuf, Error> {
    for folder in start.ancestors() {
        for place in [folder.to_path_buf(), folder.join("lists")] {
            if place.join(Sheet::Township.file_name()).is_file() {
                return Ok(place);
            }
        }
    }
    Err(Error::NotFound)
}

/// Returns the lists' directory that a person named: itself, or its `lists/`.
///
/// # Errors
///
/// Fails where neither has a `township.toml`.
pub fn named(path: &Path) -> Result<PathBuf, Error> {
    let mut places = [path.to_path_buf(), path.join("lists")].into_iter();
    places
        .find(|place| has_township(place))
        .ok_or_else(|| Error::NoTownship {
            path: path.to_path_buf(),
        })
}

/// Even a folder or a dangling link of that name says that the lists should be here.
fn has_township(place: &Path) -> bool {
    let township = place.join(Sheet::Township.file_name());
    township.symlink_metadata().is_ok()
}

/// Writes a file whole or not at all: whoever reads it meanwhile reads what stood there before.
///
/// A link is followed; what is no file (a pipe, a terminal) is written to directly.
///
/// # Errors
///
/// Fails where the system does.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let written = match target.metadata() {
        Ok(metadata) if !metadata.is_file() => fs::write(&target, bytes),
        Ok(metadata) => persist(&target, bytes, Some(metadata.permissions())),
        Err(_) => persist(&target, bytes, None),
    };
    written.map_err(|source| Error::Write {
        path: path.to_path_buf(),
        source,
    })
}

/// Writes beside the file and then renames. A file that was there keeps its permissions.
fn persist(path: &Path, bytes: &[u8], kept: Option<Permissions>) -> io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    let builder = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.prefix(".qingdan-").tempfile_in(folder);
    // The name of the temporary file would tell nobody anything.
    let mut file = file.map_err(|error| io::Error::from(error.kind()))?;
    file.write_all(bytes)?;
    if let Some(permissions) = kept {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
