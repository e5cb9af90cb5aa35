//! Stems: the script's stemmer against the one that the search uses.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};

use super::mutated::Dice;

/// Endings that stemmers know, alone and one behind the other.
const ENDINGS: &str = "s es ies ied ed eed eedly ing ingly edly y ly li er ers ee e ee's al ally ical icate \
    ional ation ations ational ative ate ator ize izer ization ise iveness ive iviti fulness ful fully \
    ousness ous ously ness ism alism ogi ogy ogist ability ible ably ance ence ancy ency ant ent ment ement \
    ements ion ions sion ess ss us ll le bled tted pping nning yed ying yly ay oy";

/// Returns the words of questions with all endings, and words of chance letters.
pub fn words(questions: &[String]) -> Vec<String> {
    let mut words = BTreeSet::new();
    let mut dice = Dice::new(7);
    for question in questions {
        for word in question.split(|c: char| !c.is_alphanumeric()) {
            let word = word.to_lowercase();
            for ending in ENDINGS.split_whitespace() {
                if dice.below(3) == 0 {
                    words.insert(format!("{word}{ending}"));
                    words.insert(format!("{}{ending}", word.trim_end_matches(['e', 'y'])));
                }
            }
            words.insert(word);
        }
    }
    let whole = "skis skies dying lying tying idly gently ugly early only singly sky news howe atlas cosmos \
        bias andes inning outing canning herring earring proceed exceed succeed innings proceeds generally \
        communism arsenal generic communities y yy yyy ayy eyyy sayyed";
    words.extend(whole.split_whitespace().map(str::to_owned));
    let letters: Vec<char> = "aeiouyyysstdlnrwxbgmpcfkzvhqé中𐐨1".chars().collect();
    for _ in 0..40_000 {
        let start: String = (0..dice.below(6)).map(|_| dice.of(&letters)).collect();
        let endings: Vec<&str> = ENDINGS.split_whitespace().collect();
        let ending = dice.of(&endings);
        words.insert(format!("{start}{ending}"));
        words.insert((0..dice.below(9)).map(|_| dice.of(&letters)).collect());
    }
    // A word of a question has no apostrophe.
    words
        .into_iter()
        .filter(|word| !word.contains('\''))
        .collect()
}

/// Asserts that the script found the same stems.
pub fn compare(words: &[String], stems: &[String]) {
    assert!(words.len() > 100_000, "{}", words.len());
    let stemmer = Stemmer::create(Algorithm::English);
    for (word, stem) in words.iter().zip(stems) {
        assert_eq!(*stem, stemmer.stem(word), "{word}");
    }
}
