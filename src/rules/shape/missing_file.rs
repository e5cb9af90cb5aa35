//! `missing-file`: a file that is not there or cannot be read.

use std::io;

use crate::files::system_said;
use crate::finding::Finding;
use crate::finding::Level;
use crate::lang::Said;
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "missing-file",
    family: Family::Shape,
    severity: Level::Error,
    summary: (
        "缺少文件、文件是空的或者无法读取",
        "a file that is not there, is empty or cannot be read",
    ),
    pages: (
        include_str!("missing_file.zh.md"),
        include_str!("missing_file.md"),
    ),
    checks: &[Check::Reading],
};

pub(crate) fn absent(sheet: Sheet, in_template: bool) -> Finding {
    let name = sheet.file_name();
    let message = say!("缺少 `{name}`", "`{name}` is missing");
    let help = if sheet.is_township_wide() || in_template {
        say!(
            "补上这个文件，或者从git恢复",
            "add the file, or restore it from git"
        )
    } else if sheet == Sheet::Village {
        say!(
            "从别的村复制一份，改成本村的；或者从git恢复",
            "copy another village's and make it this one's, or restore it from git"
        )
    } else {
        say!("从 `template/` 复制一份", "copy it from `template/`")
    };
    RULE.on(sheet, Spot::File, message).help(help)
}

pub(crate) fn empty(sheet: Sheet) -> Finding {
    let name = sheet.file_name();
    let message = say!("`{name}` 是空文件", "`{name}` is empty");
    RULE.on(sheet, Spot::File, message).help(say!(
        "从git恢复；清单还没有内容的，写一行以 `#` 开头的说明",
        "restore it from git; where there is nothing to list yet, say so behind `#`"
    ))
}

pub(crate) fn not_a_file(sheet: Sheet, is_link: bool) -> Finding {
    let name = sheet.file_name();
    let message = if is_link {
        say!(
            "`{name}` 是快捷方式（符号链接），不是文件",
            "`{name}` is a symbolic link, not a file"
        )
    } else {
        say!("`{name}` 不是普通文件", "`{name}` is not a regular file")
    };
    RULE.on(sheet, Spot::File, message).help(say!(
        "在这里放文件本身：各村清单要能单独阅读",
        "put the file itself here: a village's lists are readable on their own"
    ))
}

pub(crate) fn unreadable(sheet: Sheet, error: &io::Error) -> Finding {
    let name = sheet.file_name();
    let said = system_said(error);
    let message = Said {
        zh: format!("`{name}` 无法读取：{}", said.zh),
        en: format!("`{name}` cannot be read: {}", said.en),
    };
    RULE.on(sheet, Spot::File, message)
        .help(say!("检查文件的权限", "check the permissions of the file"))
}
