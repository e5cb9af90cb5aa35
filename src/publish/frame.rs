//! The frame of every page: head, masthead, where one is, the other language, foot.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Masthead, Page, Summary, words};
use crate::lang::Lang;
use crate::list::Stage;
use crate::visible::{self, Hidden};

/// What a page may load: its own style, script and pictures, from where it lies itself, and nothing
/// else. `file:` is for pages opened from a folder, where some browsers do not count it as `'self'`.
const POLICY: &str = "default-src 'none'; style-src 'self' file:; img-src 'self' file:; \
                      script-src 'self' file:; base-uri 'none'; form-action 'none'";

/// What surrounds a page, and where it lies.
pub(super) struct Frame<'f> {
    masthead: &'f Masthead,
    lang: Lang,
    /// The way from the folder of the language.
    way: String,
    title: String,
    crumbs: Vec<(String, String)>,
    /// The class of the page, by which it is laid out.
    pub kind: &'static str,
    /// The village whose page it is.
    pub village: Option<&'f Summary>,
    /// True for the copy of the first page in the published folder itself.
    pub at_root: bool,
    /// True where the page has a search box.
    pub has_search: bool,
}

impl<'f> Frame<'f> {
    pub fn new(masthead: &'f Masthead, lang: Lang, way: &str, title: &str) -> Self {
        Self {
            masthead,
            lang,
            way: way.to_owned(),
            title: title.to_owned(),
            crumbs: Vec::new(),
            kind: "plain",
            village: None,
            at_root: false,
            has_search: false,
        }
    }

    /// Adds a page above this one; its way starts at the village's folder.
    pub fn crumb(&mut self, way: &str, title: &str) {
        let way = format!("{}{way}", self.up());
        self.crumbs.push((way, title.to_owned()));
    }

    /// Returns the way of the page from the published folder.
    pub fn path(&self) -> String {
        if self.at_root {
            self.way.clone()
        } else {
            format!("{}/{}", self.lang.key(), self.way)
        }
    }

    /// Returns the way from the page to the published folder, with `/` at its end or empty.
    pub fn root(&self) -> String {
        "../".repeat(self.path().matches('/').count())
    }

    /// Returns the way from the page to the folder of its village, with `/` at its end or empty.
    pub fn up(&self) -> String {
        "../".repeat(self.way.matches('/').count().saturating_sub(1))
    }

    /// Returns the way to the print style: that of the village, or of the township's own pages.
    fn print_style(&self) -> String {
        if self.at_root {
            format!("{}/print.css", self.lang.key())
        } else {
            format!("{}print.css", self.up())
        }
    }

    /// Makes the page.
    pub fn page(&self, body: &Markup) -> Page {
        let html = self.html(body).into_string();
        Page::new(self.path(), sealed(html))
    }

    fn html(&self, body: &Markup) -> Markup {
        let (lang, root) = (self.lang, self.root());
        let whose = self.masthead.whose(lang);
        let village = self.village.map(|village| village.name.within(lang));
        let names = [Some(self.title.as_str()), village, Some(whose.as_str())];
        let mut title: Vec<&str> = names.into_iter().flatten().collect();
        title.dedup();
        html! {
            (DOCTYPE)
            html lang=(words::tag(lang)) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    meta name="color-scheme" content="light";
                    title { (title.join(" · ")) }
                    link rel="stylesheet" href={ (root) "style.css" };
                    link rel="stylesheet" href={ (self.print_style()) };
                    script src={ (root) "page.js" } defer {}
                    @if self.has_search { script src={ (root) "finder.js" } defer {} }
                }
                body class=(self.kind) {
                    a.skip href="#main" { (lang.pick("跳到正文", "Skip to the content")) }
                    (self.top(&whose))
                    main #main {
                        (self.marks())
                        (body)
                    }
                    (self.foot(&whose))
                }
            }
        }
    }

    fn top(&self, whose: &str) -> Markup {
        let lang = self.lang;
        let home = format!("{}{}/index.html", self.root(), lang.key());
        html! {
            header.top {
                div.wide {
                    a.home href=(home) {
                        span.whose { (whose) }
                        " "
                        span.what { (lang.pick("村级清单公开", "Village lists, open to all")) }
                    }
                    @if let Some(other) = self.masthead.other(lang) {
                        a.switch href={ (self.root()) (other.key()) "/" (self.way) }
                            lang=(words::tag(other)) hreflang=(words::tag(other)) {
                            (other.pick("中文", "English"))
                        }
                    }
                }
            }
            @if !self.crumbs.is_empty() {
                nav.crumbs aria-label=(lang.pick("所在位置", "Where you are")) {
                    ol.wide {
                        @for (way, title) in &self.crumbs {
                            li { a href=(way) { (title) } }
                        }
                        li aria-current="page" { (self.title) }
                    }
                }
            }
        }
    }

    /// What must be known before anything else is read.
    fn marks(&self) -> Markup {
        let lang = self.lang;
        let trial = self.village.filter(|one| one.stage == Some(Stage::Trial));
        html! {
            @if self.masthead.sample {
                p.mark.sample {
                    strong { (words::sample(lang)) } " "
                    (lang.pick(
                        "仅供演示，不是正式公布的清单；标“占位”的电话不能拨打。",
                        "Made up to show the pages, not a published list; phones marked as placeholders do not ring.",
                    ))
                }
            }
            @if trial.is_some() {
                p.mark.trial {
                    strong { (words::trial(lang)) } " "
                    (lang.pick(
                        "本村清单正在试行，欢迎提出意见；正式施行前可能修改。",
                        "This village is trying its lists out: say what is wrong with them; they may still change.",
                    ))
                }
            }
        }
    }

    fn foot(&self, whose: &str) -> Markup {
        let lang = self.lang;
        html! {
            footer.foot {
                div.wide {
                    p { (whose) }
                    p {
                        (lang.pick(
                            "页面由公开的清单文件生成，一个字也没有另外添加。办事只看清单：清单没有的材料、收费和环节，可以拒绝。",
                            "These pages are made from the published list files and nothing is added. What is not in the list, no paper, no fee, no step, need not be accepted.",
                        ))
                    }
                    @if self.masthead.sample { p { strong { (words::sample(lang)) } } }
                }
            }
        }
    }
}

/// Makes characters visible that cannot be seen, or that turn or hide what is: no text may change
/// what a reader sees of another.
fn sealed(html: String) -> String {
    // Nearly all that is written is among these.
    let plain = |c: char| matches!(c, ' '..='~' | '\n' | '\u{3000}'..='\u{9fff}');
    let hides = |c: char| !plain(c) && Hidden::of(c).is_some();
    if !html.chars().any(hides) {
        return html;
    }
    let lines: Vec<_> = html.split('\n').map(visible::line).collect();
    lines.join("\n")
}

/// Returns markup that is markup already.
pub(super) fn drawn(svg: String) -> Markup {
    PreEscaped(svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hidden_is_left() {
        let hidden: String = ('\0'..=char::MAX)
            .filter(|c| Hidden::of(*c).is_some())
            .collect();
        for hidden in hidden.chars() {
            let page = sealed(format!("<p>南{hidden}x</p>\n"));
            assert!(!page.contains(hidden), "{}", hidden.escape_unicode());
        }
        let page = "<p>“南石渠”·18日</p>\n";
        assert_eq!(sealed(page.to_owned()), page);
    }
}
