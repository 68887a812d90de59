//! Tabs that write to the same store at the same time lose no answer that was acknowledged, whatever the schedule.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may"
)]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use rungs_assessment::answers::{Answer, Answers, Assessment, State, Subject};
use rungs_assessment::bundle::AssessmentBundle;
use rungs_assessment::date::Date;
use rungs_assessment::drift::Matching;
use rungs_assessment::plan::Goal;
use rungs_assessment::snapshots::Snapshot;
use rungs_assessment::store::Notebook;
use rungs_assessment::store::{Prefix, SaveError, Slot, Store, StoreError, Tab};
use rungs_assessment::test_support::Memory;
use rungs_ladder::id::{AssessmentId, LevelId, RatingId, SnapshotId, StatementId};
use rungs_ladder::markdown::{self, SourceFile};

const SCHEDULES: u64 = 10_000;
const STATEMENTS: [&str; 3] = ["s.one", "s.two", "s.three"];

/// Numbers that look random and are the same for the same seed (Marsaglia, "Xorshift RNGs", 2003).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }
}

/// Lets one tab at a time do one operation; who comes next is drawn.
struct Turns {
    state: Mutex<Schedule>,
    changed: Condvar,
}

struct Schedule {
    random: Random,
    waiting: Vec<usize>,
    current: usize,
    /// What was done to the store, in order.
    log: Vec<(String, Option<String>)>,
}

/// A tab's view of the store. Browsers run tabs in several processes, which learn of each other's writes later, in
/// order; what a tab writes itself it sees at once.
struct View {
    turns: Arc<Turns>,
    tab: usize,
    seen: Mutex<(usize, HashMap<String, String>)>,
}

impl View {
    fn operate<T>(
        &self,
        act: impl FnOnce(&mut HashMap<String, String>, &mut Vec<(String, Option<String>)>) -> T,
    ) -> T {
        let mut schedule = self.turns.state.lock().unwrap();
        while schedule.current != self.tab {
            schedule = self.turns.changed.wait(schedule).unwrap();
        }
        let (known, view) = &mut *self.seen.lock().unwrap();
        let news = schedule.log.len() - *known;
        let learnt = *known + schedule.random.below(news + 1);
        for (key, value) in &schedule.log[*known..learnt] {
            match value {
                Some(value) => view.insert(key.clone(), value.clone()),
                None => view.remove(key),
            };
        }
        *known = learnt;
        let outcome = act(view, &mut schedule.log);
        self.turns.pass(&mut schedule);
        outcome
    }
}

impl Turns {
    fn pass(&self, schedule: &mut Schedule) {
        if !schedule.waiting.is_empty() {
            let next = schedule.random.below(schedule.waiting.len());
            schedule.current = schedule.waiting[next];
        }
        self.changed.notify_all();
    }

    fn leave(&self, tab: usize) {
        let mut schedule = self.state.lock().unwrap();
        while schedule.current != tab {
            schedule = self.changed.wait(schedule).unwrap();
        }
        schedule.waiting.retain(|other| *other != tab);
        self.pass(&mut schedule);
    }
}

/// Leaves when dropped, also by a panic: the others go on.
struct Present(Arc<Turns>, usize);

impl Drop for Present {
    fn drop(&mut self) {
        self.0.leave(self.1);
    }
}

impl Store for View {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.operate(|view, _| view.keys().cloned().collect()))
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.operate(|view, _| view.get(key).cloned()))
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.operate(|view, log| {
            view.insert(key.into(), value.into());
            log.push((key.into(), Some(value.into())));
        });
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.operate(|view, log| {
            view.remove(key);
            log.push((key.into(), None));
        });
        Ok(())
    }
}

/// An answer that was acknowledged, and the answers to the same statement that its giver was shown.
struct Acknowledged {
    statement: &'static str,
    note: String,
    shown: HashSet<String>,
}

fn id() -> AssessmentId {
    AssessmentId::new("mine").unwrap()
}

fn on(statement: &str) -> Subject {
    Subject::Statement(StatementId::new(statement).unwrap())
}

fn noted(note: &str) -> Answer {
    let rating = RatingId::new("yes").unwrap();
    Answer { rating: Some(rating), note: note.into(), ..Answer::empty(Date::EPOCH) }
}

fn open<S: Store>(store: S, tab: u64) -> Notebook<S> {
    Notebook::open(store, Prefix::new("/"), Tab::from_random(tab)).unwrap()
}

/// The notes on each statement that hold, more than one where the person is to be asked.
fn shown<S: Store>(notebook: &mut Notebook<S>, statement: &str) -> HashSet<String> {
    let given = notebook.answers(&id()).unwrap();
    let conflict = given.conflicts.iter().find(|conflict| conflict.subject == on(statement));
    let answers = conflict.map_or_else(
        || given.answers.0.get(&on(statement)).cloned().into_iter().collect(),
        |conflict| conflict.answers.clone(),
    );
    answers.into_iter().map(|answer| answer.note).collect()
}

/// What one tab does: answers, now and then after it has taken notice of the others.
fn work(store: View, tab: usize, mut random: Random) -> Vec<Acknowledged> {
    let _present = Present(store.turns.clone(), tab);
    let mut notebook = open(store, tab as u64 + 1);
    let mut acknowledged = Vec::new();
    for number in 0..2 {
        if random.below(2) == 0 {
            notebook.refresh().unwrap();
        }
        let statement = STATEMENTS[random.below(STATEMENTS.len())];
        let shown = shown(&mut notebook, statement);
        let note = format!("{tab}-{number}");
        match notebook.save_answer(&id(), &on(statement), &noted(&note)) {
            Ok(()) => acknowledged.push(Acknowledged { statement, note, shown }),
            // Another tab has seen it and replaced it before it was read back: it is not said to be saved.
            Err(SaveError::NotKept) => {}
            Err(error) => panic!("{error}"),
        }
    }
    acknowledged
}

fn assessment() -> Assessment {
    Assessment {
        name: String::new(),
        target: LevelId::new("senior").unwrap(),
        held: None,
        created: Date::EPOCH,
        ladder: String::new(),
        exported: None,
        state: State::Active,
    }
}

#[test]
fn no_schedule_loses_an_acknowledged_answer() {
    let (mut answers, mut asked) = (0, 0);
    for seed in 0..SCHEDULES {
        let mut random = Random::new(seed + 1);
        let tabs = 2 + random.below(7);
        let turns = Arc::new(Turns {
            state: Mutex::new(Schedule {
                current: random.below(tabs),
                random: Random::new(seed + 7),
                waiting: (0..tabs).collect(),
                log: Vec::new(),
            }),
            changed: Condvar::new(),
        });
        let acknowledged: Vec<Acknowledged> = thread::scope(|scope| {
            let workers: Vec<_> = (0..tabs)
                .map(|tab| {
                    let view = View { turns: turns.clone(), tab, seen: Mutex::default() };
                    let random = Random::new(seed * 8 + tab as u64 + 3);
                    scope.spawn(move || work(view, tab, random))
                })
                .collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
        });
        // Every tab is closed; the site is opened anew.
        let store = Memory::default();
        for (key, value) in turns.state.lock().unwrap().log.drain(..) {
            match value {
                Some(value) => store.set(&key, &value).unwrap(),
                None => store.remove(&key).unwrap(),
            }
        }
        let mut notebook = open(&store, 99);
        assert_eq!(notebook.troubles(), []);
        for statement in STATEMENTS {
            let holding = shown(&mut notebook, statement);
            let of_statement = || acknowledged.iter().filter(|given| given.statement == statement);
            for given in of_statement() {
                let known_to_another = of_statement().any(|later| later.shown.contains(&given.note));
                assert!(
                    holding.contains(&given.note) || known_to_another,
                    "seed {seed}: {} to {statement} is lost; {holding:?} hold",
                    given.note
                );
            }
            asked += usize::from(holding.len() > 1);
            // The person chooses, and is not asked again.
            if let Some(note) = holding.iter().max() {
                notebook.save_answer(&id(), &on(statement), &noted(note)).unwrap();
                assert_eq!(shown(&mut open(&store, 100), statement), HashSet::from([note.clone()]));
            }
        }
        answers += acknowledged.len();
    }
    println!(
        "{SCHEDULES} schedules of 2 to 8 tabs, {answers} answers, none lost; {asked} times the person is asked"
    );
    assert!(asked > 0, "no schedule let two tabs answer without seeing each other");
}

#[test]
fn an_import_beside_an_answer_loses_neither() {
    let store = Memory::default();
    let mut first = open(&store, 1);
    first.save_assessment(&id(), &assessment()).unwrap();
    first.save_answer(&id(), &on("s.one"), &noted("before")).unwrap();
    let mut second = open(&store, 2);
    let mut whole = first.whole(&id()).unwrap().unwrap();
    whole.answers.0.insert(on("s.one"), noted("imported"));
    // Neither has seen the other.
    first.import(&whole, 7).unwrap();
    second.save_answer(&id(), &on("s.one"), &noted("meanwhile")).unwrap();
    let both = HashSet::from(["imported".to_owned(), "meanwhile".to_owned()]);
    assert_eq!(shown(&mut open(&store, 3), "s.one"), both);
}

#[test]
fn a_change_of_the_whole_leaves_contradictions_to_the_person() {
    let store = Memory::default();
    let mut first = open(&store, 1);
    first.save_assessment(&id(), &assessment()).unwrap();
    let mut second = open(&store, 2);
    let said = |note: &str, words: &str| Answer { words: words.into(), ..noted(note) };
    first.save_answer(&id(), &on("s.one"), &said("one", "One.")).unwrap();
    first.save_answer(&id(), &on("s.two"), &noted("two")).unwrap();
    second.save_answer(&id(), &on("s.one"), &said("other", "One.")).unwrap();
    let both = HashSet::from(["one".to_owned(), "other".to_owned()]);

    let mut third = open(&store, 3);
    let mut whole = third.whole(&id()).unwrap().unwrap();
    whole.answers.0.insert(on("s.two"), noted("imported"));
    third.import(&whole, 7).unwrap();
    assert_eq!(shown(&mut open(&store, 4), "s.one"), both);
    assert_eq!(shown(&mut open(&store, 4), "s.two"), HashSet::from(["imported".to_owned()]));

    let text = "# S\n\n## Area\n\n- One. {#s.moved}\n- Two. {#s.two}\n".to_owned();
    let (ladder, _) = markdown::read(&[SourceFile { name: "s.md".into(), bytes: text.into() }]);
    let ladder = ladder.unwrap();
    let mut fit = |answers: &Answers| Some(Matching::new(&ladder, answers).apply(answers, &|_| true));
    third.refit(&id(), &ladder, &mut fit, 8).unwrap();
    let mut fresh = open(&store, 5);
    assert_eq!(shown(&mut fresh, "s.one"), HashSet::new());
    assert_eq!(shown(&mut fresh, "s.moved"), both, "they have moved together");
    // And back.
    third.undo("batch/mine/800000000000").unwrap();
    let mut fresh = open(&store, 6);
    assert_eq!(shown(&mut fresh, "s.one"), both);
    assert_eq!(shown(&mut fresh, "s.moved"), HashSet::new());
    let refused = third.refit(&id(), &ladder, &mut |_| None, 9);
    assert_eq!(refused, Err(SaveError::Stale));
}

/// What a tab shows, by slot, as text; what is not there has no entry.
type Copy = BTreeMap<Slot, String>;

/// Reads one slot anew into the copy.
fn patch<S: Store>(notebook: &mut Notebook<S>, slot: &Slot, copy: &mut Copy) {
    let found = match slot {
        Slot::Assessment(id) => notebook.assessment(id).unwrap().map(|found| format!("{found:?}")),
        Slot::Answer(id, subject) => {
            let answers = notebook.answers_to(id, subject).unwrap();
            (!answers.is_empty()).then(|| format!("{answers:?}"))
        }
        Slot::Goal(id, statement) => notebook.goal(id, statement).unwrap().map(|found| format!("{found:?}")),
        Slot::Snapshot(id, snapshot) => {
            notebook.snapshot(id, snapshot).unwrap().map(|found| format!("{found:?}"))
        }
        Slot::Preference(name) => notebook.preference(name).unwrap().map(|on| on.to_string()),
        Slot::Batch(id, _) => {
            copy.retain(|slot, _| slot.assessment() != Some(id));
            copy.extend(whole(notebook, id));
            return;
        }
    };
    match found {
        Some(found) => copy.insert(slot.clone(), found),
        None => copy.remove(slot),
    };
}

/// All that there is of an assessment.
fn whole<S: Store>(notebook: &mut Notebook<S>, id: &AssessmentId) -> Copy {
    let mut slots = vec![Slot::Assessment(id.clone())];
    slots.extend(notebook.answered(id).into_iter().map(|subject| Slot::Answer(id.clone(), subject)));
    let goals = notebook.goals(id).unwrap();
    slots.extend(goals.into_iter().map(|(statement, _)| Slot::Goal(id.clone(), statement)));
    let snapshots = notebook.snapshots(id).unwrap();
    slots.extend(snapshots.into_iter().map(|(snapshot, _)| Slot::Snapshot(id.clone(), snapshot)));
    let mut copy = Copy::new();
    slots.iter().for_each(|slot| patch(notebook, slot, &mut copy));
    copy
}

/// Does one thing, drawn at random, and returns the change that it can undo.
fn act<S: Store>(notebook: &mut Notebook<S>, random: &mut Random, number: u64) -> Option<String> {
    let (note, at) = (number.to_string(), random.below(STATEMENTS.len()));
    let statement = StatementId::new(STATEMENTS[at]).unwrap();
    let snapshot = SnapshotId::from_random(random.below(3) as u64);
    let goal = Goal { step: note.clone(), by: None, words: String::new() };
    let taken = Snapshot {
        name: note.clone(),
        taken: Date::EPOCH,
        target: assessment().target,
        held: None,
        answers: Answers::default(),
    };
    let gone = random.below(4) == 0;
    match random.below(8) {
        0 => notebook.save_assessment(&id(), &Assessment { name: note, ..assessment() }).unwrap(),
        1 => notebook.save_goal(&id(), &statement, (!gone).then_some(&goal)).unwrap(),
        2 => notebook.save_snapshot(&id(), &snapshot, (!gone).then_some(&taken)).unwrap(),
        3 => notebook.save_preference("keys", gone).unwrap(),
        4 if gone => notebook.purge(&id()).unwrap(),
        5 => {
            let answers = Answers(BTreeMap::from([(on(STATEMENTS[at]), noted(&note))]));
            let goals = vec![(statement, goal)];
            let kept = AssessmentBundle {
                id: id(),
                assessment: assessment(),
                answers,
                goals,
                snapshots: vec![(snapshot, taken)],
            };
            return Some(notebook.import(&kept, number).unwrap());
        }
        _ if gone => notebook.save_answer(&id(), &on(STATEMENTS[at]), &Answer::empty(Date::EPOCH)).unwrap(),
        _ => notebook.save_answer(&id(), &on(STATEMENTS[at]), &noted(&note)).unwrap(),
    }
    None
}

#[test]
fn a_copy_that_only_patches_what_has_changed_is_never_old() {
    for seed in 0..300 {
        let mut random = Random::new(seed + 1);
        let store = Memory::default();
        let mut tabs = [open(&store, 1), open(&store, 2)];
        let mut reader = open(&store, 3);
        let (mut copy, mut changes) = (Copy::new(), Vec::<String>::new());
        for number in 0..40 {
            let tab = &mut tabs[random.below(2)];
            if random.below(2) == 0 {
                tab.refresh().unwrap();
            }
            let undone = if random.below(6) == 0 { changes.pop() } else { None };
            match undone {
                Some(change) => tab.undo(&change).unwrap(),
                None => changes.extend(act(tab, &mut random, number)),
            }
            if random.below(3) == 0 {
                for slot in reader.refresh_slots().unwrap() {
                    patch(&mut reader, &slot, &mut copy);
                }
                assert_eq!(reader.refresh_slots().unwrap(), [], "seed {seed}, {number}");
                let mut fresh = open(&store, 4);
                let mut expected = whole(&mut fresh, &id());
                patch(&mut fresh, &Slot::Preference("keys".into()), &mut expected);
                assert_eq!(copy, expected, "seed {seed}, {number}");
            }
        }
    }
}
