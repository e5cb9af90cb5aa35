//! `stale-edition`: a village has not adopted the last edition of the template.

use crate::drift::{Drift, Lag};
use crate::finding::{Finding, Level};
use crate::loaded::Loaded;
use crate::place::{Route, Sheet};
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "stale-edition",
    family: Family::Drift,
    severity: Level::Note,
    summary: (
        "尚未采用范本的最新版次",
        "the template's last edition has not been adopted yet",
    ),
    pages: (
        include_str!("stale_edition.zh.md"),
        include_str!("stale_edition.md"),
    ),
    checks: &[Check::Drift(check)],
};

/// So many days before the last day to adopt an edition it becomes a warning.
const SOON: i64 = 30;

fn check(drift: &Drift<'_>, _: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let Some(lag) = &drift.lag else {
        return;
    };
    let (ours, last) = (drift.village.edition, lag.edition.id);
    let count = drift.judged.len();
    let differences = if count == 1 {
        "difference"
    } else {
        "differences"
    };
    let (time_zh, time_en) = time_left(lag);
    let message = say!(
        "采用的是 `{ours}` 版，范本已是 `{last}` 版，{time_zh}；与范本不同的有{count}处",
        "the edition is `{ours}`, while the template is `{last}`: {time_en}; {count} {differences}"
    );
    let slug = drift.slug;
    let finding = RULE.at(Sheet::Village, Route::top().key("edition"), message);
    findings.push(finding.level(level(lag)).help(say!(
        "用 `qingdan sync {slug} --dry-run` 看要改什么，用 `qingdan sync {slug}` 采用",
        "see what changes with `qingdan sync {slug} --dry-run`, adopt it with `qingdan sync {slug}`"
    )));
}

fn level(lag: &Lag<'_>) -> Level {
    match lag.days_left {
        Some(..0) => Level::Error,
        Some(0..=SOON) => Level::Warning,
        _ => Level::Note,
    }
}

fn time_left(lag: &Lag<'_>) -> (String, String) {
    let Some((left, by)) = lag.days_left.zip(lag.edition.adopt_by) else {
        return (
            "没有定采用期限".to_owned(),
            "no day is set to adopt it by".to_owned(),
        );
    };
    let past = -left;
    match left {
        0 => (
            "今天是采用期限的最后一天".to_owned(),
            "today is the last day to adopt it".to_owned(),
        ),
        1 => (
            format!("最迟 {by} 采用，还剩1天"),
            format!("adopt it by {by}, 1 day is left"),
        ),
        2.. => (
            format!("最迟 {by} 采用，还剩{left}天"),
            format!("adopt it by {by}, {left} days are left"),
        ),
        -1 => (
            format!("最迟应在 {by} 采用，已过1天"),
            format!("it was to be adopted by {by}, 1 day ago"),
        ),
        _ => (
            format!("最迟应在 {by} 采用，已过{past}天"),
            format!("it was to be adopted by {by}, {past} days ago"),
        ),
    }
}
