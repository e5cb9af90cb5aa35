//! The pages of the rules, held against the rules: each example is put into a township and checked.

mod page;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jiff::civil::{Date, date};
use rayon::prelude::*;
use tempfile::TempDir;

use super::{RULES, Rule};
use crate::check;
use crate::lang::Lang;
use page::{Block, Page};

/// Rules whose examples are no TOML: `tests/it/bad_input.rs` and `tests/it/drift.rs` have them.
const NOT_TOML: [&str; 6] = [
    "file-too-large",
    "missing-file",
    "missing-newline",
    "not-utf8",
    "one-language-changed",
    "unexpected-file",
];

/// Rules about what an excerpt leaves out. They are looked at on their own pages only.
const LEFT_OUT: [&str; 17] = [
    "calendar-missing",
    "count-mismatch",
    "extra-item",
    "idle-deviation",
    "livelihood-not-supervised",
    "locked-field",
    "loosened",
    "missing-basis",
    "missing-contact",
    "missing-field",
    "missing-item",
    "missing-steps",
    "power-without-responsibility",
    "power-without-system",
    "system-without-power",
    "uncertain-basis",
    "unrecorded-deviation",
];

/// Rules that another fault of the same example breaks, too: a blank event is a blank text.
const BESIDES: [(&str, &str); 1] = [("unreachable-step", "empty-text")];

const AS_OF: Date = date(2026, 7, 20);

#[test]
fn rules_are_sorted_and_named_in_kebab_case() {
    assert!(RULES.is_sorted_by(|a, b| a.name < b.name));
    for rule in RULES {
        let plain =
            |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric());
        assert!(rule.name.split('-').all(plain), "{}", rule.name);
        assert_eq!(rule.name, rule.name.to_lowercase());
    }
}

#[test]
fn pages_have_their_form_in_both_languages() {
    for rule in RULES {
        let [zh, en] = pages(rule);
        for page in [&zh, &en] {
            assert_eq!(page.title, rule.name);
            assert!(!page.why.is_empty(), "{}: no reason", rule.name);
            assert!(!page.summary.contains("\n\n"), "{}", page.summary);
        }
        assert!(zh.summary.ends_with('。'), "{}: {}", rule.name, zh.summary);
        assert!(en.summary.ends_with('.'), "{}: {}", rule.name, en.summary);
        let is_toml = |page: &Page| page.flagged.iter().all(|block| block.path.is_some());
        assert_eq!(
            is_toml(&en),
            !NOT_TOML.contains(&rule.name),
            "{}",
            rule.name
        );
        if is_toml(&en) {
            assert_eq!(zh.flagged, en.flagged, "{}", rule.name);
            assert_eq!(zh.mended, en.mended, "{}", rule.name);
        }
    }
}

#[test]
fn every_page_in_the_folders_belongs_to_a_rule() {
    let named: BTreeSet<String> = RULES
        .iter()
        .map(|rule| rule.name.replace('-', "_"))
        .flat_map(|stem| [format!("{stem}.md"), format!("{stem}.zh.md")])
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let there: BTreeSet<String> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "md"))
        .collect();
    assert_eq!(there, named);
}

#[test]
fn examples_break_the_rule_where_they_say_and_no_other() {
    let faults: Vec<String> = RULES
        .par_iter()
        .filter(|rule| !NOT_TOML.contains(&rule.name))
        .flat_map_iter(|rule| {
            let [_, page] = pages(rule);
            let flagged = compare("flagged", rule, &page.flagged);
            flagged
                .into_iter()
                .chain(compare("mended", rule, &page.mended))
        })
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn pages(rule: &Rule) -> [Page; 2] {
    [Lang::Zh, Lang::En].map(|lang| match page::parse(rule.page(lang), lang) {
        Ok(page) => page,
        Err(fault) => panic!("{} ({}): {fault}", rule.name, lang.key()),
    })
}

/// A finding as an example marks it: the file, the line, the rule.
type Mark<'r> = (String, usize, &'r str);

/// Returns in what the findings of an example differ from its marks; nothing: the page is right.
fn compare(which: &str, rule: &Rule, blocks: &[Block]) -> Vec<String> {
    let found = findings(rule, blocks);
    let marked: BTreeSet<Mark<'_>> = blocks
        .iter()
        .flat_map(|block| {
            let path = block.path.clone().unwrap_or_default();
            let lines = block.marked_lines();
            lines.map(move |line| (path.clone(), line, rule.name))
        })
        .collect();
    let name = rule.name;
    let tell = |what: &str, (path, line, found): &Mark<'_>| {
        format!("{name} ({which}): {what} {path}:{line} {found}")
    };
    let mut faults: Vec<String> = found
        .difference(&marked)
        .map(|mark| tell("not marked:", mark))
        .chain(
            marked
                .difference(&found)
                .map(|mark| tell("not found:", mark)),
        )
        .collect();
    if marked.is_empty() == (which == "flagged") {
        faults.push(format!(
            "{name} ({which}): {} lines are marked",
            marked.len()
        ));
    }
    faults
}

/// Returns what is found in the files of an example, without what an excerpt leaves out.
fn findings(rule: &Rule, blocks: &[Block]) -> BTreeSet<Mark<'static>> {
    let folder = township(blocks);
    let report = check::township(folder.path(), AS_OF, &[]).unwrap();
    let shown = |path: &String| blocks.iter().any(|block| block.path.as_ref() == Some(path));
    let ignored =
        |name: &'static str| LEFT_OUT.contains(&name) || BESIDES.contains(&(rule.name, name));
    let counts = |name: &'static str| name == rule.name || !ignored(name);
    report
        .occurrences
        .iter()
        .map(|o| (report.path(o), o.found.extent.line, o.found.rule.name))
        .filter(|(path, _, name)| shown(path) && counts(name))
        .collect()
}

/// Copies the shipped township with one village, and more where an example names them, and puts
/// the files of an example in the place of the township's.
fn township(blocks: &[Block]) -> TempDir {
    let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("lists");
    let folder = TempDir::new().unwrap();
    let mut villages = BTreeSet::from(["villages/nanshiqu"]);
    let paths = blocks.iter().filter_map(|block| block.path.as_deref());
    let parents = paths.filter_map(|path| path.rsplit_once('/'));
    villages.extend(
        parents
            .map(|(parent, _)| parent)
            .filter(|parent| *parent != "template"),
    );
    for part in ["", "template"].into_iter().chain(villages) {
        fs::create_dir_all(folder.path().join(part)).unwrap();
        for entry in fs::read_dir(lists.join(part)).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                let to = folder.path().join(part).join(entry.file_name());
                fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    for block in blocks {
        let path = block.path.as_deref().unwrap_or_default();
        fs::write(folder.path().join(path), &block.text).unwrap();
    }
    folder
}
