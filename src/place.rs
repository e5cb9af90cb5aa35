//! Where a value stands: which file, which value in it, which characters.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// One of the nine kinds of file that a township keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sheet {
    /// `township.toml`: who the township is and what it expects.
    Township,
    /// `registry.toml`: what is named once and referred to by id.
    Registry,
    /// `calendar.toml`: holidays and make-up working days.
    Calendar,
    /// `vocabulary.toml`: the words with which people ask.
    Vocabulary,
    /// `village.toml`: a village's identity, stage and contacts.
    Village,
    /// `power.toml`: the power list.
    Power,
    /// `responsibility.toml`: the responsibility list.
    Responsibility,
    /// `service.toml`: the service list.
    Service,
    /// `manual.toml`: the supervision manual.
    Manual,
}

impl Sheet {
    /// The files in the lists' directory itself.
    pub const TOWNSHIP: [Sheet; 4] = [
        Sheet::Township,
        Sheet::Registry,
        Sheet::Calendar,
        Sheet::Vocabulary,
    ];

    /// The four lists, which the template and every village have.
    pub const LISTS: [Sheet; 4] = [
        Sheet::Power,
        Sheet::Responsibility,
        Sheet::Service,
        Sheet::Manual,
    ];

    /// Returns the name of the file, without a folder.
    pub fn file_name(self) -> &'static str {
        match self {
            Sheet::Township => "township.toml",
            Sheet::Registry => "registry.toml",
            Sheet::Calendar => "calendar.toml",
            Sheet::Vocabulary => "vocabulary.toml",
            Sheet::Village => "village.toml",
            Sheet::Power => "power.toml",
            Sheet::Responsibility => "responsibility.toml",
            Sheet::Service => "service.toml",
            Sheet::Manual => "manual.toml",
        }
    }

    /// Returns the list that has the items of this kind, the first part of their addresses.
    pub fn with_items(kind: &str) -> Option<Self> {
        match kind {
            "power" => Some(Sheet::Power),
            "responsibility" => Some(Sheet::Responsibility),
            "service" => Some(Sheet::Service),
            "system" | "supervision" | "card" => Some(Sheet::Manual),
            _ => None,
        }
    }

    /// Returns true where the file belongs to the township as a whole, not to a book of lists.
    pub fn is_township_wide(self) -> bool {
        Self::TOWNSHIP.contains(&self)
    }
}

/// The way from the top of a file to one of its values: `service[3].limit.promised`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Route(Vec<Segment>);

/// One step of a [`Route`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Segment {
    /// The value of a key in a table.
    Key(Cow<'static, str>),
    /// An element of an array, counted from 0.
    Index(usize),
}

impl Route {
    /// Returns the way to the top of the file.
    pub fn top() -> Self {
        Self::default()
    }

    /// Returns the way to an item of a list: `item("service", 3)` is `service[3]`.
    pub fn item(list: &'static str, index: usize) -> Self {
        Self::top().key(list).index(index)
    }

    /// Goes on to the value of a key.
    #[must_use]
    pub fn key(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.push(Segment::Key(key.into()));
        self
    }

    /// Goes on to an element of an array, counted from 0.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.push(Segment::Index(index));
        self
    }

    /// Adds a segment.
    pub fn push(&mut self, segment: Segment) {
        self.0.push(segment);
    }

    /// Takes the last segment off.
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// Returns the segments from the top.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// Returns true where the way leads through the end of `other`, or ends there.
    pub fn is_below(&self, other: &Route) -> bool {
        self.0.starts_with(&other.0)
    }

    /// Returns the list and the place in it through which the way leads, if it leads to an item or
    /// into one.
    pub fn of_item(&self) -> Option<(&str, usize)> {
        match self.segments() {
            [Segment::Key(list), Segment::Index(index), ..] => Some((list, *index)),
            _ => None,
        }
    }

    /// Returns the same way into the item at another place of the list.
    #[must_use]
    pub fn in_item(mut self, place: usize) -> Self {
        if let [Segment::Key(_), Segment::Index(index), ..] = self.0.as_mut_slice() {
            *index = place;
        }
        self
    }

    /// Returns the last key of the way, which names the field.
    pub fn field(&self) -> &str {
        let key = self.0.iter().rev().find_map(|segment| match segment {
            Segment::Key(key) => Some(key.as_ref()),
            Segment::Index(_) => None,
        });
        key.unwrap_or_default()
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Key(key) if place == 0 => f.write_str(key)?,
                Segment::Key(key) => write!(f, ".{key}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// What in a file a finding points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The value at the end of the way, or the deepest table on it that exists.
    Value(Route),
    /// The key at the end of the way.
    Key(Route),
    /// Bytes of the file, half-open, counted from 0.
    Bytes(Range<usize>),
    /// The file as a whole.
    File,
}

/// Lines and columns of a piece of text.
///
/// Lines and columns count from 1; a column is one Unicode scalar value; the end is the place just
/// after the last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Extent {
    /// The line on which it begins.
    pub line: usize,
    /// The column at which it begins.
    pub column: usize,
    /// The line on which it ends.
    pub end_line: usize,
    /// The column just after its end.
    pub end_column: usize,
}

impl Extent {
    /// The very beginning of a file, where a finding about the whole file is shown.
    pub const START: Extent = Extent {
        line: 1,
        column: 1,
        end_line: 1,
        end_column: 1,
    };
}

/// Where the lines of a text begin, so that many places can be turned into lines.
#[derive(Debug)]
pub struct Lines(Vec<usize>);

impl Lines {
    /// Finds the lines of a text.
    pub fn of(text: &str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        Self(std::iter::once(0).chain(ends.map(|end| end + 1)).collect())
    }

    /// Returns the lines and columns of a byte range (half-open, from 0) of the text.
    ///
    /// A range that does not begin or end between two characters is widened until it does; a
    /// range past the end of the text is cut.
    pub fn extent(&self, text: &str, bytes: &Range<usize>) -> Extent {
        let bytes = rounded(text, bytes);
        let (line, column) = self.line_and_column(text, bytes.start);
        let (end_line, end_column) = self.line_and_column(text, bytes.end);
        Extent {
            line,
            column,
            end_line,
            end_column,
        }
    }

    fn line_and_column(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.0.partition_point(|start| *start <= offset);
        let before = &text[self.0[line - 1]..offset];
        let shown = before.strip_prefix('\u{feff}').unwrap_or(before);
        (line, shown.chars().count() + 1)
    }
}

/// Widens a byte range to character boundaries and cuts it to the text.
pub fn rounded(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.min(text.len()));
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "a\n期限 = \"x\"\n";
        let start = text.find('=').map_or(0, |at| at);
        let extent = Lines::of(text).extent(text, &(start..start + 1));
        assert_eq!(
            extent,
            Extent {
                line: 2,
                column: 4,
                end_line: 2,
                end_column: 5
            }
        );
    }

    #[test]
    fn a_range_inside_a_character_is_widened() {
        assert_eq!(rounded("期限", &(1..4)), 0..6);
        assert_eq!(rounded("期", &(9..12)), 3..3);
    }

    #[test]
    fn a_route_reads_like_the_file() {
        let route = Route::item("service", 3).key("limit").key("promised");
        assert_eq!(route.to_string(), "service[3].limit.promised");
        assert_eq!(route.field(), "promised");
    }
}
