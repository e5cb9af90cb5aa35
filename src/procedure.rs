//! One item in full, with everything that it refers to resolved: who, what, how long, whom to ring.
//!
//! A [`Procedure`] is what the published list says, in both languages; nothing in it is composed.

pub mod written;

use serde::Serialize;

use crate::code;
use crate::lang::{Lang, Said};
use crate::list::{
    Actor, Basis, Certainty, Item, PaperNeed, Power, Quorum, Service, Share, Step, Text, Texts,
};
use crate::load::Lists;
use crate::rules::is_placeholder;
use crate::say;
use crate::time::Period;

/// A power or a service in full.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Procedure {
    /// The address: `service/land-approval`.
    pub item: String,
    /// The name.
    pub title: Option<Said>,
    /// The village whose list it is; none: the template's.
    pub village: Option<Said>,
    /// True: the data are made up.
    pub sample: bool,
    /// Who may ask for a service.
    pub applicant: Option<Said>,
    /// The conditions of a service.
    pub conditions: Vec<Said>,
    /// Who exercises a power.
    pub holders: Vec<Said>,
    /// What the holders may do.
    pub may: Option<Said>,
    /// Whom a villager sees first.
    pub handler: Option<Desk>,
    /// The township office.
    pub office: Option<Desk>,
    /// Who decides.
    pub authority: Option<Said>,
    /// How long a service may take.
    pub limit: Option<Limits>,
    /// What a service costs, in yuan; 0: nothing.
    pub fee_yuan: Option<u32>,
    /// How often the villager must come.
    pub visits: Option<u32>,
    /// What to bring.
    pub papers: Vec<PaperLine>,
    /// The steps, in order.
    pub steps: Vec<StepLine>,
    /// What a power makes public, and where.
    pub disclose: Vec<Said>,
    /// What may not be done.
    pub must_not: Vec<Said>,
    /// What the villager gets.
    pub result: Option<Said>,
    /// How a refusal is told.
    pub refusal: Option<Said>,
    /// What can be done against it.
    pub remedies: Vec<RemedyLine>,
    /// Who watches the exercise of a power.
    pub supervisors: Vec<Said>,
    /// The name and rules of a power's system.
    pub system: Option<SystemLine>,
    /// What a villager should check.
    pub watch: Vec<Said>,
    /// National numbers to ring.
    pub hotlines: Vec<Said>,
    /// The law on which it rests.
    pub basis: Vec<BasisLine>,
    /// The code that proves a published list; none for the template.
    pub check_code: Option<String>,
}

/// Somebody to see, with numbers to ring.
#[derive(Debug, Clone, Serialize)]
pub struct Desk {
    /// Who.
    pub title: Said,
    /// The number for questions.
    pub phone: Option<String>,
    /// The number for complaints.
    pub supervision_phone: Option<String>,
    /// Where.
    pub place: Option<Said>,
    /// When.
    pub hours: Option<Said>,
    /// True: the numbers are placeholders, not real ones.
    pub placeholder: bool,
}

/// How long a service may take.
#[derive(Debug, Clone, Serialize)]
pub struct Limits {
    /// The promise.
    pub promised: Option<Said>,
    /// The limit of the law.
    pub legal: Option<Said>,
    /// By how much the law lets it be extended.
    pub extension: Option<Said>,
    /// What starts the clock: the end of this step.
    pub from: Option<Said>,
    /// What stops it.
    pub to: Option<Said>,
    /// True: public notices do not count.
    pub excludes_notice: bool,
}

/// A paper to bring.
#[derive(Debug, Clone, Serialize)]
pub struct PaperLine {
    /// The paper's id.
    pub id: String,
    /// Its name.
    pub title: Said,
    /// `original`, `copy` or `form`.
    pub kind: String,
    /// How many.
    pub copies: u32,
    /// In which case it is needed; none: always.
    pub when: Option<Said>,
    /// Who issues it.
    pub issued_by: Option<Said>,
}

/// A step.
#[derive(Debug, Clone, Serialize)]
pub struct StepLine {
    /// The step's id.
    pub id: String,
    /// Who takes it.
    pub by: Vec<Said>,
    /// What is done.
    #[serde(rename = "do")]
    pub action: Said,
    /// The upper limit.
    pub within: Option<Said>,
    /// The lower limit.
    pub at_least: Option<Said>,
    /// The event that starts it.
    pub on: Option<Said>,
    /// How many must attend and agree.
    pub quorum: Option<Said>,
    /// What happens when it fails.
    pub otherwise: Option<Said>,
}

/// What can be done against a refusal.
#[derive(Debug, Clone, Serialize)]
pub struct RemedyLine {
    /// Where to go.
    pub title: Said,
    /// In which time.
    pub within: Option<Said>,
}

/// The system that rules a power.
#[derive(Debug, Clone, Serialize)]
pub struct SystemLine {
    /// Its name.
    pub title: Said,
    /// Its rules.
    pub rules: Vec<Said>,
}

/// A law cited.
#[derive(Debug, Clone, Serialize)]
pub struct BasisLine {
    /// The law's id.
    pub law: String,
    /// Its name, number and articles.
    pub title: Said,
    /// How sure the citation is: `text`, `report`, `unverified`, `local`.
    pub certainty: &'static str,
}

/// Returns a service in full.
pub fn service(service: &Service<'_>, lists: &Lists<'_>) -> Procedure {
    let (limit, step_action) = (&service.limit, |id: Option<&str>| {
        let step = service.steps.iter().find(|step| Some(step.id) == id)?;
        said(step.action)
    });
    let manual = lists.book.manual();
    let watch = manual.and_then(|m| m.supervisions.iter().find(|s| s.service == service.id));
    Procedure {
        applicant: said(service.applicant),
        conditions: points(&service.conditions),
        handler: desk(service.handler, lists),
        office: desk(service.office, lists),
        authority: actor_title(service.authority, lists),
        limit: Some(Limits {
            promised: limit.promised.map(period),
            legal: limit.legal.map(period),
            extension: limit.extension.map(period),
            from: step_action(limit.from),
            to: step_action(limit.to.or(service.steps.last().map(|step| step.id))),
            excludes_notice: limit.excludes.contains(&"notice"),
        }),
        fee_yuan: Some(service.fee.yuan.unwrap_or(0)),
        visits: service.visits,
        papers: service
            .papers
            .iter()
            .map(|need| paper(need, lists))
            .collect(),
        steps: steps(&service.steps, lists),
        must_not: points(&service.must_not),
        result: said(service.result),
        refusal: said(service.refusal),
        remedies: service
            .remedies
            .iter()
            .filter_map(|id| remedy(id, lists))
            .collect(),
        watch: watch.map_or_else(Vec::new, |watch| points(&watch.watch)),
        hotlines: hotlines(lists),
        basis: bases(&service.basis, lists),
        ..heading(service, service.title, lists)
    }
}

/// Returns a power in full.
pub fn power(power: &Power<'_>, lists: &Lists<'_>) -> Procedure {
    let systems = lists.book.systems().unwrap_or_default();
    let system = systems
        .iter()
        .find(|system| Some(system.id) == power.system);
    let disclose = power.disclose;
    let posted = disclose.at_least.map(|time| {
        let Said { zh, en } = period(time);
        say!("公开不少于{zh}", "posted for at least {en}")
    });
    Procedure {
        holders: actor_titles(&power.holders, lists),
        may: said(power.may),
        steps: steps(&power.steps, lists),
        disclose: [said(disclose.what), said(disclose.place), posted]
            .into_iter()
            .flatten()
            .collect(),
        must_not: points(&power.must_not),
        supervisors: actor_titles(&power.supervisors, lists),
        system: system.and_then(|system| {
            Some(SystemLine {
                title: said(system.title)?,
                rules: points(&system.rules),
            })
        }),
        hotlines: hotlines(lists),
        basis: bases(&power.basis, lists),
        ..heading(power, power.title, lists)
    }
}

fn heading<'a>(item: &impl Item<'a>, title: Text<'_>, lists: &Lists<'_>) -> Procedure {
    Procedure {
        item: item.address(),
        title: said(title),
        village: lists.village().and_then(|village| said(village.name)),
        sample: lists.township.sample,
        check_code: code::item(lists, &item.address()).map(|code| code.to_string()),
        ..Procedure::default()
    }
}

/// Returns a text as a sentence in both languages; none where there is no text.
pub fn said(text: Text<'_>) -> Option<Said> {
    let within = |lang| text.within(lang).to_owned();
    (!text.is_empty()).then(|| Said {
        zh: within(Lang::Zh),
        en: within(Lang::En),
    })
}

/// Returns what reads the same in both languages.
fn same(text: &str) -> Said {
    Said {
        zh: text.to_owned(),
        en: text.to_owned(),
    }
}

/// Returns points as sentences in both languages.
pub fn points(texts: &Texts<'_>) -> Vec<Said> {
    let (zh, en) = (texts.within(Lang::Zh), texts.within(Lang::En));
    let pair = |at: usize| {
        let zh = zh.get(at).or(en.get(at)).copied().unwrap_or_default();
        let en = en.get(at).copied().unwrap_or(zh);
        Said {
            zh: zh.to_owned(),
            en: en.to_owned(),
        }
    };
    (0..zh.len().max(en.len())).map(pair).collect()
}

/// Returns a length of time in both languages.
pub fn period(time: Period) -> Said {
    Said {
        zh: time.written(Lang::Zh),
        en: time.written(Lang::En),
    }
}

/// Returns the name of an actor.
pub fn actor_title(id: &str, lists: &Lists<'_>) -> Option<Said> {
    lists.registry.actor(id).and_then(|actor| said(actor.title))
}

fn actor_titles(ids: &[&str], lists: &Lists<'_>) -> Vec<Said> {
    ids.iter().filter_map(|id| actor_title(id, lists)).collect()
}

pub(crate) fn desk(id: &str, lists: &Lists<'_>) -> Option<Desk> {
    let actor: &Actor<'_> = lists.registry.actor(id)?;
    let contact = lists.village().and_then(|village| village.contact(id));
    let phone = contact.and_then(|contact| contact.phone).or(actor.phone);
    let supervision = actor.supervision_phone.or_else(|| {
        let watchdog = lists.village()?.contact("supervision-committee")?;
        let of_another = contact.is_some() && id != watchdog.actor;
        watchdog.phone.filter(|_| of_another)
    });
    let invented = |phone: Option<&str>| phone.is_some_and(is_placeholder);
    Some(Desk {
        title: said(actor.title)?,
        phone: phone.map(str::to_owned),
        supervision_phone: supervision.map(str::to_owned),
        place: said(actor.place),
        hours: said(actor.hours),
        placeholder: invented(phone) || invented(supervision),
    })
}

fn paper(need: &PaperNeed<'_>, lists: &Lists<'_>) -> PaperLine {
    let paper = lists
        .registry
        .papers
        .iter()
        .find(|paper| paper.id == need.id);
    let title = paper.and_then(|paper| said(paper.title));
    PaperLine {
        id: need.id.to_owned(),
        title: title.unwrap_or_else(|| same(need.id)),
        kind: need.kind.to_owned(),
        copies: need.copies.unwrap_or(1),
        when: said(need.when),
        issued_by: paper.and_then(|paper| said(paper.issued_by)),
    }
}

fn steps(steps: &[Step<'_>], lists: &Lists<'_>) -> Vec<StepLine> {
    steps.iter().map(|one| step(one, lists)).collect()
}

/// Returns a step with everything that it refers to.
pub fn step(step: &Step<'_>, lists: &Lists<'_>) -> StepLine {
    StepLine {
        id: step.id.to_owned(),
        by: actor_titles(&step.by, lists),
        action: said(step.action).unwrap_or_else(|| say!("—", "—")),
        within: step.within.map(period),
        at_least: step.at_least.map(period),
        on: said(step.on),
        quorum: step.quorum.and_then(|id| {
            let quorum = lists
                .registry
                .quorums
                .iter()
                .find(|quorum| quorum.id == id)?;
            Some(quorum_in_words(quorum))
        }),
        otherwise: step.otherwise.and_then(|otherwise| said(otherwise.action)),
    }
}

fn remedy(id: &str, lists: &Lists<'_>) -> Option<RemedyLine> {
    let remedy = lists
        .registry
        .remedies
        .iter()
        .find(|remedy| remedy.id == id)?;
    Some(RemedyLine {
        title: said(remedy.title)?,
        within: remedy.within.map(period),
    })
}

fn hotlines(lists: &Lists<'_>) -> Vec<Said> {
    const GENERAL: [&str; 2] = ["12345", "12388"];
    let general = lists
        .registry
        .hotlines
        .iter()
        .filter(|hotline| GENERAL.contains(&hotline.id));
    general
        .map(|hotline| Said {
            zh: format!("{} {}", hotline.id, hotline.title.within(Lang::Zh)),
            en: format!("{} {}", hotline.id, hotline.title.within(Lang::En)),
        })
        .collect()
}

/// Returns citations with the names of the laws, each law and certainty once.
pub fn bases(basis: &[Basis<'_>], lists: &Lists<'_>) -> Vec<BasisLine> {
    basis.iter().map(|basis| basis_line(basis, lists)).collect()
}

fn basis_line(basis: &Basis<'_>, lists: &Lists<'_>) -> BasisLine {
    let law = lists.registry.law(basis.law);
    let title = law.and_then(|law| said(law.title));
    let Said { zh, en } = title.unwrap_or_else(|| same(basis.law));
    let number = law
        .and_then(|law| law.number)
        .map_or_else(String::new, |number| format!("（{number}）"));
    let (articles_zh, articles_en) = basis.article.map_or_else(Default::default, articles);
    BasisLine {
        law: basis.law.to_owned(),
        title: Said {
            zh: format!("{zh}{number}{articles_zh}"),
            en: format!("{en}{articles_en}"),
        },
        certainty: basis
            .certainty
            .map_or("", |certainty| Certainty::KEYS[certainty as usize]),
    }
}

/// Writes articles in words: `62.4` is 第62条第4款, art. 62(4).
fn articles(text: &str) -> (String, String) {
    let one = |article: &str| {
        let mut parts = article.split('.');
        let mut zh = format!("第{}条", parts.next().unwrap_or_default());
        for (part, unit) in parts.zip(["款", "项"]) {
            zh = format!("{zh}第{part}{unit}");
        }
        zh
    };
    let range = |text: &str| match text.split_once('-') {
        Some((from, to)) => format!("第{from}条至第{to}条"),
        None => one(text),
    };
    let zh: Vec<String> = text.split(", ").map(range).collect();
    let several = text.contains(", ") || text.contains('-');
    let en: Vec<String> = text
        .split(", ")
        .map(|article| {
            let mut parts = article.split('.');
            let first = parts.next().unwrap_or_default().to_owned();
            parts.fold(first, |whole, part| format!("{whole}({part})"))
        })
        .collect();
    let noun = if several { "arts." } else { "art." };
    (zh.join("、"), format!(", {noun} {}", en.join(", ")))
}

/// Writes a quorum in words: who must attend, who must agree.
pub fn quorum_in_words(quorum: &Quorum<'_>) -> Said {
    let of = |shares: &[Share<'_>], base: &str| shares.iter().any(|share| share.of == base);
    let (attend_zh, attend_en) = shares(&quorum.attend);
    let (pass_zh, pass_en) = shares(&quorum.pass);
    let (come_zh, come_en) = if of(&quorum.attend, "voters") {
        ("投票", "vote")
    } else {
        ("参加", "attend")
    };
    let Said { zh, en } = if of(&quorum.pass, "ballots") {
        say!("{pass_zh}赞成", "{pass_en} in favour")
    } else {
        say!("{pass_zh}同意", "{pass_en} agree")
    };
    if quorum.attend.is_empty() {
        return Said { zh, en };
    }
    say!("{attend_zh}{come_zh}，{zh}", "{attend_en} {come_en}, {en}")
}

fn shares(shares: &[Share<'_>]) -> (String, String) {
    let words: Vec<Said> = shares.iter().map(crate::quorum::words).collect();
    let zh: Vec<&str> = words.iter().map(|said| said.zh.as_str()).collect();
    let en: Vec<&str> = words.iter().map(|said| said.en.as_str()).collect();
    (zh.join("或者"), en.join(", or "))
}
