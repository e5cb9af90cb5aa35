//! What has been mended, and what could be.

use std::io::{self, Write};

use super::{Group, Report};
use crate::fix::Safety;
use crate::fix::mending::{Line, Mended, mendable};
use crate::lang::Lang;
use crate::{visible, wrap};

/// Writes each line that has been mended, as it was and as it is; identical files are told once.
pub(super) fn write(
    report: &Report,
    width: Option<usize>,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(mended) = &report.mended else {
        return Ok(());
    };
    let look = Look { lang, width };
    for file in mended {
        for line in file.lines() {
            write_line(file, line, look, out)?;
        }
    }
    writeln!(out, "{}\n", counts(mended, lang))
}

/// How lines are shown: in a language, cut to a terminal if there is one.
#[derive(Clone, Copy)]
struct Look {
    lang: Lang,
    width: Option<usize>,
}

fn write_line(file: &Mended, line: Line<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let lang = look.lang;
    let path = visible::line(file.files.first().map_or("", String::as_str));
    let (number, more) = (line.number, file.files.len().saturating_sub(1));
    match (more, lang) {
        (0, Lang::Zh) => writeln!(out, "已改正 {path}:{number}")?,
        (0, Lang::En) => writeln!(out, "mended {path}:{number}")?,
        (_, Lang::Zh) => writeln!(out, "已改正 {path}:{number}（另有{more}个相同的文件）")?,
        (1, Lang::En) => writeln!(out, "mended {path}:{number} (and 1 identical file)")?,
        (_, Lang::En) => writeln!(out, "mended {path}:{number} (and {more} identical files)")?,
    }
    let labels = lang.pick(["  原来  ", "  现在  "], ["  from  ", "  to    "]);
    for (label, text) in labels.into_iter().zip([line.from, line.to]) {
        let mut text = visible::drawn(Some(text), lang);
        if let Some(width) = look.width {
            let skipped = skipped(line, width / 2);
            if skipped > 0 {
                text = text.chars().skip(skipped).collect();
                text.insert(0, '…');
            }
            text = wrap::cut(text, width.saturating_sub(wrap::columns(label)));
        }
        writeln!(out, "{label}{text}")?;
    }
    Ok(())
}

/// Returns how many characters in front of a change are left out, so that it is on the screen.
fn skipped(line: Line<'_>, room: usize) -> usize {
    let pairs = line.from.chars().zip(line.to.chars());
    let same: String = pairs
        .take_while(|(from, to)| from == to)
        .map(|(character, _)| character)
        .collect();
    let mut skipped = 0;
    let mut columns = wrap::columns(&same);
    for character in same.chars() {
        if columns <= room {
            break;
        }
        columns -= wrap::columns(character.encode_utf8(&mut [0; 4]));
        skipped += 1;
    }
    skipped
}

fn counts(mended: &[Mended], lang: Lang) -> String {
    let files: usize = mended.iter().map(|file| file.files.len()).sum();
    let lines = mended
        .iter()
        .map(|file| file.files.len() * file.lines().count());
    let lines: usize = lines.sum();
    match (files, lang) {
        (0, Lang::Zh) => "没有可以自动改正的内容。".to_owned(),
        (0, Lang::En) => "Nothing could be mended.".to_owned(),
        (_, Lang::Zh) => format!("改正了{files}个文件，共{lines}行。"),
        (_, Lang::En) => {
            let plural = |count: usize| if count == 1 { "" } else { "s" };
            let (s, z) = (plural(lines), plural(files));
            format!("Mended {lines} line{s} in {files} file{z}.")
        }
    }
}

/// Says how many of the findings `--fix` would mend; none where it could mend none.
pub(super) fn offer(groups: &[Group<'_>], lang: Lang) -> Option<String> {
    let safe = mendable(groups, Safety::Safe);
    let asks = mendable(groups, Safety::Asks);
    Some(match (safe, asks, lang) {
        (0, 0, _) => return None,
        (_, 0, Lang::Zh) => format!("`qingdan validate --fix` 可以自动改正其中{safe}处。"),
        (_, 0, Lang::En) => format!("`qingdan validate --fix` mends {safe} of them."),
        (0, _, Lang::Zh) => {
            format!(
                "其中{asks}处能猜到本意，要有人同意才改：在终端里运行 `qingdan validate --fix`。"
            )
        }
        (0, _, Lang::En) => format!(
            "What was meant by {asks} of them can be guessed: `qingdan validate --fix` asks, on a terminal."
        ),
        (_, _, Lang::Zh) => format!(
            "`qingdan validate --fix` 可以自动改正其中{safe}处；另有{asks}处能猜到本意，它在终端里问过以后才改。"
        ),
        (_, _, Lang::En) => format!(
            "`qingdan validate --fix` mends {safe} of them, and asks about {asks} more, on a terminal."
        ),
    })
}
