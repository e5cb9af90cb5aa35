//! A JSON Schema for each file, from the one declaration of its form, for editors that complete and
//! explain fields.
//!
//! Draft 7 is what TOML language servers know. A schema cannot say everything that `validate`
//! checks: it says which fields there are, what each may hold, and the ids of this township.

use serde_json::{Map, Value, json};

use crate::lang::Lang;
use crate::list::{ActorLevel, Item, Registry, Text};
use crate::place::Sheet;
use crate::shape::{Field, Kind, Shape, Target, forms};

/// Returns the schema of a file. With a registry, ids are those of its things.
pub fn of(sheet: Sheet, registry: Option<&Registry<'_>>) -> Value {
    let mut schema = table(forms::of(sheet), registry);
    let head = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": sheet.file_name(),
    });
    if let (Value::Object(schema), Value::Object(head)) = (&mut schema, head) {
        schema.extend(head);
    }
    schema
}

/// Returns the name of the file that has the schema of a sheet: `power.schema.json`.
pub fn file_name(sheet: Sheet) -> String {
    sheet.file_name().replace(".toml", ".schema.json")
}

fn table(shape: &Shape, registry: Option<&Registry<'_>>) -> Value {
    let property = |field: &Field| (field.key.to_owned(), described(field, registry));
    let properties: Map<String, Value> = shape.fields.iter().map(property).collect();
    let required = shape.fields.iter().filter(|field| field.required);
    let required: Vec<&str> = required.map(|field| field.key).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// Returns the schema of a field with its name in Chinese and what it says, in both languages.
fn described(field: &Field, registry: Option<&Registry<'_>>) -> Value {
    let mut schema = value(field.kind, registry);
    let (zh, en) = field.about;
    let example = field.example;
    if let Value::Object(schema) = &mut schema {
        schema.insert("title".to_owned(), json!(format!("{zh} / {en}")));
        let description = format!("{zh}\n\n{en}\n\n```toml\n{example}\n```");
        schema.insert("description".to_owned(), json!(description));
    }
    schema
}

fn value(kind: Kind, registry: Option<&Registry<'_>>) -> Value {
    match kind {
        Kind::Id => pattern("^[a-z0-9]+(-[a-z0-9]+)*$"),
        Kind::Word | Kind::Article => pattern("\\S"),
        Kind::Words => list(&pattern("\\S")),
        Kind::Code(digits) => pattern(&format!("^[0-9]{{{digits}}}$")),
        Kind::Number(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Date => date(),
        Kind::Dates => list(&date()),
        Kind::Time => {
            pattern("^(on the spot|[1-9][0-9]{0,3} (hours?|days?|working days?|months?|years?))$")
        }
        Kind::Text => text(&pattern("\\S")),
        Kind::Texts => text(&list(&pattern("\\S"))),
        Kind::Phone => pattern("^[0-9][0-9 -]*$"),
        Kind::Fraction => pattern("^[1-9][0-9]*/[1-9][0-9]*$"),
        Kind::OneOf(words) => json!({ "enum": words }),
        Kind::AnyOf(words) => list(&json!({ "enum": words })),
        Kind::Ref(target) => reference(target, registry),
        Kind::Refs(target) => list(&reference(target, registry)),
        Kind::Table(shape) => table(shape, registry),
        Kind::Tables(shape) => list(&table(shape, registry)),
        Kind::ByActor(shape) => {
            let names = reference(Target::Actor, registry);
            json!({
                "type": "object",
                "propertyNames": names,
                "additionalProperties": table(shape, registry),
            })
        }
        Kind::NoneOr(shape) => json!({ "anyOf": [{ "const": "none" }, table(shape, registry)] }),
    }
}

fn pattern(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// A date is one of TOML, which language servers take for a text, or a text.
fn date() -> Value {
    pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
}

/// A text stands in each language, or once in a township that has only one.
fn text(one: &Value) -> Value {
    let languages = Lang::ALL.map(|lang| (lang.key().to_owned(), one.clone()));
    let languages: Map<String, Value> = languages.into_iter().collect();
    json!({ "anyOf": [
        { "type": "object", "properties": languages, "additionalProperties": false },
        one,
    ] })
}

/// Returns the ids to which a field may refer, with the names that editors show beside them.
fn reference(target: Target, registry: Option<&Registry<'_>>) -> Value {
    let Some(registry) = registry else {
        return pattern("\\S");
    };
    let actors = |fits: &dyn Fn(Option<ActorLevel>) -> bool| {
        let actors = registry.actors.iter().filter(|actor| fits(actor.level));
        actors.map(|actor| (actor.id, actor.title)).collect()
    };
    let things: Vec<(&str, Text<'_>)> = match target {
        Target::Aspect => named(&registry.aspects, |one| one.title),
        Target::Actor => actors(&|_| true),
        Target::VillageActor => actors(&|level| level == Some(ActorLevel::Village)),
        Target::TownshipActor => actors(&|level| level == Some(ActorLevel::Township)),
        Target::Law => named(&registry.laws, |one| one.title),
        Target::Paper => named(&registry.papers, |one| one.title),
        Target::Quorum => {
            let quorums = registry.quorums.iter();
            quorums.map(|one| (one.id, Text::default())).collect()
        }
        Target::Remedy => named(&registry.remedies, |one| one.title),
        Target::Hotline => named(&registry.hotlines, |one| one.title),
    };
    let ids: Vec<&str> = things.iter().map(|(id, _)| *id).collect();
    let names = things.iter().map(|(id, title)| {
        if title.is_empty() {
            (*id).to_owned()
        } else {
            format!("{} / {}", title.within(Lang::Zh), title.within(Lang::En))
        }
    });
    let names: Vec<String> = names.collect();
    json!({ "type": "string", "enum": ids, "x-taplo": { "docs": { "enumValues": names } } })
}

fn named<'a, T: Item<'a>>(
    things: &[T],
    title: impl Fn(&T) -> Text<'a>,
) -> Vec<(&'a str, Text<'a>)> {
    things.iter().map(|one| (one.id(), title(one))).collect()
}
