//! What holds for every list and every edit of it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, json};

use super::*;
use crate::document::{Document, Source};
use crate::list::{Contents, contents};

const SHIPPED: [(Sheet, &str); 9] = [
    (Sheet::Township, include_str!("../../lists/township.toml")),
    (Sheet::Registry, include_str!("../../lists/registry.toml")),
    (Sheet::Calendar, include_str!("../../lists/calendar.toml")),
    (
        Sheet::Vocabulary,
        include_str!("../../lists/vocabulary.toml"),
    ),
    (
        Sheet::Village,
        include_str!("../../lists/villages/nanshiqu/village.toml"),
    ),
    (
        Sheet::Power,
        include_str!("../../lists/template/power.toml"),
    ),
    (
        Sheet::Responsibility,
        include_str!("../../lists/template/responsibility.toml"),
    ),
    (
        Sheet::Service,
        include_str!("../../lists/template/service.toml"),
    ),
    (
        Sheet::Manual,
        include_str!("../../lists/template/manual.toml"),
    ),
];

fn calendar() -> Calendar {
    let source = Source::new(SHIPPED[2].1.to_owned());
    let document = Document::parse(&source);
    match contents(Sheet::Calendar, &document) {
        Contents::Calendar(years) => Calendar::new(&years),
        _ => Calendar::default(),
    }
}

/// Returns what a file says, with its days as texts.
fn said(text: &str) -> Json {
    let table = Table::read(text).expect("a regular file");
    json(&Value::Table(table))
}

/// Writes a table as TOML, its tables in braces.
fn toml(value: &Json) -> String {
    let Json::Object(entries) = value else {
        return inline(value);
    };
    let lines = entries
        .iter()
        .map(|(key, value)| format!("{key:?} = {}\n", inline(value)));
    lines.collect()
}

fn inline(value: &Json) -> String {
    match value {
        Json::Array(values) => {
            let values: Vec<String> = values.iter().map(inline).collect();
            format!("[{}]", values.join(", "))
        }
        Json::Object(entries) => {
            let pair = |(key, value): (&String, &Json)| format!("{key:?} = {}", inline(value));
            let pairs: Vec<String> = entries.iter().map(pair).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        other => other.to_string(),
    }
}

fn compared(sheet: Sheet, from: &Json, to: &Json, calendar: &Calendar) -> Vec<Change> {
    let (from, to) = (toml(from), toml(to));
    let (from, to) = (Table::read(&from), Table::read(&to));
    let (Some(from), Some(to)) = (from, to) else {
        panic!("what was written is not regular");
    };
    changes(sheet, &from, &to, calendar)
}

#[test]
fn nothing_differs_from_itself() {
    for (sheet, text) in SHIPPED {
        let table = Table::read(text).expect("a regular file");
        let changes = changes(sheet, &table, &table, &calendar());
        assert!(changes.is_empty(), "{sheet:?}: {changes:?}");
    }
}

/// Returns two values of the kind, the first less than the second where they can be compared.
fn samples(kind: Kind) -> [Json; 2] {
    match kind {
        Kind::Number(..) => [json!(1), json!(2)],
        Kind::Flag => [json!(false), json!(true)],
        Kind::Date => [json!("2026-01-01"), json!("2026-02-01")],
        Kind::Dates => [json!(["2026-01-01"]), json!(["2026-01-01", "2026-02-01"])],
        Kind::Time => [json!("5 days"), json!("20 working days")],
        Kind::Text => [
            json!({ "zh": "甲", "en": "a" }),
            json!({ "zh": "乙", "en": "b" }),
        ],
        Kind::Texts => [
            json!({ "zh": ["甲"], "en": ["a"] }),
            json!({ "zh": ["甲", "乙"], "en": ["a", "b"] }),
        ],
        Kind::Words | Kind::Refs(_) => [json!(["a"]), json!(["a", "b"])],
        Kind::AnyOf(words) => [json!([]), json!(words)],
        Kind::OneOf(words) => [json!(words[0]), json!(words[1])],
        _ => [json!("a"), json!("b")],
    }
}

/// An edit of the model: of one field, in a table that has nothing else but its id.
struct Edit {
    /// The field, as the policy names it.
    path: String,
    field: &'static Field,
    from: Json,
    to: Json,
}

/// Returns every way in which one field of the model can be edited: added, removed, raised,
/// lowered, reworded.
fn edits(sheet: Sheet) -> Vec<Edit> {
    let mut edits = Vec::new();
    let wrap = |table: Json| table;
    below(forms::of(sheet), &stem(sheet), &wrap, &mut edits);
    edits
}

fn stem(sheet: Sheet) -> String {
    sheet.file_name().replace(".toml", "")
}

fn below(shape: &'static Shape, path: &str, wrap: &dyn Fn(Json) -> Json, edits: &mut Vec<Edit>) {
    let keys = || -> Map<String, Json> {
        let pairs = shape.keys.iter().map(|key| (key.to_string(), json!("x")));
        pairs.collect()
    };
    let table = |key: &str, value: Option<Json>| {
        let mut table = keys();
        table.extend(value.map(|value| (key.to_owned(), value)));
        wrap(Json::Object(table))
    };
    for field in shape
        .fields
        .iter()
        .filter(|field| !shape.keys.contains(&field.key))
    {
        let name = if path == field.key {
            path.to_owned()
        } else {
            format!("{path}.{}", field.key)
        };
        let mut add = |from: Option<Json>, to: Option<Json>| {
            edits.push(Edit {
                path: name.clone(),
                field,
                from: table(field.key, from),
                to: table(field.key, to),
            });
        };
        let inner = |value: Json| table(field.key, Some(value));
        match field.kind {
            Kind::Table(shape) => below(shape, &name, &inner, edits),
            Kind::NoneOr(shape) => {
                let some = || Some(json!({ "yuan": 5 }));
                add(Some(json!("none")), some());
                add(some(), Some(json!("none")));
                below(shape, &name, &inner, edits);
            }
            Kind::ByActor(shape) => {
                below(
                    shape,
                    &name,
                    &|value| inner(json!({ "somebody": value })),
                    edits,
                );
            }
            Kind::Tables(shape) => {
                let one: Map<String, Json> = shape
                    .keys
                    .iter()
                    .map(|key| (key.to_string(), json!("y")))
                    .collect();
                add(None, Some(json!([one])));
                add(Some(json!([one])), None);
                below(shape, &name, &|value| inner(json!([value])), edits);
            }
            kind => {
                let [less, more] = samples(kind);
                add(None, Some(less.clone()));
                add(Some(less.clone()), None);
                add(Some(less.clone()), Some(more.clone()));
                add(Some(more), Some(less));
            }
        }
    }
}

/// The fields of the four lists of which a change can be undecided: nobody can say which of two
/// values is the better one, or not of all. A new field comes here only after somebody has thought
/// about it.
const UNDECIDED: [&str; 45] = [
    "manual.card.village_rules",
    "manual.card.works",
    "manual.system.body",
    "manual.system.powers",
    "power",
    "power.basis",
    "power.disclose.what",
    "power.disclose.where",
    "power.holders",
    "power.may",
    "power.step",
    "power.step.basis",
    "power.step.by",
    "power.step.do",
    "power.step.on",
    "power.step.otherwise.do",
    "power.step.otherwise.to",
    "power.step.quorum",
    "power.system",
    "responsibility.basis",
    "responsibility.by",
    "responsibility.consequence",
    "responsibility.every",
    "responsibility.holders",
    "responsibility.powers",
    "service.applicant",
    "service.authority",
    "service.basis",
    "service.fee.basis",
    "service.handler",
    "service.limit.from",
    "service.limit.to",
    "service.office",
    "service.papers.kind",
    "service.papers.when",
    "service.refusal",
    "service.result",
    "service.step",
    "service.step.basis",
    "service.step.by",
    "service.step.do",
    "service.step.on",
    "service.step.otherwise.do",
    "service.step.otherwise.to",
    "service.step.quorum",
];

#[test]
fn every_edit_of_the_model_has_a_verdict() {
    let calendar = calendar();
    let mut undecided = BTreeSet::new();
    for (sheet, _) in SHIPPED {
        for edit in edits(sheet) {
            let changes = compared(sheet, &edit.from, &edit.to, &calendar);
            let [change] = changes.as_slice() else {
                panic!("{}: {:?} {:?}: {changes:?}", edit.path, edit.from, edit.to);
            };
            assert_eq!(change.path, edit.path);
            assert!(std::ptr::eq(
                change.declared.expect("a declared field"),
                edit.field
            ));
            let decides = !matches!(edit.field.burden, Burden::Open | Burden::Parts);
            if change.effect == Effect::Undecided && Sheet::LISTS.contains(&sheet) {
                undecided.insert(change.path.clone());
                assert!(
                    !decides || !is_comparable(edit.field),
                    "{}: {change:?}",
                    edit.path
                );
            }
        }
    }
    let listed: BTreeSet<String> = UNDECIDED.into_iter().map(str::to_owned).collect();
    assert_eq!(undecided, listed);
}

/// Returns true where two values of the field can always be compared: the samples are chosen so.
fn is_comparable(field: &Field) -> bool {
    !matches!(
        field.kind,
        Kind::Text | Kind::Word | Kind::Phone | Kind::Ref(_) | Kind::OneOf(_) | Kind::Id
    )
}

/// One edit of a list, told by numbers that stand for places in it.
#[derive(Debug, Clone)]
enum Stroke {
    Reword(Index),
    Remove(Index),
    Swap(Index),
    Add(Index),
}

fn strokes() -> impl Strategy<Value = Vec<Stroke>> {
    let stroke = (0..4, any::<Index>()).prop_map(|(kind, at)| match kind {
        0 => Stroke::Reword(at),
        1 => Stroke::Remove(at),
        2 => Stroke::Swap(at),
        _ => Stroke::Add(at),
    });
    prop::collection::vec(stroke, 1..8)
}

/// What tells elements apart is not edited: a new id is a new element.
const IDS: [&str; 5] = ["id", "law", "article", "service", "number"];

/// Returns the ways to all values, as JSON pointers.
fn ways(value: &Json, way: &str, ways_found: &mut Vec<String>) {
    match value {
        Json::Object(entries) => {
            for (key, value) in entries
                .iter()
                .filter(|(key, _)| !IDS.contains(&key.as_str()))
            {
                let way = format!("{way}/{key}");
                ways_found.push(way.clone());
                ways(value, &way, ways_found);
            }
        }
        Json::Array(values) => {
            for (at, value) in values.iter().enumerate() {
                let way = format!("{way}/{at}");
                ways_found.push(way.clone());
                ways(value, &way, ways_found);
            }
        }
        _ => {}
    }
}

fn pick(list: &Json, at: Index, fits: impl Fn(&Json) -> bool) -> Option<String> {
    let mut all = Vec::new();
    ways(list, "", &mut all);
    all.retain(|way| list.pointer(way).is_some_and(&fits));
    (!all.is_empty()).then(|| all[at.index(all.len())].clone())
}

fn edited(mut list: Json, strokes: &[Stroke]) -> Json {
    for (number, stroke) in strokes.iter().enumerate() {
        let way = match stroke {
            Stroke::Reword(at) => pick(&list, *at, |v| v.is_string() || v.is_number()),
            Stroke::Remove(at) => pick(&list, *at, |_| true),
            Stroke::Swap(at) => pick(&list, *at, |v| v.as_array().is_some_and(|a| a.len() > 1)),
            Stroke::Add(at) => pick(&list, *at, |v| v.as_array().is_some_and(|a| !a.is_empty())),
        };
        let Some(way) = way else { continue };
        if let Stroke::Remove(_) = stroke {
            remove(&mut list, &way);
            continue;
        }
        let value = list.pointer_mut(&way).expect("the way leads there");
        match (stroke, value) {
            (Stroke::Reword(_), Json::String(text)) => *text = format!("{number} days"),
            (Stroke::Reword(_), value) => *value = json!(number + 100),
            (Stroke::Swap(_), Json::Array(values)) => values.swap(0, 1),
            (_, Json::Array(values)) => {
                let mut added = values[0].clone();
                match &mut added {
                    Json::Object(entries) => {
                        for id in IDS.iter().filter(|id| values[0].get(**id).is_some()) {
                            entries.insert((*id).to_owned(), json!(format!("new-{number}")));
                        }
                    }
                    added => *added = json!(format!("new {number}")),
                }
                values.push(added);
            }
            _ => {}
        }
    }
    list
}

fn remove(list: &mut Json, way: &str) {
    let (parent, key) = way.rsplit_once('/').expect("a way begins with a slash");
    match list.pointer_mut(parent) {
        Some(Json::Object(entries)) => {
            entries.remove(key);
        }
        Some(Json::Array(values)) => {
            values.remove(key.parse().expect("a place"));
        }
        _ => {}
    }
}

/// Writes a way as a JSON pointer.
fn pointer(route: &Route) -> String {
    let segments = route.segments().iter();
    segments
        .map(|segment| match segment {
            Segment::Key(key) => format!("/{key}"),
            Segment::Index(at) => format!("/{at}"),
        })
        .collect()
}

/// Makes the changes in a list, and returns what it says then.
fn applied(mut list: Json, changes: &[Change]) -> Json {
    let mut gone: Vec<String> = Vec::new();
    let mut orders = Vec::new();
    for change in changes {
        let way = pointer(&change.place_before);
        match (&change.from, &change.to) {
            (Some(Json::Array(_)), Some(Json::Array(ids)))
                if matches!(change.declared.map(|f| f.kind), Some(Kind::Tables(_))) =>
            {
                orders.push((pointer(&change.place_before), ids.clone()));
            }
            (Some(_), Some(to)) => *list.pointer_mut(&way).expect("it is there") = to.clone(),
            (Some(_), None) => gone.push(way),
            (None, Some(to)) => added(&mut list, change, to),
            (None, None) => {}
        }
    }
    // What is gone leaves a gap, so that the places of all else stay.
    for way in &gone {
        match way
            .rsplit_once('/')
            .map(|(parent, last)| (list.pointer_mut(parent), last))
        {
            Some((Some(Json::Array(values)), at)) => {
                values[at.parse::<usize>().expect("a place")] = Json::Null;
            }
            _ => remove(&mut list, way),
        }
    }
    for (way, ids) in orders {
        if let Some(Json::Array(values)) = list.pointer_mut(&way) {
            values.sort_by_key(|value| ids.iter().position(|id| Some(id) == value.get("id")));
        }
    }
    without_gaps(&mut list);
    list
}

fn without_gaps(value: &mut Json) {
    match value {
        Json::Array(values) => {
            values.retain(|value| !value.is_null());
            values.iter_mut().for_each(without_gaps);
        }
        Json::Object(entries) => entries.values_mut().for_each(without_gaps),
        _ => {}
    }
}

fn added(list: &mut Json, change: &Change, to: &Json) {
    let mut here = list;
    let segments = change.place_before.segments();
    for segment in segments {
        here = match segment {
            Segment::Key(key) => {
                if here.is_null() {
                    *here = json!({});
                }
                let entries = here.as_object_mut().expect("a table");
                entries.entry(key.to_string()).or_insert(Json::Null)
            }
            Segment::Index(at) => &mut here[*at],
        };
    }
    let is_element = matches!(change.place.segments().last(), Some(Segment::Index(_)));
    if is_element {
        if here.is_null() {
            *here = json!([]);
        }
        here.as_array_mut().expect("an array").push(to.clone());
    } else {
        *here = to.clone();
    }
}

/// Puts what has no order into one, and leaves out what says nothing: empty tables and arrays of
/// tables.
fn settled(sheet: Sheet, list: &Json) -> Json {
    settled_table(forms::of(sheet), list)
}

fn settled_table(shape: &Shape, table: &Json) -> Json {
    let Json::Object(entries) = table else {
        return table.clone();
    };
    let mut kept = Map::new();
    for (key, value) in entries {
        let field = shape.fields.iter().find(|field| field.key == key);
        let value = match (field.map(|field| field.kind), value) {
            (Some(Kind::Table(shape) | Kind::NoneOr(shape)), value) => settled_table(shape, value),
            (Some(Kind::Tables(shape)), Json::Array(values)) => {
                let mut values: Vec<Json> = values
                    .iter()
                    .map(|value| settled_table(shape, value))
                    .collect();
                if shape.order == Burden::Name {
                    values.sort_by_key(ToString::to_string);
                }
                Json::Array(values)
            }
            (_, value) => value.clone(),
        };
        let table = matches!(field.map(|f| f.kind), Some(Kind::Table(_)));
        let tables = matches!(field.map(|f| f.kind), Some(Kind::Tables(_)));
        if !(table && value == json!({}) || tables && value == json!([])) {
            kept.insert(key.clone(), value);
        }
    }
    Json::Object(kept)
}

fn mirrored(effect: Effect) -> Effect {
    match effect {
        Effect::Tightened => Effect::Loosened,
        Effect::Loosened => Effect::Tightened,
        other => other,
    }
}

type Side = (String, String, String, String, Effect);

fn sides(change: &Change) -> Side {
    let side = |value: &Option<Json>| format!("{value:?}");
    let (item, field) = (change.item.clone(), change.field.clone());
    (
        item,
        field,
        side(&change.from),
        side(&change.to),
        change.effect,
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn edits_are_mirrored_and_make_the_one_list_the_other(
        which in 5..9_usize,
        strokes in strokes(),
    ) {
        let (sheet, text) = SHIPPED[which];
        let mut from = said(text);
        // Two items are enough to meet everything, and quicker.
        for (_, value) in from.as_object_mut().expect("a table") {
            if let Json::Array(items) = value {
                items.truncate(3);
            }
        }
        let to = edited(from.clone(), &strokes);
        let calendar = calendar();
        let forth = compared(sheet, &from, &to, &calendar);
        let back = compared(sheet, &to, &from, &calendar);
        let forth_sides: BTreeSet<Side> = forth.iter().map(sides).collect();
        let back_sides: BTreeSet<Side> = back
            .iter()
            .map(sides)
            .map(|(item, field, from, to, effect)| (item, field, to, from, mirrored(effect)))
            .collect();
        prop_assert_eq!(&forth_sides, &back_sides);
        prop_assert_eq!(forth.is_empty(), settled(sheet, &from) == settled(sheet, &to));
        let made = applied(from, &forth);
        prop_assert_eq!(settled(sheet, &made), settled(sheet, &to));
    }
}
