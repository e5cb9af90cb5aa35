//! One file: fetched, parsed, checked on its own.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use super::carried::{ByItem, carry};
use super::located::{Desk, located};
use crate::calendar::Calendar;
use crate::diff::{self, Change};
use crate::document::{Document, Source};
use crate::encoding::decode;
use crate::files::{self, Content, FileKind, Folder, Found, Store};
use crate::finding::{Finding, Level};
use crate::fix::marks;
use crate::list::Contents;
use crate::loaded::Loaded;
use crate::place::{Route, Sheet, Spot};
use crate::report::Located;
use crate::rules::{
    Check, RULES, file_too_large, full_width_punctuation, missing_file, not_utf8, toml_syntax,
};
use crate::shape;
use crate::visible::Hidden;

/// A file as it came from the disk: its text, or why there is none.
#[derive(Debug, Default)]
pub(super) struct Fetched {
    pub(super) source: Option<Source>,
    pub(super) findings: Vec<Finding>,
}

impl Fetched {
    fn fault(finding: Finding) -> Self {
        Self {
            source: None,
            findings: vec![finding],
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        self.source.as_ref().map(Source::text)
    }

    pub(super) fn bytes(&self) -> u64 {
        self.text().map_or(0, |text| text.len() as u64)
    }
}

/// Reads a file of a folder.
pub(super) fn fetch(store: Store<'_>, folder: &Folder, sheet: Sheet) -> Fetched {
    fetch_unless_known(store, folder, sheet, &[]).unwrap_or_default()
}

/// Reads a file of a folder.
///
/// # Errors
///
/// Gives the place in `known` of the bytes that the file has, if they are there.
pub(super) fn fetch_unless_known(
    store: Store<'_>,
    folder: &Folder,
    sheet: Sheet,
    known: &[&[u8]],
) -> Result<Fetched, usize> {
    let fault = match folder.kind(sheet) {
        None => missing_file::absent(sheet, folder.path == files::TEMPLATE),
        Some(FileKind::Link) => missing_file::not_a_file(sheet, true),
        Some(FileKind::Other) => missing_file::not_a_file(sheet, false),
        Some(FileKind::Regular) => {
            let file = folder.file(sheet.file_name());
            match store.read_unless_known(&file, known) {
                Ok(Found::Known(at)) => return Err(at),
                Ok(Found::New(Content::TooLarge(bytes))) => file_too_large::finding(sheet, bytes),
                Err(error) => missing_file::unreadable(sheet, &error),
                Ok(Found::New(Content::Bytes(bytes))) => match decode(bytes) {
                    Err(fault) => not_utf8::finding(sheet, &fault),
                    Ok(text) if text.trim().is_empty() => missing_file::empty(sheet),
                    Ok(text) => {
                        let source = Some(Source::new(text));
                        return Ok(Fetched {
                            source,
                            findings: Vec::new(),
                        });
                    }
                },
            }
        }
    };
    Ok(Fetched::fault(fault))
}

/// A content that has been checked on its own, however many files have it.
pub(super) struct Reading<'a> {
    pub(super) sheet: Sheet,
    /// Tells contents apart, so that what is found in one is told once.
    pub(super) id: u32,
    pub(super) document: Option<&'a Document<'a>>,
    pub(super) contents: Option<&'a Contents<'a>>,
    pub(super) found: Vec<Arc<Located>>,
    /// What is wrong with items that are looked at each for itself.
    pub(super) of_items: Vec<Finding>,
    /// The ways to what is wrong in the file: where it differs from another, the fault is the cause.
    pub(super) faults: Vec<Route>,
    pub(super) by_item: OnceLock<ByItem>,
    changes: OnceLock<Vec<Change>>,
}

impl<'a> Reading<'a> {
    /// Returns what the file says, if all of it could be read.
    pub(super) fn whole(&self) -> Option<&'a Contents<'a>> {
        self.contents
            .filter(|_| self.document.is_some_and(|document| !document.is_broken()))
    }

    /// Returns in what the file differs from the template's, but for what a fault of one of the two
    /// may have caused; none where one could not be read whole.
    ///
    /// Files of the same content are compared once.
    pub(super) fn changes(
        &self,
        template: &Reading<'_>,
        sheet: Sheet,
        calendar: &Calendar,
    ) -> Option<&[Change]> {
        let whole = |document: &&Document<'_>| !document.is_broken();
        let from = template.document.filter(whole)?;
        let to = self.document.filter(whole)?;
        Some(self.changes.get_or_init(|| {
            let mut changes = diff::brief(sheet, &from.table, &to.table, calendar);
            changes.retain(|change| {
                !template.is_faulty(&change.place_before) && !self.is_faulty(&change.place)
            });
            changes
        }))
    }

    fn is_faulty(&self, place: &Route) -> bool {
        let mut faults = self.faults.iter();
        faults.any(|fault| place.is_below(fault) || fault.is_below(place))
    }
}

/// What every file is checked against.
#[derive(Clone, Copy)]
pub(super) struct Basis<'b> {
    pub(super) loaded: &'b Loaded<'b>,
    pub(super) desk: Desk<'b>,
    /// What was found in the file whose items need not be looked at again.
    pub(super) twin: Option<&'b Reading<'b>>,
}

/// Checks a file on its own: its syntax, its form, its text, what it says.
pub(super) fn check<'a>(
    sheet: Sheet,
    fetched: &[Finding],
    parsed: Option<(&'a Document<'a>, &'a Contents<'a>)>,
    basis: Basis<'_>,
    id: u32,
) -> Reading<'a> {
    let mut findings = fetched.to_vec();
    let (mut of_items, mut faults) = (Vec::new(), Vec::new());
    if let Some((document, contents)) = parsed {
        let loaded = basis.loaded;
        syntax(sheet, document, &mut findings);
        (of_items, faults) = each_for_itself(sheet, document, contents, loaded);
        for check in RULES.iter().flat_map(|rule| rule.checks) {
            if let Check::Contents(check) = check {
                check(sheet, contents, loaded, &mut findings);
            }
        }
        if let Some(twin) = basis.twin {
            carry(twin, document, &mut of_items, &mut faults);
        }
        let all = findings.iter().chain(&of_items);
        faults.extend(all.filter_map(|finding| fault(finding, document)));
    }
    let document = parsed.map(|(document, _)| document);
    let desk = basis.desk.with(sheet, document, id);
    let all = findings.iter().chain(&of_items);
    let found = all.map(|finding| located(finding, desk)).collect();
    Reading {
        sheet,
        id,
        document,
        contents: parsed.map(|(_, contents)| contents),
        found,
        of_items,
        faults,
        by_item: OnceLock::new(),
        changes: OnceLock::new(),
    }
}

/// Returns what is wrong with what a file has to itself, its items looked at one by one, and the ways
/// to the fields that are there under a mistyped name.
fn each_for_itself(
    sheet: Sheet,
    document: &Document<'_>,
    contents: &Contents<'_>,
    loaded: &Loaded<'_>,
) -> (Vec<Finding>, Vec<Route>) {
    let mut findings = Vec::new();
    let (known, languages) = (&loaded.known, &loaded.township.languages);
    let mistyped = shape::walk(sheet, document, known, languages, &mut findings);
    let others: FxHashSet<(&str, usize)> = document
        .table
        .twins()
        .map(|(list, index, _, _)| (list, index))
        .collect();
    let own = if others.is_empty() {
        None
    } else {
        contents.some(|list, index| !others.contains(&(list, index)))
    };
    let contents = own.as_ref().unwrap_or(contents);
    let citations = contents.citations(&loaded.registry);
    for check in RULES.iter().flat_map(|rule| rule.checks) {
        match check {
            Check::Text(check) => check(sheet, document, &mut findings),
            Check::Items(check) => check(sheet, contents, loaded, &mut findings),
            Check::Citations(check) => check(sheet, &citations, loaded, &mut findings),
            Check::Reading
            | Check::Contents(_)
            | Check::Book(_)
            | Check::Drift(_)
            | Check::Villages(_) => {}
        }
    }
    findings.retain(|finding| !is_absence_of(finding, &mistyped));
    (findings, mistyped)
}

/// Returns the way to what a finding says is wrong; none for a note.
fn fault(finding: &Finding, document: &Document<'_>) -> Option<Route> {
    if finding.rule.severity == Level::Note {
        return None;
    }
    match &finding.spot {
        Spot::Value(route) | Spot::Key(route) => Some(route.clone()),
        Spot::Bytes(bytes) => document.text_at(bytes.start),
        Spot::File => None,
    }
}

/// A field under a mistyped name is told of as unknown: that it is missing need not be said again.
fn is_absence_of(finding: &Finding, mistyped: &[Route]) -> bool {
    const OF_ABSENCE: [&str; 5] = [
        "missing-basis",
        "missing-field",
        "missing-steps",
        "missing-translation",
        "step-without-time",
    ];
    let Spot::Value(route) = &finding.spot else {
        return false;
    };
    OF_ABSENCE.contains(&finding.rule.name) && mistyped.iter().any(|field| route.is_below(field))
}

/// Full-width punctuation, control characters and strange line ends break the syntax: they are
/// named instead of the error that they cause.
fn syntax(sheet: Sheet, document: &Document<'_>, findings: &mut Vec<Finding>) {
    if !document.is_broken() {
        return;
    }
    let text = document.text;
    let line = |offset: usize| text[..offset].bytes().filter(|byte| *byte == b'\n').count();
    let mut lines = Vec::new();
    for mark in marks(text) {
        findings.push(full_width_punctuation::finding(sheet, mark));
        lines.push(line(mark.at));
    }
    lines.extend(control_characters(text).map(line));
    let mut returns = lone_returns(text).peekable();
    if let Some(first) = returns.peek() {
        findings.push(toml_syntax::lone_return(sheet, *first..*first + 1));
    }
    lines.extend(returns.map(line));
    for error in &document.errors {
        if !lines.contains(&line(error.bytes.start)) {
            findings.push(toml_syntax::finding(sheet, error, text));
        }
    }
}

/// Control characters that TOML forbids; their own rule tells of them.
fn control_characters(text: &str) -> impl Iterator<Item = usize> + '_ {
    let hidden = |(_, character): &(usize, char)| {
        character.is_ascii() && Hidden::of(*character) == Some(Hidden::Control)
    };
    text.char_indices().filter(hidden).map(|(at, _)| at)
}

/// Carriage returns without a line feed, which end no line in TOML.
fn lone_returns(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n'))
}
