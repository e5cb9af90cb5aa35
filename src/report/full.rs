//! Findings for people: each with its source line, the place marked, and what to do.

use std::collections::HashMap;
use std::io::{self, Write};

use annotate_snippets::{
    AnnotationKind, Element, Group as Block, Level as Style, Origin, Renderer, Snippet,
};

use super::{Excerpt, Group, Located, Report, line, mended, summary, told};
use crate::finding::Level;
use crate::lang::Lang;
use crate::place::Extent;
use crate::{visible, wrap};

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
    mended::write(report, look.width, look.lang, out)?;
    let (notes, shown): (Vec<&Group<'_>>, Vec<&Group<'_>>) = groups
        .iter()
        .partition(|group| group.level == Level::Note && !look.notes);
    for (group, like_it) in alike(&shown) {
        writeln!(out, "{}\n", drawn(report, group, &like_it, look))?;
    }
    if !notes.is_empty() {
        write_notes(&notes, look, out)?;
    }
    let lang = look.lang;
    let checked = summary::checked(&report.checked, lang);
    writeln!(out, "{}", look.wrapped(&checked))?;
    let outcome = summary::outcome(report, &groups, lang);
    writeln!(out, "{}", look.wrapped(&outcome))?;
    match mended::offer(&groups, lang) {
        Some(offer) => writeln!(out, "{}", look.wrapped(&offer)),
        None => Ok(()),
    }
}

impl Look {
    /// Breaks a text for the terminal, if there is one, where it begins behind a heading.
    fn below(self, heading: &str, text: String) -> String {
        match self.width {
            Some(width) => {
                let room = width.saturating_sub(wrap::columns(heading)).max(20);
                wrap::lines(&text, room, 0).join("\n")
            }
            None => text,
        }
    }

    /// Wraps a line for the terminal, if there is one.
    fn wrapped(self, text: &str) -> String {
        match self.width {
            Some(width) => wrap::lines(text, width, 2).join("\n"),
            None => text.to_owned(),
        }
    }
}

/// How many findings that say the same are drawn before the others are only named.
const DRAWN_ALIKE: usize = 3;

/// Returns the findings that are drawn, each with those that it stands for: a repealed law may be
/// cited in a hundred places, and a hundred drawings would bury everything else.
fn alike<'s, 'r>(shown: &[&'s Group<'r>]) -> Vec<(&'s Group<'r>, Vec<&'s Group<'r>>)> {
    let mut seen: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    let mut drawn: Vec<(&Group<'_>, Vec<&Group<'_>>)> = Vec::new();
    for group in shown {
        let key = (group.found.rule.name, group.found.message.en.as_str());
        let places = seen.entry(key).or_default();
        match places.last() {
            Some(last) if places.len() == DRAWN_ALIKE => drawn[*last].1.push(group),
            _ => {
                places.push(drawn.len());
                drawn.push((group, Vec::new()));
            }
        }
    }
    drawn
}

/// Says where the findings are that are not drawn.
fn more_places(groups: &[&Group<'_>], lang: Lang) -> Option<String> {
    const NAMED: usize = 5;
    let (first, count) = (groups.first()?, groups.len());
    let named = groups.iter().take(NAMED).map(|group| {
        let path = visible::line(&group.path);
        format!("{path}:{}", group.found.extent.line)
    });
    let named: Vec<String> = named.collect();
    let named = named.join(lang.pick("、", ", "));
    let rule = first.found.rule.name;
    Some(match (count > NAMED, lang) {
        (false, Lang::Zh) => format!("同样的问题另有{count}处：{named}"),
        (false, Lang::En) => format!("the same in {count} more places: {named}"),
        (true, Lang::Zh) => {
            format!("同样的问题另有{count}处：{named}等；`--format line | grep {rule}` 逐条列出")
        }
        (true, Lang::En) => {
            format!(
                "the same in {count} more places: {named}, …; `--format line | grep {rule}` lists them"
            )
        }
    })
}

/// Names the item where the line that is shown does not: a header says no more than `[[service]]`.
fn item_of_header(found: &Located, lang: Lang) -> Option<String> {
    let item = found.item.as_ref()?;
    let excerpt = found.excerpt.as_ref()?;
    let id = item.rsplit('/').next().unwrap_or_default();
    let help = found.help.as_ref().map_or("", |help| &help.en);
    let quoted = format!("`{id}`");
    let told = [&found.message.en, help].map(|said| said.contains(&quoted) || said.contains(item));
    let bare = excerpt.line.starts_with('[') && !told.contains(&true);
    bare.then(|| match lang {
        Lang::Zh => format!("在 `{}` 里", visible::line(item)),
        Lang::En => format!("in `{}`", visible::line(item)),
    })
}

fn drawn(report: &Report, group: &Group<'_>, like_it: &[&Group<'_>], look: Look) -> String {
    let (lang, found) = (look.lang, group.found);
    let path = group.path.as_str();
    // So far do the other lines of a title stand in: below its first word.
    let style = level(group.level, lang);
    let heading = format!(
        "{}[{}]: ",
        line::level_name(group.level, lang),
        found.rule.name
    );
    let title = style.primary_title(look.below(&heading, told(&found.message, lang)));
    let mut block = title.id(found.rule.name).element(element(
        path,
        found.extent,
        found.excerpt.as_ref(),
        None,
    ));
    if let Some(related) = &found.related {
        let file = report.file_beside(related.sheet, path);
        let label = told(&related.label, lang);
        block = block.element(element(
            &file,
            related.extent,
            related.excerpt.as_ref(),
            Some(&label),
        ));
    }
    let notes = [
        item_of_header(found, lang),
        elsewhere(report, group, lang),
        more_places(like_it, lang),
    ];
    for note in notes.into_iter().flatten() {
        let lines = match look.width {
            // So far does a note stand in, at the most.
            Some(width) => wrap::lines(&note, width.saturating_sub(16).max(20), 0),
            None => vec![note],
        };
        block = block.element(level(Level::Note, lang).message(lines.join("\n")));
    }
    let mut blocks = vec![block];
    if let Some(help) = &found.help {
        let name = lang.pick("处理办法", "help");
        let help = look.below(&format!("{name}: "), told(help, lang));
        let style = Style::HELP.with_name(name);
        blocks.push(Block::with_title(style.secondary_title(help)));
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
        .filter_map(|village| Some(visible::line(&report.villages.get((*village)?)?.slug)))
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
fn write_notes(notes: &[&Group<'_>], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let lang = look.lang;
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
        let path = visible::line(&first.path);
        let (line, summary) = (first.found.extent.line, first.found.rule.summary(lang));
        let note = match lang {
            Lang::Zh => format!("提示[{name}]：{count}处{summary}，首见于{path}:{line}"),
            Lang::En => format!("note[{name}]: {count} × {summary}, first at {path}:{line}"),
        };
        writeln!(out, "{}", look.wrapped(&note))?;
    }
    writeln!(
        out,
        "{}\n",
        lang.pick("加 `--notes` 逐条列出。", "Add `--notes` to see each.")
    )
}

fn level(level: Level, lang: Lang) -> Style<'static> {
    let style = match level {
        Level::Error => Style::ERROR,
        Level::Warning => Style::WARNING,
        Level::Note => Style::NOTE,
    };
    style.with_name(line::level_name(level, lang))
}
