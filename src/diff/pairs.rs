//! Which element of an array before is which element now: matched by id, not by place.

use std::collections::{HashMap, VecDeque};

use jiff::civil::Date;

use crate::list::date;
use crate::tree::{Node, Table, Value};

/// The places of one element, counted from 0; none where it is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) from: Option<usize>,
    pub(super) to: Option<usize>,
}

/// Returns the id of a table: the values of its keys with `/` between them.
pub(super) fn id(table: &Table<'_>, keys: &[&str]) -> Option<String> {
    let parts = keys.iter().filter_map(|key| word(table.get(key)?));
    let id = parts.collect::<Vec<_>>().join("/");
    (!id.is_empty()).then_some(id)
}

fn word(value: &Value<'_>) -> Option<String> {
    match value {
        Value::String(text) => Some(text.to_string()),
        Value::Integer(number) => number.map(|number| number.to_string()),
        Value::Datetime(_) => date(value).map(|date: Date| date.to_string()),
        _ => None,
    }
}

/// Matches the elements of two arrays: those of the second in their order, then what is gone.
///
/// Where several have the same id, or none, they are matched in their order.
pub(super) fn of(from: &[Node<'_>], to: &[Node<'_>], keys: &[&str]) -> Vec<Pair> {
    let id = |node: &Node<'_>| match &node.value {
        Value::Table(table) => id(table, keys),
        _ => None,
    };
    let mut waiting: HashMap<Option<String>, VecDeque<usize>> = HashMap::new();
    for (at, node) in from.iter().enumerate() {
        waiting.entry(id(node)).or_default().push_back(at);
    }
    let mut met = vec![false; from.len()];
    let mut pairs = Vec::with_capacity(to.len());
    for (at, node) in to.iter().enumerate() {
        let before = waiting.get_mut(&id(node)).and_then(VecDeque::pop_front);
        if let Some(before) = before {
            met[before] = true;
        }
        pairs.push(Pair {
            from: before,
            to: Some(at),
        });
    }
    let gone = (0..from.len()).filter(|at| !met[*at]);
    pairs.extend(gone.map(|at| Pair {
        from: Some(at),
        to: None,
    }));
    pairs
}

/// Returns true where those that are on both sides stand in the same order.
pub(super) fn are_in_order(pairs: &[Pair]) -> bool {
    let both = pairs.iter().filter(|pair| pair.to.is_some());
    both.filter_map(|pair| pair.from).is_sorted()
}
