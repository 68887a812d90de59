//! What a person keeps about themselves: assessments, answers, goals and snapshots. In JSON, what is empty is left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use crate::date::Date;
use crate::json::Line;
use crate::standing::{Verdict, grade, verdict};
use rungs_ladder::id::{AreaId, LevelId, RatingId, StatementId, TopicId};
use rungs_ladder::ladder::{Ladder, Scale, Statement};

/// One look at oneself against one level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// What the person calls it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The level to be reached.
    pub target: LevelId,
    /// The level held today, if the person says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<LevelId>,
    /// When it was begun.
    pub created: Date,
    /// What the person has seen of how the answers fit the ladder: a [`stamp`](crate::drift::stamp), or anything else, such as
    /// a version or nothing, where that is nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ladder: String,
    /// When it was last taken along as a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exported: Option<Date>,
    /// Whether it is in use.
    #[serde(rename = "deleted", default, skip_serializing_if = "State::is_active")]
    pub state: State,
}

/// Whether an assessment is in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "bool", into = "bool")]
pub enum State {
    /// It is.
    #[default]
    Active,
    /// Deleted, and can be had back.
    Deleted,
}

/// What an answer is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Subject {
    /// One statement.
    Statement(StatementId),
    /// All that a level asks on a topic, answered at once; earlier versions asked so.
    Topic(TopicId),
    /// All that a level asks in an area outside its topics, answered at once; earlier versions asked so.
    Rest(AreaId),
    /// All that a level asks in an area, answered at once.
    Area(AreaId),
}

/// What a person says about a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// How well it is met; `None` while there are only notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<RatingId>,
    /// What the rating meant when it was given; not known of answers that an earlier version has written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Meaning>,
    /// A remark, in plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// The words that were answered, so that an answer can be read, and found its statement, after the ladder has
    /// changed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The statements that an answer to a whole topic or area spoke for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<StatementId>,
    /// When it was given.
    pub on: Date,
}

/// What a rating meant when it was given, so that it is seen where its scale has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meaning {
    /// What the rating was called.
    pub title: String,
    /// What it said of an expectation.
    pub verdict: Verdict,
}

impl Meaning {
    /// What a rating means on a scale; `None` where the scale does not know it.
    pub fn new(scale: &Scale, rating: &RatingId) -> Option<Self> {
        let grade = grade(scale, rating)?;
        Some(Self { title: grade.rating.title.clone(), verdict: verdict(scale, Some(grade)) })
    }
}

/// Something that shows that an expectation is met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// What happened.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What the person did of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// What came of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result: String,
    /// Who saw it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub seen_by: String,
    /// Where to see it, as typed: whoever shows it as a link checks the scheme with [`rungs_ladder::text::Href`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// When it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
}

impl Evidence {
    /// What is said beside what happened, each part with its label; nothing for what is left out.
    pub fn details(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [("Part", &*self.part), ("Result", &*self.result), ("Seen by", &*self.seen_by)]
            .into_iter()
            .filter(|(_, said)| !said.trim().is_empty())
    }
}

/// How old something of the day `on` is, in words, where that is more than a year.
pub fn age(on: Date, today: Date) -> Option<String> {
    match today.years_over(on) {
        0 => None,
        1 => Some("over a year old".to_owned()),
        years => Some(format!("over {years} years old")),
    }
}

/// The answers of one assessment, by subject: as JSON an object of subjects, in their order,
/// `{"senior.mentoring": {…}, "topic~delivery": {…}}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers(#[serde(serialize_with = "lines")] pub BTreeMap<Subject, Answer>);

fn lines<S: Serializer>(answers: &BTreeMap<Subject, Answer>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(answers.iter().map(|(subject, answer)| (subject, Line(answer))))
}

impl Answers {
    /// The answer with what was noted about a statement: its own, or one that spoke for it; `None` where that has
    /// neither a note nor evidence.
    pub fn remarked(&self, statement: &StatementId) -> Option<&Answer> {
        let own = self.0.get(&Subject::Statement(statement.clone()));
        let answer = own.or_else(|| self.of(statement))?;
        (!answer.note.is_empty() || !answer.evidence.is_empty()).then_some(answer)
    }

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
        self.0.iter().collect()
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
        Self {
            rating: None,
            meaning: None,
            note: String::new(),
            evidence: vec![],
            words: String::new(),
            covers: vec![],
            on,
        }
    }

    /// What its rating was called when it was given; its id where that is not known.
    pub fn rating_title(&self) -> Option<&str> {
        let rating = self.rating.as_ref()?;
        Some(self.meaning.as_ref().map_or(rating.as_str(), |meaning| &meaning.title))
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
            Subject::Area(id) => ["area~", id.as_str()].concat(),
        }
    }

    /// Reads what [`Subject::key`] wrote.
    pub fn parse(key: &str) -> Option<Self> {
        match key.split_once('~') {
            None => StatementId::new(key).ok().map(Subject::Statement),
            Some(("topic", id)) => TopicId::new(id).ok().map(Subject::Topic),
            Some(("rest", id)) => AreaId::new(id).ok().map(Subject::Rest),
            Some(("area", id)) => AreaId::new(id).ok().map(Subject::Area),
            Some(_) => None,
        }
    }
}

/// A text that names no subject.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not what an answer can be about: the id of a statement, or `area~`, `topic~` or `rest~` and an id"
)]
pub struct InvalidSubject(pub String);

impl TryFrom<String> for Subject {
    type Error = InvalidSubject;

    fn try_from(key: String) -> Result<Self, InvalidSubject> {
        Self::parse(&key).ok_or(InvalidSubject(key))
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> Self {
        subject.key()
    }
}

impl State {
    fn is_active(&self) -> bool {
        *self == Self::Active
    }
}

impl From<bool> for State {
    fn from(is_deleted: bool) -> Self {
        if is_deleted { Self::Deleted } else { Self::Active }
    }
}

impl From<State> for bool {
    fn from(state: State) -> Self {
        state == State::Deleted
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::json::read;
    use crate::plan::Goal;
    use crate::snapshots::Snapshot;
    use proptest::prelude::*;
    use serde::de::DeserializeOwned;

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
            ID.prop_map(|id| Subject::Area(AreaId::new(&id).unwrap())),
        ]
    }

    pub(crate) fn any_answer() -> impl Strategy<Value = Answer> {
        let evidence =
            (any_word(), any_word(), any_word(), any_word(), any_word(), proptest::option::of(any_date()))
                .prop_map(|(text, part, result, seen_by, link, on)| Evidence {
                    text,
                    part,
                    result,
                    seen_by,
                    link,
                    on,
                });
        (
            proptest::option::of(ID.prop_map(|id| RatingId::new(&id).unwrap())),
            proptest::option::of(any_word().prop_map(|title| Meaning { title, verdict: Verdict::Met })),
            any_word(),
            proptest::collection::vec(evidence, 0..3),
            any_word(),
            proptest::collection::vec(ID.prop_map(|id| StatementId::new(&id).unwrap()), 0..3),
            any_date(),
        )
            .prop_map(|(rating, meaning, note, evidence, words, covers, on)| Answer {
                rating,
                meaning,
                note,
                evidence,
                words,
                covers,
                on,
            })
    }

    pub(crate) fn any_answers() -> impl Strategy<Value = Answers> {
        proptest::collection::btree_map(any_subject(), any_answer(), 0..6).prop_map(Answers)
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

    fn survives<B: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(body: &B) {
        let text = serde_json::to_string(body).unwrap();
        assert_eq!(&read::<B>(&text).unwrap(), body, "{text}");
    }

    #[test]
    fn evidence_of_more_than_a_year_ago_says_so() {
        let day = |text| Date::parse(text).unwrap();
        for (on, expected) in [
            ("2027-01-01", ""),
            ("2026-11-28", ""),
            ("2025-11-29", ""),
            ("2025-11-28", ""),
            ("2025-11-27", "over a year old"),
            ("2024-11-28", "over a year old"),
            ("2022-11-29", "over 3 years old"),
            ("2023-01-01", "over 3 years old"),
        ] {
            assert_eq!(age(day(on), day("2026-11-28")).unwrap_or_default(), expected, "{on}");
        }
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

    /// What is written here stands in people's browsers and files: it must always be read.
    #[test]
    fn the_json_stays_as_it_is() {
        fn check<B: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(body: &B, json: &str) {
            assert_eq!(serde_json::to_string(body).unwrap(), json);
            assert_eq!(&read::<B>(json).unwrap(), body, "{json}");
        }
        let (day, level) = (Date::EPOCH, |id: &str| LevelId::new(id).unwrap());
        let bare = Assessment {
            name: String::new(),
            target: level("senior"),
            held: None,
            created: day,
            ladder: String::new(),
            exported: None,
            state: State::Active,
        };
        check(&bare, r#"{"target":"senior","created":"1970-01-01"}"#);
        let full = Assessment {
            name: "Spring".into(),
            held: Some(level("junior")),
            ladder: "1".into(),
            exported: Some(day),
            state: State::Deleted,
            ..bare
        };
        check(
            &full,
            r#"{"name":"Spring","target":"senior","held":"junior","created":"1970-01-01","ladder":"1","exported":"1970-01-01","deleted":true}"#,
        );
        check(&Answer::empty(day), r#"{"on":"1970-01-01"}"#);
        let evidence = Evidence {
            text: "RFC 7".into(),
            link: "https://example.org".into(),
            on: Some(day),
            ..Evidence::default()
        };
        let answer = Answer {
            rating: Some(RatingId::new("yes").unwrap()),
            meaning: Some(Meaning { title: "Yes".into(), verdict: Verdict::NotYet }),
            note: "a\n\"b\"".into(),
            evidence: vec![evidence, Evidence::default()],
            words: "Says.".into(),
            covers: vec![StatementId::new("s.one").unwrap()],
            on: day,
        };
        let json = r#"{"rating":"yes","meaning":{"title":"Yes","verdict":"not-yet"},"note":"a\n\"b\"","evidence":[{"text":"RFC 7","link":"https://example.org","on":"1970-01-01"},{}],"words":"Says.","covers":["s.one"],"on":"1970-01-01"}"#;
        check(&answer, json);
        check(&Goal { step: String::new(), by: None, words: String::new() }, "{}");
        let goal = Goal { step: "Ask".into(), by: Some(day), words: "Says.".into() };
        check(&goal, r#"{"step":"Ask","by":"1970-01-01","words":"Says."}"#);
        let answers = Answers(BTreeMap::from([(Subject::Topic(TopicId::new("t").unwrap()), answer)]));
        let taken =
            Snapshot { name: String::new(), taken: day, target: level("senior"), held: None, answers };
        let before = r#"{"taken":"1970-01-01","target":"senior","answers":{"topic~t":"#;
        check(&taken, &[before, json, "}}"].concat());
    }

    #[test]
    fn what_does_not_fit_is_named() {
        for (json, problem) in [
            ("{}", "missing field `on`"),
            (r#"{"on":"2026-02-30"}"#, "on: `2026-02-30` is not a date such as 2026-11-24"),
            (
                r#"{"on":"2026-02-03","rating":"a b"}"#,
                "rating: `a b` cannot be an id: use 1 to 120 ASCII letters",
            ),
            (
                r#"{"on":"2026-02-03","evidence":[{"link":1}]}"#,
                "evidence[0].link: invalid type: integer `1`, expected a string",
            ),
            (r#"{"on":"2026-02-03","note":[]}"#, "note: invalid type: sequence, expected a string"),
        ] {
            let told = read::<Answer>(json).unwrap_err().to_string();
            assert!(told.starts_with(problem), "{told}");
        }
        let told = read::<Answers>(r#"{"a~b":{}}"#).unwrap_err().to_string();
        assert!(told.starts_with("a~b: `a~b` is not what an answer can be about"), "{told}");
    }

    #[test]
    fn an_own_answer_comes_before_one_for_the_whole_topic() {
        let id = |id: &str| StatementId::new(id).unwrap();
        let rated = |rating: &str, covers: &[&str], on| Answer {
            rating: (!rating.is_empty()).then(|| RatingId::new(rating).unwrap()),
            covers: covers.iter().map(|covered| id(covered)).collect(),
            ..Answer::empty(Date::new(2026, 1, on).unwrap())
        };
        let answers = Answers(BTreeMap::from([
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
