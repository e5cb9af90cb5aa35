//! The phrases by which an item is known, field by field.

use crate::lang::Lang;
use crate::list::{Item, PaperNeed, Step, Text, Texts};
use crate::load::Lists;

/// Where a phrase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The title of the item.
    Title,
    /// An everyday word for it (`aliases`).
    Alias,
    /// A question that people put (`asked`).
    Asked,
    /// Who may ask for it, on which conditions, what comes of it.
    Condition,
    /// The name of a paper.
    Paper,
    /// A step.
    Step,
}

impl Field {
    /// All fields, in their order.
    pub const ALL: [Field; 6] = [
        Field::Title,
        Field::Alias,
        Field::Asked,
        Field::Condition,
        Field::Paper,
        Field::Step,
    ];
}

/// A phrase of an item.
#[derive(Debug, Clone, Copy)]
pub struct Phrase<'a> {
    /// The place of the item among all items, counted from 0.
    pub item: usize,
    /// Where it stands.
    pub field: Field,
    /// In which language.
    pub lang: Lang,
    /// What it says.
    pub text: &'a str,
}

/// Returns the addresses of all items, services first, then powers and what no list has, and their
/// phrases in these languages, item by item, Chinese first.
pub fn phrases<'a>(lists: &Lists<'a>, langs: &[Lang]) -> (Vec<String>, Vec<Phrase<'a>>) {
    let mut found = Found {
        zh: langs.contains(&Lang::Zh),
        en: langs.contains(&Lang::En),
        items: Vec::new(),
        phrases: Vec::new(),
    };
    for service in lists.book.services().unwrap_or_default() {
        found.start(service.address());
        found.text(Field::Title, service.title);
        found.text(Field::Condition, service.applicant);
        found.texts(Field::Condition, &service.conditions);
        found.text(Field::Condition, service.result);
        found.papers(&service.papers, lists);
        found.steps(&service.steps);
        found.words(lists);
    }
    for power in lists.book.powers().unwrap_or_default() {
        found.start(power.address());
        found.text(Field::Title, power.title);
        found.text(Field::Condition, power.may);
        found.steps(&power.steps);
        found.words(lists);
    }
    for matter in &lists.vocabulary.elsewhere {
        found.start(matter.address());
        found.text(Field::Title, matter.title);
        found.texts(Field::Alias, &matter.aliases);
        found.texts(Field::Asked, &matter.asked);
    }
    let order = |phrase: &Phrase<'_>| (phrase.item, phrase.lang);
    found.phrases.sort_by_key(order);
    (found.items, found.phrases)
}

/// Cuts phrases into parts of about so many, none of which ends within an item.
pub fn parted<'p, 'a>(phrases: &'p [Phrase<'a>], some: usize) -> Vec<&'p [Phrase<'a>]> {
    let mut parts: Vec<&[Phrase<'a>]> = Vec::new();
    let mut from = 0;
    for of_item in phrases.chunk_by(|one, next| one.item == next.item) {
        let whole = parts.pop().map_or(0, <[Phrase<'a>]>::len);
        let end = from + whole + of_item.len();
        parts.push(&phrases[from..end]);
        if whole + of_item.len() >= some {
            from = end;
            parts.push(&[]);
        }
    }
    parts
}

/// The phrases found so far.
struct Found<'a> {
    /// Whether Chinese is wanted.
    zh: bool,
    /// Whether English is wanted.
    en: bool,
    items: Vec<String>,
    phrases: Vec<Phrase<'a>>,
}

impl<'a> Found<'a> {
    fn start(&mut self, address: String) {
        self.items.push(address);
    }

    fn add(&mut self, field: Field, lang: Lang, text: &'a str) {
        if !text.is_empty() {
            let item = self.items.len() - 1;
            self.phrases.push(Phrase {
                item,
                field,
                lang,
                text,
            });
        }
    }

    fn text(&mut self, field: Field, text: Text<'a>) {
        if self.zh {
            self.add(field, Lang::Zh, text.zh);
        }
        if self.en {
            self.add(field, Lang::En, text.en);
        }
    }

    fn texts(&mut self, field: Field, texts: &Texts<'a>) {
        let (zh, en) = (self.zh, self.en);
        for text in texts.zh.iter().filter(|_| zh) {
            self.add(field, Lang::Zh, text);
        }
        for text in texts.en.iter().filter(|_| en) {
            self.add(field, Lang::En, text);
        }
    }

    /// Adds what the vocabulary has for the item.
    fn words(&mut self, lists: &Lists<'a>) {
        let address = self.items.last().cloned().unwrap_or_default();
        let entries = lists.vocabulary.entries.iter();
        for entry in entries.filter(|entry| entry.item == address) {
            self.texts(Field::Alias, &entry.aliases);
            self.texts(Field::Asked, &entry.asked);
        }
    }

    fn papers(&mut self, papers: &[PaperNeed<'a>], lists: &Lists<'a>) {
        for need in papers {
            let papers = &lists.registry.papers;
            if let Some(paper) = papers.iter().find(|paper| paper.id == need.id) {
                self.text(Field::Paper, paper.title);
            }
        }
    }

    fn steps(&mut self, steps: &[Step<'a>]) {
        for step in steps {
            self.text(Field::Step, step.action);
        }
    }
}
