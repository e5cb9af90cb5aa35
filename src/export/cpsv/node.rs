//! Things of the graph: their names, and each of them once.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::Described;
use crate::export::upper_limit;
use crate::lang::{Lang, Said};
use crate::load::Lists;
use crate::procedure::written::phone;
use crate::say;

/// The nodes of a graph, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    all: Vec<Value>,
    known: HashSet<String>,
}

impl Nodes {
    /// Adds a node, without what is empty in it, unless one of this name is there.
    pub(super) fn add(&mut self, mut node: Value) {
        if let Value::Object(fields) = &mut node {
            fields.retain(|_, value| !value.is_null() && *value != json!([]));
        }
        let id = node["@id"].as_str().unwrap_or_default().to_owned();
        if self.known.insert(id) {
            self.all.push(node);
        }
    }

    pub(super) fn all(self) -> Vec<Value> {
        self.all
    }
}

/// Returns a text in both languages.
pub(super) fn texts(said: &Said) -> Value {
    json!({ "zh": said.zh, "en": said.en })
}

/// How the things of a township, and of one of its villages, are named.
#[derive(Debug)]
pub(super) struct Names {
    prefix: String,
    village: Option<String>,
    /// The township's statistics code.
    pub(super) code: String,
    area: String,
}

impl Names {
    pub(super) fn of(lists: &Lists<'_>) -> Self {
        let code = lists.township.code;
        let prefix = match lists.township.base_url {
            Some(url) => format!("{}/id/", url.trim_end_matches('/')),
            None => format!("urn:example:qingdan:{code}:"),
        };
        Self {
            area: format!("{prefix}area/{code}"),
            village: lists.slug.map(str::to_owned),
            code: code.to_owned(),
            prefix,
        }
    }

    /// Returns the name of a thing of the township.
    pub(super) fn id(&self, thing: &str) -> String {
        format!("{}{thing}", self.prefix)
    }

    /// Returns the name of a thing of the village, or of the template.
    pub(super) fn of_village(&self, thing: &str) -> String {
        format!("{}{}", self.prefix, self.identifier(thing))
    }

    /// Returns what tells a thing from those of other villages.
    pub(super) fn identifier(&self, thing: &str) -> String {
        match &self.village {
            Some(village) => format!("village/{village}/{thing}"),
            None => format!("template/{thing}"),
        }
    }

    /// Returns the name of the township's area.
    pub(super) fn area(&self) -> &str {
        &self.area
    }
}

impl Described<'_, '_> {
    /// The office where it is handled.
    pub(super) fn channel(&self, nodes: &mut Nodes) -> Value {
        let id = self.part("channel");
        let handler = self.procedure.handler.as_ref().map(|desk| &desk.title);
        let office = self.procedure.office.as_ref();
        let description = handler.map(|handler| {
            let (zh, en) = (&handler.zh, &handler.en);
            say!("村里先找{zh}", "in the village, see the {en} first")
        });
        let owner = self.organisation(self.service.office, nodes);
        let hours = office.and_then(|desk| desk.hours.as_ref());
        let hours = hours.map(|hours| self.opening_hours(hours, nodes));
        nodes.add(json!({
            "@id": id,
            "@type": "Channel",
            "identifier": format!("{}/channel", self.service.id),
            "description": description.as_ref().map(texts),
            "ownedBy": owner,
            "openingHours": hours,
        }));
        json!({ "@id": id })
    }

    pub(super) fn contact(&self, nodes: &mut Nodes) -> Value {
        let Some(office) = &self.procedure.office else {
            return json!([]);
        };
        let id = self.part("contact");
        let hours = office.hours.as_ref();
        let hours = hours.map(|hours| self.opening_hours(hours, nodes));
        nodes.add(json!({
            "@id": id,
            "@type": "ContactPoint",
            "telephone": office.phone.as_ref().map(|number| phone(number, Lang::En)),
            "openingHours": hours,
        }));
        json!({ "@id": id })
    }

    fn opening_hours(&self, hours: &Said, nodes: &mut Nodes) -> Value {
        let id = self
            .names
            .id(&format!("actor/{}/hours", self.service.office));
        nodes.add(json!({
            "@id": id,
            "@type": "TemporalEntity",
            "description": texts(hours),
        }));
        json!({ "@id": id })
    }

    /// The order of the steps, the time limits, and what officials may not do.
    pub(super) fn rules(&self, nodes: &mut Nodes) -> Value {
        let rules = [
            ("steps", say!("办理流程", "procedure"), self.steps()),
            ("limits", say!("办理时限", "time limits"), self.limits()),
            (
                "must-not",
                say!("禁止行为", "what officials may not do"),
                self.prohibitions(),
            ),
        ];
        let basis = self.procedure.basis.iter().zip(1..);
        let basis: Vec<Value> = basis
            .map(|(_, number)| json!({ "@id": self.part(&format!("basis/{number}")) }))
            .collect();
        let written = rules.into_iter().filter(|(_, _, said)| !said.zh.is_empty());
        let ids = written.map(|(name, title, description)| {
            let id = self.part(&format!("rule/{name}"));
            nodes.add(json!({
                "@id": id,
                "@type": "Rule",
                "identifier": format!("{}/rule/{name}", self.service.id),
                "title": texts(&title),
                "description": texts(&description),
                "implements": basis,
            }));
            json!({ "@id": id })
        });
        ids.collect()
    }

    fn steps(&self) -> Said {
        let lines = self.procedure.steps.iter().zip(1..).map(|(step, number)| {
            let by = |lang: Lang| -> String {
                let by = step.by.iter().map(|said| said.within(lang));
                by.collect::<Vec<_>>().join(lang.pick("、", ", "))
            };
            let (by_zh, by_en) = (by(Lang::Zh), by(Lang::En));
            let Said { zh, en } = &step.action;
            let time = upper_limit(step);
            let (time_zh, time_en) = (time.zh, time.en);
            say!(
                "{number}. {by_zh}：{zh}{time_zh}",
                "{number}. {by_en}: {en}{time_en}"
            )
        });
        lined(lines)
    }

    fn limits(&self) -> Said {
        let Some(limit) = &self.procedure.limit else {
            return say!("", "");
        };
        let named = |said: &Option<Said>, zh: &str, en: &str| {
            said.as_ref().map(|time| Said {
                zh: format!("{zh}{}", time.zh),
                en: format!("{en}{}", time.en),
            })
        };
        let notice = limit
            .excludes_notice
            .then(|| say!("公示时间不计入", "public notices do not count"));
        let parts = [
            named(&limit.promised, "承诺：", "promised: "),
            named(&limit.legal, "法定：", "by law: "),
            named(&limit.extension, "可以延长：", "may be extended by: "),
            named(&limit.from, "起算：", "the clock starts with: "),
            named(&limit.to, "截止：", "it stops with: "),
            notice,
        ];
        lined(parts.into_iter().flatten())
    }

    fn prohibitions(&self) -> Said {
        lined(self.procedure.must_not.iter().cloned())
    }
}

fn lined(lines: impl Iterator<Item = Said>) -> Said {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for line in lines {
        zh.push(line.zh);
        en.push(line.en);
    }
    Said {
        zh: zh.join("\n"),
        en: en.join("\n"),
    }
}
