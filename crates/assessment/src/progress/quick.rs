//! The quick way through an assessment: one rating for all that is asked in an area, then the exceptions. Each statement can be
//! rated by itself later, without anything being asked twice.

use super::steps::Progress;
use crate::answers::{Answers, Subject};
use crate::requirements::{Requirement, asked};
use crate::standing::Judge;
use rungs_ladder::id::StatementId;
use rungs_ladder::ladder::{Area, Ladder, Level};

/// How many statements somebody rates one by one without looking for a shorter way.
const FEW: usize = 12;

/// What one question of the quick way asks at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// What the answer is kept under. A group of one statement is that statement, so that its answer is no less than one
    /// given in detail.
    pub subject: Subject,
    /// The area.
    pub area: &'a Area,
    /// The statements that the answer speaks for; never none.
    pub asked: Vec<Requirement<'a>>,
}

/// The questions of the quick way through what `level` asks: one for each area.
pub fn quick<'a>(ladder: &'a Ladder, level: &'a Level) -> Vec<Group<'a>> {
    let mut groups: Vec<Group> = Vec::new();
    for asked in asked(ladder, level) {
        match groups.last_mut() {
            Some(group) if group.area.id == asked.area.id => {
                group.subject = Subject::Area(asked.area.id.clone());
                group.asked.push(asked);
            }
            _ => groups.push(Group {
                subject: Subject::Statement(asked.statement.id.clone()),
                area: asked.area,
                asked: vec![asked],
            }),
        }
    }
    groups
}

/// The groups of which some statement has only the rating that was given to all of them at once: what is left to be
/// answered in detail after the quick way.
pub fn to_deepen<'a>(ladder: &'a Ladder, level: &'a Level, answers: &Answers) -> Vec<Group<'a>> {
    let mut groups = quick(ladder, level);
    groups.retain(|group| group.asked.iter().any(|asked| is_provisional(answers, &asked.statement.id)));
    groups
}

/// Whether the quick way of these groups is worth offering: there are more than a few statements, and at most half as many
/// questions as statements.
pub fn spares_enough(groups: &[Group]) -> bool {
    let statements: usize = groups.iter().map(|group| group.asked.len()).sum();
    statements > FEW && groups.len() * 2 <= statements
}

/// Whether the rating of a statement was given to its whole topic or area, and not to itself.
pub fn is_provisional(answers: &Answers, statement: &StatementId) -> bool {
    !has_own(answers, statement) && answers.rating(statement).is_some()
}

impl<'a> Group<'a> {
    /// What [`crate::answers::Answer::covers`] of an answer to the group holds; empty for a group of one statement,
    /// whose answer is its own.
    pub fn covers(&self) -> Vec<StatementId> {
        let ids = self.asked.iter().map(|asked| asked.statement.id.clone());
        if matches!(self.subject, Subject::Statement(_)) { Vec::new() } else { ids.collect() }
    }

    /// What [`crate::answers::Answer::words`] of an answer to the group holds: "Craft: …", with all that it speaks for.
    pub fn words(&self) -> String {
        let mut words = self.area.title.clone() + ":";
        for asked in &self.asked {
            words.push(' ');
            words.push_str(&asked.statement.text.to_plain());
        }
        words
    }

    /// How far the group is, as [`super::Task::answered`] counts; what is completed need not be asked.
    pub fn state(&self, judge: &Judge<'a, '_>) -> Progress {
        let mut answered = 0;
        for asked in &self.asked {
            answered += usize::from(judge.judge(*asked).verdict.is_answered());
        }
        Progress::of(answered, self.asked.len())
    }

    /// The statements that an earlier answer to the same subject speaks for, and the group does not: those of another
    /// target. Before the group is answered anew, that rating is to be added to the own answer of each, or it is lost.
    pub fn left_behind<'b>(&self, answers: &'b Answers) -> Vec<&'b StatementId> {
        let earlier = match &self.subject {
            Subject::Statement(_) => None,
            subject => answers.0.get(subject).filter(|answer| answer.rating.is_some()),
        };
        let covered = earlier.map_or(&[] as &[StatementId], |answer| &answer.covers);
        let is_left = |id: &&StatementId| {
            !has_own(answers, id) && self.asked.iter().all(|asked| asked.statement.id != **id)
        };
        covered.iter().filter(is_left).collect()
    }
}

fn has_own(answers: &Answers, statement: &StatementId) -> bool {
    let own = answers.0.get(&Subject::Statement(statement.clone()));
    own.is_some_and(|answer| answer.rating.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{answers, ladder, level};

    fn told(groups: &[Group]) -> String {
        let told = groups.iter().map(|group| {
            let ids: Vec<_> = group.asked.iter().map(|asked| asked.statement.id.as_str()).collect();
            [group.subject.key(), ids.join(",")].join(">")
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_quick_way_is_worth_it_where_there_is_much_to_rate() {
        let ladder = ladder();
        let asked = crate::requirements::asked(&ladder, level(&ladder, "senior"));
        let group = |size| Group {
            subject: Subject::Statement(asked[0].statement.id.clone()),
            area: asked[0].area,
            asked: std::iter::repeat_n(asked[0], size).collect(),
        };
        for (sizes, expected) in [
            (&[][..], false),
            (&[12], false),
            (&[13], true),
            (&[6, 7], true),
            (&[1; 13], false),
            (&[2; 7], true),
            (&[1, 1, 1, 1, 1, 1, 7], false),
            (&[1, 1, 1, 1, 1, 1, 8], true),
        ] {
            let groups: Vec<_> = sizes.iter().map(|size| group(*size)).collect();
            assert_eq!(spares_enough(&groups), expected, "{sizes:?}");
        }
    }

    #[test]
    fn one_question_for_each_area() {
        let ladder = ladder();
        for (level_id, expected) in [
            ("junior", "area~craft>j.code,j.free area~people>j.kind,j.fair"),
            ("senior", "area~craft>s.code,s.tests,s.review,j.free area~people>s.calm,j.kind,j.fair"),
            (
                "chief",
                "area~craft>c.code,s.review,h.design,j.free area~people>s.calm,j.kind,j.fair c.reach>c.reach",
            ),
        ] {
            let groups = quick(&ladder, level(&ladder, level_id));
            assert_eq!(told(&groups), expected);
            for group in groups {
                let alone = group.asked.len() == 1;
                assert_eq!(group.covers().len(), if alone { 0 } else { group.asked.len() });
            }
        }
    }

    #[test]
    fn only_what_was_answered_at_once_is_deepened() {
        let (craft, people) =
            ("area~craft>s.code,s.tests,s.review,j.free", "area~people>s.calm,j.kind,j.fair");
        for (given, expected) in [
            ("", ""),
            ("s.review=yes", ""),
            ("area~craft=yes>s.code,s.tests", craft),
            ("area~craft=yes>s.code,s.tests s.code=no", craft),
            ("area~craft=yes>s.code,s.tests s.code=", craft),
            ("area~craft=yes>s.code,s.tests s.code=no s.tests=no", ""),
            // A group that has grown since.
            ("area~people=no>j.kind,j.fair", people),
            // As earlier versions asked.
            ("topic~code=yes>s.code,s.tests", craft),
            ("rest~people=no>j.kind,j.fair", people),
        ] {
            let (ladder, answers) = (ladder(), answers(given));
            assert_eq!(told(&to_deepen(&ladder, level(&ladder, "senior"), &answers)), expected, "{given}");
        }
    }

    #[test]
    fn a_group_knows_its_answer() {
        for (given, state) in [
            ("", Progress::NotStarted),
            ("area~people=yes>s.calm,j.kind,j.fair", Progress::Completed),
            ("area~people=yes>s.calm,j.kind,j.fair s.calm=no", Progress::Completed),
            ("area~people=yes>s.calm", Progress::InProgress),
            ("rest~people=yes>s.calm,j.kind,j.fair", Progress::Completed),
            ("s.calm=no j.kind=no j.fair=no", Progress::Completed),
            ("h.code=no", Progress::NotStarted),
        ] {
            let (ladder, answers) = (ladder(), answers(given));
            let group = &quick(&ladder, level(&ladder, "senior"))[1];
            assert_eq!(group.state(&Judge { ladder: &ladder, answers: &answers }), state, "{given}");
            assert_eq!(group.words(), "People: Says s.calm. Says j.kind. Says j.fair.");
        }
    }

    #[test]
    fn an_answer_for_another_target_is_not_lost() {
        for (given, expected) in [
            ("", ""),
            ("area~people=yes>s.calm,j.kind,j.fair", "s.calm"),
            ("area~people=yes>s.calm,j.kind,j.fair s.calm=no", ""),
            ("area~people=yes>s.calm,j.kind,j.fair s.calm=", "s.calm"),
            ("area~people=>s.calm", ""),
            ("area~people=yes>j.fair", ""),
        ] {
            let (ladder, answers) = (ladder(), answers(given));
            let groups = quick(&ladder, level(&ladder, "junior"));
            let left = groups.last().unwrap().left_behind(&answers);
            let left: Vec<_> = left.iter().map(|id| id.as_str()).collect();
            assert_eq!(left.join(" "), expected, "{given}");
        }
    }
}
