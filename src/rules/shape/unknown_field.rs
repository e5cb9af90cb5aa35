//! `unknown-field`: a field that no list has.

use crate::finding::Finding;
use crate::finding::Level;
use crate::lang::{Lang, listed};
use crate::place::Route;
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::shape::Shape;
use crate::suggest::nearest;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-field",
    family: Family::Shape,
    severity: Level::Error,
    summary: ("不认识的字段", "a field that no list has"),
    pages: (
        include_str!("unknown_field.zh.md"),
        include_str!("unknown_field.md"),
    ),
    checks: &[Check::Reading],
};

pub(crate) fn finding(sheet: Sheet, table: &Route, key: &str, shape: &Shape) -> Finding {
    let names = || shape.fields.iter().map(|field| field.key);
    let name = shape.name;
    let message = say!("`{name}` 没有字段 `{key}`", "`{name}` has no field `{key}`");
    let help = if let Some(meant) = nearest(key, names()) {
        say!("是不是 `{meant}`？", "write `{meant}`, if that is meant")
    } else {
        let (zh, en) = (listed(names(), Lang::Zh), listed(names(), Lang::En));
        say!(
            "可用的字段有：{zh}",
            "use one of the fields there are: {en}"
        )
    };
    RULE.on(sheet, Spot::Key(table.clone().key(key.to_owned())), message)
        .help(help)
}

pub(crate) fn language(sheet: Sheet, text: &Route, key: &str, field: &str) -> Finding {
    let message = say!(
        "`{field}` 的语言只有 `zh` 和 `en`，没有 `{key}`",
        "`{field}` has the languages `zh` and `en`, not `{key}`"
    );
    RULE.on(sheet, Spot::Key(text.clone().key(key.to_owned())), message)
        .help(say!(
            "写成 `{field}.zh` 或者 `{field}.en`",
            "write `{field}.zh` or `{field}.en`"
        ))
}
