//! Values of a few terms, looked for among the many of all texts.

use rustc_hash::FxHashMap;

use super::terms::Term;

/// How many bits tell the terms apart: 8 KB, which stay at hand while texts are gone through.
const BITS: u32 = 16;

/// A value for each of a few terms: that a term is not among them is seen without looking it up.
#[derive(Debug)]
pub struct Few<V> {
    marks: Vec<u64>,
    values: FxHashMap<Term, V>,
}

impl<V> Default for Few<V> {
    fn default() -> Self {
        Self {
            marks: vec![0; 1 << BITS >> 6],
            values: FxHashMap::default(),
        }
    }
}

impl<V> Few<V> {
    /// Returns the value of a term, which is `new` if it has none yet.
    pub fn entry(&mut self, term: Term, new: V) -> &mut V {
        let (at, bit) = mark(term);
        self.marks[at] |= bit;
        self.values.entry(term).or_insert(new)
    }

    /// Returns the value of a term.
    pub fn get(&self, term: Term) -> Option<&V> {
        let (at, bit) = mark(term);
        if self.marks[at] & bit == 0 {
            return None;
        }
        self.values.get(&term)
    }
}

/// Returns the place of a term's mark, and its bit there. Another term may have the same.
fn mark(term: Term) -> (usize, u64) {
    let mixed = term.mixed() >> (u64::BITS - BITS);
    (usize::try_from(mixed >> 6).unwrap_or(0), 1 << (mixed & 63))
}
