//! The search box of the pages takes every question for the same as `how`, to the last digits.
//!
//! Its script is run by Node, once, over the questions of `tests/`, the names of all items, and
//! thousands of questions with slips, in pinyin, in traditional and full-width characters, mixed.

mod characters;
mod mutated;
mod stems;

use std::io::Write;
use std::path::Path;
use std::process::Command;

use qingdan::list::Item;
use qingdan::load::{self, Lists};
use qingdan::place::Sheet;
use qingdan::publish::finder;
use qingdan::search::{Meaning, Search};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use self::characters::Character;

/// How far scores may be apart.
const NEAR: f64 = 1e-9;

const SHEETS: [Sheet; 6] = [
    Sheet::Township,
    Sheet::Registry,
    Sheet::Vocabulary,
    Sheet::Service,
    Sheet::Power,
    Sheet::Manual,
];

/// What Node is asked.
#[derive(Serialize)]
struct Asked {
    script: &'static str,
    lists: Vec<AskedOf>,
    words: Vec<String>,
    characters: Vec<char>,
}

/// What it is asked of some lists.
#[derive(Serialize)]
struct AskedOf {
    name: String,
    data: String,
    questions: Vec<String>,
    #[serde(skip)]
    expected: Vec<Meaning>,
}

/// What it says.
#[derive(Deserialize)]
struct Said {
    lists: Vec<SaidOf>,
    stems: Vec<String>,
    characters: Vec<Character>,
}

#[derive(Deserialize)]
struct SaidOf {
    /// How long it took to read the data, in milliseconds.
    making: f64,
    meanings: Vec<Found>,
    /// How long each answer took, in milliseconds.
    times: Vec<f64>,
}

#[derive(Debug, Deserialize)]
struct Found {
    hits: Vec<FoundHit>,
    elsewhere: Option<FoundHit>,
}

#[derive(Debug, Deserialize)]
struct FoundHit {
    item: String,
    score: f64,
}

#[test]
fn the_script_means_the_same_as_how() {
    if !has_node() {
        return;
    }
    let everything = questions("lists", None, 1000);
    let village = questions("lists", Some("nanshiqu"), 100);
    let minimal = questions("examples/minimal", Some("shili"), 1000);
    let asked = Asked {
        script: finder::SCRIPT,
        words: stems::words(&everything.questions),
        characters: characters::all(),
        lists: vec![everything, village, minimal],
    };
    let said = run(&asked);
    for (asked, said) in asked.lists.iter().zip(&said.lists) {
        compare(asked, said);
    }
    stems::compare(&asked.words, &said.stems);
    characters::compare(&asked.characters, &said.characters);
}

/// Returns whether Node is here: where it is not, CI fails and others are told.
fn has_node() -> bool {
    let there = Command::new("node").arg("--version").output().is_ok();
    let is_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(there || !is_ci, "`node` is not here: install nodejs");
    if !there {
        // Unlike what is printed, this is shown for a test that passes.
        let said = "NOT TESTED: the search box, as `node` is not here: install nodejs\n";
        std::io::stderr().write_all(said.as_bytes()).expect("said");
    }
    there
}

/// Puts all kinds of questions to lists, with so many mutated ones.
fn questions(lists: &str, village: Option<&str>, mutated: usize) -> AskedOf {
    load::with(Path::new(lists), village, &SHEETS, |lists| {
        let mut questions = of_files();
        if village.is_some() {
            questions.truncate(50);
        }
        questions.extend(names(lists));
        questions.extend(mutated::odd());
        let of_vocabulary = mutated::phrases(lists);
        questions.extend(mutated::of(&questions, &of_vocabulary, mutated));
        let expected = questions.par_chunks(200).flat_map(|questions| {
            let search = Search::new(lists);
            let meanings = questions.iter().map(|question| search.meaning(question));
            meanings.collect::<Vec<_>>()
        });
        let parts = finder::parts(lists).map(|(_, part)| part).concat();
        Ok(AskedOf {
            name: village.unwrap_or("template").to_owned(),
            data: if village.is_some() {
                parts
            } else {
                finder::data(lists)
            },
            expected: expected.collect(),
            questions,
        })
    })
    .expect("the lists load")
}

/// Returns the questions in the files beside this one.
fn of_files() -> Vec<String> {
    let mut files: Vec<_> = std::fs::read_dir("tests")
        .expect("the tests")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    files.sort();
    let mut questions = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).expect("questions");
        let lines = text.lines().filter(|line| !line.starts_with("half\t"));
        questions.extend(lines.filter_map(|line| Some(line.rsplit_once('\t')?.1.to_owned())));
    }
    questions
}

/// Returns all names by which items are found outright.
fn names(lists: &Lists<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for service in lists.book.services().unwrap_or_default() {
        names.extend([service.id, service.title.zh, service.title.en].map(str::to_owned));
        names.extend([service.address(), (service.index() + 1).to_string()]);
    }
    for power in lists.book.powers().unwrap_or_default() {
        names.extend([power.id, power.title.zh, power.title.en].map(str::to_owned));
        names.extend([power.address(), (power.index() + 1).to_string()]);
    }
    let large: Vec<String> = names.iter().map(|name| name.to_uppercase()).collect();
    names.into_iter().chain(large).collect()
}

/// Runs Node once.
fn run(asked: &Asked) -> Said {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let [from, to] = ["asked.json", "said.json"].map(|name| folder.path().join(name));
    let json = serde_json::to_string(asked).expect("JSON");
    std::fs::write(&from, json).expect("a file");
    let output = Command::new("node")
        .arg("tests/it/finder/driver.js")
        .args([&from, &to])
        .output()
        .expect("node runs");
    let trouble = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{trouble}");
    let json = std::fs::read_to_string(&to).expect("an answer");
    serde_json::from_str(&json).expect("the form of the answer")
}

#[expect(
    clippy::print_stdout,
    reason = "the figures are asked for with --nocapture"
)]
fn compare(asked: &AskedOf, said: &SaidOf) {
    assert_eq!(said.meanings.len(), asked.questions.len());
    let mut farthest = 0.0_f64;
    let all = asked
        .questions
        .iter()
        .zip(&asked.expected)
        .zip(&said.meanings);
    for ((question, expected), found) in all {
        let apart = apart(expected, found);
        assert!(
            apart.is_some_and(|apart| apart <= NEAR),
            "{question:?}: how says {expected:?}, the script {found:?}"
        );
        farthest = farthest.max(apart.unwrap_or_default());
    }
    let kinds = |kind: fn(&Meaning) -> bool| asked.expected.iter().filter(|m| kind(m)).count();
    let mut times = said.times.clone();
    times.sort_by(f64::total_cmp);
    println!(
        "{}: {} questions: {} one, {} several, {} elsewhere, {} nothing; scores at most {farthest:e} \
         apart; data {} bytes, read in {:.0} ms, first answer {:.0} ms, then {:.1} ms (median), {:.1} ms (99 %)",
        asked.name,
        asked.questions.len(),
        kinds(|m| matches!(m, Meaning::One(_))),
        kinds(|m| matches!(m, Meaning::Several(_))),
        kinds(|m| matches!(m, Meaning::Elsewhere(_))),
        kinds(|m| matches!(m, Meaning::Nothing)),
        asked.data.len(),
        said.making,
        said.times[0],
        times[times.len() / 2],
        times[times.len() * 99 / 100],
    );
}

/// Returns how far apart the scores are; none where not the same is meant.
fn apart(expected: &Meaning, found: &Found) -> Option<f64> {
    let elsewhere = match expected {
        Meaning::Elsewhere(hit) => std::slice::from_ref(hit),
        _ => &[],
    };
    let expected = elsewhere.iter().chain(expected.hits());
    let found_hits: Vec<&FoundHit> = found.elsewhere.iter().chain(&found.hits).collect();
    let is_elsewhere = found.elsewhere.is_some();
    if is_elsewhere == elsewhere.is_empty() || expected.clone().count() != found_hits.len() {
        return None;
    }
    let mut farthest = 0.0_f64;
    for (expected, found) in expected.zip(found_hits) {
        if expected.item != found.item {
            return None;
        }
        farthest = farthest.max((expected.score - found.score).abs());
    }
    Some(farthest)
}
