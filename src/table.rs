//! Tables that fit the terminal; in a pipe, one line a row and no wrapping.

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};

/// A table of texts with a heading a column.
#[derive(Debug)]
pub struct Rows {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Rows {
    /// Starts a table.
    pub fn new<const N: usize>(headings: [&str; N]) -> Self {
        Self {
            headings: headings.map(str::to_owned).to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn add<const N: usize>(&mut self, cells: [&str; N]) {
        self.rows.push(cells.map(str::to_owned).to_vec());
    }

    /// Returns true where no row was added.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes the table for a terminal of so many columns; without a width, with a tab between the
    /// cells and nothing cut.
    pub fn drawn(&self, width: Option<usize>) -> String {
        let Some(width) = width else {
            let lines = std::iter::once(&self.headings).chain(&self.rows);
            return lines.map(|line| line.join("\t") + "\n").collect();
        };
        let mut table = fitted(width);
        table
            .load_style(presets::UTF8_HORIZONTAL_ONLY)
            .set_header(&self.headings);
        for row in &self.rows {
            table.add_row(row);
        }
        trimmed(&table)
    }
}

/// Labels with texts beside them, the texts point by point.
#[derive(Debug, Default)]
pub struct Labelled {
    rows: Vec<(String, Vec<String>)>,
}

impl Labelled {
    /// Adds a label with its points; nothing where there are no points.
    pub fn add(&mut self, label: &str, points: Vec<String>) {
        if !points.is_empty() {
            self.rows.push((label.to_owned(), points));
        }
    }

    /// Returns the labels with their points.
    pub fn rows(&self) -> &[(String, Vec<String>)] {
        &self.rows
    }

    /// Writes the labels and texts for a terminal of so many columns; without a width, nothing is
    /// wrapped.
    pub fn drawn(&self, width: Option<usize>) -> String {
        let label = self
            .rows
            .iter()
            .map(|(label, _)| columns(label))
            .max()
            .unwrap_or(0);
        let mut table = fitted(width.unwrap_or(usize::from(u16::MAX)));
        table.load_style(presets::NOTHING);
        for (label, points) in &self.rows {
            table.add_row([label.as_str(), &points.join("\n")]);
        }
        if let Some(column) = table.column_mut(0) {
            let fixed = u16::try_from(label + 3).unwrap_or(20);
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(fixed)));
        }
        trimmed(&table)
    }
}

fn fitted(width: usize) -> Table {
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table
}

fn trimmed(table: &Table) -> String {
    table
        .lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect()
}

/// Returns how many columns of a terminal a text takes: Chinese characters take two.
fn columns(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}
