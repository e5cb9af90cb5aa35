//! `status`: the township on one page.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Context;

use super::Setting;
use crate::cli::{Status, StatusFormat};
use crate::status::{self, json};

/// Writes how far each village has come.
///
/// # Errors
///
/// Fails where the lists cannot be found or listed, or `out` fails.
pub fn run(args: &Status, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let lang = setting.lang;
    let status = status::township(&setting.lists()?, setting.as_of)
        .with_context(|| lang.pick("无法检查清单", "cannot check the lists"))?;
    let text = match args.format {
        StatusFormat::Table => status.table(lang, setting.width),
        StatusFormat::Json => json::written(&status)?,
    };
    write!(out, "{text}")?;
    Ok(ExitCode::SUCCESS)
}
