//! Findings as SARIF 2.1.0, which code hosts and editors read.
//!
//! Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::base::Base;
use super::entry::{Entry, entries};
use super::{Report, advice, told};
use crate::finding::Level;
use crate::fix::Mend;
use crate::lang::{Lang, Said};
use crate::place::Extent;
use crate::rules::{RULES, Rule};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The name under which code hosts know the root of the repository.
const ROOT: &str = "%SRCROOT%";

#[derive(Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'r> {
    tool: Tool,
    language: &'static str,
    column_kind: &'static str,
    original_uri_base_ids: BTreeMap<&'static str, Described>,
    results: Vec<Finding<'r>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    information_uri: Option<&'static str>,
    rules: Vec<Descriptor>,
}

/// A rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Text,
    help: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Configuration {
    level: Level,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
struct Text {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<&'static str>,
}

#[derive(Serialize)]
struct Described {
    description: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'r> {
    rule_id: &'static str,
    rule_index: usize,
    level: Level,
    message: Text,
    locations: [Location<'r>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'r>>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
}

/// A fix that a person looks at before it is made: so viewers of SARIF treat it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Text,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: [Replacement; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Deleted,
    inserted_content: Inserted,
}

/// What is deleted; an insertion deletes nothing.
#[derive(Serialize)]
#[serde(untagged)]
enum Deleted {
    Text(Region),
    /// A byte order mark has no column.
    #[serde(rename_all = "camelCase")]
    Bytes {
        byte_offset: usize,
        byte_length: usize,
    },
}

#[derive(Serialize)]
struct Inserted {
    text: String,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "qingdan/v1")]
    qingdan: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'r> {
    #[serde(rename = "physicalLocation")]
    physical: PhysicalLocation,
    #[serde(rename = "logicalLocations", skip_serializing_if = "Vec::is_empty")]
    logical: Vec<LogicalLocation<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

/// Lines and columns from 1; the end is the column just after the last character, as in [`Extent`].
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// The item in which the place is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'r> {
    fully_qualified_name: &'r str,
}

/// Writes every finding in every file that has it; the files are named from the working directory.
///
/// # Errors
///
/// Fails where `out` does.
pub fn write(report: &Report, base: &Base, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let entries = entries(report);
    let fired: BTreeSet<&str> = entries.iter().map(|entry| entry.found.rule.name).collect();
    // The registry is sorted by name, so that a rule's place is found by its name.
    let rules = RULES.iter().filter(|rule| fired.contains(rule.name));
    let rules: Vec<&'static Rule> = rules.copied().collect();
    let results = entries.into_iter();
    let results = results.map(|entry| finding(report, entry, &rules, base, lang));
    let run = Run {
        tool: tool(&rules, lang),
        language: lang.pick("zh-CN", "en-GB"),
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: BTreeMap::from([(ROOT, root(lang))]),
        results: results.collect(),
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [run],
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn tool(rules: &[&'static Rule], lang: Lang) -> Tool {
    let repository = env!("CARGO_PKG_REPOSITORY");
    Tool {
        driver: Driver {
            name: "qingdan",
            semantic_version: env!("CARGO_PKG_VERSION"),
            information_uri: (!repository.is_empty()).then_some(repository),
            rules: rules
                .iter()
                .map(|rule| descriptor(rule, repository, lang))
                .collect(),
        },
    }
}

fn root(lang: Lang) -> Described {
    let text = lang.pick("代码仓库的根目录", "the root of the repository");
    Described {
        description: Text::plain(text),
    }
}

impl Text {
    fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            markdown: None,
        }
    }
}

fn descriptor(rule: &'static Rule, repository: &str, lang: Lang) -> Descriptor {
    let page = rule.page(lang);
    Descriptor {
        id: rule.name,
        short_description: Text::plain(rule.summary(lang)),
        help: Text {
            text: unmarked(page),
            markdown: Some(page),
        },
        help_uri: page_address(rule, repository, lang),
        default_configuration: Configuration {
            level: rule.severity,
        },
        properties: Properties {
            tags: [rule.family.title().1],
        },
    }
}

/// Returns where the page of a rule can be read, if the tool has a public repository.
fn page_address(rule: &Rule, repository: &str, lang: Lang) -> Option<String> {
    let (family, version) = (rule.family.title().1, env!("CARGO_PKG_VERSION"));
    let (folder, file) = (family.replace(' ', "_"), rule.name.replace('-', "_"));
    let end = lang.pick("zh.md", "md");
    (!repository.is_empty())
        .then(|| format!("{repository}/blob/v{version}/src/rules/{folder}/{file}.{end}"))
}

/// Returns a page without the marks of Markdown: examples stand in, headings stand alone.
fn unmarked(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    let mut example = false;
    for line in page.lines() {
        if line.starts_with("```") {
            example = !example;
            continue;
        }
        if example {
            text.push_str("    ");
            text.push_str(line);
        } else {
            text.push_str(&line.trim_start_matches('#').trim_start().replace('`', ""));
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}

fn finding<'r>(
    report: &Report,
    entry: Entry<'r>,
    rules: &[&'static Rule],
    base: &Base,
    lang: Lang,
) -> Finding<'r> {
    let found = entry.found;
    let (name, message) = (found.rule.name, told(&found.message, lang));
    let whole_file = found.excerpt.is_none();
    let file = base.path(&entry.file);
    let here = location(&file, (!whole_file).then_some(found.extent));
    let related = found.related.iter().map(|related| {
        let file = base.path(&report.file_beside(related.sheet, &entry.file));
        let mut there = location(&file, related.excerpt.is_some().then_some(related.extent));
        there.message = Some(Text::plain(told(&related.label, lang)));
        there
    });
    let item = found.item.as_deref();
    let fixes = found.fix.iter();
    let fixes = fixes.map(|mend| fix(mend, found.help.as_ref(), &file, lang));
    Finding {
        rule_id: name,
        rule_index: rules.partition_point(|rule| rule.name < name),
        level: entry.level,
        message: Text::plain(format!("{message}{}", advice(found, lang))),
        related_locations: related.collect(),
        locations: [Location {
            logical: item
                .map(|fully_qualified_name| LogicalLocation {
                    fully_qualified_name,
                })
                .into_iter()
                .collect(),
            ..here
        }],
        partial_fingerprints: Fingerprints {
            qingdan: entry.fingerprint,
        },
        fixes: fixes.collect(),
    }
}

fn fix(mend: &Mend, help: Option<&Said>, file: &str, lang: Lang) -> Fix {
    let no_columns = mend.extent.column == mend.extent.end_column && !mend.from.is_empty();
    let description = match help {
        Some(help) => told(help, lang),
        None => format!("{} → {}", mend.from, mend.to),
    };
    Fix {
        description: Text::plain(description),
        artifact_changes: [ArtifactChange {
            artifact_location: artifact(file),
            replacements: [Replacement {
                deleted_region: if no_columns {
                    Deleted::Bytes {
                        byte_offset: mend.bytes.start,
                        byte_length: mend.bytes.len(),
                    }
                } else {
                    Deleted::Text(region(mend.extent))
                },
                inserted_content: Inserted {
                    text: mend.to.clone(),
                },
            }],
        }],
    }
}

fn location<'r>(file: &str, extent: Option<Extent>) -> Location<'r> {
    Location {
        physical: PhysicalLocation {
            artifact_location: artifact(file),
            region: extent.map(region),
        },
        logical: Vec::new(),
        message: None,
    }
}

fn artifact(file: &str) -> ArtifactLocation {
    ArtifactLocation {
        uri: uri(file),
        uri_base_id: ROOT,
    }
}

fn region(extent: Extent) -> Region {
    Region {
        start_line: extent.line,
        start_column: extent.column,
        end_line: extent.end_line,
        end_column: extent.end_column,
    }
}

/// Writes a path as a relative URI: what RFC 3986 does not allow in one is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn a_page_without_marks_keeps_its_examples() {
        let page = "# a-rule\n\nSay `x`.\n\n```toml\na = 1 # <-\n\n```\n";
        assert_eq!(unmarked(page), "a-rule\n\nSay x.\n\n    a = 1 # <-\n\n");
    }

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri("lists/a b.toml"), "lists/a%20b.toml");
        assert_eq!(uri("村:1/x"), "%E6%9D%91%3A1/x");
    }

    #[test]
    fn the_address_of_a_page_leads_to_its_file() {
        for rule in rules::RULES {
            let address = page_address(rule, "https://example.org/q", Lang::Zh);
            let path = address.as_deref().and_then(|at| at.split_once("/src/"));
            let path = path.map(|(_, path)| path).unwrap_or_default();
            let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
            assert!(root.join("src").join(path).is_file(), "{path}");
        }
        assert_eq!(page_address(rules::RULES[0], "", Lang::En), None);
    }
}
