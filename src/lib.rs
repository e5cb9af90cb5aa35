//! The lists of a township's villages, checked, shown and asked.
//!
//! The data flow one way: [`files`] are read into [`document`]s, what they say becomes plain values
//! in [`list`], the [`rules`] turn these into [`finding`]s, and [`report`] writes them.

pub mod calendar;
pub mod check;
pub mod cli;
pub mod code;
pub mod commands;
pub mod compare;
pub mod complete;
pub mod diagram;
pub mod diff;
pub mod document;
pub mod drift;
pub mod due;
pub mod encoding;
pub mod export;
pub mod files;
pub mod finding;
pub mod fix;
pub mod flow;
pub mod format;
pub mod founding;
pub mod history;
pub mod lang;
pub mod list;
pub mod load;
pub mod loaded;
pub mod merge;
pub mod naming;
pub mod place;
pub mod procedure;
pub mod prompt;
pub mod publish;
pub mod quorum;
pub mod report;
pub mod role;
pub mod rules;
pub mod schedule;
pub mod schema;
pub mod search;
pub mod shape;
pub mod since;
pub mod status;
pub mod suggest;
pub mod sync;
pub mod table;
mod threads;
pub mod time;
pub mod tree;
pub mod visible;
pub mod wrap;
pub mod write;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
use commands::{Setting, Surroundings};
use lang::{Lang, Said};

/// Runs a command line: answers go to `out`, trouble to `err`.
///
/// Exit codes: 0 nothing found, 1 something found, 2 could not run. A reader who closes the pipe
/// has read enough: that is success.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    around: &Surroundings,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let text = error.render();
            let styled = around.width.is_some() && !around.no_color;
            let text = if styled {
                text.ansi().to_string()
            } else {
                text.to_string()
            };
            let written = if error.use_stderr() {
                write!(err, "{text}")
            } else {
                write!(out, "{text}")
            };
            return written.map_or(ExitCode::from(2), |()| {
                if error.use_stderr() {
                    ExitCode::from(2)
                } else {
                    ExitCode::SUCCESS
                }
            });
        }
    };
    let setting = Setting::new(&cli.common, around);
    let result = act(&cli.command, &setting, out).and_then(|code| {
        out.flush()?;
        Ok(code)
    });
    result.unwrap_or_else(|error| {
        if is_closed_pipe(&error) {
            return ExitCode::SUCCESS;
        }
        // Where even this cannot be written, the exit code has to say it.
        let _ = writeln!(err, "qingdan: {}", chain(&error, setting.lang));
        ExitCode::from(2)
    })
}

fn act(command: &Command, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    match command {
        Command::Validate(args) => commands::validate::run(args, setting, out),
        Command::Completions(args) => commands::completions::run(args, out),
        Command::Diff(args) => commands::diff::run(args, setting, out),
        Command::Due(args) => commands::due::run(args, setting, out),
        Command::Explain(args) => commands::explain::run(args, setting, out),
        Command::Export(args) => commands::export::run(args, setting, out),
        Command::Fmt(args) => commands::fmt::run(args, setting, out),
        Command::How(args) => commands::how::run(args, setting, out),
        Command::Init(args) => commands::init::run(args, setting, out),
        Command::List(args) => commands::list::run(args, setting, out),
        Command::Man(args) => commands::man::run(args, setting, out),
        Command::Publish(args) => commands::publish::run(args, setting, out),
        Command::Quorum(args) => commands::quorum::run(args, setting, out),
        Command::Role(args) => commands::role::run(args, setting, out),
        Command::Schema(args) => commands::schema::run(args, setting, out),
        Command::Show(args) => commands::show::run(args, setting, out),
        Command::Status(args) => commands::status::run(args, setting, out),
        Command::Sync(args) => commands::sync::run(args, setting, out),
        Command::Village(args) => commands::village::run(args, setting, out),
        Command::Verify(args) => commands::verify::run(args, setting, out),
    }
}

/// An error and its causes on one line, in the language of the run.
fn chain(error: &anyhow::Error, lang: Lang) -> String {
    let parts: Vec<String> = error.chain().map(|cause| worded(cause, lang)).collect();
    visible::line(&parts.join(lang.pick("：", ": "))).into_owned()
}

/// Errors carry data: here they are put into words.
fn worded(cause: &(dyn std::error::Error + 'static), lang: Lang) -> String {
    fn of<E: std::error::Error + 'static>(
        cause: &(dyn std::error::Error + 'static),
        said: impl Fn(&E) -> Said,
    ) -> Option<Said> {
        cause.downcast_ref::<E>().map(said)
    }
    let said = of(cause, files::Error::said)
        .or_else(|| of(cause, load::Error::said))
        .or_else(|| of(cause, due::Error::said))
        .or_else(|| of(cause, history::Error::said))
        .or_else(|| of(cause, sync::NoEdition::said))
        .or_else(|| of(cause, publish::folder::Error::said))
        .or_else(|| of(cause, write::Error::said))
        .or_else(|| of(cause, code::Mistyped::said))
        .or_else(|| of(cause, files::system_said));
    said.map_or_else(|| cause.to_string(), |said| said.within(lang).to_owned())
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<io::Error>();
        io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(closed)
}
