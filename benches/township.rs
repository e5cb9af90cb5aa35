//! How fast and in how much memory `validate` and `diff` go through townships larger than any there is.
//!
//! `cargo bench --bench township -- --villages 2700` makes two townships of the shipped lists'
//! content in a temporary folder, runs the built program on each and prints a small table.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How often each township is checked; the fastest run counts.
const RUNS: usize = 3;

/// The files of a village that have the template's names.
const LISTS: [&str; 4] = [
    "power.toml",
    "responsibility.toml",
    "service.toml",
    "manual.toml",
];

fn main() -> Result<()> {
    let villages = villages(std::env::args())?;
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "| command | township | villages | files | MB | seconds | MB/s | peak memory, MB |"
    )?;
    writeln!(out, "| --- | --- | --- | --- | --- | --- | --- | --- |")?;
    for shape in [Shape::AsInLife, Shape::NoTwoAlike] {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let size = generate(folder.path(), shape, villages)?;
        for command in ["validate", "diff"] {
            let runs = (0..RUNS).map(|_| run(command, folder.path()));
            let runs = runs.collect::<Result<Vec<Run>>>()?;
            writeln!(out, "{}", row((command, shape), villages, size, &runs))?;
        }
    }
    Ok(())
}

fn villages(mut args: impl Iterator<Item = String>) -> Result<usize> {
    if args.any(|arg| arg == "--villages") {
        let number = args.next().context("`--villages` needs a number")?;
        number.parse().context("`--villages` needs a number")
    } else {
        Ok(280)
    }
}

/// What the villages of a township have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Four files in five are the template's to the byte.
    AsInLife,
    /// No file is like any other.
    NoTwoAlike,
}

impl Shape {
    fn name(self) -> &'static str {
        match self {
            Shape::AsInLife => "four files in five are the template's",
            Shape::NoTwoAlike => "no two files are alike",
        }
    }

    fn is_own(self, file: usize) -> bool {
        self == Shape::NoTwoAlike || file.is_multiple_of(5)
    }
}

/// How much was written.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    files: usize,
    bytes: usize,
}

impl Size {
    fn write(&mut self, path: &Path, text: &str) -> Result<()> {
        self.files += 1;
        self.bytes += text.len();
        fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
    }
}

/// Writes a township with the shipped lists' template and so many villages.
///
/// A village's code has three digits of its own: from the thousandth village on, codes stand twice,
/// which `validate` finds.
fn generate(folder: &Path, shape: Shape, villages: usize) -> Result<Size> {
    let mut size = Size::default();
    for name in ["registry.toml", "calendar.toml", "vocabulary.toml"] {
        size.write(&folder.join(name), &shipped(name)?)?;
    }
    let township = shipped("township.toml")?;
    let expected = township.replace("villages = 28", &format!("villages = {villages}"));
    size.write(&folder.join("township.toml"), &expected)?;

    let template = Template::shipped()?;
    fs::create_dir_all(folder.join("template"))?;
    for (name, text) in LISTS.iter().zip(&template.lists) {
        size.write(&folder.join("template").join(name), text)?;
    }
    for village in 0..villages {
        let here = folder.join(format!("villages/v{village:05}"));
        fs::create_dir_all(&here)?;
        template.write(&here, shape, village, &mut size)?;
    }
    Ok(size)
}

fn shipped(name: &str) -> Result<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("lists")
        .join(name);
    fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))
}

/// What villages are made of.
struct Template {
    lists: Vec<String>,
    identity: String,
}

impl Template {
    fn shipped() -> Result<Self> {
        let lists = LISTS
            .iter()
            .map(|name| shipped(&format!("template/{name}")));
        Ok(Self {
            lists: lists.collect::<Result<_>>()?,
            identity: shipped("villages/aopo/village.toml")?,
        })
    }

    fn write(&self, folder: &Path, shape: Shape, village: usize, size: &mut Size) -> Result<()> {
        let identity = numbered(&self.identity, village);
        size.write(&folder.join("village.toml"), &identity)?;
        for (at, (name, text)) in LISTS.iter().zip(&self.lists).enumerate() {
            let path = folder.join(name);
            if shape.is_own(village * LISTS.len() + at) {
                size.write(&path, &varied(text, village))?;
            } else {
                size.write(&path, text)?;
            }
        }
        Ok(())
    }
}

/// The identity of a village with a code of its own.
fn numbered(identity: &str, village: usize) -> String {
    let line = |line: &str| match line.strip_prefix("code = \"") {
        Some(code) => format!("code = \"{}{:03}\"", &code[..9], village % 1000),
        None => line.to_owned(),
    };
    lines(identity.lines().map(line))
}

/// A list that differs from the template in the titles of some of its items, from the first to the
/// last.
fn varied(text: &str, village: usize) -> String {
    let mut titles = 0_usize;
    let line = |line: &str| {
        titles += usize::from(is_title(line));
        match line.strip_suffix('"') {
            Some(title) if is_title(line) && titles % 7 == 1 => {
                format!("{title} (village {village})\"")
            }
            _ => line.to_owned(),
        }
    };
    lines(text.lines().map(line))
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = lines.chain([String::new()]).collect();
    lines.join("\n")
}

fn is_title(line: &str) -> bool {
    line.starts_with("title.en = \"")
}

/// What one run took.
#[derive(Debug, Clone, Copy)]
struct Run {
    time: Duration,
    peak: u64,
}

/// Runs the whole program once.
fn run(command: &str, lists: &Path) -> Result<Run> {
    let start = Instant::now();
    let child = Command::new(env!("CARGO_BIN_EXE_qingdan"))
        .args([command, "--lang", "en", "--lists"])
        .arg(lists)
        .stdout(Stdio::null())
        .spawn()
        .context("cannot run `qingdan`")?;
    let peak = watch(child)?;
    let time = start.elapsed();
    Ok(Run { time, peak })
}

/// Waits for a process and returns the most memory it has had, in bytes, as Linux tells it every
/// millisecond; 0 elsewhere.
fn watch(mut child: Child) -> Result<u64> {
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes =
            line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or_default() * 1024);
        thread::sleep(Duration::from_millis(1));
    }
    Ok(peak)
}

fn row((command, shape): (&str, Shape), villages: usize, size: Size, runs: &[Run]) -> String {
    let time = runs.iter().map(|run| run.time).min().unwrap_or_default();
    let peak = runs.iter().map(|run| run.peak).max().unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let megabytes = size.bytes as f64 / 1e6;
    let (files, seconds) = (size.files, time.as_secs_f64());
    format!(
        "| {command} | {} | {villages} | {files} | {megabytes:.0} | {seconds:.3} | {:.0} | {} |",
        shape.name(),
        megabytes / seconds,
        peak / 1_000_000
    )
}
