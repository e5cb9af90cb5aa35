//! Why files could not be written.

use std::io;
use std::path::{Path, PathBuf};

use crate::lang::Said;
use crate::say;

/// Why files could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process is writing.
    #[error("another `qingdan` is writing in `{}`: try again when it has ended", dir.display())]
    Busy {
        /// The lists' directory.
        dir: PathBuf,
    },
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
    /// A file no longer holds what it held when the change was decided.
    #[error("`{}` was changed meanwhile; nothing was written: run the command again", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A file was edited between an interrupted run and this one.
    #[error(
        "`{}` was edited after an interrupted run, which was to replace it by `{}`: move one of the two away and run again",
        path.display(),
        beside.display()
    )]
    Edited {
        /// The file.
        path: PathBuf,
        /// The new content that the interrupted run had written.
        beside: PathBuf,
    },
    /// A file, or a folder on the way to it, is a symbolic link.
    #[error("`{}` is a symbolic link, which is not written through: put a file or folder there", path.display())]
    Link {
        /// The link.
        path: PathBuf,
    },
    /// A file is not below the lists' directory.
    #[error("`{}` is outside the lists' directory, where nothing is written", path.display())]
    Outside {
        /// The way to the file.
        path: PathBuf,
    },
    /// The journal of an interrupted run cannot be understood.
    #[error("`{}`, left by an interrupted run, cannot be understood: compare the lists with their last commit, then delete it", path.display())]
    Journal {
        /// The journal.
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
        let zh = match self {
            Error::Busy { dir } => {
                let dir = dir.display();
                format!("另一个 `qingdan` 正在写 `{dir}`：等它结束后再试")
            }
            Error::Read { path, .. } => format!("无法读取 `{}`", path.display()),
            Error::Write { path, .. } => format!("无法写入 `{}`", path.display()),
            Error::Changed { path } => {
                let path = path.display();
                format!("`{path}` 刚才被人改过，什么也没有写入：请重新运行命令")
            }
            Error::Edited { path, beside } => {
                let (path, beside) = (path.display(), beside.display());
                format!(
                    "`{path}` 在上次运行中断后被人改过，中断的运行原要换成 `{beside}`：移走其中一个，再运行一次"
                )
            }
            Error::Link { path } => {
                let path = path.display();
                format!("`{path}` 是符号链接，不通过链接写入：请换成真正的文件或目录")
            }
            Error::Outside { path } => {
                let path = path.display();
                format!("`{path}` 不在清单目录内，不写入")
            }
            Error::Journal { path } => {
                let path = path.display();
                format!(
                    "上次运行中断时留下的 `{path}` 无法识别：先把清单与上一次提交比对，再删除它"
                )
            }
        };
        let en = self.to_string();
        say!("{zh}", "{en}")
    }
}
