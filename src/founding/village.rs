//! A new village: the template's files, and a `village.toml` of its own.

use std::fmt::Write;

use jiff::civil::Date;

use super::{is_code, name_fault, quoted};
use crate::document::{Document, Source};
use crate::lang::Said;
use crate::list::{Actor, ActorLevel, Registry, Service};
use crate::place::{Route, Spot};
use crate::say;
use crate::shape;
use crate::write::Plan;

/// A village that is to be added.
#[derive(Debug, Clone)]
pub struct Newcomer<'n> {
    /// The name of its folder.
    pub slug: &'n str,
    /// The 12-digit statistics code.
    pub code: &'n str,
    /// The name, in Chinese.
    pub name_zh: &'n str,
    /// The name, in English.
    pub name_en: Option<&'n str>,
    /// The key of its stage.
    pub stage: &'n str,
    /// The day on which it begins.
    pub since: Date,
}

/// A village that is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founded {
    /// The name of its folder.
    pub slug: String,
    /// Its code; empty where that could not be read.
    pub code: String,
    /// The actors for whom it has a contact.
    pub contacts: Vec<String>,
}

/// Returns why a village cannot be added to a township with these villages, if it cannot.
pub fn fault(new: &Newcomer<'_>, township: &str, villages: &[Founded]) -> Option<Said> {
    let (slug, code) = (new.slug, new.code);
    if !shape::is_id(slug) {
        return Some(say!(
            "文件夹名 `{slug}` 不行：用小写字母、数字和连字符，如 `nanshiqu`",
            "`{slug}` cannot name a folder: use lower-case letters, digits and hyphens, such as `nanshiqu`"
        ));
    }
    if villages.iter().any(|village| village.slug == slug) {
        return Some(say!(
            "已经有村 `{slug}`，什么也没有改动",
            "there is a village `{slug}` already; nothing was changed"
        ));
    }
    if !is_code(code, 12) {
        return Some(say!(
            "村代码 `{code}` 不是12位数字",
            "village code `{code}` is not 12 digits"
        ));
    }
    if !code.starts_with(township) {
        return Some(say!(
            "村代码 `{code}` 不以乡镇代码 `{township}` 开头",
            "village code `{code}` does not begin with the township's `{township}`"
        ));
    }
    if let Some(other) = villages.iter().find(|village| village.code == code) {
        let other = &other.slug;
        return Some(say!(
            "代码 `{code}` 已经是村 `{other}` 的",
            "code `{code}` is that of the village `{other}` already"
        ));
    }
    let names = [("--name-zh", Some(new.name_zh)), ("--name-en", new.name_en)];
    let mut names = names.into_iter();
    names.find_map(|(flag, name)| name_fault(flag, name?))
}

/// Returns the files of a new village. `template` has the names and contents of the lists.
pub fn village(
    new: &Newcomer<'_>,
    edition: &str,
    contacts: &[String],
    template: Vec<(&str, Vec<u8>)>,
) -> Plan {
    let folder = format!("villages/{}", new.slug);
    let mut plan = Plan::default();
    for (name, bytes) in template {
        plan.create(format!("{folder}/{name}"), bytes);
    }
    let path = format!("{folder}/village.toml");
    plan.create(path, village_toml(new, edition, contacts));
    plan
}

fn village_toml(new: &Newcomer<'_>, edition: &str, contacts: &[String]) -> String {
    let name = new.name_en.unwrap_or(new.slug);
    let mut text = format!(
        "# {}（占位电话换成真实号码后再公布） / {name} (put real numbers for the placeholders before publishing)\n\n",
        new.name_zh
    );
    let mut line = |key: &str, value: &str| {
        text.push_str(key);
        text.push_str(" = ");
        text.push_str(value);
        text.push('\n');
    };
    line("code", &quoted(new.code));
    line("name.zh", &quoted(new.name_zh));
    if let Some(name) = new.name_en {
        line("name.en", &quoted(name));
    }
    line("stage", &quoted(new.stage));
    line("edition", &quoted(edition));
    line("since", &new.since.to_string());
    for contact in contacts {
        text.push_str(contact);
    }
    text
}

/// Returns the contacts of a new village, each as it is written, with a placeholder for the phone:
/// whoever in the village handles a service, and whoever has a contact in another village.
pub fn contacts(
    registry: &Registry<'_>,
    services: &[Service<'_>],
    villages: &[Founded],
) -> Vec<String> {
    let area = area(registry).unwrap_or("000");
    let wanted = |actor: &&Actor<'_>| {
        let handles = services.iter().any(|service| service.handler == actor.id);
        let elsewhere = villages.iter().flat_map(|village| &village.contacts);
        actor.level == Some(ActorLevel::Village)
            && (handles || elsewhere.into_iter().any(|id| id == actor.id))
    };
    let actors = registry.actors.iter().filter(wanted).enumerate();
    let written = actors.map(|(at, actor)| {
        let mut text = String::new();
        let number = at + 1;
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "\n[contact.{}]\nphone = \"{area}-000{number:04}\"\n",
            actor.id
        );
        text
    });
    written.collect()
}

/// Returns `township.toml` with one village more expected, everything else as it is; none where it
/// does not expect `count` villages.
pub fn counted(township: &[u8], count: usize) -> Option<Vec<u8>> {
    let source = Source::new(String::from_utf8(township.to_vec()).ok()?);
    let document = Document::parse(&source);
    let route = Route::top().key("expect").key("villages");
    let bytes = document.bytes(&Spot::Value(route));
    let text = source.text();
    // Where the key is missing, the place is that of the table.
    (text.get(bytes.clone())? == count.to_string()).then(|| {
        let (before, after) = (&text[..bytes.start], &text[bytes.end..]);
        format!("{before}{}{after}", count + 1).into_bytes()
    })
}

/// The area code of the township: that of the first phone in its registry that has one.
fn area<'a>(registry: &Registry<'a>) -> Option<&'a str> {
    let phones = registry.actors.iter().filter_map(|actor| actor.phone);
    let mut areas = phones.filter_map(|phone| Some(phone.split_once('-')?.0));
    areas.find(|area| area.starts_with('0'))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::list::contents;
    use crate::place::Sheet;

    fn new<'n>(slug: &'n str, code: &'n str) -> Newcomer<'n> {
        Newcomer {
            slug,
            code,
            name_zh: "甲村",
            name_en: None,
            stage: "draft",
            since: jiff::civil::date(2026, 11, 23),
        }
    }

    fn founded() -> Vec<Founded> {
        vec![Founded {
            slug: "yicun".to_owned(),
            code: "110101001201".to_owned(),
            contacts: Vec::new(),
        }]
    }

    #[test]
    fn each_mistake_is_told_apart() {
        let said = |slug, code| {
            let fault = fault(&new(slug, code), "110101001", &founded());
            fault.map(|said| said.en)
        };
        assert_eq!(said("jiacun", "110101001202"), None);
        let told = [
            (("Jiacun", "110101001202"), "cannot name a folder"),
            (("../up", "110101001202"), "cannot name a folder"),
            (("yicun", "110101001202"), "already"),
            (("jiacun", "1101010012"), "not 12 digits"),
            (("jiacun", "110101002202"), "does not begin"),
            (("jiacun", "110101001201"), "`yicun` already"),
        ];
        for ((slug, code), part) in told {
            assert!(said(slug, code).unwrap().contains(part), "{slug} {code}");
        }
    }

    #[test]
    fn a_name_is_written_as_it_was_given() {
        let mut new = new("jiacun", "110101001202");
        new.name_zh = "甲\"\\村";
        let source = Source::new(village_toml(&new, "2026-1", &[]));
        let document = Document::parse(&source);
        let contents = contents(Sheet::Village, &document);
        assert_eq!(contents.village().unwrap().name.zh, new.name_zh);
    }

    #[test]
    fn the_count_follows_and_comments_stay() {
        let text = "# 28\n[expect] # here\npower = 28\nvillages = 28 # all\n";
        let more = "# 28\n[expect] # here\npower = 28\nvillages = 29 # all\n";
        assert_eq!(
            counted(text.as_bytes(), 28).as_deref(),
            Some(more.as_bytes())
        );
        assert_eq!(counted(text.as_bytes(), 27), None);
        assert_eq!(counted(b"[expect]\npower = 28\n", 28), None);
    }
}
