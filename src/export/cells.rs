//! What stands in the cells of a table: a column for each field, two for each text, ids with their
//! names beside them.

use crate::lang::Lang;
use crate::list::{Item, Text};
use crate::load::Lists;
use crate::procedure::quorum_in_words;
use crate::procedure::written::phone;
use crate::shape::{Kind, Shape, Target};
use crate::tree::{Table, Value};

/// What is needed to name things: the registry, and the language of the names.
#[derive(Clone, Copy)]
pub struct Names<'l, 'a> {
    /// The lists with their registry.
    pub lists: &'l Lists<'a>,
    /// The language.
    pub lang: Lang,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// What stands at its head: the way to the field.
    pub(super) name: String,
    path: Vec<&'static str>,
    part: Part,
}

/// What of a value stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The value itself.
    Whole,
    /// The value, which is a telephone number.
    Phone,
    /// What it says in one language.
    In(Lang),
    /// The names of the things to whose ids it refers.
    Titles(Target),
    /// A table whose keys are actors, one on a line.
    ByActor,
    /// The word that stands in the place of a table.
    Word,
}

/// Returns the columns of a form, in the order of its declaration. Steps and deviations have tables
/// of their own.
pub(super) fn columns(shape: &'static Shape) -> Vec<Column> {
    let mut columns = Vec::new();
    add(shape, &[], &mut columns);
    columns
}

fn add(shape: &'static Shape, above: &[&'static str], columns: &mut Vec<Column>) {
    let of_their_own = ["step", "deviation"];
    let fields = shape.fields.iter();
    for field in fields.filter(|field| !of_their_own.contains(&field.key)) {
        let mut path = above.to_vec();
        path.push(field.key);
        let mut push = |end: &str, part| {
            let name = format!("{}{end}", path.join("."));
            let path = path.clone();
            columns.push(Column { name, path, part });
        };
        match field.kind {
            Kind::Text | Kind::Texts => {
                for lang in Lang::ALL {
                    push(&format!(".{}", lang.key()), Part::In(lang));
                }
            }
            Kind::Ref(target) | Kind::Refs(target) => {
                push("", Part::Whole);
                push(".title", Part::Titles(target));
            }
            Kind::Phone => push("", Part::Phone),
            Kind::ByActor(_) => push("", Part::ByActor),
            Kind::Table(shape) => add(shape, &path, columns),
            Kind::NoneOr(shape) => {
                push("", Part::Word);
                add(shape, &path, columns);
            }
            _ => push("", Part::Whole),
        }
    }
}

impl Column {
    /// Returns what stands in the column for a thing.
    pub(super) fn cell(&self, thing: &Table<'_>, names: &Names<'_, '_>) -> String {
        let Some(value) = value_at(thing, &self.path) else {
            return String::new();
        };
        match (self.part, value) {
            (Part::Whole, value) => names.compact(value),
            (Part::Phone, Value::String(number)) => phone(number, names.lang),
            (Part::Word, Value::String(word)) => word.to_string(),
            (Part::ByActor, Value::Table(actors)) => {
                let lines = actors.entries().iter().map(|entry| {
                    let title = names.title(Target::Actor, &entry.key);
                    format!("{title}: {}", names.compact(&entry.node.value))
                });
                lines.collect::<Vec<_>>().join("\n")
            }
            (Part::In(lang), Value::Table(texts)) => {
                texts.get(lang.key()).map_or_else(String::new, lines)
            }
            // A text without a language is in the township's only one.
            (Part::In(lang), value) => {
                let only = names.lists.township.languages.first();
                let here = only.is_none_or(|only| *only == lang);
                if here { lines(value) } else { String::new() }
            }
            (Part::Titles(target), Value::String(id)) => names.title(target, id),
            (Part::Titles(target), Value::Array(ids)) => {
                let ids = ids.iter().filter_map(|node| match &node.value {
                    Value::String(id) => Some(names.title(target, id)),
                    _ => None,
                });
                ids.collect::<Vec<_>>().join("\n")
            }
            _ => String::new(),
        }
    }
}

fn value_at<'t>(table: &'t Table<'t>, path: &[&str]) -> Option<&'t Value<'t>> {
    let (key, rest) = path.split_first()?;
    match (table.get(key)?, rest) {
        (value, []) => Some(value),
        (Value::Table(table), rest) => value_at(table, rest),
        _ => None,
    }
}

/// Returns a value as text, the elements of an array on lines of their own.
fn lines(value: &Value<'_>) -> String {
    match value {
        Value::String(text) => text.to_string(),
        Value::Integer(number) => number.map_or_else(String::new, |number| number.to_string()),
        Value::Float(number) => number.to_string(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Datetime(datetime) => datetime.to_string(),
        Value::Array(nodes) => {
            let nodes: Vec<String> = nodes.iter().map(|node| lines(&node.value)).collect();
            nodes.join("\n")
        }
        Value::Table(_) => String::new(),
    }
}

impl Names<'_, '_> {
    /// Returns a value in one cell: the elements of an array on lines of their own, tables as
    /// `key=value; key=value`.
    fn compact(&self, value: &Value<'_>) -> String {
        match value {
            Value::Array(nodes) => {
                let nodes = nodes.iter().map(|node| self.compact(&node.value));
                nodes.collect::<Vec<_>>().join("\n")
            }
            Value::Table(table) => self.compact_table(table),
            value => lines(value),
        }
    }

    fn compact_table(&self, table: &Table<'_>) -> String {
        let wanted = table.get(self.lang.key());
        let other = || Lang::ALL.iter().find_map(|lang| table.get(lang.key()));
        if let Some(text) = wanted.or_else(other) {
            return lines(text);
        }
        let parts = table.entries().iter().map(|entry| {
            let value = match (entry.key.as_ref(), &entry.node.value) {
                ("phone", Value::String(number)) => phone(number, self.lang),
                (_, value) => self.compact(value).replace('\n', ", "),
            };
            format!("{}={value}", entry.key)
        });
        parts.collect::<Vec<_>>().join("; ")
    }

    /// Returns the name of a thing of the registry; its id where it has none.
    fn title(&self, target: Target, id: &str) -> String {
        fn of<'a, T: Item<'a>>(
            things: &[T],
            id: &str,
            title: impl Fn(&T) -> Text<'a>,
        ) -> Option<Text<'a>> {
            things.iter().find(|thing| thing.id() == id).map(title)
        }
        let registry = &self.lists.registry;
        if target == Target::Quorum {
            let quorum = registry.quorums.iter().find(|quorum| quorum.id == id);
            let words = quorum.map(|quorum| quorum_in_words(quorum).within(self.lang).to_owned());
            return words.unwrap_or_else(|| id.to_owned());
        }
        let title = match target {
            Target::Aspect => of(&registry.aspects, id, |one| one.title),
            Target::Actor | Target::VillageActor | Target::TownshipActor => {
                of(&registry.actors, id, |one| one.title)
            }
            Target::Law => of(&registry.laws, id, |one| one.title),
            Target::Paper => of(&registry.papers, id, |one| one.title),
            Target::Remedy => of(&registry.remedies, id, |one| one.title),
            Target::Hotline => of(&registry.hotlines, id, |one| one.title),
            Target::Quorum => None,
        };
        title.map_or(id, |title| title.within(self.lang)).to_owned()
    }
}
