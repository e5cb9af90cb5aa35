//! Mending a township: fixes applied, round after round, until none is left; then one plan.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use super::{Mend, Safety, digest};
use crate::encoding::decode;
use crate::files::{self, Content, Edited, Store};
use crate::report::{Group, Occurrence, Report};
use crate::write::{Change, Error, Plan};

/// What one file comes to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The ways to the files that are the same to the byte, from the lists' directory, with `/`.
    pub files: Vec<String>,
    /// What they held.
    pub from: String,
    /// What they are to hold.
    pub to: String,
}

/// A line that has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'m> {
    /// Its number, counted from 1.
    pub number: usize,
    /// What it said, with its line end.
    pub from: &'m str,
    /// What it says now, with its line end.
    pub to: &'m str,
}

impl Mended {
    /// Returns the lines that have changed. No fix adds or removes a line.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let to = self.to.split_inclusive('\n');
        let pairs = self.from.split_inclusive('\n').zip(to).zip(1..);
        let lines = pairs.map(|((from, to), number)| Line { number, from, to });
        lines.filter(|line| line.from != line.to)
    }
}

/// What a person is asked: whether one thing was meant by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What stands there.
    pub from: String,
    /// What was most likely meant.
    pub to: String,
    /// The file and line of each place, in which several identical files are one.
    pub places: Vec<(String, usize)>,
}

/// What a person answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It was meant.
    Yes,
    /// It was not.
    No,
    /// There shall be no more questions.
    Enough,
}

/// What mending came to.
#[derive(Debug)]
pub struct Outcome {
    /// The changes, to be written all at once.
    pub plan: Plan,
    /// The files that change, in the order of their names.
    pub mended: Vec<Mended>,
    /// What is found afterwards.
    pub report: Report,
}

/// More rounds than a township needs: one fault hides another a few times at the most.
const MOST_ROUNDS: usize = 20;

/// Applies every fix that has one right answer, then those to which a person agrees, until no more
/// is left to do. Nothing is written.
///
/// `check` finds what is wrong with the lists as they would be; `ask` asks a person, if there is one.
///
/// # Errors
///
/// Fails where `check` or `ask` does, or a file was edited while it was looked at.
pub fn mend(
    root: &Path,
    check: impl Fn(Store<'_>) -> anyhow::Result<Report>,
    mut ask: impl FnMut(&Question) -> anyhow::Result<Answer>,
) -> anyhow::Result<Outcome> {
    let mut edited = Edited::new(root);
    let mut answers = Answers::default();
    let mut report = check(Store::Edited(&edited))?;
    for _ in 0..MOST_ROUNDS {
        let mut edits = Edits::of(&report, |_, mend| mend.safety == Safety::Safe);
        if edits.0.is_empty() {
            answers.ask(&report, &mut ask)?;
            edits = Edits::of(&report, |rule, mend| answers.agreed(rule, mend));
        }
        if edits.0.is_empty() {
            break;
        }
        edits.apply(&mut edited)?;
        report = check(Store::Edited(&edited))?;
    }
    let (plan, mended) = plan(&edited);
    Ok(Outcome {
        plan,
        mended,
        report,
    })
}

/// Returns how many findings a fix of this kind would mend, as they are told.
pub fn mendable(groups: &[Group<'_>], safety: Safety) -> usize {
    let mends = groups.iter().filter_map(|group| group.found.fix.as_ref());
    mends.filter(|mend| mend.safety == safety).count()
}

/// What a question is about: the rule, what stands there, what was meant.
type Matter = (&'static str, String, String);

fn matter(rule: &'static str, mend: &Mend) -> Matter {
    (rule, mend.from.clone(), mend.to.clone())
}

/// What a person has answered so far.
#[derive(Default)]
struct Answers {
    yes: HashSet<Matter>,
    no: HashSet<Matter>,
    enough: bool,
}

impl Answers {
    fn agreed(&self, rule: &'static str, mend: &Mend) -> bool {
        self.yes.contains(&matter(rule, mend))
    }

    /// Asks what has not been asked yet, each thing once, however often it stands there.
    fn ask(
        &mut self,
        report: &Report,
        ask: &mut impl FnMut(&Question) -> anyhow::Result<Answer>,
    ) -> anyhow::Result<()> {
        for (matter, question) in questions(report) {
            if self.enough || self.yes.contains(&matter) || self.no.contains(&matter) {
                continue;
            }
            match ask(&question)? {
                Answer::Yes => drop(self.yes.insert(matter)),
                Answer::No => drop(self.no.insert(matter)),
                Answer::Enough => self.enough = true,
            }
        }
        Ok(())
    }
}

/// Returns what could be asked, in the order of the report.
fn questions(report: &Report) -> Vec<(Matter, Question)> {
    let mut places: HashMap<Matter, usize> = HashMap::new();
    let mut questions: Vec<(Matter, Question)> = Vec::new();
    for group in report.groups() {
        let Some(mend) = group.found.fix.as_ref() else {
            continue;
        };
        if mend.safety == Safety::Safe {
            continue;
        }
        let matter = matter(group.found.rule.name, mend);
        let place = (group.path.clone(), mend.extent.line);
        let at = *places.entry(matter.clone()).or_insert(questions.len());
        if let Some((_, question)) = questions.get_mut(at) {
            question.places.push(place);
        } else {
            let question = Question {
                from: mend.from.clone(),
                to: mend.to.clone(),
                places: vec![place],
            };
            questions.push((matter, question));
        }
    }
    questions
}

/// The fixes of one round, file by file.
struct Edits<'r>(BTreeMap<String, Vec<&'r Mend>>);

impl<'r> Edits<'r> {
    fn of(report: &'r Report, wanted: impl Fn(&'static str, &Mend) -> bool) -> Self {
        let mut edits: BTreeMap<String, Vec<&Mend>> = BTreeMap::new();
        for occurrence in &report.occurrences {
            let Occurrence { found, .. } = occurrence;
            if let Some(mend) = found.fix.as_ref()
                && wanted(found.rule.name, mend)
            {
                edits.entry(report.path(occurrence)).or_default().push(mend);
            }
        }
        Self(edits)
    }

    /// Fails where a file no longer says what the fixes were made for.
    fn apply(self, edited: &mut Edited) -> anyhow::Result<()> {
        for (file, mends) in self.0 {
            let text = match edited.get(&file) {
                Some(text) => text.to_owned(),
                None => on_disk(edited.root(), &file)?,
            };
            if mends.iter().any(|mend| mend.digest != digest(&text)) {
                let path = edited.root().join(file);
                return Err(Error::Changed { path }.into());
            }
            let to = replaced(&text, mends);
            edited.set(file, text, to);
        }
        Ok(())
    }
}

/// Returns a text with its fixes applied. Of two that touch the same characters, the first is
/// applied: the other has its turn in the next round, if it is still needed.
fn replaced(text: &str, mut mends: Vec<&Mend>) -> String {
    mends.sort_by_key(|mend| (mend.bytes.start, mend.bytes.end));
    mends.dedup_by(|a, b| a.bytes == b.bytes);
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for mend in mends.iter().filter(|mend| mend.bytes.end <= text.len()) {
        if mend.bytes.start >= done {
            result += &text[done..mend.bytes.start];
            result += &mend.to;
            done = mend.bytes.end;
        }
    }
    result + &text[done..]
}

/// Returns what a file says on the disk.
fn on_disk(root: &Path, file: &str) -> Result<String, Error> {
    let path = root.join(file);
    let content = match files::read(&path) {
        Ok(Content::Bytes(bytes)) => decode(bytes).ok(),
        Ok(Content::TooLarge(_)) => None,
        Err(source) => return Err(Error::Read { path, source }),
    };
    content.ok_or(Error::Changed { path })
}

/// Turns the edits into a plan, and says what they are, each content once.
fn plan(edited: &Edited) -> (Plan, Vec<Mended>) {
    let mut plan = Plan::default();
    let mut mended: Vec<Mended> = Vec::new();
    let mut places: HashMap<(&str, &str), usize> = HashMap::new();
    for (file, from, to) in edited.files() {
        plan.add(Change {
            path: file.to_owned(),
            from: Some(from.as_bytes().to_vec()),
            to: to.as_bytes().to_vec(),
        });
        let at = *places.entry((from, to)).or_insert(mended.len());
        if let Some(same) = mended.get_mut(at) {
            same.files.push(file.to_owned());
        } else {
            mended.push(Mended {
                files: vec![file.to_owned()],
                from: from.to_owned(),
                to: to.to_owned(),
            });
        }
    }
    (plan, mended)
}
