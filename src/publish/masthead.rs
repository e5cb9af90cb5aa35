//! What stands on every page: whose pages they are, in which languages, and whether they are real.

use crate::lang::{Lang, Said};
use crate::list::Township;
use crate::procedure::said;

use super::langs;

/// Whose pages they are.
#[derive(Debug, Clone)]
pub struct Masthead {
    /// The name of the township.
    pub name: Said,
    /// The name of the county.
    pub county: Option<Said>,
    /// The languages, the one of the first page first.
    pub langs: Vec<Lang>,
    /// True: the data are made up.
    pub sample: bool,
    /// The address under which the pages are published.
    pub base_url: Option<String>,
}

impl Masthead {
    /// Takes it from what `township.toml` says.
    pub fn of(township: &Township<'_>) -> Self {
        let code = Said {
            zh: township.code.to_owned(),
            en: township.code.to_owned(),
        };
        Self {
            name: said(township.name).unwrap_or(code),
            county: said(township.county),
            langs: langs(&township.languages),
            sample: township.sample,
            base_url: township.base_url.map(str::to_owned),
        }
    }

    /// Returns whose pages they are: 平遥县卜宜乡, Buyi township, Pingyao county.
    pub fn whose(&self, lang: Lang) -> String {
        let name = self.name.within(lang);
        match (&self.county, lang) {
            (None, _) => name.to_owned(),
            (Some(county), Lang::Zh) => format!("{}{name}", county.zh),
            (Some(county), Lang::En) => format!("{name}, {}", county.en),
        }
    }

    /// Returns the other language, where there are two.
    pub fn other(&self, lang: Lang) -> Option<Lang> {
        self.langs.iter().copied().find(|other| *other != lang)
    }
}
