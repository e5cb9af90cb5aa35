//! The comparison as JSON, for programs.

use serde::Serialize;
use serde_json::Value;

use super::{Compared, Comparison, Fate, Verdict};
use crate::diff::{ChangeKind, Effect};
use crate::drift::Standing;

/// The version of the form. Fields may be added in a version; none changes.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Whole<'c> {
    format: u32,
    /// `template`, the name of a village's folder, or a revision.
    against: &'c str,
    villages: Vec<Village<'c>>,
}

#[derive(Serialize)]
struct Village<'c> {
    #[serde(rename = "village")]
    slug: Option<&'c str>,
    /// What became of the village as a whole.
    fate: Fate,
    edition: &'c str,
    changes: Vec<Change<'c>>,
    /// The files that could not be compared, from the lists' directory.
    unread: Vec<&'c str>,
}

#[derive(Serialize)]
struct Change<'c> {
    item: &'c str,
    field: &'c str,
    kind: ChangeKind,
    effect: Effect,
    policy: Standing,
    allowed: bool,
    from: Option<&'c Value>,
    to: Option<&'c Value>,
    file: &'c str,
    line: usize,
}

/// Writes the comparison as one JSON object, with a line's end.
///
/// # Errors
///
/// Fails where a value cannot be written, which no list can have.
pub fn written(comparison: &Comparison) -> serde_json::Result<String> {
    let whole = Whole {
        format: FORMAT,
        against: comparison.against.key(),
        villages: comparison.villages.iter().map(village).collect(),
    };
    serde_json::to_string_pretty(&whole).map(|text| text + "\n")
}

fn village(compared: &Compared) -> Village<'_> {
    Village {
        slug: compared.slug.as_deref(),
        fate: compared.fate,
        edition: &compared.edition,
        changes: compared.verdicts.iter().map(change).collect(),
        unread: compared
            .unread
            .iter()
            .map(|unread| unread.file.as_str())
            .collect(),
    }
}

fn change(verdict: &Verdict) -> Change<'_> {
    let change = &verdict.change;
    Change {
        item: &change.item,
        field: &change.field,
        kind: change.kind,
        effect: change.effect,
        policy: verdict.standing,
        allowed: verdict.allowed,
        from: change.from.as_ref(),
        to: change.to.as_ref(),
        file: &verdict.file,
        line: verdict.line,
    }
}
