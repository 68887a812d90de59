//! What stands in the brief of an assessment.

mod markdown;

pub use self::markdown::{Brief, BriefGroup, Rated, Step};
use crate::answers::{Answer, Answers, Evidence, Subject, words};
use crate::bundle::AssessmentBundle;
use crate::date::Date;
use crate::standing::{Assessed, Judge, Standing, Verdict, grade};
use rungs_ladder::id::{LevelId, StatementId};
use rungs_ladder::ladder::{Ladder, Level};

/// The brief of what is kept, as Markdown, with the day that it is made on: where the person stands against the target,
/// what they are strong in, what there is to work on, the goals, and all else, each expectation with what was said about it. Where the ladder no longer has the
/// target, the brief says so and lists the answers by the words that they were given to.
pub fn brief(ladder: &Ladder, kept: &AssessmentBundle, today: Date) -> String {
    let judge = Judge { ladder, answers: &kept.answers };
    let target = &kept.assessment.target;
    let told = match ladder.level(target) {
        Some(level) => against(&judge, level),
        None => apart(&judge, target),
    };
    let title = |id: &LevelId| ladder.level(id).map_or_else(|| id.to_string(), |level| level.title.clone());
    let held = kept.assessment.held.as_ref().map(title);
    let plan = kept.goals.iter().map(|(_, goal)| Step { words: &goal.words, step: &goal.step, by: goal.by });
    let brief = Brief {
        name: &kept.assessment.name,
        target: &title(target),
        held: held.as_deref(),
        on: today,
        ladder: &ladder.title,
        version: &ladder.version,
        lead: &told.lead,
        before_plan: told.before_plan.iter().map(group).collect(),
        plan: plan.collect(),
        after_plan: told.after_plan.iter().map(group).collect(),
    };
    brief.markdown()
}

/// Lines under a title.
type Lines<'a> = (&'static str, Vec<Line<'a>>);

/// What the brief says beside its head and the plan.
struct Summary<'a> {
    lead: String,
    before_plan: Vec<Lines<'a>>,
    after_plan: Vec<Lines<'a>>,
}

fn group<'a>((title, lines): &'a Lines) -> BriefGroup<'a> {
    BriefGroup { title, statements: lines.iter().map(Line::rated).collect() }
}

/// A statement and what was said about it.
struct Line<'a> {
    words: String,
    rating: &'a str,
    note: String,
    evidence: Vec<Evidence>,
}

impl<'a> Line<'a> {
    fn new(words: String, rating: &'a str, answers: &[&Answer]) -> Self {
        let mut note = String::new();
        let mut evidence = Vec::new();
        for answer in answers {
            if !note.is_empty() && !answer.note.is_empty() {
                note.push('\n');
            }
            note.push_str(&answer.note);
            evidence.extend_from_slice(&answer.evidence);
        }
        Self { words, rating, note, evidence }
    }

    fn rated(&self) -> Rated<'_> {
        let Self { words, rating, note, evidence } = self;
        Rated { words, rating, note, evidence }
    }
}

fn against<'a>(judge: &Judge<'a, 'a>, level: &'a Level) -> Summary<'a> {
    let standing = Standing::new(judge, level);
    let line = |judged: Assessed<'a>| {
        let statement = judged.asked.statement;
        // One that the scale does not know is still what was said.
        let lost = || judge.answers.of(&statement.id).and_then(Answer::rating_title);
        let grade = judged.grade.map(|grade| grade.rating.title.as_str());
        let rating = grade.or_else(lost).unwrap_or_default();
        Line::new(words(judge.ladder, statement), rating, &said(judge.answers, &statement.id))
    };
    let group = |verdict: Verdict| {
        let judged = standing.with(verdict, judge.answers);
        (verdict.heading(), judged.into_iter().map(line).collect())
    };
    let mut groups = Verdict::STORY.map(group).into_iter();
    let before_plan = groups.by_ref().take(2).collect();
    Summary { lead: standing.lead(), before_plan, after_plan: groups.collect() }
}

/// What was said about a statement: the answer that holds for it, and those that have only notes, its own and those to
/// the topic or area that speak for it.
fn said<'a>(answers: &'a Answers, statement: &StatementId) -> Vec<&'a Answer> {
    let mut said: Vec<_> = answers.of(statement).into_iter().collect();
    for (subject, answer) in answers.sorted() {
        let is_own = matches!(subject, Subject::Statement(id) if id == statement);
        if answer.rating.is_none() && (is_own || answer.covers.contains(statement)) {
            said.push(answer);
        }
    }
    said
}

fn apart<'a>(judge: &Judge<'a, 'a>, target: &LevelId) -> Summary<'a> {
    let lead = [
        "The ladder no longer has the level ",
        target.as_str(),
        ", so there is no result. These are your answers.",
    ];
    let mut lines = Vec::with_capacity(judge.answers.0.len());
    for (subject, answer) in judge.answers.sorted() {
        let words = if answer.words.is_empty() { subject.key() } else { answer.words.clone() };
        let grade = answer.rating.as_ref().and_then(|rating| grade(&judge.ladder.scale, rating));
        // A rating that the scale does not know is still what was said.
        let rating = match grade {
            Some(grade) => &grade.rating.title,
            None => answer.rating_title().unwrap_or_default(),
        };
        lines.push(Line::new(words, rating, &[answer]));
    }
    Summary { lead: lead.concat(), before_plan: Vec::new(), after_plan: vec![("Answers", lines)] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::backup::tests::{any_kept, day, kept};
    use crate::fixture::{answers, ladder};
    use crate::plan::Goal;
    use proptest::prelude::*;

    /// A brief without its head, which is the same for all.
    fn check(target: &str, given: &str, notes: &[(&str, &str)], expected: &str) {
        let mut kept = kept();
        kept.assessment.target = LevelId::new(target).unwrap();
        kept.answers = answers(given);
        kept.goals.clear();
        for (subject, note) in notes {
            let evidence = Evidence { text: ["Seen: ", note].concat(), ..Evidence::default() };
            let answer = kept.answers.0.get_mut(&Subject::parse(subject).unwrap()).unwrap();
            (answer.note, answer.evidence) = ((*note).into(), vec![evidence]);
        }
        let title = if target == "junior" { "JUNIOR" } else { target };
        let head = format!(
            "# Spring: {title}\n\n- Target: {title}\n- Current level: JUNIOR\n- Date: 2026-11-24\n- Ladder: Test, version 1\n\n"
        );
        let told = brief(&ladder(), &kept, day("2026-11-24"));
        assert_eq!(told.strip_prefix(&head), Some(expected), "{given}: {told}");
    }

    #[test]
    fn the_brief_tells_what_is_met_and_what_was_said() {
        check(
            "junior",
            "",
            &[],
            "You have not rated any of the 4 expectations of JUNIOR yet.

## Not rated

- CODE: Writes.
- Asks.
- Says j.kind.
- Says j.fair.
",
        );
        check(
            "junior",
            "j.code=yes j.free=some j.kind=not-sure j.fair=not-applicable",
            &[("j.free", "once")],
            "You meet 1 of the 3 expectations of JUNIOR.

## Strong

- **YES**: CODE: Writes.

## Work on

- **SOME**: Asks.
  - Note: once
  - Evidence: Seen: once

## Ask about

- **NOT-SURE**: Says j.kind.

## Does not apply

- **NOT-APPLICABLE**: Says j.fair.
",
        );
        // Met through a higher level; an answer to the whole area, beside notes of its own; notes without any rating.
        check(
            "junior",
            "s.code=yes j.free= rest~people=more>j.kind j.kind= rest~craft=>j.free topic~code=>s.code",
            &[
                ("s.code", "of another"),
                ("j.free", "alone"),
                ("rest~people", "of all"),
                ("j.kind", "of one"),
                ("rest~craft", "of the rest"),
            ],
            "You meet 2 of the 4 expectations of JUNIOR.

## Strong

- **MORE**: Says j.kind.
  - Note: of all\\
    of one
  - Evidence: Seen: of all
  - Evidence: Seen: of one
- CODE: Writes.

## Not rated

- Asks.
  - Note: alone\\
    of the rest
  - Evidence: Seen: alone
  - Evidence: Seen: of the rest
- Says j.fair.
",
        );
    }

    #[test]
    fn a_target_that_is_gone_leaves_the_answers() {
        let lead =
            "The ladder no longer has the level gone, so there is no result. These are your answers.\n";
        check("gone", "", &[], lead);
        let listed = "
## Answers

- **YES**: Words of j.code
  - Note: often
  - Evidence: Seen: often
- **of-another-ladder**: Words of old
- **NO**: Words of rest\\~people
";
        let given = "rest~people=no>j.kind old=of-another-ladder j.code=yes";
        check("gone", given, &[("j.code", "often")], &[lead, listed].concat());
        let mut nameless = kept();
        nameless.assessment.target = LevelId::new("gone").unwrap();
        nameless.answers = answers("old=yes");
        nameless.answers.0.values_mut().for_each(|answer| answer.words.clear());
        assert!(brief(&ladder(), &nameless, day("2026-11-24")).ends_with("- **YES**: old\n"));
    }

    #[test]
    fn goals_are_the_plan_and_a_level_that_is_gone_goes_by_its_id() {
        let mut kept = kept();
        kept.assessment.name.clear();
        kept.assessment.held = Some(LevelId::new("gone").unwrap());
        let later = Goal { step: String::new(), by: None, words: "Says s.calm.".into() };
        kept.goals.push((StatementId::new("s.calm").unwrap(), later));
        let told = brief(&ladder(), &kept, day("2026-11-24"));
        for expected in [
            "# Self-assessment: SENIOR\n\n- Target: SENIOR\n- Current level: gone\n",
            "\n\n## Plan\n\n- Goal: Asks.\n  - First step: Ask\n  - By: 2026-12-01\n- Goal: Says s.calm.\n\n## Not rated\n",
        ] {
            assert!(told.contains(expected), "{told}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_kept_has_a_brief(mut kept in any_kept(), level in 0usize..6) {
            let ladder = ladder();
            if let Some(level) = ladder.levels.get(level) {
                kept.assessment.target = level.id.clone();
            }
            let told = brief(&ladder, &kept, day("2026-11-24"));
            prop_assert!(told.starts_with("# ") && told.contains("\n- Date: 2026-11-24\n"), "{}", told);
        }
    }
}
