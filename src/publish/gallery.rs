//! Flow diagrams: villages whose steps are the same share their pictures.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use maud::{Markup, html};
use sha2::{Digest, Sha256};

use super::manifest::digest;
use super::{Page, Scope};
use crate::diagram::{self, Drawing, Format};
use crate::lang::Lang;
use crate::list::Step;

/// All diagrams that were drawn, each once.
#[derive(Debug, Default)]
pub struct Gallery {
    known: Mutex<HashMap<[u8; 32], Arc<Pair>>>,
    fresh: Mutex<Vec<Page>>,
}

/// A diagram for a phone and the same for a wide page.
#[derive(Debug)]
struct Pair {
    phone: Picture,
    wide: Picture,
}

#[derive(Debug)]
struct Picture {
    path: String,
    width: i32,
    height: i32,
}

impl Gallery {
    /// Returns the pictures that were drawn since they were last asked for.
    pub(super) fn drawn(&self) -> Vec<Page> {
        let mut fresh = self.fresh.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut fresh)
    }

    fn pair(&self, item: &Item<'_>, scope: &Scope<'_>) -> Arc<Pair> {
        let key = item.key(scope);
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pair) = known().get(&key) {
            return pair.clone();
        }
        let draw = |format| self.picture(item, &item.drawing(scope, format), format);
        let pair = Arc::new(Pair {
            phone: draw(Format::Phone),
            wide: draw(Format::Poster),
        });
        known().entry(key).or_insert(pair).clone()
    }

    fn picture(&self, item: &Item<'_>, drawing: &Drawing, format: Format) -> Picture {
        let svg = diagram::written(drawing);
        let digest = digest(svg.as_bytes());
        let short = &digest[..8];
        let name = item.address.replace('/', "-");
        let size = match format {
            Format::Phone => "phone",
            Format::Poster => "wide",
        };
        let path = format!("pictures/{name}.{}.{size}.{short}.svg", drawing.lang.key());
        let mut fresh = self.fresh.lock().unwrap_or_else(PoisonError::into_inner);
        fresh.push(Page::new(&path, svg));
        Picture {
            path,
            width: drawing.width,
            height: drawing.height,
        }
    }
}

/// A power or a service whose steps are drawn.
pub(super) struct Item<'i> {
    /// The address.
    pub address: &'i str,
    /// The name.
    pub title: &'i str,
    /// The steps.
    pub steps: &'i [Step<'i>],
}

impl Item<'_> {
    fn drawing(&self, scope: &Scope<'_>, format: Format) -> Drawing {
        diagram::drawing(self.title, self.steps, scope.lists, (scope.lang, format))
    }

    /// Tells drawings apart: all villages have one registry, so that the steps say everything.
    fn key(&self, scope: &Scope<'_>) -> [u8; 32] {
        let Self {
            address,
            title,
            steps,
        } = self;
        let key = format!("{:?} {address} {title} {steps:?}", scope.lang);
        Sha256::digest(key.as_bytes()).into()
    }
}

/// Writes the diagram of a procedure: the narrow drawing on a phone, the wide one elsewhere.
pub(super) fn figure(item: &Item<'_>, scope: &Scope<'_>, root: &str) -> Markup {
    let pair = scope.gallery.pair(item, scope);
    let (phone, wide) = (&pair.phone, &pair.wide);
    let title = item.title;
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
