//! `diff` and `sync` on lists with a history, on lists that cannot be compared, and in a terminal.

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
      township.toml:33

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

/// A township whose template has come to a second edition, with villages that still have the first:
/// `plain` has changed nothing, `own` has comments and a promise of its own, `bold` has changed
/// what it may not without a decision.
fn lagging() -> TempDir {
    let lists = copied(&repository().join("examples/minimal"));
    let path = |file: &str| lists.path().join(file);
    for (slug, code) in [("own", "02"), ("bold", "03")] {
        let village = path(&format!("villages/{slug}"));
        fs::create_dir(&village).unwrap();
        for entry in fs::read_dir(path("villages/shili")).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), village.join(entry.file_name())).unwrap();
        }
        edit(
            &village.join("village.toml"),
            "990000101201",
            &format!("9900001012{code}"),
        );
    }
    edit(&path("township.toml"), "villages = 1", "villages = 3");
    let own = path("villages/own/service.toml");
    edit(
        &own,
        "limit.promised = \"15",
        "# agreed in the assembly\nlimit.promised = \"13",
    );
    edit(
        &path("villages/bold/service.toml"),
        "in writing, with reasons and",
        "by telephone, with",
    );
    git(lists.path(), &["init", "--quiet"]);
    git(lists.path(), &["add", "--all"]);
    git(
        lists.path(),
        &["commit", "--quiet", "--message", "the first edition"],
    );
    let next = "published = 2026-07-01\n\n[[edition]]\nid = \"2026-2\"\npublished = 2026-11-01\nadopt_by = 2027-06-30\n";
    edit(&path("township.toml"), "published = 2026-07-01\n", next);
    let template = path("template/service.toml");
    edit(&template, "visits = 1", "visits = 0");
    edit(&template, "limit.promised = \"15", "limit.promised = \"14");
    edit(
        &template,
        "within = \"5 working days\"",
        "# sooner than before\nwithin = \"4 working days\"",
    );
    edit(
        &path("template/manual.toml"),
        "was it posted for 7 full",
        "was it posted for 14 full",
    );
    git(
        lists.path(),
        &[
            "commit",
            "--quiet",
            "--all",
            "--message",
            "the second edition",
        ],
    );
    lists
}

fn all_files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let files = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter();
    let files = files
        .filter_entry(|entry| entry.file_name() != ".git")
        .map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| (entry.path().to_path_buf(), fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn a_village_follows_the_template_and_keeps_what_is_its_own() {
    let lists = lagging();
    let path = |file: &str| lists.path().join(file);
    let text = |file: &str| fs::read_to_string(path(file)).unwrap();
    let before = all_files(lists.path());
    let (code, tried, _) = run(&["sync", "--dry-run"], lists.path(), None);
    assert_eq!(code, format!("{:?}", std::process::ExitCode::from(1)));
    assert_eq!(all_files(lists.path()), before);
    assert!(
        tried.ends_with(
            "2 changed, 0 up to date, 1 left untouched (`--dry-run`: nothing was written).\n"
        ),
        "{tried}"
    );

    let (_, done, err) = run(&["sync"], lists.path(), None);
    assert_eq!(err, "");
    assert!(
        done.contains("refusal\n      template: in writing"),
        "{done}"
    );
    assert!(
        done.ends_with("2 changed, 0 up to date, 1 left untouched.\n"),
        "{done}"
    );
    for sheet in ["power", "responsibility", "service", "manual"] {
        let template = text(&format!("template/{sheet}.toml"));
        assert_eq!(text(&format!("villages/shili/{sheet}.toml")), template);
    }
    let expected = text("template/service.toml").replace(
        "limit.promised = \"14",
        "# agreed in the assembly\nlimit.promised = \"13",
    );
    assert_eq!(text("villages/own/service.toml"), expected);
    for village in ["shili", "own"] {
        assert!(text(&format!("villages/{village}/village.toml")).contains("edition = \"2026-2\""));
    }
    assert!(text("villages/bold/village.toml").contains("edition = \"2026-1\""));
    let untouched = |(file, bytes): &(PathBuf, Vec<u8>)| fs::read(file).unwrap() == *bytes;
    let bold = before
        .iter()
        .filter(|(file, _)| file.starts_with(path("villages/bold")));
    assert!(bold.clone().count() == 5 && bold.clone().all(untouched));

    let after = all_files(lists.path());
    let (_, again, _) = run(&["sync"], lists.path(), None);
    assert!(
        again.ends_with("0 changed, 2 up to date, 1 left untouched.\n"),
        "{again}"
    );
    assert_eq!(all_files(lists.path()), after);
}

#[test]
fn what_was_not_decided_is_overwritten_or_recorded_when_asked() {
    let lists = lagging();
    let village = |file: &str| lists.path().join("villages/bold").join(file);
    let success = format!("{:?}", std::process::ExitCode::SUCCESS);
    let (code, _, err) = run(&["sync", "bold", "--record"], lists.path(), None);
    assert_eq!(code, format!("{:?}", std::process::ExitCode::from(2)));
    assert!(
        err.contains("add `--by`, `--approved`, `--reason-zh` and `--reason-en`"),
        "{err}"
    );
    let record = |by: &str| {
        let args = [
            "sync",
            "bold",
            "--record",
            "--by",
            by,
            "--approved",
            "2026-11-20",
            "--reason-zh",
            "电话更快",
            "--reason-en",
            "a call is \"quicker\"",
        ];
        run(&args, lists.path(), None)
    };
    let (_, _, err) = record("villagers-committee");
    assert!(err.contains("`villagers-committee` cannot decide"), "{err}");
    let (code, out, err) = record("villagers-assembly");
    assert_eq!((code, err.as_str()), (success.clone(), ""), "{out}");
    let text = fs::read_to_string(village("village.toml")).unwrap();
    let deviation = "[[deviation]]\nitem = \"service/land-approval\"\nfield = \"refusal\"\n";
    assert!(
        text.contains(deviation) && text.contains("edition = \"2026-2\""),
        "{text}"
    );
    let (code, out, _) = run(
        &["validate", "bold", "--format", "line"],
        lists.path(),
        None,
    );
    assert_eq!(code, success, "{out}");
    assert!(!out.contains("deviation"), "{out}");

    let lists = lagging();
    let (code, _, _) = run(&["sync", "bold", "--overwrite"], lists.path(), None);
    assert_eq!(code, success);
    for sheet in ["power", "responsibility", "service", "manual"] {
        let read = |folder: &str| fs::read(lists.path().join(folder).join(format!("{sheet}.toml")));
        assert_eq!(read("villages/bold").unwrap(), read("template").unwrap());
    }
}

#[test]
fn without_a_history_no_village_can_be_brought_to_an_edition() {
    let lists = lagging();
    fs::remove_dir_all(lists.path().join(".git")).unwrap();
    let before = all_files(lists.path());
    let (code, out, err) = run(&["sync"], lists.path(), None);
    assert_eq!(code, format!("{:?}", std::process::ExitCode::from(2)));
    assert_eq!(out, "");
    assert!(err.contains("is in no git repository"), "{err}");
    assert_eq!(all_files(lists.path()), before);
}

#[test]
fn a_text_changed_in_one_language_is_found_in_the_edit() {
    let lists = committed(&repository().join("examples/minimal"));
    for folder in ["template", "villages/shili"] {
        let file = lists.path().join(folder).join("service.toml");
        edit(
            &file,
            "result.zh = \"农村宅基地批准书\"",
            "result.zh = \"批准书一份\"",
        );
    }
    let args = ["validate", "--since", "HEAD", "--format", "line"];
    let (code, out, err) = run(&args, lists.path(), None);
    let found = "[one-language-changed] `result` of `service/land-approval` was changed in Chinese \
                 and not in English";
    // The village has the same text: it is told once.
    assert_eq!(out.matches(found).count(), 1, "{out}{err}");
    assert!(out.starts_with("template/service.toml:"), "{out}");
    assert_eq!(code, format!("{:?}", std::process::ExitCode::SUCCESS));
    // In both languages it is an edit like any other.
    for folder in ["template", "villages/shili"] {
        let file = lists.path().join(folder).join("service.toml");
        edit(
            &file,
            "result.en = \"homestead approval paper\"",
            "result.en = \"an approval\"",
        );
    }
    let (_, out, _) = run(&args, lists.path(), None);
    assert!(!out.contains("one-language-changed"), "{out}");
}
