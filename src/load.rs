//! Loading what an answer needs, and no more.
//!
//! An answer is the published list, so that a file with a syntax error gives none: `validate` says
//! what is wrong with it. Faults of content do not matter here; what a list lacks is left out.

use std::mem;
use std::path::PathBuf;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::calendar::Calendar;
use crate::document::{Document, Source};
use crate::encoding;
use crate::files::{Content, FileKind, Store};
use crate::finding::Level;
use crate::lang::{Lang, Said};
use crate::list::{Contents, Registry, Township, Village, Vocabulary, Year, contents};
use crate::loaded::Book;
use crate::place::Sheet;
use crate::rules::{Family, calendar_conflict};
use crate::say;
use crate::shape::{self, Known};
use crate::threads;
use crate::tree::Table;

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

/// What makes a calendar unfit for reckoning: an entry that is missing, or that contradicts another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFault {
    /// The line in `calendar.toml`, counted from 1.
    pub line: usize,
    /// The column, counted from 1 in characters.
    pub column: usize,
    /// What is wrong.
    pub message: Said,
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
    /// The first thing that is wrong with the calendar, so that dates would come out wrong.
    pub calendar_fault: Option<CalendarFault>,
    /// What `vocabulary.toml` says.
    pub vocabulary: Vocabulary<'a>,
    /// The lists of the village that was asked for, else of the template.
    pub book: Book<'a>,
    /// The name of the village's folder.
    pub slug: Option<&'a str>,
    /// What the files say, as trees.
    tables: Vec<(Sheet, &'a Table<'a>)>,
}

impl<'a> Lists<'a> {
    /// Returns the working days.
    pub fn calendar(&self) -> Calendar {
        Calendar::new(&self.years)
    }

    /// Returns what a file says as a tree, if it was asked for.
    pub fn table(&self, sheet: Sheet) -> Option<&'a Table<'a>> {
        let mut tables = self.tables.iter();
        tables.find(|(of, _)| *of == sheet).map(|(_, table)| *table)
    }

    /// Returns the village that was asked for.
    pub fn village(&self) -> Option<&'a Village<'a>> {
        self.book.village()
    }
}

/// Reads these files, of a village or of the template, and hands them to `answer`. They come from a
/// folder or from a revision of it.
///
/// # Errors
///
/// Fails where a file cannot be read whole, or where `answer` does.
pub fn with<'s, T>(
    store: impl Into<Store<'s>>,
    village: Option<&str>,
    sheets: &[Sheet],
    answer: impl FnOnce(&Lists<'_>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    documents(store, village, sheets, |documents| {
        let mut all: Vec<Contents<'_>> = sheets
            .par_iter()
            .zip(documents)
            .map(|(sheet, document)| contents(*sheet, document))
            .collect();
        let mut lists = arranged(sheets, &mut all, village);
        let tables = documents.iter().map(|document| &document.table);
        lists.tables = sheets.iter().copied().zip(tables).collect();
        if let Some(at) = sheets.iter().position(|sheet| *sheet == Sheet::Calendar) {
            lists.calendar_fault = calendar_fault(&documents[at], &lists.years);
        }
        answer(&lists)
    })
}

/// Reads and parses these files, of a village or of the template, and hands them to `answer` in the
/// order of `sheets`.
///
/// # Errors
///
/// Fails where a file cannot be read whole, or where `answer` does.
pub fn documents<'s, T>(
    store: impl Into<Store<'s>>,
    village: Option<&str>,
    sheets: &[Sheet],
    answer: impl FnOnce(&[Document<'_>]) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let store = store.into();
    let files = sheets.iter().map(|sheet| file(village, *sheet));
    let files: Vec<String> = files.collect();
    let sources: Vec<OnceLock<Source>> = files.iter().map(|_| OnceLock::new()).collect();
    threads::start();
    // A file is parsed by the thread that has read it.
    let documents: Vec<Document<'_>> = files
        .par_iter()
        .zip(&sources)
        .map(|(file, kept)| {
            let source = source(store, file)?;
            Ok(Document::parse(kept.get_or_init(|| source)))
        })
        .collect::<Result<_, Error>>()?;
    for (document, file) in documents.iter().zip(&files) {
        if let Some(error) = document.errors.first() {
            let line = document.extent(&error.bytes).line;
            let path = store.path(file);
            return Err(Error::Syntax { path, line }.into());
        }
    }
    let answered = answer(&documents);
    // A tree has many values to give back.
    documents.into_par_iter().for_each(drop);
    answered
}

/// Returns the first error that `validate` finds in the form of the calendar or in its days.
fn calendar_fault(document: &Document<'_>, years: &[Year<'_>]) -> Option<CalendarFault> {
    let mut findings = Vec::new();
    let known = Known::default();
    shape::walk(Sheet::Calendar, document, &known, &Lang::ALL, &mut findings);
    calendar_conflict::add(years, &mut findings);
    let spoils = |family| matches!(family, Family::Shape | Family::Time);
    let errors = findings
        .into_iter()
        .filter(|finding| finding.rule.severity == Level::Error && spoils(finding.rule.family));
    let placed = errors.map(|finding| {
        let place = document.extent(&document.bytes(&finding.spot));
        CalendarFault {
            line: place.line,
            column: place.column,
            message: finding.message,
        }
    });
    placed.min_by_key(|fault| (fault.line, fault.column))
}

/// Returns the way to a file from the lists' directory.
fn file(village: Option<&str>, sheet: Sheet) -> String {
    let name = sheet.file_name();
    match village {
        _ if sheet.is_township_wide() => name.to_owned(),
        Some(village) => format!("villages/{village}/{name}"),
        None => format!("template/{name}"),
    }
}

fn source(store: Store<'_>, file: &str) -> Result<Source, Error> {
    let not_text = || Error::NotText {
        path: store.path(file),
    };
    if store
        .kind(file)
        .is_some_and(|kind| kind != FileKind::Regular)
    {
        return Err(not_text());
    }
    match store.read(file) {
        Err(source) => Err(Error::Read {
            path: store.path(file),
            source,
        }),
        Ok(Content::TooLarge(_)) => Err(not_text()),
        Ok(Content::Bytes(bytes)) => encoding::decode(bytes)
            .map(Source::new)
            .map_err(|_| not_text()),
    }
}

fn arranged<'a>(sheets: &[Sheet], all: &'a mut [Contents<'a>], slug: Option<&'a str>) -> Lists<'a> {
    let mut lists = Lists {
        township: Township::default(),
        registry: Registry::default(),
        years: Vec::new(),
        calendar_fault: None,
        vocabulary: Vocabulary::default(),
        book: Book {
            is_template: slug.is_none(),
            ..Book::default()
        },
        slug,
        tables: Vec::new(),
    };
    for (sheet, contents) in sheets.iter().zip(all) {
        match contents {
            Contents::Township(township) => lists.township = mem::take(township),
            Contents::Registry(registry) => lists.registry = mem::take(registry),
            Contents::Calendar(years) => lists.years = mem::take(years),
            Contents::Vocabulary(vocabulary) => lists.vocabulary = mem::take(vocabulary),
            of_book => lists.book.set(*sheet, of_book),
        }
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the line and message of what is wrong with a calendar.
    fn fault(calendar: &str) -> Option<(usize, String)> {
        let source = Source::new(calendar.to_owned());
        let document = Document::parse(&source);
        let Contents::Calendar(years) = contents(Sheet::Calendar, &document) else {
            return None;
        };
        calendar_fault(&document, &years).map(|fault| (fault.line, fault.message.en))
    }

    const YEAR: &str = "[[year]]\nyear = 2026\nnotice.zh = \"通知\"\nnotice.en = \"notice\"\n";

    #[test]
    fn a_calendar_that_is_right_has_no_fault() {
        assert_eq!(fault(""), None);
        assert_eq!(fault(&format!("{YEAR}workdays = [2026-01-04]\n")), None);
        // A text that lacks a language spoils no date.
        assert_eq!(fault(&YEAR.replace("notice.en = \"notice\"\n", "")), None);
    }

    #[test]
    fn what_would_make_a_date_wrong_is_a_fault() {
        let line = |more: &str| fault(&format!("{YEAR}{more}\n")).map(|(line, _)| line);
        assert_eq!(line("workdays = [2026-01-05]"), Some(5));
        assert_eq!(line("workdays = [\"4 January\"]"), Some(5));
        assert_eq!(line("workday = [2026-01-04]"), Some(5));
        let holiday = "[[year.holiday]]\ntitle.zh = \"元旦\"\ntitle.en = \"New Year\"\n";
        assert_eq!(line(&format!("{holiday}from = 2026-01-01")), Some(5));
        let backwards = format!("{holiday}from = 2026-01-03\nto = 2026-01-01");
        assert_eq!(line(&backwards), Some(9));
        assert_eq!(line(YEAR), Some(6));
    }
}
