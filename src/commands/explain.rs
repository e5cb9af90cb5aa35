//! `explain`: the page of a rule, or the list of them all.

use std::io::Write;
use std::process::ExitCode;

use super::Setting;
use crate::cli::Explain;
use crate::lang::Lang;
use crate::rules::{self, RULES};
use crate::suggest::nearest;
use crate::wrap;

/// Writes the page of a rule.
///
/// # Errors
///
/// Fails where there is no such rule, or `out` fails.
pub fn run(args: &Explain, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let lang = setting.lang;
    let Some(name) = &args.rule else {
        for rule in RULES {
            let line = format!("{:<30} {}", rule.name, rule.summary(lang));
            writeln!(out, "{}", in_terminal(&line, 31, setting))?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let Some(rule) = rules::named(name) else {
        match (nearest(name, RULES.iter().map(|rule| rule.name)), lang) {
            (Some(meant), Lang::Zh) => anyhow::bail!("没有规则 `{name}`，是不是 `{meant}`？"),
            (Some(meant), Lang::En) => {
                anyhow::bail!("there is no rule `{name}`; is `{meant}` meant?")
            }
            (None, Lang::Zh) => anyhow::bail!("没有规则 `{name}`；`qingdan explain` 列出全部规则"),
            (None, Lang::En) => {
                anyhow::bail!("there is no rule `{name}`; `qingdan explain` lists them")
            }
        }
    };
    let page = rule.page(lang);
    if setting.width.is_none() {
        write!(out, "{page}")?;
        return Ok(ExitCode::SUCCESS);
    }
    for part in parts(page) {
        match part.indent {
            None => writeln!(out, "{}", part.text)?,
            Some(indent) => writeln!(out, "{}", in_terminal(&part.text, indent, setting))?,
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Wraps a text for the terminal, if there is one.
fn in_terminal(text: &str, indent: usize, setting: &Setting) -> String {
    const WIDEST: usize = 100;
    match setting.width {
        None => text.to_owned(),
        Some(width) => wrap::lines(text, width.min(WIDEST), indent).join("\n"),
    }
}

/// A paragraph, a point of a list, or a line that stays as it is.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    text: String,
    /// How far the further lines stand in; none: the line is not wrapped.
    indent: Option<usize>,
}

/// Takes a page apart. The lines of a paragraph are put together; those of an example are not.
fn parts(page: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut fenced = false;
    for line in page.lines() {
        let fence = line.starts_with("```");
        let fixed = fenced || fence || line.is_empty() || line.starts_with(['#', '|']);
        fenced ^= fence;
        let point = line.starts_with("- ");
        match parts.last_mut() {
            Some(part) if part.indent.is_some() && !fixed && !point => {
                join(&mut part.text, line.trim_start());
            }
            _ => parts.push(Part {
                text: line.to_owned(),
                indent: (!fixed).then_some(if point { 2 } else { 0 }),
            }),
        }
    }
    parts
}

/// Puts two lines of a paragraph together: no space stands between two Chinese characters.
fn join(text: &mut String, line: &str) {
    let is_latin = |character: Option<char>| character.is_none_or(|c| u32::from(c) < 0x2e80);
    if is_latin(text.chars().next_back()) || is_latin(line.chars().next()) {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_put_together_and_examples_are_not() {
        let page = "# name\n\nOne\ntwo.\n- 一，\n  二\n\n```toml\na = 1\nb = 2\n```\n";
        let parts = parts(page);
        let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        let expected = [
            "# name",
            "",
            "One two.",
            "- 一，二",
            "",
            "```toml",
            "a = 1",
            "b = 2",
            "```",
        ];
        assert_eq!(texts, expected);
        assert_eq!((parts[2].indent, parts[3].indent), (Some(0), Some(2)));
        assert_eq!(parts[6].indent, None);
    }
}
