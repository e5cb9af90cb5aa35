//! `not-utf8`: a file that is not UTF-8.

use crate::encoding::{Encoding, NotUtf8};
use crate::finding::Finding;
use crate::finding::Level;
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "not-utf8",
    family: Family::Shape,
    severity: Level::Error,
    summary: ("不是UTF-8编码的文件", "a file that is not UTF-8"),
    pages: (include_str!("not_utf8.zh.md"), include_str!("not_utf8.md")),
    checks: &[Check::Reading],
};

pub(crate) fn finding(sheet: Sheet, fault: &NotUtf8) -> Finding {
    let message = match fault.looks_like {
        Encoding::Gbk => say!("文件是GBK编码，不是UTF-8", "the file is GBK, not UTF-8"),
        Encoding::Utf16 => say!(
            "文件是UTF-16编码，不是UTF-8",
            "the file is UTF-16, not UTF-8"
        ),
        Encoding::Unknown => {
            let line = fault.line;
            say!(
                "文件不是UTF-8编码的文本（从第{line}行起）",
                "the file is no UTF-8 text (from line {line})"
            )
        }
    };
    RULE.on(sheet, Spot::File, message)
        .help(match fault.looks_like {
            Encoding::Unknown => say!(
                "文件可能已损坏：从git恢复，或者用文本编辑器另存为UTF-8",
                "restore the file from git, or save it as UTF-8 in a text editor"
            ),
            _ => say!(
                "在编辑器里选“另存为”，编码选UTF-8",
                "choose “Save as” in the editor and UTF-8 as encoding"
            ),
        })
}
