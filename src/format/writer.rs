//! Writing a file in its canonical spelling.

use std::fmt::Write;

use super::page::{Array, Element, Entry, Lines, Page, Table, Tail, Value};
use crate::lang::Lang;
use crate::shape::{Kind, Shape};
use crate::wrap::columns;

/// The columns of a line beyond which an array is written one element a line: those of a terminal.
const WIDTH: usize = 80;

/// Writes a file of the form `shape`.
pub(super) fn text(page: Page<'_>, shape: &'static Shape) -> String {
    let mut writer = Writer {
        text: String::new(),
        at_start: true,
    };
    writer.page(page, shape);
    writer.text
}

/// Where a value stands, as far as its spelling depends on that.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// What it may hold; none where the form does not know it.
    kind: Option<Kind>,
    /// True where a table gets a header of its own.
    headed: bool,
    /// True at the top of the file, where tables get headers though the form does not know them.
    at_top: bool,
    /// True in an item of a list.
    in_item: bool,
}

impl Place {
    const UNKNOWN: Place = Place {
        kind: None,
        headed: false,
        at_top: false,
        in_item: false,
    };

    /// Returns the place of the value of a key.
    fn child(self, key: &str) -> Self {
        let shape = match self.kind {
            Some(Kind::Table(shape) | Kind::Tables(shape) | Kind::NoneOr(shape)) => shape,
            Some(Kind::ByActor(shape)) => {
                return Self {
                    kind: Some(Kind::Table(shape)),
                    ..self
                };
            }
            // A text in several languages holds texts.
            Some(kind @ (Kind::Text | Kind::Texts)) => {
                return Self {
                    kind: Some(kind),
                    headed: false,
                    ..self
                };
            }
            _ => return Self::UNKNOWN,
        };
        let field = shape.fields.iter().find(|field| field.key == key);
        Self {
            kind: field.map(|field| field.kind),
            headed: field.map_or(self.at_top, |field| field.example.starts_with('[')),
            at_top: false,
            in_item: self.in_item,
        }
    }

    /// Returns the place of a key among those of its table; unknown ones are last.
    fn rank(self, key: &str) -> usize {
        let found = match self.kind {
            Some(Kind::Table(shape) | Kind::Tables(shape) | Kind::NoneOr(shape)) => {
                shape.fields.iter().position(|field| field.key == key)
            }
            Some(Kind::Text | Kind::Texts) => Lang::ALL.iter().position(|lang| lang.key() == key),
            _ => None,
        };
        found.unwrap_or(usize::MAX)
    }

    /// Returns true where a value is written with headers.
    fn is_headed(self, value: &Value<'_>) -> bool {
        self.headed
            && match value {
                Value::Table(_) => true,
                Value::Array(array) => !array.elements.is_empty() && array.is_of_tables(),
                Value::Plain(_) => false,
            }
    }

    /// Returns the place of what stands under a header here.
    fn under_header(self) -> Self {
        let in_item = match self.kind {
            Some(Kind::Table(shape) | Kind::Tables(shape)) => !shape.keys.is_empty(),
            _ => false,
        };
        Self { in_item, ..self }
    }

    /// Returns true where an array has a line for each element, however short they are: the
    /// elements are records, which are told apart by a key.
    fn has_records(self, array: &Array<'_>) -> bool {
        matches!(self.kind, Some(Kind::Tables(shape)) if !shape.keys.is_empty())
            && array.is_of_tables()
    }

    /// Returns true where an array has one line, however long it is: ids and fractions in an item,
    /// which is read as a form is, a field a line.
    fn has_one_line(self) -> bool {
        self.in_item && !matches!(self.kind, None | Some(Kind::Texts))
    }
}

impl Array<'_> {
    fn is_of_tables(&self) -> bool {
        let is_table = |element: &Element<'_>| matches!(element.value, Value::Table(_));
        self.elements.iter().all(is_table)
    }
}

/// An element of an array as it will be written.
struct Row<'a> {
    lead: Lines<'a>,
    text: String,
    tail: Option<Tail<'a>>,
}

struct Writer {
    text: String,
    /// True where a blank line above a comment would be one too many.
    at_start: bool,
}

impl Writer {
    fn page(&mut self, page: Page<'_>, shape: &'static Shape) {
        self.lines(&page.head, "");
        if !page.head.is_empty() && !page.root.entries.is_empty() {
            self.blank();
        }
        let place = Place {
            kind: Some(Kind::Table(shape)),
            headed: true,
            at_top: true,
            in_item: false,
        };
        self.table("", page.root, place);
        if !page.foot.is_empty() {
            self.part();
            self.lines(&page.foot, "");
        }
    }

    /// Writes what stands under the header of a table, and the headers below it.
    fn table(&mut self, way: &str, table: Table<'_>, place: Place) {
        let mut foot = Vec::new();
        let is_headed = |entry: &Entry<'_>| place.child(&entry.key).is_headed(&entry.value);
        let (parts, fields): (Vec<Entry<'_>>, Vec<Entry<'_>>) = sorted(table.entries, place)
            .into_iter()
            .partition(is_headed);
        for entry in fields {
            let child = place.child(&entry.key);
            self.field("", entry, child, &mut foot);
        }
        foot.extend(table.foot);
        self.lines(&foot, "");
        for entry in parts {
            let child = place.child(&entry.key).under_header();
            let way = joined(way, &entry.key);
            match entry.value {
                Value::Array(array) => {
                    self.array_of_tables(&way, entry.lead, entry.tail, array, child);
                }
                Value::Table(table) => {
                    self.headed_table(&way, &entry.lead, entry.tail, table, child);
                }
                Value::Plain(_) => {}
            }
        }
    }

    fn array_of_tables<'a>(
        &mut self,
        way: &str,
        lead: Lines<'a>,
        tail: Option<Tail<'a>>,
        array: Array<'a>,
        place: Place,
    ) {
        let mut lead = with_tail(lead, tail);
        let mut left = array.elements.len();
        let mut foot = array.foot;
        for element in array.elements {
            left -= 1;
            lead.extend(element.lead);
            self.header(&format!("[[{way}]]"), &lead, element.tail);
            lead.clear();
            if let Value::Table(mut table) = element.value {
                if left == 0 {
                    add_comments(&mut table.foot, std::mem::take(&mut foot), None);
                }
                self.table(way, table, place);
            }
        }
    }

    /// Writes a table under a header of its own, unless the headers below it say it all.
    fn headed_table<'a>(
        &mut self,
        way: &str,
        lead: &Lines<'a>,
        tail: Option<Tail<'a>>,
        table: Table<'a>,
        place: Place,
    ) {
        let is_headed = |entry: &Entry<'_>| place.child(&entry.key).is_headed(&entry.value);
        let has_comments = has_comments(lead) || tail.is_some() || !table.foot.is_empty();
        let is_implied = !table.entries.is_empty() && table.entries.iter().all(is_headed);
        if has_comments || !is_implied {
            self.header(&format!("[{way}]"), lead, tail);
        }
        self.table(way, table, place);
    }

    fn header(&mut self, header: &str, lead: &Lines<'_>, tail: Option<Tail<'_>>) {
        self.part();
        self.lead(lead);
        self.line("", header, tail);
        self.at_start = true;
    }

    /// Writes a field as dotted keys, down to its values. Comments that stood below a table that
    /// had a header go to `foot`.
    fn field<'a>(&mut self, way: &str, entry: Entry<'a>, place: Place, foot: &mut Lines<'a>) {
        let way = joined(way, &entry.key);
        match entry.value {
            Value::Table(table) if !table.entries.is_empty() => {
                foot.extend(table.foot);
                let mut lead = with_tail(entry.lead, entry.tail);
                for mut entry in sorted(table.entries, place) {
                    lead.append(&mut entry.lead);
                    entry.lead = std::mem::take(&mut lead);
                    let child = place.child(&entry.key);
                    self.field(&way, entry, child, foot);
                }
            }
            value => {
                let mut lead = entry.lead;
                let text = match value {
                    Value::Array(array) => written_array(&way, array, place),
                    other => inline(other, place, &mut lead),
                };
                self.lead(&lead);
                self.line("", &format!("{way} = {text}"), entry.tail);
            }
        }
    }

    /// Writes the comments above a key or header. Without a comment, no blank line is kept.
    fn lead(&mut self, lines: &Lines<'_>) {
        if has_comments(lines) {
            self.lines(lines, "");
        }
    }

    /// Writes comments and the blank lines between them.
    fn lines(&mut self, lines: &Lines<'_>, indent: &str) {
        for line in lines {
            if line.is_empty() {
                self.blank();
            } else {
                self.line(indent, line, None);
            }
        }
    }

    fn line(&mut self, indent: &str, line: &str, tail: Option<Tail<'_>>) {
        self.text.push_str(indent);
        self.text.push_str(line);
        push_tail(&mut self.text, tail);
        self.text.push('\n');
        self.at_start = false;
    }

    /// Writes the blank line between two tables, unless there is one already.
    fn part(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self.at_start = true;
    }

    /// Writes a blank line, unless there is one already or nothing to part.
    fn blank(&mut self) {
        if !self.at_start {
            self.text.push('\n');
            self.at_start = true;
        }
    }
}

/// Writes the value of a key that is an array: on one line, or one element a line.
fn written_array<'a>(name: &str, array: Array<'a>, place: Place) -> String {
    let has_records = place.has_records(&array) && !array.elements.is_empty();
    let rows: Vec<Row<'a>> = array
        .elements
        .into_iter()
        .map(|element| row(element, place))
        .collect();
    let has_comments = has_comments(&array.foot)
        || rows
            .iter()
            .any(|row| has_comments(&row.lead) || row.tail.is_some());
    let has_lines = rows.iter().any(|row| row.text.contains('\n'));
    let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    let one_line = format!("[{}]", texts.join(", "));
    let fits = place.has_one_line() || columns(name) + 3 + columns(&one_line) <= WIDTH;
    if has_comments || has_lines || has_records || !(fits || rows.is_empty()) {
        broken_array(&rows, &array.foot)
    } else {
        one_line
    }
}

fn row<'a>(element: Element<'a>, place: Place) -> Row<'a> {
    let mut lead = element.lead;
    let text = inline(element.value, place, &mut lead);
    Row {
        lead,
        text,
        tail: element.tail,
    }
}

fn broken_array(rows: &[Row<'_>], foot: &Lines<'_>) -> String {
    let mut writer = Writer {
        text: "[\n".to_owned(),
        at_start: true,
    };
    for row in rows {
        if has_comments(&row.lead) {
            writer.lines(&row.lead, "  ");
        }
        writer.line("  ", &format!("{},", row.text), row.tail);
    }
    writer.lines(foot, "  ");
    writer.text + "]"
}

/// Writes a value on one line; the comments in it are added to `lead`.
fn inline<'a>(value: Value<'a>, place: Place, lead: &mut Lines<'a>) -> String {
    match value {
        Value::Plain(text) => text.to_owned(),
        Value::Array(array) => {
            let mut texts = Vec::new();
            for element in array.elements {
                add_comments(lead, element.lead, element.tail);
                texts.push(inline(element.value, place, lead));
            }
            add_comments(lead, array.foot, None);
            format!("[{}]", texts.join(", "))
        }
        Value::Table(table) => {
            let mut texts = Vec::new();
            inline_fields("", table, place, lead, &mut texts);
            if texts.is_empty() {
                "{}".to_owned()
            } else {
                format!("{{ {} }}", texts.join(", "))
            }
        }
    }
}

fn inline_fields<'a>(
    way: &str,
    table: Table<'a>,
    place: Place,
    lead: &mut Lines<'a>,
    texts: &mut Vec<String>,
) {
    for entry in sorted(table.entries, place) {
        add_comments(lead, entry.lead, entry.tail);
        let way = joined(way, &entry.key);
        let child = place.child(&entry.key);
        match entry.value {
            Value::Table(table) if !table.entries.is_empty() => {
                inline_fields(&way, table, child, lead, texts);
            }
            value => texts.push(format!("{way} = {}", inline(value, child, lead))),
        }
    }
    add_comments(lead, table.foot, None);
}

/// Adds comments that cannot stay where they are, without the blank lines between them.
fn add_comments<'a>(lead: &mut Lines<'a>, lines: Lines<'a>, tail: Option<Tail<'a>>) {
    let comments = lines.into_iter().filter(|line| !line.is_empty());
    lead.extend(comments);
    lead.extend(tail.map(|tail| tail.comment));
}

fn with_tail<'a>(mut lead: Lines<'a>, tail: Option<Tail<'a>>) -> Lines<'a> {
    lead.extend(tail.map(|tail| tail.comment));
    lead
}

fn has_comments(lines: &Lines<'_>) -> bool {
    lines.iter().any(|line| !line.is_empty())
}

/// A comment keeps its distance from the value where that is made of spaces.
fn push_tail(text: &mut String, tail: Option<Tail<'_>>) {
    if let Some(Tail { gap, comment }) = tail {
        let is_plain = !gap.is_empty() && gap.bytes().all(|byte| byte == b' ');
        text.push_str(if is_plain { gap } else { " " });
        text.push_str(comment);
    }
}

/// Sorts keys as the form declares them; unknown ones stay in their order, behind the others.
fn sorted<'a>(mut entries: Vec<Entry<'a>>, place: Place) -> Vec<Entry<'a>> {
    entries.sort_by_key(|entry| place.rank(&entry.key));
    entries
}

/// Adds a key to a way, with quotation marks where it needs them.
fn joined(way: &str, key: &str) -> String {
    let mut joined = way.to_owned();
    if !way.is_empty() {
        joined.push('.');
    }
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !key.is_empty() && key.bytes().all(is_bare) {
        joined.push_str(key);
    } else {
        push_quoted(&mut joined, key);
    }
    joined
}

fn push_quoted(text: &mut String, key: &str) {
    text.push('"');
    for character in key.chars() {
        match character {
            '"' | '\\' => text.extend(['\\', character]),
            '\u{0}'..='\u{1f}' | '\u{7f}' => {
                // Writing to a text cannot fail.
                let _ = write!(text, "\\u{:04X}", u32::from(character));
            }
            _ => text.push(character),
        }
    }
    text.push('"');
}
