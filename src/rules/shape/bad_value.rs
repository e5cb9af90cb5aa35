//! `bad-value`: a value that the field may not have.

use crate::finding::Finding;
use crate::finding::Level;
use crate::fix::Fix;
use crate::lang::{Lang, listed};
use crate::list::{ActorLevel, fraction as fraction_of};
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::shape::{Field, Shape, is_article};
use crate::suggest::{nearest, only};
use crate::tree::Value;

pub(crate) static RULE: Rule = Rule {
    name: "bad-value",
    family: Family::Shape,
    severity: Level::Error,
    summary: ("值不在允许的范围内", "a value that the field may not have"),
    pages: (
        include_str!("bad_value.zh.md"),
        include_str!("bad_value.md"),
    ),
    checks: &[Check::Reading],
};

/// A word where `"none"` or a table belongs.
pub(crate) fn none_or(
    sheet: Sheet,
    route: Route,
    field: &Field,
    table: &Shape,
    word: &str,
) -> Finding {
    let key = field.key;
    let message = say!("`{key}` 不能是 `{word}`", "`{key}` cannot be `{word}`");
    let examples = table.fields.iter().map(|field| field.example);
    let lines: Vec<String> = examples.map(|line| format!("`{line}`")).collect();
    let (zh, en) = (lines.join("、"), lines.join(", "));
    RULE.at(sheet, route, message).help(say!(
        "没有的写 `\"none\"`；有的改写成几行：{zh}",
        "write `\"none\"`, or in its place the lines {en}"
    ))
}

pub(crate) fn word(
    sheet: Sheet,
    route: Route,
    key: &str,
    word: &str,
    allowed: &[&'static str],
) -> Finding {
    let message = say!("`{key}` 不能是 `{word}`", "`{key}` cannot be `{word}`");
    let (zh, en) = (
        listed(allowed.iter().copied(), Lang::Zh),
        listed(allowed.iter().copied(), Lang::En),
    );
    let help = match nearest(word, allowed.iter().copied()) {
        Some(meant) => say!(
            "是不是 `{meant}`？可用的有：{zh}",
            "write `{meant}`, if that is meant; there are {en}"
        ),
        None => say!("可用的有：{zh}", "use one of {en}"),
    };
    let meant = only(word, allowed.iter().copied());
    let fix = meant.and_then(|meant| Some(Fix::of_text(&route, meant)?.asks()));
    RULE.at(sheet, route, message).help(help).fix(fix)
}

pub(crate) fn number(sheet: Sheet, route: Route, field: &Field, least: u32, most: u32) -> Finding {
    let key = field.key;
    let message = say!("`{key}` 超出范围", "`{key}` is out of range");
    let help = if least == most {
        say!("写 {least}", "write {least}")
    } else {
        say!(
            "写{least}到{most}之间的整数",
            "write a whole number from {least} to {most}"
        )
    };
    RULE.at(sheet, route, message).help(help)
}

pub(crate) fn date(sheet: Sheet, route: Route, value: &Value<'_>) -> Finding {
    let is_date = |text: &str| crate::list::date(&Value::String(text.into())).is_some();
    let fix = match value {
        Value::String(text) => Fix::narrowed(&route, text, is_date),
        _ => None,
    };
    RULE.at(sheet, route, say!("没有这个日期", "not a date that exists"))
        .fix(fix)
        .help(say!(
            "写成 `年-月-日`，例如 `2026-01-31`，不带钟点",
            "write year, month and day, for example `2026-01-31`, without a time"
        ))
}

pub(crate) fn article(sheet: Sheet, route: Route, text: &str) -> Finding {
    let message = say!(
        "条款 `{text}` 不是数字",
        "article `{text}` is not in numbers"
    );
    let fix = Fix::narrowed(&route, text, is_article);
    let help = say!(
        "只写数字：`62` 是第62条，`62.4` 是第62条第4款，`43-45`、`42, 82` 表示多条",
        "write numbers only: `62`, `62.4` for paragraph 4, `43-45` or `42, 82` for several"
    );
    RULE.at(sheet, route, message).help(help).fix(fix)
}

pub(crate) fn fraction(sheet: Sheet, route: Route, text: &str) -> Finding {
    let message = say!("`{text}` 不是分数", "`{text}` is not a fraction");
    let fix = Fix::narrowed(&route, text, |text| fraction_of(text).is_some());
    let help = say!(
        "写成 `2/3` 这样的分数，不大于1",
        "write a fraction such as `2/3`, at most 1"
    );
    RULE.at(sheet, route, message).help(help).fix(fix)
}

pub(crate) fn level(
    sheet: Sheet,
    route: Route,
    key: &str,
    actor: &str,
    is: ActorLevel,
    wanted: ActorLevel,
) -> Finding {
    let (is_zh, is_en) = level_name(is);
    let (zh, en) = level_name(wanted);
    let message = say!(
        "`{actor}` 是{is_zh}主体，`{key}` 要填{zh}主体",
        "`{actor}` is a {is_en} actor, `{key}` takes a {en} actor"
    );
    RULE.at(sheet, route, message).help(say!(
        "改填 `registry.toml` 里一个{zh}主体的标识",
        "name a {en} actor of `registry.toml`"
    ))
}

fn level_name(level: ActorLevel) -> (&'static str, &'static str) {
    match level {
        ActorLevel::Villager => ("村民", "villager"),
        ActorLevel::Village => ("村级", "village"),
        ActorLevel::Township => ("乡级", "township"),
        ActorLevel::County => ("县级", "county"),
    }
}
