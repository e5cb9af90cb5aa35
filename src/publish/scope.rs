//! What every page of a village starts from, in one language.

use crate::code::Code;
use crate::lang::{Lang, Said};
use crate::load::Lists;

use super::frame::Frame;
use super::resolved::Resolved;
use super::{Gallery, Masthead, Summary};

/// What every page of a village starts from.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    /// The lists of the village.
    pub lists: &'s Lists<'s>,
    /// The language of the pages.
    pub lang: Lang,
    /// What stands on every page.
    pub masthead: &'s Masthead,
    /// The village.
    pub summary: &'s Summary,
    /// What the lists say with everything resolved.
    pub resolved: &'s Resolved,
    /// The diagrams.
    pub gallery: &'s Gallery,
}

impl<'s> Scope<'s> {
    /// Returns the frame of a page of the village, whose way starts at the village's folder.
    pub fn frame(&self, kind: &'static str, way: &str, title: &str) -> Frame<'s> {
        let slug = &self.summary.slug;
        let mut frame = Frame::new(self.masthead, self.lang, &format!("{slug}/{way}"), title);
        frame.kind = kind;
        frame.village = Some(self.summary);
        let place = self.masthead.name.within(self.lang);
        frame.crumb("../index.html", place);
        if way != "index.html" {
            frame.crumb("index.html", self.village());
        }
        frame
    }

    /// Returns the check code of what an address names.
    pub fn code(&self, address: &str) -> Option<Code> {
        self.resolved.codes.get(address).copied()
    }

    /// Returns the name of the village.
    pub fn village(&self) -> &'s str {
        self.summary.name.within(self.lang)
    }

    /// Returns a sentence in the language of the pages.
    pub fn say<'t>(&self, said: &'t Said) -> &'t str {
        said.within(self.lang)
    }

    /// Returns the one of two words that belongs to the language of the pages.
    pub fn pick<T>(&self, zh: T, en: T) -> T {
        self.lang.pick(zh, en)
    }

    /// Returns the name of an actor; its id where the registry has none.
    pub fn actor(&self, id: &str) -> String {
        let title = crate::procedure::actor_title(id, self.lists);
        title.map_or_else(|| id.to_owned(), |title| self.say(&title).to_owned())
    }

    /// Returns names with the comma of the language between them.
    pub fn joined<'t>(&self, names: impl IntoIterator<Item = &'t Said>) -> String {
        let names: Vec<&str> = names.into_iter().map(|name| self.say(name)).collect();
        names.join(self.pick("、", ", "))
    }
}
