//! Finding words in the texts for people, not in ids, comments or the villagers' own questions.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::document::Document;
use crate::place::Sheet;

/// A list of words to find, in both languages; English in any case, and as whole words.
pub(super) struct Words {
    words: &'static [&'static str],
    automaton: OnceLock<Option<AhoCorasick>>,
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
            automaton: OnceLock::new(),
        }
    }

    pub(super) fn find<'t>(&self, sheet: Sheet, document: &Document<'t>) -> Vec<Found<'t>> {
        let build = || {
            let mut builder = AhoCorasick::builder();
            builder
                .ascii_case_insensitive(true)
                .kind(Some(AhoCorasickKind::DFA));
            builder.build(self.words).ok()
        };
        let Some(automaton) = self.automaton.get_or_init(build) else {
            return Vec::new();
        };
        let text = document.text;
        automaton
            .find_iter(text)
            .map(|found| found.range())
            .filter(|bytes| is_whole(text, bytes) && readable(sheet, document, bytes.start))
            .map(|bytes| Found {
                word: &text[bytes.clone()],
                bytes,
            })
            .collect()
    }
}

/// Chinese has no word boundaries; an English word must not go on at either side.
fn is_whole(text: &str, bytes: &Range<usize>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    !text[bytes.clone()].is_ascii()
        || !(letter(text[..bytes.start].chars().next_back())
            || letter(text[bytes.end..].chars().next()))
}

/// Returns true where a place in the file is inside a text that people read as the township's own
/// words: not a comment or an id, not the title of a law, not a villager's question.
pub(super) fn readable(sheet: Sheet, document: &Document<'_>, offset: usize) -> bool {
    if matches!(sheet, Sheet::Vocabulary | Sheet::Calendar) {
        return false;
    }
    let Some(route) = document.text_at(offset) else {
        return false;
    };
    let title_of_law = sheet == Sheet::Registry && route.to_string().starts_with("law[");
    let has_language = ["zh", "en"].contains(&route.field());
    has_language && !title_of_law
}
