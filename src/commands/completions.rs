//! `completions`: the script by which a shell completes what is typed behind `qingdan`.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Context;
use clap_complete::env::Shells;

use crate::cli::Completions;
use crate::complete::ASKED;

/// Writes the script for a shell.
///
/// # Errors
///
/// Fails where `out` does.
pub fn run(args: &Completions, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let shells = Shells::builtins();
    let name = args.shell.name();
    let shell = shells.completer(name).context("no such shell")?;
    let mut script = Vec::new();
    shell.write_registration(ASKED, "qingdan", "qingdan", "qingdan", &mut script)?;
    out.write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}
