//! The lists' directory: which files there are, and reading them.

mod edited;

use std::ffi::OsStr;
use std::fs::{self, File, FileType, Permissions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

pub use edited::Edited;

use crate::history::{Blob, Snapshot};
use crate::lang::Said;
use crate::place::Sheet;
use crate::rules::file_too_large;
use crate::say;

/// What went wrong with the directory itself.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no `township.toml` to start from.
    #[error("no `township.toml` in `{}`", path.display())]
    NoTownship {
        /// The directory that was asked for.
        path: PathBuf,
    },
    /// No directory upwards has lists.
    #[error("no `township.toml` here, in `lists/` or in any folder above")]
    NotFound,
    /// The directory could not be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be written. What stood there before still does.
    #[error("cannot write `{}`", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    /// Returns what went wrong, in both languages.
    pub fn said(&self) -> Said {
        match self {
            Error::NoTownship { path } => {
                let path = path.display();
                say!(
                    "`{path}` 里没有 `township.toml`",
                    "no `township.toml` in `{path}`"
                )
            }
            Error::NotFound => say!(
                "当前目录、它的 `lists/` 和上级目录里都没有 `township.toml`",
                "no `township.toml` here, in `lists/` or in any folder above"
            ),
            Error::Read { path, .. } => {
                let path = path.display();
                say!("无法读取 `{path}`", "cannot read `{path}`")
            }
            Error::Write { path, .. } => {
                let path = path.display();
                say!("无法写入 `{path}`", "cannot write `{path}`")
            }
        }
    }
}

/// Returns what the system said, in both languages where it is a thing that happens.
pub fn system_said(error: &io::Error) -> Said {
    match error.kind() {
        io::ErrorKind::NotFound => say!("没有这个文件或目录", "no such file or folder"),
        io::ErrorKind::PermissionDenied => say!("没有权限", "permission denied"),
        _ => say!("{error}", "{error}"),
    }
}

/// Finds the lists' directory: the nearest `township.toml` upwards, in a folder or its `lists/`.
///
/// # Errors
///
/// Fails where no folder from `start` up to the root has one.
pub fn find(start: &Path) -> Result<PathBuf, Error> {
    for folder in start.ancestors() {
        for place in [folder.to_path_buf(), folder.join("lists")] {
            if place.join(Sheet::Township.file_name()).is_file() {
                return Ok(place);
            }
        }
    }
    Err(Error::NotFound)
}

/// Returns the lists' directory that a person named: itself, or its `lists/`.
///
/// # Errors
///
/// Fails where neither has a `township.toml`.
pub fn named(path: &Path) -> Result<PathBuf, Error> {
    let mut places = [path.to_path_buf(), path.join("lists")].into_iter();
    places
        .find(|place| has_township(place))
        .ok_or_else(|| Error::NoTownship {
            path: path.to_path_buf(),
        })
}

/// Even a folder or a dangling link of that name says that the lists should be here.
fn has_township(place: &Path) -> bool {
    let township = place.join(Sheet::Township.file_name());
    township.symlink_metadata().is_ok()
}

/// Where lists are read from.
#[derive(Debug, Clone, Copy)]
pub enum Store<'s> {
    /// A folder on the disk.
    Folder(&'s Path),
    /// The folder as it was at a revision.
    Snapshot(&'s Snapshot),
    /// The folder as it would be after an edit.
    Edited(&'s Edited),
}

impl<'s> From<&'s Path> for Store<'s> {
    fn from(folder: &'s Path) -> Self {
        Self::Folder(folder)
    }
}

impl<'s> From<&'s PathBuf> for Store<'s> {
    fn from(folder: &'s PathBuf) -> Self {
        Self::Folder(folder)
    }
}

impl<'s> From<&'s Edited> for Store<'s> {
    fn from(edited: &'s Edited) -> Self {
        Self::Edited(edited)
    }
}

impl<'s> From<&'s Snapshot> for Store<'s> {
    fn from(snapshot: &'s Snapshot) -> Self {
        Self::Snapshot(snapshot)
    }
}

impl Store<'_> {
    /// Returns how messages name a file, given by its way from the lists' directory: for one of a
    /// revision `REVISION:FILE`, as git does.
    pub fn path(self, file: &str) -> PathBuf {
        match self {
            Self::Folder(root) => root.join(file),
            Self::Edited(edited) => edited.root().join(file),
            Self::Snapshot(snapshot) => PathBuf::from(format!("{}:{file}", snapshot.rev())),
        }
    }

    /// Returns what stands under the way to a file, if anything does.
    pub fn kind(self, file: &str) -> Option<FileKind> {
        match self {
            Self::Folder(root) => {
                let metadata = root.join(file).symlink_metadata().ok()?;
                Some(Met::of(metadata.file_type()).kind())
            }
            Self::Edited(edited) => Store::Folder(edited.root()).kind(file),
            Self::Snapshot(snapshot) => snapshot.get(file).map(|blob| Met::from(blob).kind()),
        }
    }

    /// Reads a file whole.
    ///
    /// # Errors
    ///
    /// Fails where the system does.
    pub fn read(self, file: &str) -> io::Result<Content> {
        match self {
            Self::Folder(root) => read(&root.join(file)),
            Self::Edited(edited) => match edited.get(file) {
                Some(text) => Ok(Content::Bytes(text.as_bytes().to_vec())),
                None => read(&edited.root().join(file)),
            },
            Self::Snapshot(snapshot) => {
                let content = kept(snapshot, file, None)?;
                content.ok_or_else(|| io::ErrorKind::NotFound.into())
            }
        }
    }

    /// Reads a file unless it has the same bytes as `other`, which needs no memory of its own.
    ///
    /// # Errors
    ///
    /// Fails where the system does.
    pub fn read_unless_same(self, file: &str, other: Option<&[u8]>) -> io::Result<Option<Content>> {
        match self {
            Self::Folder(root) => read_unless_same(&root.join(file), other),
            Self::Edited(edited) => match edited.get(file) {
                Some(text) if other == Some(text.as_bytes()) => Ok(None),
                Some(text) => Ok(Some(Content::Bytes(text.as_bytes().to_vec()))),
                None => read_unless_same(&edited.root().join(file), other),
            },
            Self::Snapshot(snapshot) => kept(snapshot, file, other),
        }
    }

    /// Even a folder or a dangling link of that name says that the lists should be here.
    fn has_township(self) -> bool {
        let township = Sheet::Township.file_name();
        match self {
            Self::Folder(root) => has_township(root),
            Self::Edited(edited) => has_township(edited.root()),
            Self::Snapshot(snapshot) => {
                let first = |path: &str| path.split('/').next() == Some(township);
                snapshot.entries().iter().any(|entry| first(&entry.path))
            }
        }
    }
}

/// Copies the bytes of a file of a revision, unless they are the same as `other`.
fn kept(snapshot: &Snapshot, file: &str, other: Option<&[u8]>) -> io::Result<Option<Content>> {
    match snapshot.get(file) {
        Some(Blob::Bytes(bytes)) if other == Some(bytes) => Ok(None),
        Some(Blob::Bytes(bytes)) => Ok(Some(Content::Bytes(bytes.to_vec()))),
        Some(Blob::TooLarge(size)) => Ok(Some(Content::TooLarge(*size))),
        Some(Blob::Link | Blob::Submodule) => Err(io::ErrorKind::InvalidInput.into()),
        None => Err(io::ErrorKind::NotFound.into()),
    }
}

/// What is in the lists' directory, by name.
#[derive(Debug)]
pub struct Directory {
    /// The files of the township.
    pub township: Folder,
    /// The files of the template.
    pub template: Folder,
    /// The villages, in the order of their folders' names.
    pub villages: Vec<Folder>,
}

/// A folder of the lists' directory.
#[derive(Debug, Default)]
pub struct Folder {
    /// The way from the lists' directory, with `/`; empty for the directory itself.
    pub path: String,
    /// The files that belong there and are there.
    pub files: Vec<Present>,
    /// What does not belong there, by name.
    pub unexpected: Vec<Unexpected>,
}

/// A file that is where it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Present {
    /// Which file.
    pub sheet: Sheet,
    /// What it is.
    pub kind: FileKind,
}

/// A file or folder that does not belong where it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unexpected {
    /// Its name; below `villages/`, the way to it.
    pub name: String,
    /// True: it is a symbolic link, so that what it leads to is not read.
    pub is_link: bool,
}

/// What stands under the name of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A file.
    Regular,
    /// A symbolic link, which is not followed.
    Link,
    /// A folder or a device.
    Other,
}

impl Folder {
    /// Returns the name of the folder itself.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Returns the way from the lists' directory to a file of the folder, with `/`.
    pub fn file(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}/{name}", self.path)
        }
    }

    /// Returns what stands under the name of a file, if anything does.
    pub fn kind(&self, sheet: Sheet) -> Option<FileKind> {
        self.files
            .iter()
            .find(|file| file.sheet == sheet)
            .map(|file| file.kind)
    }
}

/// The folder of the template.
pub(crate) const TEMPLATE: &str = "template";
const VILLAGES: &str = "villages";

/// Returns what is in the lists' directory. Nothing is opened; links are not followed.
///
/// # Errors
///
/// Fails where the directory has no `township.toml` or cannot be listed.
pub fn survey<'s>(store: impl Into<Store<'s>>) -> Result<Directory, Error> {
    let store = store.into();
    if !store.has_township() {
        return Err(Error::NoTownship {
            path: store.path(""),
        });
    }
    let mut directory = Directory {
        township: Folder::default(),
        template: Folder {
            path: TEMPLATE.to_owned(),
            ..Folder::default()
        },
        villages: Vec::new(),
    };
    match store {
        Store::Folder(root) => directory.walk(root)?,
        Store::Edited(edited) => directory.walk(edited.root())?,
        Store::Snapshot(snapshot) => directory.recall(snapshot),
    }
    Ok(directory)
}

fn unreadable(root: &Path, error: walkdir::Error) -> Error {
    let path = error.path().unwrap_or(root).to_path_buf();
    Error::Read {
        path,
        source: error.into(),
    }
}

/// Returns true for what is no list, by its name. Depths count from 1.
fn is_hidden(name: &str, depth: usize) -> bool {
    name.starts_with('.') || depth == 1 && stands_beside(name)
}

/// Returns true for the name of what a township may keep beside the lists: what git and its tools
/// need.
pub fn stands_beside(name: &str) -> bool {
    let upper = name.to_uppercase();
    let prefixes = [".", "README", "LICENSE", "CHANGELOG"];
    prefixes.into_iter().any(|prefix| upper.starts_with(prefix))
}

/// What stands under a name that a survey meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Met {
    File,
    Link,
    Folder,
    Other,
}

impl Met {
    fn of(kind: FileType) -> Self {
        match kind {
            kind if kind.is_file() => Self::File,
            kind if kind.is_symlink() => Self::Link,
            kind if kind.is_dir() => Self::Folder,
            _ => Self::Other,
        }
    }

    fn kind(self) -> FileKind {
        match self {
            Self::File => FileKind::Regular,
            Self::Link => FileKind::Link,
            Self::Folder | Self::Other => FileKind::Other,
        }
    }
}

impl From<&Blob> for Met {
    fn from(blob: &Blob) -> Self {
        match blob {
            Blob::Bytes(_) | Blob::TooLarge(_) => Self::File,
            Blob::Link => Self::Link,
            Blob::Submodule => Self::Folder,
        }
    }
}

/// How deep the lists' directory is looked at.
const DEPTH: usize = 3;

impl Directory {
    /// Looks at a folder on the disk.
    fn walk(&mut self, root: &Path) -> Result<(), Error> {
        let hidden = |entry: &DirEntry| {
            entry.depth() > 0 && is_hidden(&entry.file_name().to_string_lossy(), entry.depth())
        };
        let walk = WalkDir::new(root).min_depth(1).max_depth(DEPTH);
        let walk = walk.sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| !hidden(entry)) {
            let entry = entry.map_err(|error| unreadable(root, error))?;
            let above = entry.path().ancestors().take(entry.depth());
            let names = above.filter_map(Path::file_name);
            let mut names: Vec<_> = names.map(OsStr::to_string_lossy).collect();
            names.reverse();
            let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
            self.add(&names, Met::of(entry.file_type()));
        }
        Ok(())
    }

    /// Looks at a folder as it was, in the order in which a walk would meet what is in it.
    fn recall(&mut self, snapshot: &Snapshot) {
        let mut open: Vec<&str> = Vec::new();
        for entry in snapshot.entries() {
            let names: Vec<&str> = entry.path.split('/').collect();
            let mut levels = names.iter().zip(1..).take(DEPTH);
            if levels.any(|(name, depth)| is_hidden(name, depth)) {
                continue;
            }
            let folders = names.len() - 1;
            for depth in 1..=folders.min(DEPTH) {
                if open.get(..depth) != Some(&names[..depth]) {
                    self.add(&names[..depth], Met::Folder);
                }
            }
            if names.len() <= DEPTH {
                self.add(&names, Met::from(&entry.content));
            }
            open = names[..folders].to_vec();
        }
    }

    /// Puts what has a way from the lists' directory where it belongs. A folder comes just before
    /// what is in it.
    fn add(&mut self, names: &[&str], met: Met) {
        match names {
            [TEMPLATE | VILLAGES] if met == Met::Folder => {}
            [name] => self.township.take(name, met, &Sheet::TOWNSHIP),
            [TEMPLATE, name] => self.template.take(name, met, &Sheet::LISTS),
            [VILLAGES, name] if met == Met::Folder => self.villages.push(Folder {
                path: format!("{VILLAGES}/{name}"),
                ..Folder::default()
            }),
            [VILLAGES, name] => self.township.unexpected.push(Unexpected {
                name: format!("{VILLAGES}/{name}"),
                is_link: met == Met::Link,
            }),
            [VILLAGES, _, name] => {
                if let Some(village) = self.villages.last_mut() {
                    village.take(name, met, &VILLAGE_SHEETS);
                }
            }
            _ => {}
        }
    }
}

/// The five files of a village.
pub const VILLAGE_SHEETS: [Sheet; 5] = [
    Sheet::Village,
    Sheet::Power,
    Sheet::Responsibility,
    Sheet::Service,
    Sheet::Manual,
];

impl Folder {
    fn take(&mut self, name: &str, met: Met, sheets: &[Sheet]) {
        match sheets.iter().find(|sheet| sheet.file_name() == name) {
            Some(sheet) => self.files.push(Present {
                sheet: *sheet,
                kind: met.kind(),
            }),
            None => self.unexpected.push(Unexpected {
                name: name.to_owned(),
                is_link: met == Met::Link,
            }),
        }
    }
}

/// Writes a file whole or not at all: whoever reads it meanwhile reads what stood there before.
///
/// A link is followed; what is no file (a pipe, a terminal) is written to directly.
///
/// # Errors
///
/// Fails where the system does.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let written = match target.metadata() {
        Ok(metadata) if !metadata.is_file() => fs::write(&target, bytes),
        Ok(metadata) => persist(&target, bytes, Some(metadata.permissions())),
        Err(_) => persist(&target, bytes, None),
    };
    written.map_err(|source| Error::Write {
        path: path.to_path_buf(),
        source,
    })
}

/// Writes beside the file and then renames. A file that was there keeps its permissions.
fn persist(path: &Path, bytes: &[u8], kept: Option<Permissions>) -> io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    let builder = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.prefix(".qingdan-").tempfile_in(folder);
    // The name of the temporary file would tell nobody anything.
    let mut file = file.map_err(|error| io::Error::from(error.kind()))?;
    file.write_all(bytes)?;
    if let Some(permissions) = kept {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// The bytes of a file, or how large it is where that is too much to read.
#[derive(Debug)]
pub enum Content {
    /// The bytes.
    Bytes(Vec<u8>),
    /// More bytes than a list can have.
    TooLarge(u64),
}

/// Reads a file whole.
///
/// # Errors
///
/// Fails where the system does.
pub fn read(path: &Path) -> io::Result<Content> {
    let file = File::open(path)?;
    match measured(&file)? {
        Ok(size) => rest(file, size, &[]),
        Err(too_large) => Ok(too_large),
    }
}

/// How many bytes of a file are compared at a time: what fits into the processor's cache.
const PIECE: usize = 64 * 1024;

/// Reads a file unless it has the same bytes as `other`, which needs no memory of its own.
///
/// # Errors
///
/// Fails where the system does.
pub fn read_unless_same(path: &Path, other: Option<&[u8]>) -> io::Result<Option<Content>> {
    let mut file = File::open(path)?;
    let size = match measured(&file)? {
        Ok(size) => size,
        Err(too_large) => return Ok(Some(too_large)),
    };
    let Some(other) = other.filter(|other| other.len() == size) else {
        return rest(file, size, &[]).map(Some);
    };
    let mut piece = vec![0; PIECE];
    for (at, same) in (0..).step_by(PIECE).zip(other.chunks(PIECE)) {
        let read = &mut piece[..same.len()];
        let count = fill(&mut file, read)?;
        if read[..count] != *same {
            return rest(file, size, &[&other[..at], &read[..count]]).map(Some);
        }
    }
    Ok(None)
}

/// Returns how many bytes a file has, or that these are too many.
fn measured(file: &File) -> io::Result<Result<usize, Content>> {
    let size = file.metadata()?.len();
    Ok(match usize::try_from(size) {
        Ok(size_here) if size <= file_too_large::MOST => Ok(size_here),
        _ => Err(Content::TooLarge(size)),
    })
}

/// Reads the rest of a file of this size, behind what has been read of it already.
fn rest(mut file: File, size: usize, known: &[&[u8]]) -> io::Result<Content> {
    let start = known.iter().map(|part| part.len()).sum();
    // A byte more, to see the end of the file.
    let mut bytes = vec![0; size.max(start) + 1];
    let mut at = 0;
    for part in known {
        bytes[at..at + part.len()].copy_from_slice(part);
        at += part.len();
    }
    let count = fill(&mut file, &mut bytes[start..])?;
    bytes.truncate(start + count);
    if bytes.len() > size {
        // It has grown since it was measured.
        file.take(file_too_large::MOST + 1)
            .read_to_end(&mut bytes)?;
    }
    Ok(Content::Bytes(bytes))
}

/// Reads until the buffer is full or the file ends, and returns how many bytes there were.
fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::unwrap_used, reason = "a test that cannot write has failed")]
    fn a_file_is_read_whole_wherever_it_differs() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.toml");
        let known: Vec<u8> = (0..=250).cycle().take(PIECE * 2 + 100).collect();
        let places = [0, 1, PIECE - 1, PIECE, PIECE * 2, known.len() - 1];
        let changed = places.map(|at| {
            let mut other = known.clone();
            other[at] ^= 1;
            other
        });
        let shorter = known[..PIECE].to_vec();
        let longer = [known.as_slice(), b"more"].concat();
        for bytes in changed.into_iter().chain([shorter, longer, Vec::new()]) {
            fs::write(&path, &bytes).unwrap();
            let read = read_unless_same(&path, Some(&known)).unwrap();
            assert!(matches!(read, Some(Content::Bytes(read)) if read == bytes));
        }
        fs::write(&path, &known).unwrap();
        assert!(read_unless_same(&path, Some(&known)).unwrap().is_none());
        assert!(matches!(read(&path).unwrap(), Content::Bytes(read) if read == known));
    }
}
