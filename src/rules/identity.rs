//! The family identity: ids and codes.

pub(crate) mod bad_code;
pub(crate) mod bad_id;
pub(crate) mod code_outside_township;
pub(crate) mod duplicate_code;
pub(crate) mod duplicate_id;
pub(crate) mod unknown_reference;
