//! `idle-deviation`: a deviation is recorded where nothing differs any more.

use super::{deviates, field_route};
use crate::drift::Drift;
use crate::finding::{Finding, Level};
use crate::loaded::Loaded;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "idle-deviation",
    family: Family::Drift,
    severity: Level::Warning,
    summary: (
        "登记了差异，清单却与范本相同",
        "a recorded deviation where nothing differs any more",
    ),
    pages: (
        include_str!("idle_deviation.zh.md"),
        include_str!("idle_deviation.md"),
    ),
    checks: &[Check::Drift(check)],
};

fn check(drift: &Drift<'_>, _: &Loaded<'_>, findings: &mut Vec<Finding>) {
    // While a village lags, its deviation may be what the next edition has for everybody.
    if drift.lag.is_some() {
        return;
    }
    for deviation in &drift.village.deviations {
        let list = deviation.item.split('/').next().unwrap_or_default();
        let comparable =
            Sheet::with_items(list).is_some_and(|sheet| drift.compared.contains(&sheet));
        if !comparable || deviates(drift, deviation) {
            continue;
        }
        let (item, field) = (deviation.item, deviation.field);
        let message = say!(
            "登记了 `{item}` 的 `{field}` 有差异，清单里却与范本相同",
            "a deviation of `{field}` of `{item}` is recorded, but nothing differs there"
        );
        let route = field_route(deviation, "field");
        findings.push(RULE.at(Sheet::Village, route, message).help(say!(
            "删去这条登记；字段写错了的，改成清单里真正不同的字段（用 `qingdan diff` 查看）",
            "delete it, or name the field that does differ (`qingdan diff` lists them)"
        )));
    }
}
