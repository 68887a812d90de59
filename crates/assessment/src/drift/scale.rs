//! Ratings of another scale than the ladder has today.

use crate::answers::Answers;
use crate::answers::{Answer, Meaning, Subject};
use crate::drift::folded;
use crate::sentence::count;
use rungs_ladder::id::StatementId;
use rungs_ladder::ladder::Scale;

/// A rating that does not mean today what it meant when it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regraded {
    /// What was answered.
    pub subject: Subject,
    /// Its words when it was answered.
    pub words: String,
    /// What the rating was called.
    pub before: String,
    /// What it means now; `None` where the scale does not know it any more, and it is to be rated anew.
    pub now: Option<Meaning>,
}

/// What the rating of an answer means today where that is not what it meant: nothing, `Some(None)`, where the scale does not
/// know it; `None` where it means the same, or nobody knows what it meant.
pub fn regraded(scale: &Scale, answer: &Answer) -> Option<Option<Meaning>> {
    let now = Meaning::new(scale, answer.rating.as_ref()?);
    let is_same = match (&now, &answer.meaning) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(now), Some(before)) => {
            now.verdict == before.verdict
                && (now.title == before.title || folded(&now.title) == folded(&before.title))
        }
    };
    (!is_same).then_some(now)
}

/// What is to be known of the rating that holds for a statement, where it does not mean what it meant.
pub fn rating_remark(scale: &Scale, answers: &Answers, statement: &StatementId) -> Option<String> {
    let answer = answers.of(statement)?;
    let before = answer.rating_title()?;
    Some(match regraded(scale, answer)? {
        None => format!(
            "You rated this “{before}”, which is on another scale. It counts for nothing until you rate it anew."
        ),
        Some(now) if now.title == before => {
            format!("Since you rated this “{before}”, that has come to say something else.")
        }
        Some(now) => format!("When you rated this, “{}” was called “{before}”.", now.title),
    })
}

/// Which ratings of somebody else do not mean what they meant: "3 ratings are on another scale: “Consistently”, “Not yet”."
pub fn scale_notice(scale: &Scale, answers: &Answers) -> Option<String> {
    let (mut off_scale, mut changed) = (Vec::new(), Vec::new());
    for answer in answers.0.values() {
        if let (Some(now), Some(before)) = (regraded(scale, answer), answer.rating_title()) {
            if now.is_none() { &mut off_scale } else { &mut changed }.push(before);
        }
    }
    let told = |mut titles: Vec<&str>, one, many| {
        let number = count(titles.len(), one, many);
        titles.sort_unstable();
        titles.dedup();
        (!titles.is_empty()).then(|| format!("{number}: “{}”.", titles.join("”, “")))
    };
    let told = [
        told(off_scale, "rating is on another scale", "ratings are on another scale"),
        told(changed, "rating means something else now", "ratings mean something else now"),
    ];
    let told: Vec<_> = told.into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Answers, Assessment, State};
    use crate::date::Date;
    use crate::drift::{Asked, Drift, Matching, drifted, stamp};
    use rungs_ladder::example::draft;
    use rungs_ladder::id::{LevelId, RatingId};
    use rungs_ladder::ladder::{Ladder, Scale};
    use std::sync::Arc;

    fn ladder(change: impl Fn(&mut Scale)) -> Ladder {
        let mut draft = draft();
        change(Arc::make_mut(&mut draft.scale));
        Ladder::new(draft).unwrap()
    }

    /// Answers as `subject=rating`, as they are given to a ladder; `!` at the end: by a version that kept no meaning.
    fn answers(ladder: &Ladder, given: &str) -> Answers {
        let answer = |given: &str| {
            let (subject, rating) = given.split_once('=').unwrap();
            let id = RatingId::new(rating.trim_end_matches('!')).unwrap();
            let meaning = Meaning::new(&ladder.scale, &id).filter(|_| !rating.ends_with('!'));
            let answer = Answer { rating: Some(id), meaning, ..Answer::empty(Date::EPOCH) };
            (Subject::parse(subject).unwrap(), answer)
        };
        Answers(given.split_whitespace().map(answer).collect())
    }

    fn assessment() -> Assessment {
        Assessment {
            name: String::new(),
            target: LevelId::new("junior").unwrap(),
            held: None,
            created: Date::EPOCH,
            ladder: String::new(),
            exported: None,
            state: State::Active,
        }
    }

    #[test]
    fn ratings_of_another_scale_are_named() {
        let given = answers(&ladder(|_| {}), "j.free=yes j.code=no s.code=no x.old=gone!");
        let told = |change: fn(&mut Scale)| {
            let scale = &ladder(change).scale;
            let remark =
                |id: &str| rating_remark(scale, &given, &StatementId::new(id).unwrap()).unwrap_or_default();
            [remark("j.free"), remark("j.code"), scale_notice(scale, &given).unwrap_or_default()]
        };
        assert_eq!(told(|_| {}), ["", "", "1 rating is on another scale: “gone”."]);
        assert_eq!(
            told(|s| {
                s.steps[0].id = RatingId::new("below").unwrap();
                s.steps[1].title = "Always".into()
            }),
            [
                "When you rated this, “Always” was called “yes”.",
                "You rated this “no”, which is on another scale. It counts for nothing until you rate it anew.",
                "3 ratings are on another scale: “gone”, “no”. 1 rating means something else now: “yes”.",
            ]
        );
        let [yes, no, _] = told(|s| s.met = RatingId::new("no").unwrap());
        assert_eq!([&*yes, &*no], ["", "Since you rated this “no”, that has come to say something else."]);
    }

    #[test]
    fn a_rating_whose_meaning_has_changed_is_told() {
        type Change = fn(&mut Scale);
        let id = |id: &str| RatingId::new(id).unwrap();
        let cases: [(&str, Change, &str, &str); 9] = [
            ("the same", |_| {}, "j.free=yes j.code=no!", ""),
            ("case alone", |s| s.steps[1].title = "YES".into(), "j.free=yes", ""),
            (
                "renamed",
                |s| s.steps[1].title = "Always".into(),
                "j.free=yes j.code=no",
                "j.free: yes -> Always Met",
            ),
            ("not known what it meant", |s| s.steps[1].title = "Always".into(), "j.free=yes!", ""),
            (
                "gone",
                |s| s.steps[0].id = RatingId::new("below").unwrap(),
                "j.free=no j.code=no! topic~code=no",
                "j.code: no -> gone; j.free: no -> gone; topic~code: no -> gone",
            ),
            ("another order", |s| s.steps.reverse(), "j.free=no j.code=yes", "j.free: no -> no Met"),
            (
                "another step is met",
                |s| s.met = RatingId::new("no").unwrap(),
                "j.free=no j.code=yes",
                "j.free: no -> no Met",
            ),
            (
                "beside the scale",
                |s| {
                    let no = s.steps.remove(0);
                    s.beside.push(no)
                },
                "j.free=no",
                "j.free: no -> no Unsure",
            ),
            (
                "one more",
                |s| {
                    let mut more = s.steps[1].clone();
                    more.id = RatingId::new("more").unwrap();
                    s.steps.push(more)
                },
                "j.free=no j.code=yes",
                "",
            ),
        ];
        for (name, change, given, expected) in cases {
            let given = answers(&ladder(|_| {}), given);
            let ladder = ladder(change);
            let matching = Matching::new(&ladder, &given);
            let now = |now: &Option<Meaning>| {
                now.as_ref().map_or("gone".into(), |now| format!("{} {:?}", now.title, now.verdict))
            };
            let told: Vec<_> = matching
                .regraded
                .iter()
                .map(|r| format!("{}: {} -> {}", r.subject.key(), r.before, now(&r.now)))
                .collect();
            assert_eq!(told.join("; "), expected, "{name}");
            let mut assessment = assessment();
            let drift = drifted(&ladder, &assessment, &given);
            assert_eq!(drift.off_scale + drift.renamed, told.len(), "{name}");
            // What was confirmed is asked no more; what is gone stays as it was given.
            let fitted = matching.apply(&given, &|asked| matches!(asked, Asked::Rating(_))).answers;
            let left: Vec<_> = Matching::new(&ladder, &fitted).regraded;
            assert!(left.iter().all(|left| left.now.is_none()), "{name}");
            for (subject, answer) in &fitted.0 {
                assert_eq!(answer.rating, given.0[subject].rating, "{name}");
            }
            // Seen is seen, until the scale is another again.
            assessment.ladder = stamp(&ladder, &given);
            assert!(drifted(&ladder, &assessment, &given).is_none(), "{name}");
        }
        let given = answers(&ladder(|_| {}), "j.free=yes j.code=yes j.x=no");
        let ladder = ladder(|s| {
            s.steps[1].id = id("meets");
            s.met = id("meets");
            s.steps[0].title = "Never".into()
        });
        let drift = Drift { statements: 1, off_scale: 2, renamed: 1 };
        assert_eq!(drifted(&ladder, &assessment(), &given), drift);
        assert_eq!(
            drift.sentence(),
            "one statement has changed since you answered it. 2 of your ratings are on another scale. 1 of your ratings means something else now. "
        );
    }
}
