//! `fmt`: the files of the lists in their canonical spelling.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use rayon::prelude::*;

use super::{Setting, known_village};
use crate::cli::Fmt;
use crate::encoding;
use crate::files::{self, Content, Directory, FileKind, Folder};
use crate::format::{self, Broken};
use crate::lang::{Lang, Said};
use crate::place::Sheet;
use crate::rules::not_utf8;
use crate::say;
use crate::visible;
use crate::wrap;

/// Brings the files into their canonical spelling, or says which are not.
///
/// A file that cannot be read whole is left as it is, and the others are not kept waiting.
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
    let mut counts = Counts::default();
    for (file, fate) in files.iter().zip(fates(&root, &files)) {
        let trouble = match fate {
            Ok(Fate::Canonical) => None,
            Ok(Fate::Changed { from, to }) if args.check => {
                counts.changed += 1;
                write_difference(&file.path, &from, &to, setting, out)?;
                None
            }
            Ok(Fate::Changed { to, .. }) => match write(&root.join(&file.path), &to) {
                Ok(()) => {
                    counts.changed += 1;
                    let path = visible::line(&file.path);
                    writeln!(out, "{}{path}", lang.pick("已整理 ", "formatted "))?;
                    None
                }
                Err(error) => Some(Trouble::Write(error)),
            },
            Err(trouble) => Some(trouble),
        };
        if let Some(trouble) = trouble {
            counts.left += 1;
            writeln!(out, "{}", trouble.said(&file.path).within(lang))?;
        }
    }
    writeln!(out, "{}", counts.said(files.len(), args.check).within(lang))?;
    Ok(counts.exit_code(args.check))
}

/// A file to look at.
#[derive(Debug)]
struct File {
    /// The way from the lists' directory, with `/`.
    path: String,
    sheet: Sheet,
    kind: FileKind,
}

/// What becomes of a file.
#[derive(Debug)]
enum Fate {
    /// Nothing: it is canonical.
    Canonical,
    /// It is respelled.
    Changed { from: String, to: String },
}

/// Why a file is left as it is.
#[derive(Debug)]
enum Trouble {
    /// It is a symbolic link, in whose place no file must come.
    Link,
    /// It is a folder or a device.
    NoFile,
    /// It has more bytes than a list can have.
    TooLarge,
    /// It could not be read.
    Read(io::Error),
    /// It is not UTF-8.
    NotText(Said),
    /// It is not TOML.
    Broken(Broken),
    /// It could not be written.
    Write(io::Error),
}

impl Trouble {
    fn said(&self, path: &str) -> Said {
        let path = visible::line(path);
        match self {
            Trouble::Link => say!(
                "{path}：未改动：这是符号链接，请改它指向的文件",
                "{path}: left as it is: a symbolic link; format the file it leads to"
            ),
            Trouble::NoFile => say!(
                "{path}：未改动：这不是文件",
                "{path}: left as it is: not a file"
            ),
            Trouble::TooLarge => say!(
                "{path}：未改动：文件过大，不像清单",
                "{path}: left as it is: too large for a list"
            ),
            Trouble::Read(error) => {
                let cause = files::system_said(error);
                let (zh, en) = (cause.zh, cause.en);
                say!("{path}：无法读取：{zh}", "{path}: cannot be read: {en}")
            }
            Trouble::NotText(fault) => {
                let (zh, en) = (&fault.zh, &fault.en);
                say!("{path}：未改动：{zh}", "{path}: left as it is: {en}")
            }
            Trouble::Broken(Broken {
                line,
                column,
                message,
            }) => {
                let (zh, en) = (&message.zh, &message.en);
                say!(
                    "{path}:{line}:{column}：未改动：{zh}；用 `qingdan validate` 检查",
                    "{path}:{line}:{column}: left as it is: {en}; run `qingdan validate`"
                )
            }
            Trouble::Write(error) => {
                let cause = files::system_said(error);
                let (zh, en) = (cause.zh, cause.en);
                say!("{path}：无法写入：{zh}", "{path}: cannot be written: {en}")
            }
        }
    }
}

/// How many files fared how.
#[derive(Debug, Default)]
struct Counts {
    /// Not canonical before, and written unless only checked.
    changed: usize,
    /// Left as they are, for trouble.
    left: usize,
}

impl Counts {
    fn said(&self, all: usize, check: bool) -> Said {
        let (changed, left) = (self.changed, self.left);
        let files = if all == 1 { "file" } else { "files" };
        let mut said = match (check, changed) {
            (_, 0) if left == 0 => say!("{all}个文件，写法都规范", "{all} {files}, all canonical"),
            (true, _) => say!(
                "{all}个文件，{changed}个写法不规范",
                "{all} {files}, {changed} not canonical"
            ),
            (false, _) => say!(
                "{all}个文件，整理了{changed}个",
                "{all} {files}, {changed} formatted"
            ),
        };
        if left > 0 {
            said.zh.push_str(&format!("，{left}个有问题、未改动"));
            said.en.push_str(&format!(
                ", {left} left as {} for trouble",
                if left == 1 { "it is" } else { "they are" }
            ));
        }
        said
    }

    fn exit_code(&self, check: bool) -> ExitCode {
        match self {
            Counts { left: 1.., .. } => ExitCode::from(2),
            Counts { changed: 1.., .. } if check => ExitCode::from(1),
            _ => ExitCode::SUCCESS,
        }
    }
}

/// Returns the files of these villages, or all files of the lists.
fn chosen(directory: &Directory, villages: &[String], lang: Lang) -> anyhow::Result<Vec<File>> {
    let mut folders: Vec<&Folder> = Vec::new();
    if villages.is_empty() {
        folders.extend([&directory.township, &directory.template]);
        folders.extend(&directory.villages);
    }
    for name in villages {
        let found = directory
            .villages
            .iter()
            .find(|folder| folder.name() == name);
        // Its folder is there, but is not one of those that are walked.
        folders.push(found.with_context(|| match lang {
            Lang::Zh => format!("村 `{name}` 的目录是符号链接，不会改动"),
            Lang::En => {
                format!("the folder of village `{name}` is a symbolic link, which is not followed")
            }
        })?);
    }
    folders.sort_by_key(|folder| folder.path.starts_with("villages/").then_some(&folder.path));
    folders.dedup_by_key(|folder| &folder.path);
    let files = folders.into_iter().flat_map(|folder| {
        folder.files.iter().map(|present| File {
            path: folder.file(present.sheet.file_name()),
            sheet: present.sheet,
            kind: present.kind,
        })
    });
    Ok(files.collect())
}

/// Reads the files and spells them anew. What stands in many villages is spelled once.
fn fates(root: &Path, files: &[File]) -> Vec<Result<Fate, Trouble>> {
    let texts: Vec<Result<String, Trouble>> = files
        .par_iter()
        .map(|file| text(&root.join(&file.path), file.kind))
        .collect();
    let pairs = files.iter().zip(&texts);
    let mut distinct: Vec<(Sheet, &str)> = pairs
        .filter_map(|(file, text)| Some((file.sheet, text.as_deref().ok()?)))
        .collect();
    distinct.sort_unstable();
    distinct.dedup();
    let spelled: Vec<Result<String, Broken>> = distinct
        .par_iter()
        .map(|(sheet, text)| format::canonical(*sheet, text))
        .collect();
    let found: Vec<Option<Result<String, Broken>>> = files
        .iter()
        .zip(&texts)
        .map(|(file, text)| {
            let key = (file.sheet, text.as_deref().ok()?);
            let at = distinct.binary_search(&key).ok()?;
            spelled.get(at).cloned()
        })
        .collect();
    texts
        .into_iter()
        .zip(found)
        .map(|(text, spelled)| {
            let from = text?;
            match spelled {
                Some(Ok(to)) if to != from => Ok(Fate::Changed { from, to }),
                Some(Err(broken)) => Err(Trouble::Broken(broken)),
                _ => Ok(Fate::Canonical),
            }
        })
        .collect()
}

fn text(path: &Path, kind: FileKind) -> Result<String, Trouble> {
    match kind {
        FileKind::Link => return Err(Trouble::Link),
        FileKind::Other => return Err(Trouble::NoFile),
        FileKind::Regular => {}
    }
    match files::read(path).map_err(Trouble::Read)? {
        Content::TooLarge(_) => Err(Trouble::TooLarge),
        Content::Bytes(bytes) => encoding::decode(bytes)
            .map_err(|fault| Trouble::NotText(not_utf8::finding(Sheet::Township, &fault).message)),
    }
}

/// Writes a file whole or not at all: beside the old one first, then in its place.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let permissions = fs::symlink_metadata(path)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Writes the first line in which a file is not canonical, as it is and as it should be.
fn write_difference(
    path: &str,
    from: &str,
    to: &str,
    setting: &Setting,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = setting.lang;
    let lines = from.split_inclusive('\n').zip(to.split_inclusive('\n'));
    let same = lines.take_while(|(from, to)| from == to).count();
    writeln!(out, "{}:{}", visible::line(path), same + 1)?;
    let labels = lang.pick(["  现在  ", "  应为  "], ["  from  ", "  to    "]);
    for (label, text) in labels.into_iter().zip([from, to]) {
        let line = drawn(text.split_inclusive('\n').nth(same), lang);
        let line = setting
            .width
            .map_or(line.clone(), |width| cut(&line, width.saturating_sub(8)));
        writeln!(out, "{label}{line}")?;
    }
    Ok(())
}

/// Returns a line with what is not seen: the spaces at its end, tabs, line ends, an empty line.
fn drawn(line: Option<&str>, lang: Lang) -> String {
    let Some(line) = line else {
        return lang
            .pick("（文件到此为止）", "(end of the file)")
            .to_owned();
    };
    let (line, end) = match line.strip_suffix('\n') {
        Some(line) => (line, ""),
        None => (line, lang.pick("（没有换行）", " (no line end)")),
    };
    if line.is_empty() {
        return lang.pick("（空行）", "(an empty line)").to_owned();
    }
    let seen = line.trim_end_matches(' ');
    let spaces = "·".repeat(line.len() - seen.len());
    format!("{}{spaces}{end}", visible::line(seen))
}

/// Cuts a line to so many columns.
fn cut(line: &str, width: usize) -> String {
    if wrap::columns(line) <= width {
        return line.to_owned();
    }
    let mut cut = String::new();
    for character in line.chars() {
        cut.push(character);
        if wrap::columns(&cut) + 1 > width {
            cut.pop();
            break;
        }
    }
    cut + "…"
}
