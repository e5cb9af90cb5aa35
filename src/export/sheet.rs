//! Tables that a spreadsheet opens as they are meant: CSV with a byte order mark, by which Excel and
//! WPS know the Chinese, and no cell that they would take for a formula.

use std::borrow::Cow;

use super::{Listing, Names, Whose, cells};
use crate::lang::Lang;
use crate::load::Lists;

/// What stands in front of the first cell.
const BOM: &str = "\u{feff}";

/// A table that grows line by line.
#[derive(Debug)]
pub struct Sheet {
    writer: csv::Writer<Vec<u8>>,
}

impl Sheet {
    /// Begins a table with its headings.
    ///
    /// # Errors
    ///
    /// Fails where the memory does.
    pub fn new<'h>(headings: impl IntoIterator<Item = &'h str>) -> csv::Result<Self> {
        let terminator = csv::Terminator::CRLF;
        let mut builder = csv::WriterBuilder::new();
        let writer = builder
            .terminator(terminator)
            .from_writer(BOM.as_bytes().to_vec());
        let mut sheet = Self { writer };
        sheet.add(headings)?;
        Ok(sheet)
    }

    /// Adds a line.
    ///
    /// # Errors
    ///
    /// Fails where the memory does, or the line has more or fewer cells than there are headings.
    pub fn add<'h>(&mut self, cells: impl IntoIterator<Item = &'h str>) -> csv::Result<()> {
        let cells = cells.into_iter().map(inert);
        self.writer
            .write_record(cells.map(|cell| cell.into_owned().into_bytes()))
    }

    /// Returns the table as it is written to a file.
    ///
    /// # Errors
    ///
    /// Fails where the memory does.
    pub fn bytes(self) -> anyhow::Result<Vec<u8>> {
        Ok(self.writer.into_inner()?)
    }
}

/// Puts an apostrophe, which spreadsheets read as "this is text", before what they would take for a
/// formula.
fn inert(cell: &str) -> Cow<'_, str> {
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let hidden = cell.starts_with(['\t', '\r', '\n']);
    if hidden || cell.trim_start().starts_with(FORMULA) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// What marks a line of made-up data.
pub(super) fn sample(whose: Whose<'_>, lang: Lang) -> &'static str {
    if whose.sample {
        lang.pick("示例数据，非正式清单", "sample data, not a published list")
    } else {
        ""
    }
}

impl Listing {
    /// The columns that say whose a line is; a village's own table has its stage anyway.
    fn whose(&self) -> &'static [&'static str] {
        match (self.sheet, self.path.is_empty()) {
            (sheet, _) if sheet.is_township_wide() => &[],
            (_, true) => &["village"],
            _ => &["village", "stage"],
        }
    }

    /// Begins the table of the things.
    ///
    /// # Errors
    ///
    /// Fails where the memory does.
    pub fn sheet(&self) -> csv::Result<Sheet> {
        let columns = cells::columns(self.shape());
        let mut headings: Vec<&str> = Vec::new();
        headings.extend(self.whose());
        headings.extend(self.parent());
        if self.parent().is_some() {
            headings.push("number");
        }
        headings.extend(columns.iter().map(|column| column.name.as_str()));
        headings.push("sample");
        Sheet::new(headings)
    }

    /// Adds the things of the lists, in the order of the file.
    ///
    /// # Errors
    ///
    /// Fails where the memory does.
    pub fn add_to(&self, sheet: &mut Sheet, lists: &Lists<'_>, lang: Lang) -> csv::Result<()> {
        let whose = Whose::of(lists);
        let Some(file) = lists.table(self.sheet) else {
            return Ok(());
        };
        let names = Names { lists, lang };
        let columns = cells::columns(self.shape());
        for record in self.records(file) {
            let mut line: Vec<String> = Vec::new();
            let stage = whose.stage.map_or("", |stage| stage.key());
            let whose_line = [whose.village.unwrap_or_default(), stage];
            let cells = whose_line.iter().take(self.whose().len());
            line.extend(cells.map(|cell| (*cell).to_owned()));
            if let Some((_, id)) = record.parent {
                line.push(id.to_owned());
                line.push(record.number.to_string());
            }
            line.extend(
                columns
                    .iter()
                    .map(|column| column.cell(record.table, &names)),
            );
            line.push(sample(whose, lang).to_owned());
            sheet.add(line.iter().map(String::as_str))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_a_formula() {
        for formula in [
            "=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r1", "＝1", "\n=1",
        ] {
            assert_eq!(inert(formula), format!("'{formula}"));
        }
        for text in ["", "批地", "1=1", "“=”", "20 working days"] {
            assert_eq!(inert(text), text);
        }
    }

    #[test]
    fn a_table_is_what_excel_expects() {
        let mut sheet = Sheet::new(["a", "b"]).unwrap_or_else(|error| panic!("{error}"));
        sheet
            .add(["一\n二", "x,\"y\""])
            .unwrap_or_else(|error| panic!("{error}"));
        let bytes = sheet.bytes().unwrap_or_default();
        let text = String::from_utf8(bytes).unwrap_or_default();
        assert_eq!(text, "\u{feff}a,b\r\n\"一\n二\",\"x,\"\"y\"\"\"\r\n");
    }
}
