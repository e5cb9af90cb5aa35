//! One writer at a time.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::Error;

/// How often and how long apart a lock that is held is asked for: a second in all.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// Locks the directory until the file is dropped, or the process ends in whatever way.
pub(crate) fn exclusive(dir: &Path) -> Result<File, Error> {
    let file = open(dir).map_err(|source| Error::write(dir, source))?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
            Err(TryLockError::Error(source)) => return Err(Error::write(dir, source)),
        }
    }
    Err(Error::Busy { dir: dir.into() })
}

/// A folder can be locked itself, so that no file is left behind.
#[cfg(unix)]
fn open(dir: &Path) -> std::io::Result<File> {
    File::open(dir)
}

#[cfg(not(unix))]
fn open(dir: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    let options = options.create(true).truncate(false).write(true);
    options.open(dir.join(".qingdan-lock"))
}
