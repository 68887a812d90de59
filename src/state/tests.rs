//! The session over a store in memory, with a host whose timers run when a test says so.

use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use leptos::prelude::*;
use rungs_assessment::answers::{Answer, Evidence, State, Subject};
use rungs_assessment::date::Date;
use rungs_assessment::plan::{Goal, MAX_GOALS};
use rungs_assessment::store::{Notebook, Prefix, SaveError, StoreError, Tab as WriterTab};
use rungs_assessment::test_support::{Fault, Memory, Moment};
use rungs_ladder::example::draft;
use rungs_ladder::id::{AssessmentId, LevelId, RatingId, StatementId};
use rungs_ladder::ladder::{Ladder, Level};

use super::session::{TRY_AGAIN, TYPING_RESTS};
use super::*;
use crate::site::Site;

/// What a host does later, and after which time.
type Timer = (Duration, Box<dyn FnOnce()>);

/// A host without a browser.
#[derive(Default)]
struct TestHost {
    timers: RefCell<Vec<Timer>>,
    is_settling: Cell<bool>,
    keeps_copy: Cell<bool>,
    asked_to_keep: Cell<u32>,
}

impl TestHost {
    /// Runs every task that waits for `delay`.
    fn pass(&self, delay: Duration) {
        let waiting = self.timers.take();
        let (due, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|(after, _)| *after == delay);
        self.timers.borrow_mut().extend(later);
        due.into_iter().for_each(|(_, task)| task());
    }
}

impl Host for TestHost {
    fn today(&self) -> Date {
        Date::parse("2026-11-24").unwrap()
    }

    fn random_bits(&self) -> u64 {
        static DRAWN: AtomicU64 = AtomicU64::new(1);
        DRAWN.fetch_add(1, Ordering::Relaxed)
    }

    fn after(&self, delay: Duration, task: Box<dyn FnOnce()>) {
        self.timers.borrow_mut().push((delay, task));
    }

    fn ask_to_keep(&self) {
        self.asked_to_keep.set(self.asked_to_keep.get() + 1);
    }

    fn is_settled(&self) -> bool {
        !self.is_settling.get()
    }

    fn clear_copy(&self) -> std::pin::Pin<Box<dyn Future<Output = Result<(), CopyLeft>>>> {
        Box::pin(std::future::ready(if self.keeps_copy.get() { Err(CopyLeft) } else { Ok(()) }))
    }
}

/// A tab of a site.
struct Tab {
    site: Site,
    store: Memory,
    host: Rc<TestHost>,
    session: Session,
}

thread_local! {
    static OWNER: Owner = Owner::new();
}

impl Tab {
    fn open(store: Memory) -> Self {
        OWNER.with(Owner::set);
        let ladder: &'static Ladder = Box::leak(Box::new(Ladder::new(draft()).unwrap()));
        let site = Site { ladder, base: "/" };
        let host = Rc::new(TestHost::default());
        let session = Session::new(site, Rc::new(store.clone()), host.clone());
        session.open();
        Self { site, store, host, session }
    }

    fn level(&self, id: &str) -> &'static Level {
        self.site.ladder.level(&LevelId::new(id).unwrap()).unwrap()
    }

    /// Any statement of a level.
    fn first(&self, level: &str) -> Question {
        Question::on(self.site.ladder, self.level(level).statements().next().unwrap())
    }

    fn begin(&self) -> AssessmentId {
        self.session.begin(&self.level("senior").id, None, " Mine ")
    }

    fn rate(&self, id: &AssessmentId, question: &Question, rating: &str) {
        self.session.edit_answer(id, question, Edit::Rating(Some(RatingId::new(rating).unwrap())));
    }

    fn answer(&self, id: &AssessmentId, question: &Question) -> Option<AnswerRecord> {
        self.session.answer(id, &question.subject).get_untracked()
    }

    fn rating(&self, id: &AssessmentId, question: &Question) -> String {
        let rating = self.answer(id, question).and_then(|record| record.answer.rating);
        rating.map(|rating| rating.to_string()).unwrap_or_default()
    }

    fn note(&self, id: &AssessmentId, question: &Question) -> String {
        self.answer(id, question).map(|record| record.answer.note).unwrap_or_default()
    }

    fn saving(&self, id: &AssessmentId, question: &Question) -> Option<Saving> {
        self.session.saving(id, &question.subject).get_untracked()
    }

    fn status(&self) -> StorageStatus {
        self.session.storage_status().get_untracked()
    }
}

/// What a fresh tab finds in the store.
fn kept(store: &Memory) -> Tab {
    Tab::open(store.clone())
}

#[test]
fn what_is_typed_is_written_when_typing_rests() {
    let tab = Tab::open(Memory::default());
    let (id, question) = (tab.begin(), tab.first("junior"));
    for note in ["S", "Si", "Sin"] {
        tab.session.type_answer(&id, &question, Edit::Note(note.into()));
    }
    assert_eq!(tab.saving(&id, &question), Some(Saving::Typing));
    assert_eq!(kept(&tab.store).note(&id, &question), "");
    tab.host.pass(TYPING_RESTS);
    assert_eq!(tab.saving(&id, &question), Some(Saving::Saved));
    assert_eq!(kept(&tab.store).note(&id, &question), "Sin");
}

#[test]
fn another_field_a_rating_and_leaving_write_what_is_typed() {
    type Act = fn(&Tab, &AssessmentId, &Question);
    let acts: [Act; 4] = [
        |tab, id, question| {
            let evidence = vec![Evidence { text: "A talk".into(), ..Evidence::default() }];
            tab.session.type_answer(id, question, Edit::Evidence(evidence));
        },
        |tab, id, question| tab.rate(id, question, "yes"),
        |tab, _, _| tab.session.flush_draft(),
        |tab, _, _| tab.session.refresh(),
    ];
    for act in acts {
        let tab = Tab::open(Memory::default());
        let (id, question) = (tab.begin(), tab.first("junior"));
        tab.session.type_answer(&id, &question, Edit::Note("Since".into()));
        act(&tab, &id, &question);
        assert_eq!(kept(&tab.store).note(&id, &question), "Since");
    }
}

#[test]
fn an_answer_keeps_its_parts() {
    let tab = Tab::open(Memory::default());
    let (id, question) = (tab.begin(), tab.first("junior"));
    tab.rate(&id, &question, "no");
    tab.session.edit_answer(&id, &question, Edit::Note("Why".into()));
    tab.rate(&id, &question, "yes");
    assert_eq!((tab.rating(&id, &question), tab.note(&id, &question)), ("yes".into(), "Why".into()));
    tab.session.edit_answer(&id, &question, Edit::Rating(None));
    tab.session.edit_answer(&id, &question, Edit::Note(String::new()));
    assert_eq!(tab.answer(&id, &question), None);
    assert_eq!(kept(&tab.store).answer(&id, &question), None);
}

#[test]
fn what_the_browser_refuses_is_tried_again() {
    for (fault, reason) in [(Fault::Full, StoreError::Full), (Fault::Denied, StoreError::Denied)] {
        let memory = Memory::default();
        let begun = Tab::open(memory.clone());
        let (id, question) = (begun.begin(), begun.first("junior"));
        let failing = Rc::new(memory.failing(Moment::From(0), fault));
        let tab = Tab::over(&memory, failing.clone());
        tab.rate(&id, &question, "yes");
        assert_eq!(tab.saving(&id, &question), Some(Saving::Unsaved(SaveError::Store(reason))));
        assert_eq!(tab.rating(&id, &question), "yes", "it is kept in memory");
        assert!(matches!(tab.status(), StorageStatus::Unsaved { count: 1, reason: why } if why == reason));
        tab.host.pass(TRY_AGAIN);
        assert_eq!(kept(&memory).rating(&id, &question), "", "it is still refused");
        failing.recover();
        tab.host.pass(TRY_AGAIN);
        assert_eq!(tab.saving(&id, &question), Some(Saving::Saved));
        assert_eq!(tab.status(), StorageStatus::Well);
        assert_eq!(kept(&memory).rating(&id, &question), "yes");
    }
}

#[test]
fn what_another_tab_writes_shows_and_disturbs_nothing_else() {
    let memory = Memory::default();
    let (here, there) = (Tab::open(memory.clone()), Tab::open(memory.clone()));
    let id = here.begin();
    there.session.refresh();
    let (one, other) = (here.first("junior"), here.first("senior"));
    here.rate(&id, &one, "no");
    here.rate(&id, &other, "no");
    there.session.refresh();
    let undisturbed = here.session.answer(&id, &one.subject);
    let runs = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = runs.clone();
    let reader = Memo::new(move |_| {
        undisturbed.track();
        count.fetch_add(1, Ordering::Relaxed)
    });
    reader.get_untracked();
    there.rate(&id, &other, "yes");
    here.session.refresh();
    reader.get_untracked();
    assert_eq!(here.rating(&id, &other), "yes");
    assert_eq!(runs.load(Ordering::Relaxed), 1);
}

#[test]
fn answers_that_did_not_see_each_other_are_asked_about() {
    let memory = Memory::default();
    let here = Tab::open(memory.clone());
    let (id, question) = (here.begin(), here.first("junior"));
    let there = Tab::open(memory.clone());
    here.rate(&id, &question, "no");
    there.rate(&id, &question, "yes");
    here.session.refresh();
    let conflict = here.answer(&id, &question).unwrap().conflict;
    assert_eq!(conflict.len(), 2);
    let no = conflict.into_iter().find(|answer| answer.rating.as_ref().unwrap().as_str() == "no").unwrap();
    here.session.edit_answer(&id, &question, Edit::Replace(no));
    there.session.refresh();
    for tab in [&here, &there, &kept(&memory)] {
        assert_eq!(tab.rating(&id, &question), "no");
        assert_eq!(tab.answer(&id, &question).unwrap().conflict, Vec::<Answer>::new());
    }
}

#[test]
fn an_undo_that_fails_says_so() {
    let memory = Memory::default();
    let begun = Tab::open(memory.clone());
    let (id, question) = (begun.begin(), begun.first("junior"));
    begun.rate(&id, &question, "no");
    let mut bundle = begun.session.bundle(&id).unwrap();
    bundle.answers.0.values_mut().for_each(|answer| answer.rating = Some(RatingId::new("yes").unwrap()));
    let failing = Rc::new(memory.failing(Moment::At(usize::MAX), Fault::Denied));
    let tab = Tab::over(&memory, failing);
    let changes = tab.session.import(&[bundle]).unwrap();
    assert_eq!(tab.rating(&id, &question), "yes");
    let denied = Tab::over(&memory, Rc::new(memory.failing(Moment::From(0), Fault::Denied)));
    assert!(denied.session.undo(&changes).is_err());
    assert_eq!(kept(&memory).rating(&id, &question), "yes", "it holds still");
    tab.session.undo(&changes).unwrap();
    assert_eq!(
        (tab.rating(&id, &question), kept(&memory).rating(&id, &question)),
        ("no".into(), "no".into())
    );
}

#[test]
fn an_import_that_fails_leaves_nothing() {
    let source = Tab::open(Memory::default());
    let (id, question) = (source.begin(), source.first("junior"));
    source.rate(&id, &question, "yes");
    let bundle = source.session.bundle(&id).unwrap();
    let memory = Memory::default();
    let tab = Tab::over(&memory, Rc::new(memory.failing(Moment::From(0), Fault::Full)));
    assert!(tab.session.import(&[bundle]).is_err());
    assert_eq!(tab.session.assessments(), []);
    assert_eq!(kept(&memory).session.assessments(), []);
}

#[test]
fn an_answer_is_saved_when_it_is_on_the_disk() {
    let tab = Tab::open(Memory::default());
    let (id, question) = (tab.begin(), tab.first("junior"));
    tab.host.is_settling.set(true);
    tab.rate(&id, &question, "yes");
    assert_eq!(tab.saving(&id, &question), Some(Saving::Settling));
    tab.session.note_settled();
    assert_eq!(tab.saving(&id, &question), Some(Saving::Saved));
}

/// A rating that the browser has no room for.
struct Refused {
    memory: Memory,
    /// The same store as the tab sees it.
    failing: Rc<Memory>,
    tab: Tab,
    id: AssessmentId,
    question: Question,
}

impl Refused {
    fn rating() -> Self {
        let memory = Memory::default();
        let begun = Tab::open(memory.clone());
        let (id, question) = (begun.begin(), begun.first("junior"));
        let failing = Rc::new(memory.failing(Moment::From(0), Fault::Full));
        let tab = Tab::over(&memory, failing.clone());
        tab.rate(&id, &question, "yes");
        Self { memory, failing, tab, id, question }
    }
}

#[test]
fn what_is_taken_at_the_second_try_is_saved_when_it_is_on_the_disk() {
    let Refused { failing, tab, id, question, .. } = Refused::rating();
    failing.recover();
    tab.host.is_settling.set(true);
    tab.host.pass(TRY_AGAIN);
    assert_eq!(tab.saving(&id, &question), Some(Saving::Settling));
    tab.session.note_settled();
    assert_eq!(tab.saving(&id, &question), Some(Saving::Saved));
}

#[test]
fn goals_are_few_and_typed() {
    let tab = Tab::open(Memory::default());
    let id = tab.begin();
    let goal = |step: &str| Goal { step: step.into(), by: None, words: "Words".into() };
    let statements: Vec<StatementId> = (0..5).map(|n| StatementId::new(&format!("s{n}")).unwrap()).collect();
    for statement in &statements {
        tab.session.set_goal(&id, statement, Some(&goal("")));
    }
    assert_eq!(tab.session.goals(&id).get_untracked(), statements[..MAX_GOALS]);
    tab.session.type_goal(&id, &statements[0], goal("F"));
    tab.session.type_goal(&id, &statements[0], goal("First"));
    let step = |tab: &Tab| tab.session.goal(&id, &statements[0]).get_untracked().unwrap().step;
    assert_eq!(step(&kept(&tab.store)), "", "it is not written at every key");
    tab.host.pass(TYPING_RESTS);
    assert_eq!((step(&tab), step(&kept(&tab.store))), ("First".into(), "First".into()));
    tab.session.set_goal(&id, &statements[0], None);
    assert_eq!(kept(&tab.store).session.goals(&id).get_untracked(), statements[1..MAX_GOALS]);
}

#[test]
fn assessments_are_deleted_had_back_and_removed() {
    let tab = Tab::open(Memory::default());
    let id = tab.begin();
    let known =
        |tab: &Tab| tab.session.assessment(&id).get_untracked().map(|known| (known.name, known.state));
    assert_eq!(known(&tab), Some(("Mine".into(), State::Active)));
    tab.session.change(&id, |assessment| assessment.state = State::Deleted);
    assert_eq!(known(&kept(&tab.store)), Some(("Mine".into(), State::Deleted)));
    tab.session.purge(&id);
    assert_eq!((known(&tab), known(&kept(&tab.store))), (None, None));
}

#[test]
fn a_name_is_written_when_typing_rests() {
    let tab = Tab::open(Memory::default());
    let id = tab.begin();
    let name = |tab: &Tab| tab.session.assessment(&id).get_untracked().map(|known| known.name);
    for typed in ["Y", "Yours"] {
        tab.session.type_name(&id, typed.into());
    }
    assert_eq!(name(&kept(&tab.store)).as_deref(), Some("Mine"), "it is not written at every key");
    tab.host.pass(TYPING_RESTS);
    assert_eq!(name(&kept(&tab.store)).as_deref(), Some("Yours"));
    tab.session.type_name(&id, "Ours".into());
    tab.session.flush_draft();
    assert_eq!(name(&kept(&tab.store)).as_deref(), Some("Ours"), "leaving writes it");
}

#[test]
fn what_another_tab_has_erased_does_not_come_back() {
    let erase = |store: &Memory| assert_eq!(erased(&kept(store)), Ok(()));
    type Change = fn(&Tab, &AssessmentId, &Question);
    let typing: [Change; 3] = [
        |tab, id, question| tab.session.type_answer(id, question, Edit::Note("Since".into())),
        |tab, id, _| tab.session.type_name(id, "Yours".into()),
        |tab, id, question| {
            let Subject::Statement(statement) = &question.subject else { panic!("it is a statement") };
            let goal = Goal { step: "First".into(), by: None, words: String::new() };
            tab.session.type_goal(id, statement, goal);
        },
    ];
    for change in typing {
        for end in [Session::refresh, Session::flush_draft, Session::forget_unsaved] {
            let tab = Tab::open(Memory::default());
            let (id, question) = (tab.begin(), tab.first("junior"));
            change(&tab, &id, &question);
            erase(&tab.store);
            end(tab.session);
            tab.host.pass(TYPING_RESTS);
            assert!(tab.store.dump().is_empty(), "{:?}", tab.store.dump());
        }
    }
    // What could not be saved is not saved later either.
    let Refused { memory, failing, tab, .. } = Refused::rating();
    erase(&memory);
    tab.session.forget_unsaved();
    failing.recover();
    tab.host.pass(TRY_AGAIN);
    assert!(memory.dump().is_empty(), "{:?}", memory.dump());
    assert_eq!(tab.session.assessments(), []);
}

/// Erases everything, with a host that has nothing to wait for.
fn erased(tab: &Tab) -> Result<(), EraseError> {
    let mut erasing = pin!(tab.session.erase());
    match erasing.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("nothing waits here"),
    }
}

#[test]
fn erasing_says_what_is_left() {
    let tab = Tab::open(Memory::default());
    tab.begin();
    tab.host.keeps_copy.set(true);
    assert_eq!(erased(&tab), Err(EraseError::Copy));
    assert_eq!(tab.session.assessments(), []);
    tab.host.keeps_copy.set(false);
    assert_eq!(erased(&tab), Ok(()));
    assert!(tab.store.dump().is_empty(), "{:?}", tab.store.dump());
}

#[test]
fn the_switch_of_keys_that_an_earlier_version_kept_is_known() {
    let tab = Tab::open(Memory::default());
    assert_eq!(tab.session.earlier_keys(), None);
    let (prefix, writer) = (Prefix::new(tab.site.base), WriterTab::from_random(1));
    let mut notebook = Notebook::open(tab.store.clone(), prefix, writer).unwrap();
    notebook.save_preference("keys", false).unwrap();
    assert_eq!(kept(&tab.store).session.earlier_keys(), Some(false));
}

impl Tab {
    /// A tab over a store to which something happens.
    fn over(memory: &Memory, store: Rc<Memory>) -> Self {
        let tab = Self::open(memory.clone());
        let session = Session::new(tab.site, store, tab.host.clone());
        session.open();
        Self { session, ..tab }
    }
}

#[test]
fn the_browser_is_asked_to_keep_what_is_stored_once_an_answer_is_saved() {
    let memory = Memory::default();
    let tab = Tab::over(&memory, Rc::new(memory.failing(Moment::From(0), Fault::Full)));
    let (id, question) = (tab.begin(), tab.first("junior"));
    tab.rate(&id, &question, "no");
    assert_eq!(tab.host.asked_to_keep.get(), 0, "nothing is saved yet");
    let tab = Tab::open(Memory::default());
    let (id, question) = (tab.begin(), tab.first("junior"));
    assert_eq!(tab.host.asked_to_keep.get(), 0);
    tab.rate(&id, &question, "no");
    tab.rate(&id, &question, "yes");
    assert_eq!(tab.host.asked_to_keep.get(), 1);
}
