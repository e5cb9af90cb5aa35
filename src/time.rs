//! Lengths of time as the lists write them: `20 working days`, `7 days`, `on the spot`.

use std::fmt;
use std::str::FromStr;

use crate::lang::Lang;

/// A length of time in one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    /// How many; 0 for [`Unit::OnTheSpot`] and for nothing else.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// The unit of a [`Period`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// At once, while the villager waits.
    OnTheSpot,
    /// Hours, through nights and holidays.
    Hours,
    /// Days of the calendar.
    Days,
    /// Days on which offices work.
    WorkingDays,
    /// Months of the calendar.
    Months,
    /// Years of the calendar.
    Years,
}

impl Default for Period {
    fn default() -> Self {
        Self {
            count: 0,
            unit: Unit::OnTheSpot,
        }
    }
}

impl Unit {
    /// Returns true for units that working days add up to: working days, and no time at all.
    pub fn is_of_working_days(self) -> bool {
        matches!(self, Unit::WorkingDays | Unit::OnTheSpot)
    }
}

/// The text is no length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time such as `20 working days`, `7 days`, `1 month`, `24 hours` or `on the spot`")]
pub struct BadPeriod;

impl Period {
    /// The largest count: longer is a slip of the pen (about 27 years of days).
    pub const MOST: u32 = 9999;

    /// Returns how many days of the calendar the period can take at the most.
    ///
    /// A working day is counted as no more than a day here, so that the figure is a floor for
    /// comparing units, not a forecast.
    pub fn days_at_least(self) -> u32 {
        match self.unit {
            Unit::OnTheSpot => 0,
            Unit::Hours => self.count / 24,
            Unit::Days | Unit::WorkingDays => self.count,
            Unit::Months => self.count * 28,
            Unit::Years => self.count * 365,
        }
    }

    /// Returns how many working days can lie in the period at the most, the one to which its end
    /// moves among them: as many as it has days of the calendar.
    pub fn most_working_days(self) -> u32 {
        match self.unit {
            Unit::OnTheSpot => 0,
            Unit::Hours => self.count.div_ceil(24),
            Unit::Days | Unit::WorkingDays => self.count,
            Unit::Months => self.count * 31,
            Unit::Years => self.count * 366,
        }
    }

    /// Writes the period for people.
    pub fn written(self, lang: Lang) -> String {
        let count = self.count;
        match (lang, self.unit) {
            (Lang::En, _) => self.to_string(),
            (Lang::Zh, Unit::OnTheSpot) => "当场".to_owned(),
            (Lang::Zh, Unit::Hours) => format!("{count}小时"),
            (Lang::Zh, Unit::Days) => format!("{count}日"),
            (Lang::Zh, Unit::WorkingDays) => format!("{count}个工作日"),
            (Lang::Zh, Unit::Months) => format!("{count}个月"),
            (Lang::Zh, Unit::Years) => format!("{count}年"),
        }
    }
}

/// Writes the period as the lists do.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::OnTheSpot => return f.write_str("on the spot"),
            Unit::Hours => "hour",
            Unit::Days => "day",
            Unit::WorkingDays => "working day",
            Unit::Months => "month",
            Unit::Years => "year",
        };
        write!(
            f,
            "{} {unit}{}",
            self.count,
            if self.count == 1 { "" } else { "s" }
        )
    }
}

impl FromStr for Period {
    type Err = BadPeriod;

    fn from_str(text: &str) -> Result<Self, BadPeriod> {
        if text == "on the spot" {
            return Ok(Self {
                count: 0,
                unit: Unit::OnTheSpot,
            });
        }
        let (count, unit) = text.split_once(' ').ok_or(BadPeriod)?;
        let unit = match unit {
            "hour" | "hours" => Unit::Hours,
            "day" | "days" => Unit::Days,
            "working day" | "working days" => Unit::WorkingDays,
            "month" | "months" => Unit::Months,
            "year" | "years" => Unit::Years,
            _ => return Err(BadPeriod),
        };
        let digits = count.bytes().all(|byte| byte.is_ascii_digit()) && !count.starts_with('0');
        let count: u32 = count.parse().map_err(|_| BadPeriod)?;
        if !digits || count > Self::MOST {
            return Err(BadPeriod);
        }
        Ok(Self { count, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_was_read() {
        for text in [
            "20 working days",
            "1 day",
            "7 days",
            "1 month",
            "24 hours",
            "on the spot",
        ] {
            assert_eq!(
                text.parse::<Period>().map(|period| period.to_string()),
                Ok(text.into())
            );
        }
    }

    #[test]
    fn other_texts_are_no_periods() {
        for text in [
            "",
            "20",
            "20 workdays",
            "0 days",
            "-1 days",
            "+1 day",
            "07 days",
            "20个工作日",
        ] {
            assert_eq!(text.parse::<Period>(), Err(BadPeriod), "{text}");
        }
        assert_eq!("99999999999 days".parse::<Period>(), Err(BadPeriod));
    }
}
