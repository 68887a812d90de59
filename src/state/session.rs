//! The session: views read what a person keeps from it, and say to it what the person wants.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use rungs_assessment::assessment::{Answer, Answers, Assessment, Goal, MAX_GOALS, Snapshot, State, Subject};
use rungs_assessment::date::Date;
use rungs_assessment::drift::stamp;
use rungs_assessment::file::{AssessmentBundle, Edition, Export, Fitted, raw_file};
use rungs_assessment::notebook::AnswersWithConflicts;
use rungs_assessment::record::{Prefix, SaveError, StoreError, Trouble};
use rungs_ladder::id::{AssessmentId, LevelId, SnapshotId, StatementId};

use super::keeper::{self, Keeper};
use super::question::Question;
use crate::browser::{boot, clock, document, keys, mirror, random, storage, task};
use crate::site::Site;

/// How long typing must rest before it is written.
const TYPING_RESTS: Duration = Duration::from_millis(400);

/// The name of the preference for keys that work on their own.
const KEYS: &str = "keys";

/// How long after a failure the browser is asked again.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// A handle on the session. Its signals live as long as the app.
#[derive(Clone, Copy)]
pub struct Session {
    /// Tells that this tab has written something.
    written: RwSignal<String>,
    /// Tells that something else than an answer of this tab has changed: what shows is to be drawn anew.
    changed: RwSignal<String>,
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// It is being typed.
    Waiting,
    /// It was written, and read back, and is on its way to the disk.
    Settling,
    /// It is on the disk, too.
    Saved,
    /// It is in memory only.
    Unsaved(SaveError),
}

/// How far this browser keeps what a person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// It does.
    Well,
    /// It did not take so many records, for this reason; they are in memory, and tried again.
    Unsaved(usize, StoreError),
    /// A newer version of the site has written here: this tab only reads.
    Outdated,
}

/// What is left when not everything could be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Records, for this reason.
    Records(SaveError),
    /// Of the second copy of the records, which puts back what is missing when they are next opened.
    Copy,
}

thread_local! {
    /// The session that follows the store.
    static SESSION: Cell<Option<Session>> = const { Cell::new(None) };
    /// Counts letters, so that only the last one's rest is the end of the typing.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// Whether views will be told.
    static TELLING: Cell<bool> = const { Cell::new(false) };
    /// Whether the browser will be asked again.
    static TRYING: Cell<bool> = const { Cell::new(false) };
}

impl Default for Session {
    fn default() -> Self {
        Self { written: RwSignal::new(String::new()), changed: RwSignal::new(String::new()) }
    }
}

impl Session {
    /// Opens what this browser keeps, when a page first needs it, and puts back what is missing.
    pub fn open(self, site: Site) {
        open(site);
        if keeper::is_open() && SESSION.get().is_none() {
            SESSION.set(Some(self));
            keys::turn(self.preference(KEYS).unwrap_or(true));
            task::in_passing(move || {
                task::spawn(async move {
                    if storage::recover(site.base).await {
                        look();
                    }
                });
            });
        }
    }

    /// What calls this follows every change.
    pub fn follow(self) {
        self.written.track();
        self.changed.track();
    }

    /// What calls this follows changes that other tabs make, and those that leave nothing as it is.
    pub fn follow_others(self) {
        self.changed.track();
    }

    /// The assessments, the one worked on last first; also those that are deleted and can be had back.
    pub fn assessments(self) -> Vec<(AssessmentId, Assessment)> {
        read(|keeper| keeper.notebook.assessments().unwrap_or_default())
    }

    /// The same, each with the day on which the last answer to it was given.
    pub fn overview(self) -> Vec<(AssessmentId, Assessment, Option<Date>)> {
        read(|keeper| keeper.notebook.overview().unwrap_or_default())
    }

    /// An assessment that is in use.
    pub fn assessment(self, id: &AssessmentId) -> Option<Assessment> {
        let found = read(|keeper| keeper.notebook.assessment(id).ok().flatten());
        found.filter(|assessment| assessment.state == State::Active)
    }

    /// Whether its answers are at hand.
    pub fn has_read(self, id: &AssessmentId) -> bool {
        read(|keeper| keeper.has_read(id))
    }

    /// Its answers.
    pub fn given(self, id: &AssessmentId) -> Arc<AnswersWithConflicts> {
        read(|keeper| keeper.given(id))
    }

    /// Its goals.
    pub fn goals(self, id: &AssessmentId) -> Vec<(StatementId, Goal)> {
        read(|keeper| keeper.notebook.goals(id).unwrap_or_default())
    }

    /// Its snapshots, the oldest first.
    pub fn snapshots(self, id: &AssessmentId) -> Vec<(SnapshotId, Snapshot)> {
        read(|keeper| keeper.notebook.snapshots(id).unwrap_or_default())
    }

    /// All of it.
    pub fn whole(self, id: &AssessmentId) -> Option<AssessmentBundle> {
        read(|keeper| {
            keeper.write_draft();
            keeper.notebook.whole(id).ok().flatten()
        })
    }

    /// What was answered last.
    pub fn last_answered(self, id: &AssessmentId) -> Option<Subject> {
        read(|keeper| keeper.notebook.last_answered(id))
    }

    /// Records that cannot be used, of all that has been read so far.
    pub fn troubles(self) -> Vec<Trouble> {
        read(|keeper| keeper.notebook.troubles())
    }

    /// What became of the answer to a subject, if it was given on this page.
    pub fn outcome(self, id: &AssessmentId, subject: &Subject) -> Option<Saving> {
        read(|keeper| keeper.outcome(id, subject))
    }

    /// How far this browser keeps what is said.
    pub fn keeping(self) -> Keeping {
        read_or(Keeping::Well, |keeper| match keeper.store.blocked() {
            _ if keeper.notebook.is_outdated() => Keeping::Outdated,
            Some(why) => Keeping::Unsaved(keeper.store.unsaved(), why),
            None => Keeping::Well,
        })
    }

    /// All that is kept, as the text of a file; also what is in memory only.
    pub fn export(self, site: Site) -> String {
        let ladder = Edition { title: site.ladder.title.clone(), version: site.ladder.version.clone() };
        let assessments = self.assessments();
        let assessments = assessments.iter().filter_map(|(id, _)| self.whole(id)).collect();
        Export { ladder, exported: clock::day(), assessments }.write()
    }

    /// All records as they are, as the text of a file.
    pub fn raw(self) -> String {
        read(|keeper| raw_file(&keeper.notebook.raw().unwrap_or_default()))
    }

    /// Begins an assessment.
    pub fn begin(self, site: Site, target: &LevelId, held: Option<LevelId>, name: &str) -> AssessmentId {
        let id = AssessmentId::from_random(random::bits());
        let assessment = Assessment {
            name: name.trim().into(),
            target: target.clone(),
            held,
            created: clock::day(),
            ladder: stamp(site.ladder, &Answers::default()),
            exported: None,
            state: State::Active,
        };
        self.change_whole(&mut |keeper| keeper.notebook.save_assessment(&id, &assessment));
        id
    }

    /// Changes what is said of an assessment as a whole.
    pub fn change(self, id: &AssessmentId, change: &mut dyn FnMut(&mut Assessment)) {
        self.change_whole(&mut |keeper| match keeper.notebook.assessment(id)? {
            Some(mut assessment) => {
                change(&mut assessment);
                keeper.notebook.save_assessment(id, &assessment)
            }
            None => Ok(()),
        });
    }

    /// Notes that all assessments were taken along today.
    pub fn has_exported(self) {
        for (id, assessment) in self.assessments() {
            if assessment.exported != Some(clock::day()) {
                self.change(&id, &mut |assessment| assessment.exported = Some(clock::day()));
            }
        }
    }

    /// Answers a question, or changes the answer.
    pub fn answer(self, id: &AssessmentId, question: &Question, change: &mut dyn FnMut(&mut Answer)) {
        let saving = read_or(Saving::Waiting, |keeper| {
            keeper.write_draft();
            keeper.answer(id, question, change)
        });
        self.tell_written(saving);
    }

    /// Changes an answer otherwise than by its own controls, which are drawn anew.
    pub fn settle(self, id: &AssessmentId, question: &Question, change: &mut dyn FnMut(&mut Answer)) {
        self.answer(id, question, change);
        self.draw_anew();
    }

    /// Answers with what is being typed, as soon as that rests.
    pub fn type_answer(
        self,
        id: &AssessmentId,
        question: &Arc<Question>,
        part: &'static str,
        change: Box<dyn FnMut(&mut Answer)>,
    ) {
        let first = self.outcome(id, &question.subject) != Some(Saving::Waiting);
        read(|keeper| keeper.draft(id, question, part, change));
        if first {
            self.tell();
        }
        let turn = TURN.get().wrapping_add(1);
        TURN.set(turn);
        task::after(TYPING_RESTS, move || {
            if TURN.get() == turn {
                self.write_draft();
            }
        });
    }

    /// Writes what was being typed.
    pub fn write_draft(self) {
        if read(Keeper::write_draft) {
            self.tell_written(Saving::Saved);
        }
    }

    /// Makes a gap a goal, changes the goal, or lets it go. There are never more than [`MAX_GOALS`].
    pub fn plan(self, id: &AssessmentId, statement: &StatementId, goal: Option<&Goal>) {
        let goals = self.goals(id);
        let is_new = goals.iter().all(|(other, _)| other != statement);
        if goal.is_some() && is_new && goals.len() >= MAX_GOALS {
            return;
        }
        self.change_whole(&mut |keeper| keeper.notebook.save_goal(id, statement, goal));
    }

    /// The same while a goal is being typed: what shows stays as it is.
    pub fn type_goal(self, id: &AssessmentId, statement: &StatementId, goal: &Goal) {
        let outcome = read_or(Ok(()), |keeper| keeper.notebook.save_goal(id, statement, Some(goal)));
        self.tell_written(outcome.map_or_else(Saving::Unsaved, |()| Saving::Saved));
    }

    /// Keeps an assessment as it stands today.
    pub fn keep_snapshot(self, id: &AssessmentId, name: &str) {
        let Some(AssessmentBundle { assessment, answers, .. }) = self.whole(id) else { return };
        let snapshot = Snapshot {
            name: name.trim().into(),
            taken: clock::day(),
            target: assessment.target,
            held: assessment.held,
            answers,
        };
        let name = SnapshotId::from_random(random::bits());
        self.change_whole(&mut |keeper| keeper.notebook.save_snapshot(id, &name, Some(&snapshot)));
    }

    /// Lets a snapshot go, or brings it back.
    pub fn put_snapshot(self, id: &AssessmentId, name: &SnapshotId, snapshot: Option<&Snapshot>) {
        self.change_whole(&mut |keeper| keeper.notebook.save_snapshot(id, name, snapshot));
    }

    /// Turns the keys that work on their own on or off, for this browser.
    pub fn turn_keys(self, on: bool) {
        keys::turn(on);
        self.change_whole(&mut |keeper| keeper.notebook.save_preference(KEYS, on));
    }

    /// Takes assessments in, each as a whole or not at all. Gives what undoes it.
    ///
    /// # Errors
    /// When one is not saved; those before it are then taken back.
    pub fn import(self, wholes: &[AssessmentBundle]) -> Result<Vec<String>, SaveError> {
        boot::may_panic("import");
        self.change_all(wholes, &|keeper, whole| keeper.notebook.import(whole, random::bits()))
    }

    /// Fits the answers of assessments to the ladder of today: `fit` says what they are from now on, or that they are not
    /// those that the person has seen. All, or none. Gives what undoes it.
    ///
    /// # Errors
    /// When one is not saved; those before it are then taken back.
    pub fn refit(
        self,
        site: Site,
        ids: &[AssessmentId],
        fit: &dyn Fn(&AssessmentId, &Answers) -> Option<Fitted>,
    ) -> Result<Vec<String>, SaveError> {
        self.change_all(ids, &|keeper, id| {
            keeper.notebook.refit(id, site.ladder, &mut |answers| fit(id, answers), random::bits())
        })
    }

    /// Takes changes back that [`Session::import`] or [`Session::refit`] made.
    pub fn undo(self, changes: &[String]) {
        for change in changes {
            self.change_whole(&mut |keeper| keeper.notebook.undo(change));
        }
    }

    /// Removes an assessment for good.
    pub fn purge(self, id: &AssessmentId) {
        self.change_whole(&mut |keeper| keeper.notebook.purge(id));
    }

    /// Removes all that this site keeps here; `then` learns whether it did, or that not everything is gone yet.
    pub fn erase(self, site: Site, then: impl FnOnce(Result<(), Left>) + 'static) {
        task::spawn(async move {
            // The copy goes first: cut off in between, all is still there, and nothing comes back afterwards. What is left of
            // a copy that could not be removed would: so that is told.
            let copy = mirror::clear(Prefix::new(site.base).as_str()).await;
            let records = read_or(Err(StoreError::Denied.into()), |keeper| keeper.notebook.erase());
            let outcome = records.map_err(Left::Records).and(copy.map_err(|_| Left::Copy));
            self.draw_anew();
            then(outcome);
        });
    }

    /// Removes a record that cannot be used.
    pub fn discard(self, key: &str) {
        self.change_whole(&mut |keeper| Ok(keeper.notebook.discard(key)?));
    }

    /// Asks the browser again to take what it did not.
    pub fn retry(self) {
        if read(Keeper::retry) {
            self.tell();
        } else {
            self.try_again_later();
        }
    }

    fn preference(self, name: &str) -> Option<bool> {
        read(|keeper| keeper.notebook.preference(name).ok().flatten())
    }

    /// Tries a change after which the page is drawn anew.
    fn change_whole(self, act: &mut dyn FnMut(&mut Keeper) -> Result<(), SaveError>) {
        let outcome = read_or(Ok(()), |keeper| {
            keeper.write_draft();
            act(keeper)
        });
        if outcome.is_err() {
            self.try_again_later();
        }
        self.draw_anew();
    }

    /// Tries a change to each of several, and takes it back where it does not succeed for all.
    fn change_all<T>(
        self,
        all: &[T],
        act: &dyn Fn(&mut Keeper, &T) -> Result<String, SaveError>,
    ) -> Result<Vec<String>, SaveError> {
        let mut changes = Vec::new();
        let mut outcome = Ok(());
        for one in all {
            match read_or(Err(StoreError::Denied.into()), |keeper| {
                keeper.write_draft();
                act(keeper, one)
            }) {
                Ok(change) => changes.push(change),
                Err(error) => {
                    outcome = Err(error);
                    break;
                }
            }
        }
        if outcome.is_err() {
            self.undo(&changes);
            changes.clear();
        }
        self.draw_anew();
        outcome.map(|()| changes)
    }

    /// Tells views that something was written, once what the person did is painted.
    fn tell(self) {
        if !TELLING.replace(true) {
            task::after_paint(move || {
                TELLING.set(false);
                self.written.notify();
            });
        }
    }

    fn draw_anew(self) {
        read(Keeper::forget);
        document::keep_focus();
        self.changed.notify();
    }

    fn tell_written(self, saving: Saving) {
        match saving {
            // What shows is not what is kept.
            Saving::Unsaved(SaveError::Newer) => self.draw_anew(),
            _ => self.tell(),
        }
        self.try_again_later();
    }

    fn try_again_later(self) {
        let is_open = |keeping| matches!(keeping, Keeping::Unsaved(1.., _));
        if is_open(self.keeping()) && !TRYING.replace(true) {
            task::after(TRY_AGAIN, move || {
                TRYING.set(false);
                self.retry();
            });
        }
    }
}

/// Opens what this browser keeps, if it is not yet, and follows what other tabs do to it: the records are listed before
/// somebody waits for the page that shows them.
fn open(site: Site) {
    if keeper::open(site) {
        storage::follow(site.base, look, leave);
        mirror::follow(settled);
    }
}

/// Takes notice of other tabs.
fn look() {
    boot::may_panic("look");
    let changed = read(|keeper| {
        // Before, so that what was typed without having seen theirs does not take its place.
        keeper.write_draft();
        keeper.notebook.refresh().unwrap_or_default()
    });
    if let Some(session) = SESSION.get().filter(|_| changed) {
        session.draw_anew();
    }
}

/// What was written is on the disk.
fn settled() {
    read(Keeper::settle);
    if let Some(session) = SESSION.get() {
        session.tell();
    }
}

/// Writes what was being typed, before the page may be gone.
fn leave() {
    if let Some(session) = SESSION.get() {
        session.write_draft();
    }
}

fn read<T: Default>(act: impl FnOnce(&mut Keeper) -> T) -> T {
    keeper::with(act).unwrap_or_default()
}

fn read_or<T>(otherwise: T, act: impl FnOnce(&mut Keeper) -> T) -> T {
    keeper::with(act).unwrap_or(otherwise)
}
