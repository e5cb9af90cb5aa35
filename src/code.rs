//! Check codes: a short name of what an item says, by which a printed sheet can be held against the
//! list.
//!
//! A code is made from the content alone: the village's statistics code, the item's address and its
//! values, however they are laid out, ordered by key or commented. Phones are in none of these.
//! Nine characters come from a SHA-256 digest, the tenth checks the others. The alphabet has 31
//! characters, none of which is easily taken for another, and 31 is prime: so every wrong character
//! and every two that are swapped change the checksum.

pub mod qr;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::lang::Said;
use crate::load::Lists;
use crate::place::Sheet;
use crate::say;
use crate::tree::{Table, Value};

const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH: usize = 10;

/// A check code: `K7QF-3M2X-9T`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code([u8; LENGTH]);

/// Why a text is no code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mistyped {
    /// A character that no code has.
    #[error("`{0}` is in no code")]
    Character(char),
    /// Too many characters or too few.
    #[error("{0} characters instead of 10")]
    Length(usize),
    /// The last character does not go with the others.
    #[error("a wrong character, or two swapped")]
    Checksum,
}

impl Mistyped {
    /// Returns what is wrong, in both languages.
    pub fn said(&self) -> Said {
        match self {
            Self::Character(character) => say!(
                "核验码里没有字符 `{character}`（不用0、O、1、I、L）",
                "`{character}` is in no code: 0, O, 1, I and L are not used"
            ),
            Self::Length(count) => say!(
                "核验码应有{LENGTH}个字符，这里是{count}个",
                "a code has {LENGTH} characters, not {count}"
            ),
            Self::Checksum => say!(
                "核验码输入有误：有字符写错，或者前后颠倒；请对照原件重新输入",
                "the code is mistyped: a character is wrong, or two are swapped; compare it with the sheet"
            ),
        }
    }
}

impl Code {
    /// Makes the code of a value under an address, of the village with this statistics code.
    fn of(village: &str, address: &str, values: &mut dyn FnMut(&mut Sha256)) -> Self {
        let mut digest = Sha256::new();
        digest.update(b"qingdan check code 1\n");
        add_text(village, &mut digest);
        add_text(address, &mut digest);
        values(&mut digest);
        let bytes = digest.finalize();
        let mut number = bytes
            .iter()
            .take(16)
            .fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
        let mut digits = [0; LENGTH];
        for digit in &mut digits[..LENGTH - 1] {
            *digit = u8::try_from(number % 31).unwrap_or(0);
            number /= 31;
        }
        digits[LENGTH - 1] = check_digit(&digits[..LENGTH - 1]);
        Self(digits)
    }

    /// Reads a code as people type it: in any case, with or without hyphens and spaces.
    ///
    /// # Errors
    ///
    /// Fails where the text is no code that the tool makes.
    pub fn parse(text: &str) -> Result<Self, Mistyped> {
        let is_filler = |c: &char| c.is_whitespace() || "-‐‑‒–—".contains(*c);
        let typed = text.nfkc().filter(|c| !is_filler(c));
        let typed: Vec<char> = typed.map(|c| c.to_ascii_uppercase()).collect();
        if typed.len() != LENGTH {
            return Err(Mistyped::Length(typed.len()));
        }
        let mut digits = [0; LENGTH];
        for (digit, character) in digits.iter_mut().zip(typed) {
            let place = ALPHABET.iter().position(|c| char::from(*c) == character);
            let place = place.ok_or(Mistyped::Character(character))?;
            *digit = u8::try_from(place).unwrap_or(0);
        }
        if check_digit(&digits[..LENGTH - 1]) == digits[LENGTH - 1] {
            Ok(Self(digits))
        } else {
            Err(Mistyped::Checksum)
        }
    }
}

/// Writes the code in groups: `K7QF-3M2X-9T`.
impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, digit) in self.0.iter().enumerate() {
            let gap = if at == 4 || at == 8 { "-" } else { "" };
            write!(f, "{gap}{}", char::from(ALPHABET[usize::from(*digit)]))?;
        }
        Ok(())
    }
}

/// The digits weigh 1, 2, 3 … and the check digit 30, which is -1 modulo 31: no two weights are the
/// same, and none is 0.
fn check_digit(digits: &[u8]) -> u8 {
    let weighed = digits.iter().zip(1_u32..);
    let sum: u32 = weighed
        .map(|(digit, weight)| weight * u32::from(*digit))
        .sum();
    u8::try_from(sum % 31).unwrap_or(0)
}

/// Adds a text so that no two sequences of values read the same. A line end is a line end, in
/// whatever way the file has it.
fn add_text(text: &str, digest: &mut Sha256) {
    let text = text.replace("\r\n", "\n");
    digest.update(format!("s{}:", text.len()));
    digest.update(text);
}

fn add_value(value: &Value<'_>, digest: &mut Sha256) {
    match value {
        Value::String(text) => add_text(text, digest),
        Value::Integer(number) => digest.update(format!("i{number:?};")),
        Value::Float(number) => digest.update(format!("f{:016x};", number.to_bits())),
        Value::Boolean(flag) => digest.update(format!("b{flag};")),
        Value::Datetime(time) => digest.update(format!("d{time};")),
        Value::Array(elements) => {
            digest.update(format!("a{}:", elements.len()));
            for element in elements {
                add_value(&element.value, digest);
            }
        }
        Value::Table(table) => add_table(table, digest),
    }
}

fn add_table(table: &Table<'_>, digest: &mut Sha256) {
    let mut entries: Vec<_> = table.entries().iter().collect();
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    digest.update(format!("t{}:", entries.len()));
    for entry in entries {
        add_text(&entry.key, digest);
        add_value(&entry.node.value, digest);
    }
}

/// Returns the code of a village's item, such as `service/land-approval`; none for the template or
/// an item that is not there.
pub fn item(lists: &Lists<'_>, address: &str) -> Option<Code> {
    let village = lists.village()?.code;
    let (list, id) = address.split_once('/')?;
    let mut items = items(lists.table(sheet(list)?)?, list);
    let (_, table) = items.find(|(found, _)| *found == id)?;
    Some(Code::of(village, address, &mut |digest| {
        add_table(table, digest);
    }))
}

/// Returns the codes of everything that a village publishes, with addresses: each item, each list
/// as a whole (`list/service`), and the card (`card`).
pub fn all(lists: &Lists<'_>) -> Vec<(String, Code)> {
    let Some(village) = lists.village() else {
        return Vec::new();
    };
    let code = |address: &str, table: &Table<'_>| {
        Code::of(village.code, address, &mut |digest| {
            add_table(table, digest);
        })
    };
    let mut codes = Vec::new();
    for list in LISTS {
        let Some(table) = sheet(list).and_then(|sheet| lists.table(sheet)) else {
            continue;
        };
        for (id, item) in items(table, list) {
            let address = format!("{list}/{id}");
            let code = code(&address, item);
            codes.push((address, code));
        }
        let address = format!("list/{list}");
        let code = code(&address, table);
        codes.push((address, code));
    }
    let manual = lists.table(Sheet::Manual);
    if let Some(Value::Table(card)) = manual.and_then(|manual| manual.get("card")) {
        codes.push(("card".to_owned(), code("card", card)));
    }
    codes
}

/// The three lists.
const LISTS: [&str; 3] = ["power", "responsibility", "service"];

fn sheet(list: &str) -> Option<Sheet> {
    match list {
        "power" => Some(Sheet::Power),
        "responsibility" => Some(Sheet::Responsibility),
        "service" => Some(Sheet::Service),
        _ => None,
    }
}

/// Returns the items of a list with their ids, in the order of the file.
fn items<'t, 'a>(
    table: &'t Table<'a>,
    list: &str,
) -> impl Iterator<Item = (&'t str, &'t Table<'a>)> + use<'t, 'a> {
    let elements = match table.get(list) {
        Some(Value::Array(elements)) => elements.as_slice(),
        _ => &[],
    };
    elements.iter().filter_map(|element| {
        let Value::Table(item) = &element.value else {
            return None;
        };
        match item.get("id") {
            Some(Value::String(id)) => Some((id.as_ref(), item)),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Source};

    fn code_of(text: &str) -> Code {
        let source = Source::new(text.to_owned());
        let document = Document::parse(&source);
        Code::of("140728203219", "service/x", &mut |digest| {
            add_table(&document.table, digest);
        })
    }

    #[test]
    fn layout_comments_and_the_order_of_keys_do_not_count() {
        let plain = code_of("a.zh = \"甲\"\na.en = \"A\"\nb = [1, 2]\n");
        let other = code_of("# said\nb = [ 1,\n  2, ]\r\na = { en = 'A', zh = '甲' } # so\n");
        assert_eq!(plain, other);
    }

    #[test]
    fn every_change_of_a_value_counts() {
        let base = code_of("a = \"1\"\nb = [1, 2]");
        for other in [
            "a = 1\nb = [1, 2]",
            "a = \"1\"\nb = [2, 1]",
            "a = \"1\"\nb = [1, 2, 3]",
            "a = \"1 \"\nb = [1, 2]",
            "a = \"1\"\nc = [1, 2]",
            "a = \"1\"\nb = [1, 2]\nc = true",
            "a = \"1\"\nb = [[1], 2]",
        ] {
            assert_ne!(base, code_of(other), "{other}");
        }
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = code_of("a = 1");
        let written = code.to_string();
        assert_eq!(written.len(), 12);
        let typed = [
            written.clone(),
            written.to_lowercase(),
            written.replace('-', " "),
            written.replace('-', ""),
            format!(" {} ", written.replace('-', "—")),
        ];
        for typed in typed {
            assert_eq!(Code::parse(&typed), Ok(code), "{typed}");
        }
        assert_eq!(Code::parse("K7QF"), Err(Mistyped::Length(4)));
        assert_eq!(Code::parse("O7QF-3M2X-9T"), Err(Mistyped::Character('O')));
    }

    #[test]
    fn every_wrong_character_and_every_swap_of_neighbours_is_noticed() {
        for seed in 0..50 {
            let code = code_of(&format!("a = {seed}"));
            for at in 0..LENGTH {
                for digit in (0..31).filter(|digit| *digit != code.0[at]) {
                    let mut wrong = code;
                    wrong.0[at] = digit;
                    assert_eq!(Code::parse(&wrong.to_string()), Err(Mistyped::Checksum));
                }
                let mut swapped = code;
                swapped.0.swap(at, (at + 1).min(LENGTH - 1));
                if swapped != code {
                    assert_eq!(Code::parse(&swapped.to_string()), Err(Mistyped::Checksum));
                }
            }
        }
    }
}
