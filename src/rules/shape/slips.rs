//! Slips that a parser only knows as bad syntax, known by the line on which they stand.

use crate::lang::Said;
use crate::say;

/// Returns what is wrong with a line and what to do, where it is one of the slips that people
/// make; `at` is the byte of the line at which the parser gave up.
pub(super) fn known(line: &str, at: usize) -> Option<(Said, Said)> {
    conflict(line)
        .or_else(|| colon(line))
        .or_else(|| capital_flag(line))
        .or_else(|| short_date(line))
        .or_else(|| behind_text(line, at))
        .or_else(|| hard_space(line))
        .or_else(|| prose(line))
}

/// Returns the line as it was meant, where only one thing can have been.
pub(super) fn mended(line: &str) -> Option<String> {
    let instead = |(wrong, right): (&str, String)| {
        let (key, value) = line.split_once('=')?;
        Some(format!("{key}={}", value.replacen(wrong, &right, 1)))
    };
    meant_flag(line)
        .or_else(|| meant_date(line))
        .and_then(instead)
        .or_else(|| {
            let (key, value) = behind_colon(line)?;
            Some(format!("{key} = {value}"))
        })
        .or_else(|| {
            let parts = line.split('"').enumerate();
            let parts = parts.map(|(at, part)| match at % 2 {
                0 => part.replace('\u{a0}', " "),
                _ => part.to_owned(),
            });
            let plain = parts.collect::<Vec<_>>().join("\"");
            (plain != line).then_some(plain)
        })
}

fn conflict(line: &str) -> Option<(Said, Said)> {
    let marks = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];
    let is_mark = marks.iter().any(|mark| line.starts_with(mark));
    is_mark.then(|| {
        (
            say!("git合并冲突的标记", "a mark that a git merge left"),
            say!(
                "在两份内容里选定一份，删去三行标记",
                "keep one of the two versions and delete the marks"
            ),
        )
    })
}

fn colon(line: &str) -> Option<(Said, Said)> {
    let (key, value) = behind_colon(line)?;
    Some((
        say!("字段名后面是冒号", "a colon behind a key"),
        say!("改用等号：`{key} = {value}`", "write `{key} = {value}`"),
    ))
}

fn behind_colon(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let (key, value) = (key.trim(), value.trim());
    is_key(key).then_some((key, value))
}

fn capital_flag(line: &str) -> Option<(Said, Said)> {
    let (word, lower) = meant_flag(line)?;
    Some((
        say!("`{word}` 要写小写", "`{word}` with a capital letter"),
        say!("改为 `{lower}`", "write `{lower}`"),
    ))
}

/// Returns a flag with a capital letter, and without it.
fn meant_flag(line: &str) -> Option<(&str, String)> {
    let word = value(line)?;
    let lower = word.to_ascii_lowercase();
    (lower != word && (lower == "true" || lower == "false")).then_some((word, lower))
}

fn short_date(line: &str) -> Option<(Said, Said)> {
    let (value, date) = meant_date(line)?;
    Some((
        say!(
            "日期 `{value}` 不合写法",
            "`{value}` is not how a date is written"
        ),
        say!("改为 `{date}`", "write `{date}`"),
    ))
}

/// Returns a date that lacks a nought or has other marks than hyphens, and how it is written.
fn meant_date(line: &str) -> Option<(&str, String)> {
    let value = value(line)?;
    let parts: Option<Vec<u16>> = value
        .split(['-', '/', '.'])
        .map(|part| part.parse().ok())
        .collect();
    let [year @ 1000..=9999, month @ 1..=12, day @ 1..=31] = parts?[..] else {
        return None;
    };
    let date = format!("{year}-{month:02}-{day:02}");
    (date != value).then_some((value, date))
}

fn value(line: &str) -> Option<&str> {
    let (_, value) = line.split_once('=')?;
    Some(value.split('#').next().unwrap_or_default().trim())
}

/// A text that its own quotation marks end too early.
fn behind_text(line: &str, at: usize) -> Option<(Said, Said)> {
    let (_, value) = line.split_once('=')?;
    let before = line.get(..at)?;
    let opened = value.trim_start().starts_with('"') && !value.contains("\"\"\"");
    let ended = before.matches('"').count() == 2 && line.matches('"').count() > 2;
    (opened && ended).then(|| {
        (
            say!(
                "文字到第二个引号就结束了，后面还有内容",
                "the text ends at its second quotation mark, and more follows"
            ),
            say!(
                "文字里面的引号用中文的 `“`、`”`，或者写成 `\\\"`",
                "write `\\\"` for a quotation mark inside a text"
            ),
        )
    })
}

/// A space that a web page or a word processor put in, which looks like any other.
fn hard_space(line: &str) -> Option<(Said, Said)> {
    let outside = line
        .split('"')
        .step_by(2)
        .any(|part| part.contains('\u{a0}'));
    outside.then(|| {
        (
            say!(
                "这里有不换行空格U+00A0",
                "a no-break space U+00A0 outside a text"
            ),
            say!("删去它，改打普通空格", "delete it and type a plain space"),
        )
    })
}

/// A comment without its mark.
fn prose(line: &str) -> Option<(Said, Said)> {
    let text = line.trim();
    let is_prose = !text.contains(['=', '[', ']', '{', '}', '"'])
        && text.chars().next().is_some_and(|first| !first.is_ascii());
    is_prose.then(|| {
        (
            say!(
                "这一行不是字段，也不是说明",
                "a line that is no field and no comment"
            ),
            say!("说明文字前面加 `#`", "put `#` before a comment"),
        )
    })
}

fn is_key(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    !text.is_empty() && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_known_by_their_line() {
        for (line, at, help) in [
            (
                "<<<<<<< HEAD",
                0,
                "keep one of the two versions and delete the marks",
            ),
            ("visits: 1", 6, "write `visits = 1`"),
            ("livelihood = True", 13, "write `true`"),
            ("in_force = 2026-7-1", 11, "write `2026-07-01`"),
            ("in_force = 2026/07/01 # x", 11, "write `2026-07-01`"),
            (
                "do.zh = \"a\"b\"c\"",
                11,
                "write `\\\"` for a quotation mark inside a text",
            ),
            ("visits\u{a0}= 1", 6, "delete it and type a plain space"),
            ("村民要到场几次", 0, "put `#` before a comment"),
        ] {
            assert_eq!(
                known(line, at).map(|(_, said)| said.en).as_deref(),
                Some(help)
            );
        }
    }

    #[test]
    fn a_slip_is_mended_where_one_thing_was_meant() {
        for (line, meant) in [
            ("visits: 1", "visits = 1"),
            ("livelihood = True # yes", "livelihood = true # yes"),
            ("in_force = 2026-7-1", "in_force = 2026-07-01"),
            (
                "in_force = 2026/07/01 # 2026/07/01",
                "in_force = 2026-07-01 # 2026/07/01",
            ),
            ("a\u{a0}= \"x\u{a0}y\"\u{a0}", "a = \"x\u{a0}y\" "),
        ] {
            assert_eq!(mended(line).as_deref(), Some(meant));
        }
        for line in [
            "<<<<<<< HEAD",
            "do.zh = \"a\"b\"c\"",
            "到场几次",
            "visits = ",
        ] {
            assert_eq!(mended(line), None, "{line}");
        }
    }

    #[test]
    fn other_lines_are_left_to_the_parser() {
        for line in [
            "visits = ",
            "到场 = 1",
            "a = [1, 2",
            "x = \"http://a\" b",
            "in_force = 2026-13-01",
        ] {
            assert_eq!(known(line, line.len()), None, "{line}");
        }
    }
}
