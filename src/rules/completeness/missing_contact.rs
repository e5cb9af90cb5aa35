//! `missing-contact`: nobody to ring.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::finding::Level;
use crate::list::{ActorLevel, Item};
use crate::loaded::{Book, Loaded, Villages};
use crate::place::Sheet;
use crate::place::Spot;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "missing-contact",
    family: Family::Completeness,
    severity: Level::Error,
    summary: ("没有联系电话", "nobody to ring"),
    pages: (
        include_str!("missing_contact.zh.md"),
        include_str!("missing_contact.md"),
    ),
    checks: &[Check::Book(village), Check::Villages(offices)],
};

fn village(book: &Book<'_>, loaded: &Loaded<'_>, findings: &mut Vec<Finding>) {
    let (Some(village), Some(services)) = (book.village(), book.services()) else {
        return;
    };
    let mut handlers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for service in services
        .iter()
        .filter(|service| !service.handler.is_empty())
    {
        handlers
            .entry(service.handler)
            .or_default()
            .push(service.id);
    }
    for (handler, services) in handlers {
        let level = loaded.registry.actor(handler).and_then(|actor| actor.level);
        if level != Some(ActorLevel::Village) || village.contact(handler).is_some() {
            continue;
        }
        let (first, total) = (services[0], services.len());
        let more = total - 1;
        let message = if more == 0 {
            say!(
                "`{handler}` 经办 `{first}`，没有联系方式",
                "`{handler}` handles `{first}` and has no contact"
            )
        } else {
            say!(
                "`{handler}` 经办 `{first}` 等{total}项服务，没有联系方式",
                "`{handler}` handles `{first}` and {more} more and has no contact"
            )
        };
        findings.push(RULE.on(Sheet::Village, Spot::File, message).help(say!(
            "补上 `[contact.{handler}]` 和 `phone = \"…\"`",
            "add `[contact.{handler}]` with `phone = \"…\"`"
        )));
    }
}

fn offices(
    _villages: &Villages<'_>,
    loaded: &Loaded<'_>,
    findings: &mut Vec<(Option<usize>, Finding)>,
) {
    let template = loaded.template();
    let Some(services) = template.services() else {
        return;
    };
    for actor in &loaded.registry.actors {
        if actor.level != Some(ActorLevel::Township) {
            continue;
        }
        let Some(service) = services.iter().find(|service| service.office == actor.id) else {
            continue;
        };
        let supervised = services
            .iter()
            .find(|s| s.office == actor.id && s.livelihood);
        let mut lacks = |key: &'static str, zh: &str, en: &str, service: &str| {
            let id = actor.id;
            let message = say!(
                "`{id}` 承办 `{service}`，没有{zh}",
                "`{id}` handles `{service}` and has no {en}"
            );
            let finding = RULE.at(Sheet::Registry, actor.route().key(key), message);
            findings.push((
                None,
                finding.help(say!("补上 `{key} = \"…\"`", "add `{key} = \"…\"`")),
            ));
        };
        if actor.phone.is_none() {
            lacks("phone", "咨询电话", "consulting phone", service.id);
        }
        if let (None, Some(service)) = (actor.supervision_phone, supervised) {
            lacks(
                "supervision_phone",
                "监督电话",
                "supervision phone",
                service.id,
            );
        }
    }
}
