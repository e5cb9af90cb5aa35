//! A new township: its files, from the lists that are built in.

mod village;

pub use village::{Founded, Newcomer, contacts, counted, fault, village};

use crate::lang::Said;
use crate::say;
use crate::write::Plan;

/// The lists that are built in: a real township's, but for what only it can know.
const SHIPPED: [(&str, &str); 7] = [
    ("registry.toml", include_str!("../lists/registry.toml")),
    ("calendar.toml", include_str!("../lists/calendar.toml")),
    ("vocabulary.toml", include_str!("../lists/vocabulary.toml")),
    (
        "template/power.toml",
        include_str!("../lists/template/power.toml"),
    ),
    (
        "template/responsibility.toml",
        include_str!("../lists/template/responsibility.toml"),
    ),
    (
        "template/service.toml",
        include_str!("../lists/template/service.toml"),
    ),
    (
        "template/manual.toml",
        include_str!("../lists/template/manual.toml"),
    ),
];

/// Whose edition and policy a new township starts with.
const TOWNSHIP: &str = include_str!("../lists/township.toml");

/// The county whose authorities the shipped registry names, in Chinese and in English.
const COUNTY: (&str, &str) = ("平遥县", "Pingyao County");

/// What only the township can know. What is not given is filled with what cannot be mistaken.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// The 9-digit statistics code.
    pub code: Option<String>,
    /// The name, in Chinese.
    pub name_zh: Option<String>,
    /// The name, in English.
    pub name_en: Option<String>,
    /// The county, in Chinese.
    pub county_zh: Option<String>,
    /// The county, in English.
    pub county_en: Option<String>,
}

/// What stands for something still to be filled in, in the order of [`Identity`]'s fields.
const BLANKS: [&str; 5] = [
    "000000000",
    "某某乡",
    "Moumou township",
    "某某县",
    "Moumou County",
];

impl Identity {
    fn given(&self) -> [(&'static str, Option<&str>); 5] {
        [
            ("code", self.code.as_deref()),
            ("name.zh", self.name_zh.as_deref()),
            ("name.en", self.name_en.as_deref()),
            ("county.zh", self.county_zh.as_deref()),
            ("county.en", self.county_en.as_deref()),
        ]
    }

    /// Returns the keys of `township.toml` that are still to be filled in.
    pub fn blanks(&self) -> Vec<&'static str> {
        let given = self.given().into_iter();
        let blank = given.filter(|(_, value)| value.is_none());
        blank.map(|(key, _)| key).collect()
    }

    /// Returns what is wrong with what was given, if anything is.
    pub fn fault(&self) -> Option<Said> {
        let code = self.code.as_deref().unwrap_or(BLANKS[0]);
        if !is_code(code, 9) {
            return Some(say!(
                "乡镇代码 `{code}` 不是9位数字",
                "township code `{code}` is not 9 digits"
            ));
        }
        let mut names = self.given().into_iter().skip(1);
        names.find_map(|(key, name)| name_fault(key, name?))
    }
}

/// Returns true for so many digits.
fn is_code(code: &str, digits: usize) -> bool {
    code.len() == digits && code.bytes().all(|byte| byte.is_ascii_digit())
}

fn name_fault(key: &str, name: &str) -> Option<Said> {
    if name.trim().is_empty() {
        return Some(say!("`{key}` 是空的", "`{key}` is empty"));
    }
    let unfit = name.chars().any(char::is_control);
    unfit.then(|| {
        say!(
            "`{key}` 里有控制字符",
            "`{key}` contains a control character"
        )
    })
}

/// Writes a text as a TOML string. It has no control characters.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// Returns the files of a new township.
pub fn township(identity: &Identity) -> Plan {
    let mut plan = Plan::default();
    let county = |at: usize| identity.given()[at].1.unwrap_or(BLANKS[at]);
    for (path, text) in SHIPPED {
        if path == "registry.toml" {
            let text = text.replace(COUNTY.0, county(3));
            plan.create(path, text.replace(COUNTY.1, county(4)));
        } else {
            plan.create(path, text);
        }
    }
    // Last: with it, a directory becomes a township.
    plan.create("township.toml", township_toml(identity));
    plan
}

fn township_toml(identity: &Identity) -> String {
    let mut text = String::from(HEAD);
    for (at, (key, value)) in identity.given().into_iter().enumerate() {
        let mark = if value.is_none() {
            " # 待填 / fill in"
        } else {
            ""
        };
        let value = quoted(value.unwrap_or(BLANKS[at]));
        text.extend([key, " = ", &value, mark, "\n"]);
    }
    text.push_str(EXPECT);
    let expected = section(TOWNSHIP, "[expect]").unwrap_or_default().lines();
    for line in expected {
        // There are none yet; `village add` counts them.
        let none = line.starts_with("villages").then_some("villages = 0");
        text.extend([none.unwrap_or(line), "\n"]);
    }
    text.push_str(EDITION);
    text.push_str(section(TOWNSHIP, "[[edition]]").unwrap_or_default());
    text.push_str(POLICY);
    text.push_str(section(TOWNSHIP, "[policy]").unwrap_or_default());
    text
}

/// Returns the last section under this header, up to the blank line that ends it.
fn section<'t>(text: &'t str, header: &str) -> Option<&'t str> {
    let start = text.rfind(&format!("\n{header}\n"))? + 1;
    let end = text[start..]
        .find("\n\n")
        .map_or(text.len(), |end| start + end + 1);
    Some(&text[start..end])
}

const HEAD: &str = "\
# 乡镇基本信息：标着“待填”的地方换成本乡镇的，再删去标记
# The township: put its own values where it says “fill in”, and delete the mark

# 统计用区划代码9位，名称用全称
# The 9 digits of the statistics code, and the full names
format = 1
languages = [\"zh\", \"en\"]
";

const EXPECT: &str = "
# 应有的数量，少一项、多一项都会提示；villages 由 qingdan village add 随添随改
# How many there should be: one more or one fewer is found; `qingdan village add` keeps `villages` in step
";

const EDITION: &str = "
# 范本的版次，最后一个是现行范本；adopt_by 是各村采用的期限
# The editions of the template; the last one is the template as it stands. adopt_by: by when villages must adopt it
";

const POLICY: &str = "
# 各村可以改什么：locked 不得改，tighten_only 只可从严（对村民更好），local 由村自定，其余须登记差异
# What villages may vary: locked never, tighten_only for the better of the villager, local as they like; anything else needs a recorded deviation
";

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::document::{Document, Source};
    use crate::lang::Lang;
    use crate::list::{Contents, Township, contents};
    use crate::place::Sheet;

    fn read<'a>(document: &'a Document<'a>) -> Township<'a> {
        match contents(Sheet::Township, document) {
            Contents::Township(township) => township,
            _ => Township::default(),
        }
    }

    fn text(plan: &Plan, path: &str) -> String {
        let change = plan.changes().iter().find(|c| c.path == path).unwrap();
        String::from_utf8(change.to.clone()).unwrap()
    }

    #[test]
    fn what_is_given_is_written_and_the_rest_marked() {
        let identity = Identity {
            code: Some("110101001".to_owned()),
            name_zh: Some("甲\"乙\\乡".to_owned()),
            county_zh: Some("丙县".to_owned()),
            ..Identity::default()
        };
        let plan = township(&identity);
        let source = Source::new(text(&plan, "township.toml"));
        let document = Document::parse(&source);
        let township = read(&document);
        assert_eq!(township.code, "110101001");
        assert_eq!(township.name.within(Lang::Zh), "甲\"乙\\乡");
        assert_eq!(township.name.within(Lang::En), "Moumou township");
        assert_eq!(identity.blanks(), ["name.en", "county.en"]);
        let registry = text(&plan, "registry.toml");
        assert!(registry.contains("向丙县人民政府申请行政复议"));
        assert!(!registry.contains("平遥") && !registry.contains("Pingyao"));
    }

    #[test]
    fn policy_and_last_edition_are_the_built_in_ones() {
        let plan = township(&Identity::default());
        let source = Source::new(text(&plan, "township.toml"));
        let document = Document::parse(&source);
        let township = read(&document);
        let source = Source::new(TOWNSHIP.to_owned());
        let document = Document::parse(&source);
        let shipped = read(&document);
        let policy = |township: &Township<'_>| format!("{:?}", township.policy);
        assert_eq!(policy(&township), policy(&shipped));
        let ids: Vec<&str> = township.editions.iter().map(|edition| edition.id).collect();
        assert_eq!(ids, [shipped.editions.last().unwrap().id]);
        assert_eq!(township.expect.power, shipped.expect.power);
        assert_eq!(township.expect.villages, Some(0));
        assert!(!township.sample);
    }

    #[test]
    fn a_code_of_the_wrong_length_is_refused() {
        let identity = |code: &str| Identity {
            code: Some(code.to_owned()),
            ..Identity::default()
        };
        assert!(identity("14072820").fault().is_some());
        assert!(identity("14072820x").fault().is_some());
        assert!(identity("140728203").fault().is_none());
    }
}
