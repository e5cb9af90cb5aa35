//! `validate --fix` on whole townships: what is right stays as it is to the byte, what was damaged
//! comes back as it was meant, and nothing is half written.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;
use qingdan::check;
use qingdan::commands::Surroundings;
use qingdan::files::Store;
use qingdan::fix::mending::{self, Answer};
use serde_json::Value;
use tempfile::TempDir;

type Files = BTreeMap<String, String>;

/// The files of a folder of this repository, by their ways.
fn shipped(folder: &str) -> Files {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
}

fn read(folder: &Path) -> Files {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let file = |entry: walkdir::DirEntry| {
        let way = entry.path().strip_prefix(folder).unwrap();
        let way = way.to_str().unwrap().replace('\\', "/");
        (way, fs::read_to_string(entry.path()).unwrap())
    };
    files.map(file).collect()
}

fn folder(files: &Files) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (way, text) in files {
        let path = folder.path().join(way);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Runs `qingdan validate` in English on the lists of a folder: the answer and the trouble.
fn validate(lists: &Path, args: &[&str]) -> (String, String) {
    let around = Surroundings {
        today: date(2026, 11, 23),
        folder: lists.to_path_buf(),
        lists: Some(lists.to_path_buf()),
        village: None,
        interactive: false,
        locale: "C".to_owned(),
        width: None,
        no_color: true,
    };
    let args = ["qingdan", "validate"].iter().chain(args);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    qingdan::run(args.map(OsString::from), &around, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(out), text(err))
}

/// Returns the files of a township after `--fix`, with nobody to ask.
fn mended(files: &Files) -> Files {
    let folder = folder(files);
    let (_, err) = validate(folder.path(), &["--fix", "--format", "line"]);
    assert_eq!(err, "");
    read(folder.path())
}

#[test]
fn lists_without_slips_stay_as_they_are() {
    for township in ["examples/minimal", "examples/drift", "lists"] {
        let files = shipped(township);
        assert!(mended(&files) == files, "{township}");
    }
}

#[test]
fn a_file_that_stands_in_every_village_is_mended_in_every_village_and_told_once() {
    let mut files = shipped("lists");
    let right = files.clone();
    for (way, text) in &mut files {
        if way.ends_with("power.toml") {
            *text = text.replacen("system = \"", "system ＝ “", 1);
            *text = text.replacen("\"\nsupervisors", "”\nsupervisors", 1);
        }
    }
    let same = files
        .values()
        .filter(|text| **text == files["template/power.toml"]);
    let others = same.count() - 1;
    assert!(others > 10);
    let folder = folder(&files);
    let (out, _) = validate(folder.path(), &["--fix", "--format", "line"]);
    let power = &files["template/power.toml"];
    let line = power.lines().position(|line| line.contains('＝')).unwrap() + 1;
    let told = format!("mended template/power.toml:{line} (and {others} identical files)");
    let lines = out
        .lines()
        .filter(|line| line.starts_with("mended template/power.toml"));
    assert_eq!(lines.collect::<Vec<_>>(), [told]);
    assert!(read(folder.path()) == right);
}

#[test]
fn an_item_that_differs_in_nothing_is_mended_wherever_it_stands() {
    let right = shipped("lists");
    let mut files = right.clone();
    let mut contents = BTreeSet::new();
    for (way, text) in &mut files {
        if way.ends_with("service.toml") {
            *text = text.replace("\"20 working days\"", "\"２０ working days\"");
            contents.insert(text.clone());
        }
    }
    assert!(contents.len() > 3, "villages with lists of their own");
    assert!(files != right);
    assert!(mended(&files) == right);
}

#[test]
fn slips_with_one_meaning_are_mended_and_no_others() {
    for (right, wrong, is_mended) in [
        ("sample = true", "sample = True", true),
        ("format = 1", "format: 1", true),
        ("published = 2026-07-01", "published = 2026/7/1", true),
        ("format = 1", "format\u{a0}= 1", true),
        ("format = 1", "format 1", false),
        ("code = \"990000101\"", "code = 990000101\"", false),
        ("code = \"990000101\"", "code = \"９９００00101\"", true),
    ] {
        let mut files = shipped("examples/minimal");
        let text = files["township.toml"].clone();
        assert!(text.contains(right), "{right}");
        let damaged = text.replacen(right, wrong, 1);
        files.insert("township.toml".into(), damaged.clone());
        let expected = if is_mended { text } else { damaged };
        assert_eq!(mended(&files)["township.toml"], expected, "{wrong}");
    }
}

#[test]
fn windows_line_ends_stay() {
    let mut files = shipped("examples/minimal");
    let calendar = files["calendar.toml"].replace('\n', "\r\n");
    files.insert(
        "calendar.toml".into(),
        calendar.trim_end().replacen('=', "＝", 1),
    );
    assert_eq!(
        mended(&files)["calendar.toml"],
        calendar.trim_end().to_owned() + "\r\n"
    );
}

/// Mends a township with a check that does something of its own before each look.
fn mend_while(
    folder: &Path,
    meanwhile: impl Fn(usize),
) -> anyhow::Result<qingdan::fix::mending::Outcome> {
    let round = std::cell::Cell::new(0);
    let check = |store: Store<'_>| {
        let report = check::township(store, date(2026, 11, 23), &[])?;
        round.set(round.get() + 1);
        meanwhile(round.get());
        Ok(report)
    };
    mending::mend(folder, check, |_| Ok(Answer::Enough))
}

#[test]
fn a_file_edited_meanwhile_is_not_overwritten() {
    let mut files = shipped("examples/minimal");
    let calendar = files["calendar.toml"].replacen('=', "＝", 1);
    files.insert("calendar.toml".into(), calendar.clone());
    let edited = format!("# edited\n{calendar}");
    for round in [1, 2] {
        let folder = folder(&files);
        let path = folder.path().join("calendar.toml");
        let outcome = mend_while(folder.path(), |now| {
            if now == round {
                fs::write(&path, &edited).unwrap();
            }
        });
        let written = outcome.map(|outcome| qingdan::write::all(folder.path(), &outcome.plan));
        assert!(!matches!(written, Ok(Ok(()))), "round {round}");
        assert_eq!(fs::read_to_string(&path).unwrap(), edited, "round {round}");
    }
}

#[cfg(unix)]
#[test]
fn where_one_file_cannot_be_written_none_is() {
    use std::os::unix::fs::PermissionsExt;
    let mut files = shipped("examples/minimal");
    for way in ["calendar.toml", "registry.toml"] {
        let text = files[way].replacen('=', "＝", 1);
        files.insert(way.into(), text);
    }
    let folder = folder(&files);
    let locked = folder.path().join("registry.toml");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o444)).unwrap();
    let (out, err) = validate(folder.path(), &["--fix"]);
    assert_eq!(out, "");
    assert!(err.starts_with("qingdan: nothing was mended: "), "{err}");
    assert_eq!(read(folder.path()), files);
}

/// Applies the fixes that a SARIF log offers, as a viewer does: by lines and code points.
fn applied(log: &Value, files: &Files) -> Files {
    let mut edits: BTreeMap<&str, Vec<(usize, usize, &str)>> = BTreeMap::new();
    for result in log["runs"][0]["results"].as_array().unwrap() {
        for fix in result["fixes"].as_array().into_iter().flatten() {
            let change = &fix["artifactChanges"][0];
            let uri = change["artifactLocation"]["uri"].as_str().unwrap();
            let replacement = &change["replacements"][0];
            let region = &replacement["deletedRegion"];
            let number = |key: &str| usize::try_from(region[key].as_u64().unwrap()).unwrap();
            let text = &files[uri];
            let place = |line: usize, column: usize| {
                let lines = text.split_inclusive('\n');
                let start: usize = lines.take(line - 1).map(str::len).sum();
                let characters = text[start..].chars().take(column - 1);
                start + characters.map(char::len_utf8).sum::<usize>()
            };
            let (from, to) = match region["byteOffset"].as_u64() {
                Some(_) => (
                    number("byteOffset"),
                    number("byteOffset") + number("byteLength"),
                ),
                None => (
                    place(number("startLine"), number("startColumn")),
                    place(number("endLine"), number("endColumn")),
                ),
            };
            let content = replacement["insertedContent"]["text"].as_str().unwrap();
            edits.entry(uri).or_default().push((from, to, content));
        }
    }
    let mut files = files.clone();
    for (uri, mut edits) in edits {
        edits.sort_unstable();
        let text = files.get_mut(uri).unwrap();
        for (from, to, content) in edits.into_iter().rev() {
            text.replace_range(from..to, content);
        }
    }
    files
}

#[test]
fn the_fixes_of_sarif_do_what_fix_does() {
    let mut files = shipped("examples/minimal");
    let mut damage = |way: &str, right: &str, wrong: &str| {
        assert!(files[way].contains(right), "{right}");
        let text = files[way].replacen(right, wrong, 1);
        files.insert(way.into(), text);
    };
    damage("template/power.toml", "holders = [", "holders ＝ ［");
    damage(
        "template/service.toml",
        "\"15 working days\"",
        "\"１５　working days\"",
    );
    damage("calendar.toml", "[[year]]", "【【year】】 ＃ 年，一节一年");
    damage("vocabulary.toml", "#", "\u{feff}#");
    let registry = files["registry.toml"].trim_end().to_owned();
    files.insert("registry.toml".into(), registry);
    let folder = folder(&files);
    let (log, _) = validate(folder.path(), &["--format", "sarif"]);
    let log: Value = serde_json::from_str(&log).unwrap();
    assert!(applied(&log, &files) == mended(&files));
    assert!(mended(&files) != files);
}

/// A full-width character that a person types for a key.
fn wide(key: char, choice: u8) -> char {
    let of = |characters: &str| {
        let count = characters.chars().count();
        characters.chars().nth(usize::from(choice) % count).unwrap()
    };
    match key {
        '=' => of("＝："),
        ',' => of("，、；"),
        '[' => of("［【（"),
        ']' => of("］】）"),
        '.' => of("．。"),
        ' ' => '\u{3000}',
        '#' | '-' | '_' | '{' | '}' | '0'..='9' | 'a'..='z' => {
            char::from_u32(u32::from(key) + 0xfee0).unwrap()
        }
        _ => key,
    }
}

/// Types some of the keys of a line outside its texts and its comment in full width, as a Chinese
/// keyboard does, and some texts between Chinese quotation marks.
fn typed_wide(line: &str, mut choice: impl FnMut() -> u8) -> String {
    let mut typed = String::new();
    let mut rest = line;
    while let Some(key) = rest.chars().next() {
        let choice = choice();
        let text = rest.strip_prefix('"').and_then(|text| text.split_once('"'));
        if let Some((text, behind)) = text {
            let clear = !text.contains(['\\', '“', '”', '‘', '’', '\'']);
            let (open, close) = match choice % 4 {
                0 if clear => ('“', '”'),
                1 if clear => ('‘', '’'),
                _ => ('"', '"'),
            };
            typed.push(open);
            typed += text;
            typed.push(close);
            rest = behind;
            continue;
        }
        typed.push(if choice.is_multiple_of(2) {
            wide(key, choice / 2)
        } else {
            key
        });
        rest = &rest[key.len_utf8()..];
        if key == '#' {
            return typed + rest;
        }
    }
    typed
}

/// The same with narrow quotation marks: `'` and `"` say the same.
fn with_double_quotes(text: &str) -> String {
    text.replace('\'', "\"")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever is typed in full width outside the texts comes back as it was meant.
    #[test]
    fn what_was_typed_in_full_width_comes_back(
        choices in prop::collection::vec(any::<u8>(), 300),
        share in 1..8_usize,
    ) {
        let right = shipped("examples/minimal");
        let mut files = right.clone();
        let mut choices = choices.iter().copied().cycle();
        for text in files.values_mut() {
            let lines = text.split_inclusive('\n').enumerate().map(|(at, line)| {
                let (line, end) = line.split_at(line.len() - 1);
                match at % share {
                    0 => typed_wide(line, || choices.next().unwrap()) + end,
                    _ => line.to_owned() + end,
                }
            });
            *text = lines.collect();
        }
        prop_assert!(files != right);
        let mended = mended(&files);
        for (way, text) in &mended {
            prop_assert_eq!(with_double_quotes(text), with_double_quotes(&right[way]), "{}", way);
        }
    }

    /// Whatever is wrong with the files: mending twice is mending once, and nothing gets worse.
    #[test]
    fn mending_twice_is_mending_once(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..12),
    ) {
        const SLIPS: [&str; 14] = [
            "＝", "，", "“", "”", "‘", "＃", "［", "】", "\u{3000}", "１", "ａ", "\"", "\\", "\n",
        ];
        let mut files = shipped("examples/minimal");
        for (place, slip) in damage {
            let ways: Vec<String> = files.keys().cloned().collect();
            let text = files.get_mut(&ways[place.index(ways.len())]).unwrap();
            let at = text.floor_char_boundary(place.index(text.len()));
            text.insert_str(at, SLIPS[slip.index(SLIPS.len())]);
        }
        let once = mended(&files);
        prop_assert!(mended(&once) == once);
        let errors = |files: &Files| {
            let folder = folder(files);
            let report = check::township(folder.path(), date(2026, 11, 23), &[]).unwrap();
            let marks = |name: &str| name == "full-width-punctuation";
            report.occurrences.iter().filter(|o| marks(o.found.rule.name)).count()
        };
        prop_assert!(errors(&once) <= errors(&files));
    }
}
