//! `export`: the lists for other programs.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;

use super::{Setting, known_village};
use crate::cli::{Export, ExportFormat};
use crate::export::cpsv::Catalogue;
use crate::export::sheet::Sheet as Table;
use crate::export::{LISTINGS, Listing, STANDARD, listed, standard};
use crate::files;
use crate::lang::Lang;
use crate::load::{self, Lists};
use crate::place::Sheet;

/// Writes one table, or all of them into a folder.
///
/// # Errors
///
/// Fails where a list cannot be read, a village is unknown, the flags do not fit together, or the
/// folder or `out` cannot be written.
pub fn run(args: &Export, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let lang = setting.lang;
    let parts = chosen(args, lang)?;
    let pages = pages(parts, args, setting)?;
    let Some(folder) = &args.out else {
        for page in pages {
            out.write_all(&page.bytes)?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let folder = setting.folder.join(folder);
    fs::create_dir_all(&folder).with_context(|| {
        let path = folder.display();
        lang.pick(
            format!("无法建立 `{path}`"),
            format!("cannot make `{path}`"),
        )
    })?;
    for page in &pages {
        files::replace(&folder.join(&page.name), &page.bytes)
            .with_context(|| lang.pick("无法保存导出的文件", "cannot save what is exported"))?;
    }
    let (count, path) = (
        pages.len(),
        args.out.as_deref().unwrap_or(Path::new("")).display(),
    );
    writeln!(
        out,
        "{}",
        lang.pick(
            format!("已导出{count}个文件到 `{path}`"),
            format!("exported {count} files to `{path}`")
        )
    )?;
    Ok(ExitCode::SUCCESS)
}

/// A file to be written.
struct Page {
    name: String,
    bytes: Vec<u8>,
}

/// A file that grows village by village.
enum Part {
    Table(&'static Listing, Table),
    Lines(&'static Listing, Vec<u8>),
    Standard(Table),
    StandardLines(Vec<u8>),
    Catalogue(Catalogue),
}

impl Part {
    /// Returns the files from which the part is made, beside the township's.
    fn sheets(&self) -> Vec<Sheet> {
        match self {
            Part::Table(listing, _) | Part::Lines(listing, _) => vec![listing.sheet],
            Part::Standard(_) | Part::StandardLines(_) => vec![Sheet::Service, Sheet::Vocabulary],
            Part::Catalogue(_) => vec![Sheet::Service],
        }
    }

    /// What belongs to the township stands in one place, whosever lists are exported.
    fn is_township_wide(&self) -> bool {
        match self {
            Part::Table(listing, _) | Part::Lines(listing, _) => listing.sheet.is_township_wide(),
            _ => false,
        }
    }

    fn is_of_villages(&self) -> bool {
        self.sheets() == [Sheet::Village]
    }

    fn add(&mut self, lists: &Lists<'_>, lang: Lang) -> anyhow::Result<()> {
        match self {
            Part::Table(listing, table) => listing.add_to(table, lists, lang)?,
            Part::Lines(listing, bytes) => listing.write_lines(lists, bytes)?,
            Part::Standard(table) => standard::add_to(table, lists, lang)?,
            Part::StandardLines(bytes) => standard::write_lines(lists, lang, bytes)?,
            Part::Catalogue(catalogue) => catalogue.add(lists),
        }
        Ok(())
    }

    fn page(self) -> anyhow::Result<Page> {
        let page = |name: &str, bytes| Page {
            name: name.to_owned(),
            bytes,
        };
        Ok(match self {
            Part::Table(listing, table) => page(&format!("{}.csv", listing.name), table.bytes()?),
            Part::Lines(listing, bytes) => page(&format!("{}.jsonl", listing.name), bytes),
            Part::Standard(table) => page("standard.csv", table.bytes()?),
            Part::StandardLines(bytes) => page("standard.jsonl", bytes),
            Part::Catalogue(catalogue) => page("service.cpsv-ap.jsonld", catalogue.bytes()?),
        })
    }
}

/// Returns what is asked for, or says which flags do not fit together.
fn chosen(args: &Export, lang: Lang) -> anyhow::Result<Vec<Part>> {
    let to_folder = args.out.is_some();
    match (args.list.as_deref(), args.format) {
        (None, _) if !to_folder => anyhow::bail!(lang.pick(
            "要指明导出哪份清单，例如 `qingdan export power`；全部导出用 `--out 目录`",
            "name a list, as in `qingdan export power`, or a folder for all of them with `--out DIR`",
        )),
        (Some(list), Some(ExportFormat::CpsvAp)) if list != "service" => {
            anyhow::bail!(lang.pick(
                format!("`cpsv-ap` 只用于服务清单：`{list}` 改为 `service`"),
                format!("`cpsv-ap` is for services: write `service` instead of `{list}`"),
            ))
        }
        (None | Some("service"), Some(ExportFormat::CpsvAp)) => {
            Ok(vec![Part::Catalogue(Catalogue::default())])
        }
        (Some(list), Some(format)) => Ok(vec![part(list, format)?]),
        (Some(list), None) if !to_folder => Ok(vec![part(list, ExportFormat::Csv)?]),
        (Some(list), None) => both(list),
        (None, format) => {
            let mut parts = Vec::new();
            for list in LISTINGS.iter().map(|listing| listing.name).chain([STANDARD]) {
                match format {
                    Some(format) => parts.push(part(list, format)?),
                    None => parts.extend(both(list)?),
                }
            }
            if format.is_none() {
                parts.push(Part::Catalogue(Catalogue::default()));
            }
            Ok(parts)
        }
    }
}

fn both(list: &str) -> anyhow::Result<Vec<Part>> {
    Ok(vec![
        part(list, ExportFormat::Csv)?,
        part(list, ExportFormat::Jsonl)?,
    ])
}

fn part(list: &str, format: ExportFormat) -> anyhow::Result<Part> {
    Ok(match (listed(list), format) {
        (Some(listing), ExportFormat::Jsonl) => Part::Lines(listing, Vec::new()),
        (Some(listing), _) => Part::Table(listing, listing.sheet()?),
        (None, ExportFormat::Jsonl) => Part::StandardLines(Vec::new()),
        (None, _) => Part::Standard(standard::sheet()?),
    })
}

/// Returns the files, with the lists of the template or of each village. What is said of villages
/// is said of all of them where none is named.
fn pages(parts: Vec<Part>, args: &Export, setting: &Setting) -> anyhow::Result<Vec<Page>> {
    let (root, lang) = (setting.lists()?, setting.lang);
    for village in &args.village {
        known_village(&root, village, lang)?;
    }
    let (mut of_villages, mut parts): (Vec<Part>, Vec<Part>) =
        parts.into_iter().partition(Part::is_of_villages);
    if !of_villages.is_empty() {
        let villages = match args.village.as_slice() {
            [] => all_villages(&root)?,
            named => named.to_vec(),
        };
        let villages: Vec<Option<String>> = villages.into_iter().map(Some).collect();
        fill(&mut of_villages, &villages, &root, lang)?;
    }
    if !parts.is_empty() {
        fill(&mut parts, &wanted(args, &root)?, &root, lang)?;
    }
    let parts = parts.into_iter().chain(of_villages);
    parts.map(Part::page).collect()
}

/// Adds the lists of each of these villages, or of the template, to the parts.
fn fill(
    parts: &mut [Part],
    villages: &[Option<String>],
    root: &Path,
    lang: Lang,
) -> anyhow::Result<()> {
    let mut sheets = vec![Sheet::Township, Sheet::Registry];
    sheets.extend(parts.iter().flat_map(Part::sheets));
    sheets.retain(|sheet| *sheet != Sheet::Village);
    sheets.sort_unstable();
    sheets.dedup();
    for (at, village) in villages.iter().enumerate() {
        let mut sheets = sheets.clone();
        sheets.extend(village.is_some().then_some(Sheet::Village));
        load::with(root, village.as_deref(), &sheets, |lists| {
            let mut parts = parts.iter_mut();
            parts.try_for_each(|part| {
                if at > 0 && part.is_township_wide() {
                    return Ok(());
                }
                part.add(lists, lang)
            })
        })
        .with_context(|| lang.pick("无法导出清单", "cannot export the lists"))?;
    }
    Ok(())
}

/// Returns whose lists are wanted; none: the template's.
fn wanted(args: &Export, root: &Path) -> anyhow::Result<Vec<Option<String>>> {
    if args.all_villages {
        return Ok(all_villages(root)?.into_iter().map(Some).collect());
    }
    if args.village.is_empty() {
        return Ok(vec![None]);
    }
    Ok(args.village.iter().cloned().map(Some).collect())
}

fn all_villages(root: &Path) -> anyhow::Result<Vec<String>> {
    let folders = files::survey(root)?.villages;
    Ok(folders
        .iter()
        .map(|folder| folder.name().to_owned())
        .collect())
}
