//! `how`: the one procedure that a question means.

use std::io::Write;
use std::process::ExitCode;

use anyhow::bail;
use jiff::civil::Date;
use serde::Serialize;

use super::Setting;
use crate::cli::{AnswerFormat, How};
use crate::due::{self, Due};
use crate::lang::{Lang, Said};
use crate::list::Item;
use crate::load::Lists;
use crate::place::Sheet;
use crate::procedure::{self, Procedure, written};
use crate::prompt;
use crate::search::{self, Hit, Instead, Meaning, Search};
use crate::table::Labelled;

/// What an answer may need.
const SHEETS: [Sheet; 6] = [
    Sheet::Township,
    Sheet::Registry,
    Sheet::Vocabulary,
    Sheet::Power,
    Sheet::Service,
    Sheet::Manual,
];

/// Writes the procedure that the question means, or the few it may mean, or that there is none.
///
/// # Errors
///
/// Fails where there is no question, a list cannot be loaded, or `out` fails.
pub fn run(args: &How, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let lang = setting.lang;
    let village = args.village.as_deref().or(setting.village.as_deref());
    let mut sheets = SHEETS.to_vec();
    if args.from.is_some() {
        sheets.push(Sheet::Calendar);
    }
    setting.load(village, &sheets, |lists| {
        let mut question = args.question.join(" ");
        if question.trim().is_empty() {
            question = asked(lists, setting)?;
        }
        let meaning = Search::new(lists).meaning(&question);
        let found = found(meaning.hits(), lists, args.from)?;
        let text = match args.format {
            AnswerFormat::Json => json(found, &meaning, lists)?,
            AnswerFormat::Table => table(&found, &meaning, lists, setting),
            AnswerFormat::Markdown => markdown(&found, &meaning, lists, lang),
        };
        write!(out, "{text}")?;
        Ok(ExitCode::from(u8::from(meaning.hits().is_empty())))
    })
}

/// Asks for the question on a terminal.
fn asked(lists: &Lists<'_>, setting: &Setting) -> anyhow::Result<String> {
    let lang = setting.lang;
    if !setting.interactive {
        bail!(lang.pick(
            "没有问题：把问题写在后面，例如 `qingdan how 宅基地怎么批`",
            "there is no question: write it behind, such as `qingdan how do I get land for a house`",
        ));
    }
    prompt::question(search::offers(lists, lang), lang)
}

/// An item that the question may mean, in full.
#[derive(Serialize)]
struct Found {
    item: String,
    score: f64,
    title: Option<Said>,
    procedure: Procedure,
    /// The dates, where they were asked for and the item is a service.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Due>,
}

fn found(hits: &[Hit], lists: &Lists<'_>, from: Option<Date>) -> Result<Vec<Found>, due::Error> {
    let mut all = Vec::new();
    for hit in hits {
        let (procedure, due) = if let Some(service) = named(lists.book.services(), &hit.item) {
            let due = from.map(|from| due::of(service, lists, from)).transpose()?;
            (procedure::service(service, lists), due)
        } else if let Some(power) = named(lists.book.powers(), &hit.item) {
            (procedure::power(power, lists), None)
        } else {
            continue;
        };
        all.push(Found {
            item: hit.item.clone(),
            score: (hit.score * 1000.0).round() / 1000.0,
            title: procedure.title.clone(),
            procedure,
            due,
        });
    }
    Ok(all)
}

fn named<'l, 'a, T: Item<'a>>(items: Option<&'l [T]>, address: &str) -> Option<&'l T> {
    items?.iter().find(|item| item.address() == address)
}

fn table(found: &[Found], meaning: &Meaning, lists: &Lists<'_>, setting: &Setting) -> String {
    let (lang, width) = (setting.lang, setting.width);
    match found {
        [] => nothing(meaning, lists, lang),
        [one] => {
            let mut text = written::table(&one.procedure, lang, width);
            if let Some(due) = &one.due {
                let (heading, rows) = dates(due, lang);
                text = format!("{text}\n{heading}\n\n{}", rows.drawn(width));
            }
            text
        }
        several => format!("{}\n\n{}", which(lang), choices(several, lists, lang, "  ")),
    }
}

fn markdown(found: &[Found], meaning: &Meaning, lists: &Lists<'_>, lang: Lang) -> String {
    match found {
        [] => nothing(meaning, lists, lang),
        [one] => {
            let mut text = written::markdown(&one.procedure, lang);
            if let Some(due) = &one.due {
                let (heading, rows) = dates(due, lang);
                text = format!("{text}### {heading}\n\n{}", written::markdown_rows(&rows));
            }
            text
        }
        several => format!("{}\n\n{}", which(lang), choices(several, lists, lang, "- ")),
    }
}

/// The dates with their heading.
fn dates(due: &Due, lang: Lang) -> (String, Labelled) {
    let from = due::written::day(due.dates.from, lang);
    let heading = match lang {
        Lang::Zh => format!("日期（{from}起算）"),
        Lang::En => format!("Dates, from {from}"),
    };
    let mut rows = Labelled::default();
    due::written::add(&mut rows, due, lang);
    (heading, rows)
}

fn which(lang: Lang) -> &'static str {
    lang.pick(
        "问的可能是下面某一项，用后面的命令看全文：",
        "The question may mean one of these; the command behind each shows it:",
    )
}

/// One line for each of several procedures.
fn choices(found: &[Found], lists: &Lists<'_>, lang: Lang, bullet: &str) -> String {
    let line = |found: &Found| {
        let title = found.title.as_ref();
        let title = title.map_or(found.item.as_str(), |title| title.within(lang));
        let name = search::short_name(&found.item, lists);
        format!("{bullet}{title}  `qingdan how {name}`\n")
    };
    found.iter().map(line).collect()
}

/// Says that nothing listed matches, and whom to ask instead.
fn nothing(meaning: &Meaning, lists: &Lists<'_>, lang: Lang) -> String {
    let more = lang.pick(
        "`qingdan list service` 列出全部服务事项，`qingdan list power` 列出全部权力事项。",
        "`qingdan list service` lists all services, `qingdan list power` all powers.",
    );
    let mut lines = Instead::of(meaning, lists).lines(lang);
    lines.push(more.to_owned());
    format!("{}\n", lines.join("\n"))
}

/// The JSON of `how`.
#[derive(Serialize)]
struct Output {
    format: u32,
    answers: Vec<Found>,
    /// Whom to ask, where nothing listed matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    instead: Option<Instead>,
}

fn json(found: Vec<Found>, meaning: &Meaning, lists: &Lists<'_>) -> anyhow::Result<String> {
    let output = Output {
        format: 1,
        instead: found.is_empty().then(|| Instead::of(meaning, lists)),
        answers: found,
    };
    Ok(serde_json::to_string_pretty(&output)? + "\n")
}
