//! The dates of a service as a calendar file (RFC 5545), for Outlook, WPS and telephones.
//!
//! Written here and by no library: what there is reads the clock for what it is not told, and folds
//! a line of Chinese past 75 octets.

use jiff::civil::Date;

use super::written::{gist, provisional, when};
use super::{Due, StepDates};
use crate::lang::Lang;
use crate::procedure::{StepLine, written};
use crate::schedule::Reckoned;

/// One entry: an event of a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// What tells it apart from the other entries of the file.
    key: String,
    date: Date,
    is_provisional: bool,
    summary: String,
    description: String,
}

/// Writes the last days of the steps, the promise, the legal limit and the remedies as entries.
///
/// An entry keeps its `UID` as long as service, village and start stay the same, so that importing
/// the file again renews it. `as_of` is the day of the stamp.
pub fn calendar(due: &Due, lang: Lang, as_of: Date) -> String {
    let mut lines = Lines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add(
        "PRODID",
        lang.pick("-//qingdan//due//ZH", "-//qingdan//due//EN"),
    );
    lines.add("CALSCALE", "GREGORIAN");
    lines.add("METHOD", "PUBLISH");
    lines.add_text("X-WR-CALNAME", &written::title(&due.procedure, lang));
    for entry in entries(due, lang) {
        lines.entry(&entry, &uid(due, &entry.key), as_of);
    }
    lines.add("END", "VCALENDAR");
    lines.0
}

fn uid(due: &Due, key: &str) -> String {
    let place = due.village.as_deref().unwrap_or("template");
    let (service, from, township) = (&due.service, due.dates.from, &due.township);
    format!("{key}.{from}.{service}.{place}@{township}.qingdan")
}

fn entries(due: &Due, lang: Lang) -> Vec<Entry> {
    let after = due.dates.steps.iter().zip(&due.procedure.steps).enumerate();
    let after = after.skip(due.dates.clock.from + 1);
    let mut entries: Vec<Entry> = after
        .filter_map(|(at, (dates, line))| step(due, at + 1, dates, line, lang))
        .collect();
    let promised = lang.pick("承诺办结的最后一天", "last day of the promise");
    let legal = lang.pick("法定期限的最后一天", "last day by law");
    entries.extend(limit(
        due,
        "promised",
        promised,
        due.dates.promised.as_ref(),
        lang,
    ));
    let other = |legal: &&Reckoned| Some(legal.date) != due.dates.promised.as_ref().map(|p| p.date);
    entries.extend(limit(
        due,
        "legal",
        legal,
        due.dates.legal.as_ref().filter(other),
        lang,
    ));
    entries.extend(remedies(due, lang));
    entries
}

fn title(due: &Due, lang: Lang) -> String {
    let title = due.procedure.title.as_ref();
    let title = title.map_or(due.service.as_str(), |title| title.within(lang));
    let sample = lang.pick("【示例】", "[sample] ");
    format!("{}{title}", if due.procedure.sample { sample } else { "" })
}

fn entry(
    due: &Due,
    key: String,
    day: &Reckoned,
    what: &str,
    mut more: Vec<String>,
    lang: Lang,
) -> Entry {
    if let Some(village) = &due.procedure.village {
        more.push(village.within(lang).to_owned());
    }
    more.push(due.procedure.item.clone());
    if day.is_provisional() {
        more.extend(provisional(due, lang));
    }
    more.extend(written::marks(&due.procedure, lang).map(str::to_owned));
    let mark = if day.is_provisional() {
        lang.pick("（暂定）", " (provisional)")
    } else {
        ""
    };
    Entry {
        key,
        date: day.date,
        is_provisional: day.is_provisional(),
        summary: format!("{}{}{what}{mark}", title(due, lang), lang.pick("：", ": ")),
        description: more.join("\n"),
    }
}

fn step(due: &Due, number: usize, dates: &StepDates, line: &StepLine, lang: Lang) -> Option<Entry> {
    let ends = dates.ends.as_ref()?;
    let by: Vec<&str> = line.by.iter().map(|by| by.within(lang)).collect();
    let by = by.join(lang.pick("、", ", "));
    let what = match (lang, dates.is_floor) {
        (Lang::Zh, false) => format!("第{number}步的最后一天（{by}）"),
        (Lang::Zh, true) => format!("第{number}步至少到这一天（{by}）"),
        (Lang::En, false) => format!("last day of step {number} ({by})"),
        (Lang::En, true) => format!("step {number} runs at least until today ({by})"),
    };
    let more = vec![gist(&line.action, lang), when(dates, line, lang)];
    Some(entry(
        due,
        format!("step-{}", dates.id),
        ends,
        &what,
        more,
        lang,
    ))
}

fn limit(due: &Due, key: &str, what: &str, last: Option<&Reckoned>, lang: Lang) -> Option<Entry> {
    let line = due.procedure.steps.get(due.dates.clock.to)?;
    let more = vec![gist(&line.action, lang)];
    Some(entry(due, key.to_owned(), last?, what, more, lang))
}

fn remedies(due: &Due, lang: Lang) -> Vec<Entry> {
    let Some(answered) = due.dates.answered() else {
        return Vec::new();
    };
    let answered = answered.date;
    let remedy = |remedy: &super::RemedyDates| {
        let title = remedy.title.within(lang);
        let what = match lang {
            Lang::Zh => format!("{title}的最后一天"),
            Lang::En => format!("last day of a remedy: {title}"),
        };
        let told = match lang {
            Lang::Zh => format!("假定在{answered}告知不予办理；早告知的，从告知那天起算"),
            Lang::En => {
                format!("if the refusal is told on {answered}; told earlier, it counts from then")
            }
        };
        let key = format!("remedy-{}", remedy.id);
        entry(due, key, &remedy.until, &what, vec![told], lang)
    };
    due.dates.remedies.iter().map(remedy).collect()
}

/// Content lines, folded, each with its end.
#[derive(Debug, Default)]
struct Lines(String);

impl Lines {
    /// The most octets of a line, without its end.
    const MOST: usize = 75;

    fn entry(&mut self, entry: &Entry, uid: &str, as_of: Date) {
        let next = entry.date.tomorrow().unwrap_or(entry.date);
        let status = if entry.is_provisional {
            "TENTATIVE"
        } else {
            "CONFIRMED"
        };
        self.add("BEGIN", "VEVENT");
        self.add_text("UID", uid);
        self.add("DTSTAMP", &format!("{}T000000Z", as_of.strftime("%Y%m%d")));
        self.add(
            "DTSTART;VALUE=DATE",
            &entry.date.strftime("%Y%m%d").to_string(),
        );
        self.add("DTEND;VALUE=DATE", &next.strftime("%Y%m%d").to_string());
        self.add_text("SUMMARY", &entry.summary);
        self.add_text("DESCRIPTION", &entry.description);
        self.add("STATUS", status);
        self.add("TRANSP", "TRANSPARENT");
        self.add("BEGIN", "VALARM");
        self.add("ACTION", "DISPLAY");
        // Nine o'clock on the day before.
        self.add("TRIGGER", "-PT15H");
        self.add_text("DESCRIPTION", &entry.summary);
        self.add("END", "VALARM");
        self.add("END", "VEVENT");
    }

    fn add_text(&mut self, name: &str, text: &str) {
        self.add(name, &escaped(text));
    }

    fn add(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut rest = line.as_str();
        let mut most = Self::MOST;
        while rest.len() > most {
            let (here, next) = rest.split_at(rest.floor_char_boundary(most));
            self.0.push_str(here);
            self.0.push_str("\r\n ");
            rest = next;
            most = Self::MOST - 1;
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }
}

/// Escapes a text (RFC 5545, 3.3.11) and leaves out control characters.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            _ if character.is_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(value: &str) -> String {
        let mut lines = Lines::default();
        lines.add_text("SUMMARY", value);
        lines.0
    }

    #[test]
    fn a_line_is_folded_between_characters_within_75_octets() {
        for length in 0..200 {
            for unit in ["a", "期", "a期", "😀"] {
                let value = unit.repeat(length);
                let folded = line(&value);
                let lines: Vec<&str> = folded.split_terminator("\r\n").collect();
                assert!(lines.iter().all(|line| line.len() <= 75), "{folded}");
                assert!(lines.iter().skip(1).all(|line| line.starts_with(' ')));
                let unfolded = folded.replace("\r\n ", "");
                assert_eq!(unfolded, format!("SUMMARY:{value}\r\n"));
            }
        }
    }

    #[test]
    fn what_means_something_in_a_text_is_escaped() {
        let text = "a, b; c\\d\r\ne\u{7}: \"f\"";
        assert_eq!(escaped(text), "a\\, b\\; c\\\\d\\ne: \"f\"");
    }

    #[test]
    fn an_entry_has_what_the_standard_asks_for() {
        let entry = Entry {
            key: "promised".to_owned(),
            date: Date::constant(2026, 12, 31),
            is_provisional: true,
            summary: "last day".to_owned(),
            description: "first\nsecond".to_owned(),
        };
        let mut lines = Lines::default();
        lines.entry(&entry, "promised@qingdan", Date::constant(2026, 11, 24));
        let expected = [
            "BEGIN:VEVENT",
            "UID:promised@qingdan",
            "DTSTAMP:20261124T000000Z",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "SUMMARY:last day",
            "DESCRIPTION:first\\nsecond",
            "STATUS:TENTATIVE",
            "TRANSP:TRANSPARENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER:-PT15H",
            "DESCRIPTION:last day",
            "END:VALARM",
            "END:VEVENT",
            "",
        ];
        assert_eq!(lines.0, expected.join("\r\n"));
    }
}
