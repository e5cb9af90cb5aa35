//! Whom to ask about what no list has.

use serde::Serialize;

use super::Meaning;
use crate::lang::{Lang, Said};
use crate::list::{Elsewhere, Item};
use crate::load::Lists;
use crate::procedure::{said, written};

/// Whom to ask about what no list has.
#[derive(Debug, Default, Serialize)]
pub struct Instead {
    /// What the question seems to be about.
    pub matter: Option<Said>,
    /// Who is nearest to it.
    pub actor: Option<Said>,
    /// Which number to ring.
    pub hotline: Option<Said>,
}

/// The hotline for everything.
const GENERAL: &str = "12345";

impl Instead {
    /// Returns whom to ask where a question means this, which is nothing listed.
    pub fn of(meaning: &Meaning, lists: &Lists<'_>) -> Self {
        let matter = match meaning {
            Meaning::Elsewhere(hit) => lists
                .vocabulary
                .elsewhere
                .iter()
                .find(|matter| matter.address() == hit.item),
            _ => None,
        };
        Self::about(matter, lists)
    }

    /// Returns whom to ask about a matter, or about anything else where there is none.
    pub fn about(matter: Option<&Elsewhere<'_>>, lists: &Lists<'_>) -> Self {
        let number = matter.map_or(Some(GENERAL), |matter| matter.hotline);
        let hotlines = &lists.registry.hotlines;
        let hotline = hotlines.iter().find(|hotline| Some(hotline.id) == number);
        Self {
            matter: matter.and_then(|matter| said(matter.title)),
            actor: matter.and_then(|matter| {
                let actor = lists.registry.actor(matter.actor?)?;
                let title = said(actor.title)?;
                let phone = |lang| {
                    let phone = actor.phone.map(|phone| written::phone(phone, lang));
                    phone.map_or_else(String::new, |phone| format!(" {phone}"))
                };
                Some(Said {
                    zh: title.zh + &phone(Lang::Zh),
                    en: title.en + &phone(Lang::En),
                })
            }),
            hotline: hotline.map(|hotline| Said {
                zh: format!("{} {}", hotline.id, hotline.title.within(Lang::Zh)),
                en: format!("{} ({})", hotline.id, hotline.title.within(Lang::En)),
            }),
        }
    }

    /// Says that nothing listed matches, and whom to ask: one sentence a line.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let none = lang.pick("清单里没有对应的事项。", "No listed item matches.");
        let mut lines = vec![none.to_owned()];
        if let Some(matter) = &self.matter {
            let matter = matter.within(lang);
            lines.push(match lang {
                Lang::Zh => format!("问的像是“{matter}”，不在这几张清单里。"),
                Lang::En => {
                    format!("It seems to be about \"{matter}\", which is in none of these lists.")
                }
            });
        }
        let whom: Vec<&str> = [&self.actor, &self.hotline]
            .into_iter()
            .flatten()
            .map(|whom| whom.within(lang))
            .collect();
        if !whom.is_empty() {
            let whom = whom.join(lang.pick("；", "; "));
            lines.push(match lang {
                Lang::Zh => format!("请咨询：{whom}"),
                Lang::En => format!("Ask: {whom}"),
            });
        }
        lines
    }
}
