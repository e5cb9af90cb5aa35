//! The township at a glance for people: a village a row, then who stands out.

use std::fmt::Write;

use super::{Items, Outlier, Status, VillageStatus};
use crate::lang::Lang;
use crate::list::Stage;
use crate::table::Rows;
use crate::{say, wrap};

impl Status {
    /// Writes the page for a terminal of so many columns; without a width, nothing is wrapped.
    pub fn table(&self, lang: Lang, width: Option<usize>) -> String {
        let mut rows = Rows::new(lang.pick(
            [
                "村",
                "阶段",
                "版次",
                "权/责/服",
                "错误",
                "警告",
                "提示",
                "差异",
                "依据",
            ],
            [
                "Village", "Stage", "Edition", "P/R/S", "Err.", "Warn.", "Notes", "Dev.", "Basis",
            ],
        ));
        for village in &self.villages {
            village.row(lang, &mut rows);
        }
        let mut text = rows.drawn(width) + "\n";
        for line in [self.stages(lang), self.editions(lang), self.legend(lang)] {
            push(&mut text, &line, 0, width);
        }
        if !self.outliers.is_empty() {
            text.push('\n');
            let heading = lang.pick("与众不同的村：", "Villages that stand out:");
            push(&mut text, heading, 0, width);
            for outlier in &self.outliers {
                push(&mut text, &outlier.written(lang), 2, width);
            }
        }
        text
    }

    /// Says how many villages have come how far.
    fn stages(&self, lang: Lang) -> String {
        let count = |stage| {
            let these = self
                .villages
                .iter()
                .filter(|village| village.stage == Some(stage));
            these.count()
        };
        let all = self.villages.len();
        let [force, trial, draft] = [Stage::InForce, Stage::Trial, Stage::Draft].map(count);
        let sample = match (self.sample, lang) {
            (false, _) => "",
            (true, Lang::Zh) => "（示例数据）",
            (true, Lang::En) => " (sample data)",
        };
        let as_of = self.as_of;
        lang.pick(
            format!("{all}个村：施行{force}个，试行{trial}个，起草{draft}个，截至{as_of}{sample}"),
            format!(
                "{all} villages: {force} in force, {trial} in trial, {draft} in draft, as of {as_of}{sample}"
            ),
        )
    }

    /// Says how many villages have still to adopt the template's edition.
    fn editions(&self, lang: Lang) -> String {
        let lagging: Vec<i64> = self
            .villages
            .iter()
            .filter_map(|one| one.days_left)
            .collect();
        let count = lagging.len();
        let late = lagging.iter().filter(|days| **days < 0).count();
        let said = match lagging.iter().min() {
            None => say!(
                "各村都已采用范本的最新版次",
                "every village has the template's edition"
            ),
            Some(_) if late > 0 => say!(
                "{count}个村还没有采用范本的最新版次，其中{late}个已过期限",
                "{count} have still to adopt the template's edition, {late} of them are late"
            ),
            Some(days) => say!(
                "{count}个村还没有采用范本的最新版次，还剩{days}天",
                "{count} have still to adopt the template's edition, {days} days are left"
            ),
        };
        said.within(lang).to_owned()
    }

    /// Explains the columns, and says what was found in the township's own files.
    fn legend(&self, lang: Lang) -> String {
        let found = self.township;
        let (errors, warnings, notes) = (found.errors, found.warnings, found.notes);
        let said = say!(
            "*：有新版要采用；!：已过期限；权/责/服：权力、责任、服务的项数；差异：登记了的差异；依据：法律依据中查过原文的占几成。全乡的文件和范本：{errors}个错误，{warnings}个警告，{notes}个提示",
            "*: an edition to adopt; !: late; P/R/S: powers, responsibilities, services; Dev.: recorded deviations; Basis: the share of legal bases read in the text. The township's own files and the template: {errors} errors, {warnings} warnings, {notes} notes"
        );
        said.within(lang).to_owned()
    }
}

impl VillageStatus {
    fn row(&self, lang: Lang, rows: &mut Rows) {
        let stage = self.stage.map_or("", |stage| stage.title(lang));
        let name = lang.pick(format!("{} {}", self.name.zh, self.slug), self.slug.clone());
        let edition = match self.days_left {
            None => self.edition.clone(),
            Some(..0) => format!("{} !", self.edition),
            Some(_) => format!("{} *", self.edition),
        };
        rows.add([
            &name,
            stage,
            &edition,
            &self.items.written(),
            &self.findings.errors.to_string(),
            &self.findings.warnings.to_string(),
            &self.findings.notes.to_string(),
            &self.deviations.to_string(),
            &format!("{}%", self.bases.percent()),
        ]);
    }
}

impl Items {
    /// Writes the counts as `38/25/27`.
    fn written(self) -> String {
        let count = |items: Option<usize>| items.map_or("?".to_owned(), |count| count.to_string());
        [self.power, self.responsibility, self.service]
            .map(count)
            .join("/")
    }
}

impl Outlier {
    fn written(&self, lang: Lang) -> String {
        let villages = self.villages.join(lang.pick("、", ", "));
        let (service, title) = (&self.service, self.title.within(lang));
        let (zh, en) = self.kind.title();
        let (value, usual) = (self.value.written(lang), self.usual.written(lang));
        let count = self.count;
        lang.pick(
            format!("{villages}：{title}（service/{service}）{zh}{value}，{count}个村是{usual}"),
            format!(
                "{villages}: {title} (service/{service}), {en} {value} where {count} have {usual}"
            ),
        )
    }
}

fn push(text: &mut String, line: &str, indent: usize, width: Option<usize>) {
    let lines = match width {
        Some(width) => wrap::lines(line, width.saturating_sub(indent).max(20), 2),
        None => vec![line.to_owned()],
    };
    for line in lines {
        let _ = writeln!(text, "{:indent$}{}", "", crate::visible::line(&line));
    }
}
