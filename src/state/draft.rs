//! What is being typed and is not written yet. It is written as soon as typing rests, and before anything else is.

use rungs_assessment::plan::Goal;
use rungs_ladder::id::{AssessmentId, StatementId};

use super::question::{Edit, Question};

/// What is being typed.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The assessment that it belongs to.
    pub(super) id: AssessmentId,
    /// What it changes.
    pub(super) change: DraftChange,
}

/// What a draft changes.
#[derive(Clone, Debug)]
pub(super) enum DraftChange {
    /// A part of an answer.
    Answer(Question, Edit),
    /// A goal.
    Goal(StatementId, Goal),
    /// The name of the assessment.
    Name(String),
}

impl Draft {
    /// Whether `self` goes on with the same field, so that it takes the place of `earlier`.
    pub(super) fn continues(&self, earlier: &Self) -> bool {
        use std::mem::discriminant;
        self.id == earlier.id
            && match (&self.change, &earlier.change) {
                (DraftChange::Answer(question, edit), DraftChange::Answer(before, edit_before)) => {
                    question.subject == before.subject && discriminant(edit) == discriminant(edit_before)
                }
                (DraftChange::Goal(statement, _), DraftChange::Goal(before, _)) => statement == before,
                (DraftChange::Name(_), DraftChange::Name(_)) => true,
                _ => false,
            }
    }
}
