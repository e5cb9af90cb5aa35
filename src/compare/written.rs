//! The comparison for people: the township at a glance, then each village's changes.

use std::fmt::Write;

use super::{Against, Compared, Comparison, LastEdition, Verdict};
use crate::diff::{ChangeKind, Effect};
use crate::drift::Standing;
use crate::lang::{Lang, Said};
use crate::say;
use crate::table::Rows;
use crate::visible;
use crate::wrap;

/// How the comparison is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The language.
    pub lang: Lang,
    /// The columns of the terminal; none: nothing is cut or wrapped.
    pub width: Option<usize>,
}

impl Comparison {
    /// Writes the comparison for a terminal.
    pub fn table(&self, look: Look) -> String {
        let lang = look.lang;
        let mut text = String::new();
        let (different, same): (Vec<&Compared>, Vec<&Compared>) = self
            .villages
            .iter()
            .partition(|village| village.is_told_of());
        if different.len() > 1 {
            text += &glance(&different, lang).drawn(look.width);
            text.push('\n');
        }
        for village in &different {
            village.write(&self.against, look, &mut text);
        }
        text += &self.same(&same, lang);
        text
    }

    /// Writes the comparison for a pull request or a notice.
    pub fn markdown(&self, lang: Lang) -> String {
        let mut text = String::new();
        let (different, same): (Vec<&Compared>, Vec<&Compared>) = self
            .villages
            .iter()
            .partition(|village| village.is_told_of());
        for village in &different {
            let _ = writeln!(text, "### {}\n", marked_down(&village.title(lang)));
            for line in village.remarks(lang) {
                let _ = writeln!(text, "{}\n", marked_down(&line));
            }
            if !village.verdicts.is_empty() {
                text += &rows(village, &self.against, lang);
                text.push('\n');
            }
        }
        text += &self.same(&same, lang);
        text
    }

    /// Says how many villages are the same.
    fn same(&self, same: &[&Compared], lang: Lang) -> String {
        let count = same.len();
        let with = self.against.title();
        let (zh, en) = (&with.zh, &with.en);
        let said = match same {
            [] => return String::new(),
            [one] => {
                let name = one.title(lang);
                say!("{name}：与{zh}一致。\n", "{name}: the same as {en}.\n")
            }
            _ if count == self.villages.len() => {
                say!(
                    "{count}个村都与{zh}一致。\n",
                    "All {count} villages are the same as {en}.\n"
                )
            }
            _ => say!(
                "其余{count}个村与{zh}一致。\n",
                "The other {count} villages are the same as {en}.\n"
            ),
        };
        said.within(lang).to_owned()
    }
}

impl Against {
    /// Names what the villages are held against, as it stands in a sentence.
    fn title(&self) -> Said {
        match self {
            Against::Template => say!("范本", "the template"),
            Against::Village(slug) => say!("`{slug}`", "`{slug}`"),
        }
    }

    /// Heads what stood there before.
    fn heading(&self, lang: Lang) -> String {
        match self {
            Against::Template => lang.pick("范本", "template").to_owned(),
            Against::Village(slug) => slug.clone(),
        }
    }

    /// Heads what stands there now.
    fn heading_now(&self, lang: Lang) -> &'static str {
        match self {
            Against::Template | Against::Village(_) => lang.pick("本村", "village"),
        }
    }
}

/// The township at a glance: a village a row.
fn glance(villages: &[&Compared], lang: Lang) -> Rows {
    let mut rows = Rows::new(lang.pick(
        [
            "村",
            "阶段",
            "版次",
            "相同",
            "从严",
            "放宽",
            "其他",
            "未登记",
        ],
        [
            "Village",
            "Stage",
            "Edition",
            "Same",
            "Tightened",
            "Loosened",
            "Other",
            "Unrecorded",
        ],
    ));
    for village in villages {
        let count = |effect| village.with_effect(effect);
        let other = count(Effect::Neutral) + count(Effect::Undecided);
        let stage = village.stage.map_or("", |stage| stage.title(lang));
        rows.add([
            &village.title(lang),
            stage,
            &village.edition,
            &village.same().to_string(),
            &count(Effect::Tightened).to_string(),
            &count(Effect::Loosened).to_string(),
            &other.to_string(),
            &village.unrecorded().to_string(),
        ]);
    }
    rows
}

impl Compared {
    /// Returns true where there is more to say than that the village is the same.
    fn is_told_of(&self) -> bool {
        !self.verdicts.is_empty() || !self.unread.is_empty() || self.lag.is_some()
    }

    fn short_title(&self, lang: Lang) -> &str {
        let slug = self.slug.as_deref();
        slug.unwrap_or(lang.pick("（全乡）", "(township)"))
    }

    /// Returns the name of the village with its folder's: `Nanshiqu (nanshiqu)`.
    fn title(&self, lang: Lang) -> String {
        let slug = self.short_title(lang);
        match self.name.within(lang) {
            "" => slug.to_owned(),
            name => lang.pick(format!("{name}（{slug}）"), format!("{name} ({slug})")),
        }
    }

    /// Returns what is to be said of the village as a whole.
    fn remarks(&self, lang: Lang) -> Vec<String> {
        let edition = self.lag.iter().map(|last| lags(&self.edition, last));
        let unread = self.unread.iter().map(|unread| {
            let (file, why) = (&unread.file, &unread.why);
            let (zh, en) = (&why.zh, &why.en);
            say!(
                "`{file}` 无法比较：{zh}（用 `qingdan validate` 检查）",
                "`{file}` cannot be compared: {en} (run `qingdan validate`)"
            )
        });
        edition
            .chain(unread)
            .map(|said| said.within(lang).to_owned())
            .collect()
    }

    fn write(&self, against: &Against, look: Look, text: &mut String) {
        let lang = look.lang;
        push(text, &self.title(lang), 0, look);
        for remark in self.remarks(lang) {
            push(text, &remark, 2, look);
        }
        let mut item = "";
        for verdict in &self.verdicts {
            if item != verdict.change.item {
                item = &verdict.change.item;
                let title = verdict.title.within(lang);
                push(text, &format!("{item}  {title}"), 2, look);
            }
            verdict.write(against, look, text);
        }
        text.push('\n');
    }
}

/// Says that a village has an edition to adopt.
fn lags(edition: &str, last: &LastEdition) -> Said {
    let id = &last.id;
    let by = last.adopt_by.map_or_else(String::new, |by| by.to_string());
    match last.days_left {
        None => say!(
            "采用的是 `{edition}` 版，范本已是 `{id}` 版",
            "the edition is `{edition}`, while the template is `{id}`"
        ),
        Some(..0) => say!(
            "采用的是 `{edition}` 版，`{id}` 版最迟应在 {by} 采用，已过期限",
            "the edition is `{edition}`; `{id}` was to be adopted by {by}"
        ),
        Some(days) => say!(
            "采用的是 `{edition}` 版，`{id}` 版最迟 {by} 采用，还剩{days}天；下列不同有的是版次造成的",
            "the edition is `{edition}`; `{id}` is to be adopted by {by}, {days} days are left: \
             some of what differs is the edition"
        ),
    }
}

impl Verdict {
    fn write(&self, against: &Against, look: Look, text: &mut String) {
        let (lang, change) = (look.lang, &self.change);
        let (before, now) = (change.before(), change.now());
        let (before, now) = (before.within(lang), now.within(lang));
        let line = format!("{}: {before} → {now}", self.field(lang));
        let line = lang.pick(line.replacen(": ", "：", 1), line);
        let fits = look
            .width
            .is_none_or(|width| wrap::columns(&line) + 4 <= width);
        if change.is_whole_item() {
            push(text, &self.field(lang), 4, look);
        } else if change.is_short() && fits {
            push(text, &line, 4, look);
        } else {
            push(text, &self.field(lang), 4, look);
            let colon = lang.pick("：", ": ");
            push(
                text,
                &format!("{}{colon}{before}", against.heading(lang)),
                6,
                look,
            );
            push(
                text,
                &format!("{}{colon}{now}", against.heading_now(lang)),
                6,
                look,
            );
        }
        if let Some(case) = self.case() {
            push(text, case.within(lang), 6, look);
        }
        push(text, &self.judgement(against, lang), 6, look);
        push(text, &format!("{}:{}", self.file, self.line), 6, look);
    }

    /// Names the field; of a whole item, what became of it.
    fn field(&self, lang: Lang) -> String {
        let change = &self.change;
        match (change.is_whole_item(), change.kind) {
            (true, ChangeKind::Added) => lang.pick("（新增）", "(added)").to_owned(),
            (true, ChangeKind::Removed) => lang.pick("（缺这一项）", "(left out)").to_owned(),
            _ => match change.declared.filter(|_| lang == Lang::Zh) {
                // The names of fields are English words.
                Some(field) => format!("{} {}", field.about.0, change.field),
                None => change.field.clone(),
            },
        }
    }

    /// Says what the change means, and whether it is allowed.
    fn judgement(&self, against: &Against, lang: Lang) -> String {
        let pick = |(zh, en): (&'static str, &'static str)| lang.pick(zh, en).to_owned();
        let mut parts = vec![pick(self.change.effect.title())];
        if matches!(against, Against::Template) {
            let flaw = self.record.as_ref().and_then(|record| record.flaw);
            parts.push(pick(match (self.standing, flaw) {
                (Standing::Unrecorded, Some(flaw)) => flaw.title(),
                (standing, _) => standing.title(),
            }));
            if let Some(record) = &self.record {
                parts.push(record.said().within(lang).to_owned());
            }
            parts.push(pick(if self.allowed {
                ("允许", "allowed")
            } else {
                ("不允许", "not allowed")
            }));
        }
        parts.join(lang.pick("；", "; "))
    }

    /// Says what a longer or shorter time means in one case.
    fn case(&self) -> Option<Said> {
        let case = self.witness.as_ref()?;
        let (start, before, now) = (case.start, case.before.date, case.now.date);
        let doubt = case.before.is_provisional() || case.now.is_provisional();
        let (zh, en) = if doubt {
            (
                "（节假日尚未公布，暂按周末推算）",
                ", weekends only: the holidays are not yet published",
            )
        } else {
            ("", "")
        };
        Some(say!(
            "例：{start} 起算，原应 {before} 为止，现为 {now} 为止{zh}",
            "a case: from {start} it ran until {before}, and now until {now}{en}"
        ))
    }
}

impl super::Record {
    fn said(&self) -> Said {
        let (by_zh, by_en) = (&self.by.zh, &self.by.en);
        let on = self
            .approved
            .map_or_else(String::new, |day| format!("{day} "));
        let on_en = self
            .approved
            .map_or_else(String::new, |day| format!(" on {day}"));
        let (until, until_en) = self.until.map_or_else(Default::default, |day| {
            (format!("，到 {day} 为止"), format!(", until {day}"))
        });
        say!(
            "{on}{by_zh}决定{until}",
            "decided by {by_en}{on_en}{until_en}"
        )
    }
}

/// Returns the changes of a village as a table in Markdown.
fn rows(village: &Compared, against: &Against, lang: Lang) -> String {
    let (before, now) = (against.heading(lang), against.heading_now(lang));
    let (item, field, means) = lang.pick(("事项", "字段", "判断"), ("Item", "Field", "Judgement"));
    let mut text = format!("| {item} | {field} | {before} | {now} | {means} |\n");
    text += "| --- | --- | --- | --- | --- |\n";
    for verdict in &village.verdicts {
        let change = &verdict.change;
        let title = match verdict.title.within(lang) {
            "" => change.item.clone(),
            title => format!("{title} ({})", change.item),
        };
        let judgement = match verdict.case() {
            None => verdict.judgement(against, lang),
            Some(case) => {
                let case = case.within(lang);
                format!(
                    "{}{}{case}",
                    verdict.judgement(against, lang),
                    lang.pick("；", "; ")
                )
            }
        };
        let (before, now) = (change.before(), change.now());
        let cells = [
            &title,
            &verdict.field(lang),
            before.within(lang),
            now.within(lang),
            &judgement,
        ];
        let cells = cells.map(marked_down);
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    text
}

/// Writes a text so that Markdown shows it as it is.
fn marked_down(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in visible::line(text).chars() {
        if "\\|*_[]<>&#~".contains(character) {
            written.push('\\');
        }
        written.push(character);
    }
    written
}

fn push(text: &mut String, line: &str, indent: usize, look: Look) {
    let line = visible::line(line);
    let line = line.trim_end();
    let room = look.width.map(|width| width.saturating_sub(indent).max(20));
    let lines = match room {
        Some(room) => wrap::lines(line, room, 2),
        None => vec![line.to_owned()],
    };
    for line in lines {
        let _ = writeln!(text, "{:indent$}{line}", "");
    }
}
