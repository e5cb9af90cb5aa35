//! Files of every bad kind in a township that is right otherwise: each gives one clear finding, in
//! its own file, and nothing that it caused elsewhere.

#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::Index;
use qingdan::commands::Surroundings;
use tempfile::TempDir;

/// A copy of `examples/minimal` in which files are spoilt.
struct Township {
    folder: TempDir,
}

impl Township {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        for (path, bytes) in files() {
            let to = folder.path().join(path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
        Self { folder }
    }

    /// A township whose `path` has these bytes instead of its own.
    fn with(path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let township = Self::new();
        fs::write(township.path(path), bytes).unwrap();
        township
    }

    /// A township in which `path` is removed.
    fn without(path: &str) -> Self {
        let township = Self::new();
        let path = township.path(path);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        } else {
            fs::remove_file(path).unwrap();
        }
        township
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Returns what `validate` writes, and its exit code.
    fn validated(&self, format: &str) -> (String, u8) {
        let (out, err, code) = run(self.folder.path(), &["validate", "--format", format]);
        assert_eq!(err, "");
        (out, code)
    }

    /// Returns the findings as lines, and the exit code.
    fn found(&self) -> (Vec<String>, u8) {
        let (out, code) = self.validated("line");
        let mut lines: Vec<String> = out.lines().map(str::to_owned).collect();
        lines.truncate(lines.len() - 2);
        (lines, code)
    }
}

/// Runs a command line in English on the lists of a folder: the answer, the trouble, the code.
fn run(lists: &Path, args: &[&str]) -> (String, String, u8) {
    let around = Surroundings {
        today: date(2026, 11, 23),
        folder: lists.to_path_buf(),
        lists: Some(lists.to_path_buf()),
        village: None,
        interactive: false,
        locale: "C".to_owned(),
        width: None,
        no_color: true,
    };
    let args = ["qingdan"].iter().chain(args).map(OsString::from);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = qingdan::run(args, &around, &mut out, &mut err);
    let code =
        (0..=2).find(|number| format!("{code:?}") == format!("{:?}", ExitCode::from(*number)));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(out), text(err), code.unwrap())
}

/// The files of `examples/minimal`, in order.
fn files() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/minimal");
    let walk = walkdir::WalkDir::new(&root).sort_by_file_name();
    let files = walk.into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(&root).unwrap();
        let bytes = fs::read(entry.path()).unwrap();
        (path.to_str().unwrap().to_owned(), bytes)
    };
    files.map(read).collect()
}

fn text(path: &str) -> String {
    let bytes = files().into_iter().find(|(name, _)| name == path);
    String::from_utf8(bytes.unwrap().1).unwrap()
}

/// Asserts that there is this one error and nothing else.
#[track_caller]
fn one_error(township: &Township, line: &str) {
    assert_eq!(township.found(), (vec![line.to_owned()], 1));
    township.validated("full");
    township.validated("json");
}

/// Asserts that there are these findings, none of them an error.
#[track_caller]
fn no_error(township: &Township, lines: &[&str]) {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    assert_eq!(township.found(), (lines, 0));
    township.validated("full");
}

#[test]
fn the_example_is_right() {
    no_error(&Township::new(), &[]);
}

#[test]
fn gbk_is_named() {
    // “示例乡” in GBK.
    let bytes = b"format = 1\nname.zh = \"\xca\xbe\xc0\xfd\xcf\xe7\"\n";
    one_error(
        &Township::with("township.toml", bytes),
        "township.toml:1:1: error[not-utf8] the file is GBK, not UTF-8",
    );
}

#[test]
fn utf16_is_named_with_and_without_its_mark() {
    let text = text("registry.toml");
    let units = || text.encode_utf16();
    let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    let ascii: Vec<u8> = "[card]\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [
        marked(b"\xff\xfe", &little),
        marked(b"\xfe\xff", &big),
        ascii,
    ] {
        one_error(
            &Township::with("registry.toml", bytes),
            "registry.toml:1:1: error[not-utf8] the file is UTF-16, not UTF-8",
        );
    }
}

#[test]
fn other_bytes_that_are_no_text_are_found_by_their_line() {
    let text = text("registry.toml");
    let lines = text.lines().count();
    for bytes in [&b"# \xff\xfe\xc0\n"[..], b"# \xe9\xa2"] {
        one_error(
            &Township::with("registry.toml", [text.as_bytes(), bytes].concat()),
            &format!(
                "registry.toml:1:1: error[not-utf8] the file is no UTF-8 text (from line {})",
                lines + 1
            ),
        );
    }
}

#[test]
fn a_byte_order_mark_is_a_warning() {
    let text = format!("\u{feff}{}", text("registry.toml"));
    no_error(
        &Township::with("registry.toml", text),
        &["registry.toml:1:1: warning[invisible-character] byte order mark U+FEFF"],
    );
}

#[test]
fn line_ends_of_windows_are_right() {
    let township = Township::new();
    for (path, _) in files() {
        fs::write(township.path(&path), text(&path).replace('\n', "\r\n")).unwrap();
    }
    no_error(&township, &[]);
}

#[test]
fn line_ends_of_old_macintoshes_are_named_once() {
    let text = text("registry.toml");
    let message = "error[toml-syntax] a carriage return (CR) alone ends no line in TOML";
    one_error(
        &Township::with("registry.toml", text.replace('\n', "\r")),
        &format!("registry.toml:1:49: {message}"),
    );
    one_error(
        &Township::with("registry.toml", text.replacen("]]\n", "]]\r", 1)),
        &format!("registry.toml:6:11: {message}"),
    );
}

#[test]
fn an_empty_file_is_as_good_as_none() {
    for (path, _) in files() {
        let name = path.rsplit('/').next().unwrap();
        for empty in ["", "\n \r\n\t\n"] {
            one_error(
                &Township::with(&path, empty),
                &format!("{path}:1:1: error[missing-file] `{name}` is empty"),
            );
        }
    }
}

#[test]
fn a_nul_byte_is_a_control_character() {
    let text = text("registry.toml").replacen("农户", "农\0户", 1);
    one_error(
        &Township::with("registry.toml", text),
        "registry.toml:19:14: error[control-character] control character U+0000",
    );
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let mut text = text("template/service.toml");
    let most = 4 * 1024 * 1024;
    text.extend(std::iter::repeat_n('#', most - text.len() - 1));
    text.push('\n');
    no_error(&Township::with("template/service.toml", &text), &[]);
    text.push('#');
    one_error(
        &Township::with("template/service.toml", &text),
        "template/service.toml:1:1: error[file-too-large] the file has 4096 KiB, more than 4096 KiB",
    );
}

#[test]
fn deep_nesting_is_named() {
    const DEEP: usize = 10_000;
    let text = text("vocabulary.toml");
    let arrays = format!("a = {}{}\n", "[".repeat(DEEP), "]".repeat(DEEP));
    let tables = format!("a = {}1{}\n", "{ a = ".repeat(DEEP), " }".repeat(DEEP));
    let header = format!("[a{}]\n", ".a".repeat(DEEP));
    let key = format!("a{} = 1\n", ".a".repeat(DEEP));
    for deep in [arrays, tables, header, key] {
        let (found, code) = Township::with("vocabulary.toml", deep + &text).found();
        let [line] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert!(line.starts_with("vocabulary.toml:1:"), "{line}");
        let message = ": error[toml-syntax] tables or arrays nested too deeply";
        assert!(line.ends_with(message), "{line}");
        assert_eq!(code, 1);
    }
}

#[test]
fn a_long_name_is_cut_in_the_message() {
    let key = "长".repeat(100_000);
    let text = format!("\"{key}\" = 1\n{}", text("vocabulary.toml"));
    let (found, code) = Township::with("vocabulary.toml", text).found();
    assert_eq!((found.len(), code), (1, 1));
    let start = "vocabulary.toml:1:1: error[unknown-field] `vocabulary.toml` has no field `长长长";
    assert!(found[0].starts_with(start), "{}", found[0]);
    assert!(found[0].chars().count() < 500);
}

#[test]
fn a_place_in_a_long_line_is_right() {
    let long = "农户".repeat(100_000);
    let text = text("registry.toml").replacen("农户", &format!("{long}\u{200b}"), 1);
    no_error(
        &Township::with("registry.toml", text),
        &["registry.toml:19:200013: warning[invisible-character] invisible character U+200B"],
    );
}

#[test]
fn a_folder_is_no_file() {
    for path in ["registry.toml", "villages/shili/power.toml"] {
        let township = Township::without(path);
        fs::create_dir(township.path(path)).unwrap();
        let name = path.rsplit('/').next().unwrap();
        one_error(
            &township,
            &format!("{path}:1:1: error[missing-file] `{name}` is not a regular file"),
        );
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_no_file_wherever_it_leads() {
    let outside = TempDir::new().unwrap();
    let file = outside.path().join("power.toml");
    fs::write(&file, text("template/power.toml")).unwrap();
    let path = "villages/shili/power.toml";
    for target in [
        Path::new("../../template/power.toml"),
        file.as_path(),
        Path::new("nowhere.toml"),
        Path::new("power.toml"),
        Path::new("/dev/zero"),
    ] {
        let township = Township::without(path);
        std::os::unix::fs::symlink(target, township.path(path)).unwrap();
        one_error(
            &township,
            &format!("{path}:1:1: error[missing-file] `power.toml` is a symbolic link, not a file"),
        );
    }
}

#[cfg(unix)]
#[test]
fn even_a_dangling_link_shows_where_the_lists_are() {
    let township = Township::without("township.toml");
    std::os::unix::fs::symlink("nowhere", township.path("township.toml")).unwrap();
    one_error(
        &township,
        "township.toml:1:1: error[missing-file] `township.toml` is a symbolic link, not a file",
    );
}

#[test]
fn a_broken_village_hides_no_other_from_the_list_of_villages() {
    let township = Township::new();
    fs::create_dir(township.path("villages/broken")).unwrap();
    let (out, err, code) = run(township.folder.path(), &["list", "village"]);
    assert_eq!((err.as_str(), code), ("", 0));
    let rows: Vec<&str> = out.lines().skip(1).collect();
    assert_eq!(rows[0], "broken\t\t\tunreadable\t\t");
    assert!(rows[1].starts_with("shili\tExample village"));
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_a_folder_is_not_followed() {
    let township = Township::new();
    std::os::unix::fs::symlink("..", township.path("villages/again")).unwrap();
    std::os::unix::fs::symlink("/", township.path("villages/shili/root")).unwrap();
    no_error(
        &township,
        &[
            "villages/again:1:1: warning[unexpected-file] `villages/again` is a symbolic link, and not read",
            "villages/shili/root:1:1: warning[unexpected-file] `root` is a symbolic link, and not read",
        ],
    );
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let township = Township::new();
    let path = township.path("registry.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        // Root reads everything.
        return;
    }
    one_error(
        &township,
        "registry.toml:1:1: error[missing-file] `registry.toml` cannot be read: permission denied",
    );
}

#[test]
fn stray_files_are_warnings_in_the_order_of_their_names() {
    let township = Township::new();
    for path in [
        "villages/notes.txt",
        "villages/shili/powr.toml",
        "template/service (2).toml",
        "registri.toml",
        "a\u{1b}[31m.toml",
    ] {
        fs::write(township.path(path), "x").unwrap();
    }
    for hidden in [".gitignore", "README.md"] {
        fs::write(township.path(hidden), "x").unwrap();
    }
    no_error(
        &township,
        &[
            "a\\u{1b}[31m.toml:1:1: warning[unexpected-file] `a\\u{1b}[31m.toml` does not belong in the lists' directory",
            "registri.toml:1:1: warning[unexpected-file] `registri.toml` does not belong in the lists' directory",
            "villages/notes.txt:1:1: warning[unexpected-file] `villages/notes.txt` does not belong in the lists' directory",
            "template/service (2).toml:1:1: warning[unexpected-file] `service (2).toml` does not belong in the lists' directory",
            "villages/shili/powr.toml:1:1: warning[unexpected-file] `powr.toml` does not belong in the lists' directory",
        ],
    );
    let (full, _) = township.validated("full");
    assert!(full.contains("help: rename it to `power.toml`, or move it away"));
    assert!(!full.contains('\u{1b}'));
}

#[test]
fn a_missing_file_is_the_only_finding() {
    for (path, _) in files() {
        if path == "township.toml" {
            continue;
        }
        let name = path.rsplit('/').next().unwrap();
        one_error(
            &Township::without(&path),
            &format!("{path}:1:1: error[missing-file] `{name}` is missing"),
        );
    }
}

#[test]
fn a_village_without_files_lacks_them_all() {
    let township = Township::without("villages/shili");
    fs::create_dir(township.path("villages/shili")).unwrap();
    let line =
        |name: &str| format!("villages/shili/{name}:1:1: error[missing-file] `{name}` is missing");
    let names = [
        "village.toml",
        "power.toml",
        "responsibility.toml",
        "service.toml",
        "manual.toml",
    ];
    assert_eq!(township.found(), (names.map(line).to_vec(), 1));
}

#[test]
fn a_broken_file_spoils_no_other() {
    for (path, _) in files() {
        let text = text(&path);
        let line = text.lines().count() + 1;
        let (found, code) = Township::with(&path, text + "x = \"y\n").found();
        let message = "error[toml-syntax] a text without its closing quotation mark";
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(&format!("{path}:{line}:")) && found[0].ends_with(message));
        assert_eq!(code, 1);
    }
}

#[test]
fn a_slip_of_the_pen_is_one_finding() {
    let power = "template/power.toml";
    let service = "template/service.toml";
    let village = "villages/shili/service.toml";
    for (path, right, wrong, found) in [
        (
            power,
            "title.zh",
            "ttle.zh",
            "error[unknown-field] `power` has no field `ttle`",
        ),
        (
            power,
            "system = \"h",
            "system = \"",
            "error[unknown-reference] `omestead-application` is no system",
        ),
        (
            power,
            "\nbasis",
            "\nbsis",
            "error[unknown-field] `power` has no field `bsis`",
        ),
        (
            service,
            "visits",
            "vists",
            "error[unknown-field] `service` has no field `vists`",
        ),
        (
            service,
            "within",
            "wthin",
            "error[unknown-field] `step` has no field `wthin`",
        ),
        (
            service,
            "20 days",
            "20 dys",
            "error[bad-time] `20 dys` is not a time",
        ),
        (
            service,
            "by = [\"house",
            "by = [\"hose",
            "error[unknown-reference] `hosehold` is no actor of `registry.toml`",
        ),
        (
            "template/manual.toml",
            "service = \"land",
            "service = \"lad",
            "error[unknown-reference] `lad-approval` is no service",
        ),
        (
            village,
            "id = \"review",
            "id = \"reviw",
            "error[extra-item] `service/land-approval/step/reviw` is not in the template",
        ),
        (
            "calendar.toml",
            "year = ",
            "yer = ",
            "error[unknown-field] `year` has no field `yer`",
        ),
    ] {
        let text = text(path);
        let line = text[..text.find(right).unwrap()].matches('\n').count() + 1;
        let line = line + usize::from(right.starts_with('\n'));
        let (lines, code) = Township::with(path, text.replacen(right, wrong, 1)).found();
        assert_eq!((lines.len(), code), (1, 1), "{lines:?}");
        assert!(
            lines[0].starts_with(&format!("{path}:{line}:")),
            "{lines:?}"
        );
        assert!(lines[0].ends_with(found), "{lines:?}");
    }
}

#[test]
fn findings_that_say_the_same_are_drawn_three_times() {
    let hidden = text("template/power.toml").replace("do.en = \"", "do.en = \"\u{200b}\u{200b}");
    let township = Township::with("template/power.toml", hidden);
    let (full, _) = township.validated("full");
    assert_eq!(full.matches("warning[invisible-character]").count(), 3);
    let more = "= note: the same in 7 more places: template/power.toml:77, ";
    assert!(full.contains(more), "{full}");
    assert!(full.ends_with("no errors, 10 warnings, no notes.\n"));
    assert_eq!(township.found().0.len(), 10);
}

#[test]
fn without_a_township_nothing_can_be_checked() {
    let township = Township::without("township.toml");
    let (out, err, code) = run(township.folder.path(), &["validate"]);
    let folder = township.folder.path().display();
    assert_eq!((out.as_str(), code), ("", 2));
    assert_eq!(
        err,
        format!("qingdan: cannot find the lists: no `township.toml` in `{folder}`\n")
    );
}

/// Returns what `fmt` writes on a township, and its exit code.
fn formatted(township: &Township, args: &[&str]) -> (String, u8) {
    let (out, err, code) = run(township.folder.path(), &[&["fmt"], args].concat());
    assert_eq!(err, "");
    (out, code)
}

#[test]
fn fmt_leaves_what_is_no_list_and_does_the_rest() {
    let registry = text("registry.toml").replace('\n', "\r\n");
    let gbk = b"name.zh = \"\xca\xbe\xc0\xfd\xcf\xe7\"\n".as_slice();
    let township = Township::with("registry.toml", format!("\u{feff}{registry}"));
    for (path, bytes) in [
        ("township.toml", gbk),
        ("vocabulary.toml", &vec![b'#'; 5 << 20]),
        ("template/manual.toml", b"[card\n"),
    ] {
        fs::write(township.path(path), bytes).unwrap();
    }
    let power = township.path("template/power.toml");
    fs::remove_file(&power).unwrap();
    fs::create_dir(&power).unwrap();
    let expected = "\
formatted registry.toml
township.toml: skipped: the file is GBK, not UTF-8
vocabulary.toml: skipped: the file has 5120 KiB, more than 4096 KiB
template/manual.toml:1:6: skipped: not TOML; run `qingdan validate`
template/power.toml: skipped: it is no file
13 files, 1 formatted, 4 skipped
";
    assert_eq!(formatted(&township, &[]), (expected.to_owned(), 2));
    let written = fs::read_to_string(township.path("registry.toml")).unwrap();
    assert_eq!(written, text("registry.toml"));
    assert_eq!(fs::read(township.path("township.toml")).unwrap(), gbk);
}

#[cfg(unix)]
#[test]
fn fmt_replaces_no_link_and_follows_none() {
    let path = "villages/shili/power.toml";
    let township = Township::without(path);
    let template = township.path("template/power.toml");
    std::os::unix::fs::symlink("../../template/power.toml", township.path(path)).unwrap();
    fs::write(&template, text("template/power.toml").replace(" = ", "=")).unwrap();
    let (out, code) = formatted(&township, &["shili"]);
    let skipped = "skipped: a symbolic link; format the file that it leads to";
    let expected = format!("{path}: {skipped}\n5 files, 0 formatted, 1 skipped\n");
    assert_eq!((out, code), (expected, 2));
    assert!(township.path(path).is_symlink());
    let (out, code) = formatted(&township, &[]);
    assert!(out.starts_with("formatted template/power.toml\n"), "{out}");
    assert_eq!(code, 2);

    std::os::unix::fs::symlink("shili", township.path("villages/again")).unwrap();
    let (out, err, code) = run(township.folder.path(), &["fmt", "again"]);
    let expected =
        "qingdan: the folder of village `again` is a symbolic link, which is not followed\n";
    assert_eq!((out.as_str(), err.as_str(), code), ("", expected, 2));
}

#[test]
fn answers_do_not_come_from_a_broken_list() {
    let township = Township::with("template/service.toml", "x = \"y\n");
    let path = township.path("template/service.toml");
    for args in [&["list", "service"][..], &["show", "service/land-approval"]] {
        let (out, err, code) = run(township.folder.path(), args);
        assert_eq!((out.as_str(), code), ("", 2));
        let path = path.display();
        assert_eq!(
            err,
            format!("qingdan: `{path}` has an error on line 1: run `qingdan validate`\n")
        );
    }
}

/// One change of some bytes, at a place that is a part of the whole.
#[derive(Debug, Clone)]
enum Damage {
    Flip(Index, u8),
    Delete(Index, usize),
    Insert(Index, Vec<u8>),
    Repeat(Index, usize),
}

impl Damage {
    fn done_to(&self, bytes: &mut Vec<u8>) {
        let within = |at: &Index, bytes: &[u8]| at.index(bytes.len() + 1);
        match self {
            Damage::Flip(at, mask) => {
                let at = at.index(bytes.len().max(1));
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= mask;
                }
            }
            Damage::Delete(at, count) => {
                let start = within(at, bytes);
                bytes.drain(start..(start + count).min(bytes.len()));
            }
            Damage::Insert(at, new) => {
                let start = within(at, bytes);
                bytes.splice(start..start, new.iter().copied());
            }
            Damage::Repeat(at, count) => {
                let start = within(at, bytes);
                let piece = bytes[start..(start + count).min(bytes.len())].to_vec();
                bytes.splice(start..start, piece);
            }
        }
    }
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 1..6),
        prop::sample::select(vec![
            "\"",
            "'",
            "[",
            "]",
            "{",
            "}",
            "=",
            ",",
            ".",
            "\\",
            "\n",
            "\r",
            "#",
            "[[",
            "\"\"\"",
            "＝",
            "“",
            "，",
            "\u{3000}",
            "\u{feff}",
            "\u{200b}",
            "\u{202e}",
            "\0",
            "\u{1b}[2J",
            "[[service]]\n",
            "id = 1\n",
            "\\u0000",
            "-1",
            "1e999",
            "9999-12-31",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop_oneof![
        (at(), 1..=255_u8).prop_map(|(at, mask)| Damage::Flip(at, mask)),
        (at(), 1..80_usize).prop_map(|(at, count)| Damage::Delete(at, count)),
        (at(), piece).prop_map(|(at, new)| Damage::Insert(at, new)),
        (at(), 1..400_usize).prop_map(|(at, count)| Damage::Repeat(at, count)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 150,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn damage_of_any_kind_is_survived_and_its_places_are_real(
        which in any::<Index>(),
        damage in prop::collection::vec(damage(), 1..4),
    ) {
        let files = files();
        let (path, bytes) = which.get(&files);
        let mut bytes = bytes.clone();
        for damage in &damage {
            damage.done_to(&mut bytes);
        }
        let township = Township::with(path, &bytes);
        let (json, code) = township.validated("json");
        prop_assert!(code < 2);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        for finding in json["findings"].as_array().unwrap() {
            let file = township.path(finding["file"].as_str().unwrap());
            let bytes = fs::read(file).unwrap();
            let place = |line: &str, column: &str| {
                let number = |key| usize::try_from(finding[key].as_u64().unwrap()).unwrap();
                (number(line), number(column))
            };
            let start = place("line", "column");
            let end = place("end_line", "end_column");
            prop_assert!(start <= end, "{finding}");
            prop_assert!(is_within(&bytes, start) && is_within(&bytes, end), "{finding}");
        }
        for args in [
            &["validate"][..],
            &["validate", "--format", "line"],
            &["show", "service/land-approval", "--lang", "zh"],
            &["list", "actor"],
        ] {
            let (out, err, _) = run(township.folder.path(), args);
            let disturbs = |c: char| {
                c.is_control() && !"\n\t".contains(c) || "\u{202e}\u{200b}\u{feff}".contains(c)
            };
            prop_assert!(!out.contains(disturbs) && !err.contains(disturbs), "{out:?} {err:?}");
        }
    }
}

/// Returns true where a place, counted from 1, is in a text or just behind it.
fn is_within(bytes: &[u8], (line, column): (usize, usize)) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let content = text.split('\n').nth(line - 1);
    content.is_some_and(|content| column <= content.chars().count() + 1)
}

/// The examples of four rules are no TOML, so that their pages cannot be tests: these are.
#[test]
fn the_tests_of_this_file_cover_what_no_page_can_show() {
    let here = include_str!("bad_input.rs");
    for name in [
        "not-utf8",
        "file-too-large",
        "missing-file",
        "unexpected-file",
    ] {
        assert!(qingdan::rules::named(name).is_some());
        assert!(here.contains(&format!("[{name}] ")), "{name}");
    }
}
