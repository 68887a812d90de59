//! Years of experience, in the many ways in which people write them.

use serde::{Deserialize, Serialize};

/// The experience that a level names: what was written, and what could be read from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Experience {
    /// The words of the file, such as `8+`; what is shown.
    pub raw: String,
    /// The least years, where the words name them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u8>,
    /// The most years, where the words name them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u8>,
}

/// Words before a number that make it the most rather than the least.
const UPPER_BOUNDS: [&str; 6] = ["up to", "at most", "maximum", "max", "less than", "under"];

/// Beginnings of words for months, weeks and days, in lower case and in the languages of many ladders: a number of them is
/// no number of years.
const SHORTER_THAN_YEARS: [&str; 23] = [
    "month",
    "mth",
    "monat",
    "mois",
    "mes",
    "mês",
    "mesi",
    "maand",
    "måned",
    "månad",
    "měsíc",
    "miesi",
    "месяц",
    "місяц",
    "week",
    "woche",
    "semaine",
    "semana",
    "settiman",
    "day",
    "tage",
    "jour",
    "día",
];

/// The same in scripts without spaces.
const SHORTER_SIGNS: [&str; 2] = ["月", "개월"];

impl Experience {
    /// Reads `8+`, `0-2`, `3 – 5 yrs`, `2 to 4`, `minimum of 2 years`, `up to 3`. A lone number is a least.
    /// Words without a number, with months or days, or whose first number is above its second, keep only their raw form.
    pub fn read(raw: &str) -> Self {
        let raw = raw.trim();
        let mut numbers = numbers(raw);
        let (min, max) = match (numbers.next(), numbers.next()) {
            _ if names_months(raw) => (None, None),
            (Some((only, at)), None) => {
                let before = raw.get(..at).unwrap_or_default().to_lowercase();
                match UPPER_BOUNDS.iter().any(|words| before.contains(words)) {
                    true => (None, Some(only)),
                    false => (Some(only), None),
                }
            }
            (Some((low, _)), Some((high, _))) if low <= high => (Some(low), Some(high)),
            _ => (None, None),
        };
        Self { raw: raw.into(), min, max }
    }

    /// What a page shows around [`Experience::raw`]. Words that say what they are about stand alone.
    pub fn around(&self) -> Around {
        // The words that count are English.
        let lower = self.raw.to_ascii_lowercase();
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
        let (before, unit, after) = match words.last() {
            None => (None, Some(" years"), Some(" of experience")),
            _ if words.contains(&"experience") => (None, None, None),
            Some(&("year" | "years" | "yr" | "yrs")) => (None, None, Some(" of experience")),
            Some(_) => (Some("Experience: "), None, None),
        };
        Around { before, unit, after }
    }
}

/// English words around an experience: `8+` years of experience, `3 - 5 yrs` of experience, Experience: `5+ Jahre`. Where it
/// is clear what is meant, the experience and its unit are enough: `8+` years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around {
    /// What stands before it.
    pub before: Option<&'static str>,
    /// Its unit, where it has none.
    pub unit: Option<&'static str>,
    /// What stands after the unit.
    pub after: Option<&'static str>,
}

/// Whether a number in `raw` counts months, weeks or days.
fn names_months(raw: &str) -> bool {
    let lower = raw.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic());
    words.any(|word| SHORTER_THAN_YEARS.iter().any(|unit| word.starts_with(unit)))
        || SHORTER_SIGNS.iter().any(|sign| lower.contains(sign))
}

/// The whole numbers in `text` up to 255, each with the byte offset of its first digit; fractions are cut off.
fn numbers(text: &str) -> impl Iterator<Item = (u8, usize)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(|c: char| c.is_ascii_digit())?;
            let at = text.len() - rest.len() + start;
            let from = rest.get(start..).unwrap_or_default();
            let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
            let (digits, after) = from.split_at(end);
            rest = match after.strip_prefix('.') {
                Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
                None => after,
            };
            if let Ok(number) = digits.parse() {
                return Some((number, at));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_as_they_are_written() {
        for (raw, short, full) in [
            ("8+", "8+ years", "8+ years of experience"),
            ("0 – 2", "0 – 2 years", "0 – 2 years of experience"),
            ("minimum of 2 years", "minimum of 2 years", "minimum of 2 years of experience"),
            ("3 - 5 yrs.", "3 - 5 yrs.", "3 - 5 yrs. of experience"),
            ("varies", "varies", "Experience: varies"),
            ("any", "any", "Experience: any"),
            ("5+ years of experience", "5+ years of experience", "5+ years of experience"),
            ("Some experience with teams", "Some experience with teams", "Some experience with teams"),
            ("5+ Jahre", "5+ Jahre", "Experience: 5+ Jahre"),
            ("5年以上", "5年以上", "Experience: 5年以上"),
            ("5 ans", "5 ans", "Experience: 5 ans"),
            ("18 months", "18 months", "Experience: 18 months"),
            ("5 years or more", "5 years or more", "Experience: 5 years or more"),
            ("5 лет", "5 лет", "Experience: 5 лет"),
        ] {
            let experience = Experience::read(raw);
            let Around { before, unit, after } = experience.around();
            let [before, unit, after] = [before, unit, after].map(Option::unwrap_or_default);
            assert_eq!([raw, unit].concat(), short);
            assert_eq!([before, &experience.raw, unit, after].concat(), full);
        }
    }

    #[test]
    fn reads_what_people_write() {
        for (raw, min, max) in [
            ("8+", Some(8), None),
            ("0-2", Some(0), Some(2)),
            ("3 - 5 yrs", Some(3), Some(5)),
            ("3–5", Some(3), Some(5)),
            ("2 to 4 years", Some(2), Some(4)),
            ("minimum of 2 years", Some(2), None),
            ("at least 10", Some(10), None),
            ("up to 3 years", None, Some(3)),
            ("5", Some(5), None),
            ("1.5+", Some(1), None),
            ("5-3", None, None),
            ("any", None, None),
            ("", None, None),
            ("99999+", None, None),
            ("18 months", None, None),
            ("1 year and 6 months", None, None),
            ("6-18 Monate", None, None),
            ("18个月", None, None),
            ("90 days", None, None),
            ("at most 5", None, Some(5)),
            ("5+ Jahre", Some(5), None),
            ("3-5年", Some(3), Some(5)),
            ("٣+", None, None),
        ] {
            let expected = Experience { raw: raw.into(), min, max };
            assert_eq!(Experience::read(&format!(" {raw} ")), expected, "{raw:?}");
        }
    }
}
