//! The search box of the pages: what `how` answers, answered in the browser.
//!
//! Everything that depends on the lists alone is made here, once, by the functions of [`search`]
//! itself: the pieces of phrases, the stems of words, the sounds of characters, the numbers. The
//! script reads the question and does with it what `search` does, in the same order, so that the
//! same lists give the same answer to the last digit.
//!
//! A page needs `<script src="…/finder.js" defer></script>`, and a form that stays hidden where no
//! script runs. On a page of no village the form also holds `<select name="village">`, where the
//! village whose pages were read last is chosen:
//!
//! ```html
//! <form class="finder" role="search" data-root="../.." data-village="nanshiqu" hidden>
//!   <input type="search" aria-label="…">
//!   <div class="answers" aria-live="polite"></div>
//! </form>
//! ```
//!
//! The script fetches what it needs of [`parts`] once somebody turns to the box, and leads to
//! `ROOT/LANG/VILLAGE/service/ID.html`. The parts lie in `data-root`; those of a village whose lists
//! differ, where `data-from` of the form or of the village's `option` says.
//!
//! [`search`]: crate::search

mod characters;
mod texts;

use std::borrow::Cow;

use serde::Serialize;

use self::characters::{Characters, Empty, Letters};
use self::texts::Texts;
use crate::lang::Lang;
use crate::list::{Item, Text};
use crate::load::Lists;
use crate::search::Instead;
use crate::search::known::{Known, Numbers};
use crate::visible;

/// The script, `finder.js`: the same for all lists.
pub const SCRIPT: &str = concat!(
    include_str!("finder/stem.js"),
    include_str!("finder/reader.js"),
    include_str!("finder/index.js"),
    include_str!("finder/question.js"),
    include_str!("finder/search.js"),
    include_str!("finder/box.js"),
);

/// The file with what the script knows of lists.
const DATA: &str = "finder-data.js";
/// The file with the English texts, where they are apart.
const ENGLISH: &str = "finder-data-en.js";

/// Returns what the script knows of these lists, as the script `finder-data.js`: it sets the global
/// `finderData`, as a page that is opened from a folder can read no other file.
pub fn data(lists: &Lists<'_>) -> String {
    let known = Known::new(lists);
    let english = Texts::new(&known, Lang::En);
    written("", &Data::new(lists, known, Some(english)))
}

/// Returns the same in two files, each with its name: the script fetches the second where the
/// question has a word in other letters than Chinese, so that most who ask in Chinese do without.
pub fn parts(lists: &Lists<'_>) -> [(&'static str, String); 2] {
    let known = Known::new(lists);
    let english = written(".english", &Texts::new(&known, Lang::En));
    [
        (DATA, written("", &Data::new(lists, known, None))),
        (ENGLISH, english),
    ]
}

/// Writes the script that sets the global, or a part of it.
fn written(part: &str, value: &impl Serialize) -> String {
    // What has neither maps with other keys than texts nor forms of its own cannot fail.
    let json = serde_json::to_string(value).unwrap_or_default();
    format!("globalThis.finderData{part} = {json};\n")
}

/// Everything that the script reads.
#[derive(Serialize)]
struct Data<'a> {
    /// The services, then the powers.
    items: Vec<Listed<'a>>,
    /// What no list has.
    elsewhere: Vec<Unlisted>,
    /// What is said where nothing fits.
    nothing: Lines,
    /// What the script itself says, in Chinese and in English.
    says: [Says; 2],
    chinese: Texts,
    /// The English texts, or in which file they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    english: Option<Texts>,
    english_file: &'static str,
    empty: Empty,
    characters: Characters,
    numbers: Numbers,
}

impl<'a> Data<'a> {
    fn new(lists: &Lists<'a>, known: Known<'a>, english: Option<Texts>) -> Self {
        let letters = Letters::new();
        Self {
            items: items(lists),
            elsewhere: elsewhere(lists),
            nothing: Lines::of(&Instead::about(None, lists), 0),
            says: [Lang::Zh, Lang::En].map(Says::new),
            chinese: Texts::new(&known, Lang::Zh),
            english,
            english_file: ENGLISH,
            empty: Empty::new(&letters),
            characters: Characters::new(&letters),
            numbers: known.numbers,
        }
    }
}

/// An item that can be asked for.
#[derive(Serialize)]
struct Listed<'a> {
    address: String,
    /// The place in its list, counted from 1.
    number: usize,
    zh: Cow<'a, str>,
    en: Cow<'a, str>,
}

fn items<'a>(lists: &Lists<'a>) -> Vec<Listed<'a>> {
    fn listed<'a>(item: &impl Item<'a>, title: Text<'a>) -> Listed<'a> {
        Listed {
            address: item.address(),
            number: item.index() + 1,
            zh: visible::line(title.zh),
            en: visible::line(title.en),
        }
    }
    let services = lists.book.services().unwrap_or_default().iter();
    let powers = lists.book.powers().unwrap_or_default().iter();
    let services = services.map(|service| listed(service, service.title));
    let powers = powers.map(|power| listed(power, power.title));
    services.chain(powers).collect()
}

/// What no list has, and whom to ask about it.
#[derive(Serialize)]
struct Unlisted {
    address: String,
    #[serde(flatten)]
    lines: Lines,
}

fn elsewhere(lists: &Lists<'_>) -> Vec<Unlisted> {
    let matters = lists.vocabulary.elsewhere.iter();
    let unlisted = matters.map(|matter| Unlisted {
        address: matter.address(),
        // The first line is what is said of anything.
        lines: Lines::of(&Instead::about(Some(matter), lists), 1),
    });
    unlisted.collect()
}

/// Sentences, one a line.
#[derive(Serialize)]
struct Lines {
    zh: Vec<String>,
    en: Vec<String>,
}

impl Lines {
    fn of(instead: &Instead, skipped: usize) -> Self {
        let lines = |lang| {
            let lines = instead.lines(lang).into_iter().skip(skipped);
            lines
                .map(|line| visible::line(&line).into_owned())
                .collect()
        };
        Self {
            zh: lines(Lang::Zh),
            en: lines(Lang::En),
        }
    }
}

/// What the script itself says.
#[derive(Serialize)]
struct Says {
    /// Before several items.
    several: &'static str,
    /// Before the one item.
    one: &'static str,
    /// Where no village is known: without one, no page can be opened.
    village: &'static str,
}

impl Says {
    fn new(lang: Lang) -> Self {
        Self {
            several: lang.pick(
                "问的可能是下面某一项：",
                "The question may mean one of these:",
            ),
            one: lang.pick("该看这一项：", "This is the page to read:"),
            village: lang.pick("先选村，再打开。", "Choose a village first to open it."),
        }
    }
}
