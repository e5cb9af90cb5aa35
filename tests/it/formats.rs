//! Holds what `validate` writes for programs against the formats' own schemas: with Chinese text,
//! with no findings, with ten thousand.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::date;
use qingdan::commands::Surroundings;
use serde_json::Value;
use tempfile::TempDir;

/// Runs `qingdan validate` in a folder and returns what it prints.
fn validate(folder: &Path, args: &[&str]) -> String {
    let around = Surroundings {
        today: date(2026, 11, 23),
        folder: folder.to_path_buf(),
        lists: None,
        village: None,
        interactive: false,
        locale: "zh_CN.UTF-8".into(),
        width: None,
        no_color: false,
    };
    let args = ["qingdan", "validate"].iter().chain(args);
    let args: Vec<OsString> = args.map(Into::into).collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    qingdan::run(args, &around, &mut out, &mut err);
    assert_eq!(String::from_utf8(err).unwrap(), "");
    String::from_utf8(out).unwrap()
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// Copies the smallest township to a folder of its own, as `lists/`.
fn repository() -> TempDir {
    let folder = TempDir::new().unwrap();
    let from = here().join("examples/minimal");
    for entry in walkdir::WalkDir::new(&from) {
        let entry = entry.unwrap();
        let to = entry.path().strip_prefix(&from).unwrap();
        let to = folder.path().join("lists").join(to);
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    folder
}

/// A township with so many fields that no list has, in Chinese.
fn many_findings(count: usize) -> TempDir {
    let folder = repository();
    let calendar = folder.path().join("lists/calendar.toml");
    let field = |number| format!("\"字段\\u0008<&]]>{number}\" = 1\n");
    let fields: Vec<String> = (0..count).map(field).collect();
    let text = fields.concat() + &fs::read_to_string(&calendar).unwrap();
    fs::write(calendar, text).unwrap();
    folder
}

/// Runs a check over townships with few findings, with none, with many and with notes only, in
/// both languages.
fn everywhere(format: &str, check: impl Fn(&str, usize)) {
    let many = many_findings(10_000);
    let townships: [(&Path, &str); 4] = [
        (&here(), "examples/broken"),
        (&here(), "examples/minimal"),
        (&here(), "lists"),
        (many.path(), "lists"),
    ];
    for (folder, lists) in townships {
        for lang in ["zh", "en"] {
            let run = |format| {
                validate(
                    folder,
                    &["--lists", lists, "--lang", lang, "--format", format],
                )
            };
            let json: Value = serde_json::from_str(&run("json")).unwrap();
            let count = json["findings"].as_array().unwrap().len();
            check(&run(format), count);
        }
    }
}

fn schema(name: &str) -> jsonschema::Validator {
    let text = fs::read_to_string(here().join("tests/schemas").join(name)).unwrap();
    // The schema of SARIF has a bracket too many in one of its patterns.
    let text = text.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

fn assert_valid(schema: &jsonschema::Validator, value: &Value) {
    let faults: Vec<String> = schema
        .iter_errors(value)
        .take(5)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn sarif_is_valid_and_names_the_rules_that_fired() {
    let schema = schema("sarif-2.1.0-rtm.5.json");
    everywhere("sarif", |text, count| {
        let log: Value = serde_json::from_str(text).unwrap();
        assert_valid(&schema, &log);
        let run = &log["runs"][0];
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), count);
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let fired: HashSet<&Value> = results.iter().map(|result| &result["ruleId"]).collect();
        assert_eq!(fired, rules.iter().map(|rule| &rule["id"]).collect());
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
    });
}

#[test]
fn code_quality_reports_are_valid_and_their_fingerprints_differ() {
    let schema = schema("gitlab-code-quality.json");
    everywhere("gitlab", |text, count| {
        let report: Value = serde_json::from_str(text).unwrap();
        assert_valid(&schema, &report);
        let issues = report.as_array().unwrap();
        let names: HashSet<&Value> = issues.iter().map(|issue| &issue["fingerprint"]).collect();
        assert_eq!((issues.len(), names.len()), (count, count));
    });
}

#[test]
fn junit_reports_are_valid_and_count_right() {
    everywhere("junit", |text, count| {
        let mut reader = quick_xml::Reader::from_str(text);
        let (mut cases, mut failures, mut said) = (0, 0, 0);
        loop {
            use quick_xml::events::Event;
            match reader.read_event().unwrap() {
                Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                    "testcase" => cases += 1,
                    "failure" => failures += 1,
                    "system-out" => said += 1,
                    "testsuites" => {
                        let tests = tag.try_get_attribute("tests").unwrap().unwrap();
                        assert!(tests.value.parse::<usize>().unwrap() >= count);
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(failures + said, count);
        assert!(cases >= count.max(1));
        assert_valid_xml(text);
    });
}

/// Asks `xmllint`, where it is installed.
fn assert_valid_xml(text: &str) {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), text).unwrap();
    let schema = here().join("tests/schemas/junit-10.xsd");
    let run = Command::new("xmllint")
        .args(["--noout", "--huge", "--schema"])
        .args([&schema, file.path()])
        .output();
    match run {
        Ok(run) => {
            let said = String::from_utf8_lossy(&run.stderr).into_owned();
            let said: String = said.chars().take(2_000).collect();
            assert!(run.status.success(), "{said}");
        }
        Err(error) => eprintln!("not held against junit-10.xsd: xmllint: {error}"),
    }
}

/// A command of a GitHub workflow, taken apart as a runner does.
fn commands(text: &str) -> Vec<(String, String)> {
    let parse = |line: &str| {
        let (head, message) = line.strip_prefix("::")?.split_once("::")?;
        let plain = |text: &str| {
            let text = text.replace("%0D", "\r").replace("%0A", "\n");
            text.replace("%3A", ":")
                .replace("%2C", ",")
                .replace("%25", "%")
        };
        Some((plain(head), plain(message)))
    };
    text.lines().filter_map(parse).collect()
}

#[test]
fn github_gets_no_more_annotations_than_it_shows() {
    everywhere("github", |text, _| {
        for level in ["error", "warning", "notice"] {
            let of_level = |(head, _): &&(String, String)| head.starts_with(level);
            assert!(commands(text).iter().filter(of_level).count() <= 10);
        }
        assert!(!text.contains("##["));
    });
    let many = many_findings(10_000);
    let text = validate(many.path(), &["--lang", "en", "--format", "github"]);
    let commands = commands(&text);
    let (head, message) = &commands[9];
    assert_eq!(head, "error title=9991 more");
    assert_eq!(
        message,
        "9991 more of this level stand in the log of this step"
    );
    assert_eq!(text.matches("error[unknown-field]").count(), 10_000);
}

#[test]
fn a_lengthened_promise_is_one_finding_at_its_line_in_every_format() {
    let folder = repository();
    let path = folder.path().join("lists/villages/shili/service.toml");
    let text = fs::read_to_string(&path).unwrap();
    let line = text
        .lines()
        .position(|line| line.starts_with("limit.promised"))
        .unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[line] = "limit.promised = \"90 working days\"";
    fs::write(&path, lines.join("\n") + "\n").unwrap();

    let (rule, line) = ("promise-exceeds-law", line + 1);
    let file = "lists/villages/shili/service.toml";
    let run = |format: &str| validate(folder.path(), &["--lang", "zh", "--format", format]);
    let of_rule = |list: &Value, key: &str| -> Vec<Value> {
        let list = list.as_array().unwrap().iter();
        list.filter(|found| found[key] == rule).cloned().collect()
    };

    let gitlab = of_rule(&serde_json::from_str(&run("gitlab")).unwrap(), "check_name");
    assert_eq!(gitlab.len(), 1);
    assert_eq!(gitlab[0]["location"]["path"], file);
    assert_eq!(gitlab[0]["location"]["lines"]["begin"], line);

    let sarif: Value = serde_json::from_str(&run("sarif")).unwrap();
    let sarif = of_rule(&sarif["runs"][0]["results"], "ruleId");
    assert_eq!(sarif.len(), 1);
    let place = &sarif[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], file);
    assert_eq!(place["region"]["startLine"], line);

    let json: Value = serde_json::from_str(&run("json")).unwrap();
    let json = of_rule(&json["findings"], "rule");
    assert_eq!((json.len(), &json[0]["line"]), (1, &Value::from(line)));

    let heads = commands(&run("github"));
    let heads: Vec<_> = heads
        .iter()
        .filter(|(head, _)| head.contains(rule))
        .collect();
    assert_eq!(heads.len(), 1);
    let place = format!("error file={file},line={line},endLine={line},col=18,");
    assert!(heads[0].0.starts_with(&place), "{}", heads[0].0);

    for (format, place) in [
        ("full", format!("--> villages/shili/service.toml:{line}:18")),
        ("junit", format!("{file}:{line}:18: ")),
        ("line", format!("villages/shili/service.toml:{line}:18: ")),
    ] {
        let text = run(format);
        let told = text.lines().filter(|found| found.contains(&place)).count();
        assert_eq!(told, 1, "{format}: {text}");
    }
}

#[test]
fn further_formats_go_to_files_while_people_see_theirs() {
    let folder = repository();
    let args = [
        "--lang",
        "en",
        "--output",
        "sarif=a.sarif",
        "--output",
        "junit=b.xml",
    ];
    let shown = validate(folder.path(), &args);
    assert!(
        shown.ends_with("no errors, no warnings, no notes.\n"),
        "{shown}"
    );
    for (file, format) in [("a.sarif", "sarif"), ("b.xml", "junit")] {
        let saved = fs::read_to_string(folder.path().join(file)).unwrap();
        assert_eq!(
            saved,
            validate(folder.path(), &["--lang", "en", "--format", format])
        );
    }
}
