//! All pages of a township: its lists read village by village, so that no more than a few are in
//! memory at a time.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rayon::prelude::*;

use super::{Gallery, Masthead, Page, SHEETS, Searched, Summary, digest};
use crate::finding::Level;
use crate::lang::Said;
use crate::list::Stage;
use crate::place::Sheet;
use crate::report::{Occurrence, Report};
use crate::{check, files, load};

/// Names this program: another one may make other pages of the same lists.
const PROGRAM: &str = env!("QINGDAN_SOURCE");

/// A township whose lists have been checked.
#[derive(Debug)]
pub struct Site {
    lists: PathBuf,
    villages: Vec<(String, Option<Stage>)>,
    /// How many errors `validate` finds in what would be published.
    pub errors: usize,
}

impl Site {
    /// Checks the lists.
    ///
    /// # Errors
    ///
    /// Fails where the directory cannot be listed.
    pub fn of(lists: &Path, as_of: Date) -> Result<Self, files::Error> {
        let report = check::township(lists, as_of, &[])?;
        let villages = report.villages.iter();
        Ok(Self {
            lists: lists.to_path_buf(),
            villages: villages
                .map(|village| (village.slug.clone(), village.stage))
                .collect(),
            errors: errors(&report),
        })
    }

    /// Makes all pages and hands them on as they are made, from several threads and in no order.
    ///
    /// # Errors
    ///
    /// Fails where a list cannot be read, or `take` fails.
    pub fn pages<E>(&self, take: impl Fn(&[Page]) -> Result<(), E> + Sync) -> anyhow::Result<()>
    where
        E: Into<anyhow::Error> + Send,
    {
        let take = |pages: Vec<Page>| take(&pages).map_err(Into::into);
        let (gallery, searched) = (Gallery::default(), Searched::of(&self.lists));
        let villages: Vec<Summary> = self
            .villages
            .par_iter()
            .with_max_len(1)
            .map(|(slug, stage)| self.village((slug, *stage), &gallery, &searched, &take))
            .collect::<anyhow::Result<_>>()?;
        let masthead = load::with(&self.lists, None, &[Sheet::Township], |lists| {
            Ok(Masthead::of(&lists.township))
        })?;
        take(super::township(&masthead, &villages))?;
        take(searched.pages())?;
        take(super::common())
    }

    fn village(
        &self,
        (slug, stage): (&str, Option<Stage>),
        gallery: &Gallery,
        searched: &Searched,
        take: &impl Fn(Vec<Page>) -> anyhow::Result<()>,
    ) -> anyhow::Result<Summary> {
        if !super::is_published(stage) {
            // A draft may be broken: it is named, and nothing else of it is shown.
            let sheets = [Sheet::Village];
            let named = load::with(&self.lists, Some(slug), &sheets, |lists| {
                Ok(Summary::of(lists))
            });
            let named = named.unwrap_or_default();
            return Ok(named.unwrap_or_else(|| unnamed(slug, stage)));
        }
        let own = searched.own(&self.lists, slug)?;
        load::with(&self.lists, Some(slug), &SHEETS, |lists| {
            let mut summary = Summary::of(lists).unwrap_or_else(|| unnamed(slug, stage));
            summary.is_searched_apart = !own.is_empty();
            take(super::village(lists, &summary, gallery))?;
            take(own)?;
            Ok(summary)
        })
    }

    /// Returns the digest of everything that the pages are made from: the files of the lists and
    /// this program.
    ///
    /// # Errors
    ///
    /// Fails where a file cannot be read.
    pub fn inputs(&self) -> anyhow::Result<String> {
        let directory = files::survey(&self.lists)?;
        let folders = [&directory.township, &directory.template];
        let folders = folders.into_iter().chain(&directory.villages);
        let name = |folder: &files::Folder, sheet: Sheet| folder.file(sheet.file_name());
        let paths: Vec<String> = folders
            .flat_map(|folder| folder.files.iter().map(|file| name(folder, file.sheet)))
            .collect();
        let lines: Vec<String> = paths
            .par_iter()
            .map(|path| {
                let bytes = std::fs::read(self.lists.join(path))?;
                Ok(format!("{}  {path}\n", digest(&bytes)))
            })
            .collect::<std::io::Result<_>>()?;
        Ok(digest(format!("{PROGRAM}\n{}", lines.concat()).as_bytes()))
    }
}

/// A village that could not be read.
fn unnamed(slug: &str, stage: Option<Stage>) -> Summary {
    let (zh, en) = (slug.to_owned(), slug.to_owned());
    Summary {
        slug: slug.to_owned(),
        name: Said { zh, en },
        stage,
        counts: [0; 3],
        is_searched_apart: false,
    }
}

/// Counts the errors in what would be published: not those of drafts, nor the template's.
fn errors(report: &Report) -> usize {
    let published = |one: &&Occurrence| match one.village {
        Some(village) => report.villages[village].stage != Some(Stage::Draft),
        None => one.found.sheet.is_township_wide() || one.found.sheet == Sheet::Village,
    };
    let errors = report.occurrences.iter();
    let errors = errors.filter(|one| one.level == Level::Error);
    errors.filter(published).count()
}
