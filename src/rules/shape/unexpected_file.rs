//! `unexpected-file`: a file or folder that does not belong in the lists.

use crate::files::Unexpected;
use crate::finding::Finding;
use crate::finding::Level;
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "unexpected-file",
    family: Family::Shape,
    severity: Level::Warning,
    summary: (
        "清单目录里多出的文件",
        "a file or folder that does not belong in the lists",
    ),
    pages: (
        include_str!("unexpected_file.zh.md"),
        include_str!("unexpected_file.md"),
    ),
    checks: &[Check::Reading],
};

pub(crate) fn finding(sheet: Sheet, found: &Unexpected, known: &[&'static str]) -> Finding {
    let name = &found.name;
    if found.is_link {
        let message = say!(
            "`{name}` 是快捷方式（符号链接），没有读取",
            "`{name}` is a symbolic link, and not read"
        );
        return RULE.on(sheet, Spot::File, message).help(say!(
            "在这里放文件夹或文件本身，或者把它移走",
            "put the folder or file itself here, or move the link away"
        ));
    }
    let message = say!(
        "`{name}` 不属于清单目录",
        "`{name}` does not belong in the lists' directory"
    );
    let help = match crate::suggest::nearest(name, known.iter().copied()) {
        Some(meant) => say!(
            "是不是 `{meant}`？请改名或者移走",
            "rename it to `{meant}`, or move it away"
        ),
        None => say!(
            "把它移到清单目录以外",
            "move it out of the lists' directory"
        ),
    };
    RULE.on(sheet, Spot::File, message).help(help)
}
