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

/// Runs git in a folder, with a name of its own and no settings of the user.
fn git(folder: &Path, args: &[&str]) {
    let done = std::process::Command::new("git")
        .arg("-C")
        .arg(folder)
        .args([
            "-c",
            "user.name=clerk",
            "-c",
            "user.email=clerk@example.org",
        ])
        .args(args)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "git {args:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
}

fn committed(from: &Path) -> TempDir {
    let lists = copied(from);
    git(lists.path(), &["init", "--quiet"]);
    git(lists.path(), &["add", "--all"]);
    git(
        lists.path(),
        &["commit", "--quiet", "--message", "the lists"],
    );
    lists
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replace(from, to)).unwrap();
}

#[test]
fn since_a_revision_an_edit_says_what_it_means() {
    let lists = committed(&repository().join("examples/drift"));
    let clean = run(&["diff", "--since", "HEAD"], lists.path(), None);
    let success = format!("{:?}", std::process::ExitCode::SUCCESS);
    assert_eq!(
        clean,
        (
            success,
            "Nothing has changed since `HEAD`.\n".to_owned(),
            String::new()
        )
    );

    for village in ["new", "upper", "west"] {
        let file = lists
            .path()
            .join(format!("villages/{village}/service.toml"));
        edit(&file, "visits = 1", "visits = 3");
    }
    edit(&lists.path().join("township.toml"), "\"service.fee\", ", "");
    fs::remove_dir_all(lists.path().join("villages/lower")).unwrap();
    let (code, out, err) = run(&["diff", "--since", "HEAD"], lists.path(), None);
    assert_eq!(
        (code, err.as_str()),
        (format!("{:?}", std::process::ExitCode::from(1)), "")
    );
    let expected = "\
The township and its template
  policy
    locked
      before: service.fee
      now: (none)
      loosened
      township.toml:38

Lower village (lower)
  the village is no longer there

New village (new), Upper village (upper), West village (west)
  service/land-approval  Land approval for a house plot
    visits: 1 → 3
      loosened; unrecorded; not allowed
      villages/new/service.toml:23

The other 4 villages are the same as `HEAD`.
";
    assert_eq!(out, expected);
}

#[test]
fn a_revision_that_is_not_there_is_trouble() {
    let lists = committed(&repository().join("examples/minimal"));
    for revision in ["nope", "--help", "HEAD:township.toml"] {
        let since = format!("--since={revision}");
        let (code, out, err) = run(&["diff", &since], lists.path(), None);
        assert_eq!(code, format!("{:?}", std::process::ExitCode::from(2)));
        assert_eq!(out, "");
        assert!(
            err.contains(&format!("there is no revision `{revision}`")),
            "{err}"
        );
    }
    let outside = copied(&repository().join("examples/minimal"));
    let (_, _, err) = run(&["diff", "--since", "HEAD"], outside.path(), None);
    assert!(err.contains("is in no git repository"), "{err}");
}
