//! `due`: the dates of a service.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context, bail};
use serde::Serialize;

use super::{Setting, show};
use crate::cli::{self, DueFormat};
use crate::due::{self, Due, ics, written};
use crate::lang::Lang;
use crate::list::Service;
use crate::place::Sheet;
use crate::suggest::nearest;

/// What the dates of a service depend on.
const SHEETS: [Sheet; 4] = [
    Sheet::Township,
    Sheet::Registry,
    Sheet::Calendar,
    Sheet::Service,
];

#[derive(Serialize)]
struct Answer<'d> {
    format: u32,
    #[serde(flatten)]
    due: &'d Due,
}

/// Writes the dates of a service.
///
/// # Errors
///
/// Fails where there is no such service, a list cannot be loaded, the dates cannot be reckoned, or
/// `out` fails.
pub fn run(args: &cli::Due, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let lang = setting.lang;
    let from = args.from.unwrap_or(setting.as_of);
    let due = setting.load(args.village.as_deref(), &SHEETS, |lists| {
        let services = lists.book.services().unwrap_or_default();
        let service = find(services, args.service.trim(), lang);
        let service = match &args.village {
            Some(village) => service.with_context(|| list_of(village, lang))?,
            None => service?,
        };
        Ok(due::of(service, lists, from)?)
    })?;
    match args.format {
        DueFormat::Table => write!(out, "{}", written::table(&due, lang, setting.width))?,
        DueFormat::Ics => write!(out, "{}", ics::calendar(&due, lang, setting.as_of))?,
        DueFormat::Json => {
            let answer = Answer {
                format: 1,
                due: &due,
            };
            let text = serde_json::to_string_pretty(&answer).context("cannot write JSON")?;
            writeln!(out, "{text}")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn list_of(village: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("村 `{village}` 的清单"),
        Lang::En => format!("the list of `{village}`"),
    }
}

/// Returns the service with this address, id, number or title, or a failure that names the nearest.
fn find<'l, 'a>(
    services: &'l [Service<'a>],
    name: &str,
    lang: Lang,
) -> anyhow::Result<&'l Service<'a>> {
    let id = match name.split_once('/') {
        Some(("service", id)) => id,
        Some(_) if !services.iter().any(|s| titled(s, name)) => bail!(match lang {
            Lang::Zh => format!("`{name}` 不是服务；`qingdan list service` 列出全部"),
            Lang::En => format!("`{name}` is no service; `qingdan list service` lists them"),
        }),
        _ => name,
    };
    if let Some(service) = services.iter().find(|service| titled(service, id)) {
        return Ok(service);
    }
    let exact = show::find(services, id, lang);
    if exact.is_ok() || nearest(id, services.iter().map(|service| service.id)).is_some() {
        return exact;
    }
    let titles = services.iter().flat_map(|s| [s.title.zh, s.title.en]);
    let Some(title) = nearest(id, titles) else {
        return exact;
    };
    let meant = services.iter().find(|service| titled(service, title));
    let meant = meant.map_or("", |service| service.id);
    bail!(match lang {
        Lang::Zh => format!("没有服务 `{id}`，是不是 `service/{meant}`（{title}）？"),
        Lang::En => format!("there is no service `{id}`; is `service/{meant}` ({title}) meant?"),
    })
}

fn titled(service: &Service<'_>, name: &str) -> bool {
    service.title.zh == name || service.title.en.eq_ignore_ascii_case(name)
}
