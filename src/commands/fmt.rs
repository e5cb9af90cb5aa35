//! `fmt`: the files of the lists in their canonical spelling.

mod fate;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Context;

use self::fate::{Fate, File, fates};
use super::{Setting, known_village};
use crate::cli::Fmt;
use crate::files::{self, Directory, Folder};
use crate::format::difference;
use crate::lang::{Lang, Said};
use crate::say;
use crate::visible;
use crate::wrap;

/// Brings the files into their canonical spelling, or says which are not.
///
/// A file that cannot be read whole is left as it is, and keeps no other waiting.
///
/// # Errors
///
/// Fails where the lists cannot be found, a village is unknown, or `out` fails.
pub fn run(args: &Fmt, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let lang = setting.lang;
    let root = setting.lists()?;
    for village in &args.villages {
        known_village(&root, village, lang)?;
    }
    let directory = files::survey(&root)
        .with_context(|| lang.pick("无法整理清单", "cannot format the lists"))?;
    let files = chosen(&directory, &args.villages, lang)?;
    let mut counts = Counts {
        all: files.len(),
        ..Counts::default()
    };
    for (file, fate) in files.iter().zip(fates(&root, &files)) {
        let done = fate.and_then(|fate| match fate {
            Fate::Changed { from, to } if !args.check => {
                fate::write(&root, file, from, to)?;
                Ok(Done::Written)
            }
            Fate::Changed { from, to } => Ok(Done::Compared { from, to }),
            Fate::Canonical => Ok(Done::Nothing),
        });
        match done {
            Ok(Done::Nothing) => continue,
            Ok(Done::Written) => {
                let path = visible::line(&file.path);
                writeln!(out, "{} {path}", lang.pick("已整理", "formatted"))?;
            }
            Ok(Done::Compared { from, to }) => {
                write_difference(&file.path, &from, &to, setting, out)?;
            }
            Err(trouble) => {
                counts.skipped += 1;
                writeln!(out, "{}", trouble.said(&file.path).within(lang))?;
                continue;
            }
        }
        counts.changed += 1;
    }
    writeln!(out, "{}", counts.said(args.check).within(lang))?;
    Ok(counts.exit_code(args.check))
}

/// What was done with a file.
enum Done {
    /// Nothing: it is canonical.
    Nothing,
    /// It was written.
    Written,
    /// It would be written but for `--check`.
    Compared { from: String, to: String },
}

/// Returns the files of these villages, or all files of the lists.
fn chosen(directory: &Directory, villages: &[String], lang: Lang) -> anyhow::Result<Vec<File>> {
    for name in villages {
        let is_walked = directory
            .villages
            .iter()
            .any(|folder| folder.name() == name);
        anyhow::ensure!(
            is_walked,
            lang.pick(
                format!("村 `{name}` 的目录是符号链接，不整理"),
                format!("the folder of village `{name}` is a symbolic link, which is not followed"),
            )
        );
    }
    let shared = [&directory.township, &directory.template];
    let shared = shared.into_iter().filter(|_| villages.is_empty());
    let is_chosen =
        |folder: &&Folder| villages.is_empty() || villages.iter().any(|name| name == folder.name());
    let folders = shared.chain(directory.villages.iter().filter(is_chosen));
    let files = folders.flat_map(|folder| {
        folder.files.iter().map(|present| File {
            path: folder.file(present.sheet.file_name()),
            sheet: present.sheet,
            kind: present.kind,
        })
    });
    Ok(files.collect())
}

/// How many files fared how.
#[derive(Debug, Default)]
struct Counts {
    all: usize,
    /// Not canonical before, and written unless only checked.
    changed: usize,
    /// Left as they are, for trouble.
    skipped: usize,
}

impl Counts {
    fn said(&self, check: bool) -> Said {
        let (all, changed, skipped) = (self.all, self.changed, self.skipped);
        let files = if all == 1 { "file" } else { "files" };
        let mut said = match (check, changed) {
            (_, 0) if skipped == 0 => {
                say!("{all}个文件，写法都规范", "{all} {files}, all canonical")
            }
            (true, _) => say!(
                "{all}个文件，{changed}个写法不规范",
                "{all} {files}, {changed} not canonical"
            ),
            (false, _) => say!(
                "{all}个文件，整理了{changed}个",
                "{all} {files}, {changed} formatted"
            ),
        };
        if skipped > 0 {
            let more = say!("，跳过{skipped}个", ", {skipped} skipped");
            said.zh += &more.zh;
            said.en += &more.en;
        }
        said
    }

    fn exit_code(&self, check: bool) -> ExitCode {
        match self {
            Counts { skipped: 1.., .. } => ExitCode::from(2),
            Counts { changed: 1.., .. } if check => ExitCode::from(1),
            _ => ExitCode::SUCCESS,
        }
    }
}

/// Writes the first line in which a file is not canonical, as it is and as it should be.
fn write_difference(
    path: &str,
    from: &str,
    to: &str,
    setting: &Setting,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(first) = difference::first(from, to) else {
        return Ok(());
    };
    let lang = setting.lang;
    writeln!(out, "{}:{}", visible::line(path), first.line)?;
    let labels = lang.pick(["  现在  ", "  应为  "], ["  from  ", "  to    "]);
    for (label, line) in labels.into_iter().zip([first.from, first.to]) {
        let mut line = visible::drawn(line, lang);
        if let Some(width) = setting.width {
            line = wrap::cut(line, width.saturating_sub(wrap::columns(label)));
        }
        writeln!(out, "{label}{line}")?;
    }
    Ok(())
}
