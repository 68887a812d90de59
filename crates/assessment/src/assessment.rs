//! What a person keeps about themselves: assessments, answers, goals and snapshots, and the JSON of each.

use std::collections::HashMap;

use crate::date::Date;
use rungs_ladder::id::{AreaId, LevelId, RatingId, StatementId, TopicId};
use rungs_ladder::json::{Mismatch, Reader, Value};
use rungs_ladder::ladder::{Ladder, Statement};

/// One look at oneself against one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// What the person calls it; may be empty.
    pub name: String,
    /// The level to be reached.
    pub target: LevelId,
    /// The level held today, if the person says so.
    pub held: Option<LevelId>,
    /// When it was begun.
    pub created: Date,
    /// What the person has seen of how the answers fit the ladder: a [`stamp`](crate::drift::stamp), or anything else, such as
    /// a version or nothing, where that is nothing.
    pub ladder: String,
    /// When it was last taken along as a file.
    pub exported: Option<Date>,
    /// Whether it is in use.
    pub state: State,
}

/// Whether an assessment is in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It is.
    #[default]
    Active,
    /// Deleted, and can be had back.
    Deleted,
}

/// What an answer is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// One statement.
    Statement(StatementId),
    /// All that a level asks on a topic, answered at once.
    Topic(TopicId),
    /// All that a level asks in an area outside its topics, answered at once.
    Rest(AreaId),
}

/// What a person says about a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// How well it is met; `None` while there are only notes.
    pub rating: Option<RatingId>,
    /// A remark, in plain text.
    pub note: String,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// The words that were answered, so that an answer can be read, and found its statement, after the ladder has
    /// changed.
    pub words: String,
    /// The statements that an answer to a whole topic or area spoke for.
    pub covers: Vec<StatementId>,
    /// When it was given.
    pub on: Date,
}

/// Something that shows that an expectation is met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// What happened.
    pub text: String,
    /// Where to see it, as typed: whoever shows it as a link checks the scheme with [`rungs_ladder::text::Href`].
    pub link: String,
    /// When it happened.
    pub on: Option<Date>,
}

/// A gap that a person has picked to work on. There are at most [`MAX_GOALS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// The first step.
    pub step: String,
    /// By when.
    pub by: Option<Date>,
    /// The words of the statement.
    pub words: String,
}

/// The most goals that an assessment has: what a person can follow at a time.
pub const MAX_GOALS: usize = 3;

/// An assessment as it stood one day. It never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// What the person calls it.
    pub name: String,
    /// When it was taken.
    pub taken: Date,
    /// The target of that day.
    pub target: LevelId,
    /// The level held that day.
    pub held: Option<LevelId>,
    /// The answers of that day.
    pub answers: Answers,
}

/// The answers of one assessment, by subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub HashMap<Subject, Answer>);

impl Answers {
    /// The answer that holds for a statement: its own, else the one to the topic or area that spoke for it.
    pub fn of(&self, statement: &StatementId) -> Option<&Answer> {
        let own = self.0.get(&Subject::Statement(statement.clone())).filter(|answer| answer.rating.is_some());
        own.or_else(|| {
            let covering = |answer: &&Answer| answer.rating.is_some() && answer.covers.contains(statement);
            // Of several the latest; of those of one day always the same.
            let mut best: Option<(&Subject, &Answer)> = None;
            for (subject, answer) in self.0.iter().filter(|(_, answer)| covering(answer)) {
                if best.is_none_or(|(other, than)| (than.on, other) < (answer.on, subject)) {
                    best = Some((subject, answer));
                }
            }
            best.map(|(_, answer)| answer)
        })
    }

    /// The rating that holds for a statement.
    pub fn rating(&self, statement: &StatementId) -> Option<&RatingId> {
        self.of(statement)?.rating.as_ref()
    }

    /// In the order of their subjects, so that the same answers are always written the same.
    pub fn sorted(&self) -> Vec<(&Subject, &Answer)> {
        let mut sorted: Vec<_> = self.0.iter().collect();
        sorted.sort_by_key(|(id, _)| *id);
        sorted
    }
}

/// The words of a statement, for an answer to keep.
pub fn words(ladder: &Ladder, statement: &Statement) -> String {
    let topic = statement.topic.as_ref().and_then(|topic| ladder.topic(topic));
    let text = statement.text.to_plain();
    topic.map_or_else(|| text.clone(), |topic| [&topic.title, ": ", &text].concat())
}

impl Answer {
    /// An answer without anything said.
    pub fn empty(on: Date) -> Self {
        Self { rating: None, note: String::new(), evidence: vec![], words: String::new(), covers: vec![], on }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.rating.is_none() && self.note.is_empty() && self.evidence.is_empty()
    }
}

impl Subject {
    /// The subject as one part of a record's key: a statement's id as it is, else with `~`, which no id has.
    pub fn key(&self) -> String {
        match self {
            Subject::Statement(id) => id.as_str().into(),
            Subject::Topic(id) => ["topic~", id.as_str()].concat(),
            Subject::Rest(id) => ["rest~", id.as_str()].concat(),
        }
    }

    /// Reads what [`Subject::key`] wrote.
    pub fn parse(key: &str) -> Option<Self> {
        match key.split_once('~') {
            None => StatementId::new(key).ok().map(Subject::Statement),
            Some(("topic", id)) => TopicId::new(id).ok().map(Subject::Topic),
            Some(("rest", id)) => AreaId::new(id).ok().map(Subject::Rest),
            Some(_) => None,
        }
    }
}

/// What stands in a record's body, a snapshot or a file.
pub trait Body: Sized {
    /// As JSON. What is empty is left out.
    fn to_json(&self) -> Value<'_>;

    /// Reads what [`Body::to_json`] wrote.
    ///
    /// # Errors
    /// At the first value that does not fit.
    fn from_json(json: Value) -> Result<Self, Mismatch>;
}

impl Body for Assessment {
    fn to_json(&self) -> Value<'_> {
        Value::object([
            ("name", Value::string(&self.name)),
            ("target", Value::string(self.target.as_str())),
            ("held", id(self.held.as_ref().map(LevelId::as_str))),
            ("created", date(Some(self.created))),
            ("ladder", Value::string(&self.ladder)),
            ("exported", date(self.exported)),
            ("deleted", if self.state == State::Deleted { Value::Bool(true) } else { Value::Null }),
        ])
    }

    fn from_json(mut json: Value) -> Result<Self, Mismatch> {
        Reader::read(|reader| Self {
            name: reader.field(&mut json, "name", Reader::words),
            target: LevelId::checked(reader.field(&mut json, "target", Reader::id)),
            held: reader.optional(&mut json, "held", Reader::id).map(LevelId::checked),
            created: reader.field(&mut json, "created", Reader::date),
            ladder: reader.field(&mut json, "ladder", Reader::words),
            exported: reader.optional(&mut json, "exported", Reader::date),
            state: match json.take("deleted") {
                Value::Bool(true) => State::Deleted,
                _ => State::Active,
            },
        })
    }
}

impl Body for Answer {
    fn to_json(&self) -> Value<'_> {
        Value::object([
            ("rating", id(self.rating.as_ref().map(RatingId::as_str))),
            ("note", Value::string(&self.note)),
            ("evidence", Value::List(self.evidence.iter().map(Evidence::to_json).collect())),
            ("words", Value::string(&self.words)),
            ("covers", Value::strings(self.covers.iter().map(StatementId::as_str))),
            ("on", date(Some(self.on))),
        ])
    }

    fn from_json(mut json: Value) -> Result<Self, Mismatch> {
        Reader::read(|reader| reader.answer(&mut json))
    }
}

impl Evidence {
    pub(crate) fn to_json(&self) -> Value<'_> {
        Value::object([
            ("text", Value::string(&self.text)),
            ("link", Value::string(&self.link)),
            ("on", date(self.on)),
        ])
    }
}

impl Body for Goal {
    fn to_json(&self) -> Value<'_> {
        Value::object([
            ("step", Value::string(&self.step)),
            ("by", date(self.by)),
            ("words", Value::string(&self.words)),
        ])
    }

    fn from_json(mut json: Value) -> Result<Self, Mismatch> {
        Reader::read(|reader| Self {
            step: reader.field(&mut json, "step", Reader::words),
            by: reader.optional(&mut json, "by", Reader::date),
            words: reader.field(&mut json, "words", Reader::words),
        })
    }
}

impl Body for Snapshot {
    fn to_json(&self) -> Value<'_> {
        Value::object([
            ("name", Value::string(&self.name)),
            ("taken", date(Some(self.taken))),
            ("target", Value::string(self.target.as_str())),
            ("held", id(self.held.as_ref().map(LevelId::as_str))),
            ("answers", self.answers.to_json()),
        ])
    }

    fn from_json(mut json: Value) -> Result<Self, Mismatch> {
        Reader::read(|reader| Self {
            name: reader.field(&mut json, "name", Reader::words),
            taken: reader.field(&mut json, "taken", Reader::date),
            target: LevelId::checked(reader.field(&mut json, "target", Reader::id)),
            held: reader.optional(&mut json, "held", Reader::id).map(LevelId::checked),
            answers: reader.field(&mut json, "answers", Reader::answers),
        })
    }
}

impl Body for Answers {
    /// An object of subjects: `{"senior.mentoring": {…}, "topic~delivery": {…}}`.
    fn to_json(&self) -> Value<'_> {
        let entries = self.sorted().into_iter();
        Value::Object(entries.map(|(subject, answer)| (subject.key().into(), answer.to_json())).collect())
    }

    fn from_json(mut json: Value) -> Result<Self, Mismatch> {
        Reader::read(|reader| reader.answers(&mut json))
    }
}

/// How what is kept is read from JSON.
pub(crate) trait ReadAnswers: Sized {
    fn date(&mut self, value: &mut Value) -> Date;
    fn answer(&mut self, from: &mut Value) -> Answer;
    fn evidence(&mut self, from: &mut Value) -> Evidence;
    fn answers(&mut self, from: &mut Value) -> Answers;
}

impl ReadAnswers for Reader {
    fn date(&mut self, value: &mut Value) -> Date {
        let read = match value {
            Value::String(text) => Date::parse(text),
            _ => None,
        };
        read.unwrap_or_else(|| {
            self.unfit("a date such as 2026-11-24");
            Date::EPOCH
        })
    }

    fn answer(&mut self, from: &mut Value) -> Answer {
        Answer {
            rating: self.optional(from, "rating", Self::id).map(RatingId::checked),
            note: self.field(from, "note", Self::words),
            evidence: self.list(from, "evidence", Self::evidence),
            words: self.field(from, "words", Self::words),
            covers: self.list(from, "covers", Self::id).into_iter().map(StatementId::checked).collect(),
            on: self.field(from, "on", Self::date),
        }
    }

    fn evidence(&mut self, from: &mut Value) -> Evidence {
        Evidence {
            text: self.field(from, "text", Self::words),
            link: self.field(from, "link", Self::words),
            on: self.optional(from, "on", Self::date),
        }
    }

    fn answers(&mut self, from: &mut Value) -> Answers {
        let mut answers = HashMap::new();
        match from {
            Value::Null => {}
            Value::Object(entries) => {
                for (key, value) in entries.iter_mut() {
                    match Subject::parse(key) {
                        Some(subject) => {
                            let answer = self.within(key, value, Self::answer);
                            answers.insert(subject, answer);
                        }
                        None => self.within(key, value, |reader, _| reader.unfit("an answer's subject")),
                    }
                }
            }
            _ => self.unfit("an object of answers"),
        }
        Answers(answers)
    }
}

fn date(date: Option<Date>) -> Value<'static> {
    date.map_or(Value::Null, |date| Value::String(date.to_string().into()))
}

fn id(id: Option<&str>) -> Value<'_> {
    id.map_or(Value::Null, Value::string)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn any_date() -> impl Strategy<Value = Date> {
        (0u16..=9999, 1u8..=12, 1u8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
    }

    fn any_word() -> impl Strategy<Value = String> {
        prop_oneof![Just(String::new()), ".{0,12}", Just("\u{0}\n\t\"\\ \u{7f}\u{2028}😀".to_owned())]
    }

    const ID: &str = "[a-z0-9][A-Za-z0-9._-]{0,12}";

    pub(crate) fn any_subject() -> impl Strategy<Value = Subject> {
        prop_oneof![
            ID.prop_map(|id| Subject::Statement(StatementId::new(&id).unwrap())),
            ID.prop_map(|id| Subject::Topic(TopicId::new(&id).unwrap())),
            ID.prop_map(|id| Subject::Rest(AreaId::new(&id).unwrap())),
        ]
    }

    pub(crate) fn any_answer() -> impl Strategy<Value = Answer> {
        let evidence = (any_word(), any_word(), proptest::option::of(any_date()))
            .prop_map(|(text, link, on)| Evidence { text, link, on });
        (
            proptest::option::of(ID.prop_map(|id| RatingId::new(&id).unwrap())),
            any_word(),
            proptest::collection::vec(evidence, 0..3),
            any_word(),
            proptest::collection::vec(ID.prop_map(|id| StatementId::new(&id).unwrap()), 0..3),
            any_date(),
        )
            .prop_map(|(rating, note, evidence, words, covers, on)| Answer {
                rating,
                note,
                evidence,
                words,
                covers,
                on,
            })
    }

    pub(crate) fn any_answers() -> impl Strategy<Value = Answers> {
        proptest::collection::hash_map(any_subject(), any_answer(), 0..6).prop_map(Answers)
    }

    pub(crate) fn any_assessment() -> impl Strategy<Value = Assessment> {
        let level = || ID.prop_map(|id| LevelId::new(&id).unwrap());
        (
            any_word(),
            level(),
            proptest::option::of(level()),
            any_date(),
            any_word(),
            proptest::option::of(any_date()),
            any::<bool>(),
        )
            .prop_map(|(name, target, held, created, ladder, exported, deleted)| Assessment {
                name,
                target,
                held,
                created,
                ladder,
                exported,
                state: if deleted { State::Deleted } else { State::Active },
            })
    }

    pub(crate) fn any_goal() -> impl Strategy<Value = Goal> {
        (any_word(), proptest::option::of(any_date()), any_word()).prop_map(|(step, by, words)| Goal {
            step,
            by,
            words,
        })
    }

    pub(crate) fn any_snapshot() -> impl Strategy<Value = Snapshot> {
        (any_word(), any_date(), any_assessment(), any_answers()).prop_map(|(name, taken, of, answers)| {
            Snapshot { name, taken, target: of.target, held: of.held, answers }
        })
    }

    fn survives<B: Body + PartialEq + std::fmt::Debug>(body: &B) {
        let text = body.to_json().to_text();
        assert_eq!(&B::from_json(Value::parse(&text).unwrap()).unwrap(), body, "{text}");
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{text}");
    }

    proptest! {
        #[test]
        fn bodies_survive_their_json(
            assessment in any_assessment(),
            answer in any_answer(),
            answers in any_answers(),
            goal in any_goal(),
            snapshot in any_snapshot(),
        ) {
            survives(&assessment);
            survives(&answer);
            survives(&answers);
            survives(&goal);
            survives(&snapshot);
        }

        #[test]
        fn subjects_survive_their_key(subject in any_subject()) {
            prop_assert_eq!(Subject::parse(&subject.key()), Some(subject));
        }
    }

    #[test]
    fn what_does_not_fit_is_named() {
        for (json, problem) in [
            ("{}", "`on` is not a date such as 2026-11-24"),
            (r#"{"on":"2026-02-30"}"#, "`on` is not a date such as 2026-11-24"),
            (r#"{"on":"2026-02-03","rating":"a b"}"#, "`rating` is not an id"),
            (r#"{"on":"2026-02-03","evidence":[{"link":1}]}"#, "`evidence[0].link` is not a string"),
            (r#"{"on":"2026-02-03","note":[]}"#, "`note` is not a string"),
        ] {
            let read = Answer::from_json(Value::parse(json).unwrap());
            assert_eq!(read.unwrap_err().to_string(), problem);
        }
        let read = Answers::from_json(Value::parse(r#"{"a~b":{}}"#).unwrap());
        assert_eq!(read.unwrap_err().to_string(), "`a~b` is not an answer's subject");
    }

    #[test]
    fn an_own_answer_comes_before_one_for_the_whole_topic() {
        let id = |id: &str| StatementId::new(id).unwrap();
        let rated = |rating: &str, covers: &[&str], on| Answer {
            rating: (!rating.is_empty()).then(|| RatingId::new(rating).unwrap()),
            covers: covers.iter().map(|covered| id(covered)).collect(),
            ..Answer::empty(Date::new(2026, 1, on).unwrap())
        };
        let answers = Answers(HashMap::from([
            (Subject::Statement(id("a")), rated("yes", &[], 1)),
            (Subject::Statement(id("b")), rated("", &[], 1)),
            (Subject::Topic(TopicId::new("t").unwrap()), rated("no", &["a", "b", "c"], 2)),
            (Subject::Rest(AreaId::new("t").unwrap()), rated("later", &["c"], 3)),
        ]));
        for (statement, rating) in [("a", Some("yes")), ("b", Some("no")), ("c", Some("later")), ("d", None)]
        {
            assert_eq!(answers.rating(&id(statement)).map(RatingId::as_str), rating, "{statement}");
        }
    }
}
