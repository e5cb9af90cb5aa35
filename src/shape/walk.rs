//! Holding a file against its form.

use super::{Field, Kind, Known, Shape, Target};
use crate::document::Document;
use crate::finding::Finding;
use crate::fix::Fix;
use crate::lang::Lang;
use crate::list::ActorLevel;
use crate::place::{Route, Segment, Sheet};
use crate::rules::{
    bad_code, bad_id, bad_phone, bad_time, bad_value, empty_text, missing_field,
    missing_translation, unknown_field, unknown_reference, wrong_type,
};
use crate::suggest::{nearest, only};
use crate::time::Period;
use crate::tree::{Entry, Node, Table, Value};

/// Adds what is wrong with the form of a file, but for the items of another file, and returns the ways to the fields that are there
/// under a mistyped name.
pub(crate) fn walk(
    sheet: Sheet,
    document: &Document<'_>,
    known: &Known<'_>,
    languages: &[Lang],
    findings: &mut Vec<Finding>,
) -> Vec<Route> {
    let shape = super::forms::of(sheet);
    let mut walk = Walk {
        sheet,
        known,
        languages,
        route: Route::top(),
        mistyped: Vec::new(),
        findings,
    };
    walk.fields(&document.table, shape);
    if !document.is_broken() {
        walk.absent(&document.table, shape);
    }
    walk.mistyped
}

struct Walk<'w> {
    sheet: Sheet,
    known: &'w Known<'w>,
    languages: &'w [Lang],
    route: Route,
    mistyped: Vec<Route>,
    findings: &'w mut Vec<Finding>,
}

impl Walk<'_> {
    fn table(&mut self, table: &Table<'_>, shape: &'static Shape) {
        if table.twin().is_some() {
            return;
        }
        self.fields(table, shape);
        self.absent(table, shape);
    }

    fn fields(&mut self, table: &Table<'_>, shape: &'static Shape) {
        for entry in table.entries() {
            let key = entry.key.as_ref();
            if let Some(field) = shape.fields.iter().find(|field| field.key == key) {
                self.route.push(Segment::Key(field.key.into()));
                self.field(field, &entry.node.value);
                self.route.pop();
            } else {
                self.unknown(entry, table, shape);
            }
        }
    }

    fn unknown(&mut self, entry: &Entry<'_>, table: &Table<'_>, shape: &'static Shape) {
        let key = entry.key.as_ref();
        self.add(|walk| {
            let finding = unknown_field::finding(walk.sheet, &walk.route, key, shape);
            // A table may be named in many places; a key that is there already was not meant.
            let is_table = matches!(entry.node.value, Value::Table(_));
            let keys = shape.fields.iter().map(|field| field.key);
            let meant = only(key, keys).filter(|meant| !is_table && !table.has(meant));
            let route = walk.route.clone().key(key.to_owned());
            finding.fix(meant.and_then(|meant| Some(Fix::of_key(&route, meant)?.asks())))
        });
        let keys = shape.fields.iter().map(|field| field.key);
        if let Some(meant) = nearest(key, keys) {
            self.mistyped.push(self.route.clone().key(meant));
        }
    }

    fn absent(&mut self, table: &Table<'_>, shape: &'static Shape) {
        for field in shape.fields.iter().filter(|field| field.required) {
            if !table.has(field.key) {
                self.add(|walk| missing_field::finding(walk.sheet, &walk.route, shape, field));
            }
        }
    }

    fn add(&mut self, finding: impl FnOnce(&Self) -> Finding) {
        let finding = finding(self);
        self.findings.push(finding);
    }

    fn wrong_type(&mut self, field: &Field) {
        self.add(|walk| wrong_type::finding(walk.sheet, walk.route.clone(), field));
    }

    fn field(&mut self, field: &'static Field, value: &Value<'_>) {
        match (field.kind, value) {
            (Kind::Text, value) => self.text(field, value),
            (Kind::Texts, value) => self.texts(field, value),
            (Kind::Date, value) => self.date(field, value),
            (Kind::Dates, Value::Array(days)) => {
                self.each(days, |walk, day| walk.date(field, day));
            }
            (Kind::Flag, Value::Boolean(_)) => {}
            (Kind::Number(least, most), Value::Integer(number)) => {
                if !number.is_some_and(|n| (i64::from(least)..=i64::from(most)).contains(&n)) {
                    self.add(|walk| {
                        bad_value::number(walk.sheet, walk.route.clone(), field, least, most)
                    });
                }
            }
            (Kind::Words, Value::Array(words)) => {
                self.each(words, |walk, word| walk.word(field, word, |_, _| {}));
            }
            (Kind::AnyOf(allowed), Value::Array(words)) => self.each(words, |walk, word| {
                walk.word(field, word, |walk, word| walk.one_of(field, word, allowed));
            }),
            (Kind::Refs(target), Value::Array(ids)) => self.each(ids, |walk, id| {
                walk.word(field, id, |walk, id| walk.reference(field, target, id));
            }),
            (Kind::Table(shape) | Kind::NoneOr(shape), Value::Table(table)) => {
                self.table(table, shape);
            }
            (Kind::NoneOr(shape), Value::String(word)) => {
                if word != "none" {
                    self.add(|walk| {
                        bad_value::none_or(walk.sheet, walk.route.clone(), field, shape, word)
                    });
                }
            }
            (Kind::Tables(shape), Value::Array(tables)) => {
                self.each(tables, |walk, value| match value {
                    Value::Table(table) => walk.table(table, shape),
                    _ => walk.wrong_type(field),
                });
            }
            (Kind::ByActor(shape), Value::Table(table)) => self.by_actor(table, shape, field),
            (kind, Value::String(word)) => self.single(field, kind, word),
            _ => self.wrong_type(field),
        }
    }

    /// A field that holds one text without languages.
    fn single(&mut self, field: &'static Field, kind: Kind, word: &str) {
        match kind {
            Kind::Id if !is_id(word) => {
                self.add(|walk| bad_id::finding(walk.sheet, walk.route.clone(), word));
            }
            Kind::Code(digits) if !is_code(word, digits) => {
                self.add(|walk| bad_code::finding(walk.sheet, walk.route.clone(), word, digits));
            }
            Kind::Time if word.parse::<Period>().is_err() => {
                self.add(|walk| bad_time::finding(walk.sheet, walk.route.clone(), word));
            }
            Kind::Phone if !bad_phone::is_phone(word) => {
                self.add(|walk| bad_phone::finding(walk.sheet, walk.route.clone(), word));
            }
            Kind::Article if !is_article(word) => {
                self.add(|walk| bad_value::article(walk.sheet, walk.route.clone(), word));
            }
            Kind::Fraction if crate::list::fraction(word).is_none() => {
                self.add(|walk| bad_value::fraction(walk.sheet, walk.route.clone(), word));
            }
            Kind::OneOf(allowed) => self.one_of(field, word, allowed),
            Kind::Ref(target) => self.reference(field, target, word),
            Kind::Word if word.trim().is_empty() => self.empty(field),
            Kind::Id
            | Kind::Code(_)
            | Kind::Time
            | Kind::Phone
            | Kind::Article
            | Kind::Fraction
            | Kind::Word => {}
            _ => self.wrong_type(field),
        }
    }

    fn each(&mut self, elements: &[Node<'_>], mut check: impl FnMut(&mut Self, &Value<'_>)) {
        for (index, element) in elements.iter().enumerate() {
            self.route.push(Segment::Index(index));
            check(self, &element.value);
            self.route.pop();
        }
    }

    fn word(
        &mut self,
        field: &'static Field,
        value: &Value<'_>,
        check: impl FnOnce(&mut Self, &str),
    ) {
        match value {
            Value::String(word) if word.trim().is_empty() => self.empty(field),
            Value::String(word) => check(self, word),
            _ => self.wrong_type(field),
        }
    }

    fn empty(&mut self, field: &'static Field) {
        self.add(|walk| empty_text::finding(walk.sheet, walk.route.clone(), field));
    }

    fn one_of(&mut self, field: &Field, word: &str, allowed: &[&'static str]) {
        if !allowed.contains(&word) {
            self.add(|walk| {
                bad_value::word(walk.sheet, walk.route.clone(), field.key, word, allowed)
            });
        }
    }

    fn reference(&mut self, field: &'static Field, target: Target, id: &str) {
        if id.trim().is_empty() {
            return self.empty(field);
        }
        if !self.known.has(target, id) {
            return self.add(|walk| {
                unknown_reference::registry(walk.sheet, walk.route.clone(), target, id, walk.known)
            });
        }
        let wanted = match target {
            Target::VillageActor => ActorLevel::Village,
            Target::TownshipActor => ActorLevel::Township,
            _ => return,
        };
        if let Some(level) = self.known.level(id).filter(|level| *level != wanted) {
            self.add(|walk| {
                bad_value::level(walk.sheet, walk.route.clone(), field.key, id, level, wanted)
            });
        }
    }

    fn by_actor(&mut self, table: &Table<'_>, shape: &'static Shape, field: &'static Field) {
        for entry in table.entries() {
            let actor = entry.key.as_ref();
            self.route.push(Segment::Key(actor.to_owned().into()));
            if !self.known.has(Target::Actor, actor) {
                self.add(|walk| {
                    unknown_reference::contact(walk.sheet, walk.route.clone(), actor, walk.known)
                });
            }
            match &entry.node.value {
                Value::Table(contact) => self.table(contact, shape),
                _ => self.wrong_type(field),
            }
            self.route.pop();
        }
    }

    fn date(&mut self, field: &'static Field, value: &Value<'_>) {
        let looks_like_one = matches!(value, Value::Datetime(_) | Value::String(_));
        if crate::list::date(value).is_some() {
            return;
        }
        if looks_like_one {
            self.add(|walk| bad_value::date(walk.sheet, walk.route.clone(), value));
        } else {
            self.wrong_type(field);
        }
    }

    /// A text for people: a table with a text a language, or a plain text where there is one.
    fn text(&mut self, field: &'static Field, value: &Value<'_>) {
        match value {
            Value::String(text) => {
                self.plain(field);
                if text.trim().is_empty() {
                    self.empty(field);
                }
            }
            Value::Table(table) => {
                for (lang, value) in self.languages_of(table, field) {
                    self.route.push(Segment::Key(lang.key().into()));
                    self.word(field, value, |_, _| {});
                    self.route.pop();
                }
            }
            _ => self.wrong_type(field),
        }
    }

    /// Texts for people, point by point: as many in each language.
    fn texts(&mut self, field: &'static Field, value: &Value<'_>) {
        match value {
            Value::Array(texts) => {
                self.plain(field);
                self.each(texts, |walk, text| walk.word(field, text, |_, _| {}));
            }
            Value::Table(table) => {
                let mut counts = Vec::new();
                for (lang, value) in self.languages_of(table, field) {
                    self.route.push(Segment::Key(lang.key().into()));
                    if let Value::Array(texts) = value {
                        counts.push((lang, texts.len()));
                        self.each(texts, |walk, text| walk.word(field, text, |_, _| {}));
                    } else {
                        self.wrong_type(field);
                    }
                    self.route.pop();
                }
                self.same_count(field, &counts);
            }
            _ => self.wrong_type(field),
        }
    }

    fn same_count(&mut self, field: &Field, counts: &[(Lang, usize)]) {
        // People put other questions in each language: a vocabulary is no translation.
        let &[(first, one), (second, other)] = counts else {
            return;
        };
        if one != other && self.sheet != Sheet::Vocabulary {
            let (short, long) = if one < other {
                ((first, one), (second, other))
            } else {
                ((second, other), (first, one))
            };
            self.add(|walk| {
                missing_translation::points(walk.sheet, &walk.route, field.key, short, long)
            });
        }
    }

    /// A text without languages will do only where the township has one language.
    fn plain(&mut self, field: &Field) {
        if self.languages.len() > 1 {
            self.add(|walk| missing_translation::plain(walk.sheet, walk.route.clone(), field.key));
        }
    }

    fn languages_of<'t>(
        &mut self,
        table: &'t Table<'t>,
        field: &Field,
    ) -> Vec<(Lang, &'t Value<'t>)> {
        let mut found = Vec::new();
        for entry in table.entries() {
            match Lang::from_key(&entry.key) {
                Some(lang) => found.push((lang, &entry.node.value)),
                None => self.add(|walk| {
                    unknown_field::language(walk.sheet, &walk.route, &entry.key, field.key)
                }),
            }
        }
        let languages = self.languages;
        for lang in languages.iter().copied() {
            if !table.has(lang.key()) {
                self.add(|walk| {
                    missing_translation::finding(walk.sheet, walk.route.clone(), field.key, lang)
                });
            }
        }
        found
    }
}

/// Kebab-case ASCII: lower-case letters and digits, in words joined by single hyphens.
pub(crate) fn is_id(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.split('-').all(word)
}

/// So many ASCII digits.
pub(crate) fn is_code(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Articles as numbers: `62`, `62.4`, `43-45`, `42, 82`.
pub(crate) fn is_article(text: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let article = |text: &str| text.split('.').all(number);
    let range = |text: &str| text.split('-').count() <= 2 && text.split('-').all(article);
    text.split(", ").all(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_numbers_paragraphs_ranges_and_lists() {
        for good in ["62", "62.4", "28.1.4", "43-45", "42, 82", "62.4, 78"] {
            assert!(is_article(good), "{good}");
        }
        for bad in ["", "第62条", "62.", "42,82", "1-2-3", "art. 62"] {
            assert!(!is_article(bad), "{bad}");
        }
    }

    #[test]
    fn ids_are_kebab_case() {
        assert!(is_id("land-approval") && is_id("2026-1"));
        for bad in ["", "Land", "land_approval", "land--approval", "-a", "批地"] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
