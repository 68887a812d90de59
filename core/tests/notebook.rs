//! What is kept survives faults at any operation, other tabs at any time, and damage of any byte.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may"
)]

use std::collections::{BTreeMap, HashMap};

use rungs_core::assessment::{Answer, Answers, Assessment, Evidence, Goal, Snapshot, State, Subject};
use rungs_core::date::Date;
use rungs_core::file::Kept;
use rungs_core::id::{AssessmentId, LevelId, RatingId, SnapshotId, StatementId};
use rungs_core::notebook::Notebook;
use rungs_core::record::{Fault, Memory, Moment, Prefix, SaveError, Store, StoreError, Tab};

fn day(day: u8) -> Date {
    Date::new(2026, 11, day).unwrap()
}

fn id() -> AssessmentId {
    AssessmentId::new("mine").unwrap()
}

fn assessment(name: &str) -> Assessment {
    Assessment {
        name: name.into(),
        target: LevelId::new("senior").unwrap(),
        held: None,
        created: day(1),
        ladder: "1.0".into(),
        exported: None,
        state: State::Kept,
    }
}

fn on(statement: &str) -> Subject {
    Subject::Statement(StatementId::new(statement).unwrap())
}

fn rated(rating: &str, note: &str) -> Answer {
    let evidence = Evidence { text: "a talk".into(), link: "https://example.org".into(), on: Some(day(2)) };
    Answer {
        rating: Some(RatingId::new(rating).unwrap()),
        note: note.into(),
        evidence: vec![evidence],
        words: "says".into(),
        ..Answer::empty(day(3))
    }
}

fn goal(step: &str) -> (StatementId, Goal) {
    let goal = Goal { step: step.into(), by: Some(day(9)), words: "says".into() };
    (StatementId::new("s.one").unwrap(), goal)
}

fn snapshot(name: &str) -> Snapshot {
    Snapshot {
        name: name.into(),
        taken: day(4),
        target: LevelId::new("senior").unwrap(),
        held: None,
        answers: Answers(HashMap::from([(on("s.one"), rated("yes", "then"))])),
    }
}

fn other(name: &str) -> SnapshotId {
    SnapshotId::new(name).unwrap()
}

fn open<S: Store>(store: S, tab: u64) -> Result<Notebook<S>, StoreError> {
    Notebook::open(store, Prefix::new("/repo/"), Tab::drawn(tab))
}

/// A store with an assessment of three answers, a goal and a snapshot, and a neighbour's key.
fn begun() -> Memory {
    let store = Memory::default();
    store.set("theirs", "untouched").unwrap();
    store.set("rungs/1/~/answer/mine/s.one/1.x", "another site's").unwrap();
    let handle = store.clone();
    let mut notebook = open(&handle, 1).unwrap();
    notebook.save_assessment(&id(), &assessment("first")).unwrap();
    for statement in ["s.one", "s.two", "s.three"] {
        notebook.save_answer(&id(), &on(statement), &rated("no", "before")).unwrap();
    }
    let (statement, goal) = goal("begin");
    notebook.save_goal(&id(), &statement, Some(&goal)).unwrap();
    notebook.save_snapshot(&id(), &other("s1"), Some(&snapshot("spring"))).unwrap();
    store
}

/// All that a person sees after a reload, as text.
fn seen(store: &Memory) -> BTreeMap<String, String> {
    let handle = store.clone();
    let mut notebook = open(&handle, 99).unwrap();
    let mut seen = BTreeMap::new();
    for (id, assessment) in notebook.assessments().unwrap() {
        let given = notebook.answers(&id).unwrap();
        assert_eq!(given.conflicts, []);
        let mut show = |what: &str, value: String| seen.insert([id.as_str(), " ", what].concat(), value);
        show("is", format!("{assessment:?}"));
        for (subject, answer) in given.answers.sorted() {
            show(&subject.key(), format!("{answer:?}"));
        }
        show("goals", format!("{:?}", notebook.goals(&id).unwrap()));
        show("snapshots", format!("{:?}", notebook.snapshots(&id).unwrap()));
    }
    assert_eq!(notebook.troubles(), []);
    assert_eq!(store.get("theirs").unwrap().as_deref(), Some("untouched"));
    assert!(store.get("rungs/1/~/answer/mine/s.one/1.x").unwrap().is_some());
    seen
}

/// What a person did before, and what is tried.
type Step = fn(&mut Notebook<&Memory>) -> Result<(), SaveError>;

fn nothing(_: &mut Notebook<&Memory>) -> Result<(), SaveError> {
    Ok(())
}

fn file() -> Kept {
    let answers = [(on("s.one"), rated("yes", "imported")), (on("s.new"), rated("yes", "imported"))];
    Kept {
        id: id(),
        assessment: assessment("imported"),
        answers: Answers(HashMap::from(answers)),
        goals: vec![goal("imported")],
        snapshots: vec![(other("s2"), snapshot("summer"))],
    }
}

fn import(notebook: &mut Notebook<&Memory>) -> Result<(), SaveError> {
    notebook.import(&file(), 5).map(drop)
}

fn import_and_go_on(notebook: &mut Notebook<&Memory>) -> Result<(), SaveError> {
    import(notebook)?;
    notebook.save_answer(&id(), &on("s.two"), &rated("yes", "after the import"))
}

fn undo(notebook: &mut Notebook<&Memory>) -> Result<(), SaveError> {
    notebook.undo("batch/mine/500000000000")
}

#[test]
fn any_fault_at_any_operation_leaves_the_old_state_or_the_new() {
    let steps: [(&str, Step, Step); 12] = [
        ("save: a first answer", nothing, |n| n.save_answer(&id(), &on("s.four"), &rated("yes", "new"))),
        ("save: a changed answer", nothing, |n| n.save_answer(&id(), &on("s.one"), &rated("yes", "new"))),
        ("save: an answer taken back", nothing, |n| {
            n.save_answer(&id(), &on("s.one"), &Answer::empty(day(5)))
        }),
        ("save: a new name", nothing, |n| n.save_assessment(&id(), &assessment("renamed"))),
        ("save: a goal", nothing, |n| n.save_goal(&id(), &goal("").0, Some(&goal("go on").1))),
        ("delete", nothing, |n| {
            n.save_assessment(&id(), &Assessment { state: State::Deleted, ..assessment("first") })
        }),
        ("snapshot", nothing, |n| n.save_snapshot(&id(), &other("s2"), Some(&snapshot("summer")))),
        ("import", nothing, import),
        ("undo an import", import, undo),
        ("undo an import that was built upon", import_and_go_on, undo),
        ("purge", nothing, |n| n.purge(&id())),
        ("erase", import_and_go_on, |n| n.erase()),
    ];
    let mut tried: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (name, before, step) in steps {
        let fresh = || {
            let store = begun();
            before(&mut open(&store.clone(), 2).unwrap()).unwrap();
            store
        };
        let store = fresh();
        let old = seen(&store);
        step(&mut open(&store.clone(), 3).unwrap()).unwrap();
        let new = seen(&store);
        assert_ne!(old, new, "{name}");
        // How many operations opening takes, and how many the step as a whole.
        let (opening, all) = (operations(&fresh(), nothing), operations(&fresh(), step));
        assert!(all > opening, "{name}");
        for at in opening..all {
            for fault in Fault::ALL {
                for moment in [Moment::At(at), Moment::From(at)] {
                    let store = fresh();
                    let failing = store.failing(moment, fault);
                    let outcome = step(&mut open(&failing, 3).unwrap());
                    let after = seen(&store);
                    let context = format!("{name}, {fault:?} {moment:?}: {outcome:?}");
                    assert!(
                        after == old || after == new,
                        "{context}: {after:#?}\nold {old:#?}\nnew {new:#?}"
                    );
                    if outcome.is_ok() {
                        assert_eq!(after, new, "{context}");
                    }
                    // And what a person does next is kept.
                    if after != new || name.starts_with("save") {
                        step(&mut open(&store.clone(), 4).unwrap()).unwrap();
                        assert_eq!(seen(&store), new, "{context}, once more");
                    }
                    let kind = match fault {
                        Fault::CrashBefore => "crash before",
                        Fault::CrashAfter => "crash after",
                        Fault::Full => "full",
                        Fault::Denied => "denied",
                        Fault::Nothing => "silent no-op",
                    };
                    *tried.entry((name, kind)).or_default() += 1;
                }
            }
        }
    }
    let total: usize = tried.values().sum();
    println!("{total} faults tried:");
    tried.iter().for_each(|((name, fault), count)| println!("{count:5}  {name} x {fault}"));
}

/// How many operations it takes to open the notebook and do `step`.
fn operations(store: &Memory, step: Step) -> usize {
    let handle = store.clone();
    step(&mut open(&handle, 3).unwrap()).unwrap();
    handle.operations()
}

#[test]
fn damage_of_any_byte_is_seen_and_the_record_stays_as_it_is() {
    let intact = begun();
    let records: Vec<_> =
        intact.dump().into_iter().filter(|(key, _)| key.starts_with("rungs/1/~repo/")).collect();
    assert_eq!(records.len(), 6);
    let mut tried = 0;
    for (key, text) in records {
        let flipped = (0..text.len()).map(|at| {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << (at % 7);
            String::from_utf8_lossy(&bytes).into_owned()
        });
        let cut = (0..text.len()).map(|at| text[..at].to_owned());
        for damaged in flipped.chain(cut) {
            let store = begun();
            store.set(&key, &damaged).unwrap();
            let mut notebook = open(&store, 2).unwrap();
            // All that is read, and written anew.
            notebook.assessments().unwrap();
            let whole = (notebook.answers(&id()).unwrap(), notebook.goals(&id()).unwrap());
            notebook.snapshots(&id()).unwrap();
            let troubles = notebook.troubles();
            assert_eq!(troubles.len(), 1, "{key} {damaged}: {whole:?}");
            assert_eq!((&troubles[0].key, &troubles[0].text), (&key, &damaged));
            notebook.save_assessment(&id(), &assessment("anew")).unwrap();
            for statement in ["s.one", "s.two", "s.three"] {
                notebook.save_answer(&id(), &on(statement), &rated("yes", "anew")).unwrap();
            }
            notebook.save_goal(&id(), &goal("").0, Some(&goal("anew").1)).unwrap();
            notebook.save_snapshot(&id(), &other("s1"), Some(&snapshot("anew"))).unwrap();
            assert_eq!(store.get(&key).unwrap(), Some(damaged.clone()), "{key} was overwritten");
            assert!(notebook.raw().unwrap().contains(&(key.clone(), damaged)));
            // The answers given after it hold, and it goes when the person says so.
            notebook.discard(&key).unwrap();
            assert!(seen(&store).values().all(|value| value.contains("anew")));
            tried += 1;
        }
    }
    println!("{tried} damaged records: seen, kept, never overwritten");
}

#[test]
fn records_of_a_newer_version_make_the_tab_read_only() {
    let store = begun();
    let key = "rungs/1/~repo/answer/mine/s.two/50.newer";
    let rest = r#","v":2,"shape":"unheard of"}"#;
    let sum = crc32fast::hash([key.as_bytes(), &[0], rest.as_bytes()].concat().as_slice());
    store.set(key, &format!(r#"{{"sum":"{sum:08x}"{rest}"#)).unwrap();
    let before = store.dump();
    let mut notebook = open(&store, 2).unwrap();
    let given = notebook.answers(&id()).unwrap();
    // What the older version can read is still there.
    assert_eq!(given.answers.0.len(), 3);
    assert!(notebook.is_outdated());
    assert_eq!(notebook.save_answer(&id(), &on("s.one"), &rated("yes", "old app")), Err(SaveError::Newer));
    assert_eq!(notebook.save_assessment(&id(), &assessment("old app")), Err(SaveError::Newer));
    assert_eq!(notebook.import(&file(), 5), Err(SaveError::Newer));
    assert_eq!(store.dump(), before);
}

#[test]
fn a_clock_that_is_set_back_changes_nothing() {
    let store = begun();
    let earlier = Answer { on: Date::new(1999, 1, 1).unwrap(), ..rated("yes", "later, by a wrong clock") };
    open(&store, 2).unwrap().save_answer(&id(), &on("s.one"), &earlier).unwrap();
    let given = open(&store, 3).unwrap().answers(&id()).unwrap();
    assert_eq!(given.answers.0.get(&on("s.one")), Some(&earlier));
}

#[test]
fn a_store_that_stays_full_keeps_what_it_has_and_takes_new_answers_when_there_is_room() {
    let store = begun();
    let full = store.failing(Moment::From(0), Fault::Full);
    let mut notebook = open(&full, 2).unwrap();
    let answer = rated("yes", "when there is room");
    let refused = notebook.save_answer(&id(), &on("s.one"), &answer);
    assert_eq!(refused, Err(SaveError::Store(StoreError::Full)));
    assert_eq!(seen(&store), seen(&begun()));
    open(&store, 3).unwrap().save_answer(&id(), &on("s.one"), &answer).unwrap();
    assert!(seen(&store).values().any(|value| value.contains("when there is room")));
}

#[test]
fn the_list_shows_what_was_worked_on_last_first() {
    let store = Memory::default();
    let mut notebook = open(&store, 1).unwrap();
    let ids = ["a", "ab", "b"].map(|name| AssessmentId::new(name).unwrap());
    for id in &ids {
        notebook.save_assessment(id, &assessment(id.as_str())).unwrap();
    }
    notebook.save_answer(&ids[1], &on("s.one"), &rated("yes", "")).unwrap();
    notebook.save_answer(&ids[0], &on("s.one"), &rated("yes", "")).unwrap();
    let names = |notebook: &mut Notebook<&Memory>| -> Vec<String> {
        notebook.assessments().unwrap().into_iter().map(|(_, assessment)| assessment.name).collect()
    };
    assert_eq!(names(&mut notebook), ["a", "ab", "b"]);
    assert_eq!(notebook.last_change(&ids[0]).unwrap(), Some(day(3)));
    assert_eq!(notebook.last_change(&ids[2]).unwrap(), None);
    // One whose name begins another's is removed alone.
    notebook.purge(&ids[0]).unwrap();
    assert_eq!(names(&mut notebook), ["ab", "b"]);
    assert_eq!(notebook.answered(&ids[1]), [on("s.one")]);
}

#[test]
fn preferences_are_kept() {
    let store = Memory::default();
    let mut notebook = open(&store, 1).unwrap();
    assert_eq!(notebook.preference("keys").unwrap(), None);
    notebook.save_preference("keys", false).unwrap();
    assert_eq!(open(&store, 2).unwrap().preference("keys").unwrap(), Some(false));
}
