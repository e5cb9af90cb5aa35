//! Building the tree of a regular file while it is parsed.

use std::borrow::Cow;
use std::ops::Range;

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::lexer::{Lexer, Token, TokenKind};
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

use super::plain::{self, Statement};
use super::twins::{Item, Twins};
use super::{DEEPEST, Entry, Node, Origin, Table, Value};
use crate::visible::is_control;

/// How many keys a table may have before looking for one already there takes too long.
const MOST_KEYS: usize = 1000;

/// How many keys a table of dotted keys nearly always has: `title.zh` and `title.en`.
const LANGUAGES: usize = 2;

/// Reads a regular file; none where the full parser must decide.
pub(super) fn table<'a>(text: &'a str, twins: &Twins<'a>) -> Option<Table<'a>> {
    if has_control_characters(text) {
        return None;
    }
    let mut builder = Builder::new(text);
    let mut at = 0;
    while at < text.len() {
        at = match twins.at(text, at) {
            Some(item) => builder.put_twin(item, at)?,
            None => builder.read(at)?,
        };
    }
    Some(builder.root)
}

/// Takes the tokens of a statement. Where no bracket is open, it ends with its line.
fn take_statement(tokens: &mut Lexer<'_>, statement: &mut Vec<Token>) {
    statement.clear();
    let mut open = 0;
    for token in tokens {
        statement.push(token);
        match token.kind() {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => open += 1,
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => open -= 1,
            TokenKind::Newline if open == 0 => return,
            _ => {}
        }
    }
}

/// TOML allows no control characters but tab and line ends; a carriage return must be part of one.
fn has_control_characters(text: &str) -> bool {
    const PIECE: usize = 64;
    let bytes = text.as_bytes();
    // Without a way out, many bytes are compared at a time.
    let (pieces, rest) = bytes.as_chunks::<PIECE>();
    let in_piece = |piece: &[u8; PIECE]| {
        let mut any = false;
        for byte in piece {
            any |= is_control(*byte);
        }
        any
    };
    pieces.iter().any(in_piece)
        || rest.iter().any(|byte| is_control(*byte))
        || memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1).copied() != Some(b'\n'))
}

/// Remembers that there was an error, not which.
struct Errors(bool);

impl ErrorSink for Errors {
    fn report_error(&mut self, _: ParseError) {
        self.0 = true;
    }
}

/// Takes what the parser finds and puts it into the tree.
struct Builder<'a> {
    text: &'a str,
    /// What is being read: the text from `base` on.
    source: Source<'a>,
    /// Where it begins, in bytes from the beginning of the file.
    base: usize,
    /// The tokens of the statement that is being read.
    tokens: Vec<Token>,
    root: Table<'a>,
    /// The way from the root to the table under the last header: the place of an entry in each
    /// table. An array on the way stands for its last table.
    open: Vec<usize>,
    /// Where the header that is being read begins, in bytes from the beginning of the file.
    header: usize,
    /// The keys in front of the value that is being read, and of every value around it.
    keys: Vec<Key<'a>>,
    /// The arrays and inline tables in which the value that is being read stands.
    around: Vec<Around<'a>>,
    /// True after a comma, until something follows it.
    comma: bool,
    /// True where the full parser must decide.
    irregular: bool,
}

pub(super) type Key<'a> = (Cow<'a, str>, Range<usize>);

/// An array or inline table whose end has not been read.
struct Around<'a> {
    /// Where it begins, in bytes from `base`.
    start: usize,
    /// How many of the keys belong to values further out.
    keys: usize,
    inside: Inside<'a>,
}

enum Inside<'a> {
    Array(Vec<Node<'a>>),
    Table(Table<'a>),
}

impl<'a> Builder<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            source: Source::new(text),
            base: 0,
            tokens: Vec::new(),
            root: Table::default(),
            open: Vec::new(),
            header: 0,
            keys: Vec::new(),
            around: Vec::new(),
            comma: false,
            irregular: false,
        }
    }

    /// Reads the statement that begins at `at`, and returns where the next one does, in bytes from the
    /// beginning of the file; none where the full parser must decide.
    fn read(&mut self, at: usize) -> Option<usize> {
        let mut keys = std::mem::take(&mut self.keys);
        let plain = plain::statement(self.text, at, &mut keys);
        self.keys = keys;
        let Some((statement, end)) = plain else {
            self.keys.clear();
            return self.parse(at);
        };
        match statement {
            Statement::Blank => {}
            Statement::Header { bytes, is_array } => self.open_table(bytes, is_array),
            Statement::Pair(node) => self.put(node),
        }
        (!self.irregular).then_some(end)
    }

    /// Does the same by the means of the parser.
    fn parse(&mut self, at: usize) -> Option<usize> {
        let text = self.text.get(at..)?;
        // Only a file may begin with a byte order mark.
        if at > 0 && text.starts_with('\u{feff}') {
            return None;
        }
        (self.base, self.source) = (at, Source::new(text));
        let mut tokens = std::mem::take(&mut self.tokens);
        take_statement(&mut self.source.lex(), &mut tokens);
        let mut errors = Errors(false);
        parse_document(&tokens, self, &mut errors);
        let end = at + tokens.last()?.span().end();
        self.tokens = tokens;
        (!self.irregular && !errors.0).then_some(end)
    }

    /// Puts in an item that need not be read, and returns where it ends.
    fn put_twin(&mut self, item: &Item<'a>, at: usize) -> Option<usize> {
        self.open.clear();
        let (name, element) = item.element(at);
        self.open.push(add_element(&mut self.root, name, element)?);
        Some(at + item.text.len())
    }

    /// Returns where something stands, in bytes from the beginning of the file.
    fn bytes(&self, span: Span) -> Range<usize> {
        self.base + span.start()..self.base + span.end()
    }

    /// Goes on only where there is something to go on with.
    fn expect<T>(&mut self, value: Option<T>) -> Option<T> {
        self.irregular |= value.is_none();
        value
    }

    /// Puts a value where it belongs, once it has been read whole.
    fn put(&mut self, node: Node<'a>) {
        if self.irregular {
            return;
        }
        self.comma = false;
        let placed = match self.around.last_mut() {
            Some(around) => match &mut around.inside {
                Inside::Array(elements) => {
                    elements.push(node);
                    Some(())
                }
                Inside::Table(table) => add(table, self.keys.drain(around.keys..), node),
            },
            None => descend(&mut self.root, &self.open)
                .and_then(|table| add(table, self.keys.drain(..), node)),
        };
        self.expect(placed);
    }

    fn enter(&mut self, span: Span, inside: Inside<'a>) -> bool {
        self.comma = false;
        self.irregular |= self.depth() >= DEEPEST;
        self.around.push(Around {
            start: span.start(),
            keys: self.keys.len(),
            inside,
        });
        !self.irregular
    }

    fn leave(&mut self, span: Span) {
        let around = self.around.pop();
        if let Some(around) = self.expect(around) {
            let bytes = self.base + around.start..self.base + span.end();
            let value = match around.inside {
                Inside::Array(elements) => Value::Array(elements),
                Inside::Table(table) => Value::Table(table),
            };
            self.put(Node { bytes, value });
        }
    }

    /// Returns how deep the value that is being read will stand, or more: that leaves too much to
    /// the full parser, never too little.
    fn depth(&self) -> usize {
        2 * self.open.len() + self.keys.len() + self.around.len()
    }

    fn is_in_braces(&self) -> bool {
        let innermost = self.around.last();
        innermost.is_some_and(|around| matches!(around.inside, Inside::Table(_)))
    }

    fn raw(&self, span: Span, encoding: Option<Encoding>) -> Option<Raw<'a>> {
        let text = self.source.input().get(span.start()..span.end())?;
        Some(Raw::new_unchecked(text, encoding, span))
    }

    /// Opens the table that a header names, and leaves the one under the last header.
    fn open_table(&mut self, bytes: Range<usize>, is_array: bool) {
        self.open.clear();
        let name = self.keys.pop();
        let opened = name.and_then(|name| {
            let mut table = &mut self.root;
            for key in self.keys.drain(..) {
                let (at, inner) = step(table, key, Origin::Implied)?;
                self.open.push(at);
                table = inner;
            }
            let at = if is_array {
                let value = Value::Table(Table::default());
                add_element(table, name, Node { bytes, value })?
            } else {
                open_single(table, name, bytes)?
            };
            self.open.push(at);
            Some(())
        });
        self.expect(opened);
    }
}

/// Returns the table at the end of a way.
fn descend<'t, 'a>(root: &'t mut Table<'a>, way: &[usize]) -> Option<&'t mut Table<'a>> {
    way.iter().try_fold(root, |table, at| {
        inner(&mut table.own()?.get_mut(*at)?.node.value)
    })
}

/// Returns the table that a value is, or the last of an array of tables with headers.
fn inner<'t, 'a>(value: &'t mut Value<'a>) -> Option<&'t mut Table<'a>> {
    match value {
        Value::Table(table) => Some(table),
        Value::Array(elements) => match &mut elements.last_mut()?.value {
            Value::Table(table) if table.origin == Origin::Header => Some(table),
            _ => None,
        },
        _ => None,
    }
}

fn place(table: &Table<'_>, key: &str) -> Option<usize> {
    table.entries().iter().position(|entry| entry.key == key)
}

/// Goes one key further, to a table that is there or that this makes; none where what is there may
/// not be added to.
fn step<'t, 'a>(
    table: &'t mut Table<'a>,
    (key, bytes): Key<'a>,
    origin: Origin,
) -> Option<(usize, &'t mut Table<'a>)> {
    let at = match place(table, &key) {
        Some(at) => at,
        None => insert(
            table,
            (key, bytes.clone()),
            Node {
                bytes,
                value: Value::Table(Table::new(Vec::with_capacity(LANGUAGES), origin)),
            },
        )?,
    };
    let inner = inner(&mut table.own()?.get_mut(at)?.node.value)?;
    // Dotted keys add only to what dotted keys made, headers to all but inline tables.
    let allowed = match origin {
        Origin::Dotted => inner.origin == Origin::Dotted,
        _ => inner.origin != Origin::Inline,
    };
    allowed.then_some((at, inner))
}

/// Adds a new key and returns its place.
fn insert<'a>(table: &mut Table<'a>, (key, key_bytes): Key<'a>, node: Node<'a>) -> Option<usize> {
    let entries = table.own()?;
    let at = entries.len();
    entries.push(Entry {
        key,
        key_bytes,
        node,
    });
    (at < MOST_KEYS).then_some(at)
}

/// Adds a value under a key, which may be dotted; none where the key is there already.
pub(super) fn add<'a>(
    table: &mut Table<'a>,
    mut keys: impl DoubleEndedIterator<Item = Key<'a>>,
    node: Node<'a>,
) -> Option<()> {
    let name = keys.next_back()?;
    let mut table = table;
    for key in keys {
        (_, table) = step(table, key, Origin::Dotted)?;
    }
    if place(table, &name.0).is_some() {
        return None;
    }
    insert(table, name, node).map(|_| ())
}

/// Opens a table with a `[header]`, which may have been implied before.
fn open_single<'a>(table: &mut Table<'a>, name: Key<'a>, bytes: Range<usize>) -> Option<usize> {
    let Some(at) = place(table, &name.0) else {
        let value = Value::Table(Table::default());
        return insert(table, name, Node { bytes, value });
    };
    // Its own header is the place of the table from now on, in the order of the keys too.
    let entry = table.own()?.remove(at);
    match entry.node.value {
        Value::Table(mut implied) if implied.origin == Origin::Implied => {
            implied.origin = Origin::Header;
            let value = Value::Table(implied);
            insert(table, name, Node { bytes, value })
        }
        _ => None,
    }
}

/// Adds a table to an array with a `[[header]]`, and returns the place of the array.
fn add_element<'a>(table: &mut Table<'a>, name: Key<'a>, element: Node<'a>) -> Option<usize> {
    let Some(at) = place(table, &name.0) else {
        let bytes = element.bytes.clone();
        let value = Value::Array(vec![element]);
        return insert(table, name, Node { bytes, value });
    };
    let value = &mut table.own()?.get_mut(at)?.node.value;
    match value {
        Value::Array(elements) if has_headers(elements) => elements.push(element),
        _ => return None,
    }
    Some(at)
}

fn has_headers(elements: &[Node<'_>]) -> bool {
    let last = elements.last().map(|element| &element.value);
    matches!(last, Some(Value::Table(table)) if table.origin == Origin::Header)
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.header = self.bytes(span).start;
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_table(self.header..self.bytes(span).end, false);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.header = self.bytes(span).start;
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_table(self.header..self.bytes(span).end, true);
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        let table = Table::new(Vec::new(), Origin::Inline);
        self.enter(span, Inside::Table(table))
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        // A comma before the brace is newer than TOML 1.0.
        self.irregular |= self.comma;
        self.leave(span);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.enter(span, Inside::Array(Vec::new()))
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.leave(span);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let near_enough = self.depth() < DEEPEST;
        let raw = self.raw(span, encoding).filter(|_| near_enough);
        if let Some(raw) = self.expect(raw) {
            let mut key = Cow::Borrowed("");
            raw.decode_key(&mut key, error);
            self.keys.push((key, self.bytes(span)));
        }
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let raw = self.raw(span, encoding);
        let value = raw.and_then(|raw| scalar(raw, encoding, error));
        if let Some(value) = self.expect(value) {
            let bytes = self.bytes(span);
            self.put(Node { bytes, value });
        }
    }

    fn value_sep(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.comma = true;
    }

    fn comment(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.irregular |= self.is_in_braces();
    }

    fn newline(&mut self, _: Span, _: &mut dyn ErrorSink) {
        // Several lines between braces are newer than TOML 1.0.
        self.irregular |= self.is_in_braces();
    }

    fn error(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.irregular = true;
    }
}

/// Reads a value that is no array and no table.
fn scalar<'a>(
    raw: Raw<'a>,
    encoding: Option<Encoding>,
    error: &mut dyn ErrorSink,
) -> Option<Value<'a>> {
    if encoding == Some(Encoding::BasicString)
        && let Some(text) = text_without_escapes(raw.as_str())
    {
        return Some(Value::String(Cow::Borrowed(text)));
    }
    let mut decoded = Cow::Borrowed("");
    Some(match raw.decode_scalar(&mut decoded, error) {
        ScalarKind::String => Value::String(decoded),
        ScalarKind::Boolean(flag) => Value::Boolean(flag),
        ScalarKind::DateTime => Value::Datetime(decoded.parse().ok()?),
        ScalarKind::Float => Value::float(&decoded),
        ScalarKind::Integer(radix) => Value::integer(&decoded, radix.value()),
    })
}

/// Returns what stands between quotation marks, if it means what it says.
///
/// That there are no control characters in it has been seen before.
fn text_without_escapes(raw: &str) -> Option<&str> {
    let text = raw.strip_prefix('"')?.strip_suffix('"')?;
    memchr::memchr(b'\\', text.as_bytes())
        .is_none()
        .then_some(text)
}
