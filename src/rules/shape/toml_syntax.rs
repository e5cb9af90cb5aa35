//! `toml-syntax`: what is not TOML 1.0.

use std::ops::Range;

use crate::document::{Fault, SyntaxError};
use crate::finding::Finding;
use crate::finding::Level;
use crate::fix::Fix;
use crate::lang::Said;
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::shape::slips;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "toml-syntax",
    family: Family::Shape,
    severity: Level::Error,
    summary: ("不符合TOML 1.0写法", "what is not TOML 1.0"),
    pages: (
        include_str!("toml_syntax.zh.md"),
        include_str!("toml_syntax.md"),
    ),
    checks: &[Check::Reading],
};

pub(crate) fn finding(sheet: Sheet, error: &SyntaxError, text: &str) -> Finding {
    let at = text.floor_char_boundary(error.bytes.start);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let (message, help) = slips::known(line, at - start).unwrap_or_else(|| words(error.fault));
    let fix = slips::mended(line).and_then(|meant| Fix::of_line(text, start, line, &meant));
    RULE.on(sheet, Spot::Bytes(error.bytes.clone()), message)
        .help(help)
        .fix(fix)
}

/// A carriage return that no line feed follows, as old Macintosh computers ended lines.
pub(crate) fn lone_return(sheet: Sheet, bytes: Range<usize>) -> Finding {
    let message = say!(
        "换行符只有回车（CR），不是TOML的换行",
        "a carriage return (CR) alone ends no line in TOML"
    );
    RULE.on(sheet, Spot::Bytes(bytes), message).help(say!(
        "在编辑器里把换行符改为LF或者CRLF，再保存",
        "choose LF or CRLF as line ends in the editor and save the file"
    ))
}

fn words(fault: Fault) -> (Said, Said) {
    match fault {
        Fault::UnclosedString => (
            say!(
                "文字缺少结尾的引号",
                "a text without its closing quotation mark"
            ),
            say!(
                "在文字末尾补上英文双引号 `\"`",
                "add `\"` at the end of the text"
            ),
        ),
        Fault::UnclosedArray => (
            say!("方括号没有闭合", "a square bracket that is never closed"),
            say!("在最后一项后面补上 `]`", "add `]` behind the last value"),
        ),
        Fault::UnclosedTable => (
            say!("花括号没有闭合", "a brace that is never closed"),
            say!("在同一行末尾补上 `}}`", "add `}}` on the same line"),
        ),
        Fault::NotAValue => (
            say!("这里不是有效的值", "what stands here is no value"),
            say!(
                "文字要放在英文双引号里：`\"…\"`",
                "put a text between quotation marks: `\"…\"`"
            ),
        ),
        Fault::NoValue => (
            say!("等号后面没有值", "an equals sign with nothing behind it"),
            say!(
                "在等号后面写上值，或者删去这一行",
                "write the value, or delete the line"
            ),
        ),
        Fault::NoEquals => (
            say!("字段名后面缺少等号", "a key without an equals sign"),
            say!(
                "写成 `字段 = 值`；说明文字前面加 `#`",
                "write `key = value`; put `#` before a comment"
            ),
        ),
        Fault::BadKey => (
            say!(
                "字段名含有不允许的字符",
                "a key with characters that it may not have"
            ),
            say!(
                "字段名只用英文字母、数字、`-` 和 `_`",
                "use letters, digits, `-` and `_` only"
            ),
        ),
        Fault::DuplicateKey => (
            say!("同一字段写了两次", "a key that stands twice"),
            say!("只保留其中一个", "keep one of the two"),
        ),
        Fault::BadEscape => (
            say!(
                "反斜杠后面的字符无效",
                "a backslash before a character that it cannot escape"
            ),
            say!(
                "要写反斜杠本身，请写两个：`\\\\`",
                "write two for a backslash itself: `\\\\`"
            ),
        ),
        Fault::NoComma => (
            say!(
                "两个值之间缺少逗号",
                "a comma is missing between two values"
            ),
            say!("用英文逗号 `,` 隔开", "put `,` between them"),
        ),
        Fault::TooDeep => (
            say!("嵌套层数过多", "tables or arrays nested too deeply"),
            say!(
                "清单最多只需要三四层，请检查多余的括号",
                "remove the brackets that are too many"
            ),
        ),
        Fault::InlineTableLines => (
            say!(
                "花括号里的内容跨行或以逗号结尾",
                "an inline table over several lines or with a final comma"
            ),
            say!(
                "写在一行之内，最后一项后不加逗号",
                "keep it on one line, without a comma at the end"
            ),
        ),
        Fault::Other => (
            say!("不符合TOML写法", "not TOML"),
            say!(
                "对照相邻的行检查引号、括号和等号",
                "compare quotes, brackets and equals signs with the lines around"
            ),
        ),
    }
}
