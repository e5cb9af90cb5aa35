//! A rule's page, taken apart.

use crate::lang::Lang;

/// What a page says: its title, its sentence, its examples.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) why: String,
    pub(super) flagged: Vec<Block>,
    pub(super) mended: Vec<Block>,
}

/// A fenced block: a file of the lists, or a text that shows what is on a disk or a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// The way to the file from the lists' directory; none for a block of `text`.
    pub(super) path: Option<String>,
    pub(super) text: String,
}

impl Block {
    /// Returns the lines that the example marks, counted from 1.
    pub(super) fn marked_lines(&self) -> impl Iterator<Item = usize> {
        let lines = self.text.lines().enumerate();
        lines
            .filter(|(_, line)| line.ends_with("# <-"))
            .map(|(at, _)| at + 1)
    }
}

/// Takes a page apart, or says what is wrong with its form.
pub(super) fn parse(page: &str, lang: Lang) -> Result<Page, String> {
    let [why, flagged, mended] = match lang {
        Lang::En => ["Why it matters", "Flagged", "Put right"],
        Lang::Zh => ["为什么要查", "查出的例子", "改正后"],
    };
    let sections = sections(page);
    let [
        (title, summary),
        (why_title, why_body),
        (flagged_title, flagged_body),
        (mended_title, mended_body),
    ] = sections.as_slice()
    else {
        return Err(format!("has {} headings, not 4", sections.len()));
    };
    let titles = [why_title, flagged_title, mended_title];
    for (there, wanted) in titles.into_iter().zip([why, flagged, mended]) {
        if *there != format!("## {wanted}") {
            return Err(format!("has `{there}` where `## {wanted}` belongs"));
        }
    }
    Ok(Page {
        title: title.strip_prefix("# ").unwrap_or(title).to_owned(),
        summary: summary.trim().to_owned(),
        why: why_body.trim().to_owned(),
        flagged: blocks(flagged_body)?,
        mended: blocks(mended_body)?,
    })
}

/// Splits a page at its headings; a `#` in a fenced block is none.
fn sections(page: &str) -> Vec<(&str, String)> {
    let mut sections: Vec<(&str, String)> = Vec::new();
    let mut fenced = false;
    for line in page.lines() {
        fenced ^= line.starts_with("```");
        if line.starts_with('#') && !fenced {
            sections.push((line, String::new()));
        } else if let Some((_, body)) = sections.last_mut() {
            body.push_str(line);
            body.push('\n');
        }
    }
    sections
}

fn blocks(section: &str) -> Result<Vec<Block>, String> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in section.lines() {
        let Some(info) = line.strip_prefix("```") else {
            if let Some(block) = &mut open {
                block.text.push_str(line);
                block.text.push('\n');
            }
            continue;
        };
        match (open.take(), info.split_once(' ')) {
            (Some(block), _) => blocks.push(block),
            (None, Some(("toml", path))) => {
                let (path, text) = (Some(path.to_owned()), String::new());
                open = Some(Block { path, text });
            }
            (None, None) if info == "text" => {
                let (path, text) = (None, String::new());
                open = Some(Block { path, text });
            }
            _ => return Err(format!("has a block `{info}`")),
        }
    }
    match open {
        Some(_) => Err("has a block that is never closed".to_owned()),
        None if blocks.is_empty() => Err("has a section without an example".to_owned()),
        None => Ok(blocks),
    }
}
