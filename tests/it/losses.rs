//! Whatever is lost from a village's list, or put wrong in it, is found, where it was and with help.
//!
//! Every so many of the steps, items, texts, references and contacts of a shipped village is taken
//! out or misspelt, one at a time.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the lists has failed"
)]

use std::fs;
use std::ops::Range;
use std::path::Path;

use jiff::civil::date;
use qingdan::check;
use qingdan::files::Edited;
use qingdan::finding::Level;
use qingdan::report::{Occurrence, Report};

/// A village whose lists are the template's.
const VILLAGE: &str = "aopo";

fn lists() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("lists")
}

/// A list of the village, in blocks: a header with what stands below it.
struct List {
    file: String,
    text: String,
    /// The bytes of each block.
    blocks: Vec<Range<usize>>,
}

impl List {
    fn read(name: &str) -> Self {
        let file = format!("villages/{VILLAGE}/{name}.toml");
        let text = fs::read_to_string(lists().join(&file)).unwrap();
        let starts = text.match_indices("\n[").map(|(at, _)| at + 1);
        let starts: Vec<usize> = starts.collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let blocks = starts.iter().zip(ends).map(|(start, end)| *start..end);
        let blocks = blocks.collect();
        Self { file, text, blocks }
    }

    fn header(&self, block: usize) -> &str {
        self.text[self.blocks[block].clone()]
            .lines()
            .next()
            .unwrap()
    }

    /// Returns the line on which a byte stands, counted from 1.
    fn line(&self, at: usize) -> usize {
        self.text[..at].matches('\n').count() + 1
    }

    /// Returns the lines of a block.
    fn lines(&self, block: usize) -> Range<usize> {
        let Range { start, end } = self.blocks[block];
        self.line(start)..self.line(end.min(self.text.len() - 1)) + 1
    }

    /// Returns the bytes of the lines of all blocks that begin so, with the block of each.
    fn statements(&self, begin: impl Fn(&str) -> bool) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        for (at, block) in self.blocks.iter().enumerate() {
            let mut start = block.start;
            for line in self.text[block.clone()].split_inclusive('\n') {
                // A value of several lines is left alone.
                if begin(line) && !line.ends_with("[\n") {
                    found.push((at, start..start + line.len()));
                }
                start += line.len();
            }
        }
        found
    }

    /// Returns what is found once some bytes are others.
    fn with(&self, bytes: Range<usize>, other: &str) -> Report {
        let mut text = self.text.clone();
        text.replace_range(bytes, other);
        let mut edited = Edited::new(&lists());
        edited.set(&self.file, self.text.clone(), text);
        check::township(&edited, date(2026, 11, 23), &[VILLAGE.to_owned()]).unwrap()
    }

    /// Fails unless something grave was found on one of these lines of the file, with help.
    fn assert_found(&self, report: &Report, lines: &Range<usize>, what: &str) {
        let grave = report.occurrences.iter();
        let grave: Vec<&Occurrence> = grave.filter(|one| one.level != Level::Note).collect();
        let here = |one: &&&Occurrence| {
            report.path(one) == self.file && lines.contains(&one.found.extent.line)
        };
        let told = |one: &&Occurrence| {
            let (rule, line) = (one.found.rule.name, one.found.extent.line);
            format!("{}:{line} {rule}", report.path(one))
        };
        let all: Vec<String> = grave.iter().map(told).collect();
        let file = &self.file;
        assert!(
            grave.iter().any(|one| here(&one)),
            "{what} of {file}: nothing on {lines:?} of {all:?}"
        );
        for one in grave.iter().filter(here) {
            assert!(one.found.help.is_some(), "{what} of {file}: no help");
        }
    }
}

/// Returns the statement's header or line, short enough for a message.
fn short(text: &str) -> String {
    text.lines().next().unwrap().chars().take(60).collect()
}

#[test]
fn nothing_is_found_before() {
    let report = List::read("service").with(0..0, "");
    assert_eq!(report.counts().errors, 0);
    assert_eq!(report.counts().warnings, 0);
}

#[test]
fn a_lost_step_is_found_where_it_stood() {
    for name in ["power", "service"] {
        let list = List::read(name);
        let steps = (1..list.blocks.len()).filter(|at| list.header(*at).ends_with(".step]]"));
        let some: Vec<usize> = steps.step_by(9).collect();
        assert!(some.len() > 10);
        for at in some {
            let report = list.with(list.blocks[at].clone(), "");
            // Behind the step before it, or in the item whose first step it was.
            list.assert_found(&report, &list.lines(at - 1), list.header(at));
        }
    }
}

#[test]
fn a_lost_item_is_found_where_it_stood() {
    for name in ["power", "responsibility", "service", "manual"] {
        let list = List::read(name);
        let is_item = |at: &usize| {
            let header = list.header(*at);
            header.starts_with("[[") && !header.contains('.')
        };
        let items: Vec<usize> = (0..list.blocks.len()).filter(is_item).collect();
        assert!(items.len() > 20);
        for pair in items.windows(3).step_by(5) {
            let &[before, at, next] = pair else { continue };
            let bytes = list.blocks[at].start..list.blocks[next].start;
            let report = list.with(bytes, "");
            if list.header(at) == "[[supervision]]" {
                // It is missed where the service is that it watches.
                let services = List::read("service");
                let anywhere = 0..services.line(services.text.len());
                services.assert_found(&report, &anywhere, list.header(at));
            } else {
                list.assert_found(&report, &list.lines(before), list.header(at));
            }
        }
    }
}

/// Takes out one in so many of the statements that begin so: each is missed in its item.
fn assert_missed(list: &List, begin: impl Fn(&str) -> bool, step: usize) {
    let statements = list.statements(begin);
    assert!(statements.len() > step);
    for (block, bytes) in statements.into_iter().step_by(step) {
        let what = short(&list.text[bytes.clone()]);
        let report = list.with(bytes, "");
        list.assert_found(&report, &list.lines(block), &what);
    }
}

/// Returns the key of a statement.
fn key(line: &str) -> &str {
    line.split(" = ").next().unwrap()
}

#[test]
fn a_lost_text_is_found_in_its_item() {
    let is_text = |line: &str| matches!(key(line).rsplit_once('.'), Some((_, "zh" | "en")));
    for name in ["power", "responsibility", "service", "manual"] {
        assert_missed(&List::read(name), is_text, 41);
    }
}

#[test]
fn a_reference_that_leads_nowhere_is_found_on_its_line() {
    const KEYS: [&str; 12] = [
        "law = \"",
        "handler = \"",
        "office = \"",
        "system = \"",
        "service = \"",
        "aspect = \"",
        "undertaker = \"",
        "body = \"",
        "limit.from = \"",
        "limit.to = \"",
        "otherwise.to = \"",
        "kind = \"",
    ];
    for name in ["power", "responsibility", "service", "manual"] {
        let list = List::read(name);
        let is_reference = |line: &str| KEYS.iter().any(|key| line.contains(key));
        let references = list.statements(is_reference);
        assert!(references.len() > 23);
        for (_, bytes) in references.into_iter().step_by(23) {
            let line = &list.text[bytes.clone()];
            let key = KEYS.iter().find(|key| line.contains(**key)).unwrap();
            let at = bytes.start + line.find(key).unwrap() + key.len();
            let report = list.with(at..at, "no-such-");
            let here = list.line(at);
            list.assert_found(&report, &(here..here + 1), &short(line));
        }
    }
}

#[test]
fn a_lost_reference_is_found_in_its_item() {
    const KEYS: [&str; 6] = [
        "handler",
        "office",
        "system",
        "aspect",
        "undertaker",
        "body",
    ];
    for name in ["power", "service", "manual"] {
        assert_missed(&List::read(name), |line| KEYS.contains(&key(line)), 13);
    }
}

#[test]
fn a_lost_contact_of_a_handler_is_found_and_a_lost_phone() {
    let services = List::read("service").text;
    let list = List::read("village");
    for (at, block) in list.blocks.iter().enumerate() {
        let header = list.header(at);
        let Some(actor) = header.strip_prefix("[contact.") else {
            continue;
        };
        let actor = actor.trim_end_matches(']');
        if services.contains(&format!("handler = \"{actor}\"")) {
            let report = list.with(block.clone(), "");
            list.assert_found(&report, &(1..2), header);
        }
    }
    assert_missed(&list, |line| key(line) == "phone", 4);
}

#[test]
fn a_promise_past_the_law_is_found_on_its_line() {
    let list = List::read("service");
    let with_law = |block: usize| list.text[list.blocks[block].clone()].contains("limit.legal");
    let promises = list.statements(|line| line.starts_with("limit.promised = "));
    let promises = promises.into_iter().filter(|(block, _)| with_law(*block));
    let mut seen = 0;
    for (_, bytes) in promises {
        let here = list.line(bytes.start);
        let report = list.with(bytes, "limit.promised = \"900 working days\"\n");
        list.assert_found(&report, &(here..here + 1), "a promise");
        seen += 1;
    }
    assert!(seen > 5, "{seen}");
}
