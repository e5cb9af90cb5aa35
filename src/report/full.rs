//! Findings for people: each with its source line, the place marked, and what to do.

use std::io::{self, Write};

use annotate_snippets::{
    AnnotationKind, Element, Group as Block, Level as Style, Origin, Renderer, Snippet,
};

use super::{Excerpt, Group, Report, summary, told};
use crate::finding::Level;
use crate::lang::Lang;
use crate::place::Extent;
use crate::visible;

/// How findings are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The language.
    pub lang: Lang,
    /// True: with colour.
    pub color: bool,
    /// The columns of the terminal; none: no terminal, so no cutting.
    pub width: Option<usize>,
    /// True: notes are drawn too, not only counted.
    pub notes: bool,
}

/// Writes every finding, then one line on what was checked and how it went.
///
/// # Errors
///
/// Fails where `out` does.
pub fn write(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let groups = report.groups();
    let (notes, shown): (Vec<&Group<'_>>, Vec<&Group<'_>>) = groups
        .iter()
        .partition(|group| group.level == Level::Note && !look.notes);
    for group in shown {
        writeln!(out, "{}\n", drawn(report, group, look))?;
    }
    if !notes.is_empty() {
        write_notes(&notes, look.lang, out)?;
    }
    let lang = look.lang;
    writeln!(out, "{}", summary::checked(&report.checked, lang))?;
    writeln!(out, "{}", summary::outcome(report, &groups, lang))
}

fn drawn(report: &Report, group: &Group<'_>, look: Look) -> String {
    let (lang, found) = (look.lang, group.found);
    let path = group.paths.first().map(String::as_str).unwrap_or_default();
    let title = level(group.level, lang).primary_title(told(&found.message, lang));
    let mut block = title.id(found.rule.name).element(element(
        path,
        found.extent,
        found.excerpt.as_ref(),
        None,
    ));
    if let Some(related) = &found.related {
        let village = (path != report.file(related.sheet, None))
            .then(|| path.split('/').nth(1))
            .flatten();
        let file = match village {
            Some(slug) if path.starts_with("villages/") && !related.sheet.is_township_wide() => {
                format!("villages/{slug}/{}", related.sheet.file_name())
            }
            _ => report.file(related.sheet, None),
        };
        let label = told(&related.label, lang);
        block = block.element(element(
            &file,
            related.extent,
            related.excerpt.as_ref(),
            Some(&label),
        ));
    }
    if let Some(more) = elsewhere(report, group, lang) {
        block = block.element(level(Level::Note, lang).message(more));
    }
    let mut blocks = vec![block];
    if let Some(help) = &found.help {
        let style = Style::HELP.with_name(lang.pick("处理办法", "help"));
        blocks.push(Block::with_title(style.secondary_title(told(help, lang))));
    }
    let renderer = if look.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer
        .term_width(look.width.unwrap_or(usize::from(u16::MAX)))
        .render(&blocks)
}

/// The line with its mark, or only the file where the finding is about the file as a whole.
fn element(
    path: &str,
    extent: Extent,
    excerpt: Option<&Excerpt>,
    label: Option<&str>,
) -> Element<'static> {
    let path = visible::line(path).into_owned();
    let Some(excerpt) = excerpt else {
        return Origin::path(path).into();
    };
    let (line, mark) = visible::marked(&excerpt.line, &excerpt.mark);
    let kind = if label.is_some() {
        AnnotationKind::Context
    } else {
        AnnotationKind::Primary
    };
    Snippet::source(line)
        .line_start(extent.line)
        .path(path)
        .annotation(kind.span(mark).label(label.map(str::to_owned)))
        .into()
}

/// Says in which other villages the same file stands.
fn elsewhere(report: &Report, group: &Group<'_>, lang: Lang) -> Option<String> {
    const NAMED: usize = 3;
    let others = report.identical(group);
    if others.is_empty() {
        return None;
    }
    let names: Vec<_> = others
        .iter()
        .take(NAMED)
        .filter_map(|path| path.split('/').nth(1))
        .map(visible::line)
        .collect();
    let (count, total) = (others.len(), report.villages.len());
    let names = names.join(lang.pick("、", ", "));
    let more = if count > NAMED {
        lang.pick("等", ", …")
    } else {
        ""
    };
    Some(match lang {
        Lang::Zh => format!("另有{count}个村（共{total}个）的文件与此相同：{names}{more}"),
        Lang::En => format!("the same file stands in {count} of {total} villages: {names}{more}"),
    })
}

/// Writes how many notes there are of each rule, with the first place of each.
fn write_notes(notes: &[&Group<'_>], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut rules: Vec<(&str, usize, &Group<'_>)> = Vec::new();
    for group in notes {
        match rules
            .iter_mut()
            .find(|(name, ..)| *name == group.found.rule.name)
        {
            Some((_, count, _)) => *count += 1,
            None => rules.push((group.found.rule.name, 1, group)),
        }
    }
    for (name, count, first) in rules {
        let path = visible::line(first.paths.first().map_or("", String::as_str));
        let (line, summary) = (first.found.extent.line, first.found.rule.summary(lang));
        match lang {
            Lang::Zh => writeln!(out, "提示[{name}]：{count}处{summary}，首见于{path}:{line}")?,
            Lang::En => writeln!(
                out,
                "note[{name}]: {count} × {summary}, first at {path}:{line}"
            )?,
        }
    }
    writeln!(
        out,
        "{}\n",
        lang.pick("加 `--notes` 逐条列出。", "Add `--notes` to see each.")
    )
}

fn level(level: Level, lang: Lang) -> Style<'static> {
    match (level, lang) {
        (Level::Error, Lang::En) => Style::ERROR,
        (Level::Warning, Lang::En) => Style::WARNING,
        (Level::Note, Lang::En) => Style::NOTE,
        (Level::Error, Lang::Zh) => Style::ERROR.with_name("错误"),
        (Level::Warning, Lang::Zh) => Style::WARNING.with_name("警告"),
        (Level::Note, Lang::Zh) => Style::NOTE.with_name("提示"),
    }
}
