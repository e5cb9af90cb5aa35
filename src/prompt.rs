//! Asking on a terminal, with the titles of the lists offered while one types.

use anyhow::Context;
use inquire::autocompletion::Replacement;
use inquire::{Autocomplete, CustomUserError, Text};

use crate::lang::Lang;

/// How many titles are offered at once.
const OFFERED: usize = 8;

/// Asks for a question on the terminal.
///
/// # Errors
///
/// Fails where the terminal cannot be read, or the question is called off.
pub fn question(titles: &[String], lang: Lang) -> anyhow::Result<String> {
    let help = lang.pick(
        "随便怎么说都行；↑↓ 选事项，Tab 填入，回车提问，Esc 退出",
        "in your own words; ↑↓ and Tab take a title, Enter asks, Esc leaves",
    );
    Text::new(lang.pick("要办什么事？", "What is it about?"))
        .with_help_message(help)
        .with_page_size(OFFERED)
        .with_autocomplete(Titles(titles.to_vec()))
        .prompt()
        .context(lang.pick("没有提问", "no question was asked"))
}

/// Offers the titles that contain what has been typed.
#[derive(Clone)]
struct Titles(Vec<String>);

impl Titles {
    fn with(&self, typed: &str) -> Vec<String> {
        let typed = typed.trim().to_lowercase();
        let holds = |title: &&String| !typed.is_empty() && title.to_lowercase().contains(&typed);
        self.0.iter().filter(holds).cloned().collect()
    }
}

impl Autocomplete for Titles {
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
    fn titles_are_offered_by_any_part_of_them() {
        let titles = Titles(vec!["农村宅基地审批".into(), "Land approval".into()]);
        assert_eq!(titles.with("宅基"), ["农村宅基地审批"]);
        assert_eq!(titles.with("LAND"), ["Land approval"]);
        assert_eq!(titles.with(" "), Vec::<String>::new());
    }
}
