//! All that a person keeps on this site: assessments with their answers, goals and snapshots, and preferences, each
//! in a record of its own.

use serde::de::DeserializeOwned;
use serde_json::value::{RawValue, to_raw_value};

use super::{Prefix, Records, SaveError, Slot, Stamp, Store, StoreError, Tab, Trouble};
use crate::answers::{Answer, Answers, Assessment, Subject};
use crate::bundle::AssessmentBundle;
use crate::date::Date;
use crate::drift::Fitted;
use crate::drift::stamp;
use crate::plan::Goal;
use crate::snapshots::{Snapshot, oldest_first};
use rungs_ladder::id::{AssessmentId, SnapshotId, StatementId};
use rungs_ladder::ladder::Ladder;

/// What a person keeps, in a store.
pub struct Notebook<S> {
    records: Records<S>,
    /// Records that cannot be used, of all that was read since they were last asked for.
    troubles: Vec<Trouble>,
}

/// The answers of an assessment, with what has to be asked about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswersWithConflicts {
    /// The answers; where there are several, the last one.
    pub answers: Answers,
    /// Answers to the same subject that were given without seeing each other, in another tab. The person is asked;
    /// a new answer to the subject takes the place of all.
    pub conflicts: Vec<Conflict>,
}

/// Several answers to one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What they are about.
    pub subject: Subject,
    /// The answers, the last one last.
    pub answers: Vec<Answer>,
}

impl<S: Store> Notebook<S> {
    /// What is kept by the site with that prefix, seen by the writer `tab`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn open(store: S, prefix: Prefix, tab: Tab) -> Result<Self, StoreError> {
        Ok(Self { records: Records::open(store, prefix, tab)?, troubles: Vec::new() })
    }

    /// Takes notice of what other tabs have written and removed, and says whether that is anything: then what was read
    /// before may be old. What this tab wrote itself is nothing new.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn refresh(&mut self) -> Result<bool, StoreError> {
        Ok(!self.records.refresh()?.is_empty())
    }

    /// As [`Notebook::refresh`], and names the slots that other tabs have written or removed, each once, in order: only what
    /// was read from these may be old. For a [`Slot::Batch`] that is all of its assessment.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn refresh_slots(&mut self) -> Result<Vec<Slot>, StoreError> {
        Ok(self.records.refresh()?.iter().filter_map(|name| Slot::parse(name)).collect())
    }

    /// The assessments, the one worked on last first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn assessments(&mut self) -> Result<Vec<(AssessmentId, Assessment)>, StoreError> {
        let newest = self.newest_answers();
        self.ordered(&newest)
    }

    /// The same, each with the day on which the last answer to it was given.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn overview(&mut self) -> Result<Vec<(AssessmentId, Assessment, Option<Date>)>, StoreError> {
        let newest = self.newest_answers();
        let mut overview = Vec::new();
        for (id, assessment) in self.ordered(&newest)? {
            let answer = match of(&newest, &id) {
                Some(last) => self.last::<Answer>(&last.slot)?,
                None => None,
            };
            overview.push((id, assessment, answer.map(|answer| answer.on)));
        }
        Ok(overview)
    }

    fn ordered(&mut self, newest: &[NewestAnswer]) -> Result<Vec<(AssessmentId, Assessment)>, StoreError> {
        let mut found = Vec::new();
        for id in self.names("assessment/") {
            if let Ok(id) = AssessmentId::new(&id)
                && let Some(assessment) = self.assessment(&id)?
            {
                let last = of(newest, &id).map(|last| last.stamp.clone());
                found.push((last.or_else(|| self.stamp(&head_of(&id))), id, assessment));
            }
        }
        found.sort_unstable_by(|(a, a_id, _), (b, b_id, _)| b.cmp(a).then_with(|| a_id.cmp(b_id)));
        Ok(found.into_iter().map(|(_, id, assessment)| (id, assessment)).collect())
    }

    /// An assessment; `None` where there is none of that name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn assessment(&mut self, id: &AssessmentId) -> Result<Option<Assessment>, StoreError> {
        self.last(&head_of(id))
    }

    /// Whether an assessment is not in the store any more, as after another tab has erased it.
    pub fn is_gone(&self, id: &AssessmentId) -> bool {
        self.records.is_gone(&head_of(id))
    }

    /// Writes an assessment, new or changed.
    ///
    /// # Errors
    /// When it is not saved; what was there before still is.
    pub fn save_assessment(&mut self, id: &AssessmentId, assessment: &Assessment) -> Result<(), SaveError> {
        self.records.write(&head_of(id), &to_raw_value(assessment)?)
    }

    /// The subjects that have an answer, without reading any.
    pub fn answered(&self, id: &AssessmentId) -> Vec<Subject> {
        self.names(&answers_of(id)).iter().filter_map(|key| Subject::parse(key)).collect()
    }

    /// What was answered last.
    pub fn last_answered(&self, id: &AssessmentId) -> Option<Subject> {
        let (slot, _) = self.records.newest(&answers_of(id))?;
        slot.strip_prefix(&*answers_of(id)).and_then(Subject::parse)
    }

    /// The answers of an assessment.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn answers(&mut self, id: &AssessmentId) -> Result<AnswersWithConflicts, StoreError> {
        let mut given = AnswersWithConflicts::default();
        for subject in self.answered(id) {
            let answers = self.answers_to(id, &subject)?;
            let Some(last) = answers.last().cloned() else { continue };
            if answers.len() > 1 {
                given.conflicts.push(Conflict { subject: subject.clone(), answers });
            }
            given.answers.0.insert(subject, last);
        }
        Ok(given)
    }

    /// The answers to one subject, the last one last: none, one, or several that were given without seeing each other.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn answers_to(&mut self, id: &AssessmentId, subject: &Subject) -> Result<Vec<Answer>, StoreError> {
        let mut answers: Vec<Answer> = self.all(&answer_to(id, subject))?;
        // The same said twice is no question.
        answers.dedup();
        Ok(answers)
    }

    /// Writes the answer to a subject in place of all that this tab knows of; one that says nothing takes them away.
    ///
    /// # Errors
    /// When it is not saved; what was there before still is.
    pub fn save_answer(
        &mut self,
        id: &AssessmentId,
        subject: &Subject,
        answer: &Answer,
    ) -> Result<(), SaveError> {
        let answer = Some(answer).filter(|answer| !answer.is_empty());
        self.records.write(&answer_to(id, subject), &to_raw_value(&answer)?)
    }

    /// The goals of an assessment, in the order of their statements.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn goals(&mut self, id: &AssessmentId) -> Result<Vec<(StatementId, Goal)>, StoreError> {
        let mut goals = Vec::new();
        for name in self.names(&goals_of(id)) {
            if let Ok(statement) = StatementId::new(&name)
                && let Some(goal) = self.last(&[&goals_of(id), &*name].concat())?
            {
                goals.push((statement, goal));
            }
        }
        Ok(goals)
    }

    /// The goal for one statement.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn goal(&mut self, id: &AssessmentId, statement: &StatementId) -> Result<Option<Goal>, StoreError> {
        self.last(&goal_on(id, statement))
    }

    /// Writes a goal; `None` takes it away.
    ///
    /// # Errors
    /// When it is not saved; what was there before still is.
    pub fn save_goal(
        &mut self,
        id: &AssessmentId,
        statement: &StatementId,
        goal: Option<&Goal>,
    ) -> Result<(), SaveError> {
        self.records.write(&goal_on(id, statement), &to_raw_value(&goal)?)
    }

    /// The snapshots of an assessment, the oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn snapshots(&mut self, id: &AssessmentId) -> Result<Vec<(SnapshotId, Snapshot)>, StoreError> {
        let mut snapshots: Vec<(SnapshotId, Snapshot)> = Vec::new();
        for name in self.names(&snapshots_of(id)) {
            if let Ok(snapshot) = SnapshotId::new(&name)
                && let Some(kept) = self.last(&[&snapshots_of(id), &*name].concat())?
            {
                snapshots.push((snapshot, kept));
            }
        }
        snapshots.sort_unstable_by(oldest_first);
        Ok(snapshots)
    }

    /// One snapshot, by its id.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn snapshot(
        &mut self,
        id: &AssessmentId,
        snapshot: &SnapshotId,
    ) -> Result<Option<Snapshot>, StoreError> {
        self.last(&[&snapshots_of(id), snapshot.as_str()].concat())
    }

    /// Writes a snapshot; `None` takes it away.
    ///
    /// # Errors
    /// When it is not saved; what was there before still is.
    pub fn save_snapshot(
        &mut self,
        id: &AssessmentId,
        snapshot: &SnapshotId,
        kept: Option<&Snapshot>,
    ) -> Result<(), SaveError> {
        self.records.write(&[&snapshots_of(id), snapshot.as_str()].concat(), &to_raw_value(&kept)?)
    }

    /// A preference of this browser, by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn preference(&mut self, name: &str) -> Result<Option<bool>, StoreError> {
        let bodies = self.records.read(&["preference/", name].concat(), &mut self.troubles)?;
        Ok(bodies.last().map(|body| body.get() == "true"))
    }

    /// Writes a preference.
    ///
    /// # Errors
    /// When it is not saved; what was there before still is.
    pub fn save_preference(&mut self, name: &str, on: bool) -> Result<(), SaveError> {
        self.records.write(&["preference/", name].concat(), &to_raw_value(&on)?)
    }

    /// The whole assessment, for a file; `None` where there is none of that name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn whole(&mut self, id: &AssessmentId) -> Result<Option<AssessmentBundle>, StoreError> {
        let Some(assessment) = self.assessment(id)? else { return Ok(None) };
        let answers = self.answers(id)?.answers;
        let (goals, snapshots) = (self.goals(id)?, self.snapshots(id)?);
        Ok(Some(AssessmentBundle { id: id.clone(), assessment, answers, goals, snapshots }))
    }

    /// Writes all of an assessment at once, or nothing: in place of what is kept on the same subjects and is not the same;
    /// the rest stays. What is returned names the change for [`Notebook::undo`]; `change` are random bits.
    ///
    /// # Errors
    /// When it is not saved; what was there before still is.
    pub fn import(&mut self, whole: &AssessmentBundle, change: u64) -> Result<String, SaveError> {
        let id = &whole.id;
        let before = self.answers(id)?.answers;
        let mut bodies = differing(id, &before, &whole.answers)?;
        for (statement, goal) in &whole.goals {
            bodies.push((goal_on(id, statement), to_raw_value(goal)?));
        }
        for (snapshot, kept) in &whole.snapshots {
            bodies.push(([&snapshots_of(id), snapshot.as_str()].concat(), to_raw_value(kept)?));
        }
        bodies.push((head_of(id), to_raw_value(&whole.assessment)?));
        self.write_together(id, &bodies, change)
    }

    /// Fits the answers of an assessment to a ladder that has changed since, and its goals with them, at once or not at all.
    /// `fit` is given the answers and says what they are from now on, or that they are not those that the person has seen.
    /// Those that contradict each other stay so. What is returned names the change for [`Notebook::undo`]; `change` are
    /// random bits.
    ///
    /// # Errors
    /// When it is not saved; what was there before still is.
    pub fn refit(
        &mut self,
        id: &AssessmentId,
        ladder: &Ladder,
        fit: &mut dyn FnMut(&Answers) -> Option<Fitted>,
        change: u64,
    ) -> Result<String, SaveError> {
        self.records.refresh()?;
        self.records.gaps();
        let found = self.assessment(id)?;
        let AnswersWithConflicts { answers: before, conflicts } = self.answers(id)?;
        let goals = self.goals(id)?;
        // What could not be read now would be left as it is, and nobody would be asked about it again.
        let Some(mut assessment) = found.filter(|_| self.records.gaps() == 0) else {
            return Err(SaveError::Stale);
        };
        let Some(mut fitted) = fit(&before) else { return Err(SaveError::Stale) };
        let mut contradicting = Vec::new();
        for Conflict { subject, answers } in conflicts {
            let moved = fitted.moves.iter().find(|(from, _)| *from == subject);
            match (moved, before.0.get(&subject)) {
                // All of them move; the last one is among the answers.
                (Some((_, to)), _) => {
                    let others = answers.into_iter().rev().skip(1);
                    contradicting.extend(others.map(|answer| (to.clone(), answer)));
                }
                (None, Some(answer)) => drop(fitted.answers.0.insert(subject, answer.clone())),
                (None, None) => {}
            }
        }
        assessment.ladder = stamp(ladder, &fitted.answers);
        let mut bodies = Vec::new();
        for (subject, answer) in &contradicting {
            bodies.push((answer_to(id, subject), to_raw_value(answer)?));
        }
        bodies.extend(differing(id, &before, &fitted.answers)?);
        for (subject, _) in before.sorted() {
            if !fitted.answers.0.contains_key(subject) {
                bodies.push((answer_to(id, subject), RawValue::NULL.to_owned()));
            }
        }
        let mut placed = goals.clone();
        fitted.move_goals(&mut placed);
        for ((old, goal), (new, _)) in goals.iter().zip(&placed) {
            if old != new {
                bodies.push((goal_on(id, new), to_raw_value(goal)?));
                bodies.push((goal_on(id, old), RawValue::NULL.to_owned()));
            }
        }
        bodies.push((head_of(id), to_raw_value(&assessment)?));
        self.write_together(id, &bodies, change)
    }

    /// Takes back what [`Notebook::import`] or [`Notebook::refit`] did: everything is as it was before, and what was answered
    /// since stays.
    ///
    /// # Errors
    /// When that is not saved; the change then holds still.
    pub fn undo(&mut self, change: &str) -> Result<(), SaveError> {
        self.records.switch(change, false)
    }

    /// Removes an assessment for good, with all that belongs to it.
    ///
    /// # Errors
    /// When nothing was removed.
    pub fn purge(&mut self, id: &AssessmentId) -> Result<(), SaveError> {
        // Without its head an assessment is not there, whatever else can be removed now.
        self.records.write(&head_of(id), RawValue::NULL)?;
        for kind in [answers_of(id), goals_of(id), snapshots_of(id), ["batch/", id.as_str(), "/"].concat()] {
            let _ = self.records.remove(&kind);
        }
        let _ = self.records.remove(&head_of(id));
        Ok(())
    }

    /// Removes all that this site keeps, and nothing else.
    ///
    /// # Errors
    /// When nothing was erased, or not everything yet: then the rest is when the site is next opened.
    pub fn erase(&mut self) -> Result<(), SaveError> {
        self.records.erase()
    }

    /// All records as they are, also those that cannot be used, by key.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn raw(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.records.raw()
    }

    /// The records that could not be used, of all that was read since this was last called.
    pub fn troubles(&mut self) -> Vec<Trouble> {
        let mut troubles = std::mem::take(&mut self.troubles);
        troubles.sort_unstable_by(Trouble::by_key);
        troubles.dedup();
        troubles
    }

    /// Removes one record that cannot be used, by its key.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn discard(&mut self, key: &str) -> Result<(), StoreError> {
        self.records.discard(key)
    }

    /// Whether a newer version of the site has written here: this one must not write any more.
    pub fn is_outdated(&self) -> bool {
        self.records.is_outdated()
    }

    /// The newest answer of each assessment that has one; all slots are looked at once, however many assessments there are.
    fn newest_answers(&self) -> Vec<NewestAnswer> {
        let mut found: Vec<NewestAnswer> = Vec::new();
        for (slot, stamp) in self.records.newest_of_each("answer/") {
            let Some((id, _)) = slot.strip_prefix("answer/").and_then(|rest| rest.split_once('/')) else {
                continue;
            };
            match found.iter_mut().find(|last| last.id == id) {
                Some(last) if last.stamp < *stamp => {
                    last.slot = slot.into();
                    last.stamp = stamp.clone();
                }
                Some(_) => {}
                None => found.push(NewestAnswer { id: id.into(), slot: slot.into(), stamp: stamp.clone() }),
            }
        }
        found
    }

    fn write_together(
        &mut self,
        id: &AssessmentId,
        bodies: &[(String, Box<RawValue>)],
        change: u64,
    ) -> Result<String, SaveError> {
        let batch = ["batch/", id.as_str(), "/", &rungs_ladder::id::letters(change)].concat();
        self.records.write_all(&batch, bodies)?;
        Ok(batch)
    }

    fn stamp(&self, slot: &str) -> Option<Stamp> {
        self.records.newest(slot).map(|(_, stamp)| stamp.clone())
    }

    /// The last parts of the names of the slots that begin with `kind`.
    fn names(&self, kind: &str) -> Vec<String> {
        let names = self.records.slots(kind).filter_map(|slot| slot.strip_prefix(kind));
        let mut names: Vec<_> = names.map(str::to_owned).collect();
        names.sort_unstable();
        names
    }

    /// What a slot holds, the newest last.
    fn all<B: DeserializeOwned>(&mut self, slot: &str) -> Result<Vec<B>, StoreError> {
        let mut all = Vec::new();
        for body in self.records.read(slot, &mut self.troubles)? {
            match serde_json::from_str(body.get()) {
                Ok(body) => all.push(body),
                // The checksum has been found right; what does not fit all the same is as good as damaged.
                Err(error) => {
                    let (key, text) = (slot.into(), body.get().into());
                    self.troubles.push(Trouble { key, text, why: error.to_string() });
                }
            }
        }
        Ok(all)
    }

    /// What a slot holds; of several the newest.
    fn last<B: DeserializeOwned>(&mut self, slot: &str) -> Result<Option<B>, StoreError> {
        Ok(self.all(slot)?.pop())
    }
}

/// The slot that was written last among the answers of an assessment.
struct NewestAnswer {
    id: String,
    slot: String,
    stamp: Stamp,
}

fn of<'a>(newest: &'a [NewestAnswer], id: &AssessmentId) -> Option<&'a NewestAnswer> {
    newest.iter().find(|last| last.id == id.as_str())
}

/// The bodies of those answers that are not kept already: what is not written leaves two that contradict each other as they
/// are.
fn differing(
    id: &AssessmentId,
    before: &Answers,
    answers: &Answers,
) -> Result<Vec<(String, Box<RawValue>)>, SaveError> {
    let mut bodies = Vec::new();
    for (subject, answer) in &answers.0 {
        if before.0.get(subject) != Some(answer) {
            bodies.push((answer_to(id, subject), to_raw_value(answer)?));
        }
    }
    Ok(bodies)
}

fn head_of(id: &AssessmentId) -> String {
    ["assessment/", id.as_str()].concat()
}

fn answers_of(id: &AssessmentId) -> String {
    ["answer/", id.as_str(), "/"].concat()
}

fn answer_to(id: &AssessmentId, subject: &Subject) -> String {
    [&answers_of(id), &*subject.key()].concat()
}

fn goals_of(id: &AssessmentId) -> String {
    ["goal/", id.as_str(), "/"].concat()
}

fn goal_on(id: &AssessmentId, statement: &StatementId) -> String {
    [&goals_of(id), statement.as_str()].concat()
}

fn snapshots_of(id: &AssessmentId) -> String {
    ["snapshot/", id.as_str(), "/"].concat()
}
