//! `bad-time`: a time that is not written as one.

use crate::finding::Finding;
use crate::finding::Level;
use crate::fix::{Fix, narrow};
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::time::Period;

pub(crate) static RULE: Rule = Rule {
    name: "bad-time",
    family: Family::Time,
    severity: Level::Error,
    summary: ("时限的写法不对", "a time that is not written as one"),
    pages: (include_str!("bad_time.zh.md"), include_str!("bad_time.md")),
    checks: &[Check::Reading],
};

pub(crate) fn finding(sheet: Sheet, route: Route, text: &str) -> Finding {
    let message = say!("`{text}` 不是时限", "`{text}` is not a time");
    let help = match mended(text) {
        Some(mended) => say!("改为 `\"{mended}\"`", "write `\"{mended}\"`"),
        None => say!(
            "写成 `\"20 working days\"`（20个工作日）、`\"7 days\"`、`\"1 month\"`、`\"24 hours\"` 或者 `\"on the spot\"`（当场）",
            "write `\"20 working days\"`, `\"7 days\"`, `\"1 month\"`, `\"24 hours\"` or `\"on the spot\"`"
        ),
    };
    let is_time = |text: &str| text.parse::<Period>().is_ok();
    let narrowed = Fix::narrowed(&route, text, is_time);
    let meant = || Some(Fix::of_text(&route, &mended(text)?)?.asks());
    let fix = narrowed.or_else(meant);
    RULE.at(sheet, route, message).help(help).fix(fix)
}

/// Returns what was meant by a figure with a Chinese or misspelt unit.
fn mended(text: &str) -> Option<String> {
    let text: String = text.chars().map(|c| narrow(c).unwrap_or(c)).collect();
    let text = text.trim().to_lowercase();
    if ["当场", "即时", "on the spot", "on spot", "at once"].contains(&text.as_str()) {
        return Some("on the spot".to_owned());
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (count, unit) = text.split_at(digits);
    let unit = match unit.trim() {
        "工作日" | "个工作日" | "workday" | "workdays" | "work days" | "working-days" | "wd"
        | "business days" | "working day" | "working days" => "working day",
        "日" | "天" | "d" | "calendar days" | "day" | "days" => "day",
        "月" | "个月" | "mo" | "month" | "months" => "month",
        "小时" | "个小时" | "h" | "hour" | "hours" => "hour",
        "年" | "y" | "year" | "years" => "year",
        _ => return None,
    };
    let count: u32 = count.parse().ok().filter(|count| *count > 0)?;
    let time = format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
    time.parse::<Period>().is_ok().then_some(time)
}
