//! The file that a person takes along: `cargo bench -p rungs-ladder --bench assessment` prints how long 20 assessments of
//! 200 answers take to write, to read and to set against what is stored. A file of 2 MiB is to be imported in
//! 500 ms in the browser, so that reading it is to take well under 100 ms here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may"
)]

use divan::Bencher;
use divan::counter::BytesCount;
use rungs_assessment::answers::{Answer, Answers, Assessment, Evidence, State, Subject};
use rungs_assessment::bundle::AssessmentBundle;
use rungs_assessment::date::Date;
use rungs_assessment::exchange::{Edition, Export, Preview};
use rungs_assessment::plan::Goal;
use rungs_assessment::snapshots::Snapshot;
use rungs_ladder::id::{AssessmentId, LevelId, RatingId, SnapshotId, StatementId};

fn main() {
    divan::main();
}

#[divan::bench]
fn write(bencher: Bencher) {
    let export = export(20);
    bencher.counter(BytesCount::of_str(&export.write())).bench(|| export.write());
}

#[divan::bench]
fn read(bencher: Bencher) {
    let text = export(20).write();
    bencher.counter(BytesCount::of_str(&text)).bench(|| Export::read(&text).unwrap());
}

#[divan::bench]
fn preview(bencher: Bencher) {
    let (stored, file) = (export(20), export(20));
    bencher.bench(|| {
        let pairs = stored.assessments.iter().zip(&file.assessments);
        pairs.map(|(stored, file)| Preview::new(Some(stored), file).sentence().len()).sum::<usize>()
    });
}

/// What lies below: any JSON at all.
#[divan::bench]
fn serde_json_value(bencher: Bencher) {
    let text = export(20).write();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| serde_json::from_str::<serde_json::Value>(&text).unwrap());
}

/// Assessments of 200 answers, each with a note and evidence, three goals and a snapshot: 20 are 3.2 MB.
fn export(assessments: u64) -> Export {
    let ladder = Edition { title: "Measured".into(), version: "2026".into() };
    Export { ladder, exported: day(), assessments: (0..assessments).map(kept).collect() }
}

fn kept(number: u64) -> AssessmentBundle {
    let answers = Answers((0..200).map(answer).collect());
    let target = LevelId::new("senior-software-engineer").unwrap();
    let goal = |n: usize| {
        let goal = Goal { step: "Ask for a first review".into(), by: Some(day()), words: "Reviews.".into() };
        (statement(n), goal)
    };
    let snapshot = Snapshot {
        name: "Spring".into(),
        taken: day(),
        target: target.clone(),
        held: None,
        answers: answers.clone(),
    };
    AssessmentBundle {
        id: AssessmentId::from_random(number),
        assessment: Assessment {
            name: "Mine".into(),
            target,
            held: None,
            created: day(),
            ladder: "2026".into(),
            exported: None,
            state: State::Active,
        },
        answers,
        goals: (0..3).map(goal).collect(),
        snapshots: vec![(SnapshotId::from_random(number), snapshot)],
    }
}

fn answer(n: usize) -> (Subject, Answer) {
    let words = "Mentoring: Helps others to grow, by reviewing what they write and by asking before telling.";
    let evidence = Evidence {
        text: "The review of the payment design".into(),
        link: "https://example.org/reviews/1234".into(),
        on: Some(day()),
        ..Evidence::default()
    };
    let answer = Answer {
        rating: Some(RatingId::new("consistently").unwrap()),
        note: "Since \"spring\": weekly, with two people from the team\nand one from another.".into(),
        evidence: vec![evidence],
        words: words.into(),
        ..Answer::empty(day())
    };
    (Subject::Statement(statement(n)), answer)
}

fn statement(n: usize) -> StatementId {
    StatementId::new(&format!("senior-software-engineer.topic-{n}")).unwrap()
}

fn day() -> Date {
    Date::new(2026, 11, 24).unwrap()
}
