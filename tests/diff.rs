//! `diff` on lists that cannot all be compared, and in an 80-column terminal.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set up its files has failed"
)]

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use qingdan::commands::Surroundings;
use tempfile::TempDir;

/// Runs a command in a terminal of so many columns: the exit code, the answer, the trouble.
fn run(args: &[&str], folder: &Path, width: Option<usize>) -> (String, String, String) {
    let around = Surroundings {
        today: jiff::civil::date(2026, 11, 23),
        folder: folder.to_path_buf(),
        lists: None,
        village: None,
        locale: "en".to_owned(),
        width,
        interactive: false,
        no_color: true,
    };
    let args = std::iter::once("qingdan").chain(args.iter().copied());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = qingdan::run(args.map(OsString::from), &around, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (format!("{code:?}"), text(out), text(err))
}

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copied(from: &Path) -> TempDir {
    let folder = TempDir::new().unwrap();
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let to = folder.path().join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    folder
}

#[test]
fn what_cannot_be_compared_is_named_and_the_rest_is_compared() {
    let lists = copied(&repository().join("examples/drift"));
    let villages = lists.path().join("villages");
    fs::write(villages.join("west/power.toml"), "[[power]]\nid = \n").unwrap();
    fs::remove_file(villages.join("north/service.toml")).unwrap();
    fs::write(villages.join("east/manual.toml"), [0xff, 0xfe, 0x41, 0x00]).unwrap();
    let (code, out, err) = run(&["diff"], lists.path(), None);
    assert_eq!(code, format!("{:?}", std::process::ExitCode::from(2)));
    for told in [
        "limit.promised: 15 working days → 18 working days",
        "`villages/west/power.toml` cannot be compared: it has an error on line 2",
        "`villages/north/service.toml` cannot be compared: there is no such file",
        "`villages/east/manual.toml` cannot be compared: it is not UTF-8",
    ] {
        assert!(out.contains(told), "{told}\n{out}");
    }
    for file in ["villages/west/power.toml", "villages/north/service.toml"] {
        assert!(err.contains(file), "{file}\n{err}");
    }
}

#[test]
fn a_terminal_of_80_columns_is_not_overrun() {
    for lang in ["en", "zh"] {
        for lists in ["lists", "examples/drift"] {
            let args = ["diff", "--lang", lang, "--lists", lists];
            let (_, out, err) = run(&args, &repository(), Some(80));
            assert_eq!(err, "");
            for line in out.lines() {
                let columns = qingdan::wrap::columns(line);
                assert!(columns <= 80, "{columns} columns: {line}");
            }
        }
    }
}
