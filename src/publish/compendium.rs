//! The compendium of systems: by which rules each body exercises its powers.

use maud::{Markup, html};

use super::village::title;
use super::{Page, Scope, words};
use crate::list::{Item, System};
use crate::procedure::points;

/// Returns the page that lists the bodies, and the page of each.
pub(super) fn pages(scope: &Scope<'_>) -> Vec<Page> {
    let systems = scope.lists.book.systems().unwrap_or_default();
    let bodies = by_body(systems);
    let mut pages = vec![overview(&bodies, scope)];
    pages.extend(
        bodies
            .iter()
            .map(|(body, systems)| of_body(body, systems, scope)),
    );
    pages
}

/// Returns the systems by the bodies that they bind, in the order of the compendium.
fn by_body<'l, 'a>(systems: &'l [System<'a>]) -> Vec<(&'a str, Vec<&'l System<'a>>)> {
    let mut bodies: Vec<(&str, Vec<&System<'a>>)> = Vec::new();
    for system in systems {
        match bodies.iter_mut().find(|(body, _)| *body == system.body) {
            Some((_, systems)) => systems.push(system),
            None => bodies.push((system.body, vec![system])),
        }
    }
    bodies
}

fn overview(bodies: &[(&str, Vec<&System<'_>>)], scope: &Scope<'_>) -> Page {
    let name = scope.pick("制度汇编", "Compendium of systems");
    let frame = scope.frame("compendium", "compendium.html", name);
    frame.page(&html! {
        h1 { (scope.village()) (scope.pick("", ": ")) (name) }
        p.lead { (scope.pick(
            "一项权力一项制度：谁行使、按什么规矩、留下什么记录。",
            "One power, one system: who exercises it, by which rules, what is put on record.",
        )) }
        @for (body, systems) in bodies {
            section {
                h2 { a href={ "compendium/" (body) ".html" } { (scope.actor(body)) } }
                ul.links {
                    @for system in systems {
                        li {
                            a href={ "compendium/" (body) ".html#item-" (system.id()) } {
                                (system.title.within(scope.lang))
                            }
                        }
                    }
                }
            }
        }
    })
}

fn of_body(body: &str, systems: &[&System<'_>], scope: &Scope<'_>) -> Page {
    let name = scope.actor(body);
    let way = format!("compendium/{body}.html");
    let mut frame = scope.frame("compendium", &way, &name);
    frame.crumb(
        "compendium.html",
        scope.pick("制度汇编", "Compendium of systems"),
    );
    frame.page(&html! {
        h1 { (name) (scope.pick("：制度", ": systems")) }
        @for system in systems { (entry(system, scope)) }
    })
}

fn entry(system: &System<'_>, scope: &Scope<'_>) -> Markup {
    html! {
        section.system id={ "item-" (system.id()) } {
            h2 { (system.title.within(scope.lang)) }
            @for power in &system.powers {
                p.meta {
                    (scope.pick("适用的权力：", "The power: "))
                    a href={ "../power/" (power) ".html" } { (title(&format!("power/{power}"), scope)) }
                }
            }
            (words::points(&points(&system.rules), scope.lang))
        }
    }
}
