//! Loading what an answer needs, and no more.
//!
//! An answer is the published list, so that a file with a syntax error gives none: `validate` says
//! what is wrong with it. Faults of content do not matter here; what a list lacks is left out.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::calendar::Calendar;
use crate::document::{Document, Source};
use crate::encoding;
use crate::files::{self, Content};
use crate::lang::Said;
use crate::list::{Contents, Registry, Township, Village, Vocabulary, Year, contents};
use crate::loaded::Book;
use crate::place::Sheet;
use crate::say;

/// Why a list could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be opened or read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is not UTF-8, too large to be a list, or no regular file.
    #[error("`{}` is not a list: run `qingdan validate`", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
    },
    /// A file has a syntax error.
    #[error("`{}` has an error on line {line}: run `qingdan validate`", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
    },
}

impl Error {
    /// Returns what went wrong, in both languages.
    pub fn said(&self) -> Said {
        match self {
            Error::Read { path, .. } => {
                let path = path.display();
                say!("无法读取 `{path}`", "cannot read `{path}`")
            }
            Error::NotText { path } => {
                let path = path.display();
                say!(
                    "`{path}` 不是清单文件：用 `qingdan validate` 检查",
                    "`{path}` is not a list: run `qingdan validate`"
                )
            }
            Error::Syntax { path, line } => {
                let path = path.display();
                say!(
                    "`{path}` 第{line}行有错误：用 `qingdan validate` 检查",
                    "`{path}` has an error on line {line}: run `qingdan validate`"
                )
            }
        }
    }
}

/// What was loaded. What was not asked for is empty.
#[derive(Debug)]
pub struct Lists<'a> {
    /// What `township.toml` says.
    pub township: Township<'a>,
    /// What `registry.toml` says.
    pub registry: Registry<'a>,
    /// The years of `calendar.toml`.
    pub years: Vec<Year<'a>>,
    /// What `vocabulary.toml` says.
    pub vocabulary: Vocabulary<'a>,
    /// The lists of the village that was asked for, else of the template.
    pub book: Book<'a>,
    /// The name of the village's folder.
    pub slug: Option<&'a str>,
}

impl<'a> Lists<'a> {
    /// Returns the working days.
    pub fn calendar(&self) -> Calendar {
        Calendar::new(&self.years)
    }

    /// Returns the village that was asked for.
    pub fn village(&self) -> Option<&'a Village<'a>> {
        self.book.village()
    }
}

/// Reads these files, of a village or of the template, and hands them to `answer`.
///
/// # Errors
///
/// Fails where a file cannot be read whole, or where `answer` does.
pub fn with<T>(
    root: &Path,
    village: Option<&str>,
    sheets: &[Sheet],
    answer: impl FnOnce(&Lists<'_>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let paths: Vec<PathBuf> = sheets
        .iter()
        .map(|sheet| path(root, village, *sheet))
        .collect();
    let sources: Vec<Source> = paths
        .par_iter()
        .map(|path| source(path))
        .collect::<Result<_, Error>>()?;
    let documents: Vec<Document<'_>> = sources.par_iter().map(Document::parse).collect();
    for (document, path) in documents.iter().zip(&paths) {
        if let Some(error) = document.errors.first() {
            let line = document.extent(&error.bytes).line;
            return Err(Error::Syntax {
                path: path.clone(),
                line,
            }
            .into());
        }
    }
    let all: Vec<Contents<'_>> = sheets
        .par_iter()
        .zip(&documents)
        .map(|(sheet, document)| contents(*sheet, document))
        .collect();
    answer(&arranged(sheets, &all, village))
}

fn path(root: &Path, village: Option<&str>, sheet: Sheet) -> PathBuf {
    match village {
        _ if sheet.is_township_wide() => root.join(sheet.file_name()),
        Some(village) => root.join("villages").join(village).join(sheet.file_name()),
        None => root.join("template").join(sheet.file_name()),
    }
}

fn source(path: &Path) -> Result<Source, Error> {
    let not_text = || Error::NotText {
        path: path.to_path_buf(),
    };
    let is_file = path.symlink_metadata().map(|metadata| metadata.is_file());
    if let Ok(false) = is_file {
        return Err(not_text());
    }
    match files::read(path) {
        Err(source) => Err(Error::Read {
            path: path.to_path_buf(),
            source,
        }),
        Ok(Content::TooLarge(_)) => Err(not_text()),
        Ok(Content::Bytes(bytes)) => encoding::decode(bytes)
            .map(Source::new)
            .map_err(|_| not_text()),
    }
}

fn arranged<'a>(sheets: &[Sheet], all: &'a [Contents<'a>], slug: Option<&'a str>) -> Lists<'a> {
    let mut lists = Lists {
        township: Township::default(),
        registry: Registry::default(),
        years: Vec::new(),
        vocabulary: Vocabulary::default(),
        book: Book {
            is_template: slug.is_none(),
            ..Book::default()
        },
        slug,
    };
    for (sheet, contents) in sheets.iter().zip(all) {
        match contents {
            Contents::Township(township) => lists.township = township.clone(),
            Contents::Registry(registry) => lists.registry = registry.clone(),
            Contents::Calendar(years) => lists.years.clone_from(years),
            Contents::Vocabulary(vocabulary) => lists.vocabulary = vocabulary.clone(),
            _ => lists.book.set(*sheet, contents),
        }
    }
    lists
}
