//! What `export` writes, read back by others: tables by the `csv` crate, lines and linked data by
//! `serde_json`, and held against the lists.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use qingdan::commands::Surroundings;
use qingdan::export::LISTINGS;
use qingdan::tree;
use serde_json::Value;
use tempfile::TempDir;

fn lists(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Runs `qingdan export` in English on the lists of a folder and returns what it prints.
fn export(lists: &Path, args: &[&str]) -> Vec<u8> {
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
    let args = ["qingdan", "export"].iter().chain(args);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    qingdan::run(args.map(OsString::from), &around, &mut out, &mut err);
    assert_eq!(String::from_utf8(err).unwrap(), "");
    out
}

/// A line of a table: its cells by their headings.
type Row = BTreeMap<String, String>;

fn rows(table: &[u8]) -> Vec<Row> {
    let table = table.strip_prefix(b"\xef\xbb\xbf").unwrap();
    let mut reader = csv::Reader::from_reader(table);
    let headings = reader.headers().unwrap().clone();
    assert_eq!(
        headings.iter().collect::<BTreeSet<_>>().len(),
        headings.len()
    );
    let record = |record: csv::Result<csv::StringRecord>| {
        let record = record.unwrap();
        let cells = headings.iter().zip(record.iter());
        cells
            .map(|(head, cell)| (head.to_owned(), cell.to_owned()))
            .collect()
    };
    reader.records().map(record).collect()
}

fn objects(lines: &[u8]) -> Vec<Value> {
    let lines = std::str::from_utf8(lines).unwrap().lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Copies the smallest township with another text in its service list.
fn township(right: &str, wrong: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    for entry in walkdir::WalkDir::new(lists("examples/minimal")) {
        let entry = entry.unwrap();
        let way = entry
            .path()
            .strip_prefix(lists("examples/minimal"))
            .unwrap();
        let to = folder.path().join(way);
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    let path = folder.path().join("template/service.toml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(right), "{right}");
    fs::write(path, text.replace(right, wrong)).unwrap();
    folder
}

#[test]
fn every_table_can_be_read_back_and_has_as_many_lines_as_the_json() {
    for scope in [&[][..], &["--all-villages"]] {
        for listing in LISTINGS
            .iter()
            .map(|listing| listing.name)
            .chain(["standard"])
        {
            let run = |format| {
                let args = [&[listing, "--format", format], scope].concat();
                export(&lists("lists"), &args)
            };
            let (table, lines) = (rows(&run("csv")), objects(&run("jsonl")));
            assert_eq!(table.len(), lines.len(), "{listing}");
            assert!(!lines.is_empty(), "{listing}");
            assert!(lines.iter().all(|line| line["sample"] == true), "{listing}");
            let mark = "sample data, not a published list";
            assert!(table.iter().all(|row| row["sample"] == mark), "{listing}");
        }
    }
}

fn json(value: &tree::Value<'_>) -> Value {
    match value {
        tree::Value::String(text) => Value::from(text.as_ref()),
        tree::Value::Integer(number) => Value::from(*number),
        tree::Value::Float(number) => Value::from(*number),
        tree::Value::Boolean(flag) => Value::from(*flag),
        tree::Value::Datetime(datetime) => Value::from(datetime.to_string()),
        tree::Value::Array(nodes) => nodes.iter().map(|node| json(&node.value)).collect(),
        tree::Value::Table(table) => {
            let entries = table.entries().iter();
            let entries = entries.map(|entry| (entry.key.to_string(), json(&entry.node.value)));
            Value::Object(entries.collect())
        }
    }
}

#[test]
fn a_line_of_json_has_every_value_of_the_file() {
    let text = fs::read_to_string(lists("lists/villages/nanshiqu/service.toml")).unwrap();
    let file = tree::Table::read(&text).unwrap();
    let expected = json(file.get("service").unwrap());
    let args = ["service", "--format", "jsonl", "--village", "nanshiqu"];
    let lines = objects(&export(&lists("lists"), &args));
    let values: Value = lines.iter().map(|line| line["values"].clone()).collect();
    assert!(values == expected);
    for line in lines {
        assert_eq!(
            (&line["village"], &line["stage"]),
            (&"nanshiqu".into(), &"in-force".into())
        );
    }
}

#[test]
fn a_table_says_what_the_list_says() {
    let service = &rows(&export(&lists("examples/minimal"), &["service"]))[0];
    for (heading, cell) in [
        ("id", "land-approval"),
        ("title.zh", "农村宅基地审批"),
        ("office", "service-centre"),
        ("office.title", "township service centre"),
        ("fee", "none"),
        ("limit.promised", "15 working days"),
        ("visits", "1"),
        (
            "basis",
            "law=land-administration-law; article=62; certainty=text\n\
             law=licensing-law; article=42; certainty=text",
        ),
    ] {
        assert_eq!(service[heading], cell, "{heading}");
    }
    let steps = rows(&export(&lists("examples/minimal"), &["service-step"]));
    let by: Vec<_> = steps.iter().map(|step| step["by.title"].as_str()).collect();
    assert_eq!(by[..2], ["household", "villagers' committee"]);
    assert!(steps.iter().all(|step| step["service"] == "land-approval"));
    let actors = rows(&export(&lists("lists"), &["actor"]));
    let phones = actors.iter().map(|actor| actor["phone"].as_str());
    let invented = phones.filter(|phone| phone.contains("-000"));
    assert!(invented.clone().count() > 0);
    assert!(
        invented
            .into_iter()
            .all(|phone| phone.ends_with("(placeholder)"))
    );
}

#[test]
fn no_text_becomes_a_formula() {
    for formula in ["=HYPERLINK(1)", "+1", "-2", "@SUM(A1)", "\\t=1", "＝1"] {
        let folder = township("农村宅基地审批", formula);
        let said = formula.replace("\\t", "\t");
        let table = rows(&export(folder.path(), &["service"]));
        assert_eq!(table[0]["title.zh"], format!("'{said}"));
        let lines = objects(&export(folder.path(), &["service", "--format", "jsonl"]));
        assert_eq!(lines[0]["values"]["title"]["zh"], said);
    }
}

#[test]
fn what_needs_quotation_marks_in_a_table_has_them() {
    let folder = township("\"农村宅基地审批\"", "'''一,\"二\"\n三'''");
    let table = export(folder.path(), &["service"]);
    assert_eq!(rows(&table)[0]["title.zh"], "一,\"二\"\n三");
    let text = String::from_utf8(table).unwrap();
    assert!(text.contains("\"一,\"\"二\"\"\n三\""));
    assert!(text.ends_with("\r\n"));
}

#[test]
fn every_element_of_the_standard_has_a_value_or_a_note() {
    let args = ["standard", "--format", "jsonl", "--village", "nanshiqu"];
    let lines = objects(&export(&lists("lists"), &args));
    let services: BTreeSet<&str> = lines
        .iter()
        .map(|line| line["of"].as_str().unwrap())
        .collect();
    assert_eq!(lines.len(), services.len() * 59);
    for line in &lines {
        assert!(
            line["value"].is_string() || line["note"].is_string(),
            "{line}"
        );
    }
    let of = |element: &str| {
        let mut lines = lines.iter();
        let line = lines.find(|l| l["of"] == "service/land-approval" && l["element"] == element);
        line.unwrap()
    };
    for (element, value) in [
        ("事项名称", "农村宅基地审批"),
        ("事项类型", "行政许可"),
        ("行使层级", "乡级"),
        ("实施主体", "乡人民政府"),
        ("法定办结时限", "20"),
        ("法定办结时限单位", "工作日"),
        ("是否收费", "否"),
        ("村居社区代码", "140728203205"),
    ] {
        assert_eq!(of(element)["value"], value, "{element}");
    }
    assert_eq!(of("权力来源")["value"], Value::Null);
    let basis = of("设定依据");
    assert!(basis["value"].as_str().unwrap().contains("未经核实"));
    assert!(basis["note"].as_str().unwrap().contains("confirm it"));
    assert!(
        of("咨询方式")["value"]
            .as_str()
            .unwrap()
            .ends_with("（占位）")
    );
}

/// Adds every `@id` that a value refers to.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) if fields.len() == 1 && fields.contains_key("@id") => {
            found.insert(fields["@id"].as_str().unwrap().to_owned());
        }
        Value::Object(fields) => fields.values().for_each(|value| references(value, found)),
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn linked_data_hang_together() {
    for scope in [&[][..], &["--all-villages"]] {
        let args = [&["service", "--format", "cpsv-ap"], scope].concat();
        let file: Value = serde_json::from_slice(&export(&lists("lists"), &args)).unwrap();
        let nodes = file["@graph"].as_array().unwrap();
        let names: BTreeSet<String> = nodes
            .iter()
            .map(|n| n["@id"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(names.len(), nodes.len());
        let mut referred = BTreeSet::new();
        for node in nodes {
            references(node, &mut referred);
            for key in node.as_object().unwrap().keys() {
                assert!(
                    key.starts_with('@') || !file["@context"][key].is_null(),
                    "{key}"
                );
            }
        }
        let missing: Vec<_> = referred.difference(&names).collect();
        assert!(missing.is_empty(), "{missing:?}");
        let services = nodes.iter().filter(|node| node["@type"] == "PublicService");
        let services: Vec<&Value> = services.collect();
        let count = if scope.is_empty() { 27 } else { 719 };
        assert_eq!(services.len(), count);
        for service in services {
            for key in [
                "identifier",
                "title",
                "description",
                "hasCompetentAuthority",
            ] {
                assert!(!service[key].is_null(), "{key}: {service}");
            }
            let said = service["description"]["en"].as_str().unwrap();
            assert!(said.starts_with("Sample data, not a published list."));
            // Working days are no duration.
            let identifier = service["identifier"].as_str().unwrap();
            if identifier.ends_with("service/land-approval") {
                assert!(service["processingTime"].is_null());
            }
        }
    }
}

#[test]
fn a_folder_gets_every_file() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("a/b");
    export(
        &lists("examples/minimal"),
        &["--out", out.to_str().unwrap()],
    );
    let names: BTreeSet<String> = fs::read_dir(out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let tables = LISTINGS
        .iter()
        .map(|listing| listing.name)
        .chain(["standard"]);
    let mut expected: BTreeSet<String> = tables
        .flat_map(|name| [format!("{name}.csv"), format!("{name}.jsonl")])
        .collect();
    expected.insert("service.cpsv-ap.jsonld".into());
    assert_eq!(names, expected);
}
