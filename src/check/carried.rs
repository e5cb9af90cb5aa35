//! What was found in an item of the template, carried over to the same item of a village.

use rustc_hash::FxHashMap;

use super::located::way;
use super::reading::Reading;
use crate::document::Document;
use crate::finding::{Finding, Related};
use crate::place::{Route, Spot};

/// Adds what was found in items of another file that stand word for word in this one.
pub(super) fn carry(
    twin: &Reading<'_>,
    document: &Document<'_>,
    findings: &mut Vec<Finding>,
    faults: &mut Vec<Route>,
) {
    let Some(other) = twin.document else {
        return;
    };
    let mut by_item: FxHashMap<(String, usize), Vec<&Finding>> = FxHashMap::default();
    for finding in &twin.of_items {
        let route = way(other, &finding.spot);
        if let Some((list, index)) = route.of_item() {
            let item = (list.to_owned(), index);
            by_item.entry(item).or_default().push(finding);
        }
    }
    for (list, index, _, there) in document.table.twins() {
        let item = (list.to_owned(), there.index);
        let found = by_item.get(&item).into_iter().flatten();
        findings.extend(found.map(|finding| moved(finding, &item, (index, there.shift))));
        let of_item = Some((list, there.index));
        let ways = twin.faults.iter().filter(|way| way.of_item() == of_item);
        faults.extend(ways.map(|way| way.clone().in_item(index)));
    }
}

/// Returns a finding about an item as one about the same item at another place: in the list, and in
/// bytes further on.
fn moved(finding: &Finding, item: &(String, usize), (index, shift): (usize, isize)) -> Finding {
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
