//! What Chinese characters sound like, what traditional ones become, and which words carry nothing.
//!
//! A sound is one letter of the script's own, a short one where it is frequent: so what is read in
//! sounds is a text.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::search::known;

/// The letters of the most frequent sounds.
const SHORT: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// The others follow from here on: letters that have a shape and no special meaning.
const LONG: u32 = 0x100;

/// Where characters stand that a question may have: the same that are Chinese to the search.
const BLOCKS: [(char, char); 3] = [
    ('〇', '〇'),
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{9fff}'),
];

/// The characters.
#[derive(Debug, Serialize)]
pub struct Characters {
    /// Characters that follow each other: the code of the first, and the sounds of all, a letter or a
    /// blank each. What a question never has after it was simplified is blank too.
    sounds: Vec<(u32, String)>,
    /// Each syllable that can be typed with the letter of its sound behind it.
    syllables: String,
    /// Traditional characters, and at the same places what they become.
    traditional: [String; 2],
    /// Words of two characters of which the one at this place becomes another than alone.
    together: Vec<(&'static str, usize, char)>,
}

impl Characters {
    /// Collects the characters.
    pub fn new(letters: &Letters) -> Self {
        let traditional = known::traditional();
        let together = known::together();
        let kept: FxHashSet<char> = together.iter().map(|(_, _, becomes)| *becomes).collect();
        let gone = traditional.iter().map(|(from, _)| *from);
        let gone: FxHashSet<char> = gone.filter(|from| !kept.contains(from)).collect();
        let letter = |character: char| {
            let sound = Some(character).filter(|one| !gone.contains(one));
            sound
                .and_then(known::sound)
                .map_or(' ', |sound| letters.of(sound))
        };
        let block = |(from, to): (char, char)| {
            let block: String = (from..=to).map(letter).collect();
            (u32::from(from), block.trim_end().to_owned())
        };
        let syllables = known::syllables().into_iter();
        let syllables =
            syllables.map(|(syllable, sound)| format!("{syllable}{}", letters.of(sound)));
        Self {
            sounds: BLOCKS.map(block).into(),
            syllables: syllables.collect::<Vec<_>>().join(" "),
            traditional: [
                traditional.iter().map(|(from, _)| from).collect(),
                traditional.iter().map(|(_, to)| to).collect(),
            ],
            together,
        }
    }
}

/// The words that carry no weight, with blanks between them; Chinese and sounds the longest first, as
/// the longest that fits is the one.
#[derive(Debug, Serialize)]
pub struct Empty {
    chinese: String,
    english: String,
    sounds: String,
}

impl Empty {
    /// Collects the words.
    pub fn new(letters: &Letters) -> Self {
        let [chinese, english] = known::empty_words();
        let sounds = known::empty_sounds().into_iter();
        let sounds = sounds.map(|word| word.into_iter().map(|sound| letters.of(sound)).collect());
        Self {
            chinese: longest_first(chinese.into_iter().map(str::to_owned)),
            english: english.join(" "),
            sounds: longest_first(sounds),
        }
    }
}

fn longest_first(words: impl Iterator<Item = String>) -> String {
    let mut words: Vec<String> = words.collect();
    words.sort_unstable();
    words.dedup();
    words.sort_by_key(|word| Reverse(word.chars().count()));
    words.join(" ")
}

/// The letters of sounds.
#[derive(Debug)]
pub struct Letters(FxHashMap<u32, char>);

impl Letters {
    /// Gives each sound a letter.
    pub fn new() -> Self {
        let characters = BLOCKS.iter().flat_map(|(from, to)| *from..=*to);
        let syllables = known::syllables().into_iter().map(|(_, sound)| sound);
        let mut often: BTreeMap<u32, usize> = BTreeMap::new();
        for sound in characters.filter_map(known::sound).chain(syllables) {
            *often.entry(sound).or_default() += 1;
        }
        let mut sounds: Vec<(u32, usize)> = often.into_iter().collect();
        sounds.sort_by_key(|(_, often)| Reverse(*often));
        let letters = SHORT.chars().chain((LONG..).filter_map(char::from_u32));
        Self(
            sounds
                .into_iter()
                .map(|(sound, _)| sound)
                .zip(letters)
                .collect(),
        )
    }

    fn of(&self, sound: u32) -> char {
        self.0.get(&sound).copied().unwrap_or(' ')
    }
}
