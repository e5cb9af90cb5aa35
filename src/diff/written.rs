//! How the two sides of a change are written for people.

use serde_json::Value as Json;

use super::{Change, NAMES};
use crate::lang::{Lang, Said};
use crate::say;
use crate::shape::Kind;
use crate::time::Period;

impl Change {
    /// Writes what stood there before; of several texts or words, those that are gone.
    pub fn before(&self) -> Said {
        self.side(self.from.as_ref(), self.to.as_ref())
    }

    /// Writes what stands there now; of several texts or words, those that came.
    pub fn now(&self) -> Said {
        self.side(self.to.as_ref(), self.from.as_ref())
    }

    fn side(&self, value: Option<&Json>, other: Option<&Json>) -> Said {
        match value
            .zip(other)
            .and_then(|(value, other)| without(value, other))
        {
            Some(rest) => self.said(Some(&rest)),
            None => self.said(value),
        }
    }

    /// Returns true where both sides are short enough to be told in a sentence.
    pub fn is_short(&self) -> bool {
        let fee = matches!(self.declared.map(|field| field.kind), Some(Kind::NoneOr(_)));
        let short = |value: &Option<Json>| match value {
            None => true,
            Some(Json::Object(_)) => fee,
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

/// Returns the points that only the first of two texts or arrays has; none where these are no
/// points, or the two have the same ones in another order.
fn without(value: &Json, other: &Json) -> Option<Json> {
    match (value, other) {
        (Json::Array(points), Json::Array(others)) => {
            let has = |points: &[Json], others: &[Json]| points.iter().all(|p| others.contains(p));
            let same = has(points, others) && has(others, points);
            let rest = points.iter().filter(|point| !others.contains(point));
            (!same).then(|| rest.cloned().collect())
        }
        (Json::Object(texts), Json::Object(others)) => {
            let rest = texts.iter().map(|(key, text)| {
                let rest = others.get(key).map(|other| without(text, other));
                Some((key.clone(), rest.unwrap_or_else(|| Some(text.clone()))?))
            });
            rest.collect::<Option<_>>().map(Json::Object)
        }
        _ => None,
    }
}

/// Names an element that came or went as a whole: its title, what it does, or its id.
fn whole(value: Option<&Json>) -> Said {
    let name = |lang: Lang| {
        let value = value?;
        let text = NAMES.iter().find_map(|key| value.get(*key));
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
            (Some(Kind::NoneOr(_)), _) if text == "none" => lang.pick("不收", "none").to_owned(),
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
        Json::Object(entries) if matches!(kind, Some(Kind::NoneOr(_))) => {
            let yuan = entries
                .get("yuan")
                .map_or_else(String::new, Json::to_string);
            lang.pick(format!("{yuan}元"), format!("{yuan} yuan"))
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
