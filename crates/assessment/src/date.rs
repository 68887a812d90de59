//! Days of the calendar. There is no clock here: today comes from outside.
//!
//! By hand, as the crates for it (`time`, `jiff`, `chrono`) bring times, zones and formats, and this is a day that can be
//! read, written, compared and subtracted.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A day of the proleptic Gregorian calendar, from year 0 to 9999 (ISO 8601, extended format: `2026-11-24`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// A moment, in whole seconds since the beginning of 1970 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub u64);

impl Moment {
    /// The first moment of 2020, from which revisions are counted so that they have 31 bits for as long as people will care.
    const FIRST: u64 = 1_577_836_800;

    /// As calendars write it, in UTC (RFC 5545, section 3.3.5): `20261124T101503Z`.
    pub fn compact(self) -> String {
        let (day, second) = (self.0 / 86_400, self.0 % 86_400);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        format!("{}T{hour:02}{minute:02}{second:02}Z", Date::after_epoch(day).compact())
    }

    /// A number that is greater for every later moment.
    pub fn revision(self) -> u64 {
        self.0.saturating_sub(Self::FIRST)
    }
}

/// A text that is no day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date such as 2026-11-24")]
pub struct InvalidDate(pub String);

/// A day that a person can hardly mean, such as one whose year was typed with two or with five digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Enter a whole day, with a year of four digits, such as 2026.")]
pub struct UnlikelyDay;

impl TryFrom<String> for Date {
    type Error = InvalidDate;

    fn try_from(text: String) -> Result<Self, InvalidDate> {
        Self::parse(&text).ok_or(InvalidDate(text))
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl Date {
    /// The first day of 1970.
    pub const EPOCH: Self = Self { year: 1970, month: 1, day: 1 };

    /// The day with those numbers; `None` where the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = year <= 9999 && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Reads `2026-11-24`, the form that a date field of a page holds.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |range: std::ops::Range<usize>| {
            let part = text.get(range)?;
            if part.bytes().all(|byte| byte.is_ascii_digit()) { part.parse().ok() } else { None }
        };
        let parted = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
        let small = |number: u16| u8::try_from(number).ok();
        if parted { Self::new(digits(0..4)?, small(digits(5..7)?)?, small(digits(8..10)?)?) } else { None }
    }

    /// What a person has entered in a date field: `None` where they have entered nothing.
    ///
    /// # Errors
    /// Where it is no day from 1900 to 2199, the years of people's work.
    pub fn entered(text: &str) -> Result<Option<Self>, UnlikelyDay> {
        if text.is_empty() {
            return Ok(None);
        }
        match Self::parse(text) {
            Some(day) if (1900..2200).contains(&day.year) => Ok(Some(day)),
            _ => Err(UnlikelyDay),
        }
    }

    /// The day that is so many days after [`Date::EPOCH`]; the last of all where there is none (Howard Hinnant,
    /// "chrono-compatible low-level date algorithms", `civil_from_days`).
    fn after_epoch(days: u64) -> Self {
        let days = days + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        let last = Self { year: 9999, month: 12, day: 31 };
        let found = u16::try_from(year).ok().and_then(|year| Self::new(year, month as u8, day as u8));
        found.unwrap_or(last)
    }

    /// How many days it is after `earlier`; negative where it is before.
    pub fn days_since(self, earlier: Date) -> i32 {
        self.ordinal() - earlier.ordinal()
    }

    /// How many whole years it is after `earlier`, not counting an anniversary itself; 0 where it is before.
    pub fn years_over(self, earlier: Date) -> u16 {
        let years = self.year.saturating_sub(earlier.year);
        let is_past = (self.month, self.day) > (earlier.month, earlier.day);
        if is_past { years } else { years.saturating_sub(1) }
    }

    /// Without separators, as calendars write it (RFC 5545, section 3.3.4): `20261124`.
    pub fn compact(self) -> String {
        self.to_string().replace('-', "")
    }

    /// Days since the first of March of year 0: with the leap day at the end of its year, months follow one formula
    /// (Howard Hinnant, "chrono-compatible low-level date algorithms").
    fn ordinal(self) -> i32 {
        let (year, month) = match (i32::from(self.year), i32::from(self.month)) {
            (year, month @ 3..) => (year, month - 3),
            (year, month) => (year - 1, month + 9),
        };
        365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + i32::from(self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = [b'-'; 10];
        let mut year = self.year;
        for digit in digits.iter_mut().take(4).rev() {
            *digit = b'0' + (year % 10) as u8;
            year /= 10;
        }
        for (at, number) in [(5, self.month), (8, self.day)] {
            for (digit, value) in digits.iter_mut().skip(at).zip([number / 10, number % 10]) {
                *digit = b'0' + value;
            }
        }
        f.write_str(std::str::from_utf8(&digits).unwrap_or_default())
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn moments_are_written_in_utc() {
        for (seconds, expected) in [
            (0, "19700101T000000Z"),
            (951_782_399, "20000228T235959Z"),
            (951_782_400, "20000229T000000Z"),
            (1_795_515_303, "20261124T101503Z"),
            (u64::MAX / 2, "99991231T153007Z"),
        ] {
            assert_eq!(Moment(seconds).compact(), expected, "{seconds}");
        }
        for days in (0..40_000).step_by(13) {
            assert_eq!(Date::after_epoch(days).days_since(Date::EPOCH), days as i32);
        }
    }

    #[test]
    fn what_is_entered_is_a_day_that_people_mean() {
        let day = |text| Ok(Date::parse(text));
        for (text, expected) in [
            ("", Ok(None)),
            ("2026-12-24", day("2026-12-24")),
            ("1900-01-01", day("1900-01-01")),
            ("2199-12-31", day("2199-12-31")),
            ("0026-12-24", Err(UnlikelyDay)),
            ("20261-12-24", Err(UnlikelyDay)),
            ("1899-12-31", Err(UnlikelyDay)),
            ("2200-01-01", Err(UnlikelyDay)),
            ("soon", Err(UnlikelyDay)),
        ] {
            assert_eq!(Date::entered(text), expected, "{text}");
        }
    }

    #[test]
    fn only_days_that_exist_are_read() {
        for (text, exists) in [
            ("2026-11-24", true),
            ("2024-02-29", true),
            ("2000-02-29", true),
            ("1900-02-29", false),
            ("2026-02-30", false),
            ("2026-00-10", false),
            ("2026-13-10", false),
            ("2026-11-00", false),
            ("2026-1-1", false),
            ("+026-11-24", false),
            ("2026/11/24", false),
            ("2026-11-24T", false),
            ("é26-11-24", false),
            ("", false),
        ] {
            assert_eq!(Date::parse(text).is_some(), exists, "{text}");
        }
    }

    #[test]
    fn days_are_counted() {
        for (later, earlier, days) in [
            ("2026-11-24", "2026-11-24", 0),
            ("2026-11-25", "2026-11-24", 1),
            ("2024-03-01", "2024-02-28", 2),
            ("2026-03-01", "2026-02-28", 1),
            ("2027-01-01", "2026-01-01", 365),
            ("2000-01-01", "1970-01-01", 10_957),
            ("1970-01-01", "2000-01-01", -10_957),
        ] {
            let (later, earlier) = (Date::parse(later).unwrap(), Date::parse(earlier).unwrap());
            assert_eq!(later.days_since(earlier), days);
        }
    }

    proptest! {
        #[test]
        fn dates_survive_their_text(year in 0u16..=9999, month in 1u8..=12, day in 1u8..=28) {
            let date = Date::new(year, month, day).unwrap();
            prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
            prop_assert_eq!(date.compact().len(), 8);
        }
    }
}
