//! A question, cut into units, each with everything in the lists that it may stand for.

use fast2s::convert as simplified;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use super::Index;
use super::sounds::{self, Sound, Syllables};
use super::terms::{Kind, Run, Term, neighbours, runs};
use super::words;

/// A word that sounds the same may be the one that was meant.
const SAME_SOUND: f64 = 0.7;
/// So may a word that is spelled almost the same.
const SAME_SPELLING: f64 = 0.8;

/// What a question is written in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scripts {
    /// It has Chinese characters.
    pub chinese: bool,
    /// It has words in other letters.
    pub words: bool,
}

/// Returns what a question is written in.
pub fn scripts(question: &str) -> Scripts {
    let mut scripts = Scripts::default();
    for run in runs(&normal(question)) {
        match run {
            Run::Chinese(_) => scripts.chinese = true,
            Run::Word(_) => scripts.words = true,
        }
    }
    scripts
}

/// Returns a text in small letters, of half width, in simplified characters.
fn normal(text: &str) -> String {
    simplified(&text.nfkc().collect::<String>()).to_lowercase()
}

/// One unit of a question.
#[derive(Debug)]
pub struct Unit {
    /// What it is.
    pub kind: Kind,
    /// What it may stand for, and how surely: 1 for itself.
    pub terms: Vec<(Term, f64)>,
}

/// A question, cut up.
#[derive(Debug)]
pub struct Question {
    /// Its units.
    pub units: Vec<Unit>,
}

impl Question {
    /// Cuts up a question, in small or large letters, full width or half, in simplified or
    /// traditional characters or in pinyin.
    ///
    /// What a unit may stand for is what the index has.
    pub fn new(text: &str, index: &Index<'_>) -> Self {
        let text = normal(text);
        let spelled = pinyin(&text, index);
        let mut units: Vec<Unit> = Vec::new();
        for run in runs(&text) {
            match run {
                Run::Chinese(run) => {
                    for piece in words::content(run) {
                        chinese(piece, &mut units);
                    }
                }
                Run::Word(word) if spelled.is_none() => units.extend(english(word, index)),
                Run::Word(_) => {}
            }
        }
        for piece in words::content_of_sounds(spelled.as_deref().unwrap_or_default()) {
            units.extend(piece.windows(2).map(|two| Unit {
                kind: Kind::Sounds,
                terms: vec![(Term::sounds(two[0], two[1]), 1.0)],
            }));
        }
        Self { units }
    }

    /// Returns true where every unit is a word in other letters than Chinese.
    pub fn is_english(&self) -> bool {
        self.units.iter().all(|unit| unit.kind == Kind::Word)
    }

    /// Returns true where every unit is a sound: the question was typed in pinyin.
    pub fn is_pinyin(&self) -> bool {
        self.units.iter().all(|unit| unit.kind == Kind::Sounds)
    }
}

fn chinese(piece: &str, units: &mut Vec<Unit>) {
    for (before, character) in neighbours(piece) {
        units.push(Unit {
            kind: Kind::Character,
            terms: vec![(Term::character(character), 1.0)],
        });
        let Some(before) = before else { continue };
        let mut terms = vec![(Term::pair(before, character), 1.0)];
        if let (Some(one), Some(two)) = (sounds::of(before), sounds::of(character)) {
            terms.push((Term::sounds(one, two), SAME_SOUND));
        }
        units.push(Unit {
            kind: Kind::Pair,
            terms,
        });
    }
}

fn english(word: &str, index: &Index<'_>) -> Option<Unit> {
    if words::carries_nothing(Term::word(word)) {
        return None;
    }
    let mut terms = same_stem(word, index);
    if terms.is_empty() {
        terms = near(word, index);
    }
    Some(Unit {
        kind: Kind::Word,
        terms,
    })
}

/// Returns the known words with the stem of this one.
fn same_stem(word: &str, index: &Index<'_>) -> Vec<(Term, f64)> {
    let stemmer = Stemmer::create(Algorithm::English);
    let stem = stemmer.stem(word);
    // A stem keeps the beginning of its word, but for the `y` of `dying`.
    let beginning = |word: &str| {
        let mut letters = word.bytes().map(|letter| letter.to_ascii_lowercase());
        let letter = |byte: Option<u8>| byte.map(|byte| if byte == b'y' { b'i' } else { byte });
        (letter(letters.next()), letter(letters.next()))
    };
    let first = beginning(word);
    let alike = index.words().filter(|(_, other)| beginning(other) == first);
    alike
        .filter(|(_, other)| stemmer.stem(&other.to_ascii_lowercase()) == stem)
        .map(|(term, _)| (term, 1.0))
        .collect()
}

/// Returns the known words that a slip of spelling may have turned into this one.
fn near(word: &str, index: &Index<'_>) -> Vec<(Term, f64)> {
    let most = match word.chars().count() {
        0..=3 => return Vec::new(),
        4..=6 => 1,
        _ => 2,
    };
    let alike = index
        .words()
        .filter(|(_, other)| other.len() > 2 && other.len().abs_diff(word.len()) <= most);
    let distances: Vec<(usize, Term)> = alike
        .map(|(term, other)| {
            (
                strsim::osa_distance(&other.to_ascii_lowercase(), word),
                term,
            )
        })
        .filter(|(distance, _)| *distance <= most)
        .collect();
    let least = distances.iter().map(|(distance, _)| *distance).min();
    distances
        .into_iter()
        .filter(|(distance, _)| Some(*distance) == least)
        .map(|(_, term)| (term, SAME_SPELLING))
        .collect()
}

/// Returns the sounds of the words of a question in pinyin; none where it is in English.
fn pinyin(text: &str, index: &Index<'_>) -> Option<Vec<Sound>> {
    let word = |run| match run {
        Run::Word(word) if !word.chars().all(|c| c.is_ascii_digit()) => Some(word),
        Run::Word(_) | Run::Chinese(_) => None,
    };
    let words: Vec<&str> = runs(text).filter_map(word).collect();
    let is_english = |word: &&str| {
        let term = Term::word(word);
        words::carries_nothing(term) || !same_stem(word, index).is_empty()
    };
    if words.is_empty() || words.iter().all(is_english) {
        return None;
    }
    let syllables = Syllables::all();
    let sounds: Option<Vec<Vec<Sound>>> = words.iter().map(|word| syllables.read(word)).collect();
    Some(sounds?.concat())
}
