//! The examples for CI, as far as they run without their services.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use clap::Parser;
use qingdan::cli::Cli;
use tempfile::TempDir;
use yaml_rust2::{Yaml, YamlLoader};

fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn yaml(file: &str) -> Yaml {
    let text = fs::read_to_string(here().join(file)).unwrap();
    YamlLoader::load_from_str(&text).unwrap().remove(0)
}

/// Returns every shell script in a file, whatever key has it.
fn scripts(value: &Yaml) -> Vec<String> {
    match value {
        Yaml::String(text) if text.contains("qingdan ") => vec![text.clone()],
        Yaml::Array(values) => values.iter().flat_map(scripts).collect(),
        Yaml::Hash(entries) => entries.values().flat_map(scripts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_command_in_the_examples_is_one() {
    let mut commands = 0;
    for file in [
        "examples/ci/github.yml",
        "examples/ci/gitlab.yml",
        ".pre-commit-hooks.yaml",
    ] {
        for script in scripts(&yaml(file)) {
            for line in script
                .lines()
                .filter_map(|line| line.trim().strip_prefix("qingdan "))
            {
                let line = line.split(['>', '|']).next().unwrap();
                let line = line.replace("\"$(git merge-base \"$BASE\" HEAD)\"", "REV");
                let args = ["qingdan"].into_iter().chain(line.split_whitespace());
                Cli::try_parse_from(args).unwrap_or_else(|error| panic!("{line}: {error}"));
                commands += 1;
            }
        }
    }
    assert_eq!(commands, 8);
}

#[test]
fn workflows_have_what_their_services_need() {
    for file in [
        "examples/ci/github.yml",
        ".github/workflows/ci.yml",
        ".github/workflows/release.yml",
    ] {
        let workflow = yaml(file);
        let jobs = workflow["jobs"].as_hash().unwrap();
        // YAML 1.1 takes the key `on` for a truth value; this reader does not.
        assert!(!workflow["on"].is_badvalue(), "{file}");
        for (name, job) in jobs {
            assert!(!job["runs-on"].is_badvalue(), "{file}: {name:?}");
            for step in job["steps"].as_vec().unwrap() {
                let acts = !step["run"].is_badvalue() || !step["uses"].is_badvalue();
                assert!(acts, "{file}: {step:?}");
            }
        }
    }
    let gitlab = yaml("examples/ci/gitlab.yml");
    assert!(
        gitlab["lists"]["script"]
            .as_vec()
            .is_some_and(|lines| !lines.is_empty())
    );
    let reports = &gitlab["lists"]["artifacts"]["reports"];
    assert_eq!(reports["codequality"].as_str(), Some("quality.json"));
    for hook in yaml(".pre-commit-hooks.yaml").as_vec().unwrap() {
        for key in ["id", "name", "entry", "language"] {
            assert!(hook[key].as_str().is_some(), "{hook:?}");
        }
    }
}

/// A repository with the smallest township and the hook.
fn repository() -> TempDir {
    let folder = TempDir::new().unwrap();
    let from = here().join("examples/minimal");
    for entry in walkdir::WalkDir::new(&from) {
        let entry = entry.unwrap();
        let to = folder
            .path()
            .join("lists")
            .join(entry.path().strip_prefix(&from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    assert!(git(folder.path(), &["init", "--quiet"]).status.success());
    let hooks = folder.path().join(".git/hooks");
    fs::create_dir_all(&hooks).unwrap();
    fs::copy(
        here().join("examples/ci/pre-commit"),
        hooks.join("pre-commit"),
    )
    .unwrap();
    folder
}

fn git(folder: &Path, args: &[&str]) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_qingdan")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    Command::new("git")
        .arg("-C")
        .arg(folder)
        .args([
            "-c",
            "user.name=clerk",
            "-c",
            "user.email=clerk@example.org",
        ])
        .args(args)
        .env("PATH", format!("{}:{path}", program.display()))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env_remove("QINGDAN_LISTS")
        .output()
        .unwrap()
}

#[cfg(unix)]
#[test]
fn the_hook_lets_good_lists_in_and_keeps_bad_ones_out() {
    let repository = repository();
    let folder = repository.path();
    let commit = |message| {
        git(folder, &["add", "--all"]);
        git(folder, &["commit", "--quiet", "--message", message])
    };
    let first = commit("the lists");
    assert!(
        first.status.success(),
        "{}",
        String::from_utf8_lossy(&first.stderr)
    );
    let file = folder.join("lists/villages/shili/service.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(
        &file,
        text.replace("\"15 working days\"", "\"90 working days\""),
    )
    .unwrap();
    let second = commit("a longer promise");
    assert!(!second.status.success());
    let told = [second.stdout, second.stderr].concat();
    let told = String::from_utf8_lossy(&told);
    assert!(told.contains("[promise-exceeds-law]"), "{told}");
    fs::write(&file, format!("# checked\n{text}")).unwrap();
    assert!(commit("a comment").status.success());
}
