//! Where a finding is: its line, column and item, and the line itself.

use std::ops::Range;
use std::sync::Arc;

use crate::document::Document;
use crate::finding::Finding;
use crate::fix::Mend;
use crate::place::{Extent, Route, Segment, Sheet, Spot, rounded};
use crate::report::{Excerpt, Located, LocatedRelated};
use crate::tree::{self, Value};

/// The parsed files to which findings point, one of each kind.
#[derive(Clone, Copy)]
pub(super) struct Desk<'d> {
    documents: [Option<&'d Document<'d>>; 9],
    ids: [u32; 9],
}

impl<'d> Desk<'d> {
    /// Lays out the township's own files and the template's.
    pub(super) fn common(documents: &'d [Option<Document<'d>>]) -> Self {
        let mut desk = Self {
            documents: [None; 9],
            ids: [0; 9],
        };
        for (at, (sheet, document)) in super::COMMON.iter().zip(documents).enumerate() {
            let id = u32::try_from(at).unwrap_or(u32::MAX);
            desk = desk.with(*sheet, document.as_ref(), id);
        }
        desk
    }

    /// Lays out another file in place of the one of its kind.
    pub(super) fn with<'e>(
        mut self,
        sheet: Sheet,
        document: Option<&'e Document<'e>>,
        id: u32,
    ) -> Desk<'e>
    where
        'd: 'e,
    {
        let mut desk: Desk<'e> = Desk {
            documents: self.documents,
            ids: self.ids,
        };
        desk.documents[sheet as usize] = document;
        desk.ids[sheet as usize] = id;
        self.ids = desk.ids;
        desk
    }

    pub(super) fn id(&self, sheet: Sheet) -> u32 {
        self.ids[sheet as usize]
    }
}

/// Turns the places of a finding into lines and columns.
pub(super) fn located(finding: &Finding, desk: Desk<'_>) -> Arc<Located> {
    let sheet = finding.sheet;
    let document = desk.documents[sheet as usize];
    let place = Place::of(document, &finding.spot);
    let related = finding.related.as_ref().map(|related| {
        let place = Place::of(desk.documents[related.sheet as usize], &related.spot);
        Box::new(LocatedRelated {
            sheet: related.sheet,
            extent: place.extent,
            excerpt: place.excerpt,
            label: related.label.clone(),
        })
    });
    Arc::new(Located {
        rule: finding.rule,
        level: finding.level.unwrap_or(finding.rule.severity),
        message: finding.message.clone(),
        help: finding.help.clone(),
        sheet,
        content: desk.id(sheet),
        file: None,
        extent: place.extent,
        excerpt: place.excerpt,
        item: place.item,
        anchor: place.anchor,
        related,
        fix: document
            .zip(finding.fix.as_ref())
            .and_then(|(document, fix)| Mend::of(document, fix))
            .map(Box::new),
    })
}

/// Turns a finding about a file that belongs to no kind into one with a path.
pub(super) fn located_at(finding: &Finding, path: String) -> Arc<Located> {
    let place = Place::of(None, &Spot::File);
    Arc::new(Located {
        rule: finding.rule,
        level: finding.level.unwrap_or(finding.rule.severity),
        message: finding.message.clone(),
        help: finding.help.clone(),
        sheet: finding.sheet,
        content: u32::MAX,
        file: Some(path),
        extent: place.extent,
        excerpt: None,
        item: None,
        anchor: String::new(),
        related: None,
        fix: None,
    })
}

/// Where a spot of a document is, in everything that a reader of findings may ask for.
struct Place {
    extent: Extent,
    excerpt: Option<Excerpt>,
    item: Option<String>,
    anchor: String,
}

impl Place {
    fn of(document: Option<&Document<'_>>, spot: &Spot) -> Self {
        let Some(document) = document else {
            return Self {
                extent: Extent::START,
                excerpt: None,
                item: None,
                anchor: String::new(),
            };
        };
        let bytes = rounded(document.text, &document.bytes(spot));
        let route = way(document, spot);
        let (item, anchor) = address(document, &route);
        Self {
            extent: document.extent(&bytes),
            excerpt: (*spot != Spot::File).then(|| excerpt(document.text, &bytes)),
            item,
            anchor,
        }
    }
}

/// Cuts out the line on which a piece of text begins.
fn excerpt(text: &str, bytes: &Range<usize>) -> Excerpt {
    let start = text[..bytes.start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let end = text[bytes.start..]
        .find('\n')
        .map_or(text.len(), |length| bytes.start + length);
    let line = text[start..end].trim_end_matches('\r');
    let mark =
        bytes.start.min(start + line.len()) - start..bytes.end.min(start + line.len()) - start;
    Excerpt {
        line: line.to_owned(),
        mark,
    }
}

/// Returns the way to a spot, or to the item in which it is.
pub(super) fn way(document: &Document<'_>, spot: &Spot) -> Route {
    match spot {
        Spot::Value(route) | Spot::Key(route) => route.clone(),
        Spot::Bytes(bytes) => nearest_route(document, bytes.start),
        Spot::File => Route::top(),
    }
}

/// Returns the way to the text at an offset, or to the item whose header is the last before it.
fn nearest_route(document: &Document<'_>, offset: usize) -> Route {
    if let Some(route) = document.text_at(offset) {
        return route;
    }
    let mut nearest = (0, Route::top());
    for entry in document.table.entries() {
        let Value::Array(items) = &entry.node.value else {
            continue;
        };
        for (index, item) in items.iter().enumerate() {
            let start = item.bytes.start;
            if start <= offset && start >= nearest.0 {
                nearest = (start, Route::top().key(entry.key.to_string()).index(index));
            }
        }
    }
    nearest.1
}

/// Returns the address of the item to which a way leads, and the way with ids in place of numbers,
/// which stays the same when items are moved.
fn address(document: &Document<'_>, route: &Route) -> (Option<String>, String) {
    let segments = route.segments();
    let [Segment::Key(list), Segment::Index(index), rest @ ..] = segments else {
        return (None, route.to_string());
    };
    let item = element(&document.table, list, *index);
    let name = |key: &str| item.and_then(|item| text(item, key));
    let own = name("id").map(|id| format!("{list}/{id}"));
    let item_address = match list.as_ref() {
        "entry" => name("item"),
        "supervision" => name("service").map(|id| format!("service/{id}")),
        _ => own.clone(),
    };
    let known = name("id")
        .or(name("item"))
        .or(name("service"))
        .or(name("number"));
    let mut anchor = format!("{list}/{}", known.unwrap_or_else(|| index.to_string()));
    let mut rest = rest;
    let mut address = item_address;
    if let [Segment::Key(key), Segment::Index(at), more @ ..] = rest
        && key == "step"
    {
        let step = item.and_then(|item| text(element(item, "step", *at)?, "id"));
        if let Some(step) = step {
            anchor = format!("{anchor}/step/{step}");
            address = address.map(|address| format!("{address}/step/{step}"));
            rest = more;
        }
    }
    for segment in rest {
        match segment {
            Segment::Key(key) => anchor = format!("{anchor}.{key}"),
            Segment::Index(index) => anchor = format!("{anchor}[{index}]"),
        }
    }
    (address, anchor)
}

fn element<'t>(
    table: &'t tree::Table<'t>,
    list: &str,
    index: usize,
) -> Option<&'t tree::Table<'t>> {
    let Value::Array(items) = table.get(list)? else {
        return None;
    };
    match &items.get(index)?.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

fn text(table: &tree::Table<'_>, key: &str) -> Option<String> {
    match table.get(key)? {
        Value::String(text) => Some(text.to_string()),
        _ => None,
    }
}
