//! `one-language-changed`: an edit changed a text in one language and left the other as it was.

use serde_json::Value;

use crate::diff::{Change, ChangeKind};
use crate::finding::{Finding, Level};
use crate::lang::Lang;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::shape::Kind;

pub(crate) static RULE: Rule = Rule {
    name: "one-language-changed",
    family: Family::Drift,
    severity: Level::Warning,
    summary: (
        "只改了一种语言的文字",
        "a text that was changed in one language only",
    ),
    pages: (
        include_str!("one_language_changed.zh.md"),
        include_str!("one_language_changed.md"),
    ),
    checks: &[Check::Reading],
};

/// Returns a finding where a change of a text left out one of the township's languages.
pub(crate) fn finding(change: &Change, languages: &[Lang]) -> Option<Finding> {
    let kind = change.declared?.kind;
    let is_text = matches!(kind, Kind::Text | Kind::Texts) && change.kind == ChangeKind::Changed;
    let (from, to) = (change.from.as_ref()?, change.to.as_ref()?);
    let same = |lang: &&Lang| side(from, **lang) == side(to, **lang);
    let left = languages.iter().find(same).filter(|_| is_text)?;
    let changed = languages.iter().find(|lang| !same(lang))?;
    // What was translated only now is no longer missing.
    side(from, *changed)?;
    let (item, field) = (&change.item, &change.field);
    let (zh, en) = (changed.name(Lang::Zh), changed.name(Lang::En));
    let (left_zh, left_en) = (left.name(Lang::Zh), left.name(Lang::En));
    let message = say!(
        "`{item}` 的 `{field}` 改了{zh}，没有改{left_zh}",
        "`{field}` of `{item}` was changed in {en} and not in {left_en}"
    );
    let route = change.place.clone().key(changed.key());
    Some(RULE.at(change.sheet, route, message).help(say!(
        "把{left_zh}也改成一样的意思；只是改错别字的，不用管",
        "say the same in {left_en}; nothing is to be done where only a slip was mended"
    )))
}

fn side(text: &Value, lang: Lang) -> Option<&Value> {
    text.get(lang.key())
}
