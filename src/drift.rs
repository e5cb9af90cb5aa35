//! Where a village stands apart from the template, who decided it, and whether it may.
//!
//! `[policy]` of `township.toml` says what a village may vary; a `[[deviation]]` of its
//! `village.toml` records what it decided. A village that has not yet adopted the template's last
//! edition lags: what differs there may be the edition as well as the village.

use jiff::civil::Date;

use crate::diff::{Change, Effect, WHOLE};
use crate::list::{Actor, ActorLevel, Deviation, Edition, Policy, Township, Village};
use crate::place::Sheet;

/// What the township says of a field that differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// No village may change it.
    Locked,
    /// A village may only make it better for the villager.
    TightenOnly,
    /// A village sets it as it likes.
    Local,
    /// The village has recorded that it differs.
    Recorded,
    /// Nothing allows it.
    Unrecorded,
}

impl Standing {
    /// Returns the name of the standing, in Chinese and English.
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Standing::Locked => ("不得改动", "locked"),
            Standing::TightenOnly => ("只可从严", "tighten only"),
            Standing::Local => ("村自定", "local"),
            Standing::Recorded => ("已登记", "recorded"),
            Standing::Unrecorded => ("未登记", "unrecorded"),
        }
    }
}

/// A change with what the township and the village say of it.
#[derive(Debug, Clone)]
pub struct Judged<'d> {
    /// What differs.
    pub change: &'d Change,
    /// What the township says of the field.
    pub standing: Standing,
    /// True where the village may differ so.
    pub allowed: bool,
    /// The deviation that speaks of it, be it valid or not.
    pub record: Option<Recorded>,
}

/// A recorded deviation that speaks of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// Its place in `village.toml`, counted from 0.
    pub index: usize,
    /// Why it does not carry the change; none: it does.
    pub flaw: Option<Flaw>,
}

/// Why a recorded deviation carries nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Its last day has passed.
    Expired,
    /// The day of the decision is still to come.
    Undecided,
    /// Those who decided are bound by the lists themselves.
    Bound,
}

impl Flaw {
    /// Returns the name of the flaw, in Chinese and English.
    pub fn title(self) -> (&'static str, &'static str) {
        match self {
            Flaw::Expired => ("登记已到期", "record expired"),
            Flaw::Undecided => ("尚未议定", "not decided yet"),
            Flaw::Bound => ("无权决定", "decided by those whom it binds"),
        }
    }
}

/// A village that has not yet adopted the template's last edition.
#[derive(Debug, Clone)]
pub struct Lag<'d> {
    /// The edition to adopt.
    pub edition: Edition<'d>,
    /// The days that are left until it must be adopted, negative behind it; none: for ever.
    pub days_left: Option<i64>,
}

impl Lag<'_> {
    /// Returns true where the edition should have been adopted by now.
    pub fn is_over(&self) -> bool {
        self.days_left.is_some_and(|days| days < 0)
    }
}

/// All that is known of how a village stands to the template.
#[derive(Debug)]
pub struct Drift<'d> {
    /// The name of the village's folder.
    pub slug: &'d str,
    /// The village.
    pub village: &'d Village<'d>,
    /// The edition that it has still to adopt.
    pub lag: Option<Lag<'d>>,
    /// What differs, list by list.
    pub judged: Vec<Judged<'d>>,
    /// The lists that could be compared.
    pub compared: Vec<Sheet>,
}

impl<'d> Drift<'d> {
    /// Judges what differs between the template and a village.
    pub fn new(
        (slug, village): (&'d str, &'d Village<'d>),
        (changes, compared): (Vec<&'d Change>, Vec<Sheet>),
        terms: &Terms<'_, 'd>,
    ) -> Self {
        let lag = terms.lag(village);
        let judge = |change| terms.judge(change, village);
        Self {
            slug,
            village,
            judged: changes.into_iter().map(judge).collect(),
            lag,
            compared,
        }
    }
}

/// What decides how far a village may stand apart from the template.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'t, 'a> {
    /// The township, with its policy and editions.
    pub township: &'t Township<'a>,
    /// The actors of the registry, some of whom the lists bind.
    pub actors: &'t [Actor<'a>],
    /// The day.
    pub as_of: Date,
}

impl<'a> Terms<'_, 'a> {
    /// Returns the edition that a village has still to adopt.
    pub fn lag(&self, village: &Village<'_>) -> Option<Lag<'a>> {
        let (last, earlier) = self.township.editions.split_last()?;
        let lags = earlier.iter().any(|edition| edition.id == village.edition);
        let left = |until: Date| {
            let days = until.since(self.as_of).map_or(0, |span| span.get_days());
            i64::from(days)
        };
        (lags && last.id != village.edition).then(|| Lag {
            edition: last.clone(),
            days_left: last.adopt_by.map(left),
        })
    }

    /// Says what the township and the village say of a change.
    ///
    /// While the village has time left to adopt an edition, every change is allowed.
    pub fn judge<'d>(&self, change: &'d Change, village: &Village<'_>) -> Judged<'d> {
        let mut records = village.deviations.iter();
        let mut record = None;
        while let Some(deviation) = records.find(|deviation| covers(deviation, change)) {
            let found = Recorded {
                index: deviation.index,
                flaw: self.flaw(deviation),
            };
            record = Some(found);
            if found.flaw.is_none() {
                break;
            }
        }
        let recorded = record.is_some_and(|record| record.flaw.is_none());
        let standing = match declared(change, &self.township.policy) {
            Some(standing) => standing,
            None if recorded => Standing::Recorded,
            None => Standing::Unrecorded,
        };
        let waits = self.lag(village).is_some_and(|lag| !lag.is_over());
        Judged {
            change,
            standing,
            allowed: waits || is_allowed(standing, change.effect, recorded),
            record,
        }
    }

    /// Returns why a deviation carries nothing.
    pub fn flaw(&self, deviation: &Deviation<'_>) -> Option<Flaw> {
        let by = self.actors.iter().find(|actor| actor.id == deviation.by);
        let bound = by.is_some_and(|actor| actor.level == Some(ActorLevel::Village));
        if deviation.until.is_some_and(|until| until < self.as_of) {
            Some(Flaw::Expired)
        } else if deviation
            .approved
            .is_some_and(|approved| approved > self.as_of)
        {
            Some(Flaw::Undecided)
        } else {
            bound.then_some(Flaw::Bound)
        }
    }
}

fn is_allowed(standing: Standing, effect: Effect, recorded: bool) -> bool {
    match standing {
        Standing::Local | Standing::Recorded => true,
        Standing::Locked | Standing::Unrecorded => false,
        Standing::TightenOnly => match effect {
            Effect::Tightened | Effect::Neutral => true,
            Effect::Loosened => false,
            Effect::Undecided => recorded,
        },
    }
}

/// Returns what the policy says of the field.
///
/// A step may only go with a recorded deviation, and never with a guarantee that no village may
/// loosen.
fn declared(change: &Change, policy: &Policy<'_>) -> Option<Standing> {
    let named = |paths: &[&str]| paths.iter().any(|path| is_within(&change.path, path));
    let holds = |paths: &[&str]| paths.iter().any(|path| is_within(path, &change.path));
    let whole_step = change.is_whole_step();
    if named(&policy.locked) {
        Some(Standing::Locked)
    } else if named(&policy.tighten_only)
        || whole_step && change.effect == Effect::Loosened && holds(&policy.tighten_only)
    {
        Some(Standing::TightenOnly)
    } else if named(&policy.local) {
        Some(Standing::Local)
    } else {
        None
    }
}

/// Returns true where a deviation speaks of what changed: of the field, of a part of the item in
/// which it is, or of the item as a whole.
pub fn covers(deviation: &Deviation<'_>, change: &Change) -> bool {
    let speaks_of = |field: &str| deviation.field == WHOLE || is_within(field, deviation.field);
    if deviation.item == change.item {
        return speaks_of(&change.field);
    }
    // A deviation may name a step by its own address, and then a field of the step.
    let step = deviation.item.strip_prefix(change.item.as_str());
    let Some(step) = step.and_then(|rest| rest.strip_prefix('/')) else {
        return false;
    };
    match change.field.strip_prefix(step) {
        Some("") => speaks_of(WHOLE),
        Some(rest) => rest.strip_prefix('.').is_some_and(speaks_of),
        None => false,
    }
}

/// Returns true where a path is another one or leads through it: `step/accept.within` is within
/// `step/accept` and within `step`.
fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/']))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::Calendar;
    use crate::diff::changes;
    use crate::list::Text;
    use crate::tree::Table;

    const AS_OF: Date = date(2026, 11, 23);

    fn policy() -> Policy<'static> {
        Policy {
            locked: vec!["service.fee"],
            tighten_only: vec![
                "service.limit.promised",
                "service.step.at_least",
                "service.papers",
            ],
            local: vec!["service.result"],
            posting_at_least: None,
        }
    }

    fn deviation(item: &'static str, field: &'static str) -> Deviation<'static> {
        Deviation {
            index: 0,
            item,
            field,
            reason: Text::default(),
            approved: Some(date(2026, 7, 1)),
            by: "villagers-representatives",
            until: None,
        }
    }

    const TEMPLATE: &str = r#"
[[service]]
id = "aid"
fee = "none"
limit.promised = "20 days"
result = "a decision"
refusal = "in writing"
papers = [{ id = "id-card", kind = "copy" }]
[[service.step]]
id = "accept"
within = "1 day"
[[service.step]]
id = "post"
at_least = "7 days"
"#;

    /// Returns how a service changed by `edit` is judged.
    fn judged(edit: (&str, &str), deviations: &[Deviation<'_>]) -> Vec<(String, Standing, bool)> {
        assert!(TEMPLATE.contains(edit.0), "{}", edit.0);
        let edited = TEMPLATE.replace(edit.0, edit.1);
        let (from, to) = (Table::read(TEMPLATE), Table::read(&edited));
        let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
        let changes = changes(Sheet::Service, &from, &to, &Calendar::default());
        let township = Township {
            policy: policy(),
            ..Township::default()
        };
        let village = Village {
            deviations: deviations.to_vec(),
            ..Village::default()
        };
        let terms = Terms {
            township: &township,
            actors: &[],
            as_of: AS_OF,
        };
        let judge = |change| {
            let judged = terms.judge(change, &village);
            (change.field.clone(), judged.standing, judged.allowed)
        };
        changes.iter().map(judge).collect()
    }

    #[test]
    fn a_locked_field_may_not_differ_even_if_recorded() {
        let fee = ("fee = \"none\"", "fee = { yuan = 5, basis = [] }");
        let expected = vec![("fee".to_owned(), Standing::Locked, false)];
        assert_eq!(judged(fee, &[]), expected);
        assert_eq!(judged(fee, &[deviation("service/aid", "fee")]), expected);
    }

    #[test]
    fn a_promise_may_be_shortened_and_not_lengthened() {
        let of = |days: &str| judged(("20 days", days), &[]);
        let expected =
            |allowed| vec![("limit.promised".to_owned(), Standing::TightenOnly, allowed)];
        assert_eq!(of("19 days"), expected(true));
        assert_eq!(of("21 days"), expected(false));
        // Without a calendar nobody can tell which is the longer: a decision has to be recorded.
        assert_eq!(of("20 working days"), expected(false));
        let recorded = [deviation("service/aid", "limit")];
        assert_eq!(
            judged(("20 days", "20 working days"), &recorded),
            expected(true)
        );
    }

    #[test]
    fn other_fields_may_differ_where_it_is_recorded() {
        let edit = ("in writing", "by telephone");
        let expected = |standing, allowed| vec![("refusal".to_owned(), standing, allowed)];
        assert_eq!(judged(edit, &[]), expected(Standing::Unrecorded, false));
        for field in ["refusal", "item"] {
            let recorded = [deviation("service/aid", field)];
            assert_eq!(judged(edit, &recorded), expected(Standing::Recorded, true));
        }
        for other in [
            deviation("service/aid", "result"),
            deviation("service/ai", "item"),
        ] {
            assert_eq!(
                judged(edit, &[other]),
                expected(Standing::Unrecorded, false)
            );
        }
        let local = vec![("result".to_owned(), Standing::Local, true)];
        assert_eq!(judged(("a decision", "a paper"), &[]), local);
    }

    #[test]
    fn a_deviation_ends_with_its_last_day() {
        let edit = ("in writing", "by telephone");
        let allowed = |until| {
            let until = Some(until);
            let deviation = Deviation {
                until,
                ..deviation("service/aid", "refusal")
            };
            judged(edit, &[deviation])[0].2
        };
        assert!(allowed(AS_OF));
        assert!(!allowed(date(2026, 11, 22)));
    }

    #[test]
    fn a_step_may_be_named_by_its_address() {
        let edit = ("within = \"1 day\"", "within = \"2 days\"");
        for (item, field) in [
            ("service/aid", "step"),
            ("service/aid", "step/accept"),
            ("service/aid", "step/accept.within"),
            ("service/aid/step/accept", "within"),
            ("service/aid/step/accept", "item"),
        ] {
            let recorded = judged(edit, &[deviation(item, field)]);
            assert_eq!(recorded[0].1, Standing::Recorded, "{item} {field}");
        }
        for (item, field) in [
            ("service/aid/step/post", "within"),
            ("service/aid", "step/acc"),
        ] {
            let recorded = judged(edit, &[deviation(item, field)]);
            assert_eq!(recorded[0].1, Standing::Unrecorded, "{item} {field}");
        }
    }

    #[test]
    fn a_step_goes_with_a_deviation_but_not_with_a_guarantee() {
        let notice = (
            "[[service.step]]\nid = \"post\"\nat_least = \"7 days\"\n",
            "",
        );
        let recorded = [deviation("service/aid", "step")];
        let expected = vec![("step/post".to_owned(), Standing::TightenOnly, false)];
        assert_eq!(judged(notice, &recorded), expected);
        let plain = (
            "[[service.step]]\nid = \"accept\"\nwithin = \"1 day\"\n",
            "",
        );
        let expected = vec![("step/accept".to_owned(), Standing::Recorded, true)];
        assert_eq!(judged(plain, &recorded), expected);
    }

    #[test]
    fn a_paper_fewer_is_allowed_and_one_more_is_not() {
        let paper = "{ id = \"id-card\", kind = \"copy\" }";
        let fewer = judged((paper, ""), &[]);
        let expected =
            |field: &str, allowed| vec![(field.to_owned(), Standing::TightenOnly, allowed)];
        assert_eq!(fewer, expected("papers/id-card", true));
        let two = format!("{paper}, {{ id = \"photo\" }}");
        assert_eq!(judged((paper, &two), &[]), expected("papers/photo", false));
    }
}
