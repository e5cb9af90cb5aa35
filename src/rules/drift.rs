//! The family drift: villages and the template.

pub(crate) mod expired_deviation;
pub(crate) mod idle_deviation;
pub(crate) mod locked_field;
pub(crate) mod loosened;
pub(crate) mod one_language_changed;
pub(crate) mod stale_edition;
pub(crate) mod unapproved_deviation;
pub(crate) mod unrecorded_deviation;

use crate::diff::Change;
use crate::drift::{Drift, Judged, Terms, covers};
use crate::lang::Said;
use crate::list::Deviation;
use crate::loaded::Loaded;
use crate::place::Route;
use crate::say;

/// Returns the changes that no rule of another family tells of: a village that lags has its edition
/// to adopt first, and a whole item or step without a record is missing or extra.
fn answered_for<'d>(drift: &'d Drift<'_>) -> impl Iterator<Item = &'d Judged<'d>> {
    let judged = drift.judged.iter().filter(|judged| !judged.allowed);
    judged.filter(|judged| {
        let change = judged.change;
        let told = change.is_whole_item() || change.is_whole_step();
        drift.lag.is_none() && change.declared.is_some() && !(told && judged.record.is_none())
    })
}

/// Names the field of a change and what it says in the template and here, where that is short.
fn differs(change: &Change) -> Said {
    let (item, field) = (&change.item, &change.field);
    if !change.is_short() {
        return say!(
            "`{item}` 的 `{field}` 与范本不同",
            "`{field}` of `{item}` differs from the template"
        );
    }
    let (template, here) = (change.before(), change.now());
    let (zh, zh_here) = (template.zh, here.zh);
    let (en, en_here) = (template.en, here.en);
    say!(
        "`{item}` 的 `{field}`，范本是“{zh}”，本村是“{zh_here}”",
        "`{field}` of `{item}` is {en} in the template and {en_here} here"
    )
}

/// Returns true where the lists differ in what a deviation speaks of.
fn deviates(drift: &Drift<'_>, deviation: &Deviation<'_>) -> bool {
    let mut judged = drift.judged.iter();
    judged.any(|judged| covers(deviation, judged.change))
}

/// Returns what decides how far villages may stand apart.
fn terms<'t, 'a>(loaded: &'t Loaded<'a>) -> Terms<'t, 'a> {
    Terms {
        township: &loaded.township,
        actors: &loaded.registry.actors,
        as_of: loaded.as_of,
    }
}

/// Returns the way to a field of a deviation.
fn field_route(deviation: &Deviation<'_>, field: &'static str) -> Route {
    Route::item("deviation", deviation.index).key(field)
}
