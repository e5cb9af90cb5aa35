//! Where a file and its canonical spelling part.

/// The first line in which two texts differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference<'a> {
    /// Its number, counted from 1.
    pub line: usize,
    /// The line of the one text, with its line end; none behind its end.
    pub from: Option<&'a str>,
    /// The line of the other text, with its line end; none behind its end.
    pub to: Option<&'a str>,
}

/// Returns the first line in which two texts differ; none where they are the same.
///
/// # Example
///
/// ```
/// let found = qingdan::format::difference::first("a\nb", "a\nb\n").unwrap();
/// assert_eq!((found.line, found.from, found.to), (2, Some("b"), Some("b\n")));
/// ```
pub fn first<'a>(from: &'a str, to: &'a str) -> Option<Difference<'a>> {
    let (mut from, mut to) = (from.split_inclusive('\n'), to.split_inclusive('\n'));
    let mut line = 0;
    loop {
        line += 1;
        match (from.next(), to.next()) {
            (None, None) => return None,
            (from, to) if from != to => return Some(Difference { line, from, to }),
            _ => {}
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_text_is_a_difference() {
        assert_eq!(first("a\nb\n", "a\nb\n"), None);
        let longer = first("a\n", "a\nb\n").unwrap();
        assert_eq!(
            (longer.line, longer.from, longer.to),
            (2, None, Some("b\n"))
        );
        let other = first("a\r\n", "a\n").unwrap();
        assert_eq!((other.line, other.from), (1, Some("a\r\n")));
    }
}
