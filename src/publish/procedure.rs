//! The page of a power or a service: everything a villager asks, in the order of asking.

mod glance;
mod papers;
mod phones;
mod steps;

use maud::{Markup, html};

use super::frame::Frame;
use super::gallery::{self, Item as Drawn};
use super::{Page, Scope, proof, words};
use crate::lang::{Lang, Said};
use crate::list::Step;
use crate::procedure::{Procedure, RemedyLine};

/// Returns the page of each power and each service.
pub(super) fn pages(scope: &Scope<'_>) -> Vec<Page> {
    let (book, resolved) = (&scope.lists.book, scope.resolved);
    let powers = book.powers().unwrap_or_default().iter();
    let powers = powers.map(|power| power.steps.as_slice());
    let services = book.services().unwrap_or_default().iter();
    let services = services.map(|service| service.steps.as_slice());
    let powers = resolved.powers.iter().zip(powers);
    let services = resolved.services.iter().zip(services);
    let all = powers.chain(services);
    all.map(|(procedure, steps)| page(scope, procedure, steps))
        .collect()
}

fn page(scope: &Scope<'_>, procedure: &Procedure, steps: &[Step<'_>]) -> Page {
    let title = procedure.title.as_ref();
    let title = title.map_or(procedure.item.as_str(), |title| scope.say(title));
    let mut frame = scope.frame("procedure", &format!("{}.html", procedure.item), title);
    if procedure.item.starts_with("power/") {
        frame.crumb("power.html", scope.pick("权力清单", "Power list"));
    } else {
        frame.crumb("service.html", scope.pick("服务清单", "Service list"));
    }
    let sheet = Sheet {
        scope,
        frame,
        procedure,
        steps,
    };
    sheet.frame.page(&sheet.body(title))
}

/// A page while it is written.
struct Sheet<'p> {
    scope: &'p Scope<'p>,
    frame: Frame<'p>,
    procedure: &'p Procedure,
    steps: &'p [Step<'p>],
}

/// A part of the page, under the same anchor in every language.
struct Section {
    anchor: &'static str,
    title: &'static str,
    body: Markup,
}

impl Sheet<'_> {
    fn body(&self, title: &str) -> Markup {
        let (p, scope) = (self.procedure, self.scope);
        let both = scope.masthead.langs.len() > 1;
        let sections: Vec<Section> = self.sections().into_iter().flatten().collect();
        let diagram = self.diagram();
        html! {
            @if let Some(title) = &p.title { (words::heading(title, scope.lang, both)) }
            @else { h1 { (title) } }
            (glance::facts(p, scope))
            nav.chips aria-label=(scope.pick("本页内容", "On this page")) {
                ul {
                    @for section in &sections {
                        (section.chip())
                        @if section.anchor == "steps" {
                            @if let Some(diagram) = &diagram { (diagram.chip()) }
                        }
                    }
                }
            }
            @for section in &sections { (section.written()) }
            (proof::section(scope, &self.frame, &p.item))
            @if let Some(section) = &diagram { (section.written()) }
        }
    }

    /// Returns the parts in the order in which a villager asks.
    fn sections(&self) -> Vec<Option<Section>> {
        let (p, scope) = (self.procedure, self.scope);
        vec![
            self.text("applicant", ("谁能办", "Who may ask"), p.applicant.as_ref()),
            self.text("may", ("可以做什么", "What may be done"), p.may.as_ref()),
            self.points("conditions", ("条件", "Conditions"), &p.conditions),
            self.section(
                "papers",
                ("带什么", "What to bring"),
                papers::table(p, scope),
            ),
            self.section("steps", ("怎么办", "Steps"), steps::list(scope, self.steps)),
            self.text("result", ("办成拿到", "What you get"), p.result.as_ref()),
            self.points("disclose", ("公开", "Made public"), &p.disclose),
            self.points("must-not", ("不得", "What may not be done"), &p.must_not),
            self.section(
                "refusal",
                ("不给办怎么办", "If it is refused"),
                refusal(p, scope),
            ),
            self.points("watch", ("监督要点", "What to watch"), &p.watch),
            self.section(
                "phones",
                ("打电话问、投诉", "To ask and to complain"),
                phones::list(p, scope),
            ),
            self.section("system", ("按什么制度", "By which rules"), system(p, scope)),
            self.section(
                "basis",
                ("依据", "The law it rests on"),
                (!p.basis.is_empty()).then(|| words::bases(&p.basis, scope.lang)),
            ),
        ]
    }

    fn section(
        &self,
        anchor: &'static str,
        (zh, en): (&'static str, &'static str),
        body: Option<Markup>,
    ) -> Option<Section> {
        let title = self.scope.pick(zh, en);
        body.map(|body| Section {
            anchor,
            title,
            body,
        })
    }

    fn text(
        &self,
        anchor: &'static str,
        title: (&'static str, &'static str),
        said: Option<&Said>,
    ) -> Option<Section> {
        let body = said.map(|said| html! { p { (self.scope.say(said)) } });
        self.section(anchor, title, body)
    }

    fn points(
        &self,
        anchor: &'static str,
        title: (&'static str, &'static str),
        points: &[Said],
    ) -> Option<Section> {
        let body = (!points.is_empty()).then(|| words::points(points, self.scope.lang));
        self.section(anchor, title, body)
    }

    /// Draws the steps. The drawing comes last, so that it is printed on a sheet of its own; on a
    /// screen it stands behind the steps.
    fn diagram(&self) -> Option<Section> {
        let item = Drawn {
            address: &self.procedure.item,
            title: self.procedure.title.as_ref(),
            steps: self.steps,
        };
        let figure = || gallery::figure(&item, self.scope, &self.frame.root());
        let body = (!self.steps.is_empty()).then(figure);
        self.section("diagram", ("流程图", "The steps as a drawing"), body)
    }
}

impl Section {
    fn chip(&self) -> Markup {
        html! { li { a href={ "#" (self.anchor) } { (self.title) } } }
    }

    fn written(&self) -> Markup {
        let Self {
            anchor,
            title,
            body,
        } = self;
        html! {
            section id=(anchor) aria-labelledby={ (anchor) "-title" } {
                h2 id={ (anchor) "-title" } { (title) }
                (body)
            }
        }
    }
}

fn refusal(p: &Procedure, scope: &Scope<'_>) -> Option<Markup> {
    let any = p.refusal.is_some() || !p.remedies.is_empty();
    any.then(|| {
        html! {
            @if let Some(refusal) = &p.refusal { p { (scope.say(refusal)) } }
            @if !p.remedies.is_empty() {
                h3 { (scope.pick("不服的，可以", "What you can do against it")) }
                ul.points { @for remedy in &p.remedies { li { (remedy_line(remedy, scope)) } } }
            }
        }
    })
}

fn remedy_line(remedy: &RemedyLine, scope: &Scope<'_>) -> String {
    let title = scope.say(&remedy.title);
    match (&remedy.within, scope.lang) {
        (None, _) => title.to_owned(),
        (Some(within), Lang::Zh) => format!("{title}（{}内）", within.zh),
        (Some(within), Lang::En) => format!("{title} (within {})", within.en),
    }
}

fn system(p: &Procedure, scope: &Scope<'_>) -> Option<Markup> {
    let system = p.system.as_ref()?;
    Some(html! {
        h3 { (scope.say(&system.title)) }
        (words::points(&system.rules, scope.lang))
    })
}
