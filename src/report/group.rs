//! The same finding in all files that have the same content, told once.

use std::ptr;

use rustc_hash::FxHashMap;

use super::{Located, Occurrence, Report};
use crate::finding::Level;
use crate::place::Sheet;

/// The same finding in all files that have the same content.
#[derive(Debug)]
pub struct Group<'r> {
    /// What was found.
    pub found: &'r Located,
    /// How grave it is.
    pub level: Level,
    /// The way to the first of the files, from the lists' directory.
    pub path: String,
    /// Whose files they are, in order: villages by their place among those checked; none: the
    /// township's own or the template.
    pub villages: Vec<Option<usize>>,
}

impl Report {
    /// Returns the findings with those of the same content put together, in order.
    pub fn groups(&self) -> Vec<Group<'_>> {
        // What was found in a content is one value, however many files have it; the same may have
        // been found twice all the same.
        let mut known: FxHashMap<(*const Located, Level), usize> = FxHashMap::default();
        let mut places: FxHashMap<Key<'_>, usize> = FxHashMap::default();
        let mut groups: Vec<Group<'_>> = Vec::new();
        for occurrence in &self.occurrences {
            let (found, level) = (occurrence.found.as_ref(), occurrence.level);
            let at = *known
                .entry((ptr::from_ref(found), level))
                .or_insert_with(|| *places.entry(Key::of(occurrence)).or_insert(groups.len()));
            if let Some(group) = groups.get_mut(at) {
                // A village's findings stand together.
                if group.villages.last() != Some(&occurrence.village) {
                    group.villages.push(occurrence.village);
                }
            } else {
                groups.push(Group {
                    found,
                    level,
                    path: self.path(occurrence),
                    villages: vec![occurrence.village],
                });
            }
        }
        groups
    }

    /// Returns whose files are the same as the first of a group. With one village there is nothing
    /// to tell: its files are copies of the template's.
    pub fn identical<'g>(&self, group: &'g Group<'_>) -> &'g [Option<usize>] {
        match self.villages.len() {
            0 | 1 => &[],
            _ => group.villages.get(1..).unwrap_or_default(),
        }
    }
}

/// What makes two findings the same.
#[derive(PartialEq, Eq, Hash)]
struct Key<'r> {
    content: u32,
    rule: &'static str,
    extent: (usize, usize, usize, usize),
    sheet: Sheet,
    message: &'r str,
    file: Option<&'r str>,
    level: Level,
}

impl<'r> Key<'r> {
    fn of(occurrence: &'r Occurrence) -> Self {
        let found = &occurrence.found;
        let e = found.extent;
        Self {
            content: found.content,
            rule: found.rule.name,
            extent: (e.line, e.column, e.end_line, e.end_column),
            sheet: found.sheet,
            message: &found.message.en,
            file: found.file.as_deref(),
            level: occurrence.level,
        }
    }
}
