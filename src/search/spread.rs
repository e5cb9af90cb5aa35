//! In how many items a term occurs.

use rayon::prelude::*;

use super::few::Few;
use super::terms::Term;
use super::{Index, Part};

/// In how many items each of some terms occurs.
#[derive(Debug)]
pub struct Spread {
    /// The place of each term in `items`.
    places: Few<usize>,
    items: Vec<u16>,
}

impl Spread {
    /// Counts the items in which these terms occur.
    pub fn of<'t>(terms: impl Iterator<Item = &'t Term>, index: &Index<'_>) -> Self {
        let mut places = Few::default();
        for term in terms {
            let next = places.len();
            places.entry(*term, next);
        }
        let parts = index.parts.par_iter();
        let counts: Vec<Vec<u16>> = parts.map(|part| counts(part, &places)).collect();
        // No item is in two parts.
        let mut items = vec![0; places.len()];
        for part in counts {
            for (sum, count) in items.iter_mut().zip(part) {
                *sum += count;
            }
        }
        Self { places, items }
    }

    /// Returns in how many items a term occurs.
    pub fn get(&self, term: Term) -> u16 {
        self.places.get(term).map_or(0, |place| self.items[*place])
    }
}

/// Counts the items of a part in which terms occur. All phrases of an item follow each other.
fn counts(part: &Part<'_>, places: &Few<usize>) -> Vec<u16> {
    let mut counts = vec![0; places.len()];
    let mut last = vec![usize::MAX; places.len()];
    for phrase in &part.phrases {
        let terms = part.terms[phrase.terms.clone()].iter();
        for place in terms.filter_map(|term| places.get(*term)) {
            if last[*place] != phrase.item {
                last[*place] = phrase.item;
                counts[*place] += 1;
            }
        }
    }
    counts
}
