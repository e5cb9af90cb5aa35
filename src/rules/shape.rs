//! The family shape: the files and their form.

pub(crate) mod bad_value;
pub(crate) mod file_too_large;
pub(crate) mod full_width_punctuation;
pub(crate) mod missing_field;
pub(crate) mod missing_file;
pub(crate) mod missing_newline;
pub(crate) mod not_utf8;
mod slips;
pub(crate) mod toml_syntax;
pub(crate) mod unexpected_file;
pub(crate) mod unknown_field;
pub(crate) mod wrong_type;
