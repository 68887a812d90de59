//! What holds of the result for every ladder and all answers; and what it is on the shipped ladder.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may"
)]

#[path = "../../ladder/tests/support/mod.rs"]
mod support;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use rungs_assessment::answers::{Answer, Answers, Subject};
use rungs_assessment::date::Date;
use rungs_assessment::progress::{Progress, Steps, is_provisional, quick, to_deepen};
use rungs_assessment::requirements::{asked, own};
use rungs_assessment::snapshots::{Movements, Overlay};
use rungs_assessment::standing::{AreaReach, Counts, Judge, Radar, Reach, Standing, Verdict};
use rungs_ladder::id::{LevelId, RatingId, StatementId};
use rungs_ladder::ladder::Ladder;
use rungs_ladder::markdown::{self, SourceFile};

fn shipped() -> Ladder {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ladder");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        SourceFile { name, bytes: std::fs::read(path).unwrap() }
    });
    let (ladder, problems) = markdown::read(&files.collect::<Vec<_>>());
    ladder.unwrap_or_else(|| panic!("{problems:#?}"))
}

/// Marks are drawn before the ladder is known: which statement, which rating, and whether the answer spoke for the
/// statement's whole group.
type Mark = (Index, Index, bool);

fn marks() -> impl Strategy<Value = Vec<Mark>> {
    vec((any::<Index>(), any::<Index>(), proptest::bool::weighted(0.2)), 0..60)
}

/// The ratings of the ladder, and one that it does not know.
fn ratings(ladder: &Ladder) -> Vec<RatingId> {
    let known = ladder.scale.steps.iter().chain(&ladder.scale.beside).map(|rating| rating.id.clone());
    known.chain([RatingId::new("of-another-ladder").unwrap()]).collect()
}

fn answers(ladder: &Ladder, marks: &[Mark]) -> Answers {
    let ratings = ratings(ladder);
    let mut answers = BTreeMap::new();
    for (which, rating, whole) in marks {
        let rated = Answer { rating: Some(rating.get(&ratings).clone()), ..Answer::empty(Date::EPOCH) };
        if *whole {
            let groups: Vec<_> = ladder.levels.iter().flat_map(|level| quick(ladder, level)).collect();
            if !groups.is_empty() {
                let group = which.get(&groups);
                answers.insert(group.subject.clone(), Answer { covers: group.covers(), ..rated });
            }
        } else {
            let all: Vec<_> = ladder.levels.iter().flat_map(|level| level.statements()).collect();
            if !all.is_empty() {
                answers.insert(Subject::Statement(which.get(&all).id.clone()), rated);
            }
        }
    }
    Answers(answers)
}

fn add(one: Counts, two: Counts) -> Counts {
    Counts {
        met: one.met + two.met,
        not_yet: one.not_yet + two.not_yet,
        unsure: one.unsure + two.unsure,
        not_applicable: one.not_applicable + two.not_applicable,
        off_scale: one.off_scale + two.off_scale,
        unrated: one.unrated + two.unrated,
    }
}

/// Each thing is asked once, and nothing that holds is left out.
fn asks_once(ladder: &Ladder) -> Result<(), TestCaseError> {
    for level in &ladder.levels {
        let asked = asked(ladder, level);
        let ids: HashSet<_> = asked.iter().map(|asked| &asked.statement.id).collect();
        prop_assert_eq!(ids.len(), asked.len());
        // Every level of a topic but one has given way.
        let mut says: HashMap<_, _> = HashMap::new();
        for asked in &asked {
            if let Some(topic) = asked.topic {
                prop_assert_eq!(says.entry(&topic.id).or_insert(&asked.level.id), &&asked.level.id);
            }
        }
        for below in std::iter::once(level).chain(ladder.lineage(level)) {
            for statement in below.statements() {
                let stands = match &statement.topic {
                    Some(topic) => says.contains_key(topic),
                    None => ids.contains(&statement.id),
                };
                prop_assert!(stands, "{}", statement.id);
            }
        }
        let groups = quick(ladder, level);
        let in_groups = groups.iter().flat_map(|group| &group.asked);
        prop_assert!(in_groups.eq(&asked), "the quick way asks for the same, in the same order");
        let subjects: HashSet<_> = groups.iter().map(|group| &group.subject).collect();
        prop_assert_eq!(subjects.len(), groups.len());
    }
    Ok(())
}

/// All numbers that are shown add up.
fn adds_up(ladder: &Ladder, answers: &Answers) -> Result<(), TestCaseError> {
    let judge = Judge { ladder, answers };
    let standings = Standing::of_all(&judge);
    prop_assert_eq!(standings.len(), ladder.levels.len());
    for standing in &standings {
        let counts = standing.counts;
        prop_assert_eq!(counts.all(), asked(ladder, standing.level).len());
        prop_assert_eq!(counts.all(), standing.judged.len());
        let by_area = standing.areas.iter().map(|of_area| of_area.counts).fold(Counts::default(), add);
        prop_assert_eq!(by_area, counts);

        let told: usize = Verdict::STORY.iter().map(|verdict| standing.with(*verdict, answers).len()).sum();
        prop_assert_eq!(told, counts.all());

        let steps = Steps::new(&judge, standing.level);
        prop_assert_eq!(steps.of(), counts.all());
        prop_assert_eq!(steps.answered(), counts.rated() + counts.not_applicable);
        prop_assert_eq!(steps.next(None).is_none(), steps.state() == Progress::Completed);
        for (at, judged) in steps.questions().enumerate() {
            prop_assert_eq!(steps.number(&judged.asked.statement.id), Some(at + 1));
        }

        for group in to_deepen(ladder, standing.level, answers) {
            prop_assert!(group.asked.iter().any(|asked| is_provisional(answers, &asked.statement.id)));
        }

        let reach = Reach::new(&judge, standing.level, ladder.levels.last());
        for (column, level) in reach.levels.iter().enumerate() {
            let cells = reach.areas.iter().map(|row| row.cells[column].all());
            prop_assert_eq!(cells.sum::<usize>(), own(ladder, level).len());
        }
        prop_assert!(reach.levels.contains(&standing.level));
        prop_assert_eq!(Radar::new(standing).is_some(), ladder.areas.len() >= 3);
    }
    Ok(())
}

/// Whichever level is looked at, a statement has the same verdict: so a target can be changed and changed back, and an
/// answer given for one counts for all.
fn does_not_depend_on_the_target(ladder: &Ladder, answers: &Answers) -> Result<(), TestCaseError> {
    let judge = Judge { ladder, answers };
    let mut verdicts: HashMap<StatementId, Verdict> = HashMap::new();
    for standing in Standing::of_all(&judge) {
        for judged in standing.judged {
            let id = judged.asked.statement.id.clone();
            prop_assert_eq!(*verdicts.entry(id).or_insert(judged.verdict), judged.verdict);
            let rated = judge.grade(judged.asked.statement);
            prop_assert_eq!(judged.grade, rated);
            if rated.is_some() {
                prop_assert_ne!(judged.verdict, Verdict::Unrated);
            }
        }
    }
    // Every answer is asked for somewhere, at the level that says it if nowhere else.
    for (subject, answer) in &answers.0 {
        let spoken_for = match subject {
            Subject::Statement(id) => std::slice::from_ref(id),
            _ => &answer.covers,
        };
        prop_assert!(spoken_for.iter().all(|id| verdicts.contains_key(id)));
    }
    Ok(())
}

/// Rating one statement higher on the scale makes no other less than it was.
fn is_monotone(ladder: &Ladder, answers: &Answers, raised: &StatementId) -> Result<(), TestCaseError> {
    let scale = &ladder.scale;
    let judge = Judge { ladder, answers };
    let rated = answers.rating(raised).and_then(|id| rungs_assessment::standing::grade(scale, id));
    let Some(step) = rated.map_or(Some(0), |grade| grade.step.map(|step| step + 1)) else { return Ok(()) };
    let Some(next) = scale.steps.get(step) else { return Ok(()) };
    let mut higher = answers.clone();
    higher.0.insert(
        Subject::Statement(raised.clone()),
        Answer { rating: Some(next.id.clone()), ..Answer::empty(Date::EPOCH) },
    );
    let after = Judge { ladder, answers: &higher };
    for asked in ladder.levels.iter().flat_map(|level| own(ladder, level)) {
        let (before, after) = (judge.judge(asked), after.judge(asked));
        // A statement that was met through another and is then rated itself says what its rating says.
        let said_itself = asked.statement.id == *raised && before.grade.is_none();
        if before.verdict == Verdict::Met && !said_itself {
            prop_assert_eq!(after.verdict, Verdict::Met, "{}", asked.statement.id);
        }
        if asked.statement.id != *raised && before.verdict != after.verdict {
            prop_assert!(!before.verdict.is_answered() && after.verdict == Verdict::Met);
        }
    }
    Ok(())
}

/// Two sets of answers: what is found one way is found the other way round.
fn mirrors(ladder: &Ladder, one: &Answers, two: &Answers) -> Result<(), TestCaseError> {
    let (there, back) = (Movements::new(ladder, one, two), Movements::new(ladder, two, one));
    let (a, b) = (there.counts, back.counts);
    prop_assert_eq!((a.up, a.down, a.new, a.gone), (b.down, b.up, b.gone, b.new));
    prop_assert_eq!((a.beside, a.same), (b.beside, b.same));
    prop_assert_eq!(there.pairs.len(), a.up + a.down + a.new + a.gone + a.beside + a.same);
    let overlay = Overlay::new(ladder, one, two);
    prop_assert_eq!(overlay.disagreements.len(), a.up + a.down + a.beside);
    prop_assert_eq!((overlay.agreements, overlay.only_first.len()), (a.same, a.gone));
    prop_assert_eq!(overlay.only_second.len(), a.new);
    let distances: Vec<_> = overlay.disagreements.iter().map(|pair| pair.distance()).collect();
    prop_assert!(distances.is_sorted_by(|a, b| a >= b), "{distances:?}");
    let same = Movements::new(ladder, one, one);
    prop_assert_eq!(same.counts.same, same.pairs.len());
    Ok(())
}

fn holds(ladder: &Ladder, one: &[Mark], two: &[Mark], raised: Index) -> Result<(), TestCaseError> {
    let (one, two) = (answers(ladder, one), answers(ladder, two));
    asks_once(ladder)?;
    adds_up(ladder, &one)?;
    does_not_depend_on_the_target(ladder, &one)?;
    let all: Vec<_> = ladder.levels.iter().flat_map(|level| level.statements()).collect();
    if !all.is_empty() {
        is_monotone(ladder, &one, &raised.get(&all).id)?;
    }
    mirrors(ladder, &one, &two)
}

/// `RUNGS_CASES` asks for more, or fewer, than a test run has time for.
fn cases(cases: u32) -> ProptestConfig {
    let wanted = std::env::var("RUNGS_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: wanted.unwrap_or(cases), failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn what_is_said_of_the_shipped_ladder_holds_for_all_answers() {
    let ladder = shipped();
    proptest!(cases(64), |(one in marks(), two in marks(), raised in any::<Index>())| {
        holds(&ladder, &one, &two, raised)?;
    });
}

proptest! {
    #![proptest_config(cases(64))]
    #[test]
    fn what_is_said_of_any_ladder_holds_for_all_answers(
        ladder in support::ladder(), one in marks(), two in marks(), raised in any::<Index>(),
    ) {
        holds(&ladder, &one, &two, raised)?;
    }
}

#[test]
fn the_shipped_ladder_asks_for_what_its_levels_add_up_to() {
    let ladder = shipped();
    // Own statements + inherited ones; then the questions of the quick way.
    let told: Vec<_> = ladder
        .levels
        .iter()
        .map(|level| {
            let own = level.statements().count();
            let inherited = asked(&ladder, level).len() - own;
            format!("{} {own}+{inherited} {}", level.short, quick(&ladder, level).len())
        })
        .collect();
    assert_eq!(
        told,
        [
            "JSE 21+0 4",
            "SE 25+0 4",
            "SSE 27+0 4",
            "TL 23+7 4",
            "Staff 29+0 4",
            "EM 27+4 4",
            "Dir 26+8 4",
            "VP 24+8 4",
            "CTO 24+8 4",
        ]
    );
}

#[test]
fn a_senior_engineer_who_looks_at_staff_and_at_managing() {
    let ladder = shipped();
    let level = |id: &str| ladder.level(&LevelId::new(id).unwrap()).unwrap();
    let (senior, staff) = (level("senior-software-engineer"), level("staff-engineer"));
    let mut answers = Answers::default();
    let mut rate = |id: &str, rating: &str| {
        let answer = Answer { rating: Some(RatingId::new(rating).unwrap()), ..Answer::empty(Date::EPOCH) };
        answers.0.insert(Subject::Statement(StatementId::new(id).unwrap()), answer);
    };
    // Rated on Staff, whose topics answer for Senior's; and on Senior where they may not.
    for asked in asked(&ladder, staff) {
        let area = asked.area.id.as_str();
        rate(asked.statement.id.as_str(), if area == "leadership" { "sometimes" } else { "consistently" });
    }
    rate("staff-engineer.diagnosis", "not-yet");
    rate("staff-engineer.recruiting", "not-applicable");
    rate("staff-engineer.documentation", "not-sure");
    for asked in asked(&ladder, senior) {
        if asked.area.id.as_str() == "leadership" {
            rate(asked.statement.id.as_str(), "helps-others");
        }
    }
    let judge = Judge { ladder: &ladder, answers: &answers };
    let told = |id: &str| {
        let standing = Standing::new(&judge, level(id));
        let groups =
            Verdict::STORY.map(|verdict| (verdict.heading(), standing.with(verdict, &answers).len()));
        let groups = groups.iter().filter(|(_, count)| *count > 0);
        let groups: Vec<_> = groups.map(|(heading, count)| format!("{heading} {count}")).collect();
        format!("{} {}", standing.lead(), groups.join(", "))
    };
    for (id, expected) in [
        (
            "senior-software-engineer",
            "You meet 25 of the 27 expectations of Senior Software Engineer. Strong 25, Not rated 2",
        ),
        (
            "staff-engineer",
            "You meet 19 of the 28 expectations of Staff Engineer. \
             Strong 19, Work on 8, Ask about 1, Does not apply 1",
        ),
        (
            "engineering-manager",
            "You meet 2 of the 31 expectations of Engineering Manager. Strong 2, Not rated 29",
        ),
    ] {
        assert_eq!(told(id), expected);
    }
    let reach = Reach::new(&judge, staff, Some(senior));
    let told = |row: &AreaReach| {
        let cells: Vec<_> = row.cells.iter().map(|cell| format!("{}/{}", cell.met, cell.of())).collect();
        format!("{}: {}", row.area.id, cells.join(" "))
    };
    assert_eq!(
        reach.areas.iter().map(told).collect::<Vec<_>>(),
        [
            "knowledge: 5/6 5/6 6/7 6/7",
            "impact: 5/5 6/6 6/6 7/7",
            "communication: 4/5 5/6 5/6 6/7",
            "leadership: 5/5 7/7 8/8 0/7"
        ]
    );
    let radar = Radar::new(&Standing::new(&judge, staff)).unwrap();
    assert_eq!(radar.shape, "0,-857 1000,0 0,857 0,0");
    assert_eq!(
        radar.sentence,
        "Knowledge & Technical Skill 6 of 7, Impact & Output 7 of 7, Communication 6 of 7, Leadership 0 of 7."
    );
}
