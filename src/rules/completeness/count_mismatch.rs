//! `count-mismatch`: more or fewer items or villages than expected.

use crate::finding::Finding;
use crate::finding::Level;
use crate::loaded::{Book, Loaded, Villages};
use crate::place::Route;
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "count-mismatch",
    family: Family::Completeness,
    severity: Level::Error,
    summary: (
        "数量与乡镇规定不符",
        "more or fewer items or villages than expected",
    ),
    pages: (
        include_str!("count_mismatch.zh.md"),
        include_str!("count_mismatch.md"),
    ),
    checks: &[Check::Book(check), Check::Villages(villages)],
};

fn check(book: &Book<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    if !book.knows_deviations() {
        return;
    }
    let expect = &loaded.township.expect;
    let lists = [
        (
            Sheet::Power,
            "power",
            book.powers().map(<[_]>::len),
            expect.power,
        ),
        (
            Sheet::Responsibility,
            "responsibility",
            book.responsibilities().map(<[_]>::len),
            expect.responsibility,
        ),
        (
            Sheet::Service,
            "service",
            book.services().map(<[_]>::len),
            expect.service,
        ),
    ];
    for (sheet, list, count, expected) in lists {
        let (Some(count), Some(expected)) = (count, expected) else {
            continue;
        };
        let recorded = book.items_recorded(list);
        if count.abs_diff(expected as usize) <= recorded {
            continue;
        }
        let file = sheet.file_name();
        let message = say!(
            "`{file}` 有{count}项，应为{expected}项",
            "`{file}` has {count} items, {expected} are expected"
        );
        let finding = if book.is_template() {
            RULE.at(
                Sheet::Township,
                Route::top().key("expect").key(list),
                message,
            )
        } else {
            RULE.on(sheet, Spot::File, message)
        };
        findings.push(finding.help(say!(
            "补齐或删去，或者修改 `township.toml` 的 `[expect]`",
            "add or remove items, or change `[expect]` in `township.toml`"
        )));
    }
}

fn villages(
    villages: &Villages<'_>,
    loaded: &Loaded<'_>,
    findings: &mut Vec<(Option<usize>, Finding)>,
) {
    let (count, Some(expected)) = (villages.all.len(), loaded.township.expect.villages) else {
        return;
    };
    if villages.complete && count != expected as usize {
        let message = say!(
            "有{count}个村，应为{expected}个",
            "there are {count} villages, {expected} are expected"
        );
        let route = Route::top().key("expect").key("villages");
        let finding = RULE.at(Sheet::Township, route, message).help(say!(
            "补上缺少的村，或者修改这里的数字",
            "add the missing villages, or change the figure here"
        ));
        findings.push((None, finding));
    }
}
