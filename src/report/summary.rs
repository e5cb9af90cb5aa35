//! Counting findings, and the last line of a run.

use crate::finding::Level;
use crate::lang::Lang;
use crate::report::{Checked, Group, Report};

/// How many findings there are of each level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Counts {
    /// Counts levels.
    pub fn of(levels: impl IntoIterator<Item = Level>) -> Self {
        let mut counts = Self::default();
        for level in levels {
            match level {
                Level::Error => counts.errors += 1,
                Level::Warning => counts.warnings += 1,
                Level::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// Writes the counts in words: `no errors, 1 warning, 3 notes`.
    pub fn written(self, lang: Lang) -> String {
        let all = self.each(lang).map(|(_, words)| words);
        all.join(lang.pick("，", ", "))
    }

    /// Writes the counts in words without what there is none of: `1 warning, 3 notes`.
    fn written_short(self, lang: Lang) -> String {
        let some = self.each(lang).into_iter().filter(|(count, _)| *count > 0);
        let some: Vec<String> = some.map(|(_, words)| words).collect();
        some.join(lang.pick("，", ", "))
    }

    fn each(self, lang: Lang) -> [(usize, String); 3] {
        let nouns = [
            (self.errors, "错误", "error"),
            (self.warnings, "警告", "warning"),
            (self.notes, "提示", "note"),
        ];
        nouns.map(|(count, zh, en)| match lang {
            Lang::Zh => (count, format!("{count}个{zh}")),
            Lang::En => (count, number(count, en)),
        })
    }
}

/// Writes how the check went: the last line of a run.
///
/// Findings are counted as they are told, each once however many files have the same content;
/// where that makes a difference, it is said how many there are file by file.
pub fn outcome(report: &Report, groups: &[Group<'_>], lang: Lang) -> String {
    let told = Counts::of(groups.iter().map(|group| group.level));
    let all = report.counts();
    let repeated = groups
        .iter()
        .any(|group| !report.identical(group).is_empty());
    let (told, all) = (
        told.written(lang),
        repeated.then(|| all.written_short(lang)),
    );
    let outcome = match (all, lang) {
        (None, Lang::Zh) => format!("{told}。"),
        (None, Lang::En) => format!("{told}."),
        (Some(all), Lang::Zh) => format!("{told}（相同的文件逐个计算：{all}）。"),
        (Some(all), Lang::En) => format!("{told} (file by file: {all})."),
    };
    match &report.old {
        Some(old) if old.count > 0 => format!("{outcome}{}", not_shown(old.count, lang)),
        _ => outcome,
    }
}

/// Says how many findings an edit did not bring.
fn not_shown(old: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("另有{old}个原有的问题未列出。"),
        Lang::En => format!(" {} not shown.", number(old, "old finding")),
    }
}

fn number(count: usize, noun: &str) -> String {
    plural(count, noun, &format!("{noun}s"))
}

fn plural(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}

/// Writes what was checked: the last line of a run, before the counts.
pub fn checked(checked: &Checked, lang: Lang) -> String {
    let Checked {
        villages,
        files,
        powers,
        responsibilities,
        services,
        systems,
        as_of,
        ..
    } = *checked;
    let sample = match (checked.sample, lang) {
        (true, Lang::Zh) => "（示例数据）",
        (true, Lang::En) => " (sample data)",
        (false, _) => "",
    };
    match lang {
        Lang::Zh => format!(
            "已检查{villages}个村、{files}个文件：权力{powers}项、责任{responsibilities}项、服务{services}项、制度{systems}项，截至{as_of}{sample}"
        ),
        Lang::En => format!(
            "checked {}, {}: {}, {}, {}, {}, as of {as_of}{sample}",
            number(villages, "village"),
            number(files, "file"),
            number(powers, "power"),
            plural(responsibilities, "responsibility", "responsibilities"),
            number(services, "service"),
            number(systems, "system"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_nouns() {
        let counts = Counts {
            errors: 0,
            warnings: 1,
            notes: 2,
        };
        assert_eq!(counts.written(Lang::En), "no errors, 1 warning, 2 notes");
        assert_eq!(counts.written(Lang::Zh), "0个错误，1个警告，2个提示");
        assert_eq!(counts.written_short(Lang::En), "1 warning, 2 notes");
    }
}
