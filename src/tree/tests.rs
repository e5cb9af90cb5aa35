//! The tree against the full parser.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use toml::de::DeTable;

use super::*;

/// The tree as text, without what only matters while it is built.
fn drawn(mut table: Table<'_>) -> String {
    forget_origins(&mut table);
    format!("{table:#?}")
}

fn forget_origins(table: &mut Table<'_>) {
    table.origin = Origin::Header;
    for entry in table.own().into_iter().flatten() {
        forget_origins_in(&mut entry.node.value);
    }
}

fn forget_origins_in(value: &mut Value<'_>) {
    match value {
        Value::Table(table) => forget_origins(table),
        Value::Array(elements) => {
            for element in elements {
                forget_origins_in(&mut element.value);
            }
        }
        _ => {}
    }
}

/// Compares with the full parser; returns whether the file was regular.
fn is_read_as_by_the_full_parser(text: &str) -> bool {
    let full = DeTable::parse(text);
    match (Table::read(text), full) {
        (Some(table), Ok(full)) => {
            assert_eq!(
                drawn(table),
                drawn(full.into_inner().try_into().expect("not too deep")),
                "{text}"
            );
            true
        }
        (Some(_), Err(error)) => panic!("read in spite of {error}:\n{text}"),
        (None, _) => false,
    }
}

fn every_file(folder: &Path, see: &mut dyn FnMut(&Path)) {
    let entries = fs::read_dir(folder).expect("a folder");
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            every_file(&path, see);
        } else if path.extension().is_some_and(|end| end == "toml") {
            see(&path);
        }
    }
}

#[test]
fn the_shipped_lists_are_regular() {
    let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("lists");
    let mut seen = HashSet::new();
    every_file(&lists, &mut |path| {
        let text = fs::read_to_string(path).expect("a text");
        if seen.insert(text.clone()) {
            assert!(is_read_as_by_the_full_parser(&text), "{}", path.display());
        }
    });
    assert!(seen.len() > 4);
}

#[test]
fn regular_files_are_read() {
    for text in [
        "",
        "# only a comment",
        "a = 1\r\nb = '''x\r\ny'''\r\n",
        "a.b.c = 1\na.b.d = 2\na.e = 3",
        "[a.b.c]\nx = 1\n[d]\n[a.b]\ny = 2\n[a]\nz = 3",
        "[[a]]\nx = 1\n[[a.b]]\ny = 1\n[[a.b]]\ny = 2\n[a.c]\nz = 1\n[[a]]\n[[a.b]]",
        "a = [1, [2, 'x'],\n # between\n { b = [{ c.d = 1, c.e = 2 }] },\n]\n",
        "a = { b = [1,\n 2,\n] }",
        "a = {}\nb = []\nc = { }\nd = [ ]\n",
        "a = [ # x\n 1, # y [\n # z\n 2 # ]\n]",
        "a = { b = 0, c.d = true, c.e = [\n# x\n{ f = 2026-01-31 } ] }",
        "a = [[[[[[1]]]]]]\nb = { c = { c = { c = { c = { c = 1 } } } } }",
        "a = [2026-01-31 , 2026-01-31 10:00:00, 2026-01-31\t]",
        "a = 123456789012345678\nb = 1234567890123456789\nc = 12345678901234567890",
        "'a b'.\"c\\td\" = \"\\u671F\\\"\\\\\" # escapes\n\"\" = ''",
        "a = \"\"\"\n  x \\\n   y\"\" z\"\"\"",
        "a = 0x1f\nb = 0o17\nc = 0b11\nd = 1_000\ne = -9_223\nf = 99999999999999999999",
        "a = 1.5e3\nb = inf\nc = -nan\nd = true\ne = false",
        "a = 2026-01-31\nb = 07:32:00.5\nc = 1979-05-27 07:32:00Z\nd = 1979-05-27T00:32:00-07:00",
        "a.b = 1\n[a.c]\nd = 1\n[[a.e]]\n",
        "\u{feff}a = 1\n",
        "[ a . 'b' ]\nc . d = 1",
    ] {
        assert!(is_read_as_by_the_full_parser(text), "{text}");
    }
}

#[test]
fn a_file_is_read_in_pieces_of_whole_statements() {
    let item =
        |at: usize| format!("[[a]]\nid = {at} # [\nb = [\n{{ c = 1 }},\n]\n[a.d]\ne.f = 'x'\n");
    let text: String = (0..200).map(item).collect();
    assert!(is_read_as_by_the_full_parser(&text));
    for wrong in ["a = [\n", "]\n", "b = }\n", "c = \n"] {
        assert!(!is_read_as_by_the_full_parser(&format!("{wrong}{text}")));
        assert!(!is_read_as_by_the_full_parser(&format!("{text}{wrong}")));
    }
}

#[test]
fn what_is_irregular_is_left_to_the_full_parser() {
    let deep = format!("a = {}{}", "[".repeat(100), "]".repeat(100));
    let mixed = format!("a = {}1{}", "{ b.b.b = ".repeat(30), " }".repeat(30));
    let header = format!("[{}a]\n{}x = 1", "a.".repeat(30), "a.".repeat(30));
    let dotted = format!("{}x = 1", "a.".repeat(100));
    let long = (0..2000).map(|at| format!("a{at} = 1")).collect::<Vec<_>>();
    let long = long.join("\n");
    for text in [
        "a = 1\na = 2",
        "a = { b = 1,\n c = 2 }",
        "a = { b = 1, }",
        "a = { b = 1, b.c = 2 }",
        "a = { b = 1 # why\n}",
        "a = \"x",
        "a = \"x\u{1}\"",
        "a = 'x\u{7f}'",
        "a = \"\\q\"",
        "a = 1\rb = 2",
        "a = 2026-13-45",
        "a = 2026-02-30",
        "a = 2026-01-31x",
        "a = 01",
        "a = 00",
        "a = 1x",
        "a = truest",
        "a = x",
        "a = { b = 1, b = 2 }",
        "a = { b = 1 c = 2 }",
        "a = { b }",
        "a = { , }",
        "a = { b = [1,,2] }",
        "a = [ # x",
        "a = [1 2]",
        "a b = 1",
        "期限 = 1",
        "[a",
        "[]",
        "[[a]",
        "= 1",
        "a",
        "a =",
        &deep,
        &dotted,
        &mixed,
        &header,
        &long,
    ] {
        assert!(!is_read_as_by_the_full_parser(text), "{text}");
    }
}

#[test]
fn tables_in_every_order_are_read_as_by_the_full_parser() {
    const LINES: [&str; 14] = [
        "a = 1",
        "a = {}",
        "a = []",
        "a = { b.c = 1, b.d = 2 }",
        "a = [{ b = 1 }, { b.c = 2 }]",
        "a.b = 1",
        "a.b.c = 1",
        "\"a\".b.d = 2",
        "b.c = 1",
        "[a]",
        "[a.b]",
        "[a.b.c]",
        "[[a]]",
        "[[a.b]]",
    ];
    let mut regular = 0;
    let mut orders = vec![String::new()];
    for _ in 0..4 {
        let longer = |text: &String| LINES.map(|line| format!("{text}{line}\n"));
        orders = orders.iter().flat_map(longer).collect();
        regular += orders
            .iter()
            .filter(|text| is_read_as_by_the_full_parser(text))
            .count();
        // No line mends the error of one before.
        orders.retain(|text| DeTable::parse(text).is_ok());
    }
    assert!(regular > 1000, "{regular}");
}

#[test]
fn a_slip_anywhere_in_a_file_is_read_as_by_the_full_parser() {
    const SLIPS: [&str; 16] = [
        "", "\n", "\"", "'", "[", "]", "{", "}", ",", ".", "=", "#", "\\", "1", "a", "期",
    ];
    let text = include_str!("../../examples/minimal/template/responsibility.toml");
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let mut regular = 0;
    for (count, ends) in places.windows(2).enumerate() {
        let slip = SLIPS[count % SLIPS.len()];
        let replaced = format!("{}{slip}{}", &text[..ends[0]], &text[ends[1]..]);
        let inserted = format!("{}{slip}{}", &text[..ends[0]], &text[ends[0]..]);
        regular += usize::from(is_read_as_by_the_full_parser(&replaced));
        regular += usize::from(is_read_as_by_the_full_parser(&inserted));
    }
    assert!(regular > 200, "{regular}");
}

#[test]
fn nothing_stands_deeper_than_the_limit() {
    let nested = |depth| format!("a = {}{}", "[".repeat(depth), "]".repeat(depth));
    let taken =
        |text: &str| Table::try_from(DeTable::parse(text).expect("TOML").into_inner()).map(|_| ());
    assert_eq!(taken(&nested(79)), Ok(()));
    let tables = format!("[x]\n{}z = 1\n", "a.".repeat(79));
    assert_eq!(taken(&tables), Ok(()));
    // The full parser counts brackets and dotted keys each for itself.
    let both = format!("a = {}1{}", "{ b.b.b = ".repeat(70), " }".repeat(70));
    assert!(taken(&both).is_err());
    assert!(Table::read(&both).is_none());
}
