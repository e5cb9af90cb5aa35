//! The lines of a file while it is written.

use super::page::{Lines, Tail, has_comments};

/// What has been written.
#[derive(Debug)]
pub(super) struct Paper {
    text: String,
    /// True where a blank line would be one too many: there is one already, or the beginning or a
    /// header stands right above.
    parted: bool,
}

impl Paper {
    /// Begins a file.
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            parted: true,
        }
    }

    /// Begins the lines of an array.
    pub(super) fn array() -> Self {
        Self {
            text: "[\n".to_owned(),
            parted: true,
        }
    }

    /// Returns what has been written.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Writes a line, with the comment at its end.
    pub(super) fn line(&mut self, indent: &str, line: &str, tail: Option<Tail<'_>>) {
        self.text.push_str(indent);
        self.text.push_str(line);
        if let Some(Tail { gap, comment }) = tail {
            // A comment keeps its distance where that is made of spaces: some are aligned.
            let is_plain = !gap.is_empty() && gap.bytes().all(|byte| byte == b' ');
            self.text.push_str(if is_plain { gap } else { " " });
            self.text.push_str(comment);
        }
        self.text.push('\n');
        self.parted = false;
    }

    /// Writes a header, and the blank line and the comments above it.
    pub(super) fn header(&mut self, lead: &Lines<'_>, header: &str, tail: Option<Tail<'_>>) {
        self.part();
        self.lead("", lead);
        self.line("", header, tail);
        self.parted = true;
    }

    /// Writes the comments above something. Without a comment, no blank line is kept.
    pub(super) fn lead(&mut self, indent: &str, lines: &Lines<'_>) {
        if has_comments(lines) {
            self.lines(indent, lines);
        }
    }

    /// Writes comments and the blank lines between them.
    pub(super) fn lines(&mut self, indent: &str, lines: &Lines<'_>) {
        for line in lines {
            if !line.is_empty() {
                self.line(indent, line, None);
            } else if !self.parted {
                self.text.push('\n');
                self.parted = true;
            }
        }
    }

    /// Writes the blank line between two parts of a file, unless there is one already.
    pub(super) fn part(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self.parted = true;
    }
}
