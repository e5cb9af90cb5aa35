//! Writing the dates of a service for people: labels and texts.

use jiff::civil::{Date, Weekday};

use super::{Due, Open, StepDates};
use crate::lang::{Lang, Said};
use crate::procedure::{StepLine, written};
use crate::schedule::Reckoned;
use crate::table::Labelled;

/// Writes the dates for a terminal of so many columns.
pub fn table(due: &Due, lang: Lang, width: Option<usize>) -> String {
    let mut text = format!("{}\n", written::title(&due.procedure, lang));
    if let Some(marks) = written::marks(&due.procedure, lang) {
        let (open, close) = (lang.pick("【", "["), lang.pick("】", "]"));
        text = format!("{text}{open}{marks}{close}\n");
    }
    format!("{text}\n{}", labelled(due, lang).drawn(width))
}

/// Returns the labels and texts, in the order in which a cadre reads them aloud.
pub fn labelled(due: &Due, lang: Lang) -> Labelled {
    let mut rows = Labelled::default();
    let address = due.procedure.item.clone();
    rows.add(lang.pick("事项编号", "Address"), vec![address]);
    add(&mut rows, due, lang);
    rows
}

/// Adds the dates to labels and texts, for whoever writes the service itself too.
pub fn add(rows: &mut Labelled, due: &Due, lang: Lang) {
    let mut add = |zh: &str, en: &str, points: Vec<String>| rows.add(lang.pick(zh, en), points);
    add("起算", "Clock starts", start(due, lang));
    add("承诺办结", "Promised", promise(due, lang));
    add("法定期限", "By law", law(due, lang));
    add("各步骤", "Steps", steps(due, lang));
    add("不服的", "If refused", remedies(due, lang));
    add("暂定日期", "Provisional", provisional(due, lang));
}

/// Writes a day with the day of the week: `2026-11-25 星期三`, `Wed 2026-11-25`.
pub fn day(date: Date, lang: Lang) -> String {
    let (zh, en) = match date.weekday() {
        Weekday::Monday => ("一", "Mon"),
        Weekday::Tuesday => ("二", "Tue"),
        Weekday::Wednesday => ("三", "Wed"),
        Weekday::Thursday => ("四", "Thu"),
        Weekday::Friday => ("五", "Fri"),
        Weekday::Saturday => ("六", "Sat"),
        Weekday::Sunday => ("日", "Sun"),
    };
    match lang {
        Lang::Zh => format!("{date} 星期{zh}"),
        Lang::En => format!("{en} {date}"),
    }
}

/// Writes a reckoned day, with what is said behind it in brackets: how long it takes, that the day
/// is provisional.
fn reckoned(reckoned: &Reckoned, time: Option<&Said>, lang: Lang) -> String {
    let provisional = reckoned.is_provisional();
    let mark = provisional.then(|| lang.pick("暂定", "provisional"));
    let behind: Vec<&str> = time
        .map(|time| time.within(lang))
        .into_iter()
        .chain(mark)
        .collect();
    let day = day(reckoned.date, lang);
    if behind.is_empty() {
        return day;
    }
    match lang {
        Lang::Zh => format!("{day}（{}）", behind.join("，")),
        Lang::En => format!("{day} ({})", behind.join(", ")),
    }
}

/// Returns what a step does up to the first pause: the list itself has the rest.
pub(super) fn gist(action: &Said, lang: Lang) -> String {
    let text = action.within(lang);
    let pauses: &[&str] = lang.pick(&["；", "。"], &["; ", ". "]);
    let cut = pauses.iter().filter_map(|pause| text.find(pause)).min();
    let whole = text.trim_end_matches(['。', '.']);
    match cut {
        Some(at) if at < whole.len() => format!("{}…", &text[..at]),
        _ => whole.to_owned(),
    }
}

/// Writes a step: its number in the list, who takes it, what is done.
pub(super) fn step(number: usize, step: &StepLine, lang: Lang) -> String {
    let by: Vec<&str> = step.by.iter().map(|by| by.within(lang)).collect();
    let by = by.join(lang.pick("、", ", "));
    let action = gist(&step.action, lang);
    format!("{number}. {by}{}{action}", lang.pick("：", ": "))
}

fn start(due: &Due, lang: Lang) -> Vec<String> {
    let (from, number) = (day(due.dates.from, lang), due.dates.clock.from + 1);
    let mut lines = vec![match lang {
        Lang::Zh => format!("{from}，这一天办完第{number}步；当天不算，从第二天起数"),
        Lang::En => {
            format!(
                "{from}, when step {number} is done; that day does not count, the next is day 1"
            )
        }
    }];
    if due.dates.from_is_off {
        lines.push(
            lang.pick(
                "这一天休息；假定确实在这一天办完，照样从这一天起算",
                "that is a day off; if the step was done all the same, the clock starts all the same",
            )
            .to_owned(),
        );
    }
    lines
}

fn promise(due: &Due, lang: Lang) -> Vec<String> {
    let limits = due.procedure.limit.as_ref();
    let time = limits.and_then(|limits| limits.promised.as_ref());
    let mut lines = vec![match (&due.dates.promised, time) {
        (Some(last), time) => {
            let (last, number) = (reckoned(last, time, lang), due.dates.clock.to + 1);
            match lang {
                Lang::Zh => format!("最迟{last}，办完第{number}步"),
                Lang::En => format!("by {last}, step {number} is done"),
            }
        }
        (None, Some(time)) => unplaced(time, lang),
        (None, None) => lang
            .pick("清单没有写承诺时限", "the list makes no promise")
            .to_owned(),
    }];
    if limits.is_some_and(|limits| limits.excludes_notice) {
        lines.push(
            lang.pick("公示时间不计算在内", "public notices do not count")
                .to_owned(),
        );
    }
    lines
}

fn unplaced(time: &Said, lang: Lang) -> String {
    let time = time.within(lang);
    match lang {
        Lang::Zh => format!("{time}；公示不算在内，公示在哪几天还不知道，不算日期"),
        Lang::En => {
            format!("{time}, without a public notice whose days nobody knows yet: no date")
        }
    }
}

fn law(due: &Due, lang: Lang) -> Vec<String> {
    let limits = due.procedure.limit.as_ref();
    let time = limits.and_then(|limits| limits.legal.as_ref());
    let mut lines = vec![match (&due.dates.legal, time) {
        (Some(last), time) => {
            format!("{}{}", lang.pick("最迟", "by "), reckoned(last, time, lang))
        }
        (None, Some(time)) => unplaced(time, lang),
        (None, None) => lang
            .pick(
                "法律没有规定期限，按承诺时限",
                "the law sets no limit: the promise counts",
            )
            .to_owned(),
    }];
    let more = limits.and_then(|limits| limits.extension.as_ref());
    if let (Some(last), Some(more)) = (&due.dates.extended, more) {
        let (last, more) = (reckoned(last, None, lang), more.within(lang));
        lines.push(match lang {
            Lang::Zh => format!("经批准延长{more}的，最迟{last}"),
            Lang::En => format!("extended by {more}: by {last}"),
        });
    }
    lines
}

fn steps(due: &Due, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = before(due.dates.clock.from, lang).into_iter().collect();
    let all = due.dates.steps.iter().zip(&due.procedure.steps).enumerate();
    for (at, (dates, line)) in all.skip(due.dates.clock.from) {
        lines.push(step(at + 1, line, lang));
        lines.push(if at == due.dates.clock.from {
            let from = day(due.dates.from, lang);
            match lang {
                Lang::Zh => format!("   {from}办完，开始计时"),
                Lang::En => format!("   done on {from}: the clock starts"),
            }
        } else {
            format!("   {}", when(dates, line, lang))
        });
        let stops = at == due.dates.clock.to && dates.ends.is_none();
        if let Some(last) = due.dates.promised.as_ref().filter(|_| stops) {
            let last = reckoned(last, None, lang);
            lines.push(match lang {
                Lang::Zh => format!("   按承诺最迟{last}"),
                Lang::En => format!("   as promised by {last}"),
            });
        }
    }
    lines
}

/// Says of the steps before the clock starts that they have no dates.
fn before(count: usize, lang: Lang) -> Option<String> {
    let numbers = match count {
        0 => return None,
        1 => "1".to_owned(),
        _ => format!("1-{count}"),
    };
    Some(match lang {
        Lang::Zh => format!("{numbers}. 起算以前办完，不算日期"),
        Lang::En => format!("{numbers}. done before the clock starts: no dates"),
    })
}

/// Says when a step after the start runs, or why nobody knows.
pub(super) fn when(dates: &StepDates, line: &StepLine, lang: Lang) -> String {
    let at_once = |starts: &&Reckoned| Some(starts.date) != dates.ends.as_ref().map(|e| e.date);
    let from = dates.starts.as_ref().filter(at_once).map(|starts| {
        let starts = reckoned(starts, None, lang);
        match lang {
            Lang::Zh => format!("{starts}起，"),
            Lang::En => format!("from {starts}, "),
        }
    });
    let from = from.unwrap_or_default();
    if let Some(ends) = &dates.ends {
        return format!("{from}{}", end(ends, dates, line, lang));
    }
    match dates.open {
        Some(Open::Event) => event(line, lang),
        Some(Open::NoLimit) => {
            format!(
                "{from}{}",
                lang.pick("清单没有规定期限", "the list sets no limit")
            )
        }
        _ => lang
            .pick(
                "不算日期（前面有一步没有最后一天）",
                "no date (a step before it has no last day)",
            )
            .to_owned(),
    }
}

fn end(ends: &Reckoned, dates: &StepDates, line: &StepLine, lang: Lang) -> String {
    if !dates.is_floor {
        let last = reckoned(ends, line.within.as_ref(), lang);
        return format!("{}{last}", lang.pick("最迟", "by "));
    }
    let last = reckoned(ends, line.at_least.as_ref(), lang);
    let last = format!("{}{last}", lang.pick("至少到", "at least until "));
    let Some(objections) = &dates.objections else {
        return last;
    };
    let objections = reckoned(objections, None, lang);
    match lang {
        Lang::Zh => format!("{last}；当天休息，异议收到{objections}"),
        Lang::En => format!("{last}; a day off, so that objections are taken until {objections}"),
    }
}

fn event(line: &StepLine, lang: Lang) -> String {
    let on = line.on.as_ref().map(|on| on.within(lang));
    let on = on.unwrap_or(lang.pick("某件事发生后", "an event"));
    let within = line
        .within
        .as_ref()
        .map(|time| (("最多", "at most "), time));
    let at_least = line
        .at_least
        .as_ref()
        .map(|time| (("最少", "at least "), time));
    let times = within.into_iter().chain(at_least).map(|((zh, en), time)| {
        format!(
            "{}{}{}",
            lang.pick("；", "; "),
            lang.pick(zh, en),
            time.within(lang)
        )
    });
    let times = times.collect::<String>();
    match lang {
        Lang::Zh => format!("不算日期（起算：{on}{times}）"),
        Lang::En => format!("no date (runs from: {on}{times})"),
    }
}

fn remedies(due: &Due, lang: Lang) -> Vec<String> {
    let Some(answered) = due.dates.answered() else {
        return Vec::new();
    };
    if due.dates.remedies.is_empty() {
        return Vec::new();
    }
    let answered = day(answered.date, lang);
    let mut lines = vec![match lang {
        Lang::Zh => format!("假定在最后一天（{answered}）告知不予办理；早告知的，从告知那天起算"),
        Lang::En => {
            format!(
                "if the refusal is told on the last day, {answered}; told earlier, it counts from then"
            )
        }
    }];
    for remedy in &due.dates.remedies {
        let time = crate::procedure::period(remedy.within);
        let until = reckoned(&remedy.until, Some(&time), lang);
        let title = remedy.title.within(lang);
        lines.push(match lang {
            Lang::Zh => format!("· {title}：最迟{until}"),
            Lang::En => format!("· {title}: by {until}"),
        });
    }
    lines
}

/// Says which years are not known and what is assumed of them.
pub(super) fn provisional(due: &Due, lang: Lang) -> Vec<String> {
    let years: Vec<String> = due.dates.unpublished().iter().map(i16::to_string).collect();
    if years.is_empty() {
        return Vec::new();
    }
    let years = years.join(lang.pick("、", ", "));
    vec![match lang {
        Lang::Zh => format!("日历里还没有{years}年的放假安排，只按周六、周日休息推算，公布后重算"),
        Lang::En => format!(
            "the calendar has no {years} yet: only Saturdays and Sundays are taken as off; reckon again when the holidays are published"
        ),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;

    #[test]
    fn a_day_is_written_with_its_day_of_the_week() {
        let date = Date::constant(2026, 11, 25);
        assert_eq!(day(date, Lang::Zh), "2026-11-25 星期三");
        assert_eq!(day(date, Lang::En), "Wed 2026-11-25");
    }

    #[test]
    fn a_long_action_is_cut_at_its_first_pause() {
        let action = say!("受理；不齐全的告知。", "Accepts it; lists what is missing.");
        assert_eq!(gist(&action, Lang::Zh), "受理…");
        assert_eq!(gist(&action, Lang::En), "Accepts it…");
        let short = say!("签字。", "Signs.");
        assert_eq!(gist(&short, Lang::Zh), "签字");
        assert_eq!(gist(&short, Lang::En), "Signs");
    }
}
