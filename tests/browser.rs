//! The published pages in a real browser: Chromium, driven by `browser/main.js`.
//!
//! Three villages are published: one of the shipped township, one on trial whose list has another
//! item, and one whose texts are hostile. `browser/checks` says what is looked at on each kind of page.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use qingdan::load;
use qingdan::place::Sheet;
use qingdan::search::Search;
use serde_json::{Value, json};
use tempfile::TempDir;

#[path = "browser/lists.rs"]
mod lists;

use lists::Lists;

/// What is asked in the search box: in characters, in English, in pinyin, for what no list has.
const QUESTIONS: [&str; 6] = [
    "宅基地怎么批",
    "农村宅基地审批",
    "house plot",
    "zhaijidi",
    "power/major-decision",
    "qwertzuiop",
];

#[test]
fn pages_are_right_in_a_browser() {
    let Some(browser) = browser() else {
        return;
    };
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let sites = json!([township(folder.path()), hostile(folder.path())]);
    let file = folder.path().join("sites.json");
    fs::write(&file, sites.to_string()).expect("a file");
    let output = Command::new("node")
        .arg("tests/browser/main.js")
        .arg(&file)
        .env("QINGDAN_CHROMIUM", browser)
        .output()
        .expect("node runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let trouble = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{trouble}");
    told(&said);
}

#[expect(
    clippy::print_stdout,
    reason = "the figures are asked for with --nocapture"
)]
fn told(said: &str) {
    println!("{said}");
}

/// Returns the browser: the one that is named, else one of Debian's.
fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("QINGDAN_CHROMIUM").map(PathBuf::from);
    let debian = ["chromium-headless-shell", "chromium", "google-chrome"]
        .map(|name| Path::new("/usr/bin").join(name));
    named.into_iter().chain(debian).find(|path| path.exists())
}

/// Returns the browser if it and what drives it are here: where not, CI fails and others are told.
#[expect(clippy::print_stderr, reason = "what was not tested must be seen")]
fn browser() -> Option<PathBuf> {
    let runs = |program: &str| Command::new(program).arg("-v").output().is_ok();
    let chromium = chromium();
    let modules = Path::new("tests/browser/node_modules/playwright-core");
    let missing: Vec<&str> = [
        (chromium.is_some(), "chromium"),
        (runs("node"), "nodejs"),
        (runs("pdftotext"), "poppler-utils"),
        (modules.exists(), "`npm ci --prefix tests/browser`"),
    ]
    .into_iter()
    .filter_map(|(there, name)| (!there).then_some(name))
    .collect();
    let is_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    let missing = missing.join(", ");
    assert!(missing.is_empty() || !is_ci, "missing: {missing}");
    if !missing.is_empty() {
        eprintln!("NOT TESTED: the pages were not opened in a browser; missing: {missing}");
        return None;
    }
    chromium
}

/// Two villages of the shipped township, and one that is being prepared.
fn township(folder: &Path) -> Value {
    let lists = Lists::copied("lists", folder.join("township"));
    lists.keep(&["nanshiqu", "luniu", "guozigou"]);
    lists.edit("township.toml", |text| {
        let text = text.replace("villages = 28", "villages = 3");
        let named = "base_url = \"https://lists.example.org/buyi/\"";
        text.replace("sample = true", &format!("sample = true\n{named}"))
    });
    // A village on trial, which calls an item otherwise than the township.
    for file in ["service.toml", "manual.toml"] {
        lists.edit(&format!("villages/luniu/{file}"), |text| {
            text.replace("\"land-approval\"", "\"house-plot\"")
        });
    }
    // It has not adopted the township's last edition yet, else it might not.
    lists.edit("villages/luniu/village.toml", |text| {
        text.replace("edition = \"2027-2\"", "edition = \"2027-1\"")
    });
    lists.publish();
    json!({
        "name": "township",
        "langs": ["zh", "en"],
        "dir": lists.site(),
        "base_url": "https://lists.example.org/buyi/",
        "sample": true,
        "heading": { "zh": "平遥县卜宜乡", "en": "Buyi" },
        "villages": { "nanshiqu": "in-force", "luniu": "trial" },
        "questions": {
            "nanshiqu": questions(&lists.root(), "nanshiqu"),
            "luniu": questions(&lists.root(), "luniu"),
        },
        "service": "land-approval",
        "power": "major-decision",
        "role": "villagers-committee",
        "body": "villagers-committee",
        "others": { "luniu": { "service": "house-plot" } },
    })
}

/// A township whose texts are markup, script, quotes, letters from right to left, and long words.
fn hostile(folder: &Path) -> Value {
    let lists = Lists::copied("examples/minimal", folder.join("hostile"));
    let shown = "<script>window.ran=1</script>";
    let text = format!(
        r#"</title>{shown}<img src=x onerror=window.ran=1>\" onload=\"window.ran=1' & \u200b שלום {}"#,
        "x".repeat(300)
    );
    lists.spoil(&text);
    lists.publish();
    json!({
        "name": "hostile",
        "langs": ["en"],
        "dir": lists.site(),
        "sample": true,
        "heading": { "zh": "示例县示例乡", "en": "Exampletownship" },
        "villages": { "shili": "in-force" },
        "shown": [shown],
        "service": "land-approval",
        "power": "homestead-application",
        "role": "villagers-committee",
        "body": "villagers-committee",
    })
}

/// What `how` answers first in a village; nothing where it knows nothing.
fn questions(lists: &Path, village: &str) -> Vec<Value> {
    let sheets = [
        Sheet::Township,
        Sheet::Registry,
        Sheet::Vocabulary,
        Sheet::Service,
        Sheet::Power,
    ];
    load::with(lists, Some(village), &sheets, |lists| {
        let search = Search::new(lists);
        let first = |question: &str| {
            search
                .meaning(question)
                .hits()
                .first()
                .map(|hit| hit.item.clone())
        };
        let asked = QUESTIONS.iter();
        let asked = asked.map(|question| json!({ "question": question, "item": first(question) }));
        Ok(asked.collect())
    })
    .expect("the lists load")
}
