//! A file's text as a TOML table, with what is wrong in its syntax and what can still be read.

use std::ops::Range;
use std::sync::OnceLock;

use toml::de::DeTable;

use crate::place::{Extent, Lines, Route, Segment, Spot};
use crate::tree::twins::Twins;
use crate::tree::{Node, Table, Value};

/// The text of a file, which its [`Document`] borrows.
#[derive(Debug, Default)]
pub struct Source {
    text: String,
    readable: OnceLock<String>,
}

impl Source {
    /// Keeps the text of a file.
    pub fn new(text: String) -> Self {
        Self {
            text,
            readable: OnceLock::new(),
        }
    }

    /// Returns the whole text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A parsed file: its text and the table that could be read from it.
#[derive(Debug)]
pub struct Document<'a> {
    /// The whole text of the file.
    pub text: &'a str,
    /// What the text says. Of a broken file, only the items that the errors cannot have touched.
    pub table: Table<'a>,
    /// What is wrong in the syntax, by place. Empty: the file was read whole.
    pub errors: Vec<SyntaxError>,
    lines: OnceLock<Lines>,
}

/// One thing that is not TOML 1.0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The bytes of it, half-open, counted from 0.
    pub bytes: Range<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong in the syntax of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A quotation mark is missing at the end of a text.
    UnclosedString,
    /// A square bracket is missing at the end of an array.
    UnclosedArray,
    /// A brace is missing at the end of an inline table.
    UnclosedTable,
    /// A text stands without quotation marks, or a value is not one of TOML's.
    NotAValue,
    /// Nothing stands behind the equals sign.
    NoValue,
    /// The equals sign is missing.
    NoEquals,
    /// A key has a character that needs quotation marks.
    BadKey,
    /// The same key or table stands twice.
    DuplicateKey,
    /// A backslash is followed by what is no escape.
    BadEscape,
    /// A comma is missing between two values.
    NoComma,
    /// Tables or arrays are nested past what the parser follows.
    TooDeep,
    /// An inline table goes over several lines or ends with a comma, which TOML 1.0 forbids.
    InlineTableLines,
    /// Anything else.
    Other,
}

impl<'a> Document<'a> {
    /// Parses the text of a file.
    ///
    /// A syntax error spoils the item in which it stands (from its `[[header]]` to the next item)
    /// and no other: what an error can have caused is not read, everything else is.
    pub fn parse(source: &'a Source) -> Self {
        Self::parse_beside(source, &Twins::default())
    }

    /// Parses the text of a file as [`Document::parse`] does, but for the items that stand word for
    /// word in another file.
    pub fn parse_beside(source: &'a Source, twins: &Twins<'a>) -> Self {
        let text = source.text();
        if let Some(table) = Table::read_beside(text, twins) {
            return Self::new(text, table, Vec::new());
        }
        match full(text) {
            Ok(table) => {
                let errors = newer_syntax(text, &table);
                Self::new(text, table, errors)
            }
            Err(_) => Self::recover(source),
        }
    }

    fn new(text: &'a str, table: Table<'a>, errors: Vec<SyntaxError>) -> Self {
        Self {
            text,
            table,
            errors,
            lines: OnceLock::new(),
        }
    }

    /// Returns the lines and columns of a byte range (half-open, from 0).
    pub fn extent(&self, bytes: &Range<usize>) -> Extent {
        let lines = self.lines.get_or_init(|| Lines::of(self.text));
        lines.extent(self.text, bytes)
    }

    /// Returns true where the file has a syntax error, so that nothing can be said of what it lacks.
    pub fn is_broken(&self) -> bool {
        !self.errors.is_empty()
    }

    fn recover(source: &'a Source) -> Self {
        let text = source.text();
        let mut errors = Vec::new();
        let mut readable = text.as_bytes().to_vec();
        for item in items(text) {
            let before = errors.len();
            for part in parts(text, &item) {
                errors.extend(part_errors(text, &part));
            }
            if errors.len() > before {
                blank(&mut readable[item]);
            }
        }
        let readable = source
            .readable
            .get_or_init(|| String::from_utf8(readable).unwrap_or_default());
        let table = full(readable).unwrap_or_else(|error| {
            errors.push(error);
            Table::default()
        });
        errors.sort_by_key(|error| error.bytes.start);
        Self::new(text, table, errors)
    }

    /// Returns the bytes of a spot, half-open, counted from 0.
    ///
    /// Where the way leads to something that is not there, these are the bytes of the deepest
    /// table or key that is.
    pub fn bytes(&self, spot: &Spot) -> Range<usize> {
        match spot {
            Spot::Value(route) => self.route_bytes(route, false),
            Spot::Key(route) => self.route_bytes(route, true),
            Spot::Bytes(bytes) => bytes.clone(),
            Spot::File => 0..0,
        }
    }

    /// Returns the pieces of the text that the file has to itself, half-open, from 0.
    pub fn own(&self) -> Vec<Range<usize>> {
        let twins = self.table.twins();
        let mut others: Vec<Range<usize>> = twins
            .map(|(_, _, node, twin)| node.bytes.start..node.bytes.start + twin.length)
            .collect();
        others.sort_unstable_by_key(|other| other.start);
        let starts = [0].into_iter().chain(others.iter().map(|other| other.end));
        let ends = others
            .iter()
            .map(|other| other.start)
            .chain([self.text.len()]);
        let pieces = starts.zip(ends).map(|(start, end)| start..end);
        pieces.filter(|piece| !piece.is_empty()).collect()
    }

    /// Returns the items of the file, for a file that has most of them word for word; none of a
    /// broken file.
    pub fn twins(&'a self) -> Twins<'a> {
        if self.is_broken() {
            return Twins::default();
        }
        Twins::of(self.text, &self.table)
    }

    fn route_bytes(&self, route: &Route, key_wanted: bool) -> Range<usize> {
        let mut found = 0..0;
        let mut shift = 0;
        let mut here: Option<&Node<'_>> = None;
        for segment in route.segments() {
            let next = match (segment, here.map(|node| &node.value)) {
                (Segment::Key(key), None) => entry(&self.table, key),
                (Segment::Key(key), Some(Value::Table(table))) => entry(table, key),
                (Segment::Index(index), Some(Value::Array(elements))) => {
                    elements.get(*index).map(|node| (None, node))
                }
                _ => None,
            };
            let Some((key_bytes, node)) = next else {
                return found;
            };
            let bytes = shifted(&node.bytes, shift);
            found = match key_bytes {
                Some(key) if key_wanted || is_header(self.text, &bytes, node) => {
                    shifted(key, shift)
                }
                _ => bytes,
            };
            if let Value::Table(table) = &node.value {
                shift += table.twin().map_or(0, |twin| twin.shift);
            }
            here = Some(node);
        }
        found
    }

    /// Returns the way to the text whose bytes hold `offset`.
    pub fn text_at(&self, offset: usize) -> Option<Route> {
        let mut way = text_in_table(&self.table, offset)?;
        way.reverse();
        let mut route = Route::top();
        for segment in way {
            route.push(segment);
        }
        Some(route)
    }
}

/// Reads a file with the full parser, up to its first error.
fn full(text: &str) -> Result<Table<'_>, SyntaxError> {
    let table = DeTable::parse(text).map_err(|error| SyntaxError {
        bytes: error.span().unwrap_or(0..0),
        fault: Fault::of(error.message()),
    })?;
    let table = Table::try_from(table.into_inner());
    table.map_err(|too_deep| SyntaxError {
        bytes: too_deep.bytes,
        fault: Fault::TooDeep,
    })
}

/// Returns the way to a text from its end to its beginning, so that only what leads to it is named.
fn text_in_table(table: &Table<'_>, offset: usize) -> Option<Vec<Segment>> {
    table.entries().iter().find_map(|entry| {
        let mut way = text_in(&entry.node, offset)?;
        way.push(Segment::Key(entry.key.to_string().into()));
        Some(way)
    })
}

fn text_in(node: &Node<'_>, offset: usize) -> Option<Vec<Segment>> {
    match &node.value {
        Value::String(_) => node.bytes.contains(&offset).then(Vec::new),
        Value::Table(table) => {
            let shift = table.twin().map_or(0, |twin| twin.shift);
            text_in_table(table, offset.wrapping_add_signed(-shift))
        }
        Value::Array(elements) => elements.iter().enumerate().find_map(|(index, element)| {
            let mut way = text_in(element, offset)?;
            way.push(Segment::Index(index));
            Some(way)
        }),
        _ => None,
    }
}

type Found<'t, 'a> = (Option<&'t Range<usize>>, &'t Node<'a>);

fn entry<'t, 'a>(table: &'t Table<'a>, key: &str) -> Option<Found<'t, 'a>> {
    let entry = table.entry(key)?;
    Some((Some(&entry.key_bytes), &entry.node))
}

/// A table that a dotted key or a `[header]` opened: its own bytes would not name it better.
fn is_header(text: &str, bytes: &Range<usize>, node: &Node<'_>) -> bool {
    matches!(node.value, Value::Table(_)) && !text[bytes.clone()].starts_with(['{', '['])
}

fn shifted(bytes: &Range<usize>, shift: isize) -> Range<usize> {
    bytes.start.wrapping_add_signed(shift)..bytes.end.wrapping_add_signed(shift)
}

/// Splits a file at its top-level `[header]`s: the bytes of each item with all that belongs to it.
fn items(text: &str) -> Vec<Range<usize>> {
    let headers: Vec<(usize, &str)> = headers(text).collect();
    let mut starts = vec![0];
    let mut open = "";
    for (offset, name) in headers {
        let belongs = !open.is_empty()
            && name
                .strip_prefix(open)
                .is_some_and(|rest| rest.starts_with('.'));
        if !belongs {
            starts.push(offset);
            open = name;
        }
    }
    ranges(&starts, text.len())
}

/// Splits an item at all its headers.
fn parts(text: &str, item: &Range<usize>) -> Vec<Range<usize>> {
    let mut starts = vec![item.start];
    starts.extend(
        headers(text)
            .map(|(offset, _)| offset)
            .filter(|at| item.contains(at) && *at > item.start),
    );
    ranges(&starts, item.end)
}

fn ranges(starts: &[usize], end: usize) -> Vec<Range<usize>> {
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// Returns every line that is nothing but a `[header]` or `[[header]]`, with its name.
fn headers(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = offset;
        offset += line.len();
        let code = line.split('#').next().unwrap_or_default().trim();
        let inner = code.strip_prefix('[')?.strip_suffix(']')?;
        let name = inner
            .strip_prefix('[')
            .and_then(|i| i.strip_suffix(']'))
            .unwrap_or(inner);
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        (!name.is_empty() && name.chars().all(plain)).then_some((start, name))
    })
}

fn blank(bytes: &mut [u8]) {
    for byte in bytes {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// Returns the errors of one part, parsed on its own.
///
/// The first error is found, the statement that has it is blanked, and the rest parsed again: so
/// that one broken line does not hide the next. Behind a bracket that is never closed nothing more
/// can be told.
fn part_errors(text: &str, part: &Range<usize>) -> Vec<SyntaxError> {
    const MOST: usize = 100;
    let mut rest = text[part.clone()].to_owned();
    let mut errors: Vec<SyntaxError> = Vec::new();
    while errors.len() < MOST {
        let (table, found) = DeTable::parse_recoverable(&rest);
        let too_deep = Table::try_from(table.into_inner()).err();
        let mut found: Vec<(Range<usize>, Fault)> = found
            .iter()
            .map(|error| (error.span().unwrap_or(0..0), Fault::of(error.message())))
            .chain(too_deep.map(|too_deep| (too_deep.bytes, Fault::TooDeep)))
            .collect();
        found.sort_by_key(|(bytes, _)| bytes.start);
        let Some((bytes, fault)) = found.first().cloned() else {
            break;
        };
        let whole = |bytes: Range<usize>| part.start + bytes.start..part.start + bytes.end;
        if let Some((bytes, fault)) = found.iter().find(|(_, fault)| *fault == Fault::TooDeep) {
            return vec![SyntaxError {
                bytes: whole(bytes.clone()),
                fault: *fault,
            }];
        }
        let statement = statement(&rest, bytes.start);
        let unclosed = found.iter().find(|(_, fault)| fault.spoils_the_rest());
        if let Some((_, fault)) = unclosed.filter(|_| statement.end == rest.len()) {
            let bytes = opening(&rest, 0..bytes.start);
            errors.push(SyntaxError {
                bytes: whole(bytes),
                fault: *fault,
            });
            break;
        }
        let (bytes, fault) = match unclosed {
            Some((_, fault)) => (opening(&rest, 0..bytes.start), *fault),
            None => (bytes, fault),
        };
        errors.push(SyntaxError {
            bytes: whole(bytes),
            fault,
        });
        let mut blanked = rest.into_bytes();
        blank(&mut blanked[statement]);
        rest = String::from_utf8(blanked).unwrap_or_default();
    }
    errors
}

/// Returns the bytes of the statement that has a place: from the last line before it that begins
/// with a key to the next one that does.
fn statement(text: &str, offset: usize) -> Range<usize> {
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if begins_statement(line) {
            if at > offset {
                return start..at;
            }
            start = at;
        }
        at += line.len();
    }
    start..text.len()
}

/// Returns true for a line that begins with a key.
pub(crate) fn begins_statement(line: &str) -> bool {
    let line = line.trim_start();
    let key = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let rest = line.trim_start_matches(key);
    line.starts_with(key) && !rest.trim_start().starts_with([',', ']', '}'])
}

/// Returns the last bracket that follows an equals sign: the one that was never closed.
fn opening(text: &str, before: Range<usize>) -> Range<usize> {
    let bracket = text[before.clone()]
        .rmatch_indices(['[', '{'])
        .find(|(at, _)| {
            text[before.start..before.start + at]
                .trim_end_matches(' ')
                .ends_with('=')
        });
    bracket.map_or(before.end..before.end, |(at, _)| {
        before.start + at..before.start + at + 1
    })
}

impl Fault {
    fn of(message: &str) -> Self {
        let names: [(&str, Fault); 14] = [
            ("unclosed array", Fault::UnclosedArray),
            ("unclosed inline table", Fault::UnclosedTable),
            ("invalid multi-line", Fault::UnclosedString),
            ("invalid basic string", Fault::UnclosedString),
            ("invalid literal string", Fault::UnclosedString),
            ("missing comma", Fault::NoComma),
            ("duplicate key", Fault::DuplicateKey),
            ("string values must be quoted", Fault::NotAValue),
            ("key with no value", Fault::NoEquals),
            ("unquoted key", Fault::BadKey),
            ("escape", Fault::BadEscape),
            ("cannot recurse", Fault::TooDeep),
            ("recursion", Fault::TooDeep),
            ("missing value", Fault::NoValue),
        ];
        let known = names.iter().find(|(words, _)| message.contains(words));
        known.map_or(Fault::Other, |(_, fault)| *fault)
    }

    fn spoils_the_rest(self) -> bool {
        matches!(self, Fault::UnclosedArray | Fault::UnclosedTable)
    }
}

/// Returns the characters that stand outside texts and comments and are not ASCII, each with its
/// place.
///
/// A text between Chinese quotation marks is taken for a text: only its marks are returned. So is
/// one that begins with `"` and ends, on the same line, with a Chinese mark that closes none.
pub fn outside_texts(text: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        outside_in_line(line, offset, &mut found);
        offset += line.len();
    }
    found
}

fn outside_in_line(line: &str, offset: usize, found: &mut Vec<(usize, char)>) {
    let mut closing = None;
    let mut escaped = false;
    for (at, character) in line.char_indices() {
        match closing {
            Some('"') if escaped => escaped = false,
            Some('"') if character == '\\' => escaped = true,
            Some(mark) if mark == character => {
                closing = None;
                if !character.is_ascii() {
                    found.push((offset + at, character));
                }
            }
            Some(_) => {}
            None => {
                closing = match character {
                    '#' => return,
                    '＃' => {
                        found.push((offset + at, character));
                        return;
                    }
                    '"' => Some(closing_mark(&line[at + 1..])),
                    '\'' => Some(character),
                    '“' if line[at..].contains('”') => Some('”'),
                    '‘' if line[at..].contains('’') => Some('’'),
                    _ => None,
                };
                if !character.is_ascii() {
                    found.push((offset + at, character));
                }
            }
        }
    }
}

/// Returns the mark that closes a text which began with `"`.
fn closing_mark(rest: &str) -> char {
    let ascii = rest.contains('"');
    match rest.split_once('”') {
        Some((text, _)) if !ascii && !text.contains(['“', '\\']) => '”',
        _ => '"',
    }
}

/// Finds what TOML 1.1 allows and TOML 1.0 does not: inline tables over several lines.
fn newer_syntax(text: &str, table: &Table<'_>) -> Vec<SyntaxError> {
    let mut errors = Vec::new();
    table.each_value(&mut |node| {
        let source = &text[node.bytes.clone()];
        if matches!(node.value, Value::Table(_)) && source.starts_with('{') {
            let body = source.trim_end_matches('}').trim_end();
            if source.contains('\n') || body.ends_with(',') {
                errors.push(SyntaxError {
                    bytes: node.bytes.clone(),
                    fault: Fault::InlineTableLines,
                });
            }
        }
    });
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(usize, Fault)> {
        let source = Source::new(text.to_owned());
        let document = Document::parse(&source);
        document
            .errors
            .iter()
            .map(|error| (error.bytes.start, error.fault))
            .collect()
    }

    fn keys_read(text: &str) -> Vec<String> {
        let source = Source::new(text.to_owned());
        let document = Document::parse(&source);
        document
            .table
            .entries()
            .iter()
            .map(|entry| entry.key.to_string())
            .collect()
    }

    #[test]
    fn an_error_spoils_its_own_item_only() {
        let text = "[[a]]\nid = 1\n[[b]]\nid = [1,\n[[b.c]]\nx = 2\n[[d]]\nid = 3\n";
        assert_eq!(faults(text), [(24, Fault::UnclosedArray)]);
        assert_eq!(keys_read(text), ["a", "d"]);
    }

    #[test]
    fn every_broken_line_is_found_once() {
        let text = "a = x y\nb =\nc = 1\n[t]\nd \"x\"\ne = \"x\nf = 5 5\ng = [1 2]\n";
        let lines: Vec<usize> = faults(text)
            .iter()
            .map(|(at, _)| text[..*at].matches('\n').count() + 1)
            .collect();
        assert_eq!(lines, [1, 2, 5, 6, 7, 8]);
    }

    #[test]
    fn a_table_that_stands_twice_in_two_items_is_found() {
        assert_eq!(faults("[a]\nx = 1\n[a]\ny = 2\n")[0].1, Fault::DuplicateKey);
    }

    #[test]
    fn an_inline_table_over_lines_is_not_toml_1_0() {
        assert_eq!(
            faults("a = { x = 1,\n y = 2 }\n")[0].1,
            Fault::InlineTableLines
        );
        assert_eq!(faults("a = { x = 1, }\n")[0].1, Fault::InlineTableLines);
        assert_eq!(faults("a = [{ x = 1 },\n { x = 2 },\n]\n"), []);
    }

    #[test]
    fn only_marks_of_a_text_in_chinese_quotes_are_outside() {
        let found = |text: &str| -> Vec<char> {
            outside_texts(text)
                .into_iter()
                .map(|(_, character)| character)
                .collect()
        };
        assert_eq!(found("a ＝ \"一，二\" # 三，四\n"), ['＝']);
        assert_eq!(found("a = “一，二”，\n"), ['“', '”', '，']);
    }

    #[test]
    fn deep_nesting_is_an_error_and_no_crash() {
        assert_eq!(
            faults(&format!("a = {}\n", "[".repeat(50_000)))[0].1,
            Fault::TooDeep
        );
        assert!(!faults(&format!("{}x = 1\n", "a.".repeat(50_000))).is_empty());
        let keys = "a.".repeat(79);
        let braces = format!("{{ {keys}a = ").repeat(79);
        let both = format!("a = {braces}1{}\n[b]\nc = 1\n", " }".repeat(79));
        assert_eq!(faults(&both)[0].1, Fault::TooDeep);
        assert_eq!(keys_read(&both), ["b"]);
    }

    /// Returns the items of `text` that stand word for word in `other`: their places here and there.
    fn twins(text: &str, other: &str) -> Vec<(usize, usize)> {
        let sources = [text, other].map(|text| Source::new(text.to_owned()));
        let [source, other] = &sources;
        let other = Document::parse(other);
        let twins = other.twins();
        let document = Document::parse_beside(source, &twins);
        let twins = document.table.twins();
        twins.map(|(_, here, _, twin)| (here, twin.index)).collect()
    }

    const ITEMS: &str = "[[a]]\nid = \"x\"\n[[a]]\nid = \"y\"\n[[a.step]]\nid = \"s\"\n";

    #[test]
    fn an_item_is_a_twin_where_nothing_of_it_differs() {
        assert_eq!(twins(ITEMS, ITEMS), [(0, 0), (1, 1)]);
        assert_eq!(
            twins(&format!("b = 1\n[[a]]\nid = 1\n{ITEMS}"), ITEMS),
            [(1, 0), (2, 1)]
        );
        assert_eq!(twins(&ITEMS.replace("\"x\"", "\"z\""), ITEMS), [(1, 1)]);
        let moved = "[[a]]\nid = \"y\"\n[[a.step]]\nid = \"s\"\n[[a]]\nid = \"x\"\n";
        assert_eq!(twins(moved, ITEMS), [(0, 1), (1, 0)]);
        for more in [
            "c = 1\n",
            "# c\n",
            "\n",
            "[a.b]\n",
            "[[a.step]]\n",
            "[a . b]\n",
            " [a.b]\n",
        ] {
            assert_eq!(twins(&format!("{ITEMS}{more}"), ITEMS), [(0, 0)], "{more}");
        }
        for other in ["[[b]]\n", "[b]\n"] {
            assert_eq!(
                twins(&format!("{ITEMS}{other}"), ITEMS),
                [(0, 0), (1, 1)],
                "{other}"
            );
        }
    }

    #[test]
    fn an_item_within_a_text_is_none() {
        let text = format!("[[b]]\nc = \"\"\"\n{ITEMS}\"\"\"\n{ITEMS}");
        assert_eq!(twins(&text, ITEMS), [(0, 0), (1, 1)]);
        let array = "[[a]]\nid = \"x\"\nb = [\n[1],\n]\n";
        assert_eq!(twins(array, array), []);
    }

    #[test]
    fn a_twin_has_its_places_here() {
        let text = format!("# first\n[[a]]\nid = \"z\"\n{ITEMS}");
        let sources = [text.as_str(), ITEMS].map(|text| Source::new(text.to_owned()));
        let [source, other] = &sources;
        let other = Document::parse(other);
        let twins = other.twins();
        let document = Document::parse_beside(source, &twins);
        let alone = Document::parse(source);
        for index in 0..3 {
            let item = Route::item("a", index);
            let step = item.clone().key("step").index(0);
            for route in [item.clone(), item.key("id"), step.clone(), step.key("id")] {
                let spots = [Spot::Value(route.clone()), Spot::Key(route)];
                for spot in spots {
                    assert_eq!(document.bytes(&spot), alone.bytes(&spot), "{spot:?}");
                }
            }
        }
        for offset in 0..text.len() {
            assert_eq!(document.text_at(offset), alone.text_at(offset), "{offset}");
        }
        let own = 0..text.len() - ITEMS.len();
        assert_eq!(document.own(), vec![own]);
    }

    #[test]
    fn a_missing_value_points_at_its_table() {
        let source = Source::new("[[a]]\nid = 1\nlimit.from = \"x\"\n".to_owned());
        let document = Document::parse(&source);
        let spot = |route: Route| &document.text[document.bytes(&Spot::Value(route))];
        let item = Route::item("a", 0);
        assert_eq!(spot(item.clone().key("title")), "[[a]]");
        assert_eq!(spot(item.clone().key("limit").key("to")), "limit");
        assert_eq!(spot(item.key("limit").key("from")), "\"x\"");
    }
}
