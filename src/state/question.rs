//! What a page asks, and what a person changes about the answer.

use rungs_assessment::answers::{Answer, Evidence, Meaning, Subject, words};
use rungs_assessment::date::Date;
use rungs_assessment::progress::Group;
use rungs_ladder::id::{RatingId, StatementId};
use rungs_ladder::ladder::{Ladder, Scale, Statement};

/// One question: about a statement, or about all of an area at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What the answer is kept under.
    pub subject: Subject,
    /// What is asked today, in plain words.
    words: String,
    /// The statements that an answer speaks for.
    covers: Vec<StatementId>,
}

/// A change of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Another rating, or none.
    Rating(Option<RatingId>),
    /// The rating of another answer, which spoke for this question as well.
    Own(Answer),
    /// Another note.
    Note(String),
    /// Other evidence.
    Evidence(Vec<Evidence>),
    /// The answer of another tab, as a whole.
    Replace(Answer),
}

impl Question {
    /// About one statement.
    pub fn on(ladder: &Ladder, statement: &Statement) -> Self {
        let subject = Subject::Statement(statement.id.clone());
        Self { subject, words: words(ladder, statement), covers: Vec::new() }
    }

    /// About all that is asked in an area.
    pub fn on_group(group: &Group) -> Self {
        Self { subject: group.subject.clone(), words: group.words(), covers: group.covers() }
    }

    /// `earlier` after a change, as the answer to this question as it is today, on the scale of today.
    pub fn answered(&self, earlier: Option<&Answer>, edit: Edit, scale: &Scale, today: Date) -> Answer {
        let mut answer = earlier.cloned().unwrap_or_else(|| Answer::empty(today));
        answer.on = today;
        let (rating, covers) = (answer.rating.clone(), answer.covers.clone());
        // A note does not rate what the rating beside it was not given to.
        if rating.is_none() || matches!(edit, Edit::Rating(Some(_)) | Edit::Own(_)) {
            answer.covers.clone_from(&self.covers);
        }
        match edit {
            Edit::Rating(rating) => {
                answer.meaning = rating.as_ref().and_then(|rating| Meaning::new(scale, rating));
                answer.rating = rating;
            }
            Edit::Own(other) => {
                answer.meaning = other.meaning;
                answer.rating = other.rating;
            }
            Edit::Note(note) => answer.note = note,
            Edit::Evidence(evidence) => answer.evidence = evidence,
            Edit::Replace(other) => answer = other,
        }
        // A note does not say that an earlier rating holds for other words.
        if rating.is_none() || answer.rating != rating || answer.covers != covers {
            answer.words.clone_from(&self.words);
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rungs_ladder::example::draft;

    /// An answer to a whole area was given for one target; now another target asks for other statements of that area.
    #[test]
    fn only_a_rating_speaks_for_other_statements() {
        let ids = |told: &str| told.split(',').map(|id| StatementId::new(id).unwrap()).collect::<Vec<_>>();
        let question = Question {
            subject: Subject::parse("area~craft").unwrap(),
            words: "Craft: New.".to_owned(),
            covers: ids("n.code,n.review"),
        };
        let rating = |id: &str| Some(RatingId::new(id).unwrap());
        let rated = Answer {
            rating: rating("no"),
            words: "Craft: Old.".to_owned(),
            covers: ids("o.code"),
            ..Answer::empty(Date::EPOCH)
        };
        let noted = Answer { rating: None, ..rated.clone() };
        for (earlier, edit, covers, words) in [
            (&rated, Edit::Note("Seen".into()), "o.code", "Craft: Old."),
            (&rated, Edit::Evidence(vec![Evidence::default()]), "o.code", "Craft: Old."),
            (&rated, Edit::Rating(rating("no")), "n.code,n.review", "Craft: New."),
            (&rated, Edit::Rating(rating("yes")), "n.code,n.review", "Craft: New."),
            (&rated, Edit::Rating(None), "o.code", "Craft: New."),
            (&noted, Edit::Note("Seen".into()), "n.code,n.review", "Craft: New."),
            (&noted, Edit::Rating(rating("yes")), "n.code,n.review", "Craft: New."),
        ] {
            let told = format!("{edit:?}");
            let answer = question.answered(Some(earlier), edit, &draft().scale, Date::EPOCH);
            assert_eq!((answer.covers, answer.words.as_str()), (ids(covers), words), "{told}");
        }
    }
}
