//! The schemas that the shipped lists carry, held against the lists by a validator of others.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use qingdan::tree;
use serde_json::Value;

fn lists() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("lists")
}

fn json(value: &tree::Value<'_>) -> Value {
    match value {
        tree::Value::String(text) => Value::from(text.as_ref()),
        tree::Value::Integer(number) => Value::from(number.unwrap()),
        tree::Value::Float(number) => Value::from(*number),
        tree::Value::Boolean(flag) => Value::from(*flag),
        tree::Value::Datetime(datetime) => Value::from(datetime.to_string()),
        tree::Value::Array(nodes) => nodes.iter().map(|node| json(&node.value)).collect(),
        tree::Value::Table(table) => table_json(table),
    }
}

fn table_json(table: &tree::Table<'_>) -> Value {
    let entries = table.entries().iter();
    Value::Object(
        entries
            .map(|entry| (entry.key.to_string(), json(&entry.node.value)))
            .collect(),
    )
}

fn validator(file: &Path) -> jsonschema::Validator {
    let name = file
        .file_name()
        .unwrap()
        .to_str()
        .unwrap()
        .replace(".toml", ".schema.json");
    let text = fs::read_to_string(lists().join(".schema").join(name)).unwrap();
    jsonschema::draft7::new(&serde_json::from_str(&text).unwrap()).unwrap()
}

fn faults(file: &Path, text: &str) -> Vec<String> {
    let table = tree::Table::read(text).unwrap();
    let validator = validator(file);
    let value = table_json(&table);
    validator
        .iter_errors(&value)
        .map(|fault| fault.to_string())
        .collect()
}

#[test]
fn the_schemas_beside_the_lists_are_those_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_qingdan"))
        .args(["schema", "--lists"])
        .arg(lists())
        .arg("--out")
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        let shipped = fs::read_to_string(lists().join(".schema").join(entry.file_name())).unwrap();
        let right = fs::read_to_string(entry.path()).unwrap() == shipped;
        assert!(
            right,
            "{:?}: run `qingdan schema --out lists/.schema`",
            entry.file_name()
        );
    }
}

#[test]
fn the_shipped_lists_fit_their_schemas() {
    let mut files = 0;
    for entry in walkdir::WalkDir::new(lists()) {
        let entry = entry.unwrap();
        let path = entry.path();
        let is_draft = ["guozigou", "mingzi", "shicheng"]
            .iter()
            .any(|draft| path.parent().is_some_and(|parent| parent.ends_with(draft)));
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if hidden || is_draft || path.extension().is_none_or(|end| end != "toml") {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        assert_eq!(
            faults(path, &text),
            Vec::<String>::new(),
            "{}",
            path.display()
        );
        files += 1;
    }
    assert!(files > 120, "{files}");
}

#[test]
fn slips_do_not_fit() {
    let file = lists().join("template/service.toml");
    let text = fs::read_to_string(&file).unwrap();
    for (right, wrong) in [
        ("visits = 1", "visits = \"1\""),
        ("visits = 1", "visit = 1"),
        (
            "limit.promised = \"20 working days\"",
            "limit.promised = \"20 workdays\"",
        ),
        ("kind = \"licence\"", "kind = \"license\""),
        ("office = \"service-centre\"", "office = \"service-center\""),
        ("fee = \"none\"", "fee = \"free\""),
        ("id = \"land-approval\"", "id = \"Land approval\""),
    ] {
        assert!(text.contains(right), "{right}");
        assert!(
            !faults(&file, &text.replacen(right, wrong, 1)).is_empty(),
            "{wrong}"
        );
    }
}
