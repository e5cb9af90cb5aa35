//! The files of the search box, and which data it reads in a village: those of the township, or its
//! own where the village's lists differ.

use std::path::Path;

use super::{Page, finder};
use crate::load::{self, Lists};
use crate::place::Sheet;

/// The lists whose words are searched.
const SEARCHED: [Sheet; 2] = [Sheet::Power, Sheet::Service];

/// What the search box needs.
const SHEETS: [Sheet; 5] = [
    Sheet::Township,
    Sheet::Registry,
    Sheet::Vocabulary,
    Sheet::Power,
    Sheet::Service,
];

/// What the search box reads where the lists are the template's.
#[derive(Debug, Default)]
pub struct Searched {
    data: Vec<(&'static str, String)>,
    /// The template's lists as they lie in their files.
    files: [Option<Vec<u8>>; 2],
}

impl Searched {
    /// Reads the template. Where it cannot be read, every village has data of its own: errors of the
    /// template do not stop the villages.
    pub fn of(lists: &Path) -> Self {
        let data = load::with(lists, None, &SHEETS, |lists| Ok(finder::parts(lists)));
        Self {
            data: data.map(Vec::from).unwrap_or_default(),
            files: files(&lists.join("template")),
        }
    }

    /// Returns the script, and what it knows of the township.
    pub fn pages(&self) -> Vec<Page> {
        let mut pages = vec![Page::new("finder.js", finder::SCRIPT)];
        let data = self.data.iter();
        pages.extend(data.map(|(name, text)| Page::new(*name, text.as_str())));
        pages
    }

    /// Returns what the script knows of a village; nothing where that is the same as of the township.
    ///
    /// # Errors
    ///
    /// Fails where a list cannot be read.
    pub fn own(&self, lists: &Path, slug: &str) -> anyhow::Result<Vec<Page>> {
        let there = files(&lists.join("villages").join(slug));
        if !self.data.is_empty() && there == self.files {
            return Ok(Vec::new());
        }
        load::with(lists, Some(slug), &SHEETS, |lists| {
            Ok(self.apart(lists, slug))
        })
    }

    fn apart(&self, lists: &Lists<'_>, slug: &str) -> Vec<Page> {
        let parts = finder::parts(lists);
        if parts[..] == self.data[..] {
            return Vec::new();
        }
        let page = |(name, text)| Page::new(format!("{}/{name}", folder(slug)), text);
        parts.map(page).into()
    }
}

/// Returns where the data of a village lie that has its own.
pub(super) fn folder(slug: &str) -> String {
    format!("finder/{slug}")
}

fn files(folder: &Path) -> [Option<Vec<u8>>; 2] {
    SEARCHED.map(|sheet| std::fs::read(folder.join(sheet.file_name())).ok())
}
