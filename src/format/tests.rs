//! What canonical spelling keeps, for files of every kind.

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::files::VILLAGE_SHEETS;
use crate::lang::Lang;
use crate::shape::{Kind, Shape};
use crate::tree::{self, DEEPEST};

fn service(text: &str) -> String {
    canonical(Sheet::Service, text).unwrap()
}

/// Returns what a text says, whatever the order of its keys and the spelling of its tables.
fn meaning(text: &str) -> String {
    let source = Source::new(text.to_owned());
    let document = Document::parse(&source);
    assert_eq!(document.errors, [], "{text}");
    said_by_table(&document.table)
}

fn said_by_table(table: &tree::Table<'_>) -> String {
    let entries = table.entries().iter();
    let mut said: Vec<String> = entries
        .map(|entry| format!("{:?}: {}", entry.key, said_by(&entry.node.value)))
        .collect();
    said.sort();
    format!("{{{}}}", said.join(", "))
}

fn said_by(value: &tree::Value<'_>) -> String {
    match value {
        tree::Value::Table(table) => said_by_table(table),
        tree::Value::Array(elements) => {
            let said: Vec<String> = elements.iter().map(|node| said_by(&node.value)).collect();
            format!("[{}]", said.join(", "))
        }
        plain => format!("{plain:?}"),
    }
}

#[test]
fn shipped_files_are_canonical() {
    let sheets = [Sheet::TOWNSHIP.as_slice(), &VILLAGE_SHEETS].concat();
    let mut count = 0;
    for root in ["lists", "examples/minimal", "examples/drift"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
        for entry in walkdir::WalkDir::new(&root) {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(sheet) = sheets.iter().find(|sheet| sheet.file_name() == name) {
                let text = std::fs::read_to_string(entry.path()).unwrap();
                let same = canonical(*sheet, &text).as_deref() == Ok(&text);
                assert!(same, "{}", entry.path().display());
                count += 1;
            }
        }
    }
    assert!(count >= 150, "{count} files");
}

#[test]
fn every_spelling_of_a_table_becomes_the_declared_one() {
    let expected = "\
[[service]]
id = \"a\"
title.zh = \"甲\"
title.en = \"A\"
limit.promised = \"5 days\"
limit.from = \"x\"
papers = [
  { id = \"p\", kind = \"copy\", copies = 1, when.zh = \"时\", when.en = \"if\" },
]

[[service.step]]
id = \"x\"
by = [\"y\"]
";
    let headers = "
[[service]]
[service.limit]
from = 'x'
promised = \"5 days\"
[[service.step]]
by = [
  \"y\"
]
id = \"x\"
[service.title]
en = \"A\"
zh = \"甲\"
[[service.papers]]
copies = 1
kind = \"copy\"
id = \"p\"
[service.papers.when]
en = \"if\"
zh = \"时\"
"
    .replace("[[service]]", "[[service]]\nid = \"a\"")
    .replace("'x'", "\"x\"");
    let braces = "service = [{ step = [{ by = [\"y\"], id = \"x\" }], papers = [{ kind = \"copy\", \
                  when = { zh = \"时\", en = \"if\" }, id = \"p\", copies = 1 }], \
                  limit = { promised = \"5 days\", from = \"x\" }, \
                  title = { en = \"A\", zh = \"甲\" }, id = \"a\" }]";
    for text in [expected, &headers, braces] {
        assert_eq!(service(text), expected);
    }
}

#[test]
fn a_comment_stays_with_what_it_stands_at() {
    let text = "\
# the file


# the item
[[service]]   # beside the header
title.en = \"A\"
# above the Chinese title
title.zh = \"甲\"   # beside it
id = \"a\"\t# a tab is no distance
basis = [ # first in the array
  { law = \"l\", certainty = \"text\" }   # beside the first
  ,
  # above the second

  { law = \"m\", certainty = \"text\" }, # beside the second
  # last in the array

]
# below the item

# above the step
[[service.step]]
id = \"s\"
# below the step

# the end
";
    let expected = "\
# the file

# the item
[[service]]   # beside the header
id = \"a\" # a tab is no distance
# above the Chinese title
title.zh = \"甲\"   # beside it
title.en = \"A\"
basis = [
  # first in the array
  { law = \"l\", certainty = \"text\" },   # beside the first
  # above the second

  { law = \"m\", certainty = \"text\" }, # beside the second
  # last in the array
]
# below the item

# above the step
[[service.step]]
id = \"s\"
# below the step

# the end
";
    assert_eq!(service(text), expected);
}

#[test]
fn a_comment_whose_place_goes_is_moved_up() {
    let text = "\
[[service]]
id = \"a\"

# on the limit
[service.limit] # beside it
# on the promise
promised = \"5 days\"
# below the limit

[[service.basis]] # beside the basis
# on the law
law = \"l\" # beside the law
certainty = \"text\"
";
    let expected = "\
[[service]]
id = \"a\"

# on the limit
# beside it
# on the promise
limit.promised = \"5 days\"
basis = [
  # on the law
  # beside the law
  { law = \"l\", certainty = \"text\" }, # beside the basis
]
# below the limit
";
    assert_eq!(service(text), expected);
}

#[test]
fn unknown_fields_come_last_in_their_order() {
    let text = "[zone]\nb.c = 1\n[[service]]\nnew = [{ y = 1, x = 2 }]\nid = \"a\"\nfirst = { }\n";
    let expected = "\
[[service]]
id = \"a\"
new = [{ y = 1, x = 2 }]
first = {}

[zone]
b.c = 1
";
    assert_eq!(service(text), expected);
}

#[test]
fn headers_that_say_nothing_are_left_out() {
    let village = |text: &str| canonical(Sheet::Village, text).unwrap();
    let text = "[contact]\n[contact.b]\n[contact.a]\nname.en = \"A\"\nphone = \"1\"\n";
    let expected = "[contact.b]\n\n[contact.a]\nphone = \"1\"\nname.en = \"A\"\n";
    assert_eq!(village(text), expected);
    for commented in ["# c\n[contact]", "[contact] # c", "[contact]\n# c"] {
        let text = format!("code = \"1\"\n\n{commented}\n[contact.b]\n");
        assert_eq!(village(&text), "code = \"1\"\n\n# c\n[contact.b]\n");
    }
    assert_eq!(village("[contact]\n"), "[contact]\n");
}

#[test]
fn arrays_are_broken_by_what_they_hold() {
    let id = "\"a-long-id\"";
    let ids = [id; 10].join(", ");
    let lines = format!("  {id},\n").repeat(10);
    let text = format!(
        "[[service]]\npapers = [ ]\nremedies = [{ids}]\nmust_not.zh = [{ids}]\nmust_not.en = \
         [{id}]\nbasis = [{{ law = {id} }}]\nnew = [{ids}]\nnewer = [{{ a = 1 }}]\n"
    );
    let expected = format!(
        "[[service]]\npapers = []\nremedies = [{ids}]\nmust_not.zh = [\n{lines}]\nmust_not.en = \
         [{id}]\nbasis = [\n  {{ law = {id} }},\n]\nnew = [\n{lines}]\nnewer = [{{ a = 1 }}]\n"
    );
    assert_eq!(service(&text), expected);
}

#[test]
fn texts_are_kept_to_the_letter() {
    let text = "\u{feff}\"id\" = 'a\\b'  \r\n'not bare' = 0x_\r\n".replace("0x_", "0xFF");
    assert_eq!(service(&text), "id = 'a\\b'\n\"not bare\" = 0xFF\n");
    let text = "a = \"\"\"x  \r\ny\"\"\"  \r\n";
    assert_eq!(service(text), "a = \"\"\"x  \r\ny\"\"\"\n");
}

#[test]
fn a_file_of_comments_alone_and_an_empty_one_stay() {
    assert_eq!(service(""), "");
    assert_eq!(service(" \n\n"), "");
    assert_eq!(service("\n# a\n\n\n# b"), "# a\n\n# b\n");
}

#[test]
fn a_broken_file_has_no_spelling() {
    let broken = canonical(Sheet::Service, "[[service]]\nid = \"a\"\n标题 = 1\n").unwrap_err();
    assert_eq!((broken.line, broken.column), (3, 1));
    let nested = format!("a = {}{}", "[".repeat(DEEPEST + 2), "]".repeat(DEEPEST + 2));
    assert!(canonical(Sheet::Service, &nested).is_err());
    assert!(canonical(Sheet::Service, "a = {\n b = 1 }").is_err());
}

/// Decisions, one after the other; behind the last they are all zero.
struct Tape<'t>(std::slice::Iter<'t, u8>);

impl<'t> Tape<'t> {
    fn new(decisions: &'t [u8]) -> Self {
        Self(decisions.iter())
    }

    /// Decides for one of so many.
    fn below(&mut self, count: usize) -> usize {
        self.0.next().map_or(0, |byte| usize::from(*byte) % count)
    }

    /// Decides for yes once in so many times.
    fn once_in(&mut self, count: usize) -> bool {
        self.below(count) == count - 1
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// What a file says, for spelling it in many ways.
#[derive(Debug, Clone)]
enum Content {
    Plain(&'static str),
    Array(Vec<Content>),
    Table(Vec<(String, Content)>),
}

const PLAIN: [&str; 12] = [
    "1",
    "\"a\"",
    "true",
    "2026-01-31",
    "\"宅基地审批，分三步办理，每一步都要写明由谁办、几天办完、办不成怎么办\"",
    "'# no [comment] = \"here\"'",
    "\"\"",
    "\"\"\"\ntwo \\\n  lines  \n\"\"\"",
    "'''\n  \n# no comment either\n'''",
    "0.5",
    "\"\\u200B\\\\\"",
    "12:30:00",
];

/// Makes up a table of a form. At most one key is unknown, so that every order of the keys has the
/// same canonical one.
fn table_of(shape: &'static Shape, tape: &mut Tape<'_>) -> Content {
    let mut entries = Vec::new();
    for field in shape.fields {
        if tape.once_in(3) {
            entries.push((field.key.to_owned(), value_of(field.kind, tape)));
        }
    }
    if tape.once_in(5) {
        let key = tape.pick(&["unknown", "un known", "\"", "未知", ""]);
        entries.push((key.to_owned(), anything(tape, 2)));
    }
    Content::Table(entries)
}

fn value_of(kind: Kind, tape: &mut Tape<'_>) -> Content {
    if tape.once_in(12) {
        return anything(tape, 2);
    }
    match kind {
        Kind::Table(shape) | Kind::NoneOr(shape) => table_of(shape, tape),
        Kind::Tables(shape) => {
            let count = tape.below(4);
            Content::Array((0..count).map(|_| table_of(shape, tape)).collect())
        }
        Kind::ByActor(shape) => {
            let actors = ["b", "a", "c"].iter().take(tape.below(4));
            let contacts = actors.map(|actor| ((*actor).to_owned(), table_of(shape, tape)));
            Content::Table(contacts.collect())
        }
        Kind::Text => {
            let said = |lang: &Lang| (lang.key().to_owned(), Content::Plain(tape.pick(&PLAIN)));
            Content::Table(Lang::ALL.iter().map(said).collect())
        }
        Kind::Texts => {
            let said = |lang: &Lang| (lang.key().to_owned(), plains(tape));
            Content::Table(Lang::ALL.iter().map(said).collect())
        }
        Kind::Words | Kind::Dates | Kind::AnyOf(_) | Kind::Refs(_) => plains(tape),
        _ => Content::Plain(tape.pick(&PLAIN)),
    }
}

fn plains(tape: &mut Tape<'_>) -> Content {
    let count = tape.below(5);
    Content::Array(
        (0..count)
            .map(|_| Content::Plain(tape.pick(&PLAIN)))
            .collect(),
    )
}

fn anything(tape: &mut Tape<'_>, depth: usize) -> Content {
    match tape.below(if depth == 0 { 1 } else { 4 }) {
        0 => Content::Plain(tape.pick(&PLAIN)),
        1 => {
            let count = tape.below(3);
            Content::Array((0..count).map(|_| anything(tape, depth - 1)).collect())
        }
        2 => Content::Table(vec![("x".to_owned(), anything(tape, depth - 1))]),
        _ => Content::Table(Vec::new()),
    }
}

/// One of the ways to spell a file.
struct Spelling<'t> {
    tape: Tape<'t>,
    /// How many comments there are by now; none: there shall be none.
    comments: Option<usize>,
    text: String,
}

/// Spells a file, and returns how many comments were written: `#0.`, `#1.` and so on.
fn spelled(said: &Content, decisions: &[u8], with_comments: bool) -> (String, usize) {
    let mut spelling = Spelling {
        tape: Tape::new(decisions),
        comments: with_comments.then_some(0),
        text: String::new(),
    };
    if spelling.tape.once_in(8) {
        spelling.text.push('\u{feff}');
    }
    if let Content::Table(entries) = said {
        spelling.table("", entries);
    }
    spelling.between();
    (spelling.text, spelling.comments.unwrap_or(0))
}

impl Spelling<'_> {
    /// Writes what stands under a header, and the headers below it.
    fn table(&mut self, way: &str, entries: &[(String, Content)]) {
        let mut entries: Vec<&(String, Content)> = entries.iter().collect();
        let is_by_actor = entries.iter().all(|(key, _)| key.len() == 1);
        if !is_by_actor && !entries.is_empty() {
            let turn = self.tape.below(entries.len());
            entries.rotate_left(turn);
        }
        // Where the order counts, one spelling for all.
        let all_headed = self.tape.once_in(2);
        let mut headed = Vec::new();
        for (key, value) in entries {
            let may_be_headed = match value {
                Content::Plain(_) => false,
                Content::Table(_) => true,
                Content::Array(elements) => {
                    let is_table = |element: &Content| matches!(element, Content::Table(_));
                    !elements.is_empty() && elements.iter().all(is_table)
                }
            };
            let wanted = if is_by_actor {
                all_headed
            } else {
                self.tape.once_in(2)
            };
            if may_be_headed && wanted {
                headed.push((key, value));
            } else {
                let key = self.key(key);
                self.dotted(&key, value);
            }
        }
        for (key, value) in headed {
            let way = if way.is_empty() {
                self.key(key)
            } else {
                format!("{way}.{}", self.key(key))
            };
            match value {
                Content::Table(entries) => self.headed(&way, ("[", "]"), entries),
                Content::Array(elements) => {
                    for element in elements {
                        if let Content::Table(entries) = element {
                            self.headed(&way, ("[[", "]]"), entries);
                        }
                    }
                }
                Content::Plain(_) => unreachable!(),
            }
        }
    }

    fn headed(&mut self, way: &str, (open, close): (&str, &str), entries: &[(String, Content)]) {
        self.between();
        let space = self.space();
        write!(self.text, "{space}{open}{space}{way}{close}").unwrap();
        self.end_line();
        self.table(way, entries);
    }

    fn dotted(&mut self, way: &str, value: &Content) {
        match value {
            Content::Table(entries) if !entries.is_empty() && self.tape.once_in(2) => {
                for (key, value) in entries {
                    let key = self.key(key);
                    let dot = self.tape.pick(&[".", " . "]);
                    self.dotted(&format!("{way}{dot}{key}"), value);
                }
            }
            value => {
                self.between();
                let (before, around) = (self.space(), self.space());
                write!(self.text, "{before}{way}{around}={around}").unwrap();
                self.value(value);
                self.end_line();
            }
        }
    }

    fn value(&mut self, value: &Content) {
        match value {
            Content::Plain(text) => self.text.push_str(text),
            Content::Array(elements) => {
                self.text.push('[');
                for (index, element) in elements.iter().enumerate() {
                    if index > 0 {
                        self.text.push(',');
                    }
                    self.inside_array();
                    self.value(element);
                    self.inside_array();
                }
                if !elements.is_empty() && self.tape.once_in(2) {
                    self.text.push(',');
                    self.inside_array();
                }
                self.text.push(']');
            }
            Content::Table(entries) => {
                self.text.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    let comma = if index > 0 { "," } else { "" };
                    let (space, key) = (self.space(), self.key(key));
                    write!(self.text, "{comma}{space}{key} = ").unwrap();
                    self.value(value);
                }
                self.text.push_str(self.tape.pick(&["}", " }"]));
            }
        }
    }

    fn key(&mut self, key: &str) -> String {
        let bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let is_bare = !key.is_empty() && key.bytes().all(bare);
        if is_bare && !self.tape.once_in(8) {
            key.to_owned()
        } else if key.contains('"') || self.tape.once_in(2) {
            format!("'{key}'")
        } else {
            format!("\"{key}\"")
        }
    }

    fn space(&mut self) -> &'static str {
        self.tape.pick(&[" ", "", "   ", "\t"])
    }

    fn comment(&mut self) {
        if let Some(count) = self.comments.as_mut() {
            write!(self.text, "#{count}. 注[ \"=,  ").unwrap();
            *count += 1;
        }
    }

    /// Writes what may stand between statements.
    fn between(&mut self) {
        for _ in 0..self.tape.below(4) {
            if self.tape.once_in(2) {
                let space = self.space();
                self.text.push_str(space);
                self.comment();
            }
            self.text.push('\n');
        }
    }

    fn inside_array(&mut self) {
        let space = self.space();
        self.text.push_str(space);
        for _ in 0..self.tape.below(3) {
            if self.tape.once_in(3) {
                self.comment();
            }
            self.text.push('\n');
        }
    }

    fn end_line(&mut self) {
        let space = self.space();
        self.text.push_str(space);
        if self.tape.once_in(4) {
            self.comment();
        }
        self.text.push('\n');
    }
}

fn decisions() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..400)
}

fn sheets() -> impl Strategy<Value = Sheet> {
    select([Sheet::TOWNSHIP.as_slice(), &VILLAGE_SHEETS].concat())
}

/// Asserts that a text is canonical, apart from being its own canonical spelling.
fn assert_tidy(text: &str) {
    assert!(!text.contains('\u{feff}') && !text.starts_with('\n') && !text.ends_with("\n\n"));
    assert!(text.is_empty() || text.ends_with('\n'));
}

proptest! {
    #[test]
    fn a_canonical_file_says_the_same_with_every_comment(
        sheet in sheets(), content in decisions(), spelling in decisions(), crlf in any::<bool>(),
    ) {
        let said = table_of(forms::of(sheet), &mut Tape::new(&content));
        let (mut text, comments) = spelled(&said, &spelling, true);
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let written = canonical(sheet, &text).unwrap();
        prop_assert_eq!(meaning(&text), meaning(&written), "{}\n---\n{}", text, written);
        for count in 0..comments {
            let comment = format!("#{count}. 注[ \"=,\n");
            prop_assert_eq!(written.matches(&comment).count(), 1, "{}\n---\n{}", text, written);
        }
        prop_assert_eq!(canonical(sheet, &written).unwrap(), written.clone(), "{}", text);
        assert_tidy(&written);
    }

    #[test]
    fn all_spellings_have_one_canonical_spelling(
        sheet in sheets(), content in decisions(), one in decisions(), other in decisions(),
    ) {
        let said = table_of(forms::of(sheet), &mut Tape::new(&content));
        let (one, other) = (spelled(&said, &one, false).0, spelled(&said, &other, false).0);
        let expected = canonical(sheet, &one).unwrap();
        prop_assert_eq!(canonical(sheet, &other).unwrap(), expected, "{}\n---\n{}", one, other);
    }

    #[test]
    fn a_text_of_any_kind_is_respelled_whole_or_not_at_all(
        sheet in sheets(),
        words in proptest::collection::vec(select(vec![
            "\n", "\n", "\n", "[service]", "[[service]]", "[service.limit]", "[[service.step]]",
            "id", "title", ".", "zh", "=", " = ", "1", "\"a\"", "'''", "\"\"\"", "[", "]", "{", "}",
            ",", " # 注", "\t", "\r\n", "\r", "\\", "＝", "\u{feff}", "step", "a.b = 1\n", "x = []\n",
        ]), 0..40),
    ) {
        let text = words.concat();
        if let Ok(written) = canonical(sheet, &text) {
            prop_assert_eq!(meaning(&text), meaning(&written), "{}\n---\n{}", text, written);
            prop_assert_eq!(canonical(sheet, &written).unwrap(), written.clone(), "{}", text);
        }
    }
}
