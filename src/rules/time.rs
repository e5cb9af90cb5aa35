//! The family time: limits and the calendar.

pub(crate) mod bad_time;
pub(crate) mod calendar_conflict;
pub(crate) mod calendar_missing;
pub(crate) mod posting_too_short;
pub(crate) mod promise_exceeds_law;
pub(crate) mod step_without_time;
pub(crate) mod steps_exceed_promise;
