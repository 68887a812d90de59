//! What is kept survives faults at any operation, other tabs at any time, and damage of any byte.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may"
)]

use std::collections::BTreeMap;

use rungs_assessment::answers::{Answer, Answers, Assessment, Evidence, State, Subject};
use rungs_assessment::bundle::AssessmentBundle;
use rungs_assessment::date::Date;
use rungs_assessment::drift::drifted;
use rungs_assessment::drift::{Asked, Matching};
use rungs_assessment::plan::Goal;
use rungs_assessment::snapshots::Snapshot;
use rungs_assessment::store::Notebook;
use rungs_assessment::store::{Pending, Prefix, SaveError, Store, StoreError, Tab};
use rungs_assessment::test_support::{Fault, Memory, Moment};
use rungs_ladder::id::{AssessmentId, LevelId, RatingId, SnapshotId, StatementId};
use rungs_ladder::ladder::Ladder;
use rungs_ladder::markdown::{self, SourceFile};

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
        state: State::Active,
    }
}

fn on(statement: &str) -> Subject {
    Subject::Statement(StatementId::new(statement).unwrap())
}

fn rated(rating: &str, note: &str) -> Answer {
    let evidence = Evidence {
        text: "a talk".into(),
        part: "gave it".into(),
        result: "a new rule".into(),
        seen_by: "Kim".into(),
        link: "https://example.org".into(),
        on: Some(day(2)),
    };
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
        answers: Answers(BTreeMap::from([(on("s.one"), rated("yes", "then"))])),
    }
}

fn other(name: &str) -> SnapshotId {
    SnapshotId::new(name).unwrap()
}

type Tried<'a> = Notebook<&'a dyn Store>;

fn open(store: &dyn Store, tab: u64) -> Result<Tried<'_>, StoreError> {
    Notebook::open(store, Prefix::new("/repo/"), Tab::from_random(tab))
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

/// All that a person sees, as text.
fn shown(notebook: &mut Tried) -> BTreeMap<String, String> {
    let mut shown = BTreeMap::new();
    for (id, assessment) in notebook.assessments().unwrap() {
        let given = notebook.answers(&id).unwrap();
        assert_eq!(given.conflicts, []);
        let mut show = |what: &str, value: String| shown.insert([id.as_str(), " ", what].concat(), value);
        show("is", format!("{assessment:?}"));
        for (subject, answer) in given.answers.sorted() {
            show(&subject.key(), format!("{answer:?}"));
        }
        show("goals", format!("{:?}", notebook.goals(&id).unwrap()));
        show("snapshots", format!("{:?}", notebook.snapshots(&id).unwrap()));
    }
    assert_eq!(notebook.troubles(), []);
    shown
}

/// All that a person sees after a reload, as text.
fn seen(store: &Memory) -> BTreeMap<String, String> {
    let handle = store.clone();
    let seen = shown(&mut open(&handle, 99).unwrap());
    assert_eq!(store.get("theirs").unwrap().as_deref(), Some("untouched"));
    assert!(store.get("rungs/1/~/answer/mine/s.one/1.x").unwrap().is_some());
    seen
}

/// What a person did before, and what is tried.
type Step = fn(&mut Tried) -> Result<(), SaveError>;

fn nothing(_: &mut Tried) -> Result<(), SaveError> {
    Ok(())
}

fn file() -> AssessmentBundle {
    let answers = [(on("s.one"), rated("yes", "imported")), (on("s.new"), rated("yes", "imported"))];
    AssessmentBundle {
        id: id(),
        assessment: assessment("imported"),
        answers: Answers(BTreeMap::from(answers)),
        goals: vec![goal("imported")],
        snapshots: vec![(other("s2"), snapshot("summer"))],
    }
}

fn import(notebook: &mut Tried) -> Result<(), SaveError> {
    notebook.import(&file(), 5).map(drop)
}

fn import_and_go_on(notebook: &mut Tried) -> Result<(), SaveError> {
    import(notebook)?;
    notebook.save_answer(&id(), &on("s.two"), &rated("yes", "after the import"))
}

fn undo(notebook: &mut Tried) -> Result<(), SaveError> {
    notebook.undo("batch/mine/500000000000")
}

/// A ladder on which two statements have other words than those that were answered.
fn ladder() -> Ladder {
    let text = "# S\n\n## Area\n\n- says otherwise {#s.two}\n- says {#s.moved}\n- says nothing {#s.three}\n"
        .to_owned();
    let (ladder, problems) = markdown::read(&[SourceFile { name: "s.md".into(), bytes: text.into() }]);
    ladder.unwrap_or_else(|| panic!("{problems:?}"))
}

fn refit(notebook: &mut Tried) -> Result<(), SaveError> {
    let ladder = ladder();
    let mut fit = |answers: &Answers| {
        let matching = Matching::new(&ladder, answers);
        assert_eq!((matching.moved.len(), matching.reworded.len()), (1, 2));
        Some(matching.apply(answers, &|asked| *asked != Asked::Subject(on("s.three"))))
    };
    notebook.refit(&id(), &ladder, &mut fit, 5).map(drop)
}

/// The head is written anew, outside of the change.
fn refit_and_rename(notebook: &mut Tried) -> Result<(), SaveError> {
    refit(notebook)?;
    let renamed = Assessment { name: "renamed".into(), ..notebook.assessment(&id())?.unwrap() };
    notebook.save_assessment(&id(), &renamed)
}

/// Something that is tried under every fault.
struct Case {
    name: &'static str,
    before: Step,
    step: Step,
    /// Reads what the step writes, where that is one thing.
    read: Option<fn(&mut Tried) -> String>,
}

/// Reads the answer to a statement.
fn answer_on(notebook: &mut Tried, statement: &str) -> String {
    format!("{:?}", notebook.answers(&id()).unwrap().answers.0.get(&on(statement)))
}

fn cases() -> [Case; 17] {
    let case = |name, before, step, read| Case { name, before, step, read };
    [
        case(
            "save: a first answer",
            nothing,
            |n| n.save_answer(&id(), &on("s.four"), &rated("yes", "new")),
            Some(|n| answer_on(n, "s.four")),
        ),
        case(
            "save: a changed answer",
            nothing,
            |n| n.save_answer(&id(), &on("s.one"), &rated("yes", "new")),
            Some(|n| answer_on(n, "s.one")),
        ),
        case(
            "save: an answer taken back",
            nothing,
            |n| n.save_answer(&id(), &on("s.one"), &Answer::empty(day(5))),
            Some(|n| answer_on(n, "s.one")),
        ),
        case(
            "save: an answer that was imported",
            import,
            |n| n.save_answer(&id(), &on("s.one"), &rated("no", "new")),
            Some(|n| answer_on(n, "s.one")),
        ),
        case(
            "save: a new name",
            nothing,
            |n| n.save_assessment(&id(), &assessment("renamed")),
            Some(|n| format!("{:?}", n.assessment(&id()))),
        ),
        case(
            "save: a goal",
            nothing,
            |n| n.save_goal(&id(), &goal("").0, Some(&goal("go on").1)),
            Some(|n| format!("{:?}", n.goals(&id()))),
        ),
        case(
            "delete",
            nothing,
            |n| n.save_assessment(&id(), &Assessment { state: State::Deleted, ..assessment("first") }),
            Some(|n| format!("{:?}", n.assessment(&id()))),
        ),
        // Of the snapshots the tab may not be able to read those from before.
        case(
            "snapshot",
            nothing,
            |n| n.save_snapshot(&id(), &other("s2"), Some(&snapshot("summer"))),
            Some(|n| format!("{:?}", n.snapshots(&id()).unwrap().pop())),
        ),
        case("import", nothing, import, None),
        case("undo an import", import, undo, None),
        case("undo an import that was built upon", import_and_go_on, undo, None),
        case("fit to another ladder", nothing, refit, None),
        case("undo that", refit, undo, None),
        case("undo that when it was built upon", refit_and_rename, undo, None),
        case("purge", nothing, |n| n.purge(&id()), Some(|n| format!("{:?}", n.assessment(&id())))),
        case("purge what was imported", import, |n| n.purge(&id()), None),
        case("erase", import_and_go_on, |n| n.erase(), None),
    ]
}

impl Case {
    fn fresh(&self) -> Memory {
        let store = begun();
        (self.before)(&mut open(&store.clone(), 2).unwrap()).unwrap();
        store
    }

    /// What a person sees before and after the step, and the operations that it takes.
    fn expected(&self) -> (BTreeMap<String, String>, BTreeMap<String, String>, std::ops::Range<usize>) {
        let store = self.fresh();
        let old = seen(&store);
        (self.step)(&mut open(&store.clone(), 3).unwrap()).unwrap();
        let new = seen(&store);
        assert_ne!(old, new, "{}", self.name);
        let (opening, all) = (operations(&self.fresh(), nothing), operations(&self.fresh(), self.step));
        assert!(all > opening, "{}", self.name);
        (old, new, opening..all)
    }
}

/// How often which fault was tried at what.
#[derive(Default)]
struct Tally(BTreeMap<(&'static str, &'static str), usize>);

impl Tally {
    fn count(&mut self, name: &'static str, fault: Fault) {
        let kind = match fault {
            Fault::CrashBefore => "crash before",
            Fault::CrashAfter => "crash after",
            Fault::Full => "full",
            Fault::Denied => "denied",
            Fault::Nothing => "silent no-op",
        };
        *self.0.entry((name, kind)).or_default() += 1;
    }

    fn print(&self, what: &str) {
        println!("{} faults tried{what}:", self.0.values().sum::<usize>());
        self.0.iter().for_each(|((name, fault), count)| println!("{count:5}  {name} x {fault}"));
    }
}

#[test]
fn any_fault_at_any_operation_leaves_the_old_state_or_the_new() {
    let mut tally = Tally::default();
    for case in cases() {
        let (name, step) = (case.name, case.step);
        let (old, new, operations) = case.expected();
        for at in operations {
            for fault in Fault::ALL {
                for moment in [Moment::At(at), Moment::From(at)] {
                    let store = case.fresh();
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
                    tally.count(name, fault);
                }
            }
        }
    }
    tally.print("");
}

#[test]
fn what_a_fault_kept_from_being_saved_is_read_by_the_tab_and_saved_when_it_is_over() {
    let mut tally = Tally::default();
    for case in cases() {
        let (name, step) = (case.name, case.step);
        let (old, new, operations) = case.expected();
        let is_held = !["import", "fit to another ladder", "erase"].contains(&name);
        let told = case.read.map(|read| {
            let store = case.fresh();
            let mut notebook = open(&store, 3).unwrap();
            step(&mut notebook).unwrap();
            read(&mut notebook)
        });
        for at in operations {
            for fault in Fault::ALL {
                for moment in [Moment::At(at), Moment::From(at)] {
                    let store = case.fresh();
                    let failing = store.failing(moment, fault);
                    let pending = Pending::new(&failing);
                    let mut notebook = open(&pending, 3).unwrap();
                    let outcome = step(&mut notebook);
                    let context = format!("{name}, {fault:?} {moment:?}: {outcome:?}");
                    if outcome.is_err() {
                        if let Some(read) = case.read {
                            assert_eq!(Some(read(&mut notebook)), told, "{context}");
                        }
                        assert_eq!(pending.unsaved(), usize::from(is_held), "{context}");
                        assert!(!is_held || pending.blocked().is_some(), "{context}");
                    }
                    let after = seen(&store);
                    assert!(
                        after == old || after == new,
                        "{context}: {after:#?}\nold {old:#?}\nnew {new:#?}"
                    );
                    if outcome.is_ok() {
                        assert_eq!(after, new, "{context}");
                        assert_eq!(pending.unsaved(), 0, "{context}");
                    }
                    tally.count(name, fault);
                    // A program that has ended does not come back.
                    if matches!(fault, Fault::CrashBefore | Fault::CrashAfter) {
                        continue;
                    }
                    failing.recover();
                    notebook.refresh().unwrap();
                    let expected = if is_held { &new } else { &after };
                    assert_eq!(&shown(&mut notebook), expected, "{context}, in the tab");
                    pending.flush();
                    assert_eq!((pending.unsaved(), pending.blocked()), (0, None), "{context}");
                    assert_eq!(&seen(&store), expected, "{context}, when it is over");
                    // And what a person does next, in this tab, is kept.
                    if after != new || name.starts_with("save") {
                        step(&mut notebook).unwrap();
                        assert_eq!(seen(&store), new, "{context}, once more");
                    }
                }
            }
        }
    }
    tally.print(" through a store that holds what it could not save");
}

#[test]
fn work_goes_on_while_nothing_can_be_saved() {
    for (fault, reason) in [
        (Fault::Full, StoreError::Full),
        (Fault::Denied, StoreError::Denied),
        (Fault::Nothing, StoreError::Denied),
    ] {
        let store = Memory::default();
        let failing = store.failing(Moment::From(0), fault);
        let pending = Pending::new(&failing);
        let mut notebook = open(&pending, 2).unwrap();
        let _ = notebook.save_assessment(&id(), &assessment("typed"));
        for note in ["t", "ty", "typed"] {
            let refused = notebook.save_answer(&id(), &on("s.one"), &rated("yes", note));
            assert!(refused.is_err(), "{fault:?}");
            notebook.refresh().unwrap();
            assert_eq!(
                notebook.answers(&id()).unwrap().answers.0.get(&on("s.one")),
                Some(&rated("yes", note))
            );
        }
        assert_eq!(notebook.import(&file(), 5).err().map(drop), Some(()), "{fault:?}");
        assert_eq!(notebook.assessments().unwrap(), [(id(), assessment("typed"))], "{fault:?}");
        // One version of each is held, however often it was written.
        assert_eq!((pending.unsaved(), pending.blocked()), (2, Some(reason)), "{fault:?}");
        assert!(store.dump().is_empty(), "{fault:?}");
        failing.recover();
        pending.flush();
        assert_eq!((pending.unsaved(), pending.blocked()), (0, None), "{fault:?}");
        let mut fresh = open(&store, 3).unwrap();
        assert_eq!(fresh.assessments().unwrap(), [(id(), assessment("typed"))]);
        let given = fresh.answers(&id()).unwrap();
        assert_eq!(given.answers.0.get(&on("s.one")), Some(&rated("yes", "typed")));
        assert_eq!(given.conflicts, []);
    }
}

#[test]
fn what_is_held_is_erased_with_the_rest_and_never_written() {
    for (store, fault, is_over) in [
        (begun(), Fault::Full, true),
        (begun(), Fault::Nothing, true),
        (begun(), Fault::Denied, true),
        (begun(), Fault::Full, false),
        (begun(), Fault::Nothing, false),
        (begun(), Fault::Denied, false),
        (Memory::default(), Fault::Full, false),
        (Memory::default(), Fault::Nothing, false),
        (Memory::default(), Fault::Denied, false),
    ] {
        let is_empty = store.dump().is_empty();
        let mut opened = store.clone();
        open(&opened, 1).unwrap();
        opened = store.failing(Moment::From(opened.operations()), fault);
        let pending = Pending::new(&opened);
        let mut notebook = open(&pending, 2).unwrap();
        let _ = notebook.save_assessment(&id(), &assessment("held"));
        let _ = notebook.save_answer(&id(), &on("s.new"), &rated("yes", "held"));
        assert_eq!(pending.unsaved(), 2, "{fault:?}");
        if is_over {
            opened.recover();
        }
        let outcome = notebook.erase();
        // Where the store does nothing, what it has is there still; what was held is not.
        let erases = is_empty || is_over;
        assert_eq!(outcome.is_ok(), erases, "{fault:?}: {outcome:?}");
        assert_eq!(pending.unsaved(), 0, "{fault:?}");
        opened.recover();
        let before = store.dump();
        pending.flush();
        assert_eq!(store.dump(), before, "{fault:?}");
        assert!(before.values().all(|value| !value.contains("held")), "{fault:?}");
        assert_eq!(before.keys().all(|key| !key.starts_with("rungs/1/~repo/")), erases, "{fault:?}");
        notebook.refresh().unwrap();
        assert_eq!(notebook.assessments().unwrap().is_empty(), erases, "{fault:?}");
    }
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
    let sum = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC)
        .checksum(&[key.as_bytes(), &[0], rest.as_bytes()].concat());
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
    let names = |notebook: &mut Tried| -> Vec<String> {
        notebook.assessments().unwrap().into_iter().map(|(_, assessment)| assessment.name).collect()
    };
    assert_eq!(names(&mut notebook), ["a", "ab", "b"]);
    let days = notebook.overview().unwrap().into_iter().map(|(_, assessment, last)| (assessment.name, last));
    let days: Vec<_> = days.collect();
    assert_eq!(days, [("a".into(), Some(day(3))), ("ab".into(), Some(day(3))), ("b".into(), None)]);
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

#[test]
fn a_tab_is_told_whether_another_one_changed_anything() {
    let by_others: [(&str, Step, bool); 7] = [
        ("nothing", nothing, false),
        ("an answer", |n| n.save_answer(&id(), &on("s.one"), &rated("yes", "new")), true),
        ("a first answer", |n| n.save_answer(&id(), &on("s.four"), &rated("yes", "new")), true),
        ("an answer taken back", |n| n.save_answer(&id(), &on("s.one"), &Answer::empty(day(5))), true),
        ("an import", import, true),
        ("a purge", |n| n.purge(&id()), true),
        ("an erasure", |n| n.erase(), true),
    ];
    for (name, by_other, expected) in by_others {
        for (own_name, own) in by_others.map(|(name, step, _)| (name, step)) {
            let store = begun();
            let mut notebook = open(&store, 2).unwrap();
            // Its own writes are no news, also where they are replaced, switched on, or removed.
            own(&mut notebook).unwrap();
            assert!(!notebook.refresh().unwrap(), "{own_name}");
            let before = store.dump();
            by_other(&mut open(&store, 3).unwrap()).unwrap();
            let expected = expected && store.dump() != before;
            assert_eq!(notebook.refresh().unwrap(), expected, "{own_name}, then {name} by another");
            assert!(!notebook.refresh().unwrap(), "{own_name}, then {name} by another, once more");
        }
    }
    // What is held is known, and no news when it is saved.
    let store = begun();
    let full = store.failing(Moment::From(0), Fault::Full);
    let pending = Pending::new(&full);
    let mut notebook = open(&pending, 2).unwrap();
    notebook.save_answer(&id(), &on("s.one"), &rated("yes", "held")).unwrap_err();
    assert!(!notebook.refresh().unwrap());
    full.recover();
    pending.flush();
    assert!(!notebook.refresh().unwrap());
    // A neighbour's keys are nobody's business.
    store.set("theirs", "touched").unwrap();
    store.set("rungs/1/~/answer/mine/s.two/1.x", "another site's").unwrap();
    assert!(!notebook.refresh().unwrap());
}

#[test]
fn what_drifts_is_news_until_it_is_seen_and_when_it_comes_back() {
    let ladder = ladder();
    let news = |notebook: &mut Tried| {
        let assessment = notebook.assessment(&id()).unwrap().unwrap();
        drifted(&ladder, &assessment, &notebook.answers(&id()).unwrap().answers).statements
    };
    let store = begun();
    let mut notebook = open(&store, 2).unwrap();
    assert_eq!(news(&mut notebook), 3);
    refit_and_rename(&mut notebook).unwrap();
    // One was not confirmed, and has been seen.
    assert_eq!(news(&mut notebook), 0);
    let goals = |notebook: &mut Tried| notebook.goals(&id()).unwrap().pop().map(|(id, _)| id.to_string());
    assert_eq!(goals(&mut notebook).as_deref(), Some("s.moved"));
    // A tab that shows the old ladder goes on.
    let mut other = open(&store, 3).unwrap();
    other.save_answer(&id(), &on("s.one"), &rated("yes", "later")).unwrap();
    notebook.refresh().unwrap();
    assert_eq!(news(&mut notebook), 2);
    other.save_answer(&id(), &on("s.one"), &Answer::empty(day(5))).unwrap();
    notebook.refresh().unwrap();
    assert_eq!(news(&mut notebook), 0);
    undo(&mut notebook).unwrap();
    assert_eq!(news(&mut notebook), 2);
    assert_eq!(goals(&mut notebook).as_deref(), Some("s.one"));
}
