//! What was found in an item of the template, carried over to the same item of a village.

use rustc_hash::FxHashMap;

use super::located::way;
use super::reading::Reading;
use crate::document::Document;
use crate::finding::{Finding, Related};
use crate::place::{Route, Spot};

/// A list, and a place in it, counted from 0.
type Item = (String, usize);

/// What is wrong with the items of a file, by item: grouped once for all villages.
#[derive(Default)]
pub(super) struct ByItem {
    findings: FxHashMap<Item, Vec<Finding>>,
    /// The ways to what is wrong.
    faults: FxHashMap<Item, Vec<Route>>,
}

impl ByItem {
    fn of(reading: &Reading<'_>) -> Self {
        let mut by_item = Self::default();
        let item = |way: &Route| way.of_item().map(|(list, index)| (list.to_owned(), index));
        for finding in &reading.of_items {
            let document = reading.document;
            if let Some(item) = document.and_then(|document| item(&way(document, &finding.spot))) {
                let of_item = by_item.findings.entry(item).or_default();
                of_item.push(finding.clone());
            }
        }
        for fault in &reading.faults {
            if let Some(item) = item(fault) {
                by_item.faults.entry(item).or_default().push(fault.clone());
            }
        }
        by_item
    }
}

/// Adds what was found in items of another file that stand word for word in this one.
pub(super) fn carry(
    twin: &Reading<'_>,
    document: &Document<'_>,
    findings: &mut Vec<Finding>,
    faults: &mut Vec<Route>,
) {
    let by_item = twin.by_item.get_or_init(|| ByItem::of(twin));
    for (list, index, _, there) in document.table.twins() {
        let item = (list.to_owned(), there.index);
        let found = by_item.findings.get(&item).into_iter().flatten();
        findings.extend(found.map(|finding| moved(finding, &item, (index, there.shift))));
        let ways = by_item.faults.get(&item).into_iter().flatten();
        faults.extend(ways.map(|way| way.clone().in_item(index)));
    }
}

/// Returns a finding about an item as one about the same item at another place: in the list, and in
/// bytes further on.
fn moved(finding: &Finding, item: &Item, (index, shift): (usize, isize)) -> Finding {
    let spot = |spot: &Spot| match spot {
        Spot::Value(route) => Spot::Value(route.clone().in_item(index)),
        Spot::Key(route) => Spot::Key(route.clone().in_item(index)),
        Spot::Bytes(bytes) => Spot::Bytes(
            bytes.start.wrapping_add_signed(shift)..bytes.end.wrapping_add_signed(shift),
        ),
        Spot::File => Spot::File,
    };
    let is_here = |related: &Related| {
        let Spot::Value(route) = &related.spot else {
            return false;
        };
        related.sheet == finding.sheet && route.of_item() == Some((&item.0, item.1))
    };
    let mut moved = finding.clone();
    moved.spot = spot(&finding.spot);
    if let Some(fix) = &mut moved.fix {
        fix.spot = spot(&fix.spot);
    }
    if let Some(related) = moved.related.as_mut().filter(|related| is_here(related)) {
        related.spot = spot(&related.spot);
    }
    moved
}
