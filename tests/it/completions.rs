//! The completion scripts, in a shell where there is one; the manual pages.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_qingdan");

fn qingdan(args: &[&str]) -> Output {
    Command::new(PROGRAM).args(args).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn every_shell_has_a_script_that_asks_the_program() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let output = qingdan(&["completions", shell]);
        assert!(output.status.success(), "{shell}");
        let script = text(&output.stdout);
        assert!(
            script.contains("COMPLETE") && script.contains("qingdan"),
            "{script}"
        );
    }
    assert_eq!(qingdan(&["completions", "cmd"]).status.code(), Some(2));
}

/// Returns what bash offers for the last of these words; none where there is no bash.
fn offered(words: &[&str]) -> Option<Vec<String>> {
    let line = words.join(" ");
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let script = format!(
        "source <(qingdan completions bash)
         complete -p qingdan >/dev/null || exit 9
         function=$(complete -p qingdan | sed 's/.*-F \\([^ ]*\\).*/\\1/')
         COMP_WORDS=({}); COMP_CWORD={}; COMP_LINE='{line}'; COMP_POINT={}
         COMP_TYPE=9; COMP_KEY=9
         $function qingdan '{}' '{}' 2>/dev/null
         printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        quoted.join(" "),
        words.len() - 1,
        line.len(),
        words[words.len() - 1],
        words[words.len() - 2],
    );
    let folder = Path::new(PROGRAM).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("bash")
        .args(["--norc", "-c", &script])
        .env("PATH", format!("{}:{path}", folder.display()))
        .env_remove("QINGDAN_LISTS")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .ok()?;
    assert!(output.status.success(), "{}", text(&output.stderr));
    let words = text(&output.stdout);
    Some(words.lines().map(|word| word.trim().to_owned()).collect())
}

#[test]
fn bash_offers_villages_items_services_actors_and_rules() {
    for (words, expected) in [
        (["qingdan", "validate", "nan"].as_slice(), "nanshiqu"),
        (&["qingdan", "explain", "miss"], "missing-field"),
        (
            &["qingdan", "show", "service/land-a"],
            "service/land-approval",
        ),
        (&["qingdan", "due", "land-a"], "land-approval"),
        (&["qingdan", "role", "village-acc"], "village-accountant"),
        (&["qingdan", "how", "x", "--village", "don"], "donghu"),
        (&["qingdan", "val"], "validate"),
    ] {
        let Some(offered) = offered(words) else {
            return;
        };
        assert!(
            offered.iter().any(|word| word == expected),
            "{words:?}: {offered:?}"
        );
        let begun = words[words.len() - 1];
        assert!(
            offered.iter().all(|word| word.starts_with(begun)),
            "{offered:?}"
        );
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let page = text(&qingdan(&["man"]).stdout);
    assert!(
        page.starts_with(".ie") || page.contains(".TH qingdan 1"),
        "{page}"
    );
    let folder = tempfile::tempdir().unwrap();
    let output = qingdan(&["man", "--out", folder.path().join("man1").to_str().unwrap()]);
    assert!(output.status.success() && output.stdout.is_empty());
    let page = fs::read_to_string(folder.path().join("man1/qingdan-validate.1")).unwrap();
    assert!(page.contains("Fail on warnings too"), "{page}");
    let taken = folder.path().join("file");
    fs::write(&taken, "").unwrap();
    assert_eq!(
        qingdan(&["man", "--out", taken.to_str().unwrap()])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn the_version_names_the_commit_it_was_built_from() {
    let version = text(&qingdan(&["--version"]).stdout);
    let version = version.trim().strip_prefix("qingdan ").unwrap();
    let (number, commit) = version.split_once(' ').unwrap_or((version, "(000)"));
    assert_eq!(number, env!("CARGO_PKG_VERSION"));
    let digits = commit.trim_matches(['(', ')']);
    assert!(
        digits.chars().all(|digit| digit.is_ascii_hexdigit()),
        "{version}"
    );
}
