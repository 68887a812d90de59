//! Answers to a whole topic or area, where its id, or those of its statements, are others today.

use crate::answers::{Answer, Subject};
use crate::drift::folded;
use rungs_ladder::id::{AreaId, StatementId};
use rungs_ladder::ladder::{Area, Ladder, Level, Statement};

/// What an answer to a whole topic or area is about today.
pub struct Today {
    /// The topic or area.
    pub subject: Subject,
    /// Its title.
    title: String,
    /// The statements that the answer speaks for.
    pub covers: Vec<StatementId>,
}

impl Today {
    /// Whether that is not what the answer names.
    pub fn is_other(&self, subject: &Subject, answer: &Answer) -> bool {
        self.subject != *subject || self.covers != answer.covers
    }

    /// The words that the answer keeps from now on, as [`crate::progress::Group::words`] has them.
    pub fn words(&self, ladder: &Ladder) -> String {
        let mut words = [&self.title, ":"].concat();
        for statement in statements(ladder).filter(|statement| self.covers.contains(&statement.id)) {
            words.push(' ');
            words.push_str(&statement.text.to_plain());
        }
        words
    }
}

/// What an answer to a whole topic or area is about today; `None` where that is nothing, or the answer is to a statement.
pub fn today(ladder: &Ladder, subject: &Subject, answer: &Answer) -> Option<Today> {
    let (label, _) = answer.words.split_once(':').unwrap_or((&answer.words, ""));
    let (subject, title) = match subject {
        Subject::Statement(_) => return None,
        Subject::Topic(id) => {
            let others = ladder.aliases.topic(id).iter().filter_map(|id| ladder.topic(id));
            let topic = meant(ladder.topic(id), others.collect(), label, |topic| &topic.title)?;
            (Subject::Topic(topic.id.clone()), topic.title.clone())
        }
        Subject::Rest(id) => {
            let area = area_meant(ladder, id, label)?;
            (Subject::Rest(area.id.clone()), area.title.clone())
        }
        Subject::Area(id) => {
            let area = area_meant(ladder, id, label)?;
            (Subject::Area(area.id.clone()), area.title.clone())
        }
    };
    let covers = answer.covers.iter().map(|id| covered(ladder, &subject, id)).collect();
    Some(Today { subject, title, covers })
}

/// The area that an answer to an area, or to the rest of it, is about today.
fn area_meant<'a>(ladder: &'a Ladder, id: &AreaId, label: &str) -> Option<&'a Area> {
    let others = ladder.aliases.area(id).iter().filter_map(|id| ladder.area(id));
    meant(ladder.area(id), others.collect(), label, |area| &area.title)
}

/// Of what has an id and what may have had it, the one that the label names; without a label that tells, what has the id, or
/// the only one that may have had it.
fn meant<'a, T>(own: Option<&'a T>, others: Vec<&'a T>, label: &str, title: fn(&T) -> &str) -> Option<&'a T> {
    if others.is_empty() {
        return own;
    }
    let label = folded(label);
    let mut named = own.into_iter().chain(others.iter().copied()).filter(|one| folded(title(one)) == label);
    let only = if let ([one], None) = (&others[..], own) { Some(*one) } else { own };
    match (named.next(), named.next()) {
        (Some(one), None) => Some(one),
        (None, _) => only,
        _ => own,
    }
}

/// The statement that an answer speaks for, by its id of today where only one of those that the answer can be about may have had
/// the other.
fn covered(ladder: &Ladder, subject: &Subject, id: &StatementId) -> StatementId {
    let had = ladder.aliases.statement(id);
    if had.is_empty() {
        return id.clone();
    }
    let can_be_about = |statement: &Statement| match subject {
        Subject::Topic(topic) => statement.topic.as_ref() == Some(topic),
        Subject::Rest(_) => statement.topic.is_none(),
        Subject::Area(_) | Subject::Statement(_) => true,
    };
    let mut found = statements(ladder)
        .filter(|statement| can_be_about(statement) && (statement.id == *id || had.contains(&statement.id)));
    match (found.next(), found.next()) {
        (Some(one), None) => one.id.clone(),
        _ => id.clone(),
    }
}

fn statements(ladder: &Ladder) -> impl Iterator<Item = &Statement> {
    ladder.levels.iter().flat_map(Level::statements)
}

#[cfg(test)]
mod tests {
    use crate::answers::{Answer, Answers, Subject};
    use crate::date::Date;
    use crate::drift::Matching;
    use rungs_ladder::aliases::Alias;
    use rungs_ladder::example::draft;
    use rungs_ladder::id::{AreaId, StatementId, TopicId};
    use rungs_ladder::ladder::Ladder;

    fn ladder() -> Ladder {
        let mut draft = draft();
        let topic = |id: &str| TopicId::new(id).unwrap();
        let statement = |id: &str| StatementId::new(id).unwrap();
        draft.aliases.topics = vec![
            Alias { was: topic("coding"), now: vec![topic("code")] },
            Alias { was: topic("code"), now: vec![topic("review")] },
            Alias { was: topic("both"), now: vec![topic("code"), topic("review")] },
        ];
        draft.aliases.areas =
            vec![Alias { was: AreaId::new("work").unwrap(), now: vec![AreaId::new("craft").unwrap()] }];
        draft.aliases.statements = vec![
            Alias { was: statement("j.old"), now: vec![statement("j.code"), statement("s.review")] },
            Alias { was: statement("j.asks"), now: vec![statement("j.free")] },
        ];
        Ladder::new(draft).unwrap()
    }

    /// `subject|words|covers` before and, confirmed, after.
    #[test]
    fn an_answer_to_a_topic_or_area_follows_its_id() {
        for (given, expected) in [
            ("topic~code|CODE: Writes.|j.code", "topic~code|CODE: Writes.|j.code"),
            ("topic~coding|Coding: Writes.|j.code", "topic~code|CODE: Writes.|j.code"),
            ("topic~coding||j.old", "topic~code|CODE: Writes.|j.code"),
            // The id of today is that of another topic.
            ("topic~code|REVIEW: Reviews.|j.old", "topic~review|REVIEW: Reviews.|s.review"),
            ("topic~code|Else: Writes.|j.code", "topic~code|Else: Writes.|j.code"),
            ("topic~both|review: Reviews.|s.review", "topic~review|REVIEW: Reviews.|s.review"),
            ("topic~both|Else: Reviews.|s.review", "topic~both|Else: Reviews.|s.review"),
            ("rest~work|Work: Asks.|j.asks", "rest~craft|Craft: Asks.|j.free"),
            ("rest~craft|Craft: Asks.|j.asks", "rest~craft|Craft: Asks.|j.free"),
            ("area~work|Work: Asks.|j.asks", "area~craft|Craft: Asks.|j.free"),
            // Two statements may have had that id.
            ("area~craft|Craft: Writes.|j.old", "area~craft|Craft: Writes.|j.old"),
            ("area~gone|Gone: Asks.|j.asks", "area~gone|Gone: Asks.|j.asks"),
            ("rest~gone|Gone: Asks.|j.asks", "rest~gone|Gone: Asks.|j.asks"),
        ] {
            let parts: Vec<_> = given.split('|').collect();
            let covers = vec![StatementId::new(parts[2]).unwrap()];
            let answer =
                Answer { words: parts[1].into(), note: "n".into(), covers, ..Answer::empty(Date::EPOCH) };
            let answers = Answers([(Subject::parse(parts[0]).unwrap(), answer)].into());
            let ladder = ladder();
            let matching = Matching::new(&ladder, &answers);
            assert_eq!(matching.apply(&answers, &|_| false).answers, answers);
            let fitted = matching.apply(&answers, &|_| true).answers;
            let told: Vec<_> = fitted
                .0
                .iter()
                .map(|(subject, answer)| format!("{}|{}|{}", subject.key(), answer.words, answer.covers[0]))
                .collect();
            assert_eq!(told, [expected]);
            assert_eq!(matching.moved.len(), usize::from(given != expected), "{given}");
            assert!(Matching::new(&ladder, &fitted).moved.is_empty(), "{given}");
        }
    }
}
