//! Tables that fit the terminal; in a pipe, one line a row and no wrapping.

use comfy_table::{ContentArrangement, Table, presets};

use crate::visible;
use crate::wrap::{self, columns};

/// The spaces between two columns of a table.
const GAP: usize = 2;

/// The columns of texts that are not worth wrapping.
const SHORT: usize = 12;

/// The widest text that is easy to read, in columns.
const WIDEST: usize = 100;

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
        let cells = cells.map(|cell| visible::line(cell).into_owned());
        self.rows.push(cells.to_vec());
    }

    /// Returns true where no row was added.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes the table for a terminal of so many columns; without a width, with a tab between the
    /// cells and nothing cut.
    ///
    /// Texts are wrapped, single words are not: an id, a date or a number can always be copied.
    pub fn drawn(&self, width: Option<usize>) -> String {
        let lines = || std::iter::once(&self.headings).chain(&self.rows);
        let Some(width) = width else {
            return lines().map(|line| line.join("\t") + "\n").collect();
        };
        let widths = self.widths(width);
        let mut table = Table::new();
        table
            .set_content_arrangement(ContentArrangement::Disabled)
            .load_style(presets::NOTHING);
        for line in lines() {
            let cells = line.iter().zip(&widths);
            table.add_row(cells.map(|(cell, width)| wrap::lines(cell, *width, 0).join("\n")));
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, u16::try_from(GAP).unwrap_or(1)));
        }
        let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
        let mut drawn = trimmed(&table);
        drawn.insert(1, rule.join(&" ".repeat(GAP)));
        drawn.join("\n") + "\n"
    }

    /// Shares the columns of the terminal out: nothing is broken that is one word, and of the rest
    /// a column of longer texts gets more.
    fn widths(&self, width: usize) -> Vec<usize> {
        let needs: Vec<Need> = (0..self.headings.len()).map(|at| self.need(at)).collect();
        let gaps = GAP * needs.len().saturating_sub(1);
        let room = width.saturating_sub(gaps);
        let shared = |share: usize| -> Vec<usize> {
            let width = |need: &Need| (share * need.mean / 16).clamp(need.least, need.most);
            needs.iter().map(width).collect()
        };
        let fits = |share: &usize| shared(*share).iter().sum::<usize>() <= room;
        let share = (0..=16 * width).rev().find(fits).unwrap_or(0);
        shared(share)
    }

    fn need(&self, at: usize) -> Need {
        let cells = || self.rows.iter().filter_map(|row| row.get(at));
        let heading = columns(&self.headings[at]);
        let total: usize = cells().map(|cell| columns(cell)).sum();
        let longest = cells().map(|cell| columns(cell)).max().unwrap_or(0);
        let word = cells().map(|cell| wrap::longest_piece(cell)).max();
        let least = if longest <= SHORT {
            longest
        } else {
            word.unwrap_or(0)
        };
        Need {
            least: least.max(heading),
            most: longest.max(heading),
            mean: total / self.rows.len().max(1) + 1,
        }
    }
}

/// How many columns of the terminal a column of a table can do with.
struct Need {
    /// The longest word, or the heading.
    least: usize,
    /// The longest text.
    most: usize,
    /// The mean of the texts.
    mean: usize,
}

/// Labels with texts beside them, the texts point by point.
#[derive(Debug, Default)]
pub struct Labelled {
    rows: Vec<(String, Vec<String>)>,
}

impl Labelled {
    /// Adds a label with its points; nothing where there are no points.
    pub fn add(&mut self, label: &str, points: Vec<String>) {
        let shown = |point: String| visible::line(&point).into_owned();
        if !points.is_empty() {
            let points = points.into_iter().map(shown).collect();
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
        let labels = self.rows.iter().map(|(label, _)| columns(label));
        let label = labels.max().unwrap_or(0) + GAP;
        let room = |width: usize| width.min(WIDEST).saturating_sub(label).max(20);
        let mut table = Table::new();
        table
            .set_content_arrangement(ContentArrangement::Disabled)
            .load_style(presets::NOTHING);
        for (label, points) in &self.rows {
            let points = points.iter().flat_map(|point| match width {
                Some(width) => wrap::lines(point, room(width), indent(point)),
                None => vec![point.clone()],
            });
            let points: Vec<String> = points.collect();
            table.add_row([label.as_str(), &points.join("\n")]);
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, u16::try_from(GAP).unwrap_or(1)));
        }
        trimmed(&table).join("\n") + "\n"
    }
}

/// Returns how far the further lines of a point stand in: as far as the text behind its mark.
fn indent(point: &str) -> usize {
    let text = point.trim_start();
    let spaces = point.len() - text.len();
    let mark = match text.split_once(' ') {
        Some((mark, _)) if mark == "·" || is_number(mark) => columns(mark) + 1,
        _ => 0,
    };
    spaces + mark
}

fn is_number(mark: &str) -> bool {
    mark.strip_suffix('.')
        .is_some_and(|digits| digits.parse::<u32>().is_ok())
}

fn trimmed(table: &Table) -> Vec<String> {
    let lines = table.lines();
    lines.map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Rows {
        let mut rows = Rows::new(["Id", "Title", "Day"]);
        rows.add([
            "land-approval",
            "Land approval for a house plot",
            "2026-07-01",
        ]);
        rows.add(["aid", "Aid", ""]);
        rows
    }

    #[test]
    fn ids_and_days_are_never_broken() {
        let expected = "\
Id             Title       Day
─────────────  ──────────  ──────────
land-approval  Land        2026-07-01
               approval
               for a
               house plot
aid            Aid
";
        assert_eq!(rows().drawn(Some(37)), expected);
    }

    #[test]
    fn a_wide_terminal_is_not_filled() {
        let expected = "\
Id             Title                           Day
─────────────  ──────────────────────────────  ──────────
land-approval  Land approval for a house plot  2026-07-01
aid            Aid
";
        assert_eq!(rows().drawn(Some(200)), expected);
    }

    #[test]
    fn in_a_pipe_cells_are_separated_by_tabs() {
        let lines = "Id\tTitle\tDay\n\
                     land-approval\tLand approval for a house plot\t2026-07-01\naid\tAid\t\n";
        assert_eq!(rows().drawn(None), lines);
    }

    #[test]
    fn further_lines_of_a_point_stand_below_its_text() {
        let mut rows = Labelled::default();
        rows.add("Steps", vec!["1. the office looks at the place".to_owned()]);
        rows.add("Fee", vec!["none\u{202e}".to_owned()]);
        let expected = "\
Steps  1. the office looks
          at the place
Fee    none\\u{202e}
";
        assert_eq!(rows.drawn(Some(27)), expected);
    }
}
