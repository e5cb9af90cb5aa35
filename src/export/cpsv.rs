//! Services as linked data, in the European vocabulary of public services: CPSV-AP 3.2.0 as JSON-LD.
//!
//! The context stands in the file, so that nobody needs the network to read it. A township with a
//! `base_url` names its things below that address, another one below `urn:example:qingdan:CODE`.
//!
//! Working days have no place in `xsd:duration`: `processingTime` is given for days, months, years
//! and hours of the calendar only; the rule on time limits says the rest in words.
//!
//! Source: <https://semiceu.github.io/CPSV-AP/releases/3.2.0/>.

mod context;
mod node;

use serde_json::{Value, json};

use super::standard::kind_name;
use crate::lang::{Lang, Said};
use crate::list::{Item, Service};
use crate::load::Lists;
use crate::procedure::{self, Procedure};
use crate::say;
use crate::time::{Period, Unit};

use node::{Names, Nodes, texts};

/// The services of one or more villages, or of the template.
#[derive(Debug, Default)]
pub struct Catalogue {
    nodes: Nodes,
    services: Vec<Value>,
    head: Option<Head>,
}

/// Whose catalogue it is.
#[derive(Debug)]
struct Head {
    names: Names,
    township: Said,
    sample: bool,
}

impl Catalogue {
    /// Adds the services of the lists.
    pub fn add(&mut self, lists: &Lists<'_>) {
        let names = Names::of(lists);
        let township = procedure::said(lists.township.name).unwrap_or_else(|| say!("", ""));
        for service in lists.book.services().unwrap_or_default() {
            let procedure = procedure::service(service, lists);
            let described = Described {
                service,
                procedure: &procedure,
                lists,
                names: &names,
            };
            self.services.push(json!({ "@id": described.address() }));
            described.add_to(&mut self.nodes);
        }
        self.head = Some(Head {
            names,
            township,
            sample: lists.township.sample,
        });
    }

    /// Returns the file.
    ///
    /// # Errors
    ///
    /// Fails where the memory does.
    pub fn bytes(mut self) -> anyhow::Result<Vec<u8>> {
        if let Some(head) = &self.head {
            self.nodes.add(head.catalogue(&self.services));
            self.nodes.add(head.township());
            self.nodes.add(head.area());
            for (lang, name) in [
                ("ZHO", say!("中文", "Chinese")),
                ("ENG", say!("英文", "English")),
            ] {
                self.nodes.add(json!({
                    "@id": language(lang),
                    "@type": "LinguisticSystem",
                    "prefLabel": texts(&name),
                }));
            }
        }
        let graph = json!({ "@context": context::context(), "@graph": self.nodes.all() });
        let mut bytes = serde_json::to_vec_pretty(&graph)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

fn language(code: &str) -> String {
    format!("http://publications.europa.eu/resource/authority/language/{code}")
}

const SAMPLE: (&str, &str) = (
    "示例数据，非正式清单。",
    "Sample data, not a published list. ",
);

/// Puts the mark of made-up data in front of a text.
fn marked(said: &Said, sample: bool) -> Said {
    let (zh, en) = if sample { SAMPLE } else { ("", "") };
    Said {
        zh: format!("{zh}{}", said.zh),
        en: format!("{en}{}", said.en),
    }
}

impl Head {
    fn catalogue(&self, services: &[Value]) -> Value {
        let Said { zh, en } = &self.township;
        let title = say!("{zh}服务清单", "Services of {en}");
        json!({
            "@id": self.names.id("catalogue"),
            "@type": "Dataset",
            "identifier": "catalogue",
            "title": texts(&title),
            "description": texts(&marked(&title, self.sample)),
            "publisher": { "@id": self.names.id("township") },
            "hasPart": services,
        })
    }

    fn township(&self) -> Value {
        let title = marked(&self.township, self.sample);
        json!({
            "@id": self.names.id("township"),
            "@type": ["Agent", "PublicOrganisation", "Organization"],
            "identifier": self.names.code,
            "title": texts(&title),
            "prefLabel": texts(&self.township),
            "spatial": { "@id": self.names.area() },
        })
    }

    fn area(&self) -> Value {
        json!({
            "@id": self.names.area(),
            "@type": ["AdministrativeTerritorialUnit", "Location"],
            "identifier": self.names.code,
            "prefLabel": texts(&self.township),
        })
    }
}

/// A service with everything that it refers to.
struct Described<'d, 'a> {
    service: &'d Service<'a>,
    procedure: &'d Procedure,
    lists: &'d Lists<'a>,
    names: &'d Names,
}

impl Described<'_, '_> {
    fn address(&self) -> String {
        self.names.of_village(&self.service.address())
    }

    /// Returns the name of a part of the service.
    fn part(&self, part: &str) -> String {
        format!("{}/{part}", self.address())
    }

    fn add_to(&self, nodes: &mut Nodes) {
        let procedure = self.procedure;
        let mut node = json!({
            "@id": self.address(),
            "@type": "PublicService",
            "identifier": self.names.identifier(&self.service.address()),
            "title": procedure.title.as_ref().map(texts),
            "description": texts(&marked(&self.description(), procedure.sample)),
            "language": [{ "@id": language("ZHO") }, { "@id": language("ENG") }],
            "spatial": { "@id": self.names.area() },
            "isClassifiedBy": self.concept(nodes),
            "status": self.status(nodes),
            "hasCompetentAuthority": self.organisation(self.service.authority, nodes),
            "holdsRequirement": self.requirements(nodes),
            "hasInput": self.evidence(nodes),
            "produces": self.output(nodes),
            "hasCost": self.cost(nodes),
            "hasChannel": self.channel(nodes),
            "contactPoint": self.contact(nodes),
            "follows": self.rules(nodes),
            "hasLegalResource": self.legal_resources(nodes),
        });
        if let Some(duration) = self.service.limit.promised.and_then(duration) {
            node["processingTime"] = json!(duration);
        }
        nodes.add(node);
    }

    /// The lists have no free text on a service: for whom it is and what comes of it say most.
    fn description(&self) -> Said {
        let blank = || say!("", "");
        let applicant = self.procedure.applicant.clone().unwrap_or_else(blank);
        let result = self.procedure.result.clone().unwrap_or_else(blank);
        let (whom_zh, whom_en) = (applicant.zh, applicant.en);
        let (what_zh, what_en) = (result.zh, result.en);
        say!(
            "办理对象：{whom_zh}。办理结果：{what_zh}。",
            "For: {whom_en}. Result: {what_en}."
        )
    }

    fn concept(&self, nodes: &mut Nodes) -> Value {
        let kind = self.service.kind;
        nodes.add(json!({
            "@id": self.names.id(&format!("kind/{kind}")),
            "@type": "Concept",
            "prefLabel": { "zh": kind_name(kind), "en": kind },
        }));
        json!({ "@id": self.names.id(&format!("kind/{kind}")) })
    }

    /// How far the village has come with its lists.
    fn status(&self, nodes: &mut Nodes) -> Value {
        let Some(stage) = self.lists.village().and_then(|village| village.stage) else {
            return Value::Null;
        };
        let id = self.names.id(&format!("stage/{}", stage.key()));
        let (zh, en) = (stage.title(Lang::Zh), stage.title(Lang::En));
        nodes.add(json!({
            "@id": id,
            "@type": "Concept",
            "prefLabel": { "zh": zh, "en": en },
        }));
        json!({ "@id": id })
    }

    fn organisation(&self, id: &str, nodes: &mut Nodes) -> Value {
        let name = self.names.id(&format!("actor/{id}"));
        let title = procedure::actor_title(id, self.lists);
        nodes.add(json!({
            "@id": name,
            "@type": ["PublicOrganisation", "Organization"],
            "identifier": id,
            "prefLabel": title.as_ref().map(texts),
            "spatial": { "@id": self.names.area() },
        }));
        json!({ "@id": name })
    }

    fn requirements(&self, nodes: &mut Nodes) -> Value {
        let conditions = self.procedure.conditions.iter().zip(1..);
        let ids = conditions.map(|(condition, number)| {
            let id = self.part(&format!("condition/{number}"));
            nodes.add(json!({
                "@id": id,
                "@type": "Requirement",
                "identifier": format!("{}/condition/{number}", self.service.id),
                "title": texts(condition),
            }));
            json!({ "@id": id })
        });
        ids.collect()
    }

    fn evidence(&self, nodes: &mut Nodes) -> Value {
        let papers = self.procedure.papers.iter().zip(1..);
        let ids = papers.map(|(paper, number)| {
            let id = self.part(&format!("paper/{number}"));
            let kind = match paper.kind.as_str() {
                "original" => say!("原件", "original"),
                "copy" => say!("复印件", "copy"),
                _ => say!("申请表", "form"),
            };
            let when = paper.when.clone().unwrap_or_else(|| say!("都要", "always"));
            let (count, zh, en) = (paper.copies, kind.zh, kind.en);
            let (when_zh, when_en) = (when.zh, when.en);
            let description = say!("{zh}{count}份；{when_zh}", "{count} × {en}; {when_en}");
            nodes.add(json!({
                "@id": id,
                "@type": "Evidence",
                "identifier": format!("{}/paper/{}", self.service.id, paper.id),
                "title": texts(&paper.title),
                "description": texts(&description),
            }));
            json!({ "@id": id })
        });
        ids.collect()
    }

    fn output(&self, nodes: &mut Nodes) -> Value {
        let Some(result) = &self.procedure.result else {
            return json!([]);
        };
        let id = self.part("result");
        nodes.add(json!({
            "@id": id,
            "@type": "Output",
            "identifier": format!("{}/result", self.service.id),
            "title": texts(result),
        }));
        json!({ "@id": id })
    }

    fn cost(&self, nodes: &mut Nodes) -> Value {
        let yuan = self.procedure.fee_yuan.unwrap_or(0);
        let id = self.part("cost");
        let currency = "http://publications.europa.eu/resource/authority/currency/CNY";
        let description = match yuan {
            0 => say!("不收费", "free of charge"),
            _ => say!("{yuan}元", "{yuan} yuan"),
        };
        nodes.add(json!({
            "@id": currency,
            "@type": "Concept",
            "prefLabel": texts(&say!("人民币", "renminbi yuan")),
        }));
        nodes.add(json!({
            "@id": id,
            "@type": "Cost",
            "identifier": format!("{}/cost", self.service.id),
            "hasValue": f64::from(yuan),
            "currency": { "@id": currency },
            "description": texts(&description),
        }));
        json!({ "@id": id })
    }

    fn legal_resources(&self, nodes: &mut Nodes) -> Value {
        let bases = self.procedure.basis.iter().zip(1..);
        let ids = bases.map(|(basis, number)| {
            let id = self.part(&format!("basis/{number}"));
            let sure = match basis.certainty {
                "text" => say!("已读原文", "read in the text"),
                "report" => say!("见于报道", "read in a report"),
                "unverified" => say!("未经核实", "not confirmed"),
                _ => say!("本地做法", "local practice"),
            };
            nodes.add(json!({
                "@id": id,
                "@type": "LegalResource",
                "title": texts(&basis.title),
                "description": texts(&sure),
            }));
            json!({ "@id": id })
        });
        ids.collect()
    }
}

/// Returns a time of the calendar as ISO 8601 has it; none for working days.
fn duration(time: Period) -> Option<String> {
    let count = time.count;
    match time.unit {
        Unit::OnTheSpot => Some("PT0S".to_owned()),
        Unit::Hours => Some(format!("PT{count}H")),
        Unit::Days => Some(format!("P{count}D")),
        Unit::Months => Some(format!("P{count}M")),
        Unit::Years => Some(format!("P{count}Y")),
        Unit::WorkingDays => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_days_are_no_duration() {
        let of = |text: &str| text.parse().ok().and_then(duration);
        assert_eq!(of("20 working days"), None);
        assert_eq!(of("7 days").as_deref(), Some("P7D"));
        assert_eq!(of("on the spot").as_deref(), Some("PT0S"));
    }
}
