//! Items and steps that one book of lists has and another lacks.

use crate::list::{Item, Step};
use crate::loaded::Book;
use crate::place::{Route, Sheet};
use crate::suggest::nearest;

/// An item or a step that stands in one book and not in the other.
pub(super) struct Unmatched {
    pub(super) sheet: Sheet,
    /// The address of the item, or of the step.
    pub(super) address: String,
    /// The way to it in the book that has it.
    pub(super) here: Route,
    /// Where it would stand in the book that lacks it.
    pub(super) there: There,
}

/// Where something would stand in a list that lacks it.
pub(super) struct There {
    /// The way to what it would stand behind, or to the item whose first step it would be; none: it
    /// would be the first item of the list.
    pub(super) route: Option<Route>,
    /// The id of what it would stand behind, if that is a step or an item.
    pub(super) behind: Option<String>,
}

/// Returns the address in `others` for which this one is mistyped: the ids alike, all else the same.
pub(super) fn mistyped_for<'o>(address: &str, others: &'o [Unmatched]) -> Option<&'o str> {
    let (parent, id) = address.rsplit_once('/')?;
    let siblings = others.iter().filter_map(|other| {
        let (other_parent, other_id) = other.address.rsplit_once('/')?;
        (other_parent == parent).then_some(other_id)
    });
    nearest(id, siblings)
}

/// Returns what `these` lists have and `others` lack, unless the village of the two has recorded a
/// deviation for it. Lists that are missing or broken on either side say nothing, and neither does
/// a village whose deviations cannot be read.
pub(super) fn unmatched<'b>(these: &Book<'b>, others: &Book<'b>) -> Vec<Unmatched> {
    let mut found = Vec::new();
    if !(these.knows_deviations() && others.knows_deviations()) {
        return found;
    }
    compare(
        Sheet::Power,
        these.powers(),
        others.powers(),
        |p| &p.steps,
        &mut found,
    );
    let duties = (these.responsibilities(), others.responsibilities());
    compare(
        Sheet::Responsibility,
        duties.0,
        duties.1,
        |_| &[],
        &mut found,
    );
    compare(
        Sheet::Service,
        these.services(),
        others.services(),
        |s| &s.steps,
        &mut found,
    );
    compare(
        Sheet::Manual,
        these.systems(),
        others.systems(),
        |_| &[],
        &mut found,
    );
    let recorded =
        |address: &str| these.records_deviation(address) || others.records_deviation(address);
    found.retain(|unmatched| !recorded(&unmatched.address));
    found
}

fn compare<'b, T: Item<'b>>(
    sheet: Sheet,
    these: Option<&'b [T]>,
    others: Option<&'b [T]>,
    steps: impl Fn(&'b T) -> &'b [Step<'b>],
    found: &mut Vec<Unmatched>,
) {
    let (Some(these), Some(others)) = (these, others) else {
        return;
    };
    if std::ptr::eq(these, others) {
        return;
    }
    let mut behind: Option<&T> = None;
    for item in these.iter().filter(|item| !item.id().is_empty()) {
        let Some(other) = others.iter().find(|other| other.id() == item.id()) else {
            found.push(Unmatched {
                sheet,
                address: item.address(),
                here: item.route(),
                there: There {
                    route: behind.map(Item::route),
                    behind: behind.map(|item| item.id().to_owned()),
                },
            });
            continue;
        };
        behind = Some(other);
        if steps(other).is_empty() {
            // `missing-steps` says so once.
            continue;
        }
        let mut behind: Option<&Step<'_>> = None;
        for step in steps(item).iter().filter(|step| !step.id.is_empty()) {
            let same = steps(other).iter().find(|there| there.id == step.id);
            if same.is_some() {
                behind = same;
                continue;
            }
            let item_there = other.route();
            found.push(Unmatched {
                sheet,
                address: format!("{}/step/{}", item.address(), step.id),
                here: step.route(item.route()),
                there: There {
                    behind: behind.map(|step| step.id.to_owned()),
                    route: Some(match behind {
                        Some(step) => step.route(item_there),
                        None => item_there,
                    }),
                },
            });
        }
    }
}
