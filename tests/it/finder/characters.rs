//! Characters: what the script takes them for, against what the search does.

use std::collections::HashMap;

use pinyin::ToPinyin;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// What the script takes a character for.
#[derive(Debug, Deserialize)]
pub struct Character {
    /// Whether the Unicode of Node knows it.
    known: bool,
    /// How it is read in a question.
    normal: String,
    /// 1 for a letter or digit.
    letters: usize,
    /// A number for how it sounds; 0 for none.
    sound: u32,
}

/// Returns all characters of the first plane.
pub fn all() -> Vec<char> {
    ('\0'..='\u{ffff}').collect()
}

/// Asserts that the script takes them for what the search takes them for.
pub fn compare(characters: &[char], found: &[Character]) {
    let mut letters: HashMap<String, u32> = HashMap::new();
    for (character, found) in characters.iter().zip(found) {
        if !found.known {
            continue;
        }
        let normal: String = character.nfkc().collect();
        let normal = fast2s::convert(&normal).to_lowercase();
        assert_eq!(found.normal, normal, "{character:?}");
        assert_eq!(
            found.letters,
            usize::from(character.is_alphanumeric()),
            "{character:?}"
        );
        let never_read = normal != character.to_string();
        let is_chinese =
            matches!(character, '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}');
        if let Some(sound) = character.to_pinyin().filter(|_| is_chinese && !never_read) {
            let sound = folded(sound.plain());
            let before = *letters.entry(sound).or_insert(found.sound);
            assert_eq!(before, found.sound, "{character:?}");
            assert_ne!(before, 0, "{character:?}");
        } else if !never_read {
            assert_eq!(found.sound, 0, "{character:?}");
        }
    }
    let mut different: Vec<u32> = letters.values().copied().collect();
    different.sort_unstable();
    different.dedup();
    assert_eq!(
        different.len(),
        letters.len(),
        "each sound has a letter of its own"
    );
}

/// Returns a syllable with what is often confused made the same.
fn folded(syllable: &str) -> String {
    let mut folded = syllable.replace("ng", "n").replace('ü', "v");
    for initial in ["z", "c", "s"] {
        folded = folded.replace(&format!("{initial}h"), initial);
    }
    folded
}
