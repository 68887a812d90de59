//! Whether an expectation is met.

use serde::{Deserialize, Serialize};

use crate::answers::Answers;
use crate::requirements::Requirement;
use rungs_ladder::id::RatingId;
use rungs_ladder::ladder::{Ladder, Level, Rating, Scale, Statement};

/// The answer beside the scale that takes an expectation out of the count.
pub const NOT_APPLICABLE: &str = "not-applicable";

/// What an answer says about an expectation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is met: rated at `scale.met` or above.
    Met,
    /// It is not met yet: rated on the scale, below `scale.met`.
    NotYet,
    /// The person cannot tell: answered beside the scale, other than [`NOT_APPLICABLE`].
    Unsure,
    /// The role does not ask for it.
    NotApplicable,
    /// There is a rating, and the ladder's scale does not know it: to be rated anew.
    OffScale,
    /// There is no rating. That is not a "no".
    Unrated,
}

impl Verdict {
    /// All of them in the order of a story: what is met first, then what there is to do, at last what does not count.
    pub const STORY: [Self; 6] =
        [Self::Met, Self::NotYet, Self::Unsure, Self::OffScale, Self::Unrated, Self::NotApplicable];

    /// What expectations with it are called together.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Met => "Strong",
            Self::NotYet => "Work on",
            Self::Unsure => "Ask about",
            Self::OffScale => "Rate again",
            Self::Unrated => "Not rated",
            Self::NotApplicable => "Does not apply",
        }
    }

    /// Whether it is a gap, which can be planned for: it counts, and is not known to be met.
    pub fn is_gap(self) -> bool {
        matches!(self, Self::NotYet | Self::Unsure | Self::OffScale | Self::Unrated)
    }

    /// Whether it needs no answer any more.
    pub fn is_answered(self) -> bool {
        !matches!(self, Self::OffScale | Self::Unrated)
    }
}

/// A rating and its place on the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grade<'a> {
    /// The rating.
    pub rating: &'a Rating,
    /// The step of the scale, the lowest being 0; `None` beside the scale.
    pub step: Option<usize>,
}

/// An expectation with its verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessed<'a> {
    /// The expectation.
    pub asked: Requirement<'a>,
    /// What the answers say about it.
    pub verdict: Verdict,
    /// The rating it has itself.
    pub grade: Option<Grade<'a>>,
    /// The level whose statement of the same topic is met in its place. Only an expectation that has no rating itself is
    /// met through another.
    pub through: Option<&'a Level>,
}

/// A ladder and the answers of one person to it. What it finds refers to the ladder alone.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'a, 'b> {
    /// The ladder.
    pub ladder: &'a Ladder,
    /// The answers.
    pub answers: &'b Answers,
}

impl<'a> Judge<'a, '_> {
    /// The rating that a statement has itself, or by an answer that spoke for it; `None` where the scale does not know it.
    pub fn grade(&self, statement: &Statement) -> Option<Grade<'a>> {
        grade(&self.ladder.scale, self.answers.rating(&statement.id)?)
    }

    /// Judges one expectation. Where it has no rating itself, it is met if a level that builds on its level meets a
    /// statement of the same topic: whoever does the harder thing is not asked for the easier one.
    pub fn judge(&self, asked: Requirement<'a>) -> Assessed<'a> {
        let grade = self.grade(asked.statement);
        let through = if grade.is_none() { self.through(&asked) } else { None };
        let verdict = match self.answers.rating(&asked.statement.id) {
            _ if through.is_some() => Verdict::Met,
            Some(_) if grade.is_none() => Verdict::OffScale,
            _ => self.verdict(grade),
        };
        Assessed { asked, verdict, grade, through }
    }

    /// What a rating says by itself.
    pub(crate) fn verdict(&self, grade: Option<Grade>) -> Verdict {
        verdict(&self.ladder.scale, grade)
    }

    /// Of several levels the first in ladder order.
    fn through(&self, asked: &Requirement) -> Option<&'a Level> {
        let topic = asked.statement.topic.as_ref()?;
        self.ladder.levels.iter().find(|higher| {
            let mut same = higher.statements().filter(|statement| statement.topic.as_ref() == Some(topic));
            same.any(|statement| self.verdict(self.grade(statement)) == Verdict::Met)
                && self.ladder.lineage(higher).any(|below| below.id == asked.level.id)
        })
    }
}

/// What a rating of a scale says by itself.
pub(crate) fn verdict(scale: &Scale, grade: Option<Grade>) -> Verdict {
    match grade {
        None => Verdict::Unrated,
        Some(Grade { step: Some(step), .. }) => {
            let met = scale.steps.iter().position(|known| known.id == scale.met);
            if met.is_some_and(|met| met <= step) { Verdict::Met } else { Verdict::NotYet }
        }
        Some(Grade { rating, .. }) if rating.id.as_str() == NOT_APPLICABLE => Verdict::NotApplicable,
        Some(_) => Verdict::Unsure,
    }
}

/// Finds a rating on a scale or beside it; `None` where the scale does not know it.
pub fn grade<'a>(scale: &'a Scale, id: &RatingId) -> Option<Grade<'a>> {
    let ratings = scale.steps.iter().chain(&scale.beside);
    let (step, rating) = ratings.enumerate().find(|(_, rating)| rating.id == *id)?;
    Some(Grade { rating, step: (step < scale.steps.len()).then_some(step) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{answers, ladder};
    use crate::requirements::own;

    fn check(told: &str, statement: &str, expected: (Verdict, &str)) {
        let (ladder, answers) = (ladder(), answers(told));
        let judge = Judge { ladder: &ladder, answers: &answers };
        let mut all = ladder.levels.iter().flat_map(|level| own(&ladder, level));
        let judged = judge.judge(all.find(|asked| asked.statement.id.as_str() == statement).unwrap());
        let through = judged.through.map_or("", |level| level.id.as_str());
        assert_eq!((judged.verdict, through), expected, "{statement} where {told}");
    }

    #[test]
    fn a_gap_counts_and_is_not_known_to_be_met() {
        use Verdict::*;
        for (verdict, is_gap) in [
            (Met, false),
            (NotYet, true),
            (Unsure, true),
            (NotApplicable, false),
            (OffScale, true),
            (Unrated, true),
        ] {
            assert_eq!(verdict.is_gap(), is_gap, "{verdict:?}");
        }
    }

    #[test]
    fn the_scale_tells() {
        use Verdict::*;
        for (rating, verdict) in [
            ("no", NotYet),
            ("some", NotYet),
            ("yes", Met),
            ("more", Met),
            ("not-applicable", NotApplicable),
            ("not-sure", Unsure),
            ("of-another-ladder", OffScale),
            ("", Unrated),
        ] {
            check(&["j.free=", rating].concat(), "j.free", (verdict, ""));
        }
        check("", "j.free", (Unrated, ""));
        check("rest~people=no>j.kind", "j.kind", (NotYet, ""));
        check("rest~people=no>j.kind", "j.fair", (Unrated, ""));
    }

    #[test]
    fn the_harder_thing_answers_for_the_easier() {
        use Verdict::*;
        for (told, statement, expected) in [
            ("s.code=yes", "j.code", (Met, "senior")),
            ("s.tests=yes", "j.code", (Met, "senior")),
            ("topic~code=yes>s.code,s.tests", "j.code", (Met, "senior")),
            // Through a level between that says nothing about the topic, or that is not met.
            ("c.code=yes", "j.code", (Met, "chief")),
            ("h.code=no c.code=more", "j.code", (Met, "chief")),
            ("h.code=yes c.code=more", "j.code", (Met, "head")),
            // What one says about the thing itself holds.
            ("s.code=yes j.code=no", "j.code", (NotYet, "")),
            ("s.code=yes j.code=not-applicable", "j.code", (NotApplicable, "")),
            ("s.code=yes j.code=not-sure", "j.code", (Unsure, "")),
            ("s.code=yes j.code=yes", "j.code", (Met, "")),
            ("s.code=yes j.code=of-another-ladder", "j.code", (Met, "senior")),
            // Only what is met answers for another, and never for a higher one, or one beside.
            ("s.code=some", "j.code", (Unrated, "")),
            ("s.code=not-applicable", "j.code", (Unrated, "")),
            ("j.code=more", "s.code", (Unrated, "")),
            ("s.tests=more", "s.code", (Unrated, "")),
            ("h.design=more", "l.design", (Unrated, "")),
            // Without a topic nothing takes the place.
            ("s.calm=yes", "j.kind", (Unrated, "")),
        ] {
            check(told, statement, expected);
        }
    }
}
