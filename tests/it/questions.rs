//! How well `how` understands questions: those of `tests/questions.tsv` over the shipped lists.
//!
//! `cargo test --release --test it questions -- --nocapture` prints the figures. The `tune` half was
//! looked at while the search was made; the `unseen` half never was, and its figures are the ones
//! that count. Each may get better, and none worse.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use proptest::prelude::*;
use qingdan::load;
use qingdan::place::Sheet;
use qingdan::search::{Meaning, Search};

/// A question with the item that it means.
struct Asked<'t> {
    half: &'t str,
    kind: &'t str,
    lang: &'t str,
    /// The addresses, any of which is right; none: nothing listed.
    items: Vec<&'t str>,
    text: &'t str,
}

fn asked(line: &str) -> Asked<'_> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [half, kind, lang, items, text] = cells[..] else {
        panic!("five cells: {line}");
    };
    let items = items.split('|').filter(|item| *item != "-").collect();
    Asked {
        half,
        kind,
        lang,
        items,
        text,
    }
}

/// What became of questions.
#[derive(Debug, Clone, Copy, Default)]
struct Figures {
    /// How many mean a listed item.
    listed: u32,
    /// Of these: the item comes first, and is not refused.
    first: u32,
    /// Of these: the item is among the first three.
    among_three: u32,
    /// Of these: another item alone was answered.
    wrong: u32,
    /// How many mean nothing listed.
    out: u32,
    /// Of these: refused.
    refused: u32,
}

impl Figures {
    fn add(&mut self, asked: &Asked<'_>, search: &Search<'_, '_>) {
        let meaning = search.meaning(asked.text);
        let hits = meaning.hits();
        if asked.items.is_empty() {
            self.out += 1;
            self.refused += u32::from(hits.is_empty());
            return;
        }
        let right = |item: &str| asked.items.contains(&item);
        let ranking = search.ranking(asked.text);
        let place = ranking.iter().position(|hit| right(&hit.item));
        self.listed += 1;
        self.first += u32::from(hits.first().is_some_and(|hit| right(&hit.item)));
        self.among_three += u32::from(!hits.is_empty() && place.is_some_and(|place| place < 3));
        let one = matches!(&meaning, Meaning::One(hit) if !right(&hit.item));
        self.wrong += u32::from(one);
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |part: u32, whole: u32| match whole {
            0 => "-".to_owned(),
            _ => format!("{:.1} %", f64::from(part) * 100.0 / f64::from(whole)),
        };
        write!(
            f,
            "{:>4} listed: first {:>7}, among three {:>7}, wrong alone {:>2}; {:>2} not listed: refused {:>7}",
            self.listed,
            percent(self.first, self.listed),
            percent(self.among_three, self.listed),
            self.wrong,
            self.out,
            percent(self.refused, self.out),
        )
    }
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the figures are asked for with --nocapture"
)]
fn questions_are_understood_as_well_as_before() {
    let text = std::fs::read_to_string("tests/questions.tsv").expect("the questions");
    let mut groups: BTreeMap<(&str, &str), Figures> = BTreeMap::new();
    load::with(Path::new("lists"), None, &SHEETS, |lists| {
        let search = Search::new(lists);
        for asked in text.lines().skip(1).map(asked) {
            for group in ["all", asked.lang, asked.kind] {
                let figures = groups.entry((asked.half, group)).or_default();
                figures.add(&asked, &search);
            }
        }
        Ok(())
    })
    .expect("the shipped lists load");
    for ((half, group), figures) in &groups {
        println!("{half:<6} {group:<9} {figures}");
    }
    for (half, lang, least) in FLOORS {
        let now = groups[&(half, lang)];
        let [first, among_three, wrong, refused] = least;
        assert!(now.first >= first, "{half} {lang}: {now}");
        assert!(now.among_three >= among_three, "{half} {lang}: {now}");
        assert!(now.wrong <= wrong, "{half} {lang}: {now}");
        assert!(now.refused >= refused, "{half} {lang}: {now}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn anything_can_be_asked(question in "\\PC{0,40}|[a-z ]{0,60}|[宅基地低保怎么办zhaijidi ]{0,30}") {
        load::with(Path::new("examples/minimal"), None, &SHEETS, |lists| {
            let hits = Search::new(lists).meaning(&question).hits().len();
            assert!(hits <= 3, "{question}");
            Ok(())
        })
        .expect("the smallest lists load");
    }
}

/// What the search needs.
const SHEETS: [Sheet; 5] = [
    Sheet::Township,
    Sheet::Registry,
    Sheet::Vocabulary,
    Sheet::Service,
    Sheet::Power,
];

/// For each half and language: how many come first, are among three, are answered wrongly alone,
/// and are refused. The first, second and fourth are the least that may be, the third the most.
const FLOORS: [(&str, &str, [u32; 4]); 4] = [
    ("tune", "zh", [148, 149, 0, 16]),
    ("tune", "en", [148, 148, 0, 17]),
    ("unseen", "zh", [307, 309, 0, 34]),
    ("unseen", "en", [295, 305, 2, 37]),
];
