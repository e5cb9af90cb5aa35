//! What a check found, as data: which rule, what is wrong, what to do, where.

use crate::fix::Fix;
use crate::lang::Said;
use crate::place::{Route, Sheet, Spot};
use crate::rules::Rule;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The lists must not be published like this.
    Error,
    /// Somebody should look at it before publishing.
    Warning,
    /// Good to know; nothing has to be done.
    Note,
}

/// One fact that a check states about one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// How grave this breach is, where the rule alone does not say.
    pub level: Option<Level>,
    /// What is wrong with this value: a phrase, lower case, no full stop.
    pub message: Said,
    /// What to do about it, as an imperative.
    pub help: Option<Said>,
    /// The kind of file.
    pub sheet: Sheet,
    /// The place in it.
    pub spot: Spot,
    /// Another place that the finding speaks of, and what is there.
    pub related: Option<Related>,
    /// What mends it.
    pub fix: Option<Fix>,
}

/// A second place that belongs to a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// The kind of file.
    pub sheet: Sheet,
    /// The place in it.
    pub spot: Spot,
    /// What is there.
    pub label: Said,
}

impl Finding {
    /// Creates a finding that points at a value, or at the table that lacks it.
    pub fn at(rule: &'static Rule, sheet: Sheet, route: Route, message: Said) -> Self {
        Self::on(rule, sheet, Spot::Value(route), message)
    }

    /// Creates a finding that points at a spot of any kind.
    pub fn on(rule: &'static Rule, sheet: Sheet, spot: Spot, message: Said) -> Self {
        Self {
            rule,
            level: None,
            message,
            help: None,
            sheet,
            spot,
            related: None,
            fix: None,
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: Said) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds what mends it, where that is known.
    #[must_use]
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    /// Says how grave this breach is.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, sheet: Sheet, route: Route, label: Said) -> Self {
        self.related = Some(Related {
            sheet,
            spot: Spot::Value(route),
            label,
        });
        self
    }
}
