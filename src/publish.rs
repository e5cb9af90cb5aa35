//! The public pages of a township: what villagers read on a phone, on a wall and on paper.
//!
//! Everything here is pure: from lists to pages, with nothing read and nothing written. The same
//! lists give the same bytes. A village's pages are made together and without those of others, so that a
//! township of any size needs the memory of a few villages.

mod card;
mod compendium;
pub mod finder;
pub mod folder;
mod frame;
mod gallery;
mod listing;
mod manifest;
mod manual;
mod masthead;
mod poster;
mod procedure;
mod proof;
pub mod proven;
mod resolved;
mod role;
mod scope;
mod searched;
mod sheets;
mod site;
mod township;
mod village;
mod words;

pub use gallery::Gallery;
pub use manifest::digest;
pub use masthead::Masthead;
pub use site::Site;
pub use township::{Summary, township};

use crate::lang::Lang;
use crate::list::Stage;
use crate::load::Lists;
use crate::place::Sheet;

use resolved::Resolved;
use scope::Scope;
use searched::Searched;

/// What a village's pages are made from.
pub const SHEETS: [Sheet; 7] = [
    Sheet::Township,
    Sheet::Registry,
    Sheet::Village,
    Sheet::Power,
    Sheet::Responsibility,
    Sheet::Service,
    Sheet::Manual,
];

/// A file to publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The way from the published folder, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Page {
    fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            bytes: text.into().into_bytes(),
        }
    }
}

/// Returns what all pages share: how they look, and the few lines of script.
pub fn common() -> Vec<Page> {
    vec![
        Page::new("style.css", include_str!("publish/style.css")),
        Page::new("page.js", include_str!("publish/page.js")),
    ]
}

/// Returns the pages of a village, in every language of the township; none for a draft.
pub fn village(lists: &Lists<'_>, summary: &Summary, gallery: &Gallery) -> Vec<Page> {
    if !summary.is_published() {
        return Vec::new();
    }
    let masthead = Masthead::of(&lists.township);
    let resolved = Resolved::of(lists);
    let mut pages = Vec::new();
    for lang in masthead.langs.iter().copied() {
        let scope = Scope {
            lists,
            lang,
            masthead: &masthead,
            summary,
            resolved: &resolved,
            gallery,
        };
        pages.extend(in_language(&scope));
    }
    pages.extend(gallery.drawn());
    pages
}

fn in_language(scope: &Scope<'_>) -> Vec<Page> {
    let print = sheets::style(scope.masthead, Some(scope.summary), scope.lang);
    let mut pages = vec![village::page(scope), print];
    pages.extend(listing::pages(scope));
    pages.extend(procedure::pages(scope));
    pages.extend(role::pages(scope));
    pages.extend(compendium::pages(scope));
    pages.extend(manual::page(scope));
    pages.extend(card::page(scope));
    pages.extend(poster::pages(scope));
    pages
}

/// Returns true for a village whose lists villagers may rely on, or try out.
pub fn is_published(stage: Option<Stage>) -> bool {
    matches!(stage, Some(Stage::Trial | Stage::InForce))
}

/// Returns the languages of a township, Chinese and English where it names none.
fn langs(named: &[Lang]) -> Vec<Lang> {
    if named.is_empty() {
        Lang::ALL.to_vec()
    } else {
        named.to_vec()
    }
}
