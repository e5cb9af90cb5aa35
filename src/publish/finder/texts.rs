//! The phrases of the lists, packed: what carries weight in them, in the order in which it stands.
//!
//! The phrases of an item are one text, with `|` between them. A phrase is a letter for its field,
//! then its pieces with blanks between them: Chinese as it is, a word as its number in `words`, to the
//! base 36. `A盖房 批地|Qa3 1k`: an alias and a question.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::lang::Lang;
use crate::search::known::{Field, Known, Phrase, Piece, pieces, stem};

/// The phrases and words of the lists in one language.
#[derive(Debug, Serialize)]
pub struct Texts {
    /// The phrases of each item.
    phrases: Vec<String>,
    /// The words, the most frequent first, with blanks between them. Where its stem is no more the
    /// word itself, a slash follows, how many letters to take off, and what to add instead:
    /// `land applies/2 apply/1i`.
    words: String,
}

impl Texts {
    /// Packs the phrases of what is known in one language.
    pub fn new(known: &Known<'_>, lang: Lang) -> Self {
        let phrases = known.phrases.iter().filter(|phrase| phrase.lang == lang);
        Self::packed(&phrases.copied().collect::<Vec<_>>(), known.items.len())
    }

    fn packed(phrases: &[Phrase<'_>], items: usize) -> Self {
        let cut: Vec<Vec<Piece<'_>>> = phrases.iter().map(|p| pieces(p.text)).collect();
        let words = by_frequency(&cut);
        let numbered = words.iter().enumerate();
        let numbers = numbered.map(|(at, word)| (word.as_str(), at)).collect();
        let mut packed = vec![String::new(); items];
        for (phrase, pieces) in phrases.iter().zip(&cut) {
            let of_item = &mut packed[phrase.item];
            if !of_item.is_empty() {
                of_item.push('|');
            }
            of_item.push(letter(phrase));
            let pieces = pieces.iter().map(|piece| token(piece, &numbers));
            of_item.push_str(&pieces.collect::<Vec<_>>().join(" "));
        }
        let words: Vec<String> = words.iter().map(|word| with_stem(word)).collect();
        Self {
            phrases: packed,
            words: words.join(" "),
        }
    }
}

/// Returns all words in small letters, the most frequent first.
fn by_frequency(cut: &[Vec<Piece<'_>>]) -> Vec<String> {
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for piece in cut.iter().flatten() {
        if let Piece::Word(word, _) = piece {
            *counts.entry(word.to_ascii_lowercase()).or_default() += 1;
        }
    }
    let mut words: Vec<(String, usize)> = counts.into_iter().collect();
    words.sort_unstable_by(|(a, often), (b, more)| (Reverse(often), a).cmp(&(Reverse(more), b)));
    words.into_iter().map(|(word, _)| word).collect()
}

/// Returns the letter for the field of a phrase.
fn letter(phrase: &Phrase<'_>) -> char {
    match phrase.field {
        Field::Title => 'T',
        Field::Alias => 'A',
        Field::Asked => 'Q',
        Field::Condition => 'C',
        Field::Paper => 'P',
        Field::Step => 'S',
    }
}

fn token(piece: &Piece<'_>, numbers: &FxHashMap<&str, usize>) -> String {
    match piece {
        Piece::Chinese(piece) => (*piece).to_owned(),
        Piece::Word(word, _) => {
            let number = numbers.get(word.to_ascii_lowercase().as_str());
            base_36(number.copied().unwrap_or(0))
        }
    }
}

/// Writes a number to the base 36.
fn base_36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(b"0123456789abcdefghijklmnopqrstuvwxyz"[number % 36]);
        number /= 36;
        if number == 0 {
            break;
        }
    }
    digits
        .iter()
        .rev()
        .map(|digit| char::from(*digit))
        .collect()
}

/// Writes a word with what makes it its stem.
fn with_stem(word: &str) -> String {
    let stem = stem(word);
    if stem == word {
        return word.to_owned();
    }
    let both = word.chars().zip(stem.chars());
    let alike = both.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8());
    let alike: usize = alike.sum();
    // As the script counts letters.
    let less = word[alike..].encode_utf16().count();
    format!("{word}/{}{}", base_36(less), &stem[alike..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_what_carries_weight_and_words_are_numbers() {
        let phrase = |item, field, lang, text| Phrase {
            item,
            field,
            lang,
            text,
        };
        let texts = Texts::packed(
            &[
                phrase(0, Field::Title, Lang::Zh, "怎么批地、盖房"),
                phrase(0, Field::Title, Lang::En, "How to apply for Land"),
                phrase(1, Field::Asked, Lang::En, "land applies"),
                phrase(1, Field::Step, Lang::Zh, "申请land"),
            ],
            3,
        );
        assert_eq!(texts.phrases, ["T批地 盖房|T2 0", "Q0 1|S申请 0", ""]);
        assert_eq!(texts.words, "land applies/2 apply/1i");
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(
            [0, 35, 36, 1295, 1296].map(base_36),
            ["0", "z", "10", "zz", "100"]
        );
    }
}
