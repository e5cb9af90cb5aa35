//! `schema`: JSON Schemas of the list files, for editors.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;

use super::Setting;
use crate::cli::{Schema, SchemaFile};
use crate::files;
use crate::list::Registry;
use crate::load;
use crate::place::Sheet;
use crate::schema;

/// The files that have a schema, in the order in which they are printed.
const SHEETS: [Sheet; 9] = [
    Sheet::Township,
    Sheet::Registry,
    Sheet::Calendar,
    Sheet::Vocabulary,
    Sheet::Village,
    Sheet::Power,
    Sheet::Responsibility,
    Sheet::Service,
    Sheet::Manual,
];

/// Writes the schema of one file, or those of all into a folder.
///
/// With lists, ids are those of their registry; without, any id will do.
///
/// # Errors
///
/// Fails where the registry cannot be read, or the folder or `out` cannot be written.
pub fn run(args: &Schema, setting: &Setting, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let schemas = schemas(setting)?.into_iter();
    let schemas = schemas.filter(|(sheet, _)| {
        let wanted = args.file.map(SchemaFile::sheet);
        wanted.is_none_or(|wanted| wanted == *sheet)
    });
    let Some(folder) = &args.out else {
        for (_, text) in schemas {
            out.write_all(text.as_bytes())?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let folder = setting.folder.join(folder);
    let failed = |path: &Path| {
        let path = path.display();
        let lang = setting.lang;
        lang.pick(
            format!("无法写入 `{path}`"),
            format!("cannot write `{path}`"),
        )
    };
    fs::create_dir_all(&folder).with_context(|| failed(&folder))?;
    for (sheet, text) in schemas {
        let path = folder.join(schema::file_name(sheet));
        files::replace(&path, text.as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the schemas of all files, as text.
fn schemas(setting: &Setting) -> anyhow::Result<Vec<(Sheet, String)>> {
    let of = |registry: Option<&Registry<'_>>| {
        let schema = |sheet| Ok((sheet, written(&schema::of(sheet, registry))?));
        SHEETS.into_iter().map(schema).collect()
    };
    let lists = setting.lists();
    if lists.is_err() && setting.lists.is_none() {
        return of(None);
    }
    load::with(&lists?, None, &[Sheet::Registry], |lists| {
        of(Some(&lists.registry))
    })
}

fn written(schema: &serde_json::Value) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(schema)? + "\n")
}
