//! Findings as a `JUnit` report, which nearly every CI shows: a suite for each rule, a case for each
//! finding, and one that passed for a rule that nothing breaks.

use std::io::{self, Write};

use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;

use super::base::Base;
use super::entry::{Entry, entries};
use super::line::level_name;
use super::{Report, advice, told};
use crate::finding::Level;
use crate::lang::Lang;
use crate::rules::{RULES, Rule};
use crate::visible;

/// How findings are told.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The language.
    pub lang: Lang,
    /// True: warnings fail too.
    pub strict: bool,
}

/// Writes every finding in every file that has it; the files are named from the working directory.
/// What makes the run fail is a failure, the rest is output of cases that passed.
///
/// # Errors
///
/// Fails where `out` does.
pub fn write(report: &Report, base: &Base, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let entries = entries(report);
    let suites: Vec<Suite<'_>> = RULES
        .iter()
        .map(|rule| suite(rule, &entries, look))
        .collect();
    let tests: usize = suites.iter().map(Suite::tests).sum();
    let failures: usize = suites.iter().map(|suite| suite.failures).sum();
    let mut writer = Xml::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("testsuites")
        .with_attribute(("name", "qingdan validate"))
        .with_attribute(("tests", tests.to_string().as_str()))
        .with_attribute(("failures", failures.to_string().as_str()))
        .with_attribute(("errors", "0"))
        .write_inner_content(|writer| {
            suites
                .iter()
                .try_for_each(|suite| write_suite(suite, base, look, writer))
        })?;
    out.write_all(&writer.into_inner())?;
    writeln!(out)
}

/// A rule and what breaks it.
struct Suite<'r> {
    rule: &'static Rule,
    cases: Vec<&'r Entry<'r>>,
    failures: usize,
}

impl Suite<'_> {
    fn tests(&self) -> usize {
        self.cases.len().max(1)
    }
}

fn suite<'r>(rule: &'static Rule, entries: &'r [Entry<'r>], look: Look) -> Suite<'r> {
    let cases: Vec<&Entry<'_>> = entries
        .iter()
        .filter(|entry| entry.found.rule == rule)
        .collect();
    let failures = cases.iter().filter(|entry| look.fails(entry.level)).count();
    Suite {
        rule,
        cases,
        failures,
    }
}

impl Look {
    fn fails(self, level: Level) -> bool {
        level == Level::Error || (self.strict && level == Level::Warning)
    }
}

type Xml = Writer<Vec<u8>>;

fn write_suite(suite: &Suite<'_>, base: &Base, look: Look, writer: &mut Xml) -> io::Result<()> {
    let name = format!("{} {}", suite.rule.name, suite.rule.summary(look.lang));
    writer
        .create_element("testsuite")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("tests", suite.tests().to_string().as_str()))
        .with_attribute(("failures", suite.failures.to_string().as_str()))
        .with_attribute(("errors", "0"))
        .with_attribute(("skipped", "0"))
        .write_inner_content(|writer| {
            if suite.cases.is_empty() {
                return write_passed(suite.rule, look.lang, writer);
            }
            suite
                .cases
                .iter()
                .try_for_each(|entry| write_case(entry, base, look, writer))
        })?;
    Ok(())
}

fn write_passed(rule: &Rule, lang: Lang, writer: &mut Xml) -> io::Result<()> {
    writer
        .create_element("testcase")
        .with_attribute(("name", lang.pick("没有发现问题", "nothing found")))
        .with_attribute(("classname", rule.name))
        .write_empty()?;
    Ok(())
}

fn write_case(entry: &Entry<'_>, base: &Base, look: Look, writer: &mut Xml) -> io::Result<()> {
    let (lang, found) = (look.lang, entry.found);
    let file = allowed(&base.path(&entry.file));
    let message = allowed(&told(&found.message, lang));
    let (line, column) = (found.extent.line, found.extent.column);
    let name = format!("{line}:{column} {message}");
    let level = level_name(entry.level, lang);
    let help = allowed(&advice(found, lang));
    let text = format!(
        "{file}:{line}:{column}: {level}[{}] {message}{help}",
        found.rule.name
    );
    writer
        .create_element("testcase")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("classname", file.as_str()))
        .write_inner_content(|writer| {
            let element = if look.fails(entry.level) {
                writer
                    .create_element("failure")
                    .with_attribute(("type", found.rule.name))
                    .with_attribute(("message", message.as_str()))
            } else {
                writer.create_element("system-out")
            };
            element.write_text_content(BytesText::new(&text))?;
            Ok(())
        })?;
    Ok(())
}

/// A text in which every character is one that XML 1.0 may have.
fn allowed(text: &str) -> String {
    visible::line(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_cannot_have_stand_as_escapes() {
        assert_eq!(allowed("a\u{0}b\u{1b}\u{ffff}"), "a\\u{0}b\\u{1b}\u{fffd}");
    }
}
