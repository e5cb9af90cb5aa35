//! What a shell offers behind `qingdan` when Tab is pressed: villages, items, rules.
//!
//! The shell runs the program for it, with `COMPLETE` set: only then is anything here run.

use std::path::PathBuf;

use clap::CommandFactory;
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};

use crate::cli::Cli;
use crate::files;
use crate::list::{Item, Text};
use crate::load::{self, Lists};
use crate::place::Sheet;
use crate::rules::RULES;

/// The variable by which a shell asks.
pub const ASKED: &str = "COMPLETE";

/// Answers a shell that asks, and ends the process; without `COMPLETE` it does nothing.
pub fn answer() {
    CompleteEnv::with_factory(Cli::command)
        .var(ASKED)
        .complete();
}

/// Offers the villages by the names of their folders.
pub fn villages() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let directory = lists().and_then(|root| files::survey(&root).ok());
        let folders = directory
            .map(|directory| directory.villages)
            .unwrap_or_default();
        let names = folders
            .iter()
            .map(|folder| CompletionCandidate::new(folder.name()));
        names.collect()
    })
}

/// Offers the addresses of all items.
pub fn addresses() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        loaded(&Sheet::LISTS, |lists| {
            let book = &lists.book;
            let mut all = offered(book.powers(), |item| item.title, true);
            all.extend(offered(book.responsibilities(), |item| item.title, true));
            all.extend(offered(book.services(), |item| item.title, true));
            all.extend(offered(book.systems(), |item| item.title, true));
            all
        })
    })
}

/// Offers the ids of the services.
pub fn services() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        loaded(&[Sheet::Service], |lists| {
            offered(lists.book.services(), |item| item.title, false)
        })
    })
}

/// Offers the ids of the actors.
pub fn actors() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        loaded(&[Sheet::Registry], |lists| {
            let actors = lists.registry.actors.iter();
            actors
                .map(|actor| described(actor.id, actor.title))
                .collect()
        })
    })
}

/// Offers the rules of `validate`.
pub fn rules() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let rule = |rule: &&crate::rules::Rule| {
            CompletionCandidate::new(rule.name).help(Some(rule.summary.1.into()))
        };
        RULES.iter().map(rule).collect()
    })
}

fn offered<'a, T: Item<'a>>(
    items: Option<&[T]>,
    title: impl Fn(&T) -> Text<'a>,
    whole: bool,
) -> Vec<CompletionCandidate> {
    let one = |item: &T| {
        if whole {
            described(&item.address(), title(item))
        } else {
            described(item.id(), title(item))
        }
    };
    items.unwrap_or_default().iter().map(one).collect()
}

/// Shells show the title beside the id, in Chinese: an id is English already.
fn described(id: &str, title: Text<'_>) -> CompletionCandidate {
    CompletionCandidate::new(id).help(Some(title.zh.to_owned().into()))
}

fn loaded(
    sheets: &[Sheet],
    offer: impl FnOnce(&Lists<'_>) -> Vec<CompletionCandidate>,
) -> Vec<CompletionCandidate> {
    let Some(root) = lists() else {
        return Vec::new();
    };
    load::with(&root, None, sheets, |lists| Ok(offer(lists))).unwrap_or_default()
}

/// Finds the lists as a command does that is given no `--lists`.
fn lists() -> Option<PathBuf> {
    match std::env::var_os("QINGDAN_LISTS") {
        Some(named) => files::named(&PathBuf::from(named)).ok(),
        None => files::find(&std::env::current_dir().ok()?).ok(),
    }
}
