//! The first page: the township, its villages, and what the lists are.

use maud::{Markup, html};

use super::frame::Frame;
use super::{Masthead, Page, searched, sheets, words};
use crate::lang::{Lang, Said};
use crate::list::Stage;
use crate::load::Lists;
use crate::procedure::said;

/// What the first page says of a village.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The name of the folder.
    pub slug: String,
    /// The name of the village.
    pub name: Said,
    /// How far it has come.
    pub stage: Option<Stage>,
    /// How many powers, responsibilities and services its lists have.
    pub counts: [usize; 3],
    /// True where its search box reads data of its own.
    pub is_searched_apart: bool,
}

impl Summary {
    /// Takes it from the lists of a village; none for the template.
    pub fn of(lists: &Lists<'_>) -> Option<Self> {
        let (slug, village) = (lists.slug?, lists.village()?);
        let named = Said {
            zh: slug.to_owned(),
            en: slug.to_owned(),
        };
        let book = &lists.book;
        Some(Self {
            slug: slug.to_owned(),
            name: said(village.name).unwrap_or(named),
            stage: village.stage,
            counts: [
                book.powers().map_or(0, <[_]>::len),
                book.responsibilities().map_or(0, <[_]>::len),
                book.services().map_or(0, <[_]>::len),
            ],
            is_searched_apart: false,
        })
    }

    /// Returns true for a village whose lists villagers may rely on, or try out.
    pub fn is_published(&self) -> bool {
        super::is_published(self.stage)
    }
}

/// Returns the first page in every language, and once more in the published folder itself.
pub fn township(masthead: &Masthead, villages: &[Summary]) -> Vec<Page> {
    let in_language = |lang: &Lang| page(masthead, villages, *lang, false);
    let mut pages: Vec<Page> = masthead.langs.iter().map(in_language).collect();
    let langs = masthead.langs.iter();
    pages.extend(langs.map(|lang| sheets::style(masthead, None, *lang)));
    if let Some(first) = masthead.langs.first() {
        pages.push(page(masthead, villages, *first, true));
    }
    pages
}

fn page(masthead: &Masthead, villages: &[Summary], lang: Lang, at_root: bool) -> Page {
    let title = match lang {
        Lang::Zh => format!("{}村级清单", masthead.name.zh),
        Lang::En => format!("The village lists of {}", masthead.name.en),
    };
    let mut frame = Frame::new(masthead, lang, "index.html", &title);
    frame.kind = "township";
    frame.at_root = at_root;
    frame.has_search = true;
    let up = if at_root {
        format!("{}/", lang.key())
    } else {
        String::new()
    };
    let (published, drafts): (Vec<&Summary>, Vec<&Summary>) =
        villages.iter().partition(|village| village.is_published());
    frame.page(&html! {
        h1 { (title) }
        p.lead {
            (lang.pick(
                "谁来办、怎么办、要多久、带什么、不许做什么，写得清清楚楚，对每一户都一样。先选您的村。",
                "Who does it, how, by when, what to bring and what may not be done: written down, the same for every household. Choose your village.",
            ))
        }
        (finder(lang, &frame.root(), &Asked::Any(&published)))
        section #villages aria-labelledby="villages-title" {
            h2 #villages-title { (lang.pick("选择村", "Villages")) }
            ul.villages {
                @for village in &published {
                    li {
                        a href={ (up) (village.slug) "/index.html" } {
                            span.name { (village.name.within(lang)) }
                            @if village.stage == Some(Stage::Trial) {
                                " " span.tag { (lang.pick("试行", "trial")) }
                            }
                        }
                    }
                }
            }
            @if !drafts.is_empty() { (preparing(&drafts, lang)) }
        }
        (what_they_are(lang))
    })
}

fn preparing(drafts: &[&Summary], lang: Lang) -> Markup {
    let names: Vec<&str> = drafts
        .iter()
        .map(|village| village.name.within(lang))
        .collect();
    html! {
        p.preparing {
            strong { (lang.pick("正在编制，尚未公布：", "Being prepared, not published yet: ")) }
            (names.join(lang.pick("、", ", "))) (lang.pick("。", "."))
        }
    }
}

fn what_they_are(lang: Lang) -> Markup {
    let lists = [
        (
            lang.pick("权力清单", "The power list"),
            lang.pick(
                "村里的组织可以做什么、按哪几步做、不得做什么、谁来监督。",
                "What the bodies of a village may do, by which steps, what they may not, and who watches them.",
            ),
        ),
        (
            lang.pick("责任清单", "The responsibility list"),
            lang.pick(
                "村里的组织必须做什么、什么时候做、不做怎么办。",
                "What they must do, by when, and what happens if they do not.",
            ),
        ),
        (
            lang.pick("服务清单", "The service list"),
            lang.pick(
                "您来办事：找谁、带什么、多久办好、收不收费、不给办怎么办。",
                "What is done for you: whom to see, what to bring, how long it takes, what it costs, what to do against a refusal.",
            ),
        ),
        (
            lang.pick("监督手册和监督卡", "The supervision manual and the card"),
            lang.pick(
                "每项权力按什么制度行使，每件事该盯住哪几点；一页纸的卡片，每户一张。",
                "By which rules each power is exercised, what to watch in each matter, and one page for every household.",
            ),
        ),
    ];
    html! {
        section #lists aria-labelledby="lists-title" {
            h2 #lists-title { (lang.pick("清单里写什么", "What the lists say")) }
            dl.explained {
                @for (name, says) in lists {
                    div { dt { (name) } dd { (says) } }
                }
            }
        }
    }
}

/// In which village one asks.
pub(super) enum Asked<'a> {
    /// In the one whose page it is.
    Here(&'a Summary),
    /// In one of these, which is to be chosen.
    Any(&'a [&'a Summary]),
}

/// Writes the search box, which its script shows.
pub(super) fn finder(lang: Lang, root: &str, asked: &Asked<'_>) -> Markup {
    let (here, choice): (Option<&Summary>, &[&Summary]) = match asked {
        Asked::Here(village) => (Some(village), &[]),
        Asked::Any(villages) => (None, villages),
    };
    let dir = if root.is_empty() { "./" } else { root };
    let from = |village: &Summary| {
        let own = village.is_searched_apart;
        own.then(|| format!("{dir}{}", searched::folder(&village.slug)))
    };
    html! {
        form.finder role="search" data-root=(dir.trim_end_matches('/'))
            data-from=[here.and_then(from)] data-village=[here.map(|village| &village.slug)] hidden {
            @if !choice.is_empty() {
                label for="asked-in" { (lang.pick("哪个村？", "Which village?")) }
                select #asked-in name="village" {
                    option value="" { (lang.pick("请选择", "Choose one")) }
                    @for village in choice {
                        option value=(village.slug) data-from=[from(village)] {
                            (village.name.within(lang))
                        }
                    }
                }
            }
            label for="question" { (lang.pick("您要办什么事？", "What do you need to do?")) }
            input #question type="search" name="q" autocomplete="off"
                placeholder=(lang.pick("例如：儿子结婚，想批块宅基地", "such as: a house plot"));
            div.answers aria-live="polite" {}
        }
    }
}

/// Writes how far a village has come.
pub(super) fn stage(stage: Option<Stage>, lang: Lang) -> Markup {
    html! {
        @if let Some(stage) = stage { span.tag { (stage.title(lang)) } }
    }
}

/// Returns a name in both languages as one heading.
pub(super) fn heading(name: &Said, masthead: &Masthead, lang: Lang) -> Markup {
    words::heading(name, lang, masthead.langs.len() > 1)
}
