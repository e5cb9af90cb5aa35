//! Reading a file with all its comments.

use std::borrow::Cow;

use toml_parser::parser::{Event, EventKind, parse_document};
use toml_parser::{ErrorSink, ParseError, Source, Span};

use super::page::{Array, Element, Entry, Lines, Notes, Page, Table, Tail, Value};

/// Reads a text that is known to be TOML 1.0; none where it turns out not to be.
pub(super) fn page(text: &str) -> Option<Page<'_>> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut events = Vec::new();
    let mut errors = Errors(false);
    parse_document(&tokens, &mut |event| events.push(event), &mut errors);
    if errors.0 {
        return None;
    }
    let reader = Reader {
        source,
        events: events.into_iter().peekable(),
        margin: Margin::default(),
        page: Page::default(),
        open: Vec::new(),
        begun: false,
    };
    reader.page()
}

/// Remembers that there was an error, not which.
struct Errors(bool);

impl ErrorSink for Errors {
    fn report_error(&mut self, _: ParseError) {
        self.0 = true;
    }
}

/// The comments read since the last value, with the blank lines between them.
struct Margin<'a> {
    lines: Lines<'a>,
    /// True where nothing has been read on this line.
    blank: bool,
}

impl Default for Margin<'_> {
    fn default() -> Self {
        Self {
            lines: Vec::new(),
            blank: true,
        }
    }
}

impl<'a> Margin<'a> {
    fn comment(&mut self, comment: &'a str) {
        self.lines.push(comment);
        self.blank = false;
    }

    /// Ends a line. Of several blank lines one is kept.
    fn end_line(&mut self) {
        if self.blank && self.lines.last() != Some(&"") {
            self.lines.push("");
        }
        self.blank = true;
    }

    fn take(&mut self) -> Lines<'a> {
        std::mem::take(&mut self.lines)
    }
}

type Way<'a> = Vec<Cow<'a, str>>;

struct Reader<'a> {
    source: Source<'a>,
    events: std::iter::Peekable<std::vec::IntoIter<Event>>,
    margin: Margin<'a>,
    page: Page<'a>,
    /// The way to the table under the last header.
    open: Way<'a>,
    /// True behind the first key or header.
    begun: bool,
}

impl<'a> Reader<'a> {
    fn page(mut self) -> Option<Page<'a>> {
        while let Some(event) = self.events.next() {
            match event.kind() {
                EventKind::SimpleKey => self.entry(&event)?,
                EventKind::StdTableOpen => self.header(false)?,
                EventKind::ArrayTableOpen => self.header(true)?,
                EventKind::Comment => self.margin.comment(self.comment(&event)?),
                EventKind::Newline => self.margin.end_line(),
                EventKind::Whitespace => {}
                _ => return None,
            }
        }
        self.end()?;
        Some(self.page)
    }

    /// Reads `key = value # comment`.
    fn entry(&mut self, first: &Event) -> Option<()> {
        let lead = self.lead();
        let mut way = vec![self.key(first)?];
        way.extend(self.keys(EventKind::KeyValSep)?);
        let value = self.value()?;
        let tail = self.tail();
        let key = way.pop()?;
        let table = self.page.root.descend(&self.open)?.descend(&way)?;
        let notes = Notes { lead, tail };
        table.entries.push(Entry { key, notes, value });
        Some(())
    }

    /// Reads `[header]` or, for one of `many`, `[[header]]`.
    fn header(&mut self, many: bool) -> Option<()> {
        let begun = self.begun;
        let mut lead = self.lead();
        if begun {
            lead = self.leave_foot(lead)?;
        }
        let way = self.keys(if many {
            EventKind::ArrayTableClose
        } else {
            EventKind::StdTableClose
        })?;
        let tail = self.tail();
        let (key, parents) = way.split_last()?;
        let parent = self.page.root.descend(parents)?;
        if many {
            parent.append(key.clone(), Notes { lead, tail })?;
        } else {
            parent.open(key.clone(), Notes { lead, tail });
        }
        self.open = way;
        Some(())
    }

    /// Takes the comments above a key or header. Those that open the file are its head.
    fn lead(&mut self) -> Lines<'a> {
        let mut lines = self.margin.take();
        if !self.begun {
            self.begun = true;
            if lines.first() == Some(&"") {
                lines.remove(0);
            }
            if let Some(end) = lines.iter().position(|line| line.is_empty()) {
                let rest = lines.split_off(end + 1);
                lines.pop();
                self.page.head = std::mem::replace(&mut lines, rest);
            }
        }
        lines
    }

    /// Leaves what stands directly below the last key, with a blank line behind it, to its table;
    /// returns the rest.
    fn leave_foot(&mut self, mut lines: Lines<'a>) -> Option<Lines<'a>> {
        let end = lines.iter().position(|line| line.is_empty()).unwrap_or(0);
        let rest = lines.split_off(end);
        let table = self.page.root.descend(&self.open)?;
        table.foot.extend(lines);
        Some(rest)
    }

    fn end(&mut self) -> Option<()> {
        let mut lines = self.margin.take();
        if lines.last() == Some(&"") {
            lines.pop();
        }
        if !self.begun {
            self.page.head = lines;
            return Some(());
        }
        // The end of the file closes a foot as a blank line does.
        lines.push("");
        let mut foot = self.leave_foot(lines)?;
        foot.pop();
        if foot.first() == Some(&"") {
            foot.remove(0);
        }
        self.page.foot = foot;
        Some(())
    }

    /// Reads the keys up to an event of the kind `end`.
    fn keys(&mut self, end: EventKind) -> Option<Way<'a>> {
        let mut way = Vec::new();
        loop {
            let event = self.events.next()?;
            match event.kind() {
                kind if kind == end => return Some(way),
                EventKind::SimpleKey => way.push(self.key(&event)?),
                EventKind::Whitespace | EventKind::KeySep => {}
                _ => return None,
            }
        }
    }

    fn key(&self, event: &Event) -> Option<Cow<'a, str>> {
        let span = event.span();
        let text = self.slice(span)?;
        let raw = toml_parser::Raw::new_unchecked(text, event.encoding(), span);
        let mut key = Cow::Borrowed("");
        let mut errors = Errors(false);
        raw.decode_key(&mut key, &mut errors);
        (!errors.0).then_some(key)
    }

    fn value(&mut self) -> Option<Value<'a>> {
        self.next_if(EventKind::Whitespace);
        let event = self.events.next()?;
        match event.kind() {
            EventKind::Scalar => self.slice(event.span()).map(Value::Plain),
            EventKind::ArrayOpen => self.array().map(Value::Array),
            EventKind::InlineTableOpen => self.inline_table().map(Value::Table),
            _ => None,
        }
    }

    /// Reads the rest of an array. A comment behind an element, on the same line, is its tail.
    fn array(&mut self) -> Option<Array<'a>> {
        let mut array = Array::default();
        let mut margin = Margin {
            blank: false,
            ..Margin::default()
        };
        let (mut beside, mut gap) = (false, "");
        while let Some(event) = self.events.peek() {
            let (kind, span) = (event.kind(), event.span());
            if let EventKind::Scalar | EventKind::ArrayOpen | EventKind::InlineTableOpen = kind {
                array.elements.push(Element {
                    notes: margin.take().into(),
                    value: self.value()?,
                });
                (beside, gap, margin.blank) = (true, "", false);
                continue;
            }
            self.events.next();
            match kind {
                EventKind::ArrayClose => {
                    array.foot = margin.take();
                    if array.foot.last() == Some(&"") {
                        array.foot.pop();
                    }
                    return Some(array);
                }
                EventKind::Newline => {
                    margin.end_line();
                    beside = false;
                }
                EventKind::Comment => {
                    let comment = self.slice(span)?.trim_end();
                    match array.elements.last_mut().filter(|_| beside) {
                        Some(element) => element.notes.tail = Some(Tail { gap, comment }),
                        None => margin.comment(comment),
                    }
                }
                EventKind::Whitespace => gap = self.slice(span)?,
                EventKind::ValueSep => (gap, margin.blank) = ("", false),
                _ => return None,
            }
        }
        None
    }

    /// Reads the rest of an inline table.
    fn inline_table(&mut self) -> Option<Table<'a>> {
        let mut table = Table::default();
        while let Some(event) = self.events.next() {
            match event.kind() {
                EventKind::InlineTableClose => return Some(table),
                EventKind::SimpleKey => {
                    let mut way = vec![self.key(&event)?];
                    way.extend(self.keys(EventKind::KeyValSep)?);
                    let entry = Entry {
                        key: way.pop()?,
                        notes: Notes::default(),
                        value: self.value()?,
                    };
                    table.descend(&way)?.entries.push(entry);
                }
                EventKind::Whitespace | EventKind::ValueSep => {}
                _ => return None,
            }
        }
        None
    }

    /// Reads the comment at the end of a line, and the line end.
    fn tail(&mut self) -> Option<Tail<'a>> {
        let gap = self.next_if(EventKind::Whitespace).unwrap_or_default();
        let comment = self.next_if(EventKind::Comment);
        self.next_if(EventKind::Newline);
        let comment = comment?.trim_end();
        Some(Tail { gap, comment })
    }

    fn next_if(&mut self, kind: EventKind) -> Option<&'a str> {
        let event = self.events.next_if(|event| event.kind() == kind)?;
        self.slice(event.span())
    }

    fn comment(&self, event: &Event) -> Option<&'a str> {
        self.slice(event.span()).map(str::trim_end)
    }

    fn slice(&self, span: Span) -> Option<&'a str> {
        self.source.input().get(span.start()..span.end())
    }
}

impl<'a> Table<'a> {
    /// Adds a table with a header to an array of such tables.
    fn append(&mut self, key: Cow<'a, str>, notes: Notes<'a>) -> Option<()> {
        let element = Element {
            notes,
            value: Value::Table(Table::default()),
        };
        match self.entries.iter_mut().find(|entry| entry.key == key) {
            Some(entry) => match &mut entry.value {
                Value::Array(array) => array.elements.push(element),
                _ => return None,
            },
            None => self.entries.push(Entry {
                key,
                notes: Notes::default(),
                value: Value::Array(Array {
                    elements: vec![element],
                    foot: Vec::new(),
                }),
            }),
        }
        Some(())
    }

    /// Opens a table with a header. It may be there already, by the header of a table inside it.
    fn open(&mut self, key: Cow<'a, str>, notes: Notes<'a>) {
        match self.entries.iter_mut().find(|entry| entry.key == key) {
            Some(entry) => entry.notes = notes,
            None => self.entries.push(Entry {
                key,
                notes,
                value: Value::Table(Table::default()),
            }),
        }
    }
}
