//! `unknown-reference`: an id that names nothing.

use crate::finding::Finding;
use crate::finding::Level;
use crate::fix::Fix;
use crate::list::{Deviation, Item};
use crate::loaded::{Book, Loaded, Villages};
use crate::place::Route;
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;
use crate::shape::{Known, Target};
use crate::suggest::{nearest, only};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-reference",
    family: Family::Identity,
    severity: Level::Error,
    summary: ("引用了不存在的标识", "an id that names nothing"),
    pages: (
        include_str!("unknown_reference.zh.md"),
        include_str!("unknown_reference.md"),
    ),
    checks: &[Check::Book(check), Check::Villages(vocabulary)],
};

pub(crate) fn registry(
    sheet: Sheet,
    route: Route,
    target: Target,
    id: &str,
    known: &Known<'_>,
) -> Finding {
    let (zh, en) = target.title();
    let message = say!(
        "`registry.toml` 里没有{zh} `{id}`",
        "`{id}` is no {en} of `registry.toml`"
    );
    let help = match known.nearest(target, id) {
        Some(meant) => say!("是不是 `{meant}`？", "write `{meant}`, if that is meant"),
        None => say!(
            "先在 `registry.toml` 登记{zh}，再引用",
            "add the {en} to `registry.toml` first"
        ),
    };
    let fix = meant(&route, known.only(target, id));
    RULE.at(sheet, route, message).help(help).fix(fix)
}

/// A near miss of one name and no other is that name, if a person agrees.
fn meant(route: &Route, only: Option<&str>) -> Option<Fix> {
    Some(Fix::of_text(route, only?)?.asks())
}

pub(crate) fn contact(sheet: Sheet, route: Route, actor: &str, known: &Known<'_>) -> Finding {
    let finding = registry(sheet, route.clone(), Target::Actor, actor, known);
    let meant = known.only(Target::Actor, actor);
    let fix = meant.and_then(|meant| Some(Fix::of_key(&route, meant)?.asks()));
    let spot = Spot::Key(route);
    Finding {
        spot,
        fix,
        ..finding
    }
}

fn check(book: &Book<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let mut refer = Refer { findings };
    if let (Some(powers), Some(responsibilities)) = (book.powers(), book.responsibilities()) {
        for item in responsibilities {
            for (index, power) in item.powers.iter().enumerate() {
                let route = || item.route().key("powers").index(index);
                refer.to(
                    Sheet::Responsibility,
                    route,
                    power,
                    powers,
                    ("权力", "power"),
                );
            }
        }
    }
    if let (Some(powers), Some(manual)) = (book.powers(), book.manual()) {
        for power in powers {
            if let Some(system) = power.system {
                let route = || power.route().key("system");
                refer.to(
                    Sheet::Power,
                    route,
                    system,
                    &manual.systems,
                    ("制度", "system"),
                );
            }
        }
        for system in &manual.systems {
            for (index, power) in system.powers.iter().enumerate() {
                let route = || system.route().key("powers").index(index);
                refer.to(Sheet::Manual, route, power, powers, ("权力", "power"));
            }
        }
    }
    if let (Some(services), Some(manual)) = (book.services(), book.manual()) {
        for supervision in &manual.supervisions {
            let route = || Route::item("supervision", supervision.index).key("service");
            refer.to(
                Sheet::Manual,
                route,
                supervision.service,
                services,
                ("服务", "service"),
            );
        }
        for (index, service) in manual
            .card
            .iter()
            .flat_map(|c| c.services.iter().enumerate())
        {
            let route = || Route::top().key("card").key("services").index(index);
            refer.to(Sheet::Manual, route, service, services, ("服务", "service"));
        }
    }
    if let Some(village) = book.village() {
        if loaded.township_complete && !village.edition.is_empty() {
            let editions = &loaded.township.editions;
            let route = || Route::top().key("edition");
            refer.to(
                Sheet::Village,
                route,
                village.edition,
                editions,
                ("版次", "edition"),
            );
        }
        for deviation in &village.deviations {
            refer.address(deviation, book, loaded);
        }
    }
}

struct Refer<'f> {
    findings: &'f mut Vec<Finding>,
}

impl Refer<'_> {
    fn to<'a, T: Item<'a>>(
        &mut self,
        sheet: Sheet,
        route: impl Fn() -> Route,
        id: &str,
        items: &[T],
        title: (&str, &str),
    ) {
        if id.is_empty() || items.iter().any(|item| item.id() == id) {
            return;
        }
        let (zh, en) = title;
        let message = say!("没有{zh} `{id}`", "`{id}` is no {en}");
        let fix = meant(&route(), only(id, items.iter().map(Item::id)));
        let finding = RULE.at(sheet, route(), message).fix(fix);
        self.findings
            .push(finding.help(match nearest(id, items.iter().map(Item::id)) {
                Some(meant) => say!("是不是 `{meant}`？", "write `{meant}`, if that is meant"),
                None => say!(
                    "改为已有的标识，或者先补上这一项",
                    "name one that exists, or add it first"
                ),
            }));
    }

    /// The item of a deviation may be the village's own, or one of the template that it lacks.
    fn address(&mut self, deviation: &Deviation<'_>, book: &Book<'_>, loaded: &Loaded<'_>) {
        let here = book.has_address(deviation.item);
        if here == Some(false) && loaded.template().has_address(deviation.item) == Some(false) {
            let route = Route::item("deviation", deviation.index).key("item");
            self.findings
                .push(address(Sheet::Village, route, deviation.item, book));
        }
    }
}

fn vocabulary(
    _villages: &Villages<'_>,
    loaded: &Loaded<'_>,
    findings: &mut Vec<(Option<usize>, Finding)>,
) {
    let template = loaded.template();
    let entries = loaded.vocabulary.map(|vocabulary| &vocabulary.entries);
    for entry in entries.into_iter().flatten() {
        if !entry.item.is_empty() && template.has_address(entry.item) == Some(false) {
            let route = Route::item("entry", entry.index).key("item");
            findings.push((
                None,
                address(Sheet::Vocabulary, route, entry.item, &template),
            ));
        }
    }
}

fn address(sheet: Sheet, route: Route, item: &str, book: &Book<'_>) -> Finding {
    let message = say!("没有事项 `{item}`", "`{item}` is the address of no item");
    let addresses = book.addresses();
    let names = || addresses.iter().map(String::as_str);
    let fix = meant(&route, only(item, names()));
    RULE.at(sheet, route, message)
        .fix(fix)
        .help(match nearest(item, names()) {
            Some(meant) => say!("是不是 `{meant}`？", "write `{meant}`, if that is meant"),
            None => say!(
                "写成 `power/…`、`responsibility/…`、`service/…` 或者 `system/…`",
                "write `power/…`, `responsibility/…`, `service/…` or `system/…`"
            ),
        })
}
