//! What `publish` wrote: every file with its digest, and from what.
//!
//! The lines are those of `sha256sum`, so that anybody can check a copy of the pages without this
//! program: `sha256sum --check --quiet manifest.txt`. Nothing in it differs from run to run.

use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The name of the file.
pub(super) const NAME: &str = "manifest.txt";

const INPUTS: &str = "# made from ";

/// Every published file with the digest of what it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The digest of the lists and the program.
    pub inputs: String,
    /// The digests by path.
    pub files: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads it; what is no line of it is passed over.
    pub fn read(text: &str) -> Self {
        let mut manifest = Self::default();
        for line in text.lines() {
            if let Some(inputs) = line.strip_prefix(INPUTS) {
                inputs.clone_into(&mut manifest.inputs);
            } else if let Some((digest, path)) = line.split_once("  ") {
                manifest.files.insert(path.to_owned(), digest.to_owned());
            }
        }
        manifest
    }

    /// Writes it.
    pub fn written(&self) -> String {
        let mut text = format!(
            "# Written by `qingdan publish`, which removes what it wrote and no longer needs.\n{INPUTS}{}\n",
            self.inputs
        );
        for (path, digest) in &self.files {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{digest}  {path}");
        }
        text
    }
}

/// Returns the digest of what a file holds, as `sha256sum` writes it.
pub fn digest(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let manifest = Manifest {
            inputs: "abc".to_owned(),
            files: [("a/b.html".to_owned(), digest(b"x"))].into(),
        };
        assert_eq!(Manifest::read(&manifest.written()), manifest);
        assert_eq!(Manifest::read("anything\n"), Manifest::default());
    }
}
