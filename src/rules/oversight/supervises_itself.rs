//! `supervises-itself`: an actor that supervises what it exercises.

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::Contents;
use crate::list::Item;
use crate::loaded::Loaded;
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "supervises-itself",
    family: Family::Oversight,
    severity: Level::Error,
    summary: ("自己监督自己", "an actor that supervises what it exercises"),
    pages: (
        include_str!("supervises_itself.zh.md"),
        include_str!("supervises_itself.md"),
    ),
    checks: &[Check::Items(check)],
};

fn check(sheet: Sheet, contents: &Contents<'_>, _loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let powers = contents
        .powers()
        .iter()
        .map(|p| (p.route(), &p.holders, &p.supervisors));
    let duties = contents
        .responsibilities()
        .iter()
        .map(|r| (r.route(), &r.holders, &r.supervisors));
    for (route, holders, supervisors) in powers.chain(duties) {
        for (index, supervisor) in supervisors.iter().enumerate() {
            let Some(holder) = holders.iter().position(|holder| holder == supervisor) else {
                continue;
            };
            let finding = itself(
                sheet,
                route.clone().key("supervisors").index(index),
                supervisor,
            );
            findings.push(finding.related(
                sheet,
                route.clone().key("holders").index(holder),
                say!("它在这里行使", "it exercises here"),
            ));
        }
    }
}

fn itself(sheet: Sheet, route: Route, actor: &str) -> Finding {
    let message = say!(
        "`{actor}` 监督自己行使的事项",
        "`{actor}` supervises what it exercises itself"
    );
    RULE.at(sheet, route, message).help(say!(
        "换一个不行使这项权力、不承担这项责任的主体来监督",
        "name a supervisor that does not exercise it"
    ))
}
