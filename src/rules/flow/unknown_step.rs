//! `unknown-step`: a step that leads to no step.

use crate::finding::Finding;
use crate::finding::Level;
use crate::fix::Fix;
use crate::lang::{Lang, listed};
use crate::list::Contents;
use crate::list::{Item, Otherwise, Step};
use crate::loaded::Loaded;
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::suggest::{nearest, only};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-step",
    family: Family::Flow,
    severity: Level::Error,
    summary: ("转到不存在的步骤", "a step that leads to no step"),
    pages: (
        include_str!("unknown_step.zh.md"),
        include_str!("unknown_step.md"),
    ),
    checks: &[Check::Items(check)],
};

fn check(sheet: Sheet, contents: &Contents<'_>, _loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let mut look = Look { sheet, findings };
    for (route, _, steps) in contents.flows() {
        for step in steps {
            let to = step.otherwise.and_then(|otherwise| otherwise.to);
            if let Some(to) = to.filter(|to| *to != Otherwise::END) {
                let place = step.route(route.clone()).key("otherwise").key("to");
                look.up(place, to, steps, &[Otherwise::END]);
            }
        }
    }
    // Where an item has no steps at all, that is its fault, not the names it uses.
    for service in contents
        .services()
        .iter()
        .filter(|service| !service.steps.is_empty())
    {
        let limit = service.route().key("limit");
        for (key, id) in [("from", service.limit.from), ("to", service.limit.to)] {
            if let Some(id) = id {
                look.up(limit.clone().key(key), id, &service.steps, &[]);
            }
        }
        look.order(limit, service.limit.from, service.limit.to, &service.steps);
    }
}

struct Look<'f> {
    sheet: Sheet,
    findings: &'f mut Vec<Finding>,
}

impl Look<'_> {
    fn up(&mut self, route: Route, id: &str, steps: &[Step<'_>], more: &[&'static str]) {
        if id.is_empty() || steps.iter().any(|step| step.id == id) {
            return;
        }
        let names = || steps.iter().map(|step| step.id).chain(more.iter().copied());
        let message = say!("没有步骤 `{id}`", "there is no step `{id}`");
        let help = if let Some(meant) = nearest(id, names()) {
            say!("是不是 `{meant}`？", "write `{meant}`, if that is meant")
        } else {
            let (zh, en) = (listed(names(), Lang::Zh), listed(names(), Lang::En));
            say!("可用的有：{zh}", "use one of {en}")
        };
        let meant = only(id, names());
        let fix = meant.and_then(|meant| Some(Fix::of_text(&route, meant)?.asks()));
        let finding = RULE.at(self.sheet, route, message).help(help).fix(fix);
        self.findings.push(finding);
    }

    /// A clock that stops where or before it starts measures nothing.
    fn order(&mut self, limit: Route, from: Option<&str>, to: Option<&str>, steps: &[Step<'_>]) {
        let place = |id: Option<&str>| steps.iter().position(|step| Some(step.id) == id);
        let (Some(start), Some(stop)) = (place(from), place(to)) else {
            return;
        };
        if stop <= start {
            let (from, to) = (steps[start].id, steps[stop].id);
            let message = say!(
                "截止步骤 `{to}` 不在起算步骤 `{from}` 之后",
                "step `{to}`, which stops the clock, is not behind `{from}`, which starts it"
            );
            self.findings
                .push(RULE.at(self.sheet, limit.key("to"), message).help(say!(
                    "`limit.to` 要写 `{from}` 之后的步骤",
                    "name a step behind `{from}` in `limit.to`"
                )));
        }
    }
}
