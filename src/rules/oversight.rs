//! The family oversight: who watches whom, and whom to ring.

pub(crate) mod bad_phone;
pub(crate) mod placeholder_phone;
pub(crate) mod same_phone;
pub(crate) mod supervises_itself;
