//! When it is time to take an assessment along as a file again.

use crate::answers::Assessment;
use crate::date::Date;

/// How long a person is left in peace, in days.
const REMINDER_DAYS: i32 = 14;

/// Whether to remind a person, quietly, that a browser's store is no safe place: something has changed since the last
/// export, and that, or where there was none the beginning, is 14 days ago or more. `last_change` is the day of the
/// last answer; an assessment without any has nothing to lose.
///
/// Days that a wrong clock wrote never bring it about: what lies after `today` tells nothing.
pub fn is_export_due(assessment: &Assessment, last_change: Option<Date>, today: Date) -> bool {
    let Some(changed) = last_change.filter(|changed| *changed <= today) else { return false };
    // On the day of the export itself the answers are taken to be in the file; or it would be asked for ever.
    let is_newer = assessment.exported.is_none_or(|exported| exported < changed);
    is_newer && today.days_since(assessment.exported.unwrap_or(assessment.created)) >= REMINDER_DAYS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::backup::tests::kept;

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
            let due = is_export_due(&assessment, date(changed), date(today).unwrap());
            assert_eq!(due, expected, "{created}, {exported}, {changed}, {today}");
        }
    }
}
