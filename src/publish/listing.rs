//! The three lists, item by item.

use maud::{Markup, html};

use super::frame::Frame;
use super::{Page, Scope, proof, words};
use crate::commands::list::every;
use crate::lang::{Lang, Said};
use crate::list::{Item, Power, Responsibility, Service};
use crate::procedure::{bases, period, points, said, written};

/// Returns the page of each list.
pub(super) fn pages(scope: &Scope<'_>) -> Vec<Page> {
    vec![powers(scope), responsibilities(scope), services(scope)]
}

fn page(scope: &Scope<'_>, list: &str, title: &str, body: impl Fn(&Frame<'_>) -> Markup) -> Page {
    let frame = scope.frame("list", &format!("{list}.html"), title);
    frame.page(&html! {
        h1 { (scope.village()) (scope.pick("", ": ")) (title) }
        p.print { a href={ "poster/" (list) ".html" } { (scope.pick("打印挂图（A3）", "A poster to print (A3)")) } }
        (body(&frame))
        (proof::section(scope, &frame, &format!("list/{list}")))
    })
}

fn powers(scope: &Scope<'_>) -> Page {
    let powers = scope.lists.book.powers().unwrap_or_default();
    let title = scope.pick("权力清单", "Power list");
    page(scope, "power", title, |_| {
        html! {
            p.lead { (scope.pick(
                "村里的组织只能做清单上的事，并且按清单上的步骤做。",
                "The bodies of the village may do what stands here and nothing else, by the steps that stand here.",
            )) }
            @for (name, of_aspect) in by_aspect(powers, scope) {
                section {
                    h2 { (name) }
                    ul.items { @for power in of_aspect { li { (power_entry(power, scope)) } } }
                }
            }
        }
    })
}

/// Returns the powers by the aspects of the registry, those of none at the end.
pub(super) fn by_aspect<'l, 'a>(
    powers: &'l [Power<'a>],
    scope: &Scope<'_>,
) -> Vec<(String, Vec<&'l Power<'a>>)> {
    let aspects = &scope.lists.registry.aspects;
    let mut groups: Vec<(String, Vec<&Power<'a>>)> = Vec::new();
    for aspect in aspects {
        let of_aspect: Vec<&Power<'a>> = powers.iter().filter(|p| p.aspect == aspect.id).collect();
        if !of_aspect.is_empty() {
            groups.push((aspect.title.within(scope.lang).to_owned(), of_aspect));
        }
    }
    let known = |power: &&Power<'_>| !aspects.iter().any(|aspect| aspect.id == power.aspect);
    let others: Vec<&Power<'a>> = powers.iter().filter(known).collect();
    if !others.is_empty() {
        groups.push((scope.pick("其他", "Others").to_owned(), others));
    }
    groups
}

fn power_entry(power: &Power<'_>, scope: &Scope<'_>) -> Markup {
    html! {
        a href={ "power/" (power.id()) ".html" } { (power.title.within(scope.lang)) }
        p { (power.may.within(scope.lang)) }
        p.meta { (label("由谁行使", "Held by", scope)) (actors(&power.holders, scope)) }
    }
}

fn services(scope: &Scope<'_>) -> Page {
    let services = scope.lists.book.services().unwrap_or_default();
    let title = scope.pick("服务清单", "Service list");
    page(scope, "service", title, |_| {
        html! {
            p.lead { (scope.pick(
                "办事找谁、多久办好、收不收费，都在这里；点名称看要带的材料和步骤。",
                "Whom to see, how long it takes, what it costs; each name leads to the papers and the steps.",
            )) }
            ul.items { @for service in services { li { (service_entry(service, scope)) } } }
        }
    })
}

fn service_entry(service: &Service<'_>, scope: &Scope<'_>) -> Markup {
    let promised = service.limit.promised.map(period);
    let fee = written::fee(service.fee.yuan.unwrap_or(0), scope.lang);
    html! {
        a href={ "service/" (service.id()) ".html" } { (service.title.within(scope.lang)) }
        p.meta {
            (label("找", "See", scope)) (scope.actor(service.handler))
            @if let Some(promised) = promised {
                (scope.pick("；承诺", "; promised: ")) (scope.say(&promised))
            }
            (scope.pick("；费用：", "; fee: ")) (fee)
        }
    }
}

fn responsibilities(scope: &Scope<'_>) -> Page {
    let duties = scope.lists.book.responsibilities().unwrap_or_default();
    let title = scope.pick("责任清单", "Responsibility list");
    page(scope, "responsibility", title, |_| {
        html! {
            p.lead { (scope.pick(
                "村里的组织必须做这些事；没有做的，可以要求做，也可以投诉。",
                "The bodies of the village must do these. What is not done may be demanded, and complained of.",
            )) }
            @for duty in duties { (duty_entry(duty, scope)) }
        }
    })
}

fn duty_entry(duty: &Responsibility<'_>, scope: &Scope<'_>) -> Markup {
    let basis = bases(&duty.basis, scope.lists);
    let line = |zh: &str, en: &str, text: Option<Said>| {
        html! {
            @if let Some(text) = &text {
                div { dt { (scope.pick(zh, en)) } dd { (scope.say(text)) } }
            }
        }
    };
    html! {
        section.duty id={ "item-" (duty.id()) } {
            h2 { (duty.title.within(scope.lang)) }
            (words::points(&points(&duty.must), scope.lang))
            dl.facts {
                div { dt { (scope.pick("由谁负责", "Who")) } dd { (actors(&duty.holders, scope)) } }
                div { dt { (scope.pick("多久一次", "How often")) } dd { (often(duty.every, scope.lang)) } }
                (line("期限", "By when", said(duty.by)))
                div { dt { (scope.pick("谁来监督", "Watched by")) } dd { (actors(&duty.supervisors, scope)) } }
                (line("不做怎么办", "If it is not done", said(duty.consequence)))
                div { dt { (scope.pick("依据", "Basis")) } dd { (words::bases(&basis, scope.lang)) } }
            }
        }
    }
}

/// Says how often a responsibility is due.
pub(super) fn often(key: &str, lang: Lang) -> String {
    match (key, lang) {
        ("event", Lang::En) => "each time".to_owned(),
        (key, Lang::En) => format!("every {key}"),
        (key, Lang::Zh) => every(key, lang).to_owned(),
    }
}

fn label<'t>(zh: &'t str, en: &'t str, scope: &Scope<'_>) -> Markup {
    html! { (scope.pick(zh, en)) (scope.pick("：", ": ")) }
}

/// Returns the names of actors with the comma of the language between them.
pub(super) fn actors(ids: &[&str], scope: &Scope<'_>) -> String {
    let names: Vec<String> = ids.iter().map(|id| scope.actor(id)).collect();
    names.join(scope.pick("、", ", "))
}
