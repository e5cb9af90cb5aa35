//! How Chinese sounds: pinyin without tones, with what is often confused made the same.

use pinyin::{Pinyin, ToPinyin};
use rustc_hash::FxHashSet;

use super::han::ByCharacter;

/// A syllable as a number; `zh` and `z`, `ing` and `in` and their like are the same.
pub type Sound = u32;

/// The longest syllable has six letters: `zhuang`.
const LONGEST: usize = 6;

/// Returns the sound of a character; none where it is not Chinese.
pub fn of(character: char) -> Option<Sound> {
    Some(sound(character.to_pinyin()?.plain()))
}

/// How characters sound, each looked up once.
#[derive(Debug)]
pub struct Sounds(ByCharacter<Option<Known>>);

/// What is known of a character: its sound, or that it has none.
#[derive(Debug, Clone, Copy)]
enum Known {
    Sound(Sound),
    Silent,
}

impl Sounds {
    /// Starts with none looked up.
    pub fn new() -> Self {
        Self(ByCharacter::all(None))
    }

    /// Returns the sound of a character, as [`of`] does.
    pub fn of(&mut self, character: char) -> Option<Sound> {
        let Some(known) = self.0.get_mut(character) else {
            return of(character);
        };
        let look_up = || of(character).map_or(Known::Silent, Known::Sound);
        match known.get_or_insert_with(look_up) {
            Known::Sound(sound) => Some(*sound),
            Known::Silent => None,
        }
    }
}

/// Packs a syllable.
fn sound(syllable: &str) -> Sound {
    let mut folded = 0;
    let mut previous = ' ';
    for letter in syllable.chars() {
        let silent = (letter == 'h' && matches!(previous, 'z' | 'c' | 's'))
            || (letter == 'g' && previous == 'n');
        if !silent {
            let letter = if letter == 'ü' { 'v' } else { letter };
            folded = folded * 32 + (u32::from(letter) & 31);
        }
        previous = letter;
    }
    folded
}

/// All syllables of Chinese.
#[derive(Debug)]
pub struct Syllables(FxHashSet<&'static str>);

impl Syllables {
    /// Collects the syllables of all common characters.
    pub fn all() -> Self {
        let common = '\u{4e00}'..='\u{9fa5}';
        let pinyin = common.filter_map(|character| character.to_pinyin());
        Self(pinyin.map(Pinyin::plain).collect())
    }

    /// Returns the sounds of a word in pinyin, in as few syllables as possible; none where it is
    /// not all pinyin.
    pub fn read(&self, word: &str) -> Option<Vec<Sound>> {
        if !word.is_ascii() || word.is_empty() {
            return None;
        }
        let mut best: Vec<Option<Vec<&str>>> = vec![None; word.len() + 1];
        best[0] = Some(Vec::new());
        for end in 1..=word.len() {
            for start in end.saturating_sub(LONGEST)..end {
                let syllable = &word[start..end];
                let Some(before) = best[start].as_ref().filter(|_| self.knows(syllable)) else {
                    continue;
                };
                if best[end]
                    .as_ref()
                    .is_none_or(|b| b.len() > before.len() + 1)
                {
                    let mut read = before.clone();
                    read.push(syllable);
                    best[end] = Some(read);
                }
            }
        }
        let read = best.pop()??;
        Some(read.into_iter().map(sound).collect())
    }

    /// Returns each syllable in letters that can be typed, with its sound, in the order of letters.
    pub fn spelled(&self) -> Vec<(&'static str, Sound)> {
        let typed = self.0.iter().filter(|syllable| syllable.is_ascii());
        let mut spelled: Vec<_> = typed.map(|syllable| (*syllable, sound(syllable))).collect();
        spelled.sort_unstable();
        spelled
    }

    fn knows(&self, syllable: &str) -> bool {
        self.0.contains(syllable)
    }
}
