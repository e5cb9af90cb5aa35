//! A question, cut into units, each with everything in the lists that it may stand for.

use fast2s::convert as simplified;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use super::Index;
use super::sounds::{self, Sound, Syllables};
use super::terms::{Kind, Run, Term, neighbours, runs};
use super::words;

/// A word that sounds the same may be the one that was meant.
pub const SAME_SOUND: f64 = 0.7;
/// So may a word that is spelled almost the same.
pub const SAME_SPELLING: f64 = 0.8;

/// What a question is written in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scripts {
    /// It has Chinese characters.
    pub chinese: bool,
    /// It has words in other letters.
    pub words: bool,
}

/// Returns what a question is written in.
///
/// Full-width letters and traditional characters are letters and characters too.
pub fn scripts(question: &str) -> Scripts {
    let mut scripts = Scripts::default();
    for run in runs(question) {
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
        let cut: Vec<Cut<'_>> = runs(&text).map(|run| Cut::new(run, index)).collect();
        if let Some(sounds) = pinyin(&cut) {
            return Self::sounding(&cut, &sounds);
        }
        let mut units = Vec::new();
        for one in cut {
            match one {
                Cut::Chinese(run) => chinese(run, &mut units),
                Cut::Empty(_) => {}
                Cut::Word(word, known) => units.push(english(word, known, index)),
            }
        }
        Self { units }
    }

    /// Puts together a question of which the words are pinyin.
    fn sounding(cut: &[Cut<'_>], sounds: &[Sound]) -> Self {
        let mut units = Vec::new();
        for one in cut {
            if let Cut::Chinese(run) = one {
                chinese(run, &mut units);
            }
        }
        for piece in words::content_of_sounds(sounds) {
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

/// A run of a question.
enum Cut<'t> {
    /// Chinese characters.
    Chinese(&'t str),
    /// A word that carries no weight.
    Empty(&'t str),
    /// Another word, with the known words of the same stem.
    Word(&'t str, Vec<(Term, f64)>),
}

impl<'t> Cut<'t> {
    fn new(run: Run<'t>, index: &Index<'_>) -> Self {
        match run {
            Run::Chinese(run) => Cut::Chinese(run),
            Run::Word(word) if words::carries_nothing(Term::word(word)) => Cut::Empty(word),
            Run::Word(word) => Cut::Word(word, same_stem(word, index)),
        }
    }
}

fn chinese(run: &str, units: &mut Vec<Unit>) {
    let pieces = words::content(run);
    for (before, character) in pieces.flat_map(neighbours) {
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

fn english(word: &str, known: Vec<(Term, f64)>, index: &Index<'_>) -> Unit {
    let terms = if known.is_empty() {
        near(word, index)
    } else {
        known
    };
    Unit {
        kind: Kind::Word,
        terms,
    }
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
///
/// Numbers are in either.
fn pinyin(cut: &[Cut<'_>]) -> Option<Vec<Sound>> {
    let mut words = Vec::new();
    let mut foreign = false;
    for one in cut {
        let (word, is_english) = match one {
            Cut::Chinese(_) => continue,
            Cut::Empty(word) => (word, true),
            Cut::Word(word, known) => (word, !known.is_empty()),
        };
        if !word.chars().all(|c| c.is_ascii_digit()) {
            words.push(word);
            foreign |= !is_english;
        }
    }
    if !foreign {
        return None;
    }
    let syllables = Syllables::all();
    let sounds: Option<Vec<Vec<Sound>>> = words.iter().map(|word| syllables.read(word)).collect();
    Some(sounds?.concat())
}
