//! The family completeness: what must be there.

pub(crate) mod count_mismatch;
pub(crate) mod empty_text;
pub(crate) mod extra_item;
pub(crate) mod livelihood_not_supervised;
pub(crate) mod missing_contact;
pub(crate) mod missing_item;
pub(crate) mod missing_steps;
pub(crate) mod missing_translation;
pub(crate) mod power_without_responsibility;
pub(crate) mod power_without_system;
pub(crate) mod system_without_power;
mod unmatched;
