//! The family hostile text: characters that deceive.

pub(crate) mod bidi_override;
pub(crate) mod control_character;
pub(crate) mod invisible_character;
mod scan;
