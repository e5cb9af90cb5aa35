//! The units in which texts and questions are compared: characters and their pairs, sounds, words.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use super::sounds::{Sound, Sounds};
use super::words;

/// A unit of text that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Term(u64);

/// What a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Two Chinese characters that follow each other.
    Pair,
    /// One Chinese character.
    Character,
    /// How two Chinese characters that follow each other sound.
    Sounds,
    /// An English word, in small letters.
    Word,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 4] = [Kind::Pair, Kind::Character, Kind::Sounds, Kind::Word];

    /// Returns the name of the kind, for a search that runs elsewhere.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Pair => "pair",
            Kind::Character => "character",
            Kind::Sounds => "sounds",
            Kind::Word => "word",
        }
    }
}

const KIND: u32 = 61;

impl Term {
    fn new(kind: Kind, value: u64) -> Self {
        Self((kind as u64) << KIND | value & ((1 << KIND) - 1))
    }

    /// Returns the term of two characters.
    pub fn pair(first: char, second: char) -> Self {
        Self::new(Kind::Pair, u64::from(first) << 21 | u64::from(second))
    }

    /// Returns the term of one character.
    pub fn character(character: char) -> Self {
        Self::new(Kind::Character, u64::from(character))
    }

    /// Returns the term of two sounds.
    pub fn sounds(first: Sound, second: Sound) -> Self {
        Self::new(Kind::Sounds, u64::from(first) << 30 | u64::from(second))
    }

    /// Returns the term of a word, in large or small letters.
    pub fn word(word: &str) -> Self {
        let mut hasher = FxHasher::default();
        for letter in word.chars() {
            hasher.write_u32(u32::from(letter.to_ascii_lowercase()));
        }
        Self::new(Kind::Word, hasher.finish() >> 3)
    }

    /// Returns the character of which this is the term, if it is one's.
    pub fn as_character(self) -> Option<char> {
        if self.kind() != Kind::Character {
            return None;
        }
        let value = self.0 & ((1 << KIND) - 1);
        char::from_u32(u32::try_from(value).ok()?)
    }

    /// Returns what the term is.
    pub fn kind(self) -> Kind {
        match self.0 >> KIND {
            0 => Kind::Pair,
            1 => Kind::Character,
            2 => Kind::Sounds,
            _ => Kind::Word,
        }
    }
}

/// A run of one script in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run<'t> {
    /// Chinese characters.
    Chinese(&'t str),
    /// A word or number in other letters.
    Word(&'t str),
}

/// Cuts a text into runs; what stands between them is left out.
pub fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut start = rest.char_indices();
        let (from, script) = start.find_map(|(at, c)| Some((at, script(c)?)))?;
        rest = &rest[from..];
        let end = rest.find(|c| self::script(c) != Some(script));
        let (run, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = behind;
        Some(match script {
            Script::Chinese => Run::Chinese(run),
            Script::Other => Run::Word(run),
        })
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Chinese,
    Other,
}

/// Returns the script of a letter or digit; none of anything else.
fn script(character: char) -> Option<Script> {
    match character {
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '〇' => Some(Script::Chinese),
        _ if character.is_alphanumeric() => Some(Script::Other),
        _ => None,
    }
}

/// Hands on each character of a piece of Chinese with the one before it.
pub fn neighbours(piece: &str) -> impl Iterator<Item = (Option<char>, char)> {
    let before = std::iter::once(None).chain(piece.chars().map(Some));
    before.zip(piece.chars())
}

/// A piece of a text that carries weight.
#[derive(Debug, Clone, Copy)]
pub enum Piece<'t> {
    /// Chinese characters.
    Chinese(&'t str),
    /// A word or number in other letters, and its term.
    Word(&'t str, Term),
}

/// Hands each piece of a text that carries weight to `each`.
pub fn pieces<'t>(text: &'t str, mut each: impl FnMut(Piece<'t>)) {
    for run in runs(text) {
        match run {
            Run::Chinese(run) => {
                words::content(run).for_each(|piece| each(Piece::Chinese(piece)));
            }
            Run::Word(word) => {
                let term = Term::word(word);
                if !words::carries_nothing(term) {
                    each(Piece::Word(word, term));
                }
            }
        }
    }
}

/// Adds the terms of a text of the lists, and its words to what is known.
pub fn read<'t>(
    text: &'t str,
    terms: &mut Vec<Term>,
    known: &mut FxHashMap<Term, &'t str>,
    sounds: &mut Sounds,
) {
    pieces(text, |piece| match piece {
        Piece::Chinese(piece) => {
            let mut before: Option<(char, Option<Sound>)> = None;
            for character in piece.chars() {
                let sound = sounds.of(character);
                terms.push(Term::character(character));
                if let Some((character_before, sound_before)) = before {
                    terms.push(Term::pair(character_before, character));
                    if let (Some(before), Some(this)) = (sound_before, sound) {
                        terms.push(Term::sounds(before, this));
                    }
                }
                before = Some((character, sound));
            }
        }
        Piece::Word(word, term) => {
            terms.push(term);
            known.entry(term).or_insert(word);
        }
    });
}
