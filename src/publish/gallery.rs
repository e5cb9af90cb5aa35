//! Flow diagrams: villages whose steps are the same share their pictures.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use maud::{Markup, html};
use sha2::{Digest, Sha256};

use super::manifest::digest;
use super::{Page, Scope};
use crate::diagram::{self, Drawing, Format};
use crate::lang::{Lang, Said};
use crate::list::Step;

/// All diagrams that were drawn, each once.
#[derive(Debug, Default)]
pub struct Gallery {
    known: Mutex<HashMap<[u8; 32], Arc<Pictures>>>,
    fresh: Mutex<Vec<Page>>,
}

/// The diagram of a procedure for a phone and for a wide page, in Chinese and in English.
#[derive(Debug)]
struct Pictures {
    zh: [Picture; 2],
    en: [Picture; 2],
}

#[derive(Debug)]
struct Picture {
    path: String,
    width: i32,
    height: i32,
}

/// A power or a service whose steps are drawn.
pub(super) struct Item<'i> {
    /// The address.
    pub address: &'i str,
    /// The name.
    pub title: Option<&'i Said>,
    /// The steps.
    pub steps: &'i [Step<'i>],
}

impl Gallery {
    /// Returns the pictures that were drawn since they were last asked for.
    pub(super) fn drawn(&self) -> Vec<Page> {
        let mut fresh = self.fresh.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut fresh)
    }

    fn pictures(&self, item: &Item<'_>, scope: &Scope<'_>) -> Arc<Pictures> {
        let key = item.key();
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pictures) = known().get(&key) {
            return pictures.clone();
        }
        let draw = |lang| Format::ALL.map(|format| self.picture(item, scope, (lang, format)));
        let pictures = Pictures {
            zh: draw(Lang::Zh),
            en: draw(Lang::En),
        };
        known().entry(key).or_insert(Arc::new(pictures)).clone()
    }

    fn picture(&self, item: &Item<'_>, scope: &Scope<'_>, form: (Lang, Format)) -> Picture {
        let (lang, format) = form;
        let drawing: Drawing =
            diagram::drawing(item.title(lang), item.steps, scope.lists, (lang, format));
        let svg = diagram::written(&drawing);
        let digest = digest(svg.as_bytes());
        let name = item.address.replace('/', "-");
        let size = match format {
            Format::Phone => "phone",
            Format::Poster => "wide",
        };
        let path = format!("pictures/{name}.{}.{size}.{}.svg", lang.key(), &digest[..8]);
        // A township with one language has no pictures in the other.
        if scope.masthead.langs.contains(&lang) {
            let mut fresh = self.fresh.lock().unwrap_or_else(PoisonError::into_inner);
            fresh.push(Page::new(&path, svg));
        }
        Picture {
            path,
            width: drawing.width,
            height: drawing.height,
        }
    }
}

impl Item<'_> {
    fn title(&self, lang: Lang) -> &str {
        self.title.map_or(self.address, |title| title.within(lang))
    }

    /// Tells drawings apart: all villages have one registry, so that the steps say everything.
    fn key(&self) -> [u8; 32] {
        let Self {
            address,
            title,
            steps,
        } = self;
        Sha256::digest(format!("{address} {title:?} {steps:?}").as_bytes()).into()
    }
}

/// Writes the diagram of a procedure: the narrow drawing on a phone, the wide one elsewhere.
pub(super) fn figure(item: &Item<'_>, scope: &Scope<'_>, root: &str) -> Markup {
    let pictures = scope.gallery.pictures(item, scope);
    let [phone, wide] = scope.pick(&pictures.zh, &pictures.en);
    let title = item.title(scope.lang);
    let alt = match scope.lang {
        Lang::Zh => format!("{title}流程图，内容与上面的办理步骤相同"),
        Lang::En => format!("{title}: the steps above as a drawing"),
    };
    html! {
        figure.diagram {
            picture {
                source media="(min-width: 48rem), print" srcset={ (root) (wide.path) }
                    width=(wide.width) height=(wide.height);
                img src={ (root) (phone.path) } width=(phone.width) height=(phone.height) alt=(alt);
            }
        }
    }
}
