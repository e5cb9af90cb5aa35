//! `bad-phone`: a number that no telephone in China has.

use crate::finding::Finding;
use crate::finding::Level;
use crate::fix::Fix;
use crate::place::Route;
use crate::place::Sheet;
use crate::rules::{Check, Family, Rule};
use crate::say;

pub(crate) static RULE: Rule = Rule {
    name: "bad-phone",
    family: Family::Oversight,
    severity: Level::Error,
    summary: ("不是电话号码", "a number that no telephone in China has"),
    pages: (
        include_str!("bad_phone.zh.md"),
        include_str!("bad_phone.md"),
    ),
    checks: &[Check::Reading],
};

pub(crate) fn finding(sheet: Sheet, route: Route, phone: &str) -> Finding {
    let message = say!(
        "`{phone}` 不是电话号码",
        "`{phone}` is not a telephone number"
    );
    let help = say!(
        "写成 `0354-5628001`（区号-号码）、11位手机号或者 `12345` 这样的短号",
        "write `0354-5628001` (area code, number), a mobile of 11 digits, or a short number such as `12345`"
    );
    let fix = Fix::narrowed(&route, phone, is_phone);
    RULE.at(sheet, route, message).help(help).fix(fix)
}

/// Returns true for a landline with area code, a mobile, a national short number, a 400 number,
/// or a placeholder.
pub(crate) fn is_phone(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let clean = text.chars().all(|c| c.is_ascii_digit() || c == '-') && !text.starts_with('-');
    clean && (is_short(&digits) || is_mobile(&digits) || is_400(&digits) || is_landline(text))
}

/// 110, 12345, 96110 and the like.
fn is_short(digits: &str) -> bool {
    matches!(digits.len(), 3 | 5) && (digits.starts_with('1') || digits.starts_with("96"))
}

fn is_mobile(digits: &str) -> bool {
    let mut bytes = digits.bytes();
    digits.len() == 11 && bytes.next() == Some(b'1') && bytes.next().is_some_and(|b| b >= b'3')
}

fn is_400(digits: &str) -> bool {
    digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"))
}

/// An area code of 3 or 4 digits, a hyphen, a number of 7 or 8 that begins with 2 to 9, or with 000
/// where it is a placeholder.
fn is_landline(text: &str) -> bool {
    let Some((area, number)) = text.split_once('-') else {
        return false;
    };
    let number = number.split_once('-').map_or(number, |(number, _)| number);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    matches!(area.len(), 3 | 4)
        && area.starts_with('0')
        && digits(area)
        && matches!(number.len(), 7 | 8)
        && digits(number)
        && (number.as_bytes()[0] >= b'2' || super::placeholder_phone::is_placeholder(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_ring_and_numbers_that_do_not() {
        for good in [
            "0354-5628001",
            "010-65201234",
            "13800138000",
            "12345",
            "110",
            "400-810-1234",
            "0354-0000101",
        ] {
            assert!(is_phone(good), "{good}");
        }
        for bad in [
            "",
            "待补",
            "5628001",
            "0354-1234567",
            "12345678901",
            "1380013800",
            "0354 5628001",
            "-110",
        ] {
            assert!(!is_phone(bad), "{bad}");
        }
    }
}
