//! Where files are, as a CI names them: from the root of the repository, in which it runs.

use std::path::{Component, Path, PathBuf};

/// The way from the working directory to the lists' directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// Finds the way from `folder`, which is absolute, to the lists' directory, which is absolute
    /// or begins at `folder`.
    ///
    /// The paths are taken as they are written: no link is followed, nothing needs to exist.
    pub fn new(folder: &Path, lists: &Path) -> Self {
        let (from, to) = (plain(folder), plain(&folder.join(lists)));
        let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let up = from.iter().skip(same).map(|_| "..".to_owned());
        let down = to.into_iter().skip(same);
        let parts: Vec<String> = up.chain(down).collect();
        Self(parts.join("/"))
    }

    /// Returns the way from the working directory to a file that is named from the lists'
    /// directory, with `/`.
    pub fn path(&self, file: &str) -> String {
        if self.0.is_empty() {
            file.to_owned()
        } else {
            format!("{}/{file}", self.0)
        }
    }
}

/// The names on a path, without `.` and `..`.
fn plain(path: &Path) -> Vec<String> {
    let mut names = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                names.pop();
            }
            Component::CurDir => {}
            other => names.push(other),
        }
    }
    let name = |component: Component<'_>| component.as_os_str().to_string_lossy().into_owned();
    names.components().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(folder: &str, lists: &str) -> String {
        Base::new(Path::new(folder), Path::new(lists)).path("service.toml")
    }

    #[test]
    fn files_are_named_from_the_working_directory() {
        assert_eq!(path("/repo", "lists"), "lists/service.toml");
        assert_eq!(path("/repo", "/repo/lists"), "lists/service.toml");
        assert_eq!(path("/repo", "./examples/../lists/"), "lists/service.toml");
        assert_eq!(path("/repo", "."), "service.toml");
        assert_eq!(
            path("/repo/lists/template", "/repo/lists"),
            "../service.toml"
        );
        assert_eq!(path("/repo", "/other/lists"), "../other/lists/service.toml");
    }
}
