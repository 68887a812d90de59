//! The way through an assessment: an area a page, in any order; where it stands is derived from the answers.
//!
//! The pattern is the task list of the GOV.UK Design System, with its three states.

use crate::requirements::asked;
use crate::sentence::count;
use crate::standing::{Assessed, Judge, Verdict, off_scale};
use rungs_ladder::compare::plural;
use rungs_ladder::id::StatementId;
use rungs_ladder::ladder::{Area, Level};

/// All pages of the way through one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps<'a> {
    /// The areas in which the level asks for something, in the ladder's order.
    pub tasks: Vec<Task<'a>>,
}

/// One page: the questions of one area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task<'a> {
    /// The area.
    pub area: &'a Area,
    /// How many statements stand before it in the whole assessment: its first is number `before + 1`.
    pub before: usize,
    /// Its questions; never none.
    pub asked: Vec<Assessed<'a>>,
    /// How many of them have an answer, on the scale or beside it, or are met through a higher level.
    pub answered: usize,
    /// How far it is.
    pub state: Progress,
}

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing is answered.
    NotStarted,
    /// Something is.
    InProgress,
    /// All is.
    Completed,
}

impl Progress {
    /// How far a task of `of` questions is.
    pub fn of(answered: usize, of: usize) -> Self {
        match answered {
            _ if answered >= of => Progress::Completed,
            0 => Progress::NotStarted,
            _ => Progress::InProgress,
        }
    }
}

impl<'a> Steps<'a> {
    /// The way through what `level` asks.
    pub fn new(judge: &Judge<'a, '_>, level: &'a Level) -> Self {
        let mut tasks: Vec<Task> = Vec::new();
        for (before, asked) in asked(judge.ladder, level).into_iter().enumerate() {
            let judged = judge.judge(asked);
            match tasks.last_mut() {
                Some(task) if task.area.id == asked.area.id => task.asked.push(judged),
                _ => tasks.push(Task {
                    area: asked.area,
                    before,
                    asked: vec![judged],
                    answered: 0,
                    state: Progress::NotStarted,
                }),
            }
        }
        for task in &mut tasks {
            task.answered = task.asked.iter().filter(|judged| is_answered(judged)).count();
            task.state = Progress::of(task.answered, task.asked.len());
        }
        Self { tasks }
    }

    /// The questions, in the order in which they are numbered.
    pub fn questions(&self) -> impl Iterator<Item = &Assessed<'a>> {
        self.tasks.iter().flat_map(|task| &task.asked)
    }

    /// How many questions there are: the M of "Statement N of M".
    pub fn of(&self) -> usize {
        self.tasks.iter().map(|task| task.asked.len()).sum()
    }

    /// How many of them are answered.
    pub fn answered(&self) -> usize {
        self.tasks.iter().map(|task| task.answered).sum()
    }

    /// How far the whole is.
    pub fn state(&self) -> Progress {
        Progress::of(self.answered(), self.of())
    }

    /// How many of them are to be rated anew, as their ratings are on another scale.
    pub fn off_scale(&self) -> usize {
        self.questions().filter(|judged| judged.verdict == Verdict::OffScale).count()
    }

    /// How far the person is, in words; `level` is the title of the level whose way this is.
    pub fn sentence(&self, level: &str) -> String {
        let all = self.of();
        let expectations = count(all, "expectation", "expectations");
        let lost = match self.off_scale() {
            0 => String::new(),
            count => format!(" {}: rate {} anew.", off_scale(count), plural(count, "it", "them")),
        };
        let told = match self.state() {
            _ if all == 0 => format!("{level} asks for nothing, so there is nothing to rate."),
            Progress::NotStarted if !lost.is_empty() => format!("{level} has {expectations}."),
            Progress::NotStarted => format!(
                "{level} has {expectations}. Take the areas in any order. Statements you skip are not counted."
            ),
            Progress::InProgress => {
                format!("You have rated {} of the {expectations} of {level}.", self.answered())
            }
            Progress::Completed => format!("You have rated all {expectations} of {level}."),
        };
        told + &lost
    }

    /// What a person takes along to `level` and what they have not rated yet, before they make it their target.
    pub fn carried(&self, level: &str) -> String {
        let (rated, all) = (self.answered(), self.of());
        let expectations = count(all, "expectation", "expectations");
        match all - rated {
            _ if all == 0 => format!("{level} asks for nothing, so there is nothing to rate."),
            0 => format!("You have rated all {expectations} of {level} already."),
            new if rated == 0 => {
                format!("The {expectations} of {level} {} new to rate.", plural(new, "is", "are"))
            }
            new => format!(
                "Of the {expectations} of {level}, {rated} {} rated already, and {new} {} new to rate.",
                plural(rated, "is", "are"),
                plural(new, "is", "are")
            ),
        }
    }

    /// The number of a statement, from 1; `None` where it is not asked.
    pub fn number(&self, statement: &StatementId) -> Option<usize> {
        let at = self.questions().position(|judged| judged.asked.statement.id == *statement)?;
        Some(at + 1)
    }

    /// The first question without an answer after a statement, going round to the beginning; the statement itself
    /// comes last. From the beginning where no statement is named, or one that is not asked. `None` where all is
    /// answered.
    pub fn next(&self, after: Option<&StatementId>) -> Option<&Assessed<'a>> {
        let passed = after.and_then(|statement| self.number(statement)).unwrap_or(0);
        let round = self.questions().skip(passed).chain(self.questions().take(passed));
        round.into_iter().find(|judged| !is_answered(judged))
    }
}

fn is_answered(judged: &Assessed) -> bool {
    judged.verdict.is_answered()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{answers, ladder, level};
    use rungs_ladder::example::draft;
    use rungs_ladder::ladder::Ladder;

    fn check(level_id: &str, given: &str, expected: &str) {
        let (ladder, answers) = (ladder(), answers(given));
        let steps = Steps::new(&Judge { ladder: &ladder, answers: &answers }, level(&ladder, level_id));
        let told: Vec<_> = steps
            .tasks
            .iter()
            .map(|task| {
                let (area, of) = (&task.area.id, task.asked.len());
                format!("{area} {}+{}/{of} {:?}", task.before, task.answered, task.state)
            })
            .collect();
        let all = format!("{}/{} {:?}", steps.answered(), steps.of(), steps.state());
        assert_eq!([told.join(", "), all].join(": "), expected, "{given}");
    }

    #[test]
    fn the_task_list_follows_the_answers() {
        for (level, given, expected) in [
            ("junior", "", "craft 0+0/2 NotStarted, people 2+0/2 NotStarted: 0/4 NotStarted"),
            ("junior", "j.free=yes", "craft 0+1/2 InProgress, people 2+0/2 NotStarted: 1/4 InProgress"),
            // An answer beside the scale is one; a note without a rating, or an unknown rating, is none.
            (
                "junior",
                "j.code=not-sure j.free=not-applicable j.kind= j.fair=unknown",
                "craft 0+2/2 Completed, people 2+0/2 NotStarted: 2/4 InProgress",
            ),
            (
                "junior",
                "j.code=no j.free=no rest~people=yes>j.kind,j.fair",
                "craft 0+2/2 Completed, people 2+2/2 Completed: 4/4 Completed",
            ),
            // What a higher level answers for is not asked again after the target is lowered.
            (
                "junior",
                "s.code=yes j.free=no",
                "craft 0+2/2 Completed, people 2+0/2 NotStarted: 2/4 InProgress",
            ),
            // Areas in which nothing is asked have no page.
            (
                "chief",
                "c.reach=no",
                "craft 0+0/4 NotStarted, people 4+0/3 NotStarted, reach 7+1/1 Completed: 1/8 InProgress",
            ),
        ] {
            check(level, given, expected);
        }
    }

    #[test]
    fn the_next_question_is_the_next_without_an_answer() {
        // In order: j.code j.free j.kind j.fair.
        for (given, after, expected) in [
            ("", "", "j.code"),
            ("", "j.code", "j.free"),
            ("", "j.fair", "j.code"),
            ("j.code=yes", "", "j.free"),
            ("j.code=yes j.free=no", "j.code", "j.kind"),
            ("j.code=yes j.free=no j.fair=no", "j.fair", "j.kind"),
            // The only one that was skipped comes back.
            ("j.code=yes j.free=no j.fair=no", "j.kind", "j.kind"),
            ("j.code=yes j.free=no j.fair=no j.kind=not-sure", "j.kind", ""),
            ("", "s.code", "j.code"),
        ] {
            let (ladder, answers) = (ladder(), answers(given));
            let steps = Steps::new(&Judge { ladder: &ladder, answers: &answers }, level(&ladder, "junior"));
            let after = StatementId::new(after).ok();
            let next = steps.next(after.as_ref());
            assert_eq!(next.map_or("", |next| next.asked.statement.id.as_str()), expected, "{given}");
        }
    }

    #[test]
    fn a_sentence_says_how_far_a_person_is() {
        for (given, expected) in [
            (
                "",
                "Junior has 4 expectations. Take the areas in any order. Statements you skip are not counted.",
            ),
            (
                "j.free=gone",
                "Junior has 4 expectations. 1 of your ratings is on another scale: rate it anew.",
            ),
            ("j.free=yes j.kind=", "You have rated 1 of the 4 expectations of Junior."),
            ("j.code=no j.free=no j.kind=yes j.fair=yes", "You have rated all 4 expectations of Junior."),
        ] {
            let (ladder, answers) = (ladder(), answers(given));
            let steps = Steps::new(&Judge { ladder: &ladder, answers: &answers }, level(&ladder, "junior"));
            assert_eq!(steps.sentence("Junior"), expected, "{given}");
        }
    }

    #[test]
    fn a_level_may_ask_for_nothing() {
        let (mut draft, answers) = (draft(), answers(""));
        draft.levels.truncate(1);
        draft.levels[0].sections.clear();
        let ladder = Ladder::new(draft).unwrap();
        let steps = Steps::new(&Judge { ladder: &ladder, answers: &answers }, &ladder.levels[0]);
        assert_eq!(steps.sentence("Junior"), "Junior asks for nothing, so there is nothing to rate.");
    }

    #[test]
    fn a_change_of_target_says_what_carries_over() {
        for (given, expected) in [
            ("", "The 4 expectations of J are new to rate."),
            ("j.code=yes", "Of the 4 expectations of J, 1 is rated already, and 3 are new to rate."),
            (
                "s.code=yes j.free=no j.kind=not-sure",
                "Of the 4 expectations of J, 3 are rated already, and 1 is new to rate.",
            ),
            (
                "j.code=yes j.free=no rest~people=yes>j.kind,j.fair",
                "You have rated all 4 expectations of J already.",
            ),
        ] {
            let (ladder, answers) = (ladder(), answers(given));
            let steps = Steps::new(&Judge { ladder: &ladder, answers: &answers }, level(&ladder, "junior"));
            assert_eq!(steps.carried("J"), expected, "{given}");
        }
    }

    #[test]
    fn questions_are_numbered_through() {
        let (ladder, answers) = (ladder(), answers(""));
        let steps = Steps::new(&Judge { ladder: &ladder, answers: &answers }, level(&ladder, "junior"));
        for (statement, number) in
            [("j.code", Some(1)), ("j.kind", Some(3)), ("j.fair", Some(4)), ("s.code", None)]
        {
            assert_eq!(steps.number(&StatementId::new(statement).unwrap()), number, "{statement}");
        }
    }
}
