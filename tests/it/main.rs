//! What the program does, seen from outside: one binary, as each is linked anew after every change.

mod bad_input;
mod ci;
mod cli;
mod completions;
mod dates;
mod docs;
mod drift;
mod export;
mod finder;
mod fix;
mod formats;
mod killed;
mod losses;
mod publish;
mod questions;
mod schema;
mod since;
mod terminal;
mod twins;
