//! When it is time to take an assessment along as a file again.

use crate::answers::Assessment;
use crate::date::Date;

/// How long a browser keeps what a site has stored without anybody asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retention {
    /// Until the disk is full, or the person clears it.
    Long,
    /// Until the site has not been visited for seven days: WebKit, in Safari and in every browser of iOS ("Full Third-Party Cookie
    /// Blocking and More", webkit.org, 2020).
    SevenDays,
}

impl Retention {
    /// That of a browser, by what it calls itself. Others than WebKit name it, too.
    pub fn of(user_agent: &str) -> Self {
        let is_other = ["Chrome/", "Chromium/", "Android"].iter().any(|name| user_agent.contains(name));
        if user_agent.contains("AppleWebKit/") && !is_other { Self::SevenDays } else { Self::Long }
    }

    /// How long a person is left in peace, in days: long enough not to nag, and well before anything is deleted.
    fn reminder_days(self) -> i32 {
        match self {
            Self::Long => 14,
            Self::SevenDays => 3,
        }
    }

    /// What is to be known of it. `is_kept` says whether the browser has promised to keep what this site stores; nothing where it
    /// does not tell.
    pub fn sentence(self, is_kept: Option<bool>) -> &'static str {
        match (self, is_kept) {
            (Self::SevenDays, _) => {
                "This browser deletes what a site has stored when you do not visit it for seven days. Export a backup before you stay away."
            }
            (Self::Long, Some(true)) => "This browser has promised to keep it here until you clear it.",
            (Self::Long, Some(false)) => {
                "This browser has not promised to keep it: it may clear it when the disk is full. Export a backup from time to time."
            }
            (Self::Long, None) => {
                "This browser does not say how long it keeps it. Export a backup from time to time."
            }
        }
    }
}

/// Whether to remind a person, quietly, that a browser's store is no safe place: something has changed since the last
/// export, and that, or where there was none the beginning, is some days ago, by how long the browser keeps it. `last_change` is the day of the
/// last answer; an assessment without any has nothing to lose.
///
/// Days that a wrong clock wrote never bring it about: what lies after `today` tells nothing.
pub fn is_export_due(
    assessment: &Assessment,
    last_change: Option<Date>,
    today: Date,
    retention: Retention,
) -> bool {
    let Some(changed) = last_change.filter(|changed| *changed <= today) else { return false };
    // On the day of the export itself the answers are taken to be in the file; or it would be asked for ever.
    let is_newer = assessment.exported.is_none_or(|exported| exported < changed);
    is_newer
        && today.days_since(assessment.exported.unwrap_or(assessment.created)) >= retention.reminder_days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::backup::tests::kept;

    #[test]
    fn where_seven_days_are_too_many_the_reminder_comes_before() {
        let day = |day| Date::new(2026, 3, day).unwrap();
        let assessment = Assessment { created: day(1), exported: None, ..kept().assessment };
        for (today, expected) in [(3, false), (4, true), (6, true), (9, true)] {
            let due = is_export_due(&assessment, Some(day(1)), day(today), Retention::SevenDays);
            assert_eq!(due, expected, "{today}");
        }
        let exported = Assessment { exported: Some(day(5)), ..assessment };
        assert!(!is_export_due(&exported, Some(day(4)), day(20), Retention::SevenDays));
        for (user_agent, retention) in [
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
                Retention::SevenDays,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1",
                Retention::SevenDays,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
                Retention::Long,
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Mobile Safari/537.36",
                Retention::Long,
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", Retention::Long),
            ("", Retention::Long),
        ] {
            assert_eq!(Retention::of(user_agent), retention, "{user_agent}");
            assert_eq!(
                retention.sentence(Some(true)).contains("seven days"),
                retention == Retention::SevenDays
            );
        }
    }

    #[test]
    fn a_person_is_reminded_of_what_is_not_in_a_file() {
        for (created, exported, changed, today, expected) in [
            // Never exported.
            ("2026-03-01", "", "2026-03-02", "2026-03-14", false),
            ("2026-03-01", "", "2026-03-02", "2026-03-15", true),
            ("2026-03-01", "", "2026-03-01", "2026-03-15", true),
            ("2026-03-01", "", "2026-06-01", "2026-06-01", true),
            ("2026-03-01", "", "", "2026-06-01", false),
            // Exported, and changed since or not.
            ("2026-03-01", "2026-03-10", "2026-03-11", "2026-03-23", false),
            ("2026-03-01", "2026-03-10", "2026-03-11", "2026-03-24", true),
            ("2026-03-01", "2026-03-10", "2026-03-10", "2026-06-01", false),
            ("2026-03-01", "2026-03-10", "2026-03-09", "2026-06-01", false),
            ("2026-03-01", "2026-03-10", "", "2026-06-01", false),
            ("2026-03-01", "2026-03-10", "2026-06-01", "2026-06-01", true),
            // Across the end of a year and a leap day.
            ("2027-12-25", "", "2027-12-25", "2028-01-07", false),
            ("2027-12-25", "", "2027-12-25", "2028-01-08", true),
            ("2028-02-20", "", "2028-02-20", "2028-03-04", false),
            ("2028-02-20", "", "2028-02-20", "2028-03-05", true),
            // The clock is set back: what was begun, exported or changed lies ahead.
            ("2026-03-01", "", "2026-03-02", "1970-01-01", false),
            ("2030-01-01", "", "2026-03-02", "2026-06-01", false),
            ("2026-03-01", "2030-01-01", "2026-03-02", "2026-06-01", false),
            ("2026-03-01", "2030-01-01", "2030-01-02", "2026-06-01", false),
            ("2026-03-01", "2026-03-10", "2030-01-01", "2026-06-01", false),
            ("2026-03-01", "", "2030-01-01", "2026-06-01", false),
        ] {
            let date = Date::parse;
            let assessment =
                Assessment { created: date(created).unwrap(), exported: date(exported), ..kept().assessment };
            let due = is_export_due(&assessment, date(changed), date(today).unwrap(), Retention::Long);
            assert_eq!(due, expected, "{created}, {exported}, {changed}, {today}");
        }
    }
}
