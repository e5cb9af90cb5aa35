//! The words that carry no weight: with which one asks, whatever one asks for.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::han::ByCharacter;
use super::sounds::{self, Sound};
use super::terms::Term;

/// Chinese words with which one asks, or which stand in any sentence.
pub const CHINESE: &str = "\
    怎么办理 怎么办 怎么弄 怎么 怎样 咋办 咋弄 咋个 咋 如何 请问 问一下 什么时候 \
    什么样 什么 为什么 为啥 啥时候 啥 哪里 哪儿 哪个 哪些 哪 谁 多少天 多少钱 \
    多少 多久 多长时间 几天 几个 几 能不能 可不可以 可以 能 要不要 需要 应该 \
    应当 该 想要 想 是不是 是否 有没有 我们家 我们 我家 我 俺家 俺们 俺 咱们 \
    咱村 咱 你们 你 他们 他 她 它 自己 的话 的 了 吗 呢 吧 啊 呀 嘛 么 \
    这个 那个 这 那 就 还是 还 都 也 把 被 给 跟 和 与 及 或 在 去 到 得 \
    着";

/// English words with which one asks, or which stand in any sentence.
pub const ENGLISH: &str = "\
    a about after all am an and any anybody anyone are as ask at be because been before but by \
    can cannot could did do does doing else for from get gets getting go goes got had has have \
    he her here him his how i if in into is it its just let like may me might must my need \
    needs no not now of on one or our ours out over please put s shall she should so some \
    somebody someone such t tell than that the their them then there these they this those to \
    too up us use used very want wants was we were what when where which while who whom whose \
    why will with would you your yours b c d didn doesn don isn ll m re ve wasn won";

/// The Chinese words that carry no weight.
static BY_FIRST: LazyLock<ByFirst> = LazyLock::new(|| {
    let mut by_first = ByFirst {
        places: ByCharacter::all(0),
        words: vec![Vec::new()],
    };
    for word in CHINESE.split_whitespace() {
        by_first.add(word);
    }
    by_first
});

/// Words by their first characters, the longest first.
struct ByFirst {
    /// The place in `words` of those with this first character: 0 where there are none.
    places: ByCharacter<u8>,
    words: Vec<Vec<&'static str>>,
}

impl ByFirst {
    fn add(&mut self, word: &'static str) {
        let first = word.chars().next();
        let Some(place) = first.and_then(|first| self.places.get_mut(first)) else {
            return;
        };
        if *place == 0 {
            *place = u8::try_from(self.words.len()).unwrap_or(0);
            self.words.push(Vec::new());
        }
        let words = &mut self.words[usize::from(*place)];
        let at = words.partition_point(|other| other.len() >= word.len());
        words.insert(at, word);
    }

    /// Returns the words that begin with this character.
    fn of(&self, first: char) -> &[&'static str] {
        let place = self.places.get(first).copied().unwrap_or(0);
        &self.words[usize::from(place)]
    }
}

/// Returns the pieces of a Chinese text between the words that carry no weight.
pub fn content(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let next = std::iter::from_fn(move || {
        let (piece, behind) = (!rest.is_empty()).then(|| split(rest))?;
        rest = behind;
        Some(piece)
    });
    next.filter(|piece| !piece.is_empty())
}

/// Returns what stands before the first word that carries no weight, and what behind it.
fn split(text: &str) -> (&str, &str) {
    let by_first = &*BY_FIRST;
    let found = text.char_indices().find_map(|(at, character)| {
        let mut words = by_first.of(character).iter();
        let word = words.find(|word| text[at..].starts_with(**word))?;
        Some((&text[..at], &text[at + word.len()..]))
    });
    found.unwrap_or((text, ""))
}

static EMPTY: LazyLock<FxHashSet<Term>> =
    LazyLock::new(|| ENGLISH.split_whitespace().map(Term::word).collect());

/// Returns true for an English word that carries no weight.
pub fn carries_nothing(word: Term) -> bool {
    EMPTY.contains(&word)
}

/// Returns how the Chinese words of more than one syllable sound that carry no weight.
pub fn empty_sounds() -> Vec<Vec<Sound>> {
    CHINESE
        .split_whitespace()
        .map(|word| word.chars().filter_map(sounds::of).collect())
        .filter(|word: &Vec<Sound>| word.len() > 1)
        .collect()
}

/// Returns the pieces of a text in sounds between the words that carry no weight.
///
/// Words of one syllable stay: too many others sound the same.
pub fn content_of_sounds(sounds: &[Sound]) -> Vec<&[Sound]> {
    if sounds.is_empty() {
        return Vec::new();
    }
    let empty = empty_sounds();
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < sounds.len() {
        let here = empty.iter().filter(|word| sounds[at..].starts_with(word));
        match here.map(Vec::len).max() {
            Some(length) => {
                pieces.push(&sounds[from..at]);
                at += length;
                from = at;
            }
            None => at += 1,
        }
    }
    pieces.push(&sounds[from..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_carries_no_weight_is_left_out() {
        for word in CHINESE.split_whitespace() {
            let text = format!("批地{word}");
            assert_eq!(content(&text).collect::<Vec<_>>(), ["批地"], "{word}");
        }
    }
}
