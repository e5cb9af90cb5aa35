//! A process that writes is killed at any moment: what it left is all old or all new.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use qingdan::write::{self, Change, Plan, Recovered};

/// Where this is set, the test writes in that directory until it is killed.
const WRITE_IN: &str = "QINGDAN_TEST_WRITE_IN";
const KILLS: u64 = 150;
const FILES: [&str; 4] = ["township.toml", "template/power.toml", "v/a/p", "v/b/p"];

/// A content of some pages, so that writing it takes a while.
fn content(version: u64) -> Vec<u8> {
    format!("version = {version}\n").repeat(2000).into_bytes()
}

/// The change from one version to the next: files that exist, and one in a folder of its own.
fn plan(version: u64) -> Plan {
    let mut plan = Plan::default();
    for path in FILES {
        plan.add(Change {
            path: path.to_owned(),
            from: (version > 0).then(|| content(version)),
            to: content(version + 1),
        });
    }
    plan.create(format!("w/{}/p", version + 1), content(version + 1));
    plan
}

#[test]
fn writes_until_killed() {
    let Some(dir) = env::var_os(WRITE_IN) else {
        return;
    };
    let dir = Path::new(&dir);
    for version in version(dir).. {
        write::all(dir, &plan(version)).unwrap();
        // What has been said to be written must be there ever after.
        eprintln!("{}", version + 1);
    }
}

fn version(dir: &Path) -> u64 {
    let Ok(text) = fs::read_to_string(dir.join(FILES[0])) else {
        return 0;
    };
    let line = text.lines().next().unwrap();
    line.strip_prefix("version = ").unwrap().parse().unwrap()
}

fn writer(dir: &Path) -> Child {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "killed::writes_until_killed", "--nocapture"]);
    command.env(WRITE_IN, dir).stdout(Stdio::null());
    command.stderr(Stdio::piped()).spawn().unwrap()
}

/// Lets a process write, kills it after a while, and returns the last version that it claimed.
fn killed(dir: &Path, after: Duration) -> u64 {
    let mut child = writer(dir);
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
    let first = said.next().unwrap().unwrap();
    sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    let last = said.map_while(Result::ok).last().unwrap_or(first);
    last.parse().unwrap()
}

#[test]
fn a_process_killed_at_any_moment_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    let mut seen = [false; 3];
    for kill in 0..KILLS {
        // From microseconds to some milliseconds, spread evenly and the same in every run.
        let claimed = killed(dir, Duration::from_micros(kill * 7919 % 6000));
        let recovered = write::recover(dir).unwrap();
        seen[recovered as usize] = true;
        let now = version(dir);
        assert!(claimed <= now && now <= claimed + 1, "{claimed}, {now}");
        for path in FILES {
            assert_eq!(fs::read(dir.join(path)).unwrap(), content(now), "{path}");
        }
        assert_eq!(names(&dir.join("w")).len() as u64, now);
        assert_eq!(names(dir), ["template", "township.toml", "v", "w"]);
        assert_eq!(names(&dir.join("v/a")), ["p"]);
    }
    assert!(seen[Recovered::Undone as usize], "no kill hit a write");
}

/// However often `init` is killed, the next one makes the township, and the same as ever.
#[test]
fn a_killed_init_can_be_run_again() {
    let init = |dir: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
        let args = ["--as-of", "2026-11-23", "--lang", "en", "init"];
        command.args(args).arg(dir);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    };
    let root = tempfile::tempdir().unwrap();
    let whole = root.path().join("whole");
    assert!(init(&whole).status().unwrap().success());
    for kill in 0..40 {
        let dir = root.path().join(kill.to_string());
        let mut child = init(&dir).spawn().unwrap();
        sleep(Duration::from_micros(500 + kill * 7919 % 30_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let output = init(&dir).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let done = output.status.success() || said.contains("has lists already");
        assert!(done, "{said}");
        assert_eq!(names(&dir), names(&whole));
        assert_eq!(names(&dir.join("template")), names(&whole.join("template")));
        for file in ["township.toml", "registry.toml", "template/service.toml"] {
            let same = fs::read(dir.join(file)).unwrap() == fs::read(whole.join(file)).unwrap();
            assert!(same, "{file}");
        }
    }
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap().map(Result::unwrap);
    let names = entries.map(|entry| entry.file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}
