//! The service list: what is done for villagers, how, and in what time.

use jiff::civil::Date;

use super::item;
use super::reader::Table;
use super::step::{Basis, Step};
use super::text::{Text, Texts};
use crate::time::Period;

/// One service.
#[derive(Debug, Clone)]
pub struct Service<'a> {
    /// The place in the list, counted from 0.
    pub index: usize,
    /// The service's id.
    pub id: &'a str,
    /// The name of the service.
    pub title: Text<'a>,
    /// The type in the national standard: one of [`Service::KINDS`].
    pub kind: &'a str,
    /// True where people's livelihood hangs on it, so that the manual supervises it.
    pub livelihood: bool,
    /// Who may ask for it.
    pub applicant: Text<'a>,
    /// The conditions, point by point.
    pub conditions: Texts<'a>,
    /// The village actor whom a villager sees first.
    pub handler: &'a str,
    /// The township office that handles it.
    pub office: &'a str,
    /// The actor that decides.
    pub authority: &'a str,
    /// What it costs.
    pub fee: Fee<'a>,
    /// How long it may take.
    pub limit: Limit<'a>,
    /// How often the villager must come in person.
    pub visits: Option<u32>,
    /// What to bring.
    pub papers: Vec<PaperNeed<'a>>,
    /// What the villager gets in the end.
    pub result: Text<'a>,
    /// How a refusal is told.
    pub refusal: Text<'a>,
    /// The ids of the remedies against a refusal.
    pub remedies: Vec<&'a str>,
    /// What officials may not do, point by point.
    pub must_not: Texts<'a>,
    /// The law on which it rests.
    pub basis: Vec<Basis<'a>>,
    /// The steps, in order.
    pub steps: Vec<Step<'a>>,
    /// The day on which a person compared the item with the law.
    pub confirmed: Option<Date>,
}
item!(Service, "service");

/// What a service costs.
#[derive(Debug, Clone, Default)]
pub struct Fee<'a> {
    /// The sum in yuan; none: the service is free.
    pub yuan: Option<u32>,
    /// The law that allows the fee.
    pub basis: Vec<Basis<'a>>,
}

/// How long a service may take.
#[derive(Debug, Clone, Default)]
pub struct Limit<'a> {
    /// The limit that the law sets.
    pub legal: Option<Period>,
    /// By how much the law lets it be extended.
    pub extension: Option<Period>,
    /// The limit that the township promises.
    pub promised: Option<Period>,
    /// The step whose end starts the clock.
    pub from: Option<&'a str>,
    /// The step whose end stops it; none: the last.
    pub to: Option<&'a str>,
    /// What is left out of the limit: `notice`.
    pub excludes: Vec<&'a str>,
}

/// A paper that the villager brings.
#[derive(Debug, Clone)]
pub struct PaperNeed<'a> {
    /// The id of the paper in the registry.
    pub id: &'a str,
    /// `original`, `copy` or `form`.
    pub kind: &'a str,
    /// How many.
    pub copies: Option<u32>,
    /// In which case it is needed; empty: always.
    pub when: Text<'a>,
}

impl<'a> Service<'a> {
    /// The types of the national standard for items of government service (GB/T 39554.1).
    pub const KINDS: [&'static str; 7] = [
        "licence",
        "confirmation",
        "payment",
        "filing",
        "ruling",
        "other",
        "public-service",
    ];

    /// The kinds in which a paper may be asked for.
    pub const PAPER_KINDS: [&'static str; 3] = ["original", "copy", "form"];
    /// Those kinds that can be compared, the easier to bring first.
    pub const PAPER_EASE: [&'static str; 2] = ["copy", "original"];

    pub(crate) fn read_all(file: Table<'a>) -> Vec<Self> {
        file.items("service", |index, table| Self {
            index,
            id: table.str("id"),
            title: table.text("title"),
            kind: table.str("kind"),
            livelihood: table.flag("livelihood"),
            applicant: table.text("applicant"),
            conditions: table.texts("conditions"),
            handler: table.str("handler"),
            office: table.str("office"),
            authority: table.str("authority"),
            fee: table.table("fee").map_or_else(Fee::default, |fee| Fee {
                yuan: fee.number("yuan"),
                basis: Basis::read_all(fee),
            }),
            limit: table
                .table("limit")
                .map_or_else(Limit::default, Limit::read),
            visits: table.number("visits"),
            papers: table.items("papers", |_, paper| PaperNeed {
                id: paper.str("id"),
                kind: paper.str("kind"),
                copies: paper.number("copies"),
                when: paper.text("when"),
            }),
            result: table.text("result"),
            refusal: table.text("refusal"),
            remedies: table.strs("remedies"),
            must_not: table.texts("must_not"),
            basis: Basis::read_all(table),
            steps: Step::read_all(table),
            confirmed: table.date("confirmed"),
        })
    }
}

impl<'a> Limit<'a> {
    fn read(table: Table<'a>) -> Self {
        Self {
            legal: table.period("legal"),
            extension: table.period("extension"),
            promised: table.period("promised"),
            from: table.opt_str("from"),
            to: table.opt_str("to"),
            excludes: table.strs("excludes"),
        }
    }
}
