//! The registry of rules: their names, families, pages and checks.

mod completeness;
mod drift;
mod flow;
mod hostile_text;
mod identity;
mod law;
mod oversight;
mod plain_words;
mod shape;
#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot set up its files has failed"
)]
mod tests;
mod time;

use std::fmt;

pub(crate) use completeness::empty_text;
pub(crate) use completeness::missing_translation;
pub(crate) use drift::one_language_changed;
pub(crate) use identity::bad_code;
pub(crate) use identity::bad_id;
pub(crate) use identity::unknown_reference;
pub(crate) use oversight::bad_phone;
pub(crate) use shape::bad_value;
pub(crate) use shape::file_too_large;
pub(crate) use shape::full_width_punctuation;
pub(crate) use shape::missing_field;
pub(crate) use shape::missing_file;
pub(crate) use shape::not_utf8;
pub(crate) use shape::toml_syntax;
pub(crate) use shape::unexpected_file;
pub(crate) use shape::unknown_field;
pub(crate) use shape::wrong_type;
pub(crate) use time::bad_time;
pub(crate) use time::calendar_conflict;

pub use oversight::placeholder_phone::is_placeholder;

use crate::document::Document;
use crate::drift::Drift;
use crate::finding::{Finding, Level};
use crate::lang::{Lang, Said};
use crate::list::{Citation, Contents};
use crate::loaded::{Book, Loaded, Villages};
use crate::place::{Route, Sheet, Spot};

/// A rule of `validate`.
pub struct Rule {
    /// The name, which is the fault: `missing-field`.
    pub name: &'static str,
    /// The family to which the rule belongs.
    pub family: Family,
    /// How grave a breach is, before the village's stage is looked at.
    pub severity: Level,
    /// What a breach is, in Chinese and English.
    pub summary: (&'static str, &'static str),
    /// The page that explains the rule, in Chinese and English.
    pub pages: (&'static str, &'static str),
    /// How breaches are found.
    pub(crate) checks: &'static [Check],
}

/// What a check looks at. Each only adds findings.
pub(crate) enum Check {
    /// Raised while the files are read and their shape is walked.
    Reading,
    /// The text of one file.
    Text(fn(Sheet, &Document<'_>, &mut Vec<Finding>)),
    /// What the items of one file say, each for itself: no finding depends on two of them.
    Items(fn(Sheet, &Contents<'_>, &Loaded<'_>, &mut Vec<Finding>)),
    /// Every legal basis that the items of one file cite, each for itself.
    Citations(fn(Sheet, &[Citation<'_, '_>], &Loaded<'_>, &mut Vec<Finding>)),
    /// What one file says.
    Contents(fn(Sheet, &Contents<'_>, &Loaded<'_>, &mut Vec<Finding>)),
    /// What the lists of the template or of one village say together.
    Book(fn(&Book<'_>, &Loaded<'_>, &mut Vec<Finding>)),
    /// How a village stands to the template.
    Drift(fn(&Drift<'_>, &Loaded<'_>, &mut Vec<Finding>)),
    /// What all villages say together; a finding belongs to the village at the index.
    Villages(fn(&Villages<'_>, &Loaded<'_>, &mut Vec<OfVillage>)),
}

/// A finding of the village at the index, or of the township.
type OfVillage = (Option<usize>, Finding);

/// A group of rules with one concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// The files and their form.
    Shape,
    /// Ids and codes.
    Identity,
    /// What must be there.
    Completeness,
    /// Limits and the calendar.
    Time,
    /// The law on which things rest.
    Law,
    /// Who watches whom, and whom to ring.
    Oversight,
    /// The order of the steps.
    Flow,
    /// Wording that promises nothing.
    PlainWords,
    /// Characters that deceive.
    HostileText,
    /// Villages and the template.
    Drift,
}

impl Family {
    /// Returns the name of the family, in Chinese and English.
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Family::Shape => ("格式", "shape"),
            Family::Identity => ("标识", "identity"),
            Family::Completeness => ("完整", "completeness"),
            Family::Time => ("时限", "time"),
            Family::Law => ("依据", "law"),
            Family::Oversight => ("监督", "oversight"),
            Family::Flow => ("流程", "flow"),
            Family::PlainWords => ("用语", "plain words"),
            Family::HostileText => ("异常字符", "hostile text"),
            Family::Drift => ("偏离", "drift"),
        }
    }
}

impl Rule {
    /// Returns the summary in this language.
    pub fn summary(&self, lang: Lang) -> &'static str {
        lang.pick(self.summary.0, self.summary.1)
    }

    /// Returns the page in this language.
    pub fn page(&self, lang: Lang) -> &'static str {
        lang.pick(self.pages.0, self.pages.1)
    }

    /// Creates a finding of this rule that points at a value, or at the table that lacks it.
    pub(crate) fn at(&'static self, sheet: Sheet, route: Route, message: Said) -> Finding {
        Finding::at(self, sheet, route, message)
    }

    /// Creates a finding of this rule that points at a spot of any kind.
    pub(crate) fn on(&'static self, sheet: Sheet, spot: Spot, message: Said) -> Finding {
        Finding::on(self, sheet, spot, message)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Returns the rule with this name.
pub fn named(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// All rules, by name.
pub static RULES: &[&Rule] = &[
    &identity::bad_code::RULE,
    &identity::bad_id::RULE,
    &oversight::bad_phone::RULE,
    &time::bad_time::RULE,
    &shape::bad_value::RULE,
    &hostile_text::bidi_override::RULE,
    &time::calendar_conflict::RULE,
    &time::calendar_missing::RULE,
    &identity::code_outside_township::RULE,
    &hostile_text::control_character::RULE,
    &completeness::count_mismatch::RULE,
    &identity::duplicate_code::RULE,
    &identity::duplicate_id::RULE,
    &completeness::empty_text::RULE,
    &flow::endless_flow::RULE,
    &drift::expired_deviation::RULE,
    &completeness::extra_item::RULE,
    &shape::file_too_large::RULE,
    &shape::full_width_punctuation::RULE,
    &drift::idle_deviation::RULE,
    &hostile_text::invisible_character::RULE,
    &law::law_amended::RULE,
    &law::law_not_in_force::RULE,
    &law::law_repealed::RULE,
    &completeness::livelihood_not_supervised::RULE,
    &drift::locked_field::RULE,
    &drift::loosened::RULE,
    &law::missing_basis::RULE,
    &completeness::missing_contact::RULE,
    &shape::missing_field::RULE,
    &shape::missing_file::RULE,
    &completeness::missing_item::RULE,
    &shape::missing_newline::RULE,
    &completeness::missing_steps::RULE,
    &completeness::missing_translation::RULE,
    &plain_words::mixed_numerals::RULE,
    &shape::not_utf8::RULE,
    &drift::one_language_changed::RULE,
    &oversight::placeholder_phone::RULE,
    &time::posting_too_short::RULE,
    &completeness::power_without_responsibility::RULE,
    &completeness::power_without_system::RULE,
    &time::promise_exceeds_law::RULE,
    &oversight::same_phone::RULE,
    &drift::stale_edition::RULE,
    &time::step_without_time::RULE,
    &time::steps_exceed_promise::RULE,
    &oversight::supervises_itself::RULE,
    &completeness::system_without_power::RULE,
    &shape::toml_syntax::RULE,
    &drift::unapproved_deviation::RULE,
    &law::uncertain_basis::RULE,
    &shape::unexpected_file::RULE,
    &shape::unknown_field::RULE,
    &identity::unknown_reference::RULE,
    &flow::unknown_step::RULE,
    &flow::unreachable_step::RULE,
    &drift::unrecorded_deviation::RULE,
    &plain_words::vague_actor::RULE,
    &plain_words::vague_paper::RULE,
    &plain_words::vague_time::RULE,
    &shape::wrong_type::RULE,
];
