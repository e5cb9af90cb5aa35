//! In how many items a term occurs.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::terms::Term;

/// How many items each term occurs in.
#[derive(Debug, Default)]
pub struct Spread(FxHashMap<Term, Place>);

#[derive(Debug, Clone, Copy)]
struct Place {
    /// The last item in which the term was seen.
    last: u16,
    items: u16,
}

impl Spread {
    /// Makes room for about so many terms.
    pub fn of_about(terms: usize) -> Self {
        Self(FxHashMap::with_capacity_and_hasher(terms, FxBuildHasher))
    }

    /// Counts the terms of a phrase of an item. All phrases of an item follow each other.
    pub fn add(&mut self, item: usize, terms: &[Term]) {
        let item = u16::try_from(item).unwrap_or(u16::MAX);
        for term in terms {
            let seen = Place {
                last: item,
                items: 1,
            };
            let place = self.0.entry(*term).or_insert(seen);
            if place.last != item {
                *place = Place {
                    last: item,
                    items: place.items.saturating_add(1),
                };
            }
        }
    }

    /// Returns in how many items the term occurs.
    pub fn of(&self, term: Term) -> u16 {
        self.0.get(&term).map_or(0, |place| place.items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_counts_once_an_item_however_often_it_stands_there() {
        let mut spread = Spread::default();
        let [land, house] = ["land", "house"].map(Term::word);
        spread.add(3, &[land, house, land]);
        spread.add(3, &[land]);
        spread.add(5, &[land]);
        assert_eq!((spread.of(land), spread.of(house)), (2, 1));
        assert_eq!(spread.of(Term::word("road")), 0);
    }
}
