//! The family flow: the order of the steps.

pub(crate) mod endless_flow;
pub(crate) mod unknown_step;
pub(crate) mod unreachable_step;
