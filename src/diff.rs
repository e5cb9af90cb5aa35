//! What two lists say differently: items matched by their ids, and in them field by field.
//!
//! The walk follows the declarations of [`forms`], so that whoever declares a field has it
//! compared too. Two files that say the same give no change, however they are laid out; the order
//! of items does not matter, that of steps does.

mod effect;
mod pairs;
mod witness;
mod written;

pub use effect::Effect;
pub use witness::{Witness, witness};

use std::ptr;

use serde_json::Value as Json;

use crate::calendar::Calendar;
use crate::place::{Route, Segment, Sheet};
use crate::shape::{Burden, Field, Kind, Shape, forms};
use crate::tree::{Entry, Node, Table, Value};

/// One difference between two lists.
#[derive(Debug, Clone)]
pub struct Change {
    /// The kind of file.
    pub sheet: Sheet,
    /// The address of the item: `service/land-approval`, `supervision/land-approval`, `card`.
    pub item: String,
    /// The field, as a `[[deviation]]` names it: `limit.promised`, `step/accept.within`; `item`
    /// for the item as a whole.
    pub field: String,
    /// The field, as `[policy]` names it, without ids: `service.step.within`.
    pub path: String,
    /// What was done to it.
    pub kind: ChangeKind,
    /// How the field is declared; none: no field of that name is.
    pub declared: Option<&'static Field>,
    /// What stood there before.
    pub from: Option<Json>,
    /// What stands there now.
    pub to: Option<Json>,
    /// Whether that is better or worse.
    pub effect: Effect,
    /// The way to it in the file before; of what was added, to the deepest table that lacks it.
    pub place_before: Route,
    /// The way to it in the file now; of what was removed, to the deepest table that lacks it.
    pub place: Route,
}

/// What was done to a field or an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It was not there before.
    Added,
    /// It is no longer there.
    Removed,
    /// It says something else, or stands in another order.
    Changed,
}

impl Change {
    /// Returns true where a whole item was added or removed.
    pub fn is_whole_item(&self) -> bool {
        self.field == WHOLE
    }

    /// Returns true where a whole step was added or removed.
    pub fn is_whole_step(&self) -> bool {
        self.field.starts_with("step/") && !self.field.contains('.')
    }
}

/// The field of a change that is about a whole item.
pub const WHOLE: &str = "item";

/// Returns what `to` says differently from `from`, both files of the same kind, in the order of the
/// declarations and of the items in `to`.
///
/// The calendar tells which of two times of different units is the longer.
pub fn changes(sheet: Sheet, from: &Table<'_>, to: &Table<'_>, calendar: &Calendar) -> Vec<Change> {
    walked(sheet, (from, to), calendar, false)
}

/// Returns the same as [`changes`], but of an item or step that came or went as a whole only what
/// names it: that is all that a finding says of it.
pub fn brief(sheet: Sheet, from: &Table<'_>, to: &Table<'_>, calendar: &Calendar) -> Vec<Change> {
    walked(sheet, (from, to), calendar, true)
}

fn walked(
    sheet: Sheet,
    (from, to): (&Table<'_>, &Table<'_>),
    calendar: &Calendar,
    is_brief: bool,
) -> Vec<Change> {
    let mut walk = Walk {
        sheet,
        calendar,
        is_brief,
        changes: Vec::new(),
    };
    walk.table(None, forms::of(sheet), from, to);
    walk.changes
}

/// A part of the way from the top of a file to where the walk is, linked to the part before.
struct Way<'w> {
    before: Option<&'w Way<'w>>,
    key: &'w str,
    declared: Option<&'static Field>,
    element: Option<Element<'w>>,
}

/// An element of an array of tables, in the files before and after.
struct Element<'w> {
    shape: &'static Shape,
    table: &'w Table<'w>,
    pair: pairs::Pair,
}

impl<'w> Way<'w> {
    fn key(before: Option<&'w Way<'w>>, key: &'w str, declared: Option<&'static Field>) -> Self {
        Self {
            before,
            key,
            declared,
            element: None,
        }
    }

    fn parts(&self) -> Vec<&Way<'_>> {
        let mut parts: Vec<&Way<'_>> =
            std::iter::successors(Some(self), |way| way.before).collect();
        parts.reverse();
        parts
    }

    /// Writes the part as addresses have it: `limit`, `step/accept`.
    fn written(&self) -> String {
        match &self.element {
            None => self.key.to_owned(),
            Some(element) => format!("{}/{}", self.key, element.id()),
        }
    }
}

impl Element<'_> {
    /// Returns what tells the element from its neighbours: its id, or its place counted from 1.
    fn id(&self) -> String {
        pairs::id(self.table, self.shape.keys).unwrap_or_else(|| {
            let index = self.pair.to.or(self.pair.from).unwrap_or(0);
            format!("#{}", index + 1)
        })
    }
}

struct Walk<'w> {
    sheet: Sheet,
    calendar: &'w Calendar,
    is_brief: bool,
    changes: Vec<Change>,
}

impl Walk<'_> {
    fn table(
        &mut self,
        way: Option<&Way<'_>>,
        shape: &'static Shape,
        from: &Table<'_>,
        to: &Table<'_>,
    ) {
        for field in shape.fields {
            let sides = Sides::of(field.key, from, to);
            self.field(&Way::key(way, field.key, Some(field)), sides);
        }
        let declared = |key: &str| shape.fields.iter().any(|field| field.key == key);
        let unknown = |key: &&str| !declared(key);
        for key in keys(from, to).into_iter().filter(unknown) {
            self.field(&Way::key(way, key, None), Sides::of(key, from, to));
        }
    }

    fn field(&mut self, way: &Way<'_>, sides: Sides<'_>) {
        if sides.are_the_same() {
            return;
        }
        let empty = Table::default();
        let kind = way.declared.map(|field| field.kind);
        match kind {
            Some(Kind::Table(shape)) if let Some((from, to)) = sides.tables(&empty) => {
                self.table(Some(way), shape, from, to);
            }
            Some(Kind::NoneOr(shape)) if let Some((from, to)) = sides.both_tables() => {
                self.table(Some(way), shape, from, to);
            }
            Some(Kind::ByActor(shape)) if let Some((from, to)) = sides.tables(&empty) => {
                for actor in keys(from, to) {
                    let way = Way::key(Some(way), actor, way.declared);
                    match Sides::of(actor, from, to).tables(&empty) {
                        Some((from, to)) => self.table(Some(&way), shape, from, to),
                        None => self.add(&way, Sides::of(actor, from, to)),
                    }
                }
            }
            Some(Kind::Tables(shape)) if let Some((from, to)) = sides.arrays() => {
                self.elements(way, shape, from, to);
            }
            _ => self.add(way, sides),
        }
    }

    fn elements(
        &mut self,
        way: &Way<'_>,
        shape: &'static Shape,
        from: &[Node<'_>],
        to: &[Node<'_>],
    ) {
        let pairs = pairs::of(from, to, shape.keys);
        if shape.order != Burden::Name && !pairs::are_in_order(&pairs) {
            self.reordered(way, shape, from, to);
        }
        for pair in pairs {
            let sides = Sides {
                from: pair.from.and_then(|at| from.get(at)),
                to: pair.to.and_then(|at| to.get(at)),
            };
            let Some(table) = sides.either().and_then(table_of) else {
                continue;
            };
            let element = Element { shape, table, pair };
            let way = Way {
                element: Some(element),
                ..*way
            };
            match sides.both_tables() {
                Some((from, to)) if is_same_table(from, to) => {}
                Some((from, to)) => self.table(Some(&way), shape, from, to),
                None => self.add(&way, sides),
            }
        }
    }

    /// Adds that the elements of an array stand in another order.
    fn reordered(
        &mut self,
        way: &Way<'_>,
        shape: &'static Shape,
        from: &[Node<'_>],
        to: &[Node<'_>],
    ) {
        let ids = |nodes: &[Node<'_>]| -> Json {
            let id = |node| pairs::id(table_of(node)?, shape.keys);
            nodes.iter().filter_map(id).collect()
        };
        let effect = match shape.order {
            Burden::Name => Effect::Neutral,
            _ => Effect::Undecided,
        };
        self.push(way, Some(ids(from)), Some(ids(to)), effect);
    }

    fn add(&mut self, way: &Way<'_>, sides: Sides<'_>) {
        let is_whole = way.element.is_some() && (sides.from.is_none() || sides.to.is_none());
        let value = |node: &Node<'_>| match table_of(node).filter(|_| self.is_brief && is_whole) {
            Some(table) => named(table),
            None => json(&node.value),
        };
        let effect = match &way.declared {
            None => Effect::Undecided,
            Some(field) => effect::of(field, sides, self.calendar),
        };
        self.push(way, sides.from.map(value), sides.to.map(value), effect);
    }

    fn push(&mut self, way: &Way<'_>, from: Option<Json>, to: Option<Json>, effect: Effect) {
        let parts = way.parts();
        let names = Names::of(self.sheet, &parts);
        self.changes.push(Change {
            sheet: self.sheet,
            item: names.item,
            field: names.field,
            path: names.path,
            kind: match (&from, &to) {
                (None, _) => ChangeKind::Added,
                (_, None) => ChangeKind::Removed,
                _ => ChangeKind::Changed,
            },
            declared: way.declared,
            from,
            to,
            effect,
            place_before: route(&parts, |pair| pair.from),
            place: route(&parts, |pair| pair.to),
        });
    }
}

/// What stands at one place in the files before and after.
#[derive(Clone, Copy)]
struct Sides<'s> {
    from: Option<&'s Node<'s>>,
    to: Option<&'s Node<'s>>,
}

impl<'s> Sides<'s> {
    fn of(key: &str, from: &'s Table<'s>, to: &'s Table<'s>) -> Self {
        let node = |table: &'s Table<'s>| table.entry(key).map(|entry| &entry.node);
        Self {
            from: node(from),
            to: node(to),
        }
    }

    fn either(self) -> Option<&'s Node<'s>> {
        self.to.or(self.from)
    }

    fn are_the_same(self) -> bool {
        match (self.from, self.to) {
            (None, None) => true,
            (Some(from), Some(to)) => is_same(&from.value, &to.value),
            _ => false,
        }
    }

    fn both_tables(self) -> Option<(&'s Table<'s>, &'s Table<'s>)> {
        Some((table_of(self.from?)?, table_of(self.to?)?))
    }

    /// Returns two tables, of which one that is not there is empty.
    fn tables(self, empty: &'s Table<'s>) -> Option<(&'s Table<'s>, &'s Table<'s>)> {
        let table = |node: Option<&'s Node<'s>>| node.map_or(Some(empty), table_of);
        Some((table(self.from)?, table(self.to)?))
    }

    /// Returns two arrays of tables, of which one that is not there is empty.
    fn arrays(self) -> Option<(&'s [Node<'s>], &'s [Node<'s>])> {
        let array = |node: Option<&'s Node<'s>>| node.map_or(Some([].as_slice()), tables_of);
        Some((array(self.from)?, array(self.to)?))
    }
}

fn table_of<'n>(node: &'n Node<'n>) -> Option<&'n Table<'n>> {
    match &node.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

fn tables_of<'n>(node: &'n Node<'n>) -> Option<&'n [Node<'n>]> {
    match &node.value {
        Value::Array(nodes) if nodes.iter().all(|node| table_of(node).is_some()) => Some(nodes),
        _ => None,
    }
}

/// Returns the keys of two tables, those of the second first.
fn keys<'t>(from: &'t Table<'_>, to: &'t Table<'_>) -> Vec<&'t str> {
    let added = from.entries().iter().filter(|entry| !to.has(&entry.key));
    let all = to.entries().iter().chain(added);
    all.map(|entry| entry.key.as_ref()).collect()
}

/// Returns true where two values say the same, wherever they stand and however they are written.
pub(crate) fn is_same(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => a == b,
        (Value::Integer(a), Value::Integer(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
        (Value::Boolean(a), Value::Boolean(b)) => a == b,
        (Value::Datetime(a), Value::Datetime(b)) => a == b,
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(&a.value, &b.value))
        }
        (Value::Table(a), Value::Table(b)) => is_same_table(a, b),
        _ => false,
    }
}

fn is_same_table(a: &Table<'_>, b: &Table<'_>) -> bool {
    let (left, right) = (a.entries(), b.entries());
    let same = |(entry, other): (&Entry<'_>, &Entry<'_>)| {
        let other = if other.key == entry.key {
            Some(&other.node.value)
        } else {
            b.get(&entry.key)
        };
        other.is_some_and(|other| is_same(&entry.node.value, other))
    };
    // An item that stands word for word in the other file was read only once.
    ptr::eq(left, right) || left.len() == right.len() && left.iter().zip(right).all(same)
}

/// The keys that name an item or a step, the best first.
const NAMES: [&str; 3] = ["title", "do", "id"];

/// Returns what names an item or a step.
fn named(table: &Table<'_>) -> Json {
    let names = NAMES
        .into_iter()
        .filter_map(|key| Some((key.to_owned(), json(table.get(key)?))));
    Json::Object(names.collect())
}

fn json(value: &Value<'_>) -> Json {
    match value {
        Value::String(text) => Json::from(text.as_ref()),
        Value::Integer(number) => Json::from(*number),
        Value::Float(number) => Json::from(*number),
        Value::Boolean(flag) => Json::from(*flag),
        Value::Datetime(datetime) => Json::from(datetime.to_string()),
        Value::Array(nodes) => nodes.iter().map(|node| json(&node.value)).collect(),
        Value::Table(table) => {
            let entries = table.entries().iter();
            let pairs = entries.map(|entry| (entry.key.to_string(), json(&entry.node.value)));
            Json::Object(pairs.collect())
        }
    }
}

/// What a place is called: in addresses, in deviations, in the policy.
struct Names {
    item: String,
    field: String,
    path: String,
}

impl Names {
    fn of(sheet: Sheet, parts: &[&Way<'_>]) -> Self {
        let file = sheet.file_name().trim_end_matches(".toml");
        let first = parts.first().and_then(|part| part.declared);
        let opening = match first.map(|field| field.kind) {
            Some(Kind::Tables(_)) if parts[0].element.is_some() => 1,
            Some(Kind::Table(_)) => 1,
            Some(Kind::ByActor(_)) => parts.len().min(2),
            _ => 0,
        };
        let (item, field) = parts.split_at(opening);
        let written = |parts: &[&Way<'_>], mark| {
            let written: Vec<String> = parts.iter().map(|part| part.written()).collect();
            written.join(mark)
        };
        let actor = matches!(first.map(|field| field.kind), Some(Kind::ByActor(_)));
        let keys = parts.iter().enumerate();
        let keys = keys.filter(|(at, part)| !(*at == 0 && part.key == file || *at == 1 && actor));
        let keys = std::iter::once(file).chain(keys.map(|(_, part)| part.key));
        Self {
            item: match item {
                [] => file.to_owned(),
                _ => written(item, "/"),
            },
            field: match field {
                [] => WHOLE.to_owned(),
                _ => written(field, "."),
            },
            path: keys.collect::<Vec<_>>().join("."),
        }
    }
}

/// Returns the way through one of the files, as far as it goes there.
fn route(parts: &[&Way<'_>], at: impl Fn(pairs::Pair) -> Option<usize>) -> Route {
    let mut route = Route::top();
    for part in parts {
        route.push(Segment::Key(part.key.to_owned().into()));
        match &part.element {
            None => {}
            Some(element) => match at(element.pair) {
                Some(index) => route.push(Segment::Index(index)),
                None => break,
            },
        }
    }
    route
}

#[cfg(test)]
#[expect(
    clippy::expect_used,
    reason = "a test whose own lists are wrong has failed"
)]
mod tests;
