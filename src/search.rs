//! Which item a question means: the search over services and powers.
//!
//! The published lists and `vocabulary.toml` are all it knows. Chinese is matched by pairs of
//! characters, and by how they sound where they were typed wrongly or in pinyin; English by
//! stemmed words, with slips of spelling forgiven. An item is judged by the phrase of its own that
//! is most like the question, and by how much of the question its texts explain at all. What the
//! lists do not explain counts against every item, so that a question about something else is
//! refused.

mod exact;
mod han;
mod instead;
pub(crate) mod known;
mod phrases;
mod question;
mod sounds;
mod spread;
mod terms;
mod weigh;
mod words;

use std::cell::OnceCell;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

pub use self::instead::Instead;
use self::phrases::{Field, Phrase, phrases};
use self::question::Question;
use self::sounds::Sounds;
use self::terms::Term;
use crate::lang::Lang;
use crate::list::{Item, Text};
use crate::load::Lists;

/// An item that a question may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The address: `service/land-approval`, or `elsewhere/identity-card` of what no list has.
    pub item: String,
    /// How well it fits: 0 not at all, about 1 well.
    pub score: f64,
}

impl Hit {
    /// Returns true for a matter that no list has.
    pub fn is_elsewhere(&self) -> bool {
        self.item.starts_with("elsewhere/")
    }
}

/// What a question means.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// One item, clearly.
    One(Hit),
    /// One of several, the likeliest first: two or three.
    Several(Vec<Hit>),
    /// Something that the vocabulary knows to be in no list.
    Elsewhere(Hit),
    /// Nothing that is listed.
    Nothing,
}

impl Meaning {
    /// Returns the items, the likeliest first.
    pub fn hits(&self) -> &[Hit] {
        match self {
            Meaning::One(hit) => std::slice::from_ref(hit),
            Meaning::Several(hits) => hits,
            Meaning::Elsewhere(_) | Meaning::Nothing => &[],
        }
    }
}

/// Returns the shortest name by which `how` finds the item with this address: its id, where it is
/// the only one with that id, else the address itself.
pub fn short_name<'i>(item: &'i str, lists: &Lists<'_>) -> &'i str {
    let id = item.split_once('/').map_or(item, |(_, id)| id);
    match exact::meaning(id, lists) {
        Some(Meaning::One(_)) => id,
        _ => item,
    }
}

/// A title to offer to whoever types a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The title.
    pub title: String,
    /// The title in both languages and the everyday words, in small letters, one a line.
    pub words: String,
}

/// Returns the titles of everything that can be asked for, services first.
pub fn offers(lists: &Lists<'_>, lang: Lang) -> Vec<Offer> {
    let services = lists.book.services().unwrap_or_default().iter();
    let powers = lists.book.powers().unwrap_or_default().iter();
    let titles = services.map(|service| (service.address(), service.title));
    let titles = titles.chain(powers.map(|power| (power.address(), power.title)));
    let offer = |(address, title): (String, Text<'_>)| {
        let mut entries = lists.vocabulary.entries.iter();
        let entry = entries.find(|entry| entry.item == address);
        let aliases = entry.into_iter().flat_map(|entry| {
            let aliases = &entry.aliases;
            aliases.zh.iter().chain(&aliases.en)
        });
        let mut words = vec![title.zh, title.en];
        words.extend(aliases);
        Offer {
            title: title.within(lang).to_owned(),
            words: words.join("\n").to_lowercase(),
        }
    };
    titles.map(offer).collect()
}

/// The search over the services and powers of lists.
///
/// Texts are read once a question needs them, and only in its language.
#[derive(Debug)]
pub struct Search<'l, 'a> {
    lists: &'l Lists<'a>,
    chinese: OnceCell<Index<'a>>,
    english: OnceCell<Index<'a>>,
    both: OnceCell<Index<'a>>,
}

impl<'l, 'a> Search<'l, 'a> {
    /// Starts a search of these lists.
    pub fn new(lists: &'l Lists<'a>) -> Self {
        Self {
            lists,
            chinese: OnceCell::new(),
            english: OnceCell::new(),
            both: OnceCell::new(),
        }
    }

    /// Returns what a question means: an item that it names outright, else what is found.
    pub fn meaning(&self, question: &str) -> Meaning {
        exact::meaning(question, self.lists).unwrap_or_else(|| {
            let (index, question) = self.read(question);
            weigh::decided(&question, index.ranked(&question))
        })
    }

    /// Returns the listed items that share anything with the question, the likeliest first.
    pub fn ranking(&self, question: &str) -> Vec<Hit> {
        let (index, question) = self.read(question);
        let mut hits = index.ranked(&question);
        hits.retain(|hit| !hit.is_elsewhere());
        hits
    }

    /// Reads a question with the texts in its language, or in both where it may have both: words
    /// that are no English may be pinyin.
    fn read(&self, question: &str) -> (&Index<'a>, Question) {
        let scripts = question::scripts(question);
        let within = |index: &'_ Index<'a>| Question::new(question, index);
        if !scripts.words {
            let index = self.chinese.get_or_init(|| self.index(&[Lang::Zh]));
            return (index, within(index));
        }
        if !scripts.chinese {
            let index = self.english.get_or_init(|| self.index(&[Lang::En]));
            let question = within(index);
            if question.is_english() {
                return (index, question);
            }
        }
        let index = self.both.get_or_init(|| self.index(&Lang::ALL));
        (index, within(index))
    }

    fn index(&self, langs: &[Lang]) -> Index<'a> {
        Index::new(self.lists, langs)
    }
}

/// Everything that a question is compared with.
#[derive(Debug)]
struct Index<'a> {
    items: Vec<String>,
    parts: Vec<Part<'a>>,
}

/// The phrases of some of the items.
#[derive(Debug)]
struct Part<'a> {
    phrases: Vec<Read>,
    /// The terms of all phrases.
    terms: Vec<Term>,
    /// The words of all phrases.
    words: FxHashMap<Term, &'a str>,
}

/// A phrase that has been read.
#[derive(Debug)]
struct Read {
    item: usize,
    field: Field,
    terms: Range<usize>,
}

impl<'a> Index<'a> {
    /// Reads the services and powers of these lists in these languages.
    fn new(lists: &Lists<'a>, langs: &[Lang]) -> Self {
        let (items, phrases) = phrases(lists, langs);
        let threads = rayon::current_num_threads();
        let parts: Vec<&[Phrase<'a>]> = phrases::parted(&phrases, threads);
        let parts = parts.into_par_iter().map(Part::new).collect();
        Self { items, parts }
    }

    /// Returns what shares anything with the question, the likeliest first.
    fn ranked(&self, question: &Question) -> Vec<Hit> {
        let scores = weigh::scores(question, self).into_iter();
        let hit = |(score, item): (f64, &String)| Hit {
            item: item.clone(),
            score,
        };
        let mut hits: Vec<Hit> = scores.zip(&self.items).map(hit).collect();
        hits.retain(|hit| hit.score > 0.0);
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        hits
    }

    /// Returns all phrases, each with the part that it belongs to.
    fn phrases(&self) -> impl Iterator<Item = (&Part<'a>, &Read)> {
        self.parts.iter().flat_map(|part| {
            let phrases = part.phrases.iter();
            phrases.map(move |phrase| (part, phrase))
        })
    }

    /// Returns the words of the lists, each once or more.
    fn words(&self) -> impl Iterator<Item = (Term, &'a str)> {
        let words = self.parts.iter().flat_map(|part| &part.words);
        words.map(|(term, word)| (*term, *word))
    }
}

impl<'a> Part<'a> {
    /// Returns the terms of a phrase of this part.
    fn terms(&self, phrase: &Read) -> &[Term] {
        &self.terms[phrase.terms.clone()]
    }

    fn new(phrases: &[Phrase<'a>]) -> Self {
        // No text has more terms than bytes.
        let bytes = phrases.iter().map(|phrase| phrase.text.len()).sum();
        let (mut terms, mut words) = (Vec::with_capacity(bytes), FxHashMap::default());
        let mut sounds = Sounds::new();
        let read = |phrase: &Phrase<'a>| {
            let from = terms.len();
            terms::read(phrase.text, &mut terms, &mut words, &mut sounds);
            Read {
                item: phrase.item,
                field: phrase.field,
                terms: from..terms.len(),
            }
        };
        let phrases = phrases.iter().map(read).collect();
        Self {
            phrases,
            terms,
            words,
        }
    }
}
