//! `missing-newline`: a last line that has no end.

use crate::document::Document;
use crate::finding::Finding;
use crate::finding::Level;
use crate::fix::Fix;
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "missing-newline",
    family: Family::Shape,
    severity: Level::Note,
    summary: ("文件末尾没有换行", "a last line that has no end"),
    pages: (
        include_str!("missing_newline.zh.md"),
        include_str!("missing_newline.md"),
    ),
    checks: &[Check::Text(check)],
};

fn check(sheet: Sheet, document: &Document<'_>, findings: &mut Vec<Finding>) {
    let text = document.text;
    // What old Macintosh computers end lines with has a finding of its own.
    if text.ends_with(['\n', '\r']) {
        return;
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let spot = Spot::Bytes(text.len()..text.len());
    let message = say!("最后一行没有换行", "the last line has no end");
    let finding = RULE.on(sheet, spot, message).help(say!(
        "在文件末尾按一下回车",
        "press Enter at the end of the file"
    ));
    let fix = Fix::of_bytes(text.len()..text.len(), end);
    // Behind an open text the end of a line would belong to the text.
    findings.push(finding.fix((!document.is_broken()).then_some(fix)));
}
