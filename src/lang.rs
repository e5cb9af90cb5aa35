//! The two languages, and a sentence said in both.

use std::fmt;

use serde::{Serialize, Serializer};

/// A language of the lists and of what the tool prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, clap::ValueEnum)]
pub enum Lang {
    /// Chinese, in simplified characters.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both languages, Chinese first.
    pub const ALL: [Lang; 2] = [Lang::Zh, Lang::En];

    /// Returns the key under which a list keeps its texts in this language: `zh` or `en`.
    pub fn key(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }

    /// Returns the language with this key, if it is one of the two.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.key() == key)
    }

    /// Returns the language's own name, as `in` the given language: `中文`, `Chinese`.
    pub fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Lang::Zh, Lang::Zh) => "中文",
            (Lang::Zh, Lang::En) => "Chinese",
            (Lang::En, Lang::Zh) => "英文",
            (Lang::En, Lang::En) => "English",
        }
    }

    /// Returns the one of the two values that belongs to this language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// Returns the language that a POSIX locale such as `zh_CN.UTF-8` asks for.
    ///
    /// Everything that does not begin with `zh` is English.
    pub fn from_locale(locale: &str) -> Self {
        if locale.starts_with("zh") {
            Lang::Zh
        } else {
            Lang::En
        }
    }
}

/// One sentence or phrase, said in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Said {
    /// What is said in Chinese.
    pub zh: String,
    /// What is said in English.
    pub en: String,
}

impl Said {
    /// Returns what is said in `lang`.
    pub fn within(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// Serializes as an object with the keys `zh` and `en`.
impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("Said", 2)?;
        fields.serialize_field("zh", &self.zh)?;
        fields.serialize_field("en", &self.en)?;
        fields.end()
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / {}", self.zh, self.en)
    }
}

/// Says one thing in both languages, Chinese first, with names captured as in `format!`.
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::lang::Said {
            zh: format!($zh),
            en: format!($en),
        }
    };
}

/// Writes names in backticks with the comma of the language between them.
pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>, lang: Lang) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    quoted.join(lang.pick("、", ", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_locale_of_any_region_is_chinese() {
        assert_eq!(Lang::from_locale("zh_CN.UTF-8"), Lang::Zh);
        assert_eq!(Lang::from_locale("zh_TW"), Lang::Zh);
        assert_eq!(Lang::from_locale("C.UTF-8"), Lang::En);
    }
}
