//! The program: what surrounds it, the run, the exit code.

use std::env;
use std::fs;
use std::io::{self, BufWriter, IsTerminal};
use std::process::ExitCode;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use mimalloc::MiMalloc;
use qingdan::commands::Surroundings;

/// A list is a tree of small values, read by several threads: with the system's allocator, a fifth of
/// the time would go into it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    qingdan::complete::answer();
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty());
    let terminal = io::stdout().is_terminal();
    let around = Surroundings {
        today: today(),
        folder: env::current_dir().unwrap_or_default(),
        lists: env::var_os("QINGDAN_LISTS")
            .filter(|value| !value.is_empty())
            .map(Into::into),
        village: env::var("QINGDAN_VILLAGE")
            .ok()
            .filter(|village| !village.is_empty()),
        interactive: terminal && io::stdin().is_terminal(),
        locale: locale.unwrap_or_default(),
        width: terminal
            .then(|| terminal_size::terminal_size().map_or(80, |(width, _)| width.0.into())),
        no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    qingdan::run(env::args_os(), &around, &mut out, &mut io::stderr().lock())
}

/// Returns the day it is here.
///
/// Where no variable says otherwise, the system's own time zone is one small file; to find a zone by
/// its name, all names that there are would be listed first.
fn today() -> Date {
    let here = || TimeZone::tzif("local", &fs::read("/etc/localtime").ok()?).ok();
    match env::var_os("TZ").is_none().then(here).flatten() {
        Some(zone) => Timestamp::now().to_zoned_datetime(zone).date(),
        None => ZonedDateTime::now().date(),
    }
}
