//! The canonical spelling of a list file: text in, text out.
//!
//! Tables are spelled as the form of the file declares it ([`Field::example`](crate::shape::Field)):
//! items with `[[headers]]`, everything in them as dotted keys, one language a line. Fields stand in
//! the order of their declaration, unknown ones behind them. Values are never respelled, and no
//! comment is lost: it stays with what it stands above, beside or below.

pub mod difference;
mod page;
mod paper;
mod place;
mod reader;
mod values;
mod writer;

use crate::document::{Document, Source};
use crate::fix::marks;
use crate::lang::Said;
use crate::place::Sheet;
use crate::rules::{full_width_punctuation, toml_syntax};
use crate::shape::forms;

/// Why a file has no canonical spelling: it is not TOML 1.0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The line of the first error, counted from 1.
    pub line: usize,
    /// Its column, counted from 1 in characters.
    pub column: usize,
    /// What is wrong there.
    pub message: Said,
    /// True where `validate --fix` mends it.
    pub is_mended: bool,
}

/// Returns the canonical spelling of a file.
///
/// It says the same, to the last character of every text, and its canonical spelling is itself.
/// A line end inside a multi-line text is a part of the text and stays what it is; every other one
/// becomes LF. Blank lines stay only where a comment stands beside them.
///
/// # Errors
///
/// Fails where the text has a syntax error.
pub fn canonical(sheet: Sheet, text: &str) -> Result<String, Broken> {
    let source = Source::new(text.to_owned());
    let document = Document::parse(&source);
    if let Some(error) = document.errors.first() {
        let wide = marks(text).into_iter().next();
        let finding = match wide {
            Some(mark) => full_width_punctuation::finding(sheet, mark),
            None => toml_syntax::finding(sheet, error, text),
        };
        let extent = document.extent(&document.bytes(&finding.spot));
        return Err(Broken {
            line: extent.line,
            column: extent.column,
            message: finding.message,
            is_mended: finding.fix.is_some(),
        });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let page = reader::page(text).ok_or_else(|| Broken {
        line: 1,
        column: 1,
        message: crate::say!("不符合TOML写法", "not TOML"),
        is_mended: false,
    })?;
    Ok(writer::text(page, forms::of(sheet)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests;
