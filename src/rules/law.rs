//! The family law: the law on which things rest.

pub(crate) mod law_amended;
pub(crate) mod law_not_in_force;
pub(crate) mod law_repealed;
pub(crate) mod missing_basis;
pub(crate) mod uncertain_basis;
