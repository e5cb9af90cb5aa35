//! The township at a glance as JSON, for programs.

use serde::Serialize;

use super::{Bases, Items, Outlier, Status, Trait, Value, VillageStatus};
use crate::lang::Said;
use crate::report::Counts;

/// The version of the form. Fields may be added in a version; none changes.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Whole<'s> {
    format: u32,
    as_of: String,
    sample: bool,
    /// What was found in the township's own files and the template.
    findings: Levels,
    villages: Vec<Village<'s>>,
    outliers: Vec<Differing<'s>>,
}

#[derive(Serialize)]
struct Levels {
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct Village<'s> {
    #[serde(rename = "village")]
    slug: &'s str,
    name: &'s Said,
    stage: Option<&'s str>,
    edition: &'s str,
    days_left: Option<i64>,
    items: Items,
    findings: Levels,
    deviations: usize,
    bases: Bases,
}

#[derive(Serialize)]
struct Differing<'s> {
    item: String,
    title: &'s Said,
    #[serde(rename = "trait")]
    kind: Trait,
    value: String,
    villages: &'s [String],
    usual: String,
    count: usize,
}

/// Writes the status as one JSON object, with a line's end.
///
/// # Errors
///
/// Fails where a value cannot be written, which none can.
pub fn written(status: &Status) -> serde_json::Result<String> {
    let whole = Whole {
        format: FORMAT,
        as_of: status.as_of.to_string(),
        sample: status.sample,
        findings: levels(status.township),
        villages: status.villages.iter().map(village).collect(),
        outliers: status.outliers.iter().map(differing).collect(),
    };
    serde_json::to_string_pretty(&whole).map(|text| text + "\n")
}

fn levels(counts: Counts) -> Levels {
    Levels {
        errors: counts.errors,
        warnings: counts.warnings,
        notes: counts.notes,
    }
}

fn village(village: &VillageStatus) -> Village<'_> {
    Village {
        slug: &village.slug,
        name: &village.name,
        stage: village.stage.map(crate::list::Stage::key),
        edition: &village.edition,
        days_left: village.days_left,
        items: village.items,
        findings: levels(village.findings),
        deviations: village.deviations,
        bases: village.bases,
    }
}

fn differing(outlier: &Outlier) -> Differing<'_> {
    Differing {
        item: format!("service/{}", outlier.service),
        title: &outlier.title,
        kind: outlier.kind,
        value: plain(outlier.value),
        villages: &outlier.villages,
        usual: plain(outlier.usual),
        count: outlier.count,
    }
}

/// Writes a value as the lists do.
fn plain(value: Value) -> String {
    match value {
        Value::Time(period) => period.to_string(),
        Value::Number(number) => number.to_string(),
    }
}
