//! How well an item fits a question.
//!
//! The numbers here were set with the tuning half of `tests/questions.tsv` and with the questions of
//! the vocabulary, each looked up with itself left out. They hold for all items alike: what one
//! item lacks is added to `vocabulary.toml`.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::phrases::Field;
use super::question::{Question, Unit};
use super::spread::Spread;
use super::terms::{Kind, Term};
use super::{Hit, Index, Meaning, Read};

/// What the title or alias counts that fits best.
const NAMED: f64 = 0.45;
/// What the question in the vocabulary counts that is most alike.
const ASKED: f64 = 0.25;
/// What the second most alike counts beside the first.
const SECOND: f64 = 0.4;
/// What it counts how much of the question the item's texts explain at all.
const EXPLAINED: f64 = 0.8;
/// How often a unit must stand in an item's texts to be half explained by them.
const HALF: f64 = 1.5;
/// How much that grows with the amount of an item's texts: a long one has most words once.
const LENGTH: f64 = 0.5;
/// An item that scores less than this is not meant, where the question is in English.
const LEAST_ENGLISH: f64 = 0.3;
/// The same in Chinese, where chance pairs of characters lower every score.
const LEAST_CHINESE: f64 = 0.12;
/// Items that score at least this part of the best may be meant too.
const NEAR: f64 = 0.85;

/// How much a unit of this kind weighs.
fn by_kind(kind: Kind) -> f64 {
    match kind {
        Kind::Character => 0.5,
        Kind::Pair | Kind::Sounds | Kind::Word => 1.0,
    }
}

/// How much a unit weighs that no list knows: a word is missed more than a chance pair of
/// characters.
fn unknown(kind: Kind) -> f64 {
    match kind {
        Kind::Pair => 0.8,
        Kind::Character | Kind::Sounds => 1.5,
        Kind::Word => 3.0,
    }
}

/// How much it counts that a unit stands in this field, once.
fn by_field(field: Field) -> f64 {
    match field {
        Field::Title | Field::Alias => 1.5,
        Field::Asked => 0.7,
        Field::Condition => 0.6,
        Field::Paper | Field::Step => 0.5,
    }
}

/// How much something weighs by the number of items in which it occurs: the rarer, the more.
struct Rarity(Vec<f64>);

impl Rarity {
    fn new(items: usize) -> Self {
        let all = u16::try_from(items).unwrap_or(u16::MAX);
        let weight = |spread: u16| {
            let times = (f64::from(all) + 1.0) / (f64::from(spread) + 0.5);
            // To nine places: the last digits of a power are another on each system.
            (times.ln().max(0.05).powf(0.8) * 1e9).round() / 1e9
        };
        Self((0..=all).map(weight).collect())
    }

    fn of(&self, spread: u16) -> f64 {
        let last = self.0.len() - 1;
        self.0[usize::from(spread).min(last)]
    }
}

/// The numbers that are set here, for a search that runs elsewhere.
#[derive(Debug, Serialize)]
pub struct Numbers {
    named: f64,
    asked: f64,
    second: f64,
    explained: f64,
    half: f64,
    length: f64,
    least_english: f64,
    least_chinese: f64,
    near: f64,
    /// How much a unit weighs, by kind.
    kinds: BTreeMap<&'static str, f64>,
    /// How much a unit weighs that no list knows, by kind.
    unknown: BTreeMap<&'static str, f64>,
    /// How much it counts that a unit stands in a field, in the order of fields.
    fields: [f64; 6],
    /// How much something weighs that occurs in so many items.
    rarity: Vec<f64>,
}

impl Numbers {
    /// Returns the numbers for a search of so many items.
    pub fn new(items: usize) -> Self {
        let named = |weight: fn(Kind) -> f64| {
            let kinds = Kind::ALL.into_iter();
            kinds.map(|kind| (kind.name(), weight(kind))).collect()
        };
        Self {
            named: NAMED,
            asked: ASKED,
            second: SECOND,
            explained: EXPLAINED,
            half: HALF,
            length: LENGTH,
            least_english: LEAST_ENGLISH,
            least_chinese: LEAST_CHINESE,
            near: NEAR,
            kinds: named(by_kind),
            unknown: named(unknown),
            fields: Field::ALL.map(by_field),
            rarity: Rarity::new(items).0,
        }
    }
}

/// A phrase that has a part of the question.
struct Shared {
    item: usize,
    field: Field,
    /// What the phrase weighs by itself.
    own: f64,
    /// How surely each unit of the question stands in it.
    units: Vec<f64>,
}

/// Returns the phrases that share something with the question.
fn shared(question: &Question, index: &Index<'_>, rarity: &Rarity) -> Vec<Shared> {
    let mut fills: FxHashMap<Term, Vec<(usize, f64)>> = FxHashMap::default();
    for (at, unit) in question.units.iter().enumerate() {
        for (term, sure) in &unit.terms {
            fills.entry(*term).or_default().push((at, *sure));
        }
    }
    // A phrase is read in sounds, or in characters and words.
    let pinyin = question.is_pinyin();
    let read = |term: &&Term| (term.kind() == Kind::Sounds) == pinyin;
    let spreads = index.parts.par_iter().map(|part| {
        let mut spread = Spread::new(part.terms.len());
        for phrase in &part.phrases {
            spread.add(phrase.item, part.terms(phrase).iter().filter(read));
        }
        spread
    });
    let spreads: Vec<Spread> = spreads.collect();
    // No item is in two parts.
    let spread = |term: Term| spreads.iter().map(|spread| spread.of(term)).sum();
    let own = |term: &Term| by_kind(term.kind()) * rarity.of(spread(*term));
    let share = |terms: &[Term], phrase: &Read| {
        let mut units = Vec::new();
        for (at, sure) in terms.iter().filter_map(|term| fills.get(term)).flatten() {
            units.resize(question.units.len(), 0.0_f64);
            units[*at] = units[*at].max(*sure);
        }
        (!units.is_empty()).then(|| Shared {
            item: phrase.item,
            field: phrase.field,
            own: terms.iter().filter(read).map(own).sum(),
            units,
        })
    };
    let share = &share;
    let parts = index.parts.par_iter();
    let shared = parts.flat_map_iter(|part| {
        let phrases = part.phrases.iter();
        phrases.filter_map(move |phrase| share(part.terms(phrase), phrase))
    });
    shared.collect()
}

/// Returns the weight of each unit of the question.
fn weights(question: &Question, shared: &[Shared], items: usize, rarity: &Rarity) -> Vec<f64> {
    let mut seen = vec![vec![false; items]; question.units.len()];
    for phrase in shared {
        for (unit, sure) in seen.iter_mut().zip(&phrase.units) {
            unit[phrase.item] |= *sure > 0.0;
        }
    }
    let weight = |(unit, seen): (&Unit, &Vec<bool>)| {
        let spread = seen.iter().filter(|seen| **seen).count();
        match u16::try_from(spread).unwrap_or(u16::MAX) {
            0 => unknown(unit.kind),
            spread => by_kind(unit.kind) * rarity.of(spread),
        }
    };
    question.units.iter().zip(&seen).map(weight).collect()
}

/// What speaks for an item.
#[derive(Debug, Clone)]
struct Evidence {
    /// The best title or alias: how much of the question it is, and how much of it is there.
    named: f64,
    /// How alike the best of the questions in the vocabulary is, and the second best.
    asked: [f64; 2],
    /// How often each unit of the question stands in the item's texts.
    often: Vec<f64>,
}

/// Returns the score of each item: 0 for nothing in common, about 1 for a good answer.
pub fn scores(question: &Question, index: &Index<'_>) -> Vec<f64> {
    let items = index.items.len();
    let rarity = Rarity::new(items);
    let shared = shared(question, index, &rarity);
    let weights = weights(question, &shared, items, &rarity);
    let nothing = Evidence {
        named: 0.0,
        asked: [0.0; 2],
        often: vec![0.0; weights.len()],
    };
    let mut all = vec![nothing; items];
    for phrase in &shared {
        all[phrase.item].add(phrase, &weights);
    }
    let scores = all.iter().zip(lengths(index));
    scores
        .map(|(one, length)| one.score(&weights, length))
        .collect()
}

/// Returns how much text each item has, beside the average.
fn lengths(index: &Index<'_>) -> Vec<f64> {
    let mut lengths = vec![0.0; index.items.len()];
    for (_, phrase) in index.phrases() {
        let terms = u32::try_from(phrase.terms.len()).unwrap_or(u32::MAX);
        lengths[phrase.item] += by_field(phrase.field) * f64::from(terms);
    }
    let whole: f64 = lengths.iter().sum();
    let count = u32::try_from(lengths.len()).unwrap_or(u32::MAX);
    let average = whole / f64::from(count);
    lengths.iter().map(|length| length / average).collect()
}

impl Evidence {
    fn add(&mut self, phrase: &Shared, weights: &[f64]) {
        for (often, sure) in self.often.iter_mut().zip(&phrase.units) {
            *often += sure * by_field(phrase.field);
        }
        let shared: f64 = phrase.units.iter().zip(weights).map(|(s, w)| s * w).sum();
        let whole: f64 = weights.iter().sum();
        let own = phrase.own.max(shared);
        match phrase.field {
            Field::Title | Field::Alias => {
                let named = shared / whole * (shared / own).powi(2);
                self.named = self.named.max(named);
            }
            Field::Asked => {
                let asked = shared / (whole * own).sqrt();
                let [best, second] = self.asked;
                self.asked = if asked > best {
                    [asked, best]
                } else {
                    [best, second.max(asked)]
                };
            }
            Field::Condition | Field::Paper | Field::Step => {}
        }
    }

    fn score(&self, weights: &[f64], length: f64) -> f64 {
        let whole: f64 = weights.iter().sum();
        let half = HALF * (1.0 - LENGTH + LENGTH * length);
        let part = |(often, weight): (&f64, &f64)| weight * often / (often + half);
        let explained: f64 = self.often.iter().zip(weights).map(part).sum();
        let [best, second] = self.asked;
        let explained = if whole > 0.0 { explained / whole } else { 0.0 };
        NAMED * self.named + ASKED * (best + SECOND * second) + EXPLAINED * explained
    }
}

/// Decides between the items, of which the likeliest comes first.
pub fn decided(question: &Question, hits: Vec<Hit>) -> Meaning {
    let least = if question.is_english() {
        LEAST_ENGLISH
    } else {
        LEAST_CHINESE
    };
    let (elsewhere, mut items): (Vec<Hit>, Vec<Hit>) =
        hits.into_iter().partition(Hit::is_elsewhere);
    let best = items.first().map_or(0.0, |hit| hit.score);
    if let Some(matter) = elsewhere.into_iter().next()
        && matter.score >= least.max(best)
    {
        return Meaning::Elsewhere(matter);
    }
    items.retain(|hit| hit.score >= least.max(best * NEAR));
    items.truncate(3);
    match items.len() {
        0 => Meaning::Nothing,
        1 => Meaning::One(items.remove(0)),
        _ => Meaning::Several(items),
    }
}
