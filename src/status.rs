//! The township on one page: how far each village has come, and who stands out.

pub mod json;
pub mod written;

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use crate::check;
use crate::drift::Terms;
use crate::files;
use crate::lang::{Lang, Said};
use crate::list::{Basis, Certainty, Item, Service, Stage, Text};
use crate::loaded::{Book, Loaded};
use crate::report::{Counts, Report};
use crate::time::Period;

/// The township at a glance.
#[derive(Debug)]
pub struct Status {
    /// The day.
    pub as_of: Date,
    /// True: the data are made up.
    pub sample: bool,
    /// What was found in the township's own files and the template.
    pub township: Counts,
    /// The villages, in the order of their folders' names.
    pub villages: Vec<VillageStatus>,
    /// Where few villages differ from what most of them have.
    pub outliers: Vec<Outlier>,
}

/// How far one village has come.
#[derive(Debug, Clone)]
pub struct VillageStatus {
    /// The name of the folder.
    pub slug: String,
    /// The name of the village.
    pub name: Said,
    /// How far it has come.
    pub stage: Option<Stage>,
    /// The edition that it has adopted.
    pub edition: String,
    /// The days that are left to adopt the template's edition, negative behind the last; none where
    /// it has it, or has any time.
    pub days_left: Option<i64>,
    /// How many items its lists have; none where a list cannot be read.
    pub items: Items,
    /// What was found in its files.
    pub findings: Counts,
    /// How many deviations it has recorded that carry what they say.
    pub deviations: usize,
    /// How sure the law is on which its items rest.
    pub bases: Bases,
}

/// How many items a village's lists have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Items {
    /// Powers.
    pub power: Option<usize>,
    /// Responsibilities.
    pub responsibility: Option<usize>,
    /// Services.
    pub service: Option<usize>,
}

/// How sure the law is on which a village's items rest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Bases {
    /// How many were read in the text of the law.
    pub confirmed: usize,
    /// How many there are.
    pub all: usize,
}

impl Bases {
    /// Returns the share that was read in the text, in whole percent, rounded down.
    pub fn percent(self) -> usize {
        (self.confirmed * 100).checked_div(self.all).unwrap_or(100)
    }
}

/// A village, or a few, whose service differs from what most villages have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlier {
    /// The id of the service.
    pub service: String,
    /// Its name.
    pub title: Said,
    /// In what it differs.
    pub kind: Trait,
    /// What these villages have.
    pub value: Value,
    /// Their folders.
    pub villages: Vec<String>,
    /// What most have.
    pub usual: Value,
    /// How many have it.
    pub count: usize,
}

/// In what services of villages are held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Trait {
    /// The limit promised.
    Promised,
    /// How often the villager must come.
    Visits,
    /// How many papers are wanted.
    Papers,
}

impl Trait {
    /// Returns the name of the trait, in Chinese and English.
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Trait::Promised => ("承诺时限", "promise"),
            Trait::Visits => ("到场次数", "visits"),
            Trait::Papers => ("申请材料", "papers"),
        }
    }
}

/// What a village has of a trait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A time.
    Time(Period),
    /// A number.
    Number(u32),
}

impl Value {
    /// Writes the value for people.
    pub fn written(self, lang: Lang) -> String {
        match self {
            Value::Time(period) => period.written(lang),
            Value::Number(number) => number.to_string(),
        }
    }
}

/// Checks a township and looks at each village.
///
/// # Errors
///
/// Fails where the directory cannot be listed. What is wrong with a file is counted.
pub fn township(root: &Path, as_of: Date) -> Result<Status, files::Error> {
    let (report, seen) = check::visited(root, as_of, &[], Seen::of)?;
    let in_township = report.occurrences.iter().filter(|o| o.village.is_none());
    let mut villages: Vec<VillageStatus> = seen.iter().map(|seen| seen.status.clone()).collect();
    let found = found(&report, villages.len());
    for ((village, summary), levels) in villages.iter_mut().zip(&report.villages).zip(found) {
        village.slug.clone_from(&summary.slug);
        village.findings = levels;
    }
    let slugs = report.villages.iter().map(|village| village.slug.as_str());
    Ok(Status {
        as_of,
        sample: report.checked.sample,
        township: Counts::of(in_township.map(|occurrence| occurrence.level)),
        outliers: outliers(slugs.zip(&seen)),
        villages,
    })
}

/// Counts what was found village by village.
fn found(report: &Report, villages: usize) -> Vec<Counts> {
    let mut levels = vec![Vec::new(); villages];
    for occurrence in &report.occurrences {
        if let Some(village) = occurrence.village {
            levels[village].push(occurrence.level);
        }
    }
    levels.into_iter().map(Counts::of).collect()
}

/// What is taken from a village's lists while they are there.
struct Seen {
    status: VillageStatus,
    traits: Vec<(String, Said, Trait, Value)>,
}

impl Seen {
    fn of(book: &Book<'_>, loaded: &Loaded<'_>) -> Self {
        let terms = Terms {
            township: &loaded.township,
            actors: &loaded.registry.actors,
            as_of: loaded.as_of,
        };
        let village = book.village();
        let deviations = village.map_or(&[][..], |village| &village.deviations);
        let carried = deviations.iter().filter(|one| terms.flaw(one).is_none());
        let lag = village.and_then(|village| terms.lag(village));
        Self {
            status: VillageStatus {
                slug: String::new(),
                name: village.map_or_else(|| said(Text::default()), |village| said(village.name)),
                stage: village.and_then(|village| village.stage),
                edition: village.map_or_else(String::new, |village| village.edition.to_owned()),
                days_left: lag.and_then(|lag| lag.days_left),
                items: Items {
                    power: book.powers().map(<[_]>::len),
                    responsibility: book.responsibilities().map(<[_]>::len),
                    service: book.services().map(<[_]>::len),
                },
                findings: Counts::default(),
                deviations: carried.count(),
                bases: bases(book),
            },
            traits: book
                .services()
                .unwrap_or_default()
                .iter()
                .flat_map(traits)
                .collect(),
        }
    }
}

fn said(text: Text<'_>) -> Said {
    Said {
        zh: text.within(Lang::Zh).to_owned(),
        en: text.within(Lang::En).to_owned(),
    }
}

/// Counts the bases of all items and their steps.
fn bases(book: &Book<'_>) -> Bases {
    let powers = book.powers().unwrap_or_default().iter();
    let services = book.services().unwrap_or_default().iter();
    let duties = book.responsibilities().unwrap_or_default().iter();
    let steps = powers
        .clone()
        .flat_map(|power| &power.steps)
        .chain(services.clone().flat_map(|service| &service.steps));
    let all = powers
        .flat_map(|power| &power.basis)
        .chain(services.flat_map(|service| &service.basis))
        .chain(duties.flat_map(|duty| &duty.basis))
        .chain(steps.flat_map(|step| &step.basis));
    let mut bases = Bases::default();
    let is_confirmed = |basis: &Basis<'_>| basis.certainty == Some(Certainty::Text);
    for basis in all {
        bases.all += 1;
        bases.confirmed += usize::from(is_confirmed(basis));
    }
    bases
}

fn traits(service: &Service<'_>) -> Vec<(String, Said, Trait, Value)> {
    let papers = u32::try_from(service.papers.len()).ok();
    let values = [
        (Trait::Promised, service.limit.promised.map(Value::Time)),
        (Trait::Visits, service.visits.map(Value::Number)),
        (Trait::Papers, papers.map(Value::Number)),
    ];
    let of_service = |(kind, value): (Trait, Option<Value>)| {
        Some((service.id().to_owned(), said(service.title), kind, value?))
    };
    values.into_iter().filter_map(of_service).collect()
}

/// A village by its folder, and what it calls the service.
type Having<'s> = (&'s str, &'s Said);

/// So many villages have to be alike, for each one that is not.
const USUAL: usize = 5;

/// Finds where few villages differ from what most have.
fn outliers<'s>(seen: impl Iterator<Item = (&'s str, &'s Seen)>) -> Vec<Outlier> {
    let mut all: BTreeMap<(&str, Trait), BTreeMap<Value, Vec<Having<'_>>>> = BTreeMap::new();
    for (slug, seen) in seen {
        for (service, title, kind, value) in &seen.traits {
            let values = all.entry((service, *kind)).or_default();
            values.entry(*value).or_default().push((slug, title));
        }
    }
    let mut outliers = Vec::new();
    for ((service, kind), values) in all {
        let most = values.iter().max_by_key(|(_, villages)| villages.len());
        let Some((usual, like_most)) = most else {
            continue;
        };
        for (value, villages) in &values {
            if value == usual || villages.len() * USUAL > like_most.len() {
                continue;
            }
            outliers.push(Outlier {
                service: service.to_owned(),
                title: villages[0].1.clone(),
                kind,
                value: *value,
                villages: villages
                    .iter()
                    .map(|(slug, _)| (*slug).to_owned())
                    .collect(),
                usual: *usual,
                count: like_most.len(),
            });
        }
    }
    outliers
}
