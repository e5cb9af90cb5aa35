//! Which actor a name means: an id, a title or everyday name, a part or an abbreviation of a title.

use crate::lang::Lang;
use crate::list::{Actor, ActorLevel};

/// What a name was found to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant<T> {
    /// This one.
    One(T),
    /// One of these; the name fits all of them alike.
    Several(Vec<T>),
    /// None.
    Nobody,
}

/// Returns the actor that `name` means.
///
/// An id is taken before a whole title or everyday name, and these before a part of a title. Then
/// comes a part of a title after a word for the level: a village director is the director among
/// the village's actors. Last is a Chinese abbreviation, which leaves characters of a title out and
/// keeps the order of the rest: 村监委 is 村务监督委员会. It has at least three characters: two fit
/// too much. Case, blanks, quotation marks and brackets do not matter.
pub fn meant<'l, 'a>(name: &str, actors: &[&'l Actor<'a>]) -> Meant<&'l Actor<'a>> {
    let id = name.strip_prefix("actor/").unwrap_or(name);
    let name = folded(name);
    if name.is_empty() {
        return Meant::Nobody;
    }
    let by_id = |actor: &Actor<'_>| actor.id == id;
    let whole = |actor: &Actor<'_>| {
        titles(actor).any(|title| title == name)
            || actor.known_as.iter().any(|other| folded(other) == name)
    };
    let part = |actor: &Actor<'_>| titles(actor).any(|title| title.contains(&name));
    let short = |actor: &Actor<'_>| titles(actor).any(|title| abbreviates(&name, &title));
    let level = levelled(&name);
    let on_level = |actor: &Actor<'_>| {
        let of = |(level, rest): (ActorLevel, &str)| {
            actor.level == Some(level) && titles(actor).any(|title| title.contains(rest))
        };
        level.is_some_and(of)
    };
    let ways: [&dyn Fn(&Actor<'_>) -> bool; 5] = [&by_id, &whole, &part, &on_level, &short];
    for fits in ways {
        let found: Vec<_> = actors.iter().copied().filter(|actor| fits(actor)).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Meant::One(one),
            _ => return Meant::Several(found),
        }
    }
    Meant::Nobody
}

/// Returns true where the name is the whole or a part of one of the actor's titles.
pub fn is_part(name: &str, actor: &Actor<'_>) -> bool {
    let name = folded(name);
    titles(actor).any(|title| title.contains(&name))
}

fn titles(actor: &Actor<'_>) -> impl Iterator<Item = String> {
    let title = actor.title;
    Lang::ALL
        .into_iter()
        .map(move |lang| folded(title.within(lang)))
}

/// Leaves out what people leave out when they type a name.
fn folded(text: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !"“”‘’\"'（）()".contains(*c);
    text.to_lowercase().chars().filter(kept).collect()
}

/// Takes a word for the level off the beginning of a name.
fn levelled(name: &str) -> Option<(ActorLevel, &str)> {
    const WORDS: [(&str, ActorLevel); 7] = [
        ("village", ActorLevel::Village),
        ("township", ActorLevel::Township),
        ("county", ActorLevel::County),
        ("村", ActorLevel::Village),
        ("乡镇", ActorLevel::Township),
        ("乡", ActorLevel::Township),
        ("县", ActorLevel::County),
    ];
    let rest = |(word, level): (&str, ActorLevel)| Some((level, name.strip_prefix(word)?));
    let (level, rest) = WORDS.into_iter().find_map(rest)?;
    (rest.chars().count() >= 2).then_some((level, rest))
}

/// Returns true where all characters of `short` are Chinese and stand in `long` in this order.
fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().count() >= 3
        && !short.contains(|c: char| c.is_ascii())
        && short.chars().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::Text;

    fn actor(id: &'static str, zh: &'static str, en: &'static str) -> Actor<'static> {
        Actor {
            index: 0,
            id,
            title: Text { zh, en },
            known_as: Vec::new(),
            level: Some(ActorLevel::Village),
            phone: None,
            supervision_phone: None,
            place: Text::default(),
            hours: Text::default(),
        }
    }

    fn ids(name: &str) -> Vec<&'static str> {
        let mut actors = [
            actor("villagers-committee", "村民委员会", "villagers' committee"),
            actor("committee-director", "村民委员会主任", "committee director"),
            actor("children-director", "儿童主任", "children's officer"),
            actor(
                "supervision-committee",
                "村务监督委员会",
                "supervision committee",
            ),
            actor("two-committees", "村“两委”联席会议", "joint meeting"),
        ];
        actors[0].known_as = vec!["村委会"];
        let all: Vec<&Actor<'_>> = actors.iter().collect();
        match meant(name, &all) {
            Meant::One(actor) => vec![actor.id],
            Meant::Several(several) => several.iter().map(|actor| actor.id).collect(),
            Meant::Nobody => Vec::new(),
        }
    }

    #[test]
    fn a_whole_title_goes_before_a_part_of_another() {
        assert_eq!(ids("村民委员会"), ["villagers-committee"]);
        assert_eq!(ids("Villagers committee"), ["villagers-committee"]);
        assert_eq!(ids("村委会"), ["villagers-committee"]);
        assert_eq!(ids("actor/children-director"), ["children-director"]);
    }

    #[test]
    fn a_part_of_one_title_is_enough_and_of_several_is_not() {
        assert_eq!(ids("director"), ["committee-director"]);
        assert_eq!(ids("主任"), ["committee-director", "children-director"]);
        assert_eq!(ids("两委"), ["two-committees"]);
    }

    #[test]
    fn a_word_for_the_level_may_stand_before_a_part() {
        assert_eq!(ids("village director"), ["committee-director"]);
        assert_eq!(ids("村主任"), ["committee-director", "children-director"]);
        assert_eq!(ids("county director"), [""; 0]);
    }

    #[test]
    fn an_abbreviation_keeps_the_order_of_the_characters() {
        assert_eq!(ids("村监委"), ["supervision-committee"]);
        assert_eq!(ids("村两委"), ["two-committees"]);
        assert_eq!(ids("委监村"), [""; 0]);
        assert_eq!(ids("村任"), [""; 0]);
    }

    #[test]
    fn nothing_means_nobody() {
        assert_eq!(ids(""), [""; 0]);
        assert_eq!(ids(" “” "), [""; 0]);
        assert_eq!(ids("mayor"), [""; 0]);
    }
}
