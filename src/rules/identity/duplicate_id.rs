//! `duplicate-id`: an id that stands twice.

use rustc_hash::FxHashMap;

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::{Contents, Item};
use crate::loaded::Loaded;
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-id",
    family: Family::Identity,
    severity: Level::Error,
    summary: ("标识重复", "an id that stands twice"),
    pages: (
        include_str!("duplicate_id.zh.md"),
        include_str!("duplicate_id.md"),
    ),
    checks: &[Check::Contents(check)],
};

fn check(sheet: Sheet, contents: &Contents<'_>, _loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let mut seen = Seen {
        sheet,
        key: "id",
        findings,
    };
    seen.items(contents.powers());
    seen.items(contents.responsibilities());
    seen.items(contents.services());
    for (route, _, steps) in contents.flows() {
        seen.ids(
            steps
                .iter()
                .map(|step| (step.id, || step.route(route.clone()))),
        );
    }
    if let Some(manual) = contents.manual() {
        seen.items(&manual.systems);
    }
    if let Some(registry) = contents.registry() {
        seen.items(&registry.aspects);
        seen.items(&registry.actors);
        seen.items(&registry.laws);
        seen.items(&registry.papers);
        seen.items(&registry.quorums);
        seen.items(&registry.remedies);
        seen.key = "number";
        seen.items(&registry.hotlines);
    }
    seen.key = "id";
    if let Contents::Township(township) = contents {
        seen.items(&township.editions);
    }
    if let Contents::Vocabulary(vocabulary) = contents {
        seen.items(&vocabulary.elsewhere);
        seen.key = "item";
        let entries = vocabulary.entries.iter();
        seen.ids(entries.map(|entry| (entry.item, || Route::item("entry", entry.index))));
    }
    seen.key = "service";
    if let Some(manual) = contents.manual() {
        let supervisions = manual.supervisions.iter();
        seen.ids(supervisions.map(|s| (s.service, || Route::item("supervision", s.index))));
    }
}

struct Seen<'f> {
    sheet: Sheet,
    key: &'static str,
    findings: &'f mut Vec<Finding>,
}

impl Seen<'_> {
    fn items<'a, T: Item<'a>>(&mut self, items: &[T]) {
        self.ids(items.iter().map(|item| (item.id(), || item.route())));
    }

    fn ids<'a, R: Fn() -> Route>(&mut self, ids: impl Iterator<Item = (&'a str, R)>) {
        let mut first: FxHashMap<&str, R> = FxHashMap::default();
        for (id, route) in ids.filter(|(id, _)| !id.is_empty()) {
            let Some(earlier) = first.get(id) else {
                first.insert(id, route);
                continue;
            };
            let message = say!("`{id}` 重复了", "`{id}` stands twice");
            let finding = RULE
                .at(self.sheet, route().key(self.key), message)
                .help(say!(
                    "改名，或者删去多余的一项",
                    "give one of them another id, or delete it"
                ))
                .related(
                    self.sheet,
                    earlier().key(self.key),
                    say!("第一次在这里", "first used here"),
                );
            self.findings.push(finding);
        }
    }
}
