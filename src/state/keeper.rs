//! The notebook of this tab, with what has been read of it. There is one, made when the code of a page that shows
//! it has loaded, and it lives as long as the page does.

use std::cell::RefCell;
use std::sync::Arc;

use rungs_assessment::assessment::{Answer, Subject};
use rungs_assessment::notebook::{AnswersWithConflicts, Notebook};
use rungs_assessment::record::{Pending, Prefix, SaveError, Store, Tab};
use rungs_ladder::id::AssessmentId;

use super::question::Question;
use super::session::Saving;
use crate::browser::boot;
use crate::browser::clock;
use crate::browser::storage::LocalStorageStore;
use crate::browser::{mirror, random};
use crate::site::Site;

pub(super) struct Keeper {
    /// The records of this browser; what it does not take is held in memory.
    pub(super) store: &'static Pending<LocalStorageStore>,
    pub(super) notebook: Notebook<&'static dyn Store>,
    /// The answers of the assessments that were looked at. Lists, as they are short, and maps are code for each type.
    given: Vec<(AssessmentId, Arc<AnswersWithConflicts>)>,
    /// What became of the answers that were given in this tab.
    outcomes: Vec<(AssessmentId, Subject, Saving)>,
    draft: Option<Draft>,
}

/// What is being typed, and not written yet.
struct Draft {
    id: AssessmentId,
    question: Arc<Question>,
    /// Which part of the answer.
    part: &'static str,
    change: Box<dyn FnMut(&mut Answer)>,
}

thread_local! {
    static KEEPER: RefCell<Option<Keeper>> = const { RefCell::new(None) };
}

/// Opens the notebook, if it is not. Says whether it was opened now.
pub(super) fn open(site: Site) -> bool {
    if cfg!(not(target_arch = "wasm32")) || is_open() {
        return false;
    }
    boot::may_panic("open");
    // Lives as long as the page.
    let store: &'static Pending<LocalStorageStore> = Box::leak(Box::new(Pending::new(LocalStorageStore)));
    let Ok(notebook) =
        Notebook::open(store as &dyn Store, Prefix::new(site.base), Tab::from_random(random::bits()))
    else {
        return false;
    };
    let keeper = Keeper { store, notebook, given: Vec::new(), outcomes: Vec::new(), draft: None };
    KEEPER.with(|place| place.replace(Some(keeper)));
    true
}

/// Whether there is a notebook.
pub(super) fn is_open() -> bool {
    with(|_| ()).is_some()
}

/// Does something with the keeper; `None` while pages render to files, where there is none.
pub(super) fn with<T>(act: impl FnOnce(&mut Keeper) -> T) -> Option<T> {
    KEEPER.with(|place| place.borrow_mut().as_mut().map(act))
}

impl Keeper {
    /// The answers of an assessment, read once.
    pub(super) fn given(&mut self, id: &AssessmentId) -> Arc<AnswersWithConflicts> {
        if let Some((_, given)) = self.given.iter().find(|(known, _)| known == id) {
            return given.clone();
        }
        let given = Arc::new(self.notebook.answers(id).unwrap_or_default());
        self.given.push((id.clone(), given.clone()));
        given
    }

    /// Whether the answers of an assessment are read.
    pub(super) fn has_read(&self, id: &AssessmentId) -> bool {
        self.given.iter().any(|(known, _)| known == id)
    }

    /// Whatever was read is read anew when it is next asked for.
    pub(super) fn forget(&mut self) {
        self.given.clear();
    }

    /// Writes an answer, reads it back, and only then says that it is saved.
    pub(super) fn answer(
        &mut self,
        id: &AssessmentId,
        question: &Question,
        change: &mut dyn FnMut(&mut Answer),
    ) -> Saving {
        boot::may_panic("save");
        let given = self.given(id);
        let subject = &question.subject;
        let answer = question.answered(given.answers.0.get(subject), change, clock::day());
        let outcome = self.notebook.save_answer(id, subject, &answer);
        boot::may_panic("saved");
        if outcome != Err(SaveError::Newer) {
            let mut given = (*given).clone();
            given.conflicts.retain(|conflict| conflict.subject != *subject);
            if answer.is_empty() {
                given.answers.0.remove(subject);
            } else {
                given.answers.0.insert(subject.clone(), answer);
            }
            if let Some((_, known)) = self.given.iter_mut().find(|(known, _)| known == id) {
                *known = Arc::new(given);
            }
        }
        let saving = match outcome {
            Err(error) => Saving::Unsaved(error),
            Ok(()) if mirror::is_writing() => Saving::Settling,
            Ok(()) => Saving::Saved,
        };
        self.note(id, subject, saving);
        saving
    }

    /// Keeps what is being typed until [`Keeper::write_draft`], which is called for another part at once.
    pub(super) fn draft(
        &mut self,
        id: &AssessmentId,
        question: &Arc<Question>,
        part: &'static str,
        change: Box<dyn FnMut(&mut Answer)>,
    ) {
        let goes_on = self.draft.as_ref().is_some_and(|draft| {
            draft.part == part && draft.id == *id && draft.question.subject == question.subject
        });
        if !goes_on {
            self.write_draft();
        }
        self.note(id, &question.subject, Saving::Waiting);
        self.draft = Some(Draft { id: id.clone(), question: question.clone(), part, change });
    }

    /// Writes what was being typed. Says whether there was anything.
    pub(super) fn write_draft(&mut self) -> bool {
        let Some(Draft { id, question, mut change, .. }) = self.draft.take() else { return false };
        self.answer(&id, &question, &mut *change);
        true
    }

    /// What became of the last answer to a subject that was given on this page.
    pub(super) fn outcome(&self, id: &AssessmentId, subject: &Subject) -> Option<Saving> {
        let found = self.outcomes.iter().find(|(known, about, _)| known == id && about == subject);
        found.map(|(.., saving)| *saving)
    }

    fn note(&mut self, id: &AssessmentId, subject: &Subject, saving: Saving) {
        match self.outcomes.iter_mut().find(|(known, about, _)| known == id && about == subject) {
            Some((.., known)) => *known = saving,
            None => self.outcomes.push((id.clone(), subject.clone(), saving)),
        }
    }

    /// What was written is on the disk.
    pub(super) fn settle(&mut self) {
        for (.., outcome) in &mut self.outcomes {
            if *outcome == Saving::Settling {
                *outcome = Saving::Saved;
            }
        }
    }

    /// Tries again what could not be saved. Says whether all is saved now, and something was not before.
    pub(super) fn retry(&mut self) -> bool {
        if self.store.unsaved() == 0 {
            return false;
        }
        self.store.flush();
        if self.store.unsaved() > 0 {
            return false;
        }
        for (.., outcome) in &mut self.outcomes {
            if matches!(outcome, Saving::Unsaved(_)) {
                *outcome = Saving::Saved;
            }
        }
        true
    }
}
