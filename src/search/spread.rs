//! In how many items a term occurs.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::han::ByCharacter;
use super::terms::Term;

/// How many terms bring one that was not seen before and is no character, about.
const TERMS_A_NEW_ONE: usize = 8;

/// How many items each term occurs in.
#[derive(Debug)]
pub struct Spread {
    characters: ByCharacter<Place>,
    others: FxHashMap<Term, Place>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    /// The last item in which the term was seen.
    last: u16,
    items: u16,
}

impl Place {
    /// Nowhere.
    const NONE: Self = Self {
        last: u16::MAX,
        items: 0,
    };
}

impl Spread {
    /// Starts with no term of a text with so many.
    pub fn new(terms: usize) -> Self {
        let others = terms / TERMS_A_NEW_ONE;
        Self {
            characters: ByCharacter::all(Place::NONE),
            others: FxHashMap::with_capacity_and_hasher(others, FxBuildHasher),
        }
    }

    /// Counts the terms of a phrase of an item. All phrases of an item follow each other.
    pub fn add<'t>(&mut self, item: usize, terms: impl Iterator<Item = &'t Term>) {
        let item = u16::try_from(item).unwrap_or(u16::MAX - 1);
        for term in terms {
            let character = term.as_character();
            let place = match character.and_then(|one| self.characters.get_mut(one)) {
                Some(place) => place,
                None => self.others.entry(*term).or_insert(Place::NONE),
            };
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
        let character = term.as_character();
        let place = match character.and_then(|one| self.characters.get(one)) {
            Some(place) => Some(place),
            None => self.others.get(&term),
        };
        place.map_or(0, |place| place.items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_counts_once_an_item_however_often_it_stands_there() {
        let mut spread = Spread::new(0);
        let [land, house] = ["land", "house"].map(Term::word);
        let [plot, rare] = ['地', '〇'].map(Term::character);
        for (item, terms) in [
            (3, vec![land, house, land, plot, rare, plot]),
            (3, vec![land, plot]),
            (5, vec![land, plot, rare]),
        ] {
            spread.add(item, terms.iter());
        }
        let counts = [land, house, plot, rare].map(|term| spread.of(term));
        assert_eq!(counts, [2, 1, 2, 2]);
        assert_eq!(spread.of(Term::word("road")), 0);
    }
}
