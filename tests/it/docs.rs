//! Holds what is written for people against what the program declares: the tables of rules in the
//! READMEs, the fields explained in `examples/minimal`.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use qingdan::lang::Lang;
use qingdan::place::Sheet;
use qingdan::rules::RULES;
use qingdan::shape::{Kind, Shape, forms};

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(root.join(path)).unwrap()
}

#[test]
fn readmes_name_every_rule_with_its_summary() {
    for (path, lang) in [("README.md", Lang::En), ("README.zh-CN.md", Lang::Zh)] {
        let text = read(path);
        let rows = text.lines().filter_map(|line| {
            let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
            let (_, name, summary) = (cells.next()?, cells.next()?, cells.next()?);
            let name = name.strip_prefix('`')?.strip_suffix('`')?;
            Some((name.to_owned(), summary.to_owned()))
        });
        let written: BTreeSet<(String, String)> = rows.collect();
        let declared: BTreeSet<(String, String)> = RULES
            .iter()
            .map(|rule| (rule.name.to_owned(), rule.summary(lang).to_owned()))
            .collect();
        let missing: Vec<_> = declared.difference(&written).collect();
        let strange: Vec<_> = written.difference(&declared).collect();
        assert!(missing.is_empty(), "{path} lacks {missing:?}");
        assert!(strange.is_empty(), "{path} has {strange:?}");
    }
}

#[test]
fn the_example_village_is_a_copy_of_its_template() {
    for sheet in Sheet::LISTS {
        let name = sheet.file_name();
        let [template, village] = ["template", "villages/shili"]
            .map(|folder| read(&format!("examples/minimal/{folder}/{name}")));
        assert!(template == village, "{name}");
    }
}

#[test]
fn the_smallest_township_explains_every_field() {
    let sheets = Sheet::TOWNSHIP.iter().chain(&Sheet::LISTS);
    let (mut all, mut example) = (BTreeSet::new(), Example::default());
    for sheet in sheets.chain(&[Sheet::Village]) {
        let folder = match sheet {
            Sheet::Village => "villages/shili/",
            sheet if sheet.is_township_wide() => "",
            _ => "template/",
        };
        let path = format!("examples/minimal/{folder}{}", sheet.file_name());
        all.extend(declared(forms::of(*sheet)));
        example.read(&read(&path), forms::of(*sheet));
    }
    let hidden: Vec<_> = all.difference(&example.shown).collect();
    assert!(hidden.is_empty(), "not in the example: {hidden:?}");
    let bare = |(_, key): &&Name| !example.explained.contains(key);
    let bare: Vec<_> = all.iter().filter(bare).collect();
    assert!(bare.is_empty(), "no comment explains: {bare:?}");
}

/// A field: the name of its table's form, and its key.
type Name = (&'static str, &'static str);

/// Every field that a form and the forms below it declare.
fn declared(form: &'static Shape) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    for field in form.fields {
        names.insert((form.name, field.key));
        if let Some(below) = below(field.kind) {
            names.extend(declared(below));
        }
    }
    names
}

fn below(kind: Kind) -> Option<&'static Shape> {
    match kind {
        Kind::Table(form) | Kind::Tables(form) | Kind::ByActor(form) | Kind::NoneOr(form) => {
            Some(form)
        }
        _ => None,
    }
}

/// What the files show, in use or behind `#`, and which keys have a comment above them somewhere.
#[derive(Default)]
struct Example {
    shown: BTreeSet<Name>,
    explained: BTreeSet<&'static str>,
}

impl Example {
    fn read(&mut self, text: &str, form: &'static Shape) {
        // The table of the last header, the table of the last key, the comment above.
        let (mut table, mut inner, mut comment) = (form, form, String::new());
        for line in text.lines() {
            let code = line.strip_prefix("# ").unwrap_or(line);
            if let Some(header) = code.strip_prefix('[').filter(|_| is_code(code)) {
                let path = header.trim_matches(['[', ']']);
                table = self.walk(form, path.split('.'), &comment);
                inner = table;
            } else if is_code(code) {
                let (keys, value) = code.split_once(" = ").unwrap_or_default();
                inner = self.walk(table, keys.split('.'), &comment);
                self.inline(inner, value, &comment);
            } else if line.starts_with("  ") {
                self.inline(inner, code, &comment);
            } else if line.starts_with('#') {
                comment.push_str(line);
                continue;
            }
            // The comment above an array explains what stands on its lines.
            let in_array = code.ends_with(" = [") || line.starts_with("  ");
            if !in_array && (!line.starts_with('#') || is_code(code)) {
                comment.clear();
            }
        }
    }

    /// Follows keys down from a form and returns the form at which they end.
    fn walk<'k>(
        &mut self,
        mut form: &'static Shape,
        keys: impl Iterator<Item = &'k str>,
        comment: &str,
    ) -> &'static Shape {
        for key in keys {
            let Some(field) = form.fields.iter().find(|field| field.key == key) else {
                continue;
            };
            self.shown.insert((form.name, field.key));
            if !comment.is_empty() {
                self.explained.insert(field.key);
            }
            form = below(field.kind).unwrap_or(form);
        }
        form
    }

    /// Follows the keys of inline tables, which their array's comment has to name.
    fn inline(&mut self, form: &'static Shape, value: &str, comment: &str) {
        // What stands between quotation marks is no key.
        let outside: String = value.split('"').step_by(2).collect();
        for piece in outside.split(['{', ',']) {
            let key = piece.split(['=', '.']).next().unwrap_or_default().trim();
            if let Some(field) = form.fields.iter().find(|field| field.key == key) {
                self.shown.insert((form.name, field.key));
                if comment.contains(field.key) {
                    self.explained.insert(field.key);
                }
            }
        }
    }
}

/// A header, or a key with its value.
fn is_code(line: &str) -> bool {
    let is_key = |key: &str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
        !key.is_empty() && key.chars().all(plain)
    };
    let header = line
        .strip_prefix('[')
        .map(|rest| rest.trim_matches(['[', ']']));
    header.is_some_and(is_key) || line.split_once(" = ").is_some_and(|(key, _)| is_key(key))
}
