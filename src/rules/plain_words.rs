//! The family plain words: wording that promises nothing.

pub(crate) mod mixed_numerals;
pub(crate) mod vague_actor;
pub(crate) mod vague_paper;
pub(crate) mod vague_time;
mod words;
