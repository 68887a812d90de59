//! Where a person stands against a level: what of it is met, and the statements that stand between them and it.
//!
//! Everything here is a function of a ladder and answers; nothing of it is stored. So a target can be changed, and a
//! ladder edited, without a question being answered again. No title is computed from points.

mod judge;
mod radar;
mod reach;

pub(crate) use self::judge::verdict;
pub use self::judge::{Assessed, Grade, Judge, NOT_APPLICABLE, Verdict, grade};
pub use self::radar::{Axis, Point, RADIUS, Radar};
pub use self::reach::{AreaReach, Reach};

use crate::answers::Answers;
use crate::requirements::asked;
use rungs_ladder::compare::plural;
use rungs_ladder::ladder::{Area, Level};

/// Where a person stands against one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The level.
    pub level: &'a Level,
    /// All that it asks, in the order of [`asked`].
    pub judged: Vec<Assessed<'a>>,
    /// How many of them have which verdict.
    pub counts: Counts,
    /// The same for every area of the ladder, in its order; also for one in which the level asks nothing.
    pub areas: Vec<AreaStanding<'a>>,
}

/// Where a person stands in one area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AreaStanding<'a> {
    /// The area.
    pub area: &'a Area,
    /// How many of its expectations have which verdict.
    pub counts: Counts,
}

/// How many expectations have which verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that are [`Verdict::Met`].
    pub met: usize,
    /// Those that are [`Verdict::NotYet`] met.
    pub not_yet: usize,
    /// Those that are [`Verdict::Unsure`].
    pub unsure: usize,
    /// Those that are [`Verdict::NotApplicable`].
    pub not_applicable: usize,
    /// Those that are [`Verdict::OffScale`].
    pub off_scale: usize,
    /// Those that are [`Verdict::Unrated`].
    pub unrated: usize,
}

impl<'a> Standing<'a> {
    /// Judges all that `level` asks.
    pub fn new(judge: &Judge<'a, '_>, level: &'a Level) -> Self {
        let judged: Vec<_> = asked(judge.ladder, level).into_iter().map(|asked| judge.judge(asked)).collect();
        let mut counts = Counts::default();
        let mut areas: Vec<_> =
            judge.ladder.areas.iter().map(|area| AreaStanding { area, counts: Counts::default() }).collect();
        for judged in &judged {
            counts.add(judged.verdict);
            if let Some(of_area) = areas.iter_mut().find(|known| known.area.id == judged.asked.area.id) {
                of_area.counts.add(judged.verdict);
            }
        }
        Self { level, judged, counts, areas }
    }

    /// For every level of the ladder, in its order: a target can be changed without a question being answered again.
    pub fn of_all(judge: &Judge<'a, '_>) -> Vec<Self> {
        judge.ladder.levels.iter().map(|level| Self::new(judge, level)).collect()
    }

    /// The expectations with that verdict. Of those that are met, the ones with evidence come first: they are what a
    /// conversation begins with.
    pub fn with(&self, verdict: Verdict, answers: &Answers) -> Vec<Assessed<'a>> {
        let mut found: Vec<_> =
            self.judged.iter().copied().filter(|judged| judged.verdict == verdict).collect();
        if verdict == Verdict::Met {
            let has_evidence = |judged: &Assessed| {
                answers.remarked(&judged.asked.statement.id).is_some_and(|answer| !answer.evidence.is_empty())
            };
            found.sort_by_key(|judged| !has_evidence(judged));
        }
        found
    }

    /// The standing in a sentence: "You meet 31 of the 38 expectations of Senior Software Engineer."
    pub fn lead(&self) -> String {
        lead(&self.level.title, &self.counts)
    }

    /// Whether all that counts is met, and something counts.
    pub fn is_all_met(&self) -> bool {
        self.counts.of() > 0 && self.counts.met == self.counts.of()
    }
}

impl Counts {
    /// Counts one expectation more.
    pub fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Met => self.met += 1,
            Verdict::NotYet => self.not_yet += 1,
            Verdict::Unsure => self.unsure += 1,
            Verdict::NotApplicable => self.not_applicable += 1,
            Verdict::OffScale => self.off_scale += 1,
            Verdict::Unrated => self.unrated += 1,
        }
    }

    /// How many expectations there are.
    pub fn all(&self) -> usize {
        self.of() + self.not_applicable
    }

    /// How many expectations count: all but those that do not apply.
    pub fn of(&self) -> usize {
        self.rated() + self.open()
    }

    /// How many of those that count are to be rated, or rated anew.
    pub fn open(&self) -> usize {
        self.off_scale + self.unrated
    }

    /// How many of those that count have an answer, [`Verdict::Unsure`] being one.
    pub fn rated(&self) -> usize {
        self.met + self.not_yet + self.unsure
    }

    /// Whether there is any rating of those that count, one that the scale does not know included.
    pub fn is_begun(&self) -> bool {
        self.rated() + self.off_scale > 0
    }

    /// Of those that count, the share that is met, in per mille, rounded down; `None` where none counts.
    pub fn share(&self) -> Option<usize> {
        (self.met * 1000).checked_div(self.of())
    }
}

/// "3 of your ratings are on another scale"
pub fn off_scale(count: usize) -> String {
    [&count.to_string(), plural(count, " of your ratings is", " of your ratings are"), " on another scale"]
        .concat()
}

fn lead(level: &str, counts: &Counts) -> String {
    let (met, of) = (counts.met, counts.of());
    let expectations = plural(of, " expectation of ", " expectations of ");
    let number = if of == 1 { "one".into() } else { of.to_string() };
    if counts.all() == 0 {
        [level, " asks for nothing."].concat()
    } else if of == 0 {
        ["None of the expectations of ", level, " applies to your role."].concat()
    } else if counts.rated() == 0 && counts.off_scale > 0 {
        ["The ", &number, expectations, level, plural(of, " is", " are"), " to be rated."].concat()
    } else if counts.rated() == 0 {
        let none = plural(of, "You have not rated the ", "You have not rated any of the ");
        [none, &number, expectations, level, " yet."].concat()
    } else if met == of {
        [plural(of, "You meet the ", "You meet all "), &number, expectations, level, "."].concat()
    } else if met == 0 {
        let none = plural(of, "You do not meet the ", "You meet none of the ");
        [none, &number, expectations, level, " yet."].concat()
    } else {
        ["You meet ", &met.to_string(), " of the ", &number, expectations, level, "."].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Evidence, Subject};
    use crate::fixture::{answers, ladder, level};

    /// Counts as `met/not yet/unsure/not applicable/unrated`.
    fn told(counts: &Counts) -> String {
        [counts.met, counts.not_yet, counts.unsure, counts.not_applicable, counts.unrated]
            .map(|count| count.to_string())
            .join("/")
    }

    #[test]
    fn a_level_is_counted_in_all_and_by_area() {
        for (level_id, given, expected) in [
            ("junior", "", "0/0/0/0/4: craft 0/0/0/0/2, people 0/0/0/0/2, reach 0/0/0/0/0"),
            ("junior", "s.code=yes", "1/0/0/0/3: craft 1/0/0/0/1, people 0/0/0/0/2, reach 0/0/0/0/0"),
            (
                "senior",
                "s.code=yes s.tests=some j.free=not-sure rest~people=not-applicable>j.kind,j.fair j.kind=no",
                "1/2/1/1/2: craft 1/1/1/0/1, people 0/1/0/1/1, reach 0/0/0/0/0",
            ),
        ] {
            let (ladder, answers) = (ladder(), answers(given));
            let standing =
                Standing::new(&Judge { ladder: &ladder, answers: &answers }, level(&ladder, level_id));
            let areas: Vec<_> = standing
                .areas
                .iter()
                .map(|of_area| [of_area.area.id.as_str(), " ", &told(&of_area.counts)].concat())
                .collect();
            assert_eq!([told(&standing.counts), areas.join(", ")].join(": "), expected);
        }
    }

    #[test]
    fn the_share_leaves_out_what_does_not_apply() {
        for ([met, not_yet, unsure, not_applicable, unrated], expected) in [
            ([2, 1, 0, 5, 0], Some(666)),
            ([1, 0, 0, 0, 0], Some(1000)),
            ([0, 0, 0, 0, 3], Some(0)),
            ([0, 0, 0, 3, 0], None),
            ([0, 0, 0, 0, 0], None),
        ] {
            let counts = Counts { met, not_yet, unsure, not_applicable, unrated, off_scale: 0 };
            assert_eq!(counts.share(), expected);
        }
    }

    #[test]
    fn the_lead_says_what_is_met() {
        for ([met, not_yet, unsure, not_applicable, unrated], expected) in [
            ([31, 4, 1, 2, 2], "You meet 31 of the 38 expectations of A."),
            ([1, 1, 0, 0, 0], "You meet 1 of the 2 expectations of A."),
            ([38, 0, 0, 0, 0], "You meet all 38 expectations of A."),
            ([38, 0, 0, 3, 0], "You meet all 38 expectations of A."),
            ([1, 0, 0, 0, 0], "You meet the one expectation of A."),
            ([0, 3, 0, 0, 0], "You meet none of the 3 expectations of A yet."),
            ([0, 1, 0, 0, 0], "You do not meet the one expectation of A yet."),
            ([0, 0, 0, 0, 38], "You have not rated any of the 38 expectations of A yet."),
            ([0, 0, 0, 2, 36], "You have not rated any of the 36 expectations of A yet."),
            ([0, 0, 0, 0, 1], "You have not rated the one expectation of A yet."),
            ([0, 0, 0, 4, 0], "None of the expectations of A applies to your role."),
            ([0, 0, 0, 0, 0], "A asks for nothing."),
        ] {
            assert_eq!(
                lead("A", &Counts { met, not_yet, unsure, not_applicable, unrated, off_scale: 0 }),
                expected
            );
        }
        let counts = Counts { off_scale: 2, unrated: 1, ..Counts::default() };
        assert_eq!(lead("A", &counts), "The 3 expectations of A are to be rated.");
    }

    #[test]
    fn the_story_names_every_expectation_once() {
        for (given, expected) in [
            ("", "Not rated: j.code j.free j.kind j.fair"),
            (
                "j.code=no j.free=some j.kind=not-sure j.fair=not-applicable",
                "Work on: j.code j.free; Ask about: j.kind; Does not apply: j.fair",
            ),
            (
                "j.code=gone j.free=gone j.kind=yes",
                "Strong: j.kind; Rate again: j.code j.free; Not rated: j.fair",
            ),
            ("s.code=yes j.fair=more", "Strong: j.code j.fair; Not rated: j.free j.kind"),
        ] {
            let (ladder, answers) = (ladder(), answers(given));
            let standing =
                Standing::new(&Judge { ladder: &ladder, answers: &answers }, level(&ladder, "junior"));
            assert_eq!(story(&standing, &answers), expected, "{given}");
        }
    }

    fn story(standing: &Standing, answers: &Answers) -> String {
        let groups = Verdict::STORY.map(|verdict| {
            let judged = standing.with(verdict, answers);
            let ids: Vec<_> = judged.iter().map(|judged| judged.asked.statement.id.as_str()).collect();
            (!ids.is_empty()).then(|| format!("{}: {}", verdict.heading(), ids.join(" ")))
        });
        groups.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn what_is_met_and_shown_comes_first() {
        let (ladder, mut answers) = (ladder(), answers("j.code=yes j.free=yes j.kind=yes j.fair=no"));
        for id in ["j.kind", "j.fair"] {
            let answer = answers.0.get_mut(&Subject::parse(id).unwrap()).unwrap();
            answer.evidence.push(Evidence { text: "Seen".into(), ..Evidence::default() });
        }
        let standing = Standing::new(&Judge { ladder: &ladder, answers: &answers }, level(&ladder, "junior"));
        assert_eq!(story(&standing, &answers), "Strong: j.kind j.code j.free; Work on: j.fair");
        assert!(!standing.is_all_met());
    }
}
