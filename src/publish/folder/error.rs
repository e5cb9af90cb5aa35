//! Why pages could not be published.

use std::io;
use std::path::{Path, PathBuf};

use crate::lang::Said;
use crate::say;

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
    pub(super) fn read(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        Self::Read { path, source }
    }

    pub(super) fn write(path: &Path, source: io::Error) -> Self {
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
