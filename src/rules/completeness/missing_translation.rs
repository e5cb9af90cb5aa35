//! `missing-translation`: a text that one language lacks.

use crate::finding::Finding;
use crate::finding::Level;
use crate::lang::Lang;
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "missing-translation",
    family: Family::Completeness,
    severity: Level::Error,
    summary: ("缺少一种语言的文字", "a text that one language lacks"),
    pages: (
        include_str!("missing_translation.zh.md"),
        include_str!("missing_translation.md"),
    ),
    checks: &[Check::Reading],
};

pub(crate) fn finding(sheet: Sheet, text: Route, field: &str, lang: Lang) -> Finding {
    let (zh, en, key) = (lang.name(Lang::Zh), lang.name(Lang::En), lang.key());
    let message = say!("`{field}` 缺少{zh}", "`{field}` has no {en}");
    RULE.at(sheet, text.key(key), message).help(say!(
        "补上一行 `{field}.{key} = …`",
        "add a line `{field}.{key} = …`"
    ))
}

pub(crate) fn plain(sheet: Sheet, text: Route, field: &str) -> Finding {
    let message = say!(
        "`{field}` 没有分语言写",
        "`{field}` is not written in each language"
    );
    RULE.at(sheet, text, message).help(say!(
        "分成两行：`{field}.zh = …` 和 `{field}.en = …`",
        "make two lines of it: `{field}.zh = …` and `{field}.en = …`"
    ))
}

pub(crate) fn points(
    sheet: Sheet,
    texts: &Route,
    field: &str,
    short: (Lang, usize),
    long: (Lang, usize),
) -> Finding {
    let (less, more) = (short.1, long.1);
    let (short_zh, short_en) = (short.0.name(Lang::Zh), short.0.name(Lang::En));
    let (long_zh, long_en) = (long.0.name(Lang::Zh), long.0.name(Lang::En));
    let message = say!(
        "`{field}` {long_zh}有{more}条，{short_zh}只有{less}条",
        "`{field}` has {more} points in {long_en} and {less} in {short_en}"
    );
    RULE.at(sheet, texts.clone().key(short.0.key()), message)
        .help(say!(
            "逐条对应补齐{short_zh}",
            "add the {short_en} of each missing point, in the same order"
        ))
}
