//! The comparison for people: the township at a glance, then each village's changes.

use std::fmt::Write;

use super::{Against, Compared, Comparison, Fate, LastEdition, Verdict};
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
        if different.len() > 1 && !matches!(self.against, Against::Revision(_)) {
            text += &glance(&different, lang).drawn(look.width);
            text.push('\n');
        }
        for alike in alike(&different) {
            write(&alike, &self.against, look, &mut text);
        }
        text += &self.same(&same, lang);
        text
    }

    /// Writes each village's changes, without the township at a glance.
    pub fn details(&self, look: Look) -> String {
        let told: Vec<&Compared> = self
            .villages
            .iter()
            .filter(|one| one.is_told_of())
            .collect();
        let mut text = String::new();
        for alike in alike(&told) {
            write(&alike, &self.against, look, &mut text);
        }
        text
    }

    /// Writes the comparison for a pull request or a notice.
    pub fn markdown(&self, lang: Lang) -> String {
        let mut text = String::new();
        let (different, same): (Vec<&Compared>, Vec<&Compared>) = self
            .villages
            .iter()
            .partition(|village| village.is_told_of());
        for alike in alike(&different) {
            let village = alike[0];
            let _ = writeln!(text, "### {}\n", marked_down(&titles(&alike, lang)));
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
        let all = same.len() == self.villages.len();
        let villages: Vec<&&Compared> = same.iter().filter(|one| one.slug.is_some()).collect();
        let count = villages.len();
        let with = self.against.title();
        let (zh, en) = (&with.zh, &with.en);
        let said = match (&self.against, villages.as_slice()) {
            (Against::Revision(_), _) if all => {
                say!(
                    "与{zh}相比没有变化。\n",
                    "Nothing has changed since {en}.\n"
                )
            }
            (_, []) => return String::new(),
            (_, [one]) => {
                let name = one.title(lang);
                say!("{name}：与{zh}一致。\n", "{name}: the same as {en}.\n")
            }
            _ if all => say!(
                "{count}个村都与{zh}一致。\n",
                "All {count} villages are the same as {en}.\n"
            ),
            _ => say!(
                "其余{count}个村与{zh}一致。\n",
                "The other {count} villages are the same as {en}.\n"
            ),
        };
        said.within(lang).to_owned()
    }
}

/// Puts villages together of which the same is to be said.
fn alike<'c>(villages: &[&'c Compared]) -> Vec<Vec<&'c Compared>> {
    let mut groups: Vec<Vec<&Compared>> = Vec::new();
    for village in villages {
        let group = groups.iter_mut().find(|group| group[0].is_alike(village));
        match group {
            Some(group) => group.push(village),
            None => groups.push(vec![village]),
        }
    }
    groups
}

/// Names the villages of a group.
fn titles(villages: &[&Compared], lang: Lang) -> String {
    let titles: Vec<String> = villages.iter().map(|village| village.title(lang)).collect();
    titles.join(lang.pick("、", ", "))
}

impl Against {
    /// Names what the villages are held against, as it stands in a sentence.
    fn title(&self) -> Said {
        match self {
            Against::Template => say!("范本", "the template"),
            Against::Village(name) | Against::Revision(name) => say!("`{name}`", "`{name}`"),
        }
    }

    /// Heads what stood there before.
    fn heading(&self, lang: Lang) -> String {
        match self {
            Against::Template => lang.pick("范本", "template").to_owned(),
            Against::Village(slug) => slug.clone(),
            Against::Revision(_) => lang.pick("原来", "before").to_owned(),
        }
    }

    /// Heads what stands there now.
    fn heading_now(&self, lang: Lang) -> &'static str {
        match self {
            Against::Template | Against::Village(_) => lang.pick("本村", "village"),
            Against::Revision(_) => lang.pick("现在", "now"),
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
        !self.verdicts.is_empty()
            || !self.unread.is_empty()
            || self.lag.is_some()
            || self.fate != Fate::Kept
    }

    fn short_title(&self, lang: Lang) -> &str {
        let slug = self.slug.as_deref();
        slug.unwrap_or(lang.pick("全乡的文件和范本", "The township and its template"))
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
        let fate = match self.fate {
            Fate::Kept => None,
            Fate::Added => Some(say!(
                "新增的村，清单与范本比较",
                "a new village, held against the template"
            )),
            Fate::Removed => Some(say!("这个村已删去", "the village is no longer there")),
        };
        let all = fate.into_iter().chain(edition).chain(unread);
        all.map(|said| said.within(lang).to_owned()).collect()
    }

    /// Returns true where the same is to be said of another village.
    fn is_alike(&self, other: &Compared) -> bool {
        let facts =
            |village: &Compared| (village.lag.clone(), village.edition.clone(), village.fate);
        let same = |(one, other): (&Verdict, &Verdict)| {
            let change = |verdict: &Verdict| {
                let change = &verdict.change;
                (
                    change.item.clone(),
                    change.field.clone(),
                    change.from.clone(),
                    change.to.clone(),
                )
            };
            one.record.is_none()
                && other.record.is_none()
                && one.allowed == other.allowed
                && change(one) == change(other)
        };
        self.slug.is_some()
            && other.slug.is_some()
            && self.unread.is_empty()
            && other.unread.is_empty()
            && self.verdicts.len() == other.verdicts.len()
            && facts(self) == facts(other)
            && self.verdicts.iter().zip(&other.verdicts).all(same)
    }
}

/// Writes what is to be said of villages that are alike.
fn write(villages: &[&Compared], against: &Against, look: Look, text: &mut String) {
    let lang = look.lang;
    let village = villages[0];
    push(text, &titles(villages, lang), 0, look);
    for remark in village.remarks(lang) {
        push(text, &remark, 2, look);
    }
    let mut item = "";
    for verdict in &village.verdicts {
        if item != verdict.change.item {
            item = &verdict.change.item;
            let title = verdict.title.within(lang);
            push(text, &format!("{item}  {title}"), 2, look);
        }
        verdict.write(against, look, text);
    }
    text.push('\n');
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
        let told = match against {
            Against::Template => true,
            Against::Village(_) => false,
            Against::Revision(_) => !self.allowed || self.record.is_some(),
        };
        if told {
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
