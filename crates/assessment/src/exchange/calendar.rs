//! Goals for a calendar: iCalendar (RFC 5545).

use crate::date::Moment;
use crate::plan::Goal;
use rungs_ladder::id::{AssessmentId, StatementId};

/// What the file is called.
pub const CALENDAR_NAME: &str = "rungs-goals.ics";

/// The longest line in octets, without its end (RFC 5545, section 3.1).
const MAX_LINE: usize = 75;

/// Goals as a calendar's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The file's text. Empty where there is no event, as a calendar must have one.
    pub text: String,
    /// How many goals are events.
    pub events: usize,
    /// How many are left out, as they have no date.
    pub undated: usize,
}

impl Calendar {
    /// An event for each goal that has a date: all day, shown as free time, with a reminder a week before. Not a to-do
    /// (`VTODO`), which most calendars pass over. The same goal is the same event in each file, so that importing it
    /// again changes it: each file is a revision later than the one before, by `SEQUENCE` and by its moment (RFC 5545, sections
    /// 3.8.7.2 to 3.8.7.4). There is no `METHOD`: that would make it a message between organizer and attendees (RFC 5546), which
    /// some calendars answer instead of importing it. `target` is the title of the level to be reached.
    pub fn new(id: &AssessmentId, target: &str, goals: &[(StatementId, Goal)], now: Moment) -> Self {
        let mut text = String::new();
        for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rungs//Rungs//EN", "CALSCALE:GREGORIAN"] {
            push_line(&mut text, line);
        }
        let mut events = 0;
        for (statement, goal) in goals {
            if let Some(by) = goal.by {
                // A tilde is in no id, so that no two pairs of ids are one.
                let uid = [id.as_str(), "~", statement.as_str(), "@rungs"].concat();
                push_event(&mut text, &uid, target, goal, &by.compact(), now);
                events += 1;
            }
        }
        push_line(&mut text, "END:VCALENDAR");
        if events == 0 {
            text.clear();
        }
        Self { text, events, undated: goals.len() - events }
    }
}

fn push_event(out: &mut String, uid: &str, target: &str, goal: &Goal, by: &str, now: Moment) {
    let step = if goal.step.trim().is_empty() { &goal.words } else { &goal.step };
    let about = ["Towards ", target, ": ", &goal.words].concat();
    push_line(out, "BEGIN:VEVENT");
    push_text(out, "UID:", uid);
    let stamp = now.compact();
    push_line(out, &["DTSTAMP:", &stamp].concat());
    push_line(out, &["LAST-MODIFIED:", &stamp].concat());
    push_line(out, &["SEQUENCE:", &now.revision().to_string()].concat());
    push_line(out, &["DTSTART;VALUE=DATE:", by].concat());
    push_text(out, "SUMMARY:", step);
    push_text(out, "DESCRIPTION:", &about);
    push_line(out, "TRANSP:TRANSPARENT");
    push_line(out, "BEGIN:VALARM");
    push_line(out, "ACTION:DISPLAY");
    push_line(out, "TRIGGER:-P7D");
    push_text(out, "DESCRIPTION:", step);
    push_line(out, "END:VALARM");
    push_line(out, "END:VEVENT");
}

/// A property whose value is text (section 3.3.11). Control characters, which no text may have, are left out.
fn push_text(out: &mut String, name: &str, text: &str) {
    let mut line = String::from(name);
    let mut letters = text.trim().chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | ';' | ',' => line.extend(['\\', letter]),
            // One line break, however it is written.
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' => line.push_str("\\n"),
            '\t' => line.push(letter),
            _ if letter.is_ascii_control() => {}
            _ => line.push(letter),
        }
    }
    push_line(out, &line);
}

/// A line, folded where it is too long, between two characters: what follows begins with a space.
fn push_line(out: &mut String, line: &str) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > MAX_LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(letter);
        length += letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::tests::any_goal;
    use crate::date::Date;
    use proptest::prelude::*;

    fn goal(step: &str, by: &str, words: &str) -> Goal {
        Goal { step: step.into(), by: Date::parse(by), words: words.into() }
    }

    fn calendar(goals: Vec<Goal>) -> Calendar {
        let id = AssessmentId::new("0a1b2c3d4e5f").unwrap();
        let goals: Vec<_> = goals
            .into_iter()
            .zip('a'..)
            .map(|(goal, id)| (StatementId::new(&id.to_string()).unwrap(), goal))
            .collect();
        Calendar::new(&id, "Senior Engineer", &goals, Moment(1_795_515_303))
    }

    #[test]
    fn goals_are_events() {
        let made = calendar(vec![
            goal(
                "Ask Kim; then, plan\nC:\\",
                "2026-12-24",
                "Mentoring: Helps others to grow, and asks before telling them.",
            ),
            goal("Some day", "", "Reviews."),
            goal(" ", "2027-01-01", "Reviews."),
        ]);
        let expected = r"BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Rungs//Rungs//EN
CALSCALE:GREGORIAN
BEGIN:VEVENT
UID:0a1b2c3d4e5f~a@rungs
DTSTAMP:20261124T101503Z
LAST-MODIFIED:20261124T101503Z
SEQUENCE:217678503
DTSTART;VALUE=DATE:20261224
SUMMARY:Ask Kim\; then\, plan\nC:\\
DESCRIPTION:Towards Senior Engineer: Mentoring: Helps others to grow\, and 
 asks before telling them.
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P7D
DESCRIPTION:Ask Kim\; then\, plan\nC:\\
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:0a1b2c3d4e5f~c@rungs
DTSTAMP:20261124T101503Z
LAST-MODIFIED:20261124T101503Z
SEQUENCE:217678503
DTSTART;VALUE=DATE:20270101
SUMMARY:Reviews.
DESCRIPTION:Towards Senior Engineer: Reviews.
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P7D
DESCRIPTION:Reviews.
END:VALARM
END:VEVENT
END:VCALENDAR
";
        assert_eq!(made.text, expected.replace('\n', "\r\n"));
        assert_eq!((made.events, made.undated), (2, 1));
    }

    #[test]
    fn without_a_date_there_is_no_calendar() {
        for (goals, undated) in [(vec![], 0), (vec![goal("x", "", "y")], 1)] {
            assert_eq!(calendar(goals), Calendar { text: String::new(), events: 0, undated });
        }
    }

    #[test]
    fn a_later_file_is_a_later_revision_of_the_same_event() {
        let id = AssessmentId::new("0a1b2c3d4e5f").unwrap();
        let file = |by: &str, now| {
            let goals = [(StatementId::new("a").unwrap(), goal("Ask", by, "Reviews."))];
            Calendar::new(&id, "Senior", &goals, Moment(now)).text
        };
        let (before, after) = (file("2026-12-24", 1_795_515_303), file("2027-01-24", 1_795_515_304));
        assert_eq!(values(&before, "UID:"), values(&after, "UID:"));
        for name in ["SEQUENCE:", "DTSTAMP:", "LAST-MODIFIED:"] {
            assert!(values(&before, name) < values(&after, name), "{name}");
        }
    }

    /// The values of a property, unfolded and unescaped.
    fn values(text: &str, name: &str) -> Vec<String> {
        let unfolded = text.replace("\r\n ", "");
        let values = unfolded.split("\r\n").filter_map(|line| line.strip_prefix(name));
        values
            .map(|value| {
                let mut out = String::new();
                let mut letters = value.chars();
                while let Some(letter) = letters.next() {
                    match letter {
                        '\\' => match letters.next().unwrap() {
                            'n' => out.push('\n'),
                            letter @ ('\\' | ';' | ',') => out.push(letter),
                            letter => panic!("no escape: {letter}"),
                        },
                        _ => out.push(letter),
                    }
                }
                out
            })
            .collect()
    }

    fn plain(text: &str) -> String {
        let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
        text.chars().filter(|letter| matches!(letter, '\t' | '\n') || !letter.is_ascii_control()).collect()
    }

    proptest! {
        #[test]
        fn any_text_comes_back(goals in proptest::collection::vec((any_goal(), ".{0,120}", any::<String>()), 0..4)) {
            let goals: Vec<Goal> = goals
                .into_iter()
                .map(|(goal, long, any)| Goal { step: goal.step + &long, words: any, ..goal })
                .collect();
            let made = calendar(goals.clone());
            let dated: Vec<&Goal> = goals.iter().filter(|goal| goal.by.is_some()).collect();
            prop_assert_eq!((made.events, made.undated), (dated.len(), goals.len() - dated.len()));
            prop_assert!(made.text.is_empty() || made.text.ends_with("\r\n"));
            for line in made.text.split("\r\n") {
                prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{:?}", line);
            }
            let shown = |goal: &&Goal| plain(if goal.step.trim().is_empty() { &goal.words } else { &goal.step });
            let summaries: Vec<String> = dated.iter().map(shown).collect();
            prop_assert_eq!(values(&made.text, "SUMMARY:"), summaries);
            let described = values(&made.text, "DESCRIPTION:");
            for (description, goal) in described.iter().step_by(2).zip(&dated) {
                prop_assert_eq!(description, &plain(&format!("Towards Senior Engineer: {}", goal.words)));
            }
        }
    }
}
