//! `file-too-large`: a file too large to be a list.

use crate::finding::Finding;
use crate::finding::Level;
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "file-too-large",
    family: Family::Shape,
    severity: Level::Error,
    summary: ("文件过大", "a file too large to be a list"),
    pages: (
        include_str!("file_too_large.zh.md"),
        include_str!("file_too_large.md"),
    ),
    checks: &[Check::Reading],
};

/// The largest file that is read, in bytes: 4 MiB, some thirty times the longest list.
pub const MOST: u64 = 4 * 1024 * 1024;

pub(crate) fn finding(sheet: Sheet, bytes: u64) -> Finding {
    let (size, most) = (bytes / 1024, MOST / 1024);
    let message = say!(
        "文件有{size} KiB，超过{most} KiB",
        "the file has {size} KiB, more than {most} KiB"
    );
    RULE.on(sheet, Spot::File, message).help(say!(
        "检查是否误放了别的文件；清单只保留文字",
        "check whether another file was put here; a list holds text only"
    ))
}
