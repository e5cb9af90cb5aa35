//! The lists as git has them: snapshots, revisions, and the findings that an edit brought.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;

use jiff::civil::date;
use qingdan::check;
use qingdan::commands::Surroundings;
use qingdan::history::{Error, History};
use qingdan::list::Item;
use qingdan::load;
use qingdan::place::Sheet;
use tempfile::TempDir;

/// A repository with a copy of `examples/minimal` in `lists/`, committed.
struct Repository {
    folder: TempDir,
}

impl Repository {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let repository = Self { folder };
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/minimal");
        for entry in walkdir::WalkDir::new(&from) {
            let entry = entry.unwrap();
            let to = repository
                .lists()
                .join(entry.path().strip_prefix(&from).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository.commit("2026-01-05");
        repository
    }

    fn lists(&self) -> PathBuf {
        self.folder.path().join("lists")
    }

    fn git(&self, args: &[&str]) {
        self.git_on("2026-01-01", args);
    }

    fn git_on(&self, day: &str, args: &[&str]) {
        let mut git = Command::new("git");
        git.current_dir(self.folder.path()).args(args);
        for (name, value) in [("NAME", "a"), ("EMAIL", "a@example.invalid")] {
            git.env(format!("GIT_AUTHOR_{name}"), value);
            git.env(format!("GIT_COMMITTER_{name}"), value);
        }
        for who in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{who}_DATE"), format!("{day}T12:00:00+08:00"));
        }
        let output = git.output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    fn commit(&self, day: &str) {
        self.git(&["add", "--all"]);
        self.git_on(day, &["commit", "--quiet", "--message=lists"]);
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.lists().join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from} is not in {}", path.display());
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    fn history(&self) -> History {
        History::of(&self.lists()).unwrap()
    }
}

/// Runs a command on the lists: what it writes, what it says went wrong, the exit code.
fn run(lists: &Path, args: &[&str]) -> (String, String, ExitCode) {
    let around = Surroundings {
        today: date(2026, 11, 23),
        folder: lists.to_path_buf(),
        lists: Some(lists.to_path_buf()),
        village: None,
        locale: "en".to_owned(),
        width: None,
        interactive: false,
        no_color: true,
    };
    let args = ["qingdan"].iter().chain(args).map(Into::into);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = qingdan::run(args, &around, &mut out, &mut err);
    (text(out), text(err), code)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_snapshot_is_what_was_committed_and_not_what_is_there_now() {
    let repository = Repository::new();
    repository.edit("township.toml", "sample", "simple");
    fs::remove_dir_all(repository.lists().join("villages")).unwrap();
    let snapshot = repository.history().at("HEAD").unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/minimal");
    for (path, bytes) in snapshot.files() {
        assert_eq!(**bytes, *fs::read(from.join(path)).unwrap(), "{path}");
    }
    assert_eq!(snapshot.files().count(), 13);
}

#[test]
fn files_with_the_same_content_share_their_bytes() {
    let snapshot = Repository::new().history().at("HEAD").unwrap();
    let of = |wanted: &str| {
        snapshot
            .files()
            .find(|(path, _)| *path == wanted)
            .unwrap()
            .1
    };
    let village = snapshot.files().map(|(path, _)| path);
    let village = village
        .filter(|path| path.ends_with("/power.toml"))
        .last()
        .unwrap();
    assert!(Arc::ptr_eq(of("template/power.toml"), of(village)));
}

#[test]
fn a_snapshot_is_checked_and_loaded_as_the_folder_is() {
    let repository = Repository::new();
    let lists = repository.lists();
    fs::write(lists.join("notes.txt"), "notes").unwrap();
    fs::write(lists.join("README.md"), "readme").unwrap();
    fs::create_dir_all(lists.join("template/old")).unwrap();
    fs::write(lists.join("template/old/a.toml"), "a = 1").unwrap();
    fs::write(lists.join("villages/stray.toml"), "a = 1").unwrap();
    fs::create_dir_all(lists.join("villages/shili-2")).unwrap();
    fs::write(lists.join("villages/shili-2/power.toml"), "broken").unwrap();
    fs::write(lists.join("calendar.toml"), [0xff, 0xfe, 0x00]).unwrap();
    #[cfg(unix)]
    {
        fs::remove_file(lists.join("template/manual.toml")).unwrap();
        std::os::unix::fs::symlink("power.toml", lists.join("template/manual.toml")).unwrap();
    }
    repository.commit("2026-01-06");
    let snapshot = repository.history().at("main").unwrap();
    let day = date(2026, 11, 23);
    let was = check::township(&snapshot, day, &[]).unwrap();
    let is = check::township(&lists, day, &[]).unwrap();
    let told = |report: &qingdan::report::Report| {
        let mut out = Vec::new();
        qingdan::report::line::write(report, qingdan::lang::Lang::En, &mut out).unwrap();
        text(out)
    };
    assert_eq!(told(&was), told(&is));
    assert!(is.occurrences.len() > 5, "{}", told(&is));
    let ids = |lists: &load::Lists<'_>| {
        let services = lists.book.services().unwrap().iter();
        Ok(services.map(|service| service.id().to_owned()).collect())
    };
    let was: Vec<String> = load::with(&snapshot, None, &[Sheet::Service], ids).unwrap();
    let is: Vec<String> = load::with(&lists, None, &[Sheet::Service], ids).unwrap();
    assert!(was == is && !was.is_empty());
    let broken = load::with(&snapshot, None, &[Sheet::Calendar], |_| Ok(())).unwrap_err();
    assert!(
        broken
            .to_string()
            .starts_with("`main:calendar.toml` is not a list"),
        "{broken}"
    );
}

#[test]
fn revisions_are_those_that_changed_the_path_newest_first() {
    let repository = Repository::new();
    repository.edit("township.toml", "sample", "simple");
    repository.commit("2026-02-03");
    repository.edit("registry.toml", "title", "titel");
    repository.commit("2026-03-04");
    let history = repository.history();
    let days = |path: &str| {
        let revisions = history.revisions(path).unwrap().into_iter();
        let days: Vec<String> = revisions
            .map(|revision| revision.date.to_string())
            .collect();
        days
    };
    assert_eq!(days("township.toml"), ["2026-02-03", "2026-01-05"]);
    assert_eq!(days("."), ["2026-03-04", "2026-02-03", "2026-01-05"]);
    assert_eq!(days("no-such-file"), [""; 0]);
    let first = history.revisions("township.toml").unwrap().pop().unwrap();
    let snapshot = history.at(&first.commit).unwrap();
    assert!(snapshot.files().any(|(path, _)| path == "township.toml"));
}

#[test]
fn what_cannot_be_read_is_said() {
    let repository = Repository::new();
    let history = repository.history();
    for rev in ["nowhere", "--all", "-n1", "HEAD:lists", ""] {
        let error = history.at(rev).unwrap_err();
        assert!(
            matches!(error, Error::NoRevision { shallow: false, .. }),
            "{rev}: {error:?}"
        );
    }
    let elsewhere = TempDir::new().unwrap();
    let error = History::of(elsewhere.path()).unwrap_err();
    assert!(matches!(error, Error::NoRepository { .. }), "{error:?}");
    let error = History::of(&elsewhere.path().join("missing")).unwrap_err();
    assert!(error.said().en.contains("missing"), "{error:?}");
}

#[test]
fn a_shallow_clone_says_that_its_history_ends_early() {
    let repository = Repository::new();
    repository.edit("township.toml", "sample", "simple");
    repository.commit("2026-02-03");
    let from = format!("file://{}", repository.folder.path().display());
    repository.git(&["clone", "--quiet", "--depth=1", &from, "copy"]);
    let copy = repository.folder.path().join("copy/lists");
    let history = History::of(&copy).unwrap();
    assert!(history.ends_early() && !repository.history().ends_early());
    let error = history.at("HEAD~1").unwrap_err();
    assert!(
        error
            .said()
            .en
            .ends_with("`git fetch --unshallow` gets all of it")
    );
}

#[test]
fn findings_that_were_there_before_are_counted_and_not_shown() {
    let repository = Repository::new();
    let lists = repository.lists();
    repository.edit("template/service.toml", "id = ", "oddity = 1\nid = ");
    repository.commit("2026-02-03");
    let line = ["validate", "--since", "HEAD", "--format", "line"];
    let (out, err, code) = run(&lists, &line);
    assert_eq!((err.as_str(), code), ("", ExitCode::SUCCESS));
    assert!(
        !out.contains("unknown-field") && out.contains("no errors"),
        "{out}"
    );
    assert!(
        out.ends_with("old finding not shown.\n") || out.ends_with("old findings not shown.\n"),
        "{out}"
    );

    // The old one moves down, a new one comes above it.
    repository.edit("template/service.toml", "", "strange = 2\n");
    let (out, _, code) = run(&lists, &line);
    assert_eq!(code, ExitCode::from(1), "{out}");
    assert!(
        out.contains("`strange`") && !out.contains("`oddity`"),
        "{out}"
    );
    let (out, _, _) = run(&lists, &["validate", "--since", "HEAD", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let rules: Vec<&str> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    assert_eq!(rules, ["unknown-field"]);
    assert!(json["summary"]["old"].as_u64().unwrap() >= 1);
    let (out, _, _) = run(&lists, &["validate", "--since", "HEAD", "--lang", "zh"]);
    assert!(out.trim_end().ends_with("个原有的问题未列出。"), "{out}");
}

/// Returns the code that `show` prints for a village's item.
fn code_of(lists: &Path, item: &str) -> String {
    let (out, err, _) = run(lists, &["show", item, "--village", "shili"]);
    let line = out.lines().last().unwrap_or(&err);
    line.split_whitespace().last().unwrap().to_owned()
}

#[test]
fn a_code_is_current_until_the_item_changes_and_then_out_of_date() {
    let repository = Repository::new();
    let lists = repository.lists();
    let path = "villages/shili/service.toml";
    let text = fs::read_to_string(lists.join(path)).unwrap();
    let id = text
        .lines()
        .find_map(|line| line.strip_prefix("id = "))
        .unwrap();
    let item = format!("service/{}", id.trim_matches('"'));
    let code = code_of(&lists, &item);
    let (out, err, exit) = run(&lists, &["verify", &code.to_lowercase()]);
    assert_eq!((err.as_str(), exit), ("", ExitCode::SUCCESS), "{out}");
    assert!(
        out.starts_with(&format!("{code} is current: `{item}` of ")),
        "{out}"
    );

    // A comment and a phone change no code.
    repository.edit(path, "\n[[service]]", "\n# checked\n[[service]]");
    repository.edit("villages/shili/village.toml", "phone = \"0", "phone = \"1");
    assert_eq!(code_of(&lists, &item), code);

    repository.edit(path, "\ntitle.en = \"", "\ntitle.en = \"The ");
    assert_ne!(code_of(&lists, &item), code);
    let (out, _, exit) = run(&lists, &["verify", &code]);
    assert_eq!(exit, ExitCode::from(1));
    assert!(out.contains("changed and not committed yet"), "{out}");
    repository.commit("2026-02-03");
    repository.edit("township.toml", "sample", "simple");
    repository.commit("2026-03-04");
    let (out, _, exit) = run(&lists, &["verify", &code]);
    assert_eq!(exit, ExitCode::from(1));
    assert!(
        out.contains("is out of date: ") && out.contains("changed on 2026-02-03"),
        "{out}"
    );
    // What has changed since is told, and nothing else of the village.
    assert!(out.contains("\n    title\n"), "{out}");
    assert!(!out.contains("phone"), "{out}");
    let (out, _, _) = run(&lists, &["--lang", "zh", "verify", &code]);
    assert!(
        out.contains("已过期") && out.contains("2026-02-03起已修改"),
        "{out}"
    );
}

#[test]
fn a_code_of_another_township_is_not_one_of_these() {
    let repository = Repository::new();
    let (out, _, exit) = run(&repository.lists(), &["verify", "2222-2222-22"]);
    assert_eq!(exit, ExitCode::from(1));
    assert_eq!(out, "2222-2222-22 is not one of these lists' codes.\n");
}

#[test]
fn validate_says_when_a_revision_cannot_be_read() {
    let repository = Repository::new();
    let (out, err, code) = run(&repository.lists(), &["validate", "--since", "gone"]);
    assert_eq!((out.as_str(), code), ("", ExitCode::from(2)));
    assert_eq!(
        err,
        "qingdan: cannot read the lists' history: there is no revision `gone`: `git log --oneline` lists them\n"
    );
    let (_, err, _) = run(
        &repository.lists(),
        &["--lang", "zh", "validate", "--since", "--help"],
    );
    assert!(!err.is_empty(), "{err}");
}
