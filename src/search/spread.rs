//! In how many items a term occurs.

use super::terms::Term;

/// How many items each term occurs in, counted in a table of fixed size.
///
/// Terms that fall on the same place are counted as one: with a few times more places than terms
/// that is rare, and makes a term no more than a little too common.
#[derive(Debug)]
pub struct Spread {
    places: Vec<Place>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    /// The last item in which the term was seen.
    last: u16,
    items: u16,
}

/// No item. It also makes the table be written when it is made: a page that is first read and then
/// written costs the system much more.
const NONE: u16 = u16::MAX;

const BITS: u32 = 17;

fn place(term: Term) -> usize {
    let scattered = term.bits().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(scattered >> (u64::BITS - BITS)).unwrap_or(0)
}

impl Spread {
    /// Starts with no term seen.
    pub fn new() -> Self {
        Self {
            places: vec![
                Place {
                    last: NONE,
                    items: 0
                };
                1 << BITS
            ],
        }
    }

    /// Counts the terms of a phrase of an item. All phrases of an item follow each other.
    pub fn add(&mut self, item: usize, terms: &[Term]) {
        let item = u16::try_from(item).unwrap_or(NONE - 1);
        for term in terms {
            let place = &mut self.places[place(*term)];
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
        self.places[place(term)].items
    }
}
