//! The published pages: what they hold, and that nothing ever harms the old ones.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::civil::date;
use qingdan::commands::Surroundings;
use tempfile::TempDir;

/// A copy of a township's lists, and a folder beside it to publish into.
struct Township {
    folder: TempDir,
}

impl Township {
    fn of(example: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let township = Self { folder };
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(example);
        for entry in walkdir::WalkDir::new(&from) {
            let entry = entry.unwrap();
            let way = entry.path().strip_prefix(&from).unwrap();
            let to = township.lists().join(way);
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        township
    }

    fn minimal() -> Self {
        Self::of("examples/minimal")
    }

    fn lists(&self) -> PathBuf {
        self.folder.path().join("lists")
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.lists().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no {from:?}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// Runs a command; returns the exit code as it is printed, and what was written.
    fn run(&self, args: &[&str]) -> (String, String) {
        let lists = self.lists();
        let common = ["--lists", lists.to_str().unwrap(), "--lang", "en"];
        let args = ["qingdan"]
            .into_iter()
            .chain(args.iter().copied())
            .chain(common);
        let around = Surroundings {
            today: date(2026, 11, 23),
            folder: self.folder.path().to_path_buf(),
            lists: None,
            village: None,
            locale: String::new(),
            width: None,
            interactive: false,
            no_color: true,
        };
        let mut out = Vec::new();
        let mut err = Vec::new();
        let code = qingdan::run(args.map(Into::into), &around, &mut out, &mut err);
        out.extend(err);
        (format!("{code:?}"), String::from_utf8(out).unwrap())
    }

    fn publish(&self) -> String {
        let site = self.site();
        let (code, text) = self.run(&["publish", "--out", site.to_str().unwrap()]);
        assert_eq!(code, ok(), "{text}{}", self.run(&["validate"]).1);
        text
    }

    fn refused(&self, code: u8) -> String {
        let site = self.site();
        let (got, text) = self.run(&["publish", "--out", site.to_str().unwrap()]);
        assert_eq!(got, exit(code), "{text}");
        text
    }

    fn verify(&self) -> (String, String) {
        self.run(&["verify", self.site().to_str().unwrap()])
    }

    /// Everything that was published, by path.
    fn pages(&self) -> BTreeMap<String, Vec<u8>> {
        found(&self.site())
    }

    fn page(&self, path: &str) -> String {
        fs::read_to_string(self.site().join(path)).unwrap()
    }
}

fn exit(code: u8) -> String {
    format!("{:?}", std::process::ExitCode::from(code))
}

fn ok() -> String {
    exit(0)
}

fn found(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(dir).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let way = |path: &Path| {
        let way = path.strip_prefix(dir).unwrap();
        way.to_str().unwrap().replace('\\', "/")
    };
    files
        .map(|entry| (way(entry.path()), fs::read(entry.path()).unwrap()))
        .collect()
}

fn is_html(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == "html")
}

fn times(dir: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let entries = walkdir::WalkDir::new(dir).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            (
                entry.path().to_owned(),
                entry.metadata().unwrap().modified().unwrap(),
            )
        })
        .collect()
}

const SERVICE: &str = "en/shili/service/land-approval.html";

#[test]
fn the_same_lists_give_the_same_bytes() {
    let (one, other) = (Township::minimal(), Township::minimal());
    one.publish();
    other.publish();
    assert!(one.pages().len() > 30);
    assert_eq!(one.pages(), other.pages());
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let township = Township::minimal();
    township.publish();
    let before = times(&township.site());
    let pages = before.len() - 1;
    let text = township.publish();
    assert!(
        text.contains(&format!("0 files written, {pages} unchanged, 0 removed")),
        "{text}"
    );
    assert_eq!(times(&township.site()), before);
    // A comment says nothing that is published.
    township.edit(
        "villages/shili/service.toml",
        "\n[[service]]\n",
        "\n# said\n[[service]]\n",
    );
    township.publish();
    let after = times(&township.site());
    let rewritten = after.iter().filter(|(path, time)| before[*path] != **time);
    let rewritten: Vec<_> = rewritten
        .map(|(path, _)| path.file_name().unwrap())
        .collect();
    assert_eq!(rewritten, ["manifest.txt"]);
}

#[test]
fn only_the_pages_of_what_changed_are_written() {
    let township = Township::minimal();
    township.publish();
    let before = township.pages();
    township.edit(
        "villages/shili/village.toml",
        "0354-0000301",
        "0354-0000399",
    );
    township.publish();
    let after = township.pages();
    let changed: Vec<&str> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(bytes))
        .map(|(path, _)| path.as_str())
        .collect();
    assert!(changed.contains(&SERVICE), "{changed:?}");
    assert!(!changed.contains(&"index.html") && !changed.contains(&"en/shili/power.html"));
    assert!(
        township
            .page(SERVICE)
            .contains("0354-0000399 (placeholder)")
    );
}

#[test]
fn a_page_that_somebody_edited_or_removed_is_put_right() {
    let township = Township::minimal();
    township.publish();
    let before = township.pages();
    fs::write(township.site().join(SERVICE), "pay 100 yuan").unwrap();
    fs::remove_file(township.site().join("style.css")).unwrap();
    let text = township.publish();
    assert!(text.contains("2 files written"), "{text}");
    assert_eq!(township.pages(), before);
}

#[test]
fn an_error_in_the_lists_leaves_the_old_pages() {
    let township = Township::minimal();
    township.publish();
    let before = township.pages();
    township.edit(
        "villages/shili/service.toml",
        "\"township-government\"",
        "\"nobody\"",
    );
    let text = township.refused(1);
    assert!(text.contains("Nothing was published"), "{text}");
    assert_eq!(township.pages(), before);
}

#[test]
fn nothing_is_made_where_nothing_can_be_published() {
    let township = Township::minimal();
    township.edit("villages/shili/service.toml", "[[service]]", "[[service");
    township.refused(1);
    assert!(!township.site().exists());
}

#[test]
fn a_file_of_somebody_else_is_not_overwritten_and_stops_everything() {
    let township = Township::minimal();
    township.publish();
    fs::remove_dir_all(township.site().join("zh")).unwrap();
    fs::create_dir(township.site().join("zh")).unwrap();
    fs::remove_file(township.site().join("manifest.txt")).unwrap();
    fs::write(township.site().join("zh/index.html"), "mine").unwrap();
    let before = township.pages();
    let text = township.refused(2);
    assert!(text.contains("was not written by `publish`"), "{text}");
    assert_eq!(township.pages(), before);
}

#[test]
fn a_folder_where_a_page_belongs_stops_everything() {
    let township = Township::minimal();
    fs::create_dir_all(township.site().join(SERVICE)).unwrap();
    township.refused(2);
    assert!(township.pages().is_empty());
}

#[test]
fn pages_that_no_longer_belong_are_removed_and_nothing_else() {
    let township = Township::minimal();
    township.publish();
    fs::write(township.site().join("CNAME"), "example.invalid").unwrap();
    fs::write(township.site().join("en/shili/power.html"), "edited").unwrap();
    township.edit("villages/shili/village.toml", "\"in-force\"", "\"draft\"");
    let text = township.publish();
    assert!(
        text.contains("en/shili/power.html is no page of the lists any more"),
        "{text}"
    );
    let left = township.pages();
    let of_village: Vec<&String> = left
        .keys()
        .filter(|path| path.contains("/shili/"))
        .collect();
    assert_eq!(of_village, ["en/shili/power.html"]);
    assert!(left.contains_key("CNAME"));
    assert!(!township.site().join("zh/shili").exists());
    let first = township.page("en/index.html");
    assert!(first.contains("Being prepared, not published yet: </strong>Example village."));
}

#[test]
fn pages_do_not_go_among_the_lists() {
    let township = Township::minimal();
    let site = township.lists().join("villages/site");
    let (code, text) = township.run(&["publish", "--out", site.to_str().unwrap()]);
    assert_eq!(code, exit(2));
    assert!(text.contains("do not belong among the lists"), "{text}");
    assert!(!site.exists());
}

#[test]
fn a_trial_says_so_on_every_page_of_the_village() {
    let township = Township::minimal();
    township.edit("villages/shili/village.toml", "\"in-force\"", "\"trial\"");
    township.publish();
    for (path, bytes) in township.pages() {
        let text = String::from_utf8(bytes).unwrap();
        if path.starts_with("en/shili/") && is_html(&path) {
            assert!(text.contains("<strong>TRIAL</strong>"), "{path}");
        }
    }
}

#[test]
fn every_file_is_held_against_the_lists() {
    let township = Township::minimal();
    township.publish();
    let (code, text) = township.verify();
    assert_eq!(code, ok(), "{text}");
    let edited = township
        .page(SERVICE)
        .replace("15 working days", "40 working days");
    fs::write(township.site().join(SERVICE), edited).unwrap();
    fs::remove_file(township.site().join("page.js")).unwrap();
    fs::write(
        township.site().join("en/shili/service/fast-lane.html"),
        "pay",
    )
    .unwrap();
    let (code, text) = township.verify();
    assert_eq!(code, exit(1));
    let expected = "extra    en/shili/service/fast-lane.html\n\
                    changed  en/shili/service/land-approval.html\n\
                    missing  page.js\n";
    let (files, summary) = text.split_at(expected.len());
    assert_eq!(files, expected);
    assert!(
        summary.contains("1 changed, 1 missing, 1 extra"),
        "{summary}"
    );
}

#[test]
fn with_an_address_the_codes_lead_to_the_pages() {
    let township = Township::minimal();
    township.edit("township.toml", "# base_url", "base_url");
    township.publish();
    let page = township.page(SERVICE);
    assert!(page.contains("if the page that opens shows a green line"));
    let (code, _) = township.verify();
    assert_eq!(code, ok());
}

#[test]
fn one_language_has_no_switch() {
    let township = Township::minimal();
    township.edit(
        "township.toml",
        "languages = [\"zh\", \"en\"]",
        "languages = [\"zh\"]",
    );
    township.publish();
    let pages = township.pages();
    assert!(pages.keys().all(|path| !path.starts_with("en/")));
    assert!(!township.page("index.html").contains("class=\"switch\""));
}

/// What a text may try.
const HOSTILE: &str =
    r#"</title><script>alert(1)</script><img src=x onerror=alert(2)>\" onload=\"alert(3)' & עברית"#;

#[test]
fn texts_come_out_as_texts() {
    let township = Township::minimal();
    let long = "x".repeat(300);
    let hostile = format!("{HOSTILE}{long}");
    let name = |text: &str| format!("name.en = \"{text}\"");
    township.edit(
        "villages/shili/village.toml",
        &name("Example village"),
        &name(HOSTILE),
    );
    for book in ["template", "villages/shili"] {
        let (service, power) = (format!("{book}/service.toml"), format!("{book}/power.toml"));
        let title = |text: &str| format!("title.en = \"{text}\"");
        township.edit(
            &service,
            &title("Land approval for a house plot"),
            &title(&hostile),
        );
        // What only divides is no error: it is made visible.
        township.edit(&power, "title.en = \"", "title.en = \"a\u{200b}b ");
    }
    township.publish();
    for (path, bytes) in township.pages() {
        let text = String::from_utf8(bytes).unwrap();
        let lower = text.to_lowercase();
        // What the search box knows is no markup: it makes texts of it.
        let known = path.starts_with("finder");
        for markup in [
            "<script>",
            "<img src=x",
            "onerror=alert(2)>",
            "\" onload",
            "' & ",
        ] {
            assert!(known || !lower.contains(markup), "{path} has {markup}");
        }
        assert!(!text.contains('\u{200b}'), "{path}");
        if is_html(&path) {
            assert_eq!(
                lower.matches("<script").count(),
                lower.matches("<script src=").count()
            );
            assert!(!lower.contains(" style="), "{path}");
        }
    }
    let page = township.page(SERVICE);
    assert!(page.contains("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(
        township
            .page("en/shili/power.html")
            .contains("a\\u{200b}b ")
    );
}

/// The values of an attribute in a page.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let start = format!(" {attribute}=\"");
    let parts = page.split(&start).skip(1);
    parts.filter_map(|part| part.split('"').next()).collect()
}

/// Returns where a link leads from a page: the path of a file, and an anchor in it.
fn target(page: &str, link: &str) -> (String, Option<String>) {
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (link, None),
    };
    if path.is_empty() {
        return (page.to_owned(), anchor);
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        if part == ".." {
            parts.pop().expect("a link leaves the folder");
        } else {
            parts.push(part);
        }
    }
    (parts.join("/"), anchor)
}

fn links_resolve(pages: &BTreeMap<String, Vec<u8>>) {
    let texts: BTreeMap<&str, &str> = pages
        .iter()
        .filter(|(path, _)| is_html(path))
        .map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
        .collect();
    let anchors: BTreeMap<&str, BTreeSet<&str>> = texts
        .iter()
        .map(|(path, text)| {
            let ids = values(text, "id");
            let unique: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(unique.len(), ids.len(), "{path} has an anchor twice");
            (*path, unique)
        })
        .collect();
    for (path, text) in &texts {
        let links = ["href", "src", "srcset"]
            .into_iter()
            .flat_map(|name| values(text, name));
        for link in links.filter(|link| !link.starts_with("tel:")) {
            assert!(
                !link.contains(':') && !link.starts_with('/'),
                "{path}: {link}"
            );
            let (file, anchor) = target(path, link);
            assert!(pages.contains_key(&file), "{path}: {link}");
            if let Some(anchor) = anchor {
                let there = &anchors[file.as_str()];
                assert!(there.contains(anchor.as_str()), "{path}: {link}");
            }
        }
    }
}

/// Headings begin with one `h1` and never skip a level.
fn headings_are_in_order(path: &str, page: &str) {
    let mut last = 0;
    for part in page.split("<h").skip(1) {
        let Some(level) = part.chars().next().and_then(|c| c.to_digit(10)) else {
            continue;
        };
        assert!(level <= last + 1, "{path} skips to h{level}");
        assert!(level > 1 || last == 0, "{path} has two h1");
        last = level;
    }
    assert!(last > 0, "{path} has no heading");
}

#[test]
fn the_shipped_township_is_whole() {
    let township = Township::of("lists");
    township.publish();
    let pages = township.pages();
    links_resolve(&pages);
    let html = pages.iter().filter(|(path, _)| is_html(path));
    let mut count = 0;
    for (path, bytes) in html {
        count += 1;
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(bytes.len() <= 60_000, "{path} has {} bytes", bytes.len());
        assert!(text.contains("SAMPLE"), "{path}");
        assert!(text.contains("default-src &#39;none&#39;") || text.contains("default-src 'none'"));
        let lang = if path.starts_with("en/") {
            "en"
        } else {
            "zh-CN"
        };
        assert!(text.contains(&format!("<html lang=\"{lang}\">")), "{path}");
        headings_are_in_order(path, text);
        let phones = text.matches("0354-000").count();
        let marked = text.matches("（占位）").count() + text.matches(" (placeholder)").count();
        assert!(
            marked >= phones,
            "{path} has a placeholder that does not say so"
        );
    }
    assert!(count > 5000, "{count} pages");
    for id in ["power/major-decision", "service/land-approval"] {
        let other = |path: &str| pages.contains_key(path);
        assert!(
            other(&format!("en/nanshiqu/{id}.html")) && other(&format!("zh/nanshiqu/{id}.html"))
        );
    }
    // Drafts are named and have no page.
    assert!(pages.keys().all(|path| !path.contains("/guozigou/")));
}

#[test]
fn a_village_whose_lists_differ_is_searched_by_its_own_data() {
    let township = Township::minimal();
    township.publish();
    let own = "finder/shili/finder-data.js";
    assert!(!township.pages().contains_key(own));
    assert!(!township.page("en/index.html").contains("data-from"));
    // What is not searched makes no difference.
    township.edit(
        "villages/shili/service.toml",
        "\n[[service]]\n",
        "\n# said\n[[service]]\n",
    );
    township.publish();
    assert!(!township.pages().contains_key(own));
    township.edit(
        "villages/shili/village.toml",
        "stage = \"in-force\"",
        "stage = \"trial\"",
    );
    township.edit(
        "township.toml",
        "\"manual.card.works\"",
        "\"manual.card.works\", \"manual.card.services\"",
    );
    for file in ["service", "manual"] {
        let file = format!("villages/shili/{file}.toml");
        township.edit(&file, "\"land-approval\"", "\"house-plot\"");
    }
    township.publish();
    assert!(township.page(own).contains("\"service/house-plot\""));
    assert!(
        !township
            .page("finder-data.js")
            .contains("service/house-plot")
    );
    let from = "data-from=\"../finder/shili\"";
    assert!(township.page("en/index.html").contains(from));
    let from = "data-from=\"../../finder/shili\"";
    assert!(township.page("en/shili/index.html").contains(from));
    links_resolve(&township.pages());
}

#[test]
fn new_words_make_the_search_box_anew_and_nothing_else() {
    let township = Township::minimal();
    township.publish();
    let before = township.pages();
    township.edit("vocabulary.toml", "\"批地\"", "\"要块地\"");
    township.edit("vocabulary.toml", "\"homestead\"", "\"new home\"");
    township.publish();
    let changed: Vec<_> = township
        .pages()
        .into_iter()
        .filter(|(path, bytes)| before.get(path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(
        changed,
        ["finder-data-en.js", "finder-data.js", "manifest.txt"]
    );
}
