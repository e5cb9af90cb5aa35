//! Finding words in the texts for people, not in ids, comments or the villagers' own questions.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};

use crate::document::Document;
use crate::place::Sheet;

/// A list of words to find, in both languages.
pub(super) struct Words {
    words: &'static [&'static str],
    searcher: OnceLock<Option<AhoCorasick>>,
}

/// A word found.
pub(super) struct Found<'t> {
    /// The word as it stands in the text.
    pub(super) word: &'t str,
    /// Its bytes in the file.
    pub(super) bytes: Range<usize>,
}

impl Words {
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        Self {
            words,
            searcher: OnceLock::new(),
        }
    }

    /// Returns where the words stand in the texts for people; English words as whole words, at the
    /// beginning of a sentence too.
    pub(super) fn find<'t>(&self, sheet: Sheet, document: &Document<'t>) -> Vec<Found<'t>> {
        if !has_words(sheet) {
            return Vec::new();
        }
        let Some(searcher) = self.searcher.get_or_init(|| searcher(self.words)) else {
            return Vec::new();
        };
        let text = document.text;
        let pieces = document.own().into_iter();
        pieces
            .flat_map(|piece| searcher.find_iter(Input::new(text).range(piece)))
            .map(|found| found.range())
            .filter(|bytes| is_whole(text, bytes) && readable(sheet, document, bytes.start))
            .map(|bytes| Found {
                word: &text[bytes.clone()],
                bytes,
            })
            .collect()
    }
}

/// Builds the search for words, with a capital letter too. Without folding all letters, the search
/// compares many bytes at a time.
fn searcher(words: &[&str]) -> Option<AhoCorasick> {
    let mut all: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    for word in words {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        let capital = first.to_uppercase() + rest;
        if capital != *word {
            all.push(capital);
        }
    }
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        // What compares many bytes at a time finds the words; the automaton is seldom asked, and
        // this one is made the fastest.
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(all)
        .ok()
}

/// Chinese has no word boundaries; an English word must not go on at either side.
fn is_whole(text: &str, bytes: &Range<usize>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    !text[bytes.clone()].is_ascii()
        || !(letter(text[..bytes.start].chars().next_back())
            || letter(text[bytes.end..].chars().next()))
}

/// Returns true for a file in which the township speaks in words of its own.
pub(super) fn has_words(sheet: Sheet) -> bool {
    !matches!(sheet, Sheet::Vocabulary | Sheet::Calendar)
}

/// Returns true where a place in the file is inside a text that people read as the township's own
/// words: not a comment or an id, not the title of a law, not a villager's question.
pub(super) fn readable(sheet: Sheet, document: &Document<'_>, offset: usize) -> bool {
    if !has_words(sheet) {
        return false;
    }
    let Some(route) = document.text_at(offset) else {
        return false;
    };
    let title_of_law = sheet == Sheet::Registry && route.to_string().starts_with("law[");
    let has_language = ["zh", "en"].contains(&route.field());
    has_language && !title_of_law
}
