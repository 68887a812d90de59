//! The session: views read what a person keeps from it, and say to it what the person wants.

use std::cell::{Cell, Ref, RefCell, RefMut};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use rungs_assessment::answers::{Answer, Answers, Assessment, State, Subject};
use rungs_assessment::bundle::AssessmentBundle;
use rungs_assessment::date::Date;
use rungs_assessment::drift::Fitted;
use rungs_assessment::drift::stamp;
use rungs_assessment::exchange::{Edition, Export, raw_file};
use rungs_assessment::glance::{self, Glance};
use rungs_assessment::plan::{Goal, MAX_GOALS};
use rungs_assessment::snapshots::{Snapshot, oldest_first};
use rungs_assessment::store::{AnswersWithConflicts, Notebook};
use rungs_assessment::store::{Pending, Prefix, SaveError, Store, StoreError, Tab, Trouble};
use rungs_ladder::id::{AssessmentId, LevelId, SnapshotId, StatementId};

use super::draft::{Draft, DraftChange};
use super::host::{Host, NoHost};
use super::question::{Edit, Question};
use super::record_signals::RecordSignals;
use super::status::{EraseError, Saving, StorageStatus};
use crate::site::Site;

/// How long typing must rest before it is written.
pub(super) const TYPING_RESTS: Duration = Duration::from_millis(400);

/// How long after a refusal the browser is asked again.
pub(super) const TRY_AGAIN: Duration = Duration::from_secs(5);

/// The record in which earlier versions kept whether single keys act.
const EARLIER_KEYS: &str = "keys";

/// The store with what it could not take held in memory.
type HeldStore = Rc<Pending<Rc<dyn Store>>>;

/// What is kept about one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRecord {
    /// The answer; where there are several, the last one.
    pub answer: Answer,
    /// All answers, where several were given without seeing each other, in other tabs; the last one last. The person is asked
    /// which one holds.
    pub conflict: Vec<Answer>,
}

/// A handle on the session. It lives as long as the app.
#[derive(Clone, Copy)]
pub struct Session(StoredValue<Rc<SessionState>, LocalStorage>);

struct SessionState {
    site: Site,
    /// Whether it never opens, as while pages render to files.
    is_closed: bool,
    store: HeldStore,
    host: Rc<dyn Host>,
    /// What is kept, once a page has asked for it.
    notebook: RefCell<Option<Notebook<Rc<dyn Store>>>>,
    is_open: ArcRwSignal<bool>,
    assessments: RecordSignals<AssessmentId, Assessment>,
    /// The assessments, the one worked on last first.
    order: ArcRwSignal<Vec<AssessmentId>>,
    /// The day of the last answer to each assessment.
    last_days: RecordSignals<AssessmentId, Date>,
    contents: RefCell<HashMap<AssessmentId, Content>>,
    troubles: ArcRwSignal<Vec<Trouble>>,
    storage: ArcRwSignal<StorageStatus>,
    draft: RefCell<Option<Draft>>,
    /// Counts keystrokes, so that only the rest after the last one ends the typing.
    keystrokes: Cell<u32>,
    /// The answers that are on their way to the disk.
    settling: RefCell<Vec<ArcRwSignal<Option<Saving>>>>,
    is_trying_again: Cell<bool>,
    /// Whether the browser has been asked to keep what is saved.
    has_asked_to_keep: Cell<bool>,
}

/// What belongs to one assessment.
#[derive(Clone, Default)]
struct Content {
    is_loaded: ArcRwSignal<bool>,
    answers: RecordSignals<Subject, AnswerRecord>,
    answer_saving: RecordSignals<Subject, Saving>,
    goals: RecordSignals<StatementId, Goal>,
    snapshots: RecordSignals<SnapshotId, Snapshot>,
    /// How often a change was refused because a newer version of the site has written here. Controls that show what is kept
    /// follow it, as the browser has already changed them.
    refusals: ArcRwSignal<u32>,
}

impl Session {
    /// A session of the site over a store. Nothing is read before [`Session::open`].
    pub fn new(site: Site, store: Rc<dyn Store>, host: Rc<dyn Host>) -> Self {
        Self::with(site, store, host, false)
    }

    fn with(site: Site, store: Rc<dyn Store>, host: Rc<dyn Host>, is_closed: bool) -> Self {
        Self(StoredValue::new_local(Rc::new(SessionState {
            site,
            is_closed,
            store: Rc::new(Pending::new(store)),
            host,
            notebook: RefCell::default(),
            is_open: ArcRwSignal::new(false),
            assessments: RecordSignals::default(),
            order: ArcRwSignal::default(),
            last_days: RecordSignals::default(),
            contents: RefCell::default(),
            troubles: ArcRwSignal::default(),
            storage: ArcRwSignal::default(),
            draft: RefCell::default(),
            keystrokes: Cell::default(),
            settling: RefCell::default(),
            is_trying_again: Cell::default(),
            has_asked_to_keep: Cell::default(),
        })))
    }

    /// The session of pages that render to files: nobody's assessment is known, and it never opens.
    pub fn closed(site: Site) -> Self {
        Self::with(site, Rc::new(NoStore), Rc::new(NoHost), true)
    }

    fn state(self) -> Rc<SessionState> {
        self.0.with_value(Rc::clone)
    }

    // What views read. What calls these follows what it reads.

    /// Whether what this browser keeps is at hand.
    pub fn is_open(self) -> bool {
        self.state().is_open.get()
    }

    /// All assessments, the one worked on last first, also those that are deleted and can be had back. The order is that of
    /// the last [`Session::sort_assessments`].
    pub fn assessments(self) -> Vec<AssessmentId> {
        self.state().order.get()
    }

    /// The signal of one assessment as a whole.
    pub fn assessment(self, id: &AssessmentId) -> ArcReadSignal<Option<Assessment>> {
        self.state().assessments.signal(id).read_only()
    }

    /// The day on which an assessment was last answered.
    pub fn last_day(self, id: &AssessmentId) -> ArcReadSignal<Option<Date>> {
        self.state().last_days.signal(id).read_only()
    }

    /// Whether the answers of an assessment are at hand; [`Session::load`] has them read.
    pub fn is_loaded(self, id: &AssessmentId) -> bool {
        self.state().content(id).is_loaded.get()
    }

    /// The signal of the answer to a subject.
    pub fn answer(self, id: &AssessmentId, subject: &Subject) -> ArcReadSignal<Option<AnswerRecord>> {
        self.state().loaded(id).answers.signal(subject).read_only()
    }

    /// The signal of what became of the answer to a subject that was given on this page.
    pub fn saving(self, id: &AssessmentId, subject: &Subject) -> ArcReadSignal<Option<Saving>> {
        self.state().content(id).answer_saving.signal(subject).read_only()
    }

    /// How often a change of an assessment was refused: a control then shows again what is kept.
    pub fn refusals(self, id: &AssessmentId) -> ArcReadSignal<u32> {
        self.state().content(id).refusals.read_only()
    }

    /// All answers of an assessment.
    pub fn answers(self, id: &AssessmentId) -> Answers {
        let mut answers = Answers::default();
        let all = self.state().loaded(id).answers.all();
        answers.0.extend(all.into_iter().map(|(subject, record)| (subject, record.answer)));
        answers
    }

    /// The statements of its goals, in order.
    pub fn goals(self, id: &AssessmentId) -> ArcReadSignal<Vec<StatementId>> {
        self.state().loaded(id).goals.keys()
    }

    /// The signal of one goal.
    pub fn goal(self, id: &AssessmentId, statement: &StatementId) -> ArcReadSignal<Option<Goal>> {
        self.state().loaded(id).goals.signal(statement).read_only()
    }

    /// All its goals.
    pub fn all_goals(self, id: &AssessmentId) -> Vec<(StatementId, Goal)> {
        self.state().loaded(id).goals.all()
    }

    /// Its snapshots, the oldest first.
    pub fn snapshots(self, id: &AssessmentId) -> Vec<(SnapshotId, Snapshot)> {
        let mut snapshots = self.state().loaded(id).snapshots.all();
        snapshots.sort_unstable_by(oldest_first);
        snapshots
    }

    /// How well this browser keeps what is said.
    pub fn storage_status(self) -> ArcReadSignal<StorageStatus> {
        self.state().storage.read_only()
    }

    /// The records that cannot be used, of all that has been read so far; [`Session::load_all`] reads the rest.
    pub fn troubles(self) -> ArcReadSignal<Vec<Trouble>> {
        self.state().troubles.read_only()
    }

    // What is asked once, when something is done.

    /// Today, as the reader's clock has it.
    pub fn today(self) -> Date {
        self.state().host.today()
    }

    /// What was answered last in an assessment.
    pub fn last_answered(self, id: &AssessmentId) -> Option<Subject> {
        self.state().notebook()?.last_answered(id)
    }

    /// Whether single keys act, where an earlier version of the site has kept that as a record.
    pub fn earlier_keys(self) -> Option<bool> {
        self.state().notebook_mut()?.preference(EARLIER_KEYS).ok().flatten()
    }

    /// All of one assessment as it is now.
    pub fn bundle(self, id: &AssessmentId) -> Option<AssessmentBundle> {
        self.flush_draft();
        self.state().notebook_mut()?.whole(id).ok().flatten()
    }

    /// All that is kept, as the text of a file; also what is in memory only.
    pub fn export(self) -> String {
        let ids = self.state().order.get_untracked();
        self.export_of(ids.iter().filter_map(|id| self.bundle(id)).collect())
    }

    /// One assessment as the text of a file, which holds nothing of any other; `None` where it is not kept.
    pub fn export_one(self, id: &AssessmentId) -> Option<String> {
        Some(self.export_of(vec![self.bundle(id)?]))
    }

    fn export_of(self, assessments: Vec<AssessmentBundle>) -> String {
        let state = self.state();
        let ladder = state.site.ladder;
        let edition = Edition { title: ladder.title.clone(), version: ladder.version.clone() };
        Export { ladder: edition, exported: state.host.today(), assessments }.write()
    }

    /// All records as they are, as the text of a file.
    pub fn raw_records(self) -> String {
        self.flush_draft();
        let records = self.state().notebook().and_then(|notebook| notebook.raw().ok());
        raw_file(&records.unwrap_or_default())
    }

    // What a person wants.

    /// Opens what this browser keeps, when a page first needs it.
    pub fn open(self) {
        let state = self.state();
        if state.is_closed || state.notebook.borrow().is_some() {
            return;
        }
        let (prefix, tab) = (Prefix::new(state.site.base), Tab::from_random(state.host.random_bits()));
        let store: Rc<dyn Store> = state.store.clone();
        let Ok(notebook) = Notebook::open(store, prefix, tab) else { return };
        state.notebook.replace(Some(notebook));
        state.patch();
        state.is_open.set(true);
        self.sort_assessments();
        state.host.watch(self);
    }

    /// Orders the assessments anew, the one worked on last first.
    pub fn sort_assessments(self) {
        let state = self.state();
        let overview = state.notebook_mut().and_then(|mut notebook| notebook.overview().ok());
        let overview = overview.unwrap_or_default();
        state.last_days.patch(overview.iter().filter_map(|(id, _, last)| Some((id.clone(), (*last)?))));
        let order: Vec<_> = overview.into_iter().map(|(id, ..)| id).collect();
        if state.order.with_untracked(|known| *known != order) {
            state.order.set(order);
        }
    }

    /// Has the answers, goals and snapshots of an assessment read.
    pub fn load(self, id: &AssessmentId) {
        self.state().loaded(id);
    }

    /// Has everything read, so that all records that cannot be used are known.
    pub fn load_all(self) {
        let ids = self.state().order.get_untracked();
        ids.iter().for_each(|id| self.load(id));
    }

    /// Begins an assessment.
    pub fn begin(self, target: &LevelId, held: Option<LevelId>, name: &str) -> AssessmentId {
        let state = self.state();
        let id = AssessmentId::from_random(state.host.random_bits());
        let assessment = Assessment {
            name: name.trim().into(),
            target: target.clone(),
            held,
            created: state.host.today(),
            ladder: stamp(state.site.ladder, &Answers::default()),
            exported: None,
            state: State::Active,
        };
        self.write(|notebook| notebook.save_assessment(&id, &assessment));
        id
    }

    /// Changes what is said of an assessment as a whole.
    pub fn change(self, id: &AssessmentId, change: impl FnOnce(&mut Assessment)) {
        self.write(|notebook| match notebook.assessment(id)? {
            Some(mut assessment) => {
                change(&mut assessment);
                notebook.save_assessment(id, &assessment)
            }
            None => Ok(()),
        });
    }

    /// Notes that all assessments were taken along today.
    pub fn note_exported(self) {
        let ids = self.state().order.get_untracked();
        ids.iter().for_each(|id| self.note_one_exported(id));
    }

    /// Notes that one assessment was taken along today.
    pub fn note_one_exported(self, id: &AssessmentId) {
        let state = self.state();
        let today = state.host.today();
        if state.assessments.get_untracked(id).is_some_and(|known| known.exported != Some(today)) {
            self.change(id, |assessment| assessment.exported = Some(today));
        }
    }

    /// Changes an answer.
    pub fn edit_answer(self, id: &AssessmentId, question: &Question, edit: Edit) {
        self.flush_draft();
        self.state().save_answer(id, question, edit);
        self.after_write();
    }

    /// Changes an answer with what is being typed, as soon as the typing rests.
    pub fn type_answer(self, id: &AssessmentId, question: &Question, edit: Edit) {
        self.state().content(id).answer_saving.set(&question.subject, Some(Saving::Typing));
        self.type_draft(Draft { id: id.clone(), change: DraftChange::Answer(question.clone(), edit) });
    }

    /// Makes a gap a goal, changes the goal, or lets it go. There are never more than [`MAX_GOALS`].
    pub fn set_goal(self, id: &AssessmentId, statement: &StatementId, goal: Option<&Goal>) {
        self.flush_draft();
        self.state().save_goal(id, statement, goal);
        self.after_write();
    }

    /// Changes a goal with what is being typed, as soon as the typing rests.
    pub fn type_goal(self, id: &AssessmentId, statement: &StatementId, goal: Goal) {
        self.type_draft(Draft { id: id.clone(), change: DraftChange::Goal(statement.clone(), goal) });
    }

    /// Changes the name of an assessment with what is being typed, as soon as the typing rests.
    pub fn type_name(self, id: &AssessmentId, name: String) {
        self.type_draft(Draft { id: id.clone(), change: DraftChange::Name(name) });
    }

    /// Writes what is being typed, unless its assessment has been erased meanwhile.
    pub fn flush_draft(self) {
        let state = self.state();
        let Some(Draft { id, change }) = state.draft.take() else { return };
        if state.notebook_mut().is_some_and(|notebook| notebook.is_gone(&id)) {
            return;
        }
        match change {
            DraftChange::Answer(question, edit) => state.save_answer(&id, &question, edit),
            DraftChange::Goal(statement, goal) => state.save_goal(&id, &statement, Some(&goal)),
            DraftChange::Name(name) => self.change(&id, |assessment| assessment.name = name),
        }
        self.after_write();
    }

    /// Forgets what is typed and what could not be saved, as another tab erases everything.
    pub fn forget_unsaved(self) {
        let state = self.state();
        state.draft.take();
        state.store.release();
        self.refresh();
    }

    /// Keeps an assessment as it stands today.
    pub fn take_snapshot(self, id: &AssessmentId, name: &str) {
        let Some(AssessmentBundle { assessment, answers, .. }) = self.bundle(id) else { return };
        let state = self.state();
        let snapshot = Snapshot {
            name: name.trim().into(),
            taken: state.host.today(),
            target: assessment.target,
            held: assessment.held,
            answers,
        };
        self.set_snapshot(id, &SnapshotId::from_random(state.host.random_bits()), Some(&snapshot));
    }

    /// Lets a snapshot go, or brings it back.
    pub fn set_snapshot(self, id: &AssessmentId, name: &SnapshotId, snapshot: Option<&Snapshot>) {
        self.write(|notebook| notebook.save_snapshot(id, name, snapshot));
    }

    /// Takes assessments in, each as a whole or not at all. Gives what undoes it.
    ///
    /// # Errors
    /// When one is not saved; those before it are then taken back.
    pub fn import(self, bundles: &[AssessmentBundle]) -> Result<Vec<String>, SaveError> {
        self.write_all(bundles, |notebook, bundle, change| notebook.import(bundle, change))
    }

    /// Fits the answers of assessments to the ladder of today: `fit` says what they are from now on, or that they are not
    /// those that the person has seen. All, or none. Gives what undoes it.
    ///
    /// # Errors
    /// When one is not saved; those before it are then taken back.
    pub fn refit(
        self,
        ids: &[AssessmentId],
        fit: impl Fn(&AssessmentId, &Answers) -> Option<Fitted>,
    ) -> Result<Vec<String>, SaveError> {
        let ladder = self.state().site.ladder;
        self.write_all(ids, |notebook, id, change| {
            notebook.refit(id, ladder, &mut |answers| fit(id, answers), change)
        })
    }

    /// Takes changes back that [`Session::import`] or [`Session::refit`] made.
    ///
    /// # Errors
    /// When one could not be taken back; it holds still, and so may others.
    pub fn undo(self, changes: &[String]) -> Result<(), SaveError> {
        self.flush_draft();
        let state = self.state();
        let outcome = changes.iter().try_for_each(|change| match state.notebook_mut() {
            Some(mut notebook) => notebook.undo(change),
            None => Err(StoreError::Denied.into()),
        });
        state.patch();
        self.after_write();
        outcome
    }

    /// Removes an assessment for good.
    pub fn purge(self, id: &AssessmentId) {
        self.write(|notebook| notebook.purge(id));
    }

    /// Removes a record that cannot be used.
    pub fn discard(self, key: &str) {
        self.write(|notebook| Ok(notebook.discard(key)?));
    }

    /// Removes all that this site keeps here.
    ///
    /// # Errors
    /// When something is left.
    pub async fn erase(self) -> Result<(), EraseError> {
        let state = self.state();
        state.draft.take();
        // The copy goes first: cut off in between, all is still there, and nothing comes back afterwards.
        let copy = state.host.clear_copy().await;
        let records = match state.notebook_mut() {
            Some(mut notebook) => notebook.erase(),
            None => Err(StoreError::Denied.into()),
        };
        state.patch();
        self.sort_assessments();
        state.note_storage();
        records.map_err(EraseError::Records).and(copy.map_err(|_| EraseError::Copy))
    }

    /// Asks the browser again to take what it did not.
    pub fn retry(self) {
        self.state().retry();
        self.after_write();
    }

    // What happens around the session.

    /// Takes notice of what other tabs have written.
    pub fn refresh(self) {
        // First, so that what was typed without having seen theirs does not take its place.
        self.flush_draft();
        let state = self.state();
        let changed = state.notebook_mut().is_some_and(|mut notebook| notebook.refresh().unwrap_or_default());
        if changed {
            state.patch();
            self.sort_assessments();
        }
        state.note_storage();
    }

    /// Takes notice that all that was written is on the disk.
    pub fn note_settled(self) {
        for saving in self.state().settling.take() {
            if saving.get_untracked() == Some(Saving::Settling) {
                saving.set(Some(Saving::Saved));
            }
        }
    }

    /// Tries a change, and shows what is kept afterwards.
    fn write(self, change: impl FnOnce(&mut Notebook<Rc<dyn Store>>) -> Result<(), SaveError>) {
        self.flush_draft();
        let state = self.state();
        // What is not saved is held in memory, and the storage status says so.
        let _ = state.notebook_mut().map(|mut notebook| change(&mut notebook));
        state.patch();
        self.sort_assessments();
        self.after_write();
    }

    /// Tries a change of each of several, and takes it back where it does not succeed for all. A change is given random bits.
    fn write_all<T>(
        self,
        all: &[T],
        change: impl Fn(&mut Notebook<Rc<dyn Store>>, &T, u64) -> Result<String, SaveError>,
    ) -> Result<Vec<String>, SaveError> {
        self.flush_draft();
        let state = self.state();
        let mut changes = Vec::new();
        let outcome = all.iter().try_for_each(|one| {
            let bits = state.host.random_bits();
            let mut notebook = state.notebook_mut().ok_or(StoreError::Denied)?;
            changes.push(change(&mut notebook, one, bits)?);
            Ok(())
        });
        if let Err(error) = outcome {
            // What cannot be taken back either is shown as it is kept.
            let _ = self.undo(&changes);
            return Err(error);
        }
        state.patch();
        self.sort_assessments();
        self.after_write();
        Ok(changes)
    }

    fn type_draft(self, draft: Draft) {
        let state = self.state();
        let is_other = state.draft.borrow().as_ref().is_some_and(|earlier| !draft.continues(earlier));
        if is_other {
            self.flush_draft();
        }
        state.draft.replace(Some(draft));
        let keystroke = state.keystrokes.get().wrapping_add(1);
        state.keystrokes.set(keystroke);
        let rests = move || {
            if self.state().keystrokes.get() == keystroke {
                self.flush_draft();
            }
        };
        state.host.after(TYPING_RESTS, Box::new(rests));
    }

    /// Notes how well the browser keeps things, and asks it again later where it does not.
    fn after_write(self) {
        let state = self.state();
        state.note_storage();
        let is_waiting = matches!(state.storage.get_untracked(), StorageStatus::Unsaved { count: 1.., .. });
        if is_waiting && !state.is_trying_again.replace(true) {
            let again = move || {
                self.state().is_trying_again.set(false);
                self.retry();
            };
            state.host.after(TRY_AGAIN, Box::new(again));
        }
    }
}

impl SessionState {
    fn notebook(&self) -> Option<Ref<'_, Notebook<Rc<dyn Store>>>> {
        Ref::filter_map(self.notebook.borrow(), Option::as_ref).ok()
    }

    fn notebook_mut(&self) -> Option<RefMut<'_, Notebook<Rc<dyn Store>>>> {
        RefMut::filter_map(self.notebook.borrow_mut(), Option::as_mut).ok()
    }

    fn content(&self, id: &AssessmentId) -> Content {
        self.contents.borrow_mut().entry(id.clone()).or_default().clone()
    }

    /// What belongs to an assessment, read if it was not.
    fn loaded(&self, id: &AssessmentId) -> Content {
        let content = self.content(id);
        if !content.is_loaded.get_untracked() && self.notebook.borrow().is_some() {
            self.patch_content(id, &content);
            content.is_loaded.set(true);
            let known = self.troubles.get_untracked();
            self.note_troubles(known);
        }
        content
    }

    /// Shows what is kept now: only what differs from what was shown changes.
    fn patch(&self) {
        let assessments = self.notebook_mut().and_then(|mut notebook| notebook.assessments().ok());
        self.assessments.patch(assessments.unwrap_or_default());
        let contents: Vec<_> =
            self.contents.borrow().iter().map(|(id, content)| (id.clone(), content.clone())).collect();
        for (id, content) in contents {
            if content.is_loaded.get_untracked() {
                self.patch_content(&id, &content);
            }
        }
        // All that is shown was read anew.
        self.note_troubles(Vec::new());
    }

    fn patch_content(&self, id: &AssessmentId, content: &Content) {
        let Some(mut notebook) = self.notebook_mut() else { return };
        let AnswersWithConflicts { answers, conflicts } = notebook.answers(id).unwrap_or_default();
        let goals = notebook.goals(id).unwrap_or_default();
        let snapshots = notebook.snapshots(id).unwrap_or_default();
        drop(notebook);
        let mut conflicts: HashMap<_, _> =
            conflicts.into_iter().map(|conflict| (conflict.subject, conflict.answers)).collect();
        let records = answers.0.into_iter().map(|(subject, answer)| {
            let conflict = conflicts.remove(&subject).unwrap_or_default();
            (subject, AnswerRecord { answer, conflict })
        });
        content.answers.patch(records);
        content.goals.patch(goals);
        content.snapshots.patch(snapshots);
    }

    /// Adds what could not be used of all that was read just now to `troubles`, and shows it.
    fn note_troubles(&self, mut troubles: Vec<Trouble>) {
        let found = self.notebook_mut().map(|mut notebook| notebook.troubles()).unwrap_or_default();
        troubles.extend(found);
        troubles.sort_unstable_by(Trouble::by_key);
        troubles.dedup();
        if self.troubles.with_untracked(|known| *known != troubles) {
            self.troubles.set(troubles);
        }
    }

    /// Writes an answer, reads it back, and only then says that it is saved.
    fn save_answer(&self, id: &AssessmentId, question: &Question, edit: Edit) {
        let content = self.loaded(id);
        let subject = &question.subject;
        let earlier = content.answers.get_untracked(subject).map(|record| record.answer);
        let today = self.host.today();
        let answer = question.answered(earlier.as_ref(), edit, &self.site.ladder.scale, today);
        let outcome = match self.notebook_mut() {
            Some(mut notebook) => notebook.save_answer(id, subject, &answer),
            None => Err(StoreError::Denied.into()),
        };
        if outcome == Err(SaveError::Newer) {
            content.refusals.update(|refusals| *refusals += 1);
        } else {
            let record = (!answer.is_empty()).then_some(AnswerRecord { answer, conflict: Vec::new() });
            content.answers.set(subject, record);
            self.last_days.set(id, Some(today));
        }
        self.note_saving(&content, subject, outcome);
    }

    /// Shows what became of the answer to a subject.
    fn note_saving(&self, content: &Content, subject: &Subject, outcome: Result<(), SaveError>) {
        if outcome.is_ok() && !self.has_asked_to_keep.replace(true) {
            self.host.ask_to_keep();
        }
        let saving = match outcome {
            Err(error) => Saving::Unsaved(error),
            Ok(()) if self.host.is_settled() => Saving::Saved,
            Ok(()) => Saving::Settling,
        };
        content.answer_saving.set(subject, Some(saving));
        if saving == Saving::Settling {
            self.settling.borrow_mut().push(content.answer_saving.signal(subject));
        }
    }

    fn save_goal(&self, id: &AssessmentId, statement: &StatementId, goal: Option<&Goal>) {
        let content = self.loaded(id);
        let known = content.goals.keys().get_untracked();
        if goal.is_some() && !known.contains(statement) && known.len() >= MAX_GOALS {
            return;
        }
        let outcome = match self.notebook_mut() {
            Some(mut notebook) => notebook.save_goal(id, statement, goal),
            None => Err(StoreError::Denied.into()),
        };
        if outcome == Err(SaveError::Newer) {
            content.refusals.update(|refusals| *refusals += 1);
        } else {
            content.goals.set(statement, goal.cloned());
        }
    }

    /// Tries again what could not be saved.
    fn retry(&self) {
        if self.store.unsaved() == 0 {
            return;
        }
        self.store.flush();
        if self.store.unsaved() > 0 {
            return;
        }
        for content in self.contents.borrow().values() {
            for (subject, saving) in untrack(|| content.answer_saving.all()) {
                if matches!(saving, Saving::Unsaved(_)) {
                    self.note_saving(content, &subject, Ok(()));
                }
            }
        }
    }

    fn note_storage(&self) {
        let is_outdated = self.notebook().is_some_and(|notebook| notebook.is_outdated());
        let status = match self.store.blocked() {
            _ if is_outdated => StorageStatus::Outdated,
            Some(reason) => StorageStatus::Unsaved { count: self.store.unsaved(), reason },
            None => StorageStatus::Well,
        };
        if self.storage.get_untracked() != status {
            self.storage.set(status);
        }
    }
}

/// The assessments of the site in a store at a glance, for pages that need no session. Through the store that a session has, so that both
/// have the same code.
pub fn glances(site: Site, store: Rc<dyn Store>) -> Vec<Glance<'static>> {
    let store: HeldStore = Rc::new(Pending::new(store));
    // It writes nothing, so it needs no name of its own.
    let notebook = Notebook::open(store, Prefix::new(site.base), Tab::from_random(0));
    notebook.and_then(|mut notebook| glance::glances(&mut notebook, site.ladder)).unwrap_or_default()
}

/// The store of pages that render to files.
struct NoStore;

impl Store for NoStore {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        Err(StoreError::Denied)
    }

    fn get(&self, _: &str) -> Result<Option<String>, StoreError> {
        Err(StoreError::Denied)
    }

    fn set(&self, _: &str, _: &str) -> Result<(), StoreError> {
        Err(StoreError::Denied)
    }

    fn remove(&self, _: &str) -> Result<(), StoreError> {
        Err(StoreError::Denied)
    }
}
