//! Asking on a terminal, with the titles of the lists offered while one types.

use anyhow::Context;
use inquire::autocompletion::Replacement;
use inquire::validator::{ErrorMessage, Validation};
use inquire::{Autocomplete, Confirm, CustomType, CustomUserError, InquireError, Select, Text};
use jiff::civil::Date;

use crate::fix::mending::{Answer, Question};
use crate::lang::{Lang, Said};
use crate::search::Offer;
use crate::sync::Decision;
use crate::visible;

/// How many titles are offered at once.
const OFFERED: usize = 8;

/// Asks for a question on the terminal.
///
/// # Errors
///
/// Fails where the terminal cannot be read, or the question is called off.
pub fn question(offers: Vec<Offer>, lang: Lang) -> anyhow::Result<String> {
    let help = lang.pick(
        "随便怎么说都行；↑↓ 选事项，Tab 填入，回车提问，Esc 退出",
        "in your own words; ↑↓ and Tab take a title, Enter asks, Esc leaves",
    );
    Text::new(lang.pick("要办什么事？", "What is it about?"))
        .with_help_message(help)
        .with_page_size(OFFERED)
        .with_autocomplete(Offers(offers))
        .prompt()
        .context(lang.pick("没有提问", "no question was asked"))
}

/// Asks whether one thing was meant by another.
///
/// # Errors
///
/// Fails where the terminal cannot be read.
pub fn meant(question: &Question, lang: Lang) -> anyhow::Result<Answer> {
    let Question { from, to, places } = question;
    let (from, to) = (visible::line(from), visible::line(to));
    let (file, line) = places
        .first()
        .map_or(("", 0), |(file, line)| (file.as_str(), *line));
    let (file, more) = (visible::line(file), places.len().saturating_sub(1));
    let asked = lang.pick(
        format!("{from} 改为 {to} 吗？"),
        format!("Is {to} meant by {from}?"),
    );
    let place = match more {
        0 => format!("{file}:{line}"),
        _ => lang.pick(
            format!("{file}:{line}，另有{more}处"),
            format!("{file}:{line} and {more} more"),
        ),
    };
    let help = lang.pick(
        format!("{place}；y 改，n 不改，Esc 不再问"),
        format!("{place}; y mends it, n leaves it, Esc asks no more"),
    );
    let wrong = lang.pick("请回答 y 或者 n", "answer y or n");
    let told = |yes: bool| lang.pick(["不改", "改"], ["no", "yes"])[usize::from(yes)].to_owned();
    let answer = Confirm::new(&asked)
        .with_default(false)
        .with_formatter(&told)
        .with_error_message(wrong)
        .with_help_message(&help)
        .prompt_skippable();
    match answer {
        Ok(Some(true)) => Ok(Answer::Yes),
        Ok(Some(false)) => Ok(Answer::No),
        Ok(None) => Ok(Answer::Enough),
        Err(InquireError::OperationInterrupted) => {
            anyhow::bail!(lang.pick("中途取消", "it was called off"))
        }
        Err(error) => Err(error.into()),
    }
}

/// Asks who decided that a village differs, when and why.
///
/// # Errors
///
/// Fails where the terminal cannot be read, or the question is called off.
pub fn decision(bodies: &[(&str, &str)], as_of: Date, lang: Lang) -> anyhow::Result<Decision> {
    let called_off = || lang.pick("没有登记", "nothing was recorded");
    let titles: Vec<&str> = bodies.iter().map(|(_, title)| *title).collect();
    let by = Select::new(lang.pick("由谁决定？", "Who decided?"), titles)
        .raw_prompt()
        .with_context(called_off)?;
    let approved = CustomType::<Date>::new(lang.pick("哪天决定的？", "On which day?"))
        .with_default(as_of)
        .with_error_message(lang.pick("按 2026-11-23 的样子写", "write it as 2026-11-23"))
        .prompt()
        .with_context(called_off)?;
    let missing = lang.pick("要写理由", "a reason is needed");
    let given = move |text: &str| -> Result<Validation, CustomUserError> {
        Ok(if text.trim().is_empty() {
            Validation::Invalid(ErrorMessage::from(missing))
        } else {
            Validation::Valid
        })
    };
    let text = |question: &str| {
        Text::new(question)
            .with_validator(given)
            .prompt()
            .with_context(called_off)
    };
    let zh = text(lang.pick("理由（中文）：", "The reason, in Chinese:"))?;
    let en = text(lang.pick("理由（英文）：", "The reason, in English:"))?;
    Ok(Decision {
        by: bodies[by.index].0.to_owned(),
        approved,
        reason: Said { zh, en },
    })
}

/// Offers the titles of what is known by the words typed.
#[derive(Clone)]
struct Offers(Vec<Offer>);

impl Offers {
    /// Returns the titles that contain what was typed, then those of which an everyday word does.
    fn with(&self, typed: &str) -> Vec<String> {
        let typed = typed.trim().to_lowercase();
        if typed.is_empty() {
            return Vec::new();
        }
        let fit = |offer: &&Offer| offer.words.contains(&typed);
        let mut fitting: Vec<&Offer> = self.0.iter().filter(fit).collect();
        fitting.sort_by_key(|offer| !offer.title.to_lowercase().contains(&typed));
        fitting.iter().map(|offer| offer.title.clone()).collect()
    }
}

impl Autocomplete for Offers {
    fn get_suggestions(&mut self, typed: &str) -> Result<Vec<String>, CustomUserError> {
        Ok(self.with(typed))
    }

    fn get_completion(
        &mut self,
        typed: &str,
        highlighted: Option<String>,
    ) -> Result<Replacement, CustomUserError> {
        Ok(highlighted.or_else(|| self.with(typed).into_iter().next()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_offered_by_any_part_of_them_and_by_everyday_words() {
        let offer = |title: &str, words: &str| Offer {
            title: title.into(),
            words: words.into(),
        };
        let offers = Offers(vec![
            offer("最低生活保障申请", "最低生活保障申请\ndibao\n低保"),
            offer("低保边缘家庭", "低保边缘家庭\nLand".to_lowercase().as_str()),
        ]);
        assert_eq!(offers.with("低保"), ["低保边缘家庭", "最低生活保障申请"]);
        assert_eq!(offers.with("DIBAO"), ["最低生活保障申请"]);
        assert_eq!(offers.with(" "), Vec::<String>::new());
    }
}
