//! The bytes of a file, read at once or compared with others that are known.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::rules::file_too_large;

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

/// What a file has, beside some bytes that are known already.
#[derive(Debug)]
pub enum Found {
    /// It has the bytes at this place.
    Known(usize),
    /// It has others.
    New(Content),
}

impl Found {
    pub(super) fn of(bytes: &[u8], known: &[&[u8]]) -> Self {
        match known.iter().position(|known| *known == bytes) {
            Some(at) => Self::Known(at),
            None => Self::New(Content::Bytes(bytes.to_vec())),
        }
    }
}

/// Reads a file unless it has the same bytes as one of `known`, which needs no memory of its own.
///
/// # Errors
///
/// Fails where the system does.
pub fn read_unless_known(path: &Path, known: &[&[u8]]) -> io::Result<Found> {
    let mut file = File::open(path)?;
    let size = match measured(&file)? {
        Ok(size) => size,
        Err(too_large) => return Ok(Found::New(too_large)),
    };
    let places = 0..known.len();
    let mut alike: Vec<usize> = places.filter(|at| known[*at].len() == size).collect();
    let Some(mut last) = alike.first().copied() else {
        return rest(file, size, &[]).map(Found::New);
    };
    let mut piece = vec![0; PIECE.min(size)];
    for start in (0..size).step_by(PIECE) {
        let read = &mut piece[..PIECE.min(size - start)];
        let count = fill(&mut file, read)?;
        alike.retain(|at| known[*at][start..start + read.len()] == read[..count]);
        let Some(at) = alike.first() else {
            let known = &[&known[last][..start], &read[..count]];
            return rest(file, size, known).map(Found::New);
        };
        last = *at;
    }
    Ok(Found::Known(last))
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
    use std::fs;

    use super::*;

    #[test]
    #[expect(clippy::unwrap_used, reason = "a test that cannot write has failed")]
    fn a_file_is_read_whole_wherever_it_differs() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.toml");
        let first: Vec<u8> = (0..=250).cycle().take(PIECE * 2 + 100).collect();
        let places = [0, 1, PIECE - 1, PIECE, PIECE * 2, first.len() - 1];
        let changed = places.map(|at| {
            let mut other = first.clone();
            other[at] ^= 1;
            other
        });
        let known = [&first, &changed[3], &changed[5]].map(Vec::as_slice);
        for (at, bytes) in known.into_iter().enumerate() {
            fs::write(&path, bytes).unwrap();
            let read = read_unless_known(&path, &known).unwrap();
            assert!(matches!(read, Found::Known(place) if place == at));
            assert!(matches!(super::read(&path).unwrap(), Content::Bytes(read) if read == bytes));
        }
        let shorter = first[..PIECE].to_vec();
        let longer = [first.as_slice(), b"more"].concat();
        let others = [0, 1, 2, 4].map(|at| changed[at].clone());
        for bytes in others.into_iter().chain([shorter, longer, Vec::new()]) {
            fs::write(&path, &bytes).unwrap();
            let read = read_unless_known(&path, &known).unwrap();
            assert!(matches!(read, Found::New(Content::Bytes(read)) if read == bytes));
        }
    }
}
