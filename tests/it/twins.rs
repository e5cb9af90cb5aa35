//! An item that stands word for word in the template is not read again: nobody may notice.

use std::fs;
use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;
use qingdan::check;
use qingdan::report::Located;

const LISTS: [&str; 4] = [
    "power.toml",
    "responsibility.toml",
    "service.toml",
    "manual.toml",
];

/// Makes a township of the shipped lists with one village, whose lists are made by `write`.
fn township(folder: &Path, write: impl Fn(&str) -> String) {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("lists");
    let village = folder.join("villages/donghu");
    fs::create_dir_all(folder.join("template")).expect("a folder");
    fs::create_dir_all(&village).expect("a folder");
    let copy = |way: &str| fs::copy(shipped.join(way), folder.join(way)).expect("a copy");
    for file in ["township", "registry", "calendar", "vocabulary"] {
        copy(&format!("{file}.toml"));
    }
    copy("villages/donghu/village.toml");
    for list in LISTS {
        let way = format!("template/{list}");
        copy(&way);
        let text = fs::read_to_string(shipped.join(&way)).expect("a list");
        fs::write(village.join(list), write(&text)).expect("a list");
    }
}

/// Returns what is found in the village, without what another spelling of a header changes.
fn found(folder: &Path) -> Vec<String> {
    let report = check::township(folder, date(2026, 11, 23), &[]).expect("a township");
    let in_village = report.occurrences.iter();
    let in_village = in_village.filter(|occurrence| occurrence.village.is_some());
    let mut found: Vec<String> = in_village.map(|one| drawn(&one.found)).collect();
    found.sort();
    found
}

fn drawn(found: &Located) -> String {
    let related = found.related.as_ref();
    let related = related.map(|related| (related.sheet, related.extent.line));
    format!(
        "{:?} {:?} {:?} {:?} {} {related:?}",
        found.sheet, found.extent.line, found.rule, found.item, found.message.en
    )
}

/// A change to the lines of a file, at places given as fractions of it.
#[derive(Debug, Clone)]
enum Edit {
    Delete(f64),
    Double(f64),
    Blank(f64),
    Lengthen(f64),
    Hide(f64),
    Move(f64, f64),
}

fn edit() -> impl Strategy<Value = Edit> {
    let place = || 0.0..1.0;
    prop_oneof![
        place().prop_map(Edit::Delete),
        place().prop_map(Edit::Double),
        place().prop_map(Edit::Blank),
        place().prop_map(Edit::Lengthen),
        place().prop_map(Edit::Hide),
        (place(), place()).prop_map(|(from, to)| Edit::Move(from, to)),
    ]
}

impl Edit {
    fn apply(&self, lines: &mut Vec<String>) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "a place in a list of some thousand lines"
        )]
        let at = |place: f64, lines: &[String]| (place * lines.len() as f64) as usize;
        match *self {
            Self::Delete(place) => drop(lines.remove(at(place, lines))),
            Self::Double(place) => lines.insert(at(place, lines), lines[at(place, lines)].clone()),
            Self::Blank(place) => lines.insert(at(place, lines), String::new()),
            Self::Lengthen(place) => {
                let place = at(place, lines);
                let time = lines[place..]
                    .iter()
                    .position(|line| line.ends_with("days\""));
                if let Some(time) = time {
                    lines[place + time] = lines[place + time].replace(" = \"", " = \"9");
                }
            }
            Self::Hide(place) => {
                let place = at(place, lines);
                lines[place].push_str(" # \u{200b}");
            }
            Self::Move(from, to) => {
                let item = item(lines, at(from, lines));
                let item: Vec<String> = lines.drain(item).collect();
                let to = self::item(lines, at(to, lines)).start;
                lines.splice(to..to, item);
            }
        }
    }
}

/// Returns the lines of the item that has a line.
fn item(lines: &[String], line: usize) -> std::ops::Range<usize> {
    let begins = |line: &String| line.starts_with("[[") && !line.contains('.');
    let start = lines[..=line.min(lines.len() - 1)].iter().rposition(begins);
    let start = start.unwrap_or(0);
    let end = lines[start + 1..].iter().position(begins);
    start..end.map_or(lines.len(), |length| start + 1 + length)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn what_is_found_is_the_same(edits in proptest::collection::vec((0..4_usize, edit()), 0..6)) {
        let edited = |text: &str, list: usize| -> Vec<String> {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            for (_, edit) in edits.iter().filter(|(in_list, _)| *in_list == list) {
                edit.apply(&mut lines);
            }
            lines
        };
        let which = |text: &str| {
            let first = text.lines().find(|line| line.starts_with("[["));
            let lists = ["[[power]]", "[[responsibility]]", "[[service]]"];
            lists.iter().position(|list| first == Some(*list)).unwrap_or(3)
        };
        let [twins, alone] = [false, true].map(|alone| {
            let folder = tempfile::tempdir().expect("a folder");
            township(folder.path(), |text| {
                // A header with a comment is no header of the template.
                let header = |line: String| {
                    let is_header = line.starts_with("[[") && !line.contains(['.', '#']);
                    if is_header && alone { line + " # own" } else { line }
                };
                let lines: Vec<String> = edited(text, which(text)).into_iter().map(header).collect();
                lines.join("\n") + "\n"
            });
            found(folder.path())
        });
        prop_assert_eq!(twins, alone);
    }
}
