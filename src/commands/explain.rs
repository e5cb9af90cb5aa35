//! `explain`: the page of a rule, or the list of them all.

use std::io::Write;
use std::process::ExitCode;

use super::Setting;
use crate::cli::Explain;
use crate::lang::Lang;
use crate::rules::{self, RULES};
use crate::suggest::nearest;

/// Writes the page of a rule.
///
/// # Errors
///
/// Fails where there is no such rule, or `out` fails.
pub fn run(args: &Explain, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let lang = setting.lang;
    let Some(name) = &args.rule else {
        for rule in RULES {
            writeln!(out, "{:<30} {}", rule.name, rule.summary(lang))?;
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
    write!(out, "{}", rule.page(lang))?;
    Ok(ExitCode::SUCCESS)
}
