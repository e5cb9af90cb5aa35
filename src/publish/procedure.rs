//! The page of a power or a service: everything a villager asks, in the order of asking.

mod steps;

use maud::{Markup, html};

use super::frame::Frame;
use super::gallery::{self, Item as Drawn};
use super::{Page, Scope, proof, words};
use crate::lang::Lang;
use crate::list::Step;
use crate::procedure::{self, Desk, PaperLine, Procedure, RemedyLine, written};

/// Returns the page of each power and each service.
pub(super) fn pages(scope: &Scope<'_>) -> Vec<Page> {
    let lists = scope.lists;
    let powers = lists.book.powers().unwrap_or_default().iter();
    let services = lists.book.services().unwrap_or_default().iter();
    let powers = powers.map(|power| page(scope, &procedure::power(power, lists), &power.steps));
    let services =
        services.map(|service| page(scope, &procedure::service(service, lists), &service.steps));
    powers.chain(services).collect()
}

/// A page while it is written.
struct Sheet<'p> {
    scope: &'p Scope<'p>,
    frame: Frame<'p>,
    procedure: &'p Procedure,
    steps: &'p [Step<'p>],
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

impl Sheet<'_> {
    fn body(&self, title: &str) -> Markup {
        let (p, lang) = (self.procedure, self.scope.lang);
        let both = self.scope.masthead.langs.len() > 1;
        html! {
            @if let Some(title) = &p.title { (words::heading(title, lang, both)) }
            @else { h1 { (title) } }
            (self.glance())
            (self.text("applicant", ("谁能办", "Who may ask"), p.applicant.as_ref()))
            (self.text("may", ("可以做什么", "What may be done"), p.may.as_ref()))
            (self.points("conditions", ("条件", "Conditions"), &p.conditions))
            (self.papers())
            (self.section("steps", ("怎么办", "Steps"), &steps::list(self.scope, self.steps)))
            (self.diagram(title))
            (self.text("result", ("办成拿到", "What you get"), p.result.as_ref()))
            (self.points("disclose", ("公开", "Made public"), &p.disclose))
            (self.points("must-not", ("不得", "What may not be done"), &p.must_not))
            (self.refusal())
            (self.points("watch", ("监督要点", "What to watch"), &p.watch))
            (self.phones())
            (self.system())
            @if !p.basis.is_empty() {
                (self.section("basis", ("依据", "The law it rests on"), &words::bases(&p.basis, lang)))
            }
            (proof::section(self.scope, &self.frame, &p.item))
        }
    }

    fn section(&self, id: &str, (zh, en): (&str, &str), body: &Markup) -> Markup {
        html! {
            section id=(id) aria-labelledby={ (id) "-title" } {
                h2 id={ (id) "-title" } { (self.scope.pick(zh, en)) }
                (body)
            }
        }
    }

    fn text(&self, id: &str, title: (&str, &str), said: Option<&crate::lang::Said>) -> Markup {
        let Some(said) = said else {
            return html! {};
        };
        self.section(id, title, &html! { p { (self.scope.say(said)) } })
    }

    fn points(&self, id: &str, title: (&str, &str), points: &[crate::lang::Said]) -> Markup {
        if points.is_empty() {
            return html! {};
        }
        self.section(id, title, &words::points(points, self.scope.lang))
    }

    /// Writes what most people come for, before anything else.
    fn glance(&self) -> Markup {
        let (p, scope, lang) = (self.procedure, self.scope, self.scope.lang);
        let fact = |zh: &str, en: &str, lines: &[String]| {
            html! {
                @if !lines.is_empty() {
                    div {
                        dt { (scope.pick(zh, en)) }
                        @for line in lines { dd { (line) } }
                    }
                }
            }
        };
        let desks = [
            ("村里", "in the village", &p.handler),
            ("乡里", "in the township", &p.office),
        ];
        let colon = scope.pick("：", ": ");
        let mut who: Vec<String> = desks
            .into_iter()
            .filter_map(|(zh, en, desk)| {
                let desk = desk.as_ref()?;
                Some(format!(
                    "{}{colon}{}",
                    scope.pick(zh, en),
                    scope.say(&desk.title)
                ))
            })
            .collect();
        if let Some(authority) = &p.authority {
            let decided = scope.pick("决定", "decided by");
            who.push(format!("{decided}{colon}{}", scope.say(authority)));
        }
        let one = |text: String| if text.is_empty() { vec![] } else { vec![text] };
        let fee: Vec<String> = p
            .fee_yuan
            .map(|yuan| written::fee(yuan, lang))
            .into_iter()
            .collect();
        let visits = p
            .visits
            .map(|visits| written::visits_in_words(visits, lang));
        let visits: Vec<String> = visits.into_iter().collect();
        html! {
            dl.glance {
                (fact("由谁行使", "Held by", &one(scope.joined(&p.holders))))
                (fact("谁来监督", "Watched by", &one(scope.joined(&p.supervisors))))
                (fact("找谁办", "Whom to see", &who))
                (fact("多久办好", "How long", &written::how_long(p, lang)))
                (fact("收费", "Fee", &fee))
                (fact("跑几趟", "Visits", &visits))
            }
        }
    }

    fn papers(&self) -> Markup {
        let (p, scope) = (self.procedure, self.scope);
        if p.handler.is_none() {
            return html! {};
        }
        if p.papers.is_empty() {
            let none = scope.pick("不用带材料。", "Nothing.");
            return self.section(
                "papers",
                ("带什么", "What to bring"),
                &html! { p { (none) } },
            );
        }
        let table = html! {
            table.papers {
                thead { tr {
                    th scope="col" { (scope.pick("材料", "Paper")) }
                    th scope="col" { (scope.pick("形式、份数", "Form and number")) }
                    th scope="col" { (scope.pick("什么情况要带", "When it is needed")) }
                } }
                tbody { @for paper in &p.papers { (self.paper(paper)) } }
            }
            p.note { (scope.pick(
                "这里没有列出的材料，可以不带。",
                "What is not listed here need not be brought.",
            )) }
        };
        self.section("papers", ("带什么", "What to bring"), &table)
    }

    fn paper(&self, paper: &PaperLine) -> Markup {
        let scope = self.scope;
        html! {
            tr {
                th scope="row" {
                    (scope.say(&paper.title))
                    @if let Some(issuer) = &paper.issued_by {
                        span.meta { (scope.pick("出具：", "issued by: ")) (scope.say(issuer)) }
                    }
                }
                td { (written::kind_and_copies(paper, scope.lang)) }
                td {
                    @match &paper.when {
                        Some(when) => (scope.say(when)),
                        None => (scope.pick("都要带", "always")),
                    }
                }
            }
        }
    }

    fn diagram(&self, title: &str) -> Markup {
        if self.steps.is_empty() {
            return html! {};
        }
        let item = Drawn {
            address: &self.procedure.item,
            title,
            steps: self.steps,
        };
        let figure = gallery::figure(&item, self.scope, &self.frame.root());
        self.section("diagram", ("流程图", "The steps as a drawing"), &figure)
    }

    fn refusal(&self) -> Markup {
        let (p, scope) = (self.procedure, self.scope);
        if p.refusal.is_none() && p.remedies.is_empty() {
            return html! {};
        }
        let body = html! {
            @if let Some(refusal) = &p.refusal { p { (scope.say(refusal)) } }
            @if !p.remedies.is_empty() {
                h3 { (scope.pick("不服的，可以", "What you can do against it")) }
                ul.points { @for remedy in &p.remedies { li { (remedy_line(remedy, scope)) } } }
            }
        };
        self.section("refusal", ("不给办怎么办", "If it is refused"), &body)
    }

    fn phones(&self) -> Markup {
        let (p, scope) = (self.procedure, self.scope);
        let desks: Vec<&Desk> = [&p.handler, &p.office].into_iter().flatten().collect();
        let complaints = p.office.as_ref();
        let complaints = complaints.and_then(|office| office.supervision_phone.as_deref());
        let body = html! {
            ul.phones {
                @for desk in &desks {
                    li { (desk_line(desk, scope)) }
                }
                @if let Some(phone) = complaints {
                    li {
                        span.label { (scope.pick("监督投诉", "Complaints")) }
                        (words::phone(phone, scope.lang))
                    }
                }
                @for hotline in &p.hotlines { li { (scope.say(hotline)) } }
            }
        };
        self.section(
            "phones",
            ("打电话问、投诉", "To ask and to complain"),
            &body,
        )
    }

    fn system(&self) -> Markup {
        let Some(system) = &self.procedure.system else {
            return html! {};
        };
        let body = html! {
            h3 { (self.scope.say(&system.title)) }
            (words::points(&system.rules, self.scope.lang))
        };
        self.section("system", ("按什么制度", "By which rules"), &body)
    }
}

fn remedy_line(remedy: &RemedyLine, scope: &Scope<'_>) -> String {
    let title = scope.say(&remedy.title);
    match (&remedy.within, scope.lang) {
        (None, _) => title.to_owned(),
        (Some(within), Lang::Zh) => format!("{title}（{}内）", within.zh),
        (Some(within), Lang::En) => format!("{title} (within {})", within.en),
    }
}

fn desk_line(desk: &Desk, scope: &Scope<'_>) -> Markup {
    html! {
        span.label { (scope.say(&desk.title)) }
        @match &desk.phone {
            Some(phone) => (words::phone(phone, scope.lang)),
            None => span.none { (scope.pick("没有登记电话", "no phone recorded")) },
        }
        @for detail in [&desk.place, &desk.hours].into_iter().flatten() {
            span.meta { (scope.say(detail)) }
        }
    }
}
