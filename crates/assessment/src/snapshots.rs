//! Answers as they stood one day, and two sets of answers side by side: what has moved between two days, and where two
//! people differ.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::answers::{Answer, Answers, Subject};
use crate::date::Date;
use crate::requirements::{Requirement, own};
use crate::standing::{Grade, Judge};
use rungs_ladder::compare::plural;
use rungs_ladder::id::{LevelId, SnapshotId, StatementId};
use rungs_ladder::ladder::{Ladder, Level};

/// An assessment as it stood one day. It never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// What the person calls it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// When it was taken.
    pub taken: Date,
    /// The target of that day.
    pub target: LevelId,
    /// The level held that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<LevelId>,
    /// The answers of that day.
    #[serde(default)]
    pub answers: Answers,
}

/// The order in which snapshots are listed: by their day, and those of one day by their ids.
pub fn oldest_first((a_id, a): &(SnapshotId, Snapshot), (b_id, b): &(SnapshotId, Snapshot)) -> Ordering {
    a.taken.cmp(&b.taken).then_with(|| a_id.cmp(b_id))
}

/// What has moved from one set of answers to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movements<'a, 'b> {
    /// Every statement that is rated in either, ordered by what became of it as [`Movement`] is, then as the ladder is.
    pub pairs: Vec<RatingPair<'a>>,
    /// How many of them became what.
    pub counts: Moves,
    /// How many statements have a rating, in either, that is on another scale: they are in no pair.
    pub off_scale: usize,
    /// The answers whose statements the ladder no longer has.
    pub unplaced: Vec<UnplacedAnswer<'b>>,
}

/// Two people's answers, one over the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlay<'a, 'b> {
    /// What both have rated, and not the same: the farthest apart on the scale first, those with an answer beside the
    /// scale last, each in ladder order.
    pub disagreements: Vec<RatingPair<'a>>,
    /// How many statements both have rated the same.
    pub agreements: usize,
    /// What only the first person has rated, in ladder order.
    pub only_first: Vec<RatingPair<'a>>,
    /// What only the second person has rated, in ladder order.
    pub only_second: Vec<RatingPair<'a>>,
    /// How many statements have a rating, by either, that is on another scale: they are in no pair.
    pub off_scale: usize,
    /// The answers whose statements the ladder does not have.
    pub unplaced: Vec<UnplacedAnswer<'b>>,
}

/// A statement that is rated in at least one of two sets of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RatingPair<'a> {
    /// The statement, at the level that says it.
    pub asked: Requirement<'a>,
    /// Its rating in the first.
    pub before: Option<Grade<'a>>,
    /// Its rating in the second.
    pub after: Option<Grade<'a>>,
    /// What became of it.
    pub change: Movement,
}

/// What became of a rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// It is higher on the scale.
    Up,
    /// It is lower.
    Down,
    /// It is there only in the second.
    New,
    /// It is there only in the first.
    Gone,
    /// It went to an answer beside the scale, or came from one.
    Beside,
    /// It is the same.
    Same,
}

/// How many ratings became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Those that are [`Movement::Up`].
    pub up: usize,
    /// Those that are [`Movement::Down`].
    pub down: usize,
    /// Those that are [`Movement::New`].
    pub new: usize,
    /// Those that are [`Movement::Gone`].
    pub gone: usize,
    /// Those that are [`Movement::Beside`].
    pub beside: usize,
    /// Those that are [`Movement::Same`].
    pub same: usize,
}

/// An answer to something that the ladder does not have. At least one of the two is there; each keeps the words that
/// were answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnplacedAnswer<'b> {
    /// What was answered.
    pub subject: &'b Subject,
    /// The answer in the first.
    pub before: Option<&'b Answer>,
    /// The answer in the second.
    pub after: Option<&'b Answer>,
}

impl<'a, 'b> Movements<'a, 'b> {
    /// What has moved from `before` to `after`.
    pub fn new(ladder: &'a Ladder, before: &'b Answers, after: &'b Answers) -> Self {
        let (found, off_scale) = pairs(ladder, before, after);
        let (mut pairs, mut counts) = (Vec::with_capacity(found.len()), Moves::default());
        for (change, count) in [
            (Movement::Up, &mut counts.up),
            (Movement::Down, &mut counts.down),
            (Movement::New, &mut counts.new),
            (Movement::Gone, &mut counts.gone),
            (Movement::Beside, &mut counts.beside),
            (Movement::Same, &mut counts.same),
        ] {
            let passed = pairs.len();
            pairs.extend(found.iter().copied().filter(|pair| pair.change == change));
            *count = pairs.len() - passed;
        }
        Self { pairs, counts, off_scale, unplaced: unplaced(ladder, before, after) }
    }
}

impl Moves {
    /// "3 moved up, 1 down, 5 are new."
    pub fn sentence(&self) -> String {
        let mut sentence = String::new();
        for (count, one, many) in [
            (self.up, " moved up", " moved up"),
            // Up has the verb already.
            if self.up > 0 {
                (self.down, " down", " down")
            } else {
                (self.down, " moved down", " moved down")
            },
            (self.new, " is new", " are new"),
            (self.gone, " is no longer rated", " are no longer rated"),
            (
                self.beside,
                " changed to or from an answer beside the scale",
                " changed to or from an answer beside the scale",
            ),
        ] {
            if count > 0 {
                sentence.push_str(if sentence.is_empty() { "" } else { ", " });
                sentence.push_str(&count.to_string());
                sentence.push_str(plural(count, one, many));
            }
        }
        match sentence.is_empty() {
            true if self.same == 0 => "Neither has any ratings.".into(),
            true => "Nothing has changed.".into(),
            false => sentence + ".",
        }
    }
}

impl<'a, 'b> Overlay<'a, 'b> {
    /// Lays the answers of a second person over those of the first.
    pub fn new(ladder: &'a Ladder, first: &'b Answers, second: &'b Answers) -> Self {
        let (found, off_scale) = pairs(ladder, first, second);
        let with = |change: Movement| found.iter().copied().filter(move |pair| pair.change == change);
        let mut disagreements = Vec::new();
        for distance in (1..ladder.scale.steps.len()).rev() {
            disagreements.extend(found.iter().copied().filter(|pair| pair.distance() == Some(distance)));
        }
        disagreements.extend(with(Movement::Beside));
        Self {
            disagreements,
            agreements: with(Movement::Same).count(),
            only_first: with(Movement::Gone).collect(),
            only_second: with(Movement::New).collect(),
            off_scale,
            unplaced: unplaced(ladder, first, second),
        }
    }

    /// "You agree on 12 of the 15 statements that you both rated."
    pub fn sentence(&self) -> String {
        let (agreed, both) = (self.agreements, self.agreements + self.disagreements.len());
        let (told, of) = (agreed.to_string(), both.to_string());
        match (agreed, both) {
            (_, 0) => "You have not rated the same statements.".into(),
            (0, 1) => "You do not agree on the one statement that you both rated.".into(),
            (1, 1) => "You agree on the one statement that you both rated.".into(),
            (0, _) => ["You agree on none of the ", &of, " statements that you both rated."].concat(),
            _ if agreed == both => ["You agree on all ", &of, " statements that you both rated."].concat(),
            _ => ["You agree on ", &told, " of the ", &of, " statements that you both rated."].concat(),
        }
    }
}

impl RatingPair<'_> {
    /// How many steps of the scale the two ratings are apart; `None` where one is not on the scale.
    pub fn distance(&self) -> Option<usize> {
        let (before, after) = (self.before?.step?, self.after?.step?);
        Some(before.abs_diff(after))
    }
}

/// All statements that are rated in either, in ladder order, and how many beside them have a rating on another scale: what
/// became of that is not known.
fn pairs<'a>(ladder: &'a Ladder, before: &Answers, after: &Answers) -> (Vec<RatingPair<'a>>, usize) {
    let (first, second) = (Judge { ladder, answers: before }, Judge { ladder, answers: after });
    let (mut pairs, mut off_scale) = (Vec::new(), 0);
    for asked in ladder.levels.iter().flat_map(|level| own(ladder, level)) {
        let is_off_scale = |judge: &Judge, grade: Option<Grade>| {
            grade.is_none() && judge.answers.rating(&asked.statement.id).is_some()
        };
        let (before, after) = (first.grade(asked.statement), second.grade(asked.statement));
        if is_off_scale(&first, before) || is_off_scale(&second, after) {
            off_scale += 1;
        } else if let Some(change) = change(before, after) {
            pairs.push(RatingPair { asked, before, after, change });
        }
    }
    (pairs, off_scale)
}

fn change(before: Option<Grade>, after: Option<Grade>) -> Option<Movement> {
    let (before, after) = match (before, after) {
        (None, None) => return None,
        (None, Some(_)) => return Some(Movement::New),
        (Some(_), None) => return Some(Movement::Gone),
        (Some(before), Some(after)) => (before, after),
    };
    Some(match (before.step, after.step) {
        (Some(before), Some(after)) if before < after => Movement::Up,
        (Some(before), Some(after)) if before > after => Movement::Down,
        _ if before.rating.id == after.rating.id => Movement::Same,
        _ => Movement::Beside,
    })
}

/// In the order of their subjects: those of the first, then what only the second has.
fn unplaced<'b>(ladder: &Ladder, before: &'b Answers, after: &'b Answers) -> Vec<UnplacedAnswer<'b>> {
    let mut unplaced: Vec<UnplacedAnswer> = Vec::new();
    for (subject, answer) in before.sorted() {
        if is_stray(ladder, subject, answer) {
            unplaced.push(UnplacedAnswer { subject, before: Some(answer), after: None });
        }
    }
    for (subject, answer) in after.sorted() {
        if is_stray(ladder, subject, answer) {
            match unplaced.iter_mut().find(|stray| stray.subject == subject) {
                Some(stray) => stray.after = Some(answer),
                None => unplaced.push(UnplacedAnswer { subject, before: None, after: Some(answer) }),
            }
        }
    }
    unplaced
}

/// Whether an answer says something, and about nothing that the ladder has. An answer to a topic or to the rest of an
/// area is about the statements that it spoke for.
fn is_stray(ladder: &Ladder, subject: &Subject, answer: &Answer) -> bool {
    let has =
        |id: &StatementId| ladder.levels.iter().flat_map(Level::statements).any(|known| known.id == *id);
    let found = match subject {
        Subject::Statement(id) => has(id),
        _ if !answer.covers.is_empty() => answer.covers.iter().any(&has),
        Subject::Topic(id) => ladder.topic(id).is_some(),
        Subject::Rest(id) | Subject::Area(id) => ladder.area(id).is_some(),
    };
    !found && !answer.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{answers, ladder};

    fn told(pairs: &[RatingPair]) -> String {
        let told = pairs.iter().map(|pair| format!("{} {:?}", pair.asked.statement.id, pair.change));
        told.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn ratings_move() {
        for (before, after, expected, sentence) in [
            ("", "", "", "Neither has any ratings."),
            ("j.code=yes", "j.code=yes", "j.code Same", "Nothing has changed."),
            ("j.code=not-sure", "j.code=not-sure", "j.code Same", "Nothing has changed."),
            ("j.code=no", "j.code=some", "j.code Up", "1 moved up."),
            ("j.code=more", "j.code=no", "j.code Down", "1 moved down."),
            ("", "j.code=no", "j.code New", "1 is new."),
            ("j.code=no", "j.code=", "j.code Gone", "1 is no longer rated."),
            // What it was is not known, so nothing is said of how it moved.
            ("j.code=unknown", "j.code=no", "", "Neither has any ratings."),
            (
                "j.code=no",
                "j.code=not-sure",
                "j.code Beside",
                "1 changed to or from an answer beside the scale.",
            ),
            (
                "j.code=not-applicable j.free=not-sure",
                "j.code=not-sure j.free=no",
                "j.code Beside, j.free Beside",
                "2 changed to or from an answer beside the scale.",
            ),
            // What spoke for a statement before counts as its rating.
            ("rest~people=no>j.kind", "j.kind=yes", "j.kind Up", "1 moved up."),
            (
                "j.code=yes j.free=no j.kind=yes s.code=no c.reach=yes",
                "j.code=no j.free=yes s.code=some s.tests=no h.code=no c.reach=yes",
                "j.free Up, s.code Up, j.code Down, s.tests New, h.code New, j.kind Gone, c.reach Same",
                "2 moved up, 1 down, 2 are new, 1 is no longer rated.",
            ),
        ] {
            let (ladder, before, after) = (ladder(), answers(before), answers(after));
            let changes = Movements::new(&ladder, &before, &after);
            assert_eq!(
                (told(&changes.pairs).as_str(), changes.counts.sentence().as_str()),
                (expected, sentence)
            );
            assert_eq!(changes.unplaced, []);
        }
    }

    #[test]
    fn disagreements_come_first_the_widest_ahead() {
        for (mine, theirs, expected, agreements, sentence) in [
            ("", "j.code=no", "", 0, "You have not rated the same statements."),
            ("j.code=no", "j.code=no", "", 1, "You agree on the one statement that you both rated."),
            (
                "j.code=no",
                "j.code=yes",
                "j.code Up",
                0,
                "You do not agree on the one statement that you both rated.",
            ),
            (
                "j.code=no j.free=no",
                "j.code=no j.free=no",
                "",
                2,
                "You agree on all 2 statements that you both rated.",
            ),
            (
                "j.code=no j.free=no",
                "j.code=yes j.free=more",
                "j.free Up, j.code Up",
                0,
                "You agree on none of the 2 statements that you both rated.",
            ),
            (
                "j.code=not-applicable j.free=some j.kind=yes j.fair=more s.code=yes s.calm=no",
                "j.code=yes j.free=yes j.kind=no j.fair=no s.code=some s.calm=no",
                "j.fair Down, j.kind Down, j.free Up, s.code Down, j.code Beside",
                1,
                "You agree on 1 of the 6 statements that you both rated.",
            ),
        ] {
            let (ladder, mine, theirs) = (ladder(), answers(mine), answers(theirs));
            let overlay = Overlay::new(&ladder, &mine, &theirs);
            assert_eq!((told(&overlay.disagreements).as_str(), overlay.agreements), (expected, agreements));
            assert_eq!(overlay.sentence(), sentence);
        }
        let (ladder, mine, theirs) =
            (ladder(), answers("j.code=no s.code=no"), answers("s.code=no h.code=yes"));
        let overlay = Overlay::new(&ladder, &mine, &theirs);
        assert_eq!(
            (told(&overlay.only_first), told(&overlay.only_second)),
            ("j.code Gone".into(), "h.code New".into())
        );
    }

    #[test]
    fn answers_that_the_ladder_has_no_place_for_are_listed_apart() {
        for (before, after, expected) in [
            ("j.code=no", "h.code=no", ""),
            ("x.code=no", "", "x.code +- Words of x.code"),
            ("x.code=no", "x.code=yes", "x.code ++ Words of x.code"),
            ("", "y=no x=no", "x -+ Words of x, y -+ Words of y"),
            // Nothing is said in it.
            ("x.code=", "", ""),
            ("topic~code=no>s.code,x.code", "", ""),
            ("topic~code=no>x.code", "", "topic~code +- Words of topic~code"),
            ("rest~gone=no", "", "rest~gone +- Words of rest~gone"),
            ("rest~craft=no topic~design=no", "", ""),
        ] {
            let (ladder, before, after) = (ladder(), answers(before), answers(after));
            let unplaced = Movements::new(&ladder, &before, &after).unplaced;
            assert_eq!(Overlay::new(&ladder, &before, &after).unplaced, unplaced);
            let told = unplaced.iter().map(|stray| {
                let mark = |answer: Option<&Answer>| if answer.is_some() { "+" } else { "-" };
                let words = &stray.before.or(stray.after).unwrap().words;
                format!("{} {}{} {words}", stray.subject.key(), mark(stray.before), mark(stray.after))
            });
            assert_eq!(told.collect::<Vec<_>>().join(", "), expected);
        }
    }
}
