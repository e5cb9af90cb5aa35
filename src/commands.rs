//! One file a command: what it reads, decides and writes.

pub mod completions;
pub mod diff;
pub mod due;
pub mod explain;
pub mod export;
pub mod fmt;
pub mod how;
pub mod init;
pub mod list;
pub mod man;
pub mod publish;
pub mod quorum;
pub mod role;
pub mod schema;
pub mod show;
pub mod status;
pub mod sync;
pub mod validate;
pub mod verify;
pub mod village;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use jiff::civil::Date;

use crate::cli::{Color, Common};
use crate::files;
use crate::lang::{Lang, Said};
use crate::load::{self, Lists};
use crate::place::Sheet;
use crate::wrap;
use crate::write;

/// What surrounds a run: all that is read from the clock, the environment and the terminal.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The day.
    pub today: Date,
    /// The folder in which the command was given.
    pub folder: PathBuf,
    /// The value of `QINGDAN_LISTS`.
    pub lists: Option<PathBuf>,
    /// The value of `QINGDAN_VILLAGE`: the village that answers are for.
    pub village: Option<String>,
    /// The locale of messages.
    pub locale: String,
    /// The columns of the terminal to which answers go; none: they go elsewhere.
    pub width: Option<usize>,
    /// True where a person sits at the terminal and can be asked.
    pub interactive: bool,
    /// True where colour is unwelcome even on a terminal (`NO_COLOR`).
    pub no_color: bool,
}

/// What every command starts from.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The language of what is printed.
    pub lang: Lang,
    /// The day for which the command runs.
    pub as_of: Date,
    /// Whether to use colour.
    pub color: bool,
    /// The columns of the terminal; none: no cutting and no wrapping.
    pub width: Option<usize>,
    /// The village that answers are for, where none is named.
    pub village: Option<String>,
    /// True where a person sits at the terminal and can be asked.
    pub interactive: bool,
    lists: Option<PathBuf>,
    folder: PathBuf,
}

impl Setting {
    /// Decides what the flags leave open.
    pub fn new(common: &Common, around: &Surroundings) -> Self {
        Self {
            lang: common
                .lang
                .unwrap_or_else(|| Lang::from_locale(&around.locale)),
            as_of: common.as_of.unwrap_or(around.today),
            color: match common.color {
                Color::Always => true,
                Color::Never => false,
                Color::Auto => around.width.is_some() && !around.no_color,
            },
            width: around.width,
            village: around.village.clone(),
            interactive: around.interactive,
            lists: common.lists.clone().or_else(|| around.lists.clone()),
            folder: around.folder.clone(),
        }
    }

    /// Returns the lists' directory, in which no change is half made.
    ///
    /// # Errors
    ///
    /// Fails where there is none, or where an interrupted change cannot be finished.
    pub fn lists(&self) -> anyhow::Result<PathBuf> {
        let lists = self.found()?;
        write::finish(&lists).with_context(|| {
            self.lang.pick(
                "上一次写入中断，无法完成",
                "cannot finish the change that an earlier run began",
            )
        })?;
        Ok(lists)
    }

    fn found(&self) -> anyhow::Result<PathBuf> {
        match &self.lists {
            Some(named) => files::named(named)
                .with_context(|| self.lang.pick("找不到清单目录", "cannot find the lists")),
            None => files::find(&self.folder).with_context(|| {
                self.lang.pick(
                    "找不到清单目录：用 `--lists 目录` 指明",
                    "cannot find the lists: name their directory with `--lists DIR`",
                )
            }),
        }
    }
}

impl Setting {
    /// Loads these files, of a village with its own `village.toml` or of the template, and hands
    /// them to `answer`.
    ///
    /// # Errors
    ///
    /// Fails where there is no such village, a file cannot be loaded, or `answer` does.
    fn load<T>(
        &self,
        village: Option<&str>,
        sheets: &[Sheet],
        answer: impl FnOnce(&Lists<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let root = self.lists()?;
        let mut sheets = sheets.to_vec();
        if let Some(village) = village {
            known_village(&root, village, self.lang)?;
            sheets.push(Sheet::Village);
        }
        load::with(&root, village, &sheets, answer)
    }
}

/// Writes what to do next, step by step.
fn numbered(steps: &[Said], setting: &Setting, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{}", setting.lang.pick("接下来：", "Next:"))?;
    for (at, step) in steps.iter().enumerate() {
        let line = format!("{}. {}", at + 1, step.within(setting.lang));
        paragraph(&line, 3, setting, out)?;
    }
    Ok(())
}

/// Writes a paragraph, wrapped on a terminal, its further lines indented.
fn paragraph(
    text: &str,
    indent: usize,
    setting: &Setting,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    const WIDEST: usize = 100;
    match setting.width {
        None => writeln!(out, "{text}"),
        Some(width) => {
            let lines = wrap::lines(text, width.min(WIDEST), indent);
            writeln!(out, "{}", lines.join("\n"))
        }
    }
}

/// Makes sure that a village has a folder.
fn known_village(lists: &Path, name: &str, lang: Lang) -> anyhow::Result<()> {
    let folders = lists.join("villages");
    let plain = !name.is_empty() && !name.contains(['/', '\\', '.']);
    if plain && folders.join(name).is_dir() {
        return Ok(());
    }
    let listed = std::fs::read_dir(&folders).into_iter().flatten().flatten();
    let known: Vec<String> = listed
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let nearest = crate::suggest::nearest(name, known.iter().map(String::as_str));
    match (nearest, lang) {
        (Some(meant), Lang::Zh) => anyhow::bail!("没有村 `{name}`，是不是 `{meant}`？"),
        (Some(meant), Lang::En) => {
            anyhow::bail!("there is no village `{name}`; is `{meant}` meant?")
        }
        (None, Lang::Zh) => anyhow::bail!("没有村 `{name}`；`qingdan list village` 列出全部村"),
        (None, Lang::En) => {
            anyhow::bail!("there is no village `{name}`; `qingdan list village` lists them")
        }
    }
}
