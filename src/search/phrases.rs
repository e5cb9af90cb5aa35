//! The phrases by which an item is known, field by field.

use crate::lang::Lang;
use crate::list::{Entry, Item, PaperNeed, Step, Text, Texts};
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
        lists,
        langs,
        items: Vec::new(),
        lang: Lang::Zh,
        phrases: Vec::new(),
    };
    for service in lists.book.services().unwrap_or_default() {
        found.item(service.address(), |found| {
            found.text(Field::Title, service.title);
            found.text(Field::Condition, service.applicant);
            found.texts(Field::Condition, &service.conditions);
            found.text(Field::Condition, service.result);
            found.papers(&service.papers);
            found.steps(&service.steps);
        });
    }
    for power in lists.book.powers().unwrap_or_default() {
        found.item(power.address(), |found| {
            found.text(Field::Title, power.title);
            found.text(Field::Condition, power.may);
            found.steps(&power.steps);
        });
    }
    for matter in &lists.vocabulary.elsewhere {
        found.item(matter.address(), |found| {
            found.text(Field::Title, matter.title);
            found.texts(Field::Alias, &matter.aliases);
            found.texts(Field::Asked, &matter.asked);
        });
    }
    (found.items, found.phrases)
}

/// Cuts phrases into so many parts of about the same length, none of which ends within an item.
pub fn parted<'p, 'a>(phrases: &'p [Phrase<'a>], count: usize) -> Vec<&'p [Phrase<'a>]> {
    let bytes = |phrases: &[Phrase<'_>]| phrases.iter().map(|phrase| phrase.text.len()).sum();
    let all: usize = bytes(phrases);
    let some = all.div_ceil(count.max(1));
    let mut parts = Vec::new();
    let (mut from, mut end, mut here) = (0, 0, 0);
    for of_item in phrases.chunk_by(|one, next| one.item == next.item) {
        end += of_item.len();
        here += bytes(of_item);
        if here >= some {
            parts.push(&phrases[from..end]);
            (from, here) = (end, 0);
        }
    }
    if from < end {
        parts.push(&phrases[from..end]);
    }
    parts
}

/// The phrases found so far.
struct Found<'l, 'a> {
    lists: &'l Lists<'a>,
    langs: &'l [Lang],
    items: Vec<String>,
    /// The language that is being read.
    lang: Lang,
    phrases: Vec<Phrase<'a>>,
}

impl<'a> Found<'_, 'a> {
    /// Adds the phrases of an item: what `read` finds, then what the vocabulary has for it.
    fn item(&mut self, address: String, read: impl Fn(&mut Self)) {
        let entries = self.lists.vocabulary.entries.iter();
        let entries: Vec<&Entry<'a>> = entries.filter(|entry| entry.item == address).collect();
        self.items.push(address);
        for lang in Lang::ALL {
            if self.langs.contains(&lang) {
                self.lang = lang;
                read(self);
                for entry in &entries {
                    self.texts(Field::Alias, &entry.aliases);
                    self.texts(Field::Asked, &entry.asked);
                }
            }
        }
    }

    fn add(&mut self, field: Field, text: &'a str) {
        if !text.is_empty() {
            self.phrases.push(Phrase {
                item: self.items.len() - 1,
                field,
                lang: self.lang,
                text,
            });
        }
    }

    fn text(&mut self, field: Field, text: Text<'a>) {
        self.add(field, self.lang.pick(text.zh, text.en));
    }

    fn texts(&mut self, field: Field, texts: &Texts<'a>) {
        for text in self.lang.pick(&texts.zh, &texts.en) {
            self.add(field, text);
        }
    }

    fn papers(&mut self, papers: &[PaperNeed<'a>]) {
        for need in papers {
            let papers = &self.lists.registry.papers;
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
