//! Breaking texts into lines for a terminal, Chinese too.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What may not begin a line.
const NOT_FIRST: &str = "。，、；：？！）》」』】〉”’…—％·～.,;:!?)]}%";

/// What may not end a line.
const NOT_LAST: &str = "（《「『【〈“‘([{";

/// Returns how many columns of a terminal a text takes: Chinese characters take two.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// Returns the columns of the longest piece of a text that is never broken, such as an id.
pub fn longest_piece(text: &str) -> usize {
    let pieces = pieces(text).into_iter();
    pieces
        .map(|piece| columns(piece.trim_end()))
        .max()
        .unwrap_or(0)
}

/// Breaks a text into lines of at most `width` columns; all but the first begin with `indent`
/// spaces, which count.
///
/// Lines are broken at spaces and between Chinese characters, but not before a mark that closes or
/// after one that opens, nor between a number and its unit. A piece that is too long for a line is
/// not broken: an id or an address must stay whole to be copied.
///
/// # Example
///
/// ```
/// let lines = qingdan::wrap::lines("· 收到申请当日登记编号，不得拒收。", 20, 2);
/// assert_eq!(lines, ["· 收到申请当日登记编", "  号，不得拒收。"]);
/// ```
pub fn lines(text: &str, width: usize, indent: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut is_blank = true;
    for piece in pieces(text) {
        let needed = columns(&line) + columns(piece.trim_end());
        if !is_blank && needed > width {
            lines.push(line.trim_end().to_owned());
            line = " ".repeat(indent);
        }
        line.push_str(piece);
        is_blank = line.trim().is_empty();
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// Cuts a text wherever a line may end. Spaces stay with what is before them.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, character)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(character);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if before == ' ' {
        return after != ' ';
    }
    let is_wide = |character: char| character.width() == Some(2);
    (is_wide(before) || is_wide(after) || before == '”' || after == '“')
        && after != ' '
        && !before.is_ascii_digit()
        && !NOT_FIRST.contains(after)
        && !NOT_LAST.contains(before)
}

/// Cuts a line to so many columns.
pub fn cut(line: String, width: usize) -> String {
    if columns(&line) <= width {
        return line;
    }
    let mut cut = String::new();
    for character in line.chars() {
        cut.push(character);
        if columns(&cut) >= width {
            cut.pop();
            break;
        }
    }
    cut + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_marks_do_not_begin_a_line_and_opening_marks_do_not_end_one() {
        assert_eq!(lines("一二三，四五", 6, 0), ["一二", "三，四", "五"]);
        assert_eq!(lines("一二（三）四", 6, 0), ["一二", "（三）", "四"]);
    }

    #[test]
    fn words_ids_and_numbers_with_units_stay_whole() {
        assert_eq!(lines("to land-approval", 5, 0), ["to", "land-approval"]);
        assert_eq!(
            lines("不超过20个工作日", 9, 2),
            ["不超过", "  20个工", "  作日"]
        );
    }

    #[test]
    fn indents_of_the_text_stay() {
        assert_eq!(
            lines("   at most 5 days", 12, 3),
            ["   at most 5", "   days"]
        );
        assert_eq!(lines("", 5, 2), [""]);
    }

    #[test]
    fn a_long_line_is_cut_to_the_terminal() {
        assert_eq!(cut("宅基地".to_owned(), 6), "宅基地");
        assert_eq!(cut("宅基地".to_owned(), 5), "宅基…");
        assert_eq!(cut("宅基地".to_owned(), 4), "宅…");
        assert_eq!(cut("house".to_owned(), 4), "hou…");
    }
}
