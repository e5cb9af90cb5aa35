//! How the two sides of a change are written for people.

use serde_json::Value as Json;

use super::Change;
use crate::lang::{Lang, Said};
use crate::say;
use crate::shape::Kind;
use crate::time::Period;

impl Change {
    /// Writes what stood there before.
    pub fn before(&self) -> Said {
        self.said(self.from.as_ref())
    }

    /// Writes what stands there now.
    pub fn now(&self) -> Said {
        self.said(self.to.as_ref())
    }

    /// Returns true where both sides are short enough to be told in a sentence.
    pub fn is_short(&self) -> bool {
        let short = |value: &Option<Json>| match value {
            None => true,
            Some(Json::String(text)) => text.chars().count() <= 40,
            Some(value) => !value.is_array() && !value.is_object(),
        };
        short(&self.from) && short(&self.to)
    }

    fn said(&self, value: Option<&Json>) -> Said {
        let kind = self.declared.map(|field| field.kind);
        match (value, kind) {
            (None, _) => say!("（无）", "(none)"),
            (Some(_), Some(Kind::Tables(_))) if self.to.is_none() || self.from.is_none() => {
                whole(value)
            }
            (Some(value), _) => Said {
                zh: written(value, kind, Lang::Zh),
                en: written(value, kind, Lang::En),
            },
        }
    }
}

/// Names an element that came or went as a whole: its title, what it does, or its id.
fn whole(value: Option<&Json>) -> Said {
    let name = |lang: Lang| {
        let value = value?;
        let text = ["title", "do", "id"].iter().find_map(|key| value.get(*key));
        text.map(|text| written(text, None, lang))
    };
    Said {
        zh: name(Lang::Zh).unwrap_or_else(|| "（有）".to_owned()),
        en: name(Lang::En).unwrap_or_else(|| "(there)".to_owned()),
    }
}

fn written(value: &Json, kind: Option<Kind>, lang: Lang) -> String {
    match value {
        Json::Null => lang.pick("（数值过大）", "(too large)").to_owned(),
        Json::Bool(flag) => flag.to_string(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => match (kind, text.parse::<Period>()) {
            (Some(Kind::Time), Ok(period)) => period.written(lang),
            _ => text.clone(),
        },
        Json::Array(values) => {
            let parts: Vec<String> = values
                .iter()
                .map(|part| written(part, None, lang))
                .collect();
            if parts.is_empty() {
                return lang.pick("（无）", "(none)").to_owned();
            }
            parts.join(lang.pick("；", "; "))
        }
        Json::Object(entries) => {
            let in_language = entries.keys().all(|key| Lang::from_key(key).is_some());
            if let Some(text) = entries.get(lang.key()).filter(|_| in_language) {
                return written(text, kind, lang);
            }
            let pair = |(key, value)| format!("{key} {}", written(value, None, lang));
            let pairs: Vec<String> = entries.iter().map(pair).collect();
            pairs.join(lang.pick("，", ", "))
        }
    }
}
