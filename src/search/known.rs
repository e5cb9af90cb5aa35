//! What the search knows, as plain values: for a search that runs elsewhere.

use fast2s::convert as simplified;
use rust_stemmers::{Algorithm, Stemmer};
use serde::Serialize;

use super::phrases::phrases;
pub(crate) use super::phrases::{Field, Phrase};
use super::question::{SAME_SOUND, SAME_SPELLING};
use super::sounds::{self, Sound, Syllables};
use super::terms;
pub(crate) use super::terms::Piece;
use super::weigh;
use super::words;
use crate::lang::Lang;
use crate::load::Lists;

/// What the search knows of lists.
#[derive(Debug)]
pub(crate) struct Known<'a> {
    /// The addresses of all items, services first, then powers and what no list has.
    pub items: Vec<String>,
    /// Their phrases in both languages, item by item.
    pub phrases: Vec<Phrase<'a>>,
    /// By which numbers it weighs.
    pub numbers: Numbers,
}

/// The numbers that a search goes by.
#[derive(Debug, Serialize)]
pub(crate) struct Numbers {
    same_sound: f64,
    same_spelling: f64,
    #[serde(flatten)]
    weights: weigh::Numbers,
}

impl<'a> Known<'a> {
    /// Collects what the search knows of these lists.
    pub fn new(lists: &Lists<'a>) -> Self {
        let (items, phrases) = phrases(lists, &Lang::ALL);
        let numbers = Numbers {
            same_sound: SAME_SOUND,
            same_spelling: SAME_SPELLING,
            weights: weigh::Numbers::new(items.len()),
        };
        Self {
            items,
            phrases,
            numbers,
        }
    }
}

/// Returns the pieces of a text that carry weight.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    terms::pieces(text, |piece| pieces.push(piece));
    pieces
}

/// Returns the stem of a word in small letters.
pub(crate) fn stem(word: &str) -> String {
    Stemmer::create(Algorithm::English).stem(word).into_owned()
}

/// Returns the Chinese and the English words that carry no weight.
pub(crate) fn empty_words() -> [Vec<&'static str>; 2] {
    [words::CHINESE, words::ENGLISH].map(|words| words.split_whitespace().collect())
}

/// Returns how the Chinese words of more than one syllable sound that carry no weight.
pub(crate) fn empty_sounds() -> Vec<Vec<Sound>> {
    words::empty_sounds()
}

/// Returns the syllables that can be typed, with their sounds, in the order of letters.
pub(crate) fn syllables() -> Vec<(&'static str, Sound)> {
    Syllables::all().spelled()
}

/// Returns the sound of a character; none where it is not Chinese.
pub(crate) fn sound(character: char) -> Option<Sound> {
    sounds::of(character)
}

/// Words in which a character is simplified in another way than when it stands alone.
const TOGETHER: &str =
    "乾隆 乾坤 乾卦 仇讎 企畫 兒寬 幺麽 校讎 樊於 甚夥 看著 瞭望 計畫 讎定 鍾書 闔家";

/// Returns the traditional characters, each with the simplified one that it becomes alone.
pub(crate) fn traditional() -> Vec<(char, char)> {
    // Between digits, each stands alone.
    let all: String = ('\u{2e80}'..='\u{ffff}').flat_map(|c| [c, '0']).collect();
    let simple = simplified(&all);
    let pairs = all.chars().zip(simple.chars());
    pairs.filter(|(from, to)| from != to).collect()
}

/// Returns the words of two characters of which one, the first or the second, becomes another
/// character than alone: the word, the place (0 or 1), the character.
pub(crate) fn together() -> Vec<(&'static str, usize, char)> {
    let mut found = Vec::new();
    for word in TOGETHER.split_whitespace() {
        let whole = simplified(word);
        let alone = word.chars().map(|c| simplified(c.encode_utf8(&mut [0; 4])));
        let alone: String = alone.collect();
        let both = whole.chars().zip(alone.chars()).enumerate();
        let other = both.filter(|(_, (whole, alone))| whole != alone);
        found.extend(other.map(|(at, (whole, _))| (word, at, whole)));
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn alone_and_together_is_all_there_is_to_traditional_characters() {
        let alone: HashMap<char, char> = traditional().into_iter().collect();
        let together: HashMap<(String, usize), char> = together()
            .into_iter()
            .map(|(word, at, becomes)| ((word.to_owned(), at), becomes))
            .collect();
        // Whatever stands in one of the words, beside every character.
        let of_words: Vec<char> = TOGETHER.chars().filter(|c| *c != ' ').collect();
        for one in of_words {
            for two in '\u{4e00}'..='\u{9fff}' {
                for (first, second) in [(one, two), (two, one)] {
                    let word = String::from_iter([first, second]);
                    let become_of = |at, c: char| {
                        let known = together.get(&(word.clone(), at)).or(alone.get(&c));
                        known.copied().unwrap_or(c)
                    };
                    let expected = String::from_iter([become_of(0, first), become_of(1, second)]);
                    assert_eq!(simplified(&word), expected, "{word}");
                }
            }
        }
    }
}
