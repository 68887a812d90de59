//! What a page asks, and what an answer to it is kept under.

use rungs_assessment::assessment::{Answer, Subject, words};
use rungs_assessment::date::Date;
use rungs_assessment::result::Group;
use rungs_ladder::id::StatementId;
use rungs_ladder::ladder::{Ladder, Statement};

/// One question: about a statement, or about all of a topic at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What the answer is kept under.
    pub subject: Subject,
    words: String,
    covers: Vec<StatementId>,
}

impl Question {
    /// About one statement.
    pub fn on(ladder: &Ladder, statement: &Statement) -> Self {
        let subject = Subject::Statement(statement.id.clone());
        Self { subject, words: words(ladder, statement), covers: Vec::new() }
    }

    /// About all that is asked on a topic.
    pub fn on_group(group: &Group) -> Self {
        Self { subject: group.subject.clone(), words: group.words(), covers: group.covers() }
    }

    /// `earlier` after a change, as the answer to this question as it is today.
    pub fn answered(
        &self,
        earlier: Option<&Answer>,
        change: &mut dyn FnMut(&mut Answer),
        today: Date,
    ) -> Answer {
        let mut answer = earlier.cloned().unwrap_or_else(|| Answer::empty(today));
        answer.covers.clone_from(&self.covers);
        answer.on = today;
        let rating = answer.rating.clone();
        change(&mut answer);
        // A note does not say that an earlier rating holds for other words.
        if rating.is_none() || answer.rating != rating {
            answer.words.clone_from(&self.words);
        }
        answer
    }
}
