//! Texts for people, in two languages.

use crate::lang::Lang;

/// A text in Chinese and English. Empty: the list does not have it.
///
/// A township with one language may write a plain string; both languages then read the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Text<'a> {
    /// The text in Chinese.
    pub zh: &'a str,
    /// The text in English.
    pub en: &'a str,
}

impl<'a> Text<'a> {
    /// Returns the text in this language, or in the other where this one is missing.
    pub fn within(self, lang: Lang) -> &'a str {
        let (wanted, other) = lang.pick((self.zh, self.en), (self.en, self.zh));
        if wanted.is_empty() { other } else { wanted }
    }

    /// Returns true where there is no text in either language, or only blanks.
    pub fn is_empty(self) -> bool {
        self.zh.trim().is_empty() && self.en.trim().is_empty()
    }
}

/// Several texts, point by point, in Chinese and English.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts<'a> {
    /// The points in Chinese.
    pub zh: Vec<&'a str>,
    /// The points in English, each the translation of the point at the same place.
    pub en: Vec<&'a str>,
}

impl<'a> Texts<'a> {
    /// Returns the points in this language, or in the other where this one has none.
    pub fn within(&self, lang: Lang) -> &[&'a str] {
        let (wanted, other) = lang.pick((&self.zh, &self.en), (&self.en, &self.zh));
        if wanted.is_empty() { other } else { wanted }
    }

    /// Returns true where there is no point in either language.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}
