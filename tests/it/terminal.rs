//! Findings on a terminal: no line that is not the list's own is wider than it is.

use std::ffi::OsString;
use std::path::Path;

use qingdan::commands::Surroundings;
use qingdan::wrap::columns;

/// Runs a command in a terminal of so many columns, and returns what it writes.
fn shown(args: &[&str], lang: &str, width: usize) -> String {
    let around = Surroundings {
        today: jiff::civil::date(2026, 11, 23),
        folder: Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf(),
        lists: None,
        village: None,
        locale: lang.to_owned(),
        width: Some(width),
        interactive: false,
        no_color: true,
    };
    let args = std::iter::once("qingdan").chain(args.iter().copied());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let _ = qingdan::run(args.map(OsString::from), &around, &mut out, &mut err);
    String::from_utf8_lossy(&out).into_owned()
}

#[test]
fn findings_fit_the_terminal() {
    for lists in ["examples/broken", "examples/drift", "lists"] {
        for lang in ["zh", "en"] {
            for width in [80, 120] {
                let args = ["validate", "--notes", "--lists", lists];
                let text = shown(&args, lang, width);
                assert!(text.lines().count() > 20);
                // Behind a bar stands the line of the file, as it is.
                for line in text.lines().filter(|line| !line.contains('|')) {
                    assert!(columns(line) <= width, "{lists} {lang} {width}: {line}");
                }
            }
        }
    }
}
