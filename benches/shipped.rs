//! How long commands take over the shipped lists: whole processes, from start to end.
//!
//! `cargo bench --bench shipped` runs each command so many times and prints a small table. What it
//! prints is the time of this machine as it is at the moment: `git status` is there to compare with.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How often each command is run, after once that does not count.
const RUNS: usize = 25;

const PROGRAM: &str = env!("CARGO_BIN_EXE_qingdan");

/// The commands: a program and its arguments.
const COMMANDS: [(&str, &[&str]); 5] = [
    (PROGRAM, &["validate", "--lists", "lists"]),
    (PROGRAM, &["diff", "--lists", "lists"]),
    (PROGRAM, &["how", "宅基地怎么批"]),
    (PROGRAM, &["how", "land-approval"]),
    ("git", &["status"]),
];

fn main() -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "| command | best | median |")?;
    writeln!(out, "| --- | --- | --- |")?;
    for (program, args) in COMMANDS {
        let mut times = Vec::with_capacity(RUNS);
        for _ in 0..=RUNS {
            times.push(run(program, args)?);
        }
        times.remove(0);
        times.sort_unstable();
        let name = if program == PROGRAM {
            "qingdan"
        } else {
            program
        };
        let (best, median) = (written(times[0]), written(times[RUNS / 2]));
        writeln!(out, "| `{name} {}` | {best} | {median} |", args.join(" "))?;
    }
    Ok(())
}

/// Runs a whole process in the repository.
fn run(program: &str, args: &[&str]) -> Result<Duration> {
    let start = Instant::now();
    Command::new(program)
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::null())
        .status()
        .with_context(|| format!("cannot run `{program}`"))?;
    Ok(start.elapsed())
}

fn written(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
