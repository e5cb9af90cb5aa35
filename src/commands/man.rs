//! `man`: the manual pages.

use std::fs;
use std::io::Write;
use std::process::ExitCode;

use anyhow::Context;
use clap::CommandFactory;
use clap_mangen::Man;

use super::Setting;
use crate::cli::{self, Cli};

/// Writes the manual page of the program, or a page for it and each command into a folder.
///
/// # Errors
///
/// Fails where the folder or `out` cannot be written.
pub fn run(args: &cli::Man, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let mut command = Cli::command();
    let Some(folder) = &args.out else {
        Man::new(command).render(out)?;
        return Ok(ExitCode::SUCCESS);
    };
    command.build();
    let lang = setting.lang;
    let folder = setting.folder.join(folder);
    let failed = || {
        let folder = folder.display();
        lang.pick(
            format!("无法写入 `{folder}`"),
            format!("cannot write to `{folder}`"),
        )
    };
    fs::create_dir_all(&folder).with_context(failed)?;
    clap_mangen::generate_to(command, &folder).with_context(failed)?;
    Ok(ExitCode::SUCCESS)
}
