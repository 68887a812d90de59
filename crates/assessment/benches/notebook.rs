//! Opening a notebook, natively and in memory: `cargo bench -p rungs-ladder --features markdown --bench notebook` prints
//! each figure beside its goal, the 95th percentile of many runs. A browser's store takes longer for each record than
//! this one; what it takes there is measured in the browser.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may"
)]

use std::hint::black_box;
use std::time::Instant;

use rungs_assessment::answers::{Answer, Assessment, State, Subject};
use rungs_assessment::date::Date;
use rungs_assessment::store::Notebook;
use rungs_assessment::store::{Envelope, Prefix, Store, Tab};
use rungs_assessment::test_support::Memory;
use rungs_ladder::id::{AssessmentId, LevelId, RatingId, StatementId};

const RUNS: usize = 40;

fn main() {
    let store = filled(20, 200);
    print("open 20 assessments of 200 answers, list them, and read one", 150.0, &mut || {
        let mut notebook = open(&store, 2);
        let list = notebook.overview().unwrap();
        black_box(notebook.answers(&list[0].0).unwrap());
    });
    print("open the same, and read all 4,000 answers", 150.0, &mut || {
        let mut notebook = open(&store, 2);
        for (id, _) in notebook.assessments().unwrap() {
            black_box(notebook.answers(&id).unwrap());
        }
    });
    let records = open(&store, 2).raw().unwrap();
    let bytes: usize = records.iter().map(|(key, text)| key.len() + text.len()).sum();
    print(&format!("take {bytes} bytes of records out of their envelopes"), 15.0, &mut || {
        for (key, text) in &records {
            black_box(Envelope::decode(key, text).unwrap());
        }
    });
    let store = filled(100, 199);
    assert_eq!(store.keys().unwrap().len(), 20_000);
    print("enumerate 20,000 records", 100.0, &mut || {
        black_box(open(&store, 2).answered(&AssessmentId::from_random(0)).len());
    });
    let store = filled(20, 200);
    let mut notebook = open(&store, 2);
    let id = notebook.assessments().unwrap()[0].0.clone();
    let mut number = 0;
    print("save an answer", 50.0, &mut || {
        number += 1;
        let answer = answer(number);
        notebook.save_answer(&id, &subject(7), &answer).unwrap();
    });
}

fn print(what: &str, goal: f64, run: &mut dyn FnMut()) {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (median, p95) = (times[RUNS / 2], times[RUNS * 95 / 100]);
    println!("{what}: median {median:.2} ms, p95 {p95:.2} ms (goal {goal} ms)");
}

fn open(store: &Memory, tab: u64) -> Notebook<&Memory> {
    Notebook::open(store, Prefix::new("/"), Tab::from_random(tab)).unwrap()
}

fn subject(number: usize) -> Subject {
    Subject::Statement(StatementId::new(&format!("senior-software-engineer.topic-{number}")).unwrap())
}

/// An answer with a note of a sentence, and the words of a statement.
fn answer(number: usize) -> Answer {
    Answer {
        rating: Some(RatingId::new("consistently").unwrap()),
        note: format!("Did it {number} times this year, twice while the team was short of people."),
        words: "Reviews the team's designs and dependencies for misuse and exposed data. ".repeat(2),
        ..Answer::empty(Date::EPOCH)
    }
}

fn filled(assessments: usize, answers: usize) -> Memory {
    let store = Memory::default();
    let mut notebook = open(&store, 1);
    for number in 0..assessments {
        let id = AssessmentId::from_random(number as u64);
        let assessment = Assessment {
            name: format!("Spring {number}"),
            target: LevelId::new("senior-software-engineer").unwrap(),
            held: None,
            created: Date::EPOCH,
            ladder: "1.0.0".into(),
            exported: None,
            state: State::Active,
        };
        notebook.save_assessment(&id, &assessment).unwrap();
        for number in 0..answers {
            notebook.save_answer(&id, &subject(number), &answer(number)).unwrap();
        }
    }
    store
}
