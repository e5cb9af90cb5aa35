//! What becomes of each file: reading it, spelling it anew, writing it.

use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::encoding;
use crate::files::{self, Content, FileKind, Found};
use crate::format::{self, Broken};
use crate::lang::Said;
use crate::place::Sheet;
use crate::rules::{file_too_large, not_utf8};
use crate::say;
use crate::visible;
use crate::write::{self, Change, Plan};

/// A file of the lists.
#[derive(Debug)]
pub(super) struct File {
    /// The way from the lists' directory, with `/`.
    pub(super) path: String,
    /// Which file it is.
    pub(super) sheet: Sheet,
    /// What stands under its name.
    pub(super) kind: FileKind,
}

/// What becomes of a file.
#[derive(Debug)]
pub(super) enum Fate {
    /// It is canonical.
    Canonical,
    /// It is to be spelled otherwise.
    Changed {
        /// What it says now.
        from: String,
        /// Its canonical spelling.
        to: String,
    },
}

impl Fate {
    fn new(from: String, to: String) -> Self {
        if from == to {
            Fate::Canonical
        } else {
            Fate::Changed { from, to }
        }
    }
}

/// Why a file is left as it is.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It is a symbolic link, in whose place no file must come.
    Link,
    /// It could not be read.
    Read(io::Error),
    /// It is no text that could be a list.
    NotText(Said),
    /// It is not TOML.
    Broken(Broken),
    /// It could not be written.
    Write(write::Error),
}

impl Trouble {
    /// Returns what went wrong, with the place, in both languages.
    pub(super) fn said(&self, path: &str) -> Said {
        let path = visible::line(path);
        match self {
            Trouble::Link => say!(
                "{path}：跳过：这是符号链接，请整理它指向的文件",
                "{path}: skipped: a symbolic link; format the file that it leads to"
            ),
            Trouble::Read(error) => {
                let Said { zh, en } = files::system_said(error);
                say!(
                    "{path}：跳过：无法读取：{zh}",
                    "{path}: skipped: cannot read it: {en}"
                )
            }
            Trouble::NotText(Said { zh, en }) => {
                say!("{path}：跳过：{zh}", "{path}: skipped: {en}")
            }
            Trouble::Broken(broken) => {
                let (line, column) = (broken.line, broken.column);
                let Said { zh, en } = &broken.message;
                let fix = if broken.is_mended { " --fix" } else { "" };
                say!(
                    "{path}:{line}:{column}：跳过：{zh}；请运行 `qingdan validate{fix}`",
                    "{path}:{line}:{column}: skipped: {en}; run `qingdan validate{fix}`"
                )
            }
            Trouble::Write(error) => {
                let Said { zh, en } = error.said();
                say!("{path}：跳过：{zh}", "{path}: skipped: {en}")
            }
        }
    }
}

/// Reads the files and spells them anew. What stands in the template is spelled once, however many
/// villages have it.
pub(super) fn fates(root: &Path, files: &[File]) -> Vec<Result<Fate, Trouble>> {
    let template: Vec<Spelled> = Sheet::LISTS
        .par_iter()
        .filter_map(|sheet| Spelled::of_template(root, *sheet))
        .collect();
    let fates = files.par_iter().map(|file| {
        let template = template.iter().find(|spelled| spelled.sheet == file.sheet);
        fate(root, file, template)
    });
    fates.collect()
}

/// A text with its canonical spelling.
struct Spelled {
    sheet: Sheet,
    from: String,
    to: String,
}

impl Spelled {
    /// Reads a file of the template; none where that fails, which is told of in its turn.
    fn of_template(root: &Path, sheet: Sheet) -> Option<Self> {
        let path = root.join(files::TEMPLATE).join(sheet.file_name());
        let content = files::read(&path).ok()?;
        let from = text(sheet, content).ok()?;
        let to = format::canonical(sheet, &from).ok()?;
        Some(Self { sheet, from, to })
    }
}

fn fate(root: &Path, file: &File, template: Option<&Spelled>) -> Result<Fate, Trouble> {
    match file.kind {
        FileKind::Regular => {}
        FileKind::Link => return Err(Trouble::Link),
        FileKind::Other => {
            return Err(Trouble::NotText(say!("这不是文件", "it is no file")));
        }
    }
    let known = template.map(|spelled| spelled.from.as_bytes());
    let path = root.join(&file.path);
    let read = files::read_unless_known(&path, known.as_slice()).map_err(Trouble::Read)?;
    match (read, template) {
        (Found::New(content), _) => {
            let from = text(file.sheet, content)?;
            let to = format::canonical(file.sheet, &from).map_err(Trouble::Broken)?;
            Ok(Fate::new(from, to))
        }
        (Found::Known(_), Some(Spelled { from, to, .. })) => {
            Ok(Fate::new(from.clone(), to.clone()))
        }
        (Found::Known(_), None) => Ok(Fate::Canonical),
    }
}

fn text(sheet: Sheet, content: Content) -> Result<String, Trouble> {
    let fault = match content {
        Content::TooLarge(size) => file_too_large::finding(sheet, size),
        Content::Bytes(bytes) => match encoding::decode(bytes) {
            Ok(text) => return Ok(text),
            Err(fault) => not_utf8::finding(sheet, &fault),
        },
    };
    Err(Trouble::NotText(fault.message))
}

/// Writes a file whole or not at all.
///
/// # Errors
///
/// Fails where the file was edited meanwhile or may not be written, or the system refuses.
pub(super) fn write(root: &Path, file: &File, from: String, to: String) -> Result<(), Trouble> {
    let mut plan = Plan::default();
    plan.add(Change {
        path: file.path.clone(),
        from: Some(from.into_bytes()),
        to: to.into_bytes(),
    });
    write::all(root, &plan).map_err(Trouble::Write)
}
