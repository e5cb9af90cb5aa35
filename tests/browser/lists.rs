//! Copies of lists, to be changed and published.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use qingdan::commands::Surroundings;
use walkdir::WalkDir;

/// Fields with texts, in every file.
const TEXTS: [&str; 8] = [
    "title",
    "do",
    "may",
    "must_not",
    "must",
    "applicant",
    "result",
    "watch",
];

/// A copy of a township's lists in a folder of its own.
pub struct Lists {
    folder: PathBuf,
}

impl Lists {
    /// Copies the lists.
    pub fn copied(from: &str, folder: PathBuf) -> Self {
        let lists = Self { folder };
        for entry in WalkDir::new(from) {
            let entry = entry.expect("an entry");
            let to = lists
                .root()
                .join(entry.path().strip_prefix(from).expect("below"));
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).expect("a folder");
            } else {
                fs::copy(entry.path(), to).expect("a copy");
            }
        }
        lists
    }

    /// Where the lists lie.
    pub fn root(&self) -> PathBuf {
        self.folder.join("lists")
    }

    /// Where the pages lie.
    pub fn site(&self) -> PathBuf {
        self.folder.join("site")
    }

    /// Leaves these villages alone.
    pub fn keep(&self, villages: &[&str]) {
        for entry in fs::read_dir(self.root().join("villages")).expect("villages") {
            let path = entry.expect("a village").path();
            let is_kept = |name: &&str| path.ends_with(name);
            if !villages.iter().any(is_kept) {
                fs::remove_dir_all(path).expect("removed");
            }
        }
    }

    /// Changes a file, which must not stay as it was.
    pub fn edit(&self, file: &str, change: impl Fn(&str) -> String) {
        let path = self.root().join(file);
        let text = fs::read_to_string(&path).expect("a list");
        let changed = change(&text);
        assert_ne!(text, changed, "{file}");
        fs::write(path, changed).expect("written");
    }

    /// Puts a text before the texts of all lists.
    pub fn spoil(&self, with: &str) {
        let files = WalkDir::new(self.root()).into_iter().map(Result::unwrap);
        for file in files.filter(|file| file.file_type().is_file()) {
            let text = fs::read_to_string(file.path()).expect("a list");
            let lines = text.lines().map(|line| spoiled(line, with) + "\n");
            fs::write(file.path(), lines.collect::<String>()).expect("written");
        }
    }

    /// Publishes the pages.
    pub fn publish(&self) {
        let (lists, site) = (self.root(), self.site());
        let path = |path: &Path| path.to_str().expect("UTF-8").to_owned();
        let args = ["qingdan", "publish", "--lang", "en", "--out"].map(str::to_owned);
        let args = args
            .into_iter()
            .chain([path(&site), "--lists".to_owned(), path(&lists)]);
        let around = Surroundings {
            today: date(2026, 11, 23),
            folder: self.folder.clone(),
            lists: None,
            village: None,
            locale: String::new(),
            width: None,
            interactive: false,
            no_color: true,
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        qingdan::run(args.map(Into::into), &around, &mut out, &mut err);
        let said = String::from_utf8([out, err].concat()).expect("UTF-8");
        assert!(site.join("index.html").exists(), "{said}");
    }
}

/// Puts a text before the one that stands on a line, or before the first of several.
fn spoiled(line: &str, with: &str) -> String {
    let is_text = TEXTS.iter().any(|field| {
        let rest = line.trim_start().strip_prefix(field);
        rest.is_some_and(|rest| rest.starts_with(".zh =") || rest.starts_with(".en ="))
    });
    match line.split_once('"') {
        Some((before, after)) if is_text => format!("{before}\"{with} {after}"),
        _ => line.to_owned(),
    }
}
