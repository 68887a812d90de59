//! What a link carries in its fragment, which browsers send to no server: the target, the ratings, and what else the
//! person chooses. The text made here is deflated by the browser, then written as base64url.

use std::collections::HashSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::answers::{Answer, Answers, Assessment, Evidence, Meaning, State, Subject, words};
use crate::bundle::AssessmentBundle;
use crate::date::Date;
use crate::json::{JsonError, pairs, read, write};
use crate::sentence::count;
use rungs_ladder::id::{AssessmentId, LevelId, RatingId, StatementId};
use rungs_ladder::ladder::{Ladder, Level};

/// The version of the shape.
pub const SHARE_VERSION: u64 = 1;

/// The longest link that is made, in bytes: what mail and chat programs let through.
pub const MAX_LINK_BYTES: usize = 8 << 10;

/// The longest fragment that is accepted, in bytes.
pub const MAX_FRAGMENT_BYTES: usize = 64 << 10;

/// The longest text that a fragment may inflate to, in bytes. Inflating stops past it, so that a small link cannot
/// fill the memory.
pub const MAX_INFLATED_BYTES: usize = 256 << 10;

/// What the fragment begins with; an id, and so the anchor of a statement, has no `=`.
const MARK: &str = "share=";

/// What a person chooses to let others see, beside the target, the level held and the ratings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Disclosure {
    /// The notes.
    pub notes: bool,
    /// The evidence.
    pub evidence: bool,
    /// The assessment's name.
    pub name: bool,
}

/// What a link discloses.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Payload")]
pub struct Shared {
    /// The assessment's name; empty where it is not disclosed.
    pub name: String,
    /// The level to be reached.
    pub target: LevelId,
    /// The level held.
    pub held: Option<LevelId>,
    /// The ladder's version; may be empty.
    pub ladder: String,
    /// The rating that holds for each statement, by statement.
    pub ratings: Vec<(StatementId, RatingId)>,
    /// What the ratings meant when they were given, by rating; none of links that an earlier version has made.
    pub meanings: Vec<(RatingId, Meaning)>,
    /// Notes, by subject.
    pub notes: Vec<(Subject, String)>,
    /// Evidence, by subject; no list is empty.
    pub evidence: Vec<(Subject, Vec<Evidence>)>,
}

/// Why a link is not made, or not read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// The link would be longer than [`MAX_LINK_BYTES`].
    #[error(
        "the link would be too long for some programs ({bytes} bytes; the limit is {MAX_LINK_BYTES}); leave out notes or evidence, or send the file instead"
    )]
    LinkTooLong {
        /// Its length.
        bytes: usize,
    },
    /// Longer than [`MAX_FRAGMENT_BYTES`], or inflated longer than [`MAX_INFLATED_BYTES`].
    #[error("the link is too large; ask for a file instead")]
    TooLarge,
    /// Letters are missing or changed.
    #[error("the link is incomplete; copy all of it, or ask for it again")]
    Damaged,
    /// What it carries is no JSON.
    #[error("the link is incomplete: {0}; copy all of it, or ask for it again")]
    Json(String),
    /// JSON, but of something else.
    #[error("the link contains no assessment")]
    Foreign,
    /// Made by a newer Rungs.
    #[error(
        "the link has version {found}, but this page reads version {SHARE_VERSION}; reload the page to get the newer version"
    )]
    Newer {
        /// The version of the link.
        found: u64,
    },
    /// A value that does not fit.
    #[error("the content of the link is not valid: {0}; ask for it again")]
    Misfit(String),
}

impl From<JsonError> for ShareError {
    fn from(error: JsonError) -> Self {
        match error {
            JsonError::Syntax(error) => Self::Json(error),
            JsonError::Shape(error) => Self::Misfit(error),
        }
    }
}

/// What the link carries, as JSON: the statements of each rating in a list, so that it is short.
#[derive(Serialize, Deserialize)]
struct Payload {
    share: u64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    target: LevelId,
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<LevelId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    ladder: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "pairs")]
    ratings: Vec<(RatingId, Vec<StatementId>)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "pairs")]
    meanings: Vec<(RatingId, Meaning)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "pairs")]
    notes: Vec<(Subject, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "pairs")]
    evidence: Vec<(Subject, Vec<Evidence>)>,
}

/// What a payload of any version begins with.
#[derive(Deserialize)]
struct AnyPayload {
    #[serde(default)]
    share: Value,
}

/// A statement with two ratings.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` has two ratings")]
struct RatedTwice(StatementId);

impl TryFrom<Payload> for Shared {
    type Error = RatedTwice;

    fn try_from(payload: Payload) -> Result<Self, RatedTwice> {
        let Payload { share: _, name, target, held, ladder, ratings, meanings, notes, mut evidence } =
            payload;
        let rated = |(rating, statements): (RatingId, Vec<StatementId>)| {
            statements.into_iter().map(move |statement| (statement, rating.clone()))
        };
        let mut ratings: Vec<_> = ratings.into_iter().flat_map(rated).collect();
        ratings.sort_unstable();
        let mut seen = HashSet::new();
        if let Some((twice, _)) = ratings.iter().find(|(statement, _)| !seen.insert(statement)) {
            return Err(RatedTwice(twice.clone()));
        }
        evidence.retain(|(_, evidence)| !evidence.is_empty());
        Ok(Self { name, target, held, ladder, ratings, meanings, notes, evidence })
    }
}

impl From<Shared> for Payload {
    fn from(shared: Shared) -> Self {
        let Shared { name, target, held, ladder, ratings: rated, meanings, notes, evidence } = shared;
        let mut ratings: Vec<(RatingId, Vec<StatementId>)> = Vec::new();
        for (statement, rating) in rated {
            match ratings.iter_mut().find(|(known, _)| *known == rating) {
                Some((_, statements)) => statements.push(statement),
                None => ratings.push((rating, vec![statement])),
            }
        }
        Self { share: SHARE_VERSION, name, target, held, ladder, ratings, meanings, notes, evidence }
    }
}

impl Shared {
    /// What sharing the answers would disclose. `ladder` is the version of the ladder that is shown.
    pub fn new(assessment: &Assessment, answers: &Answers, ladder: &str, disclosure: Disclosure) -> Self {
        let mut statements: Vec<&StatementId> = Vec::new();
        let (mut notes, mut evidence) = (Vec::new(), Vec::new());
        for (subject, answer) in answers.sorted() {
            if let Subject::Statement(id) = subject {
                statements.push(id);
            }
            statements.extend(&answer.covers);
            if disclosure.notes && !answer.note.is_empty() {
                notes.push((subject.clone(), answer.note.clone()));
            }
            if disclosure.evidence && !answer.evidence.is_empty() {
                evidence.push((subject.clone(), answer.evidence.clone()));
            }
        }
        statements.sort_unstable();
        statements.dedup();
        let rated = |id: &StatementId| Some((id.clone(), answers.rating(id)?.clone()));
        let mut meanings: Vec<(RatingId, Meaning)> = Vec::new();
        for answer in answers.0.values() {
            if let (Some(rating), Some(meaning)) = (&answer.rating, &answer.meaning)
                && meanings.iter().all(|(known, _)| known != rating)
            {
                meanings.push((rating.clone(), meaning.clone()));
            }
        }
        Self {
            name: if disclosure.name { assessment.name.clone() } else { String::new() },
            target: assessment.target.clone(),
            held: assessment.held.clone(),
            ladder: ladder.into(),
            ratings: statements.into_iter().filter_map(rated).collect(),
            meanings,
            notes,
            evidence,
        }
    }

    /// The text to be deflated, as JSON.
    pub fn payload(&self) -> String {
        write(&Payload::from(self.clone()))
    }

    /// Reads what [`Shared::payload`] wrote, inflated.
    ///
    /// # Errors
    /// When the text is too long, no JSON, none of Rungs' or of a newer version, or at the first value that does not
    /// fit.
    pub fn read(payload: &str) -> Result<Self, ShareError> {
        if payload.len() > MAX_INFLATED_BYTES {
            return Err(ShareError::TooLarge);
        }
        let version = match read::<AnyPayload>(payload) {
            Ok(payload) => payload.share.as_u64(),
            Err(JsonError::Shape(_)) => None,
            Err(error @ JsonError::Syntax(_)) => return Err(error.into()),
        };
        match version {
            Some(SHARE_VERSION) => Ok(read(payload)?),
            None | Some(0) => Err(ShareError::Foreign),
            Some(found) => Err(ShareError::Newer { found }),
        }
    }

    /// What it discloses, in a sentence: "The target, 31 ratings, no notes, 2 pieces of evidence."
    pub fn disclosed(&self) -> String {
        let mut out = String::from("The target, ");
        if self.held.is_some() {
            out.push_str("the level held, ");
        }
        if !self.name.is_empty() {
            out.push_str(&["the name “", &self.name, "”, "].concat());
        }
        let pieces = self.evidence.iter().map(|(_, evidence)| evidence.len()).sum();
        out.push_str(&count(self.ratings.len(), "rating", "ratings"));
        out.push_str(", ");
        out.push_str(&count(self.notes.len(), "note", "notes"));
        out.push_str(", ");
        let many = if pieces == 0 { "evidence" } else { "pieces of evidence" };
        out.push_str(&count(pieces, "piece of evidence", many));
        out.push('.');
        out
    }

    /// As an assessment of its own, of the day on which it is taken over.
    pub fn kept(&self, ladder: &Ladder, id: AssessmentId, today: Date) -> AssessmentBundle {
        let assessment = Assessment {
            name: self.name.clone(),
            target: self.target.clone(),
            held: self.held.clone(),
            created: today,
            ladder: self.ladder.clone(),
            exported: None,
            state: State::Active,
        };
        let mut answers = self.answers(today);
        for statement in ladder.levels.iter().flat_map(Level::statements) {
            if let Some(answer) = answers.0.get_mut(&Subject::Statement(statement.id.clone())) {
                answer.words = words(ladder, statement);
            }
        }
        AssessmentBundle { id, assessment, answers, goals: Vec::new(), snapshots: Vec::new() }
    }

    /// As answers of the day on which they are taken over.
    pub fn answers(&self, today: Date) -> Answers {
        let mut answers = Answers::default();
        let mut of = |subject: &Subject, put: &dyn Fn(&mut Answer)| {
            put(answers.0.entry(subject.clone()).or_insert_with(|| Answer::empty(today)));
        };
        for (statement, rating) in &self.ratings {
            let meaning = self.meanings.iter().find(|(known, _)| known == rating);
            of(&Subject::Statement(statement.clone()), &|answer| {
                answer.rating = Some(rating.clone());
                answer.meaning = meaning.map(|(_, meaning)| meaning.clone());
            });
        }
        for (subject, note) in &self.notes {
            of(subject, &|answer| answer.note.clone_from(note));
        }
        for (subject, evidence) in &self.evidence {
            of(subject, &|answer| answer.evidence.clone_from(evidence));
        }
        answers
    }
}

/// What stands behind a link that would end in a sign, which many programs take to be the end of a sentence. It is passed over
/// when the link is read.
const END: &str = "~e";

/// The link to `address`, which has no fragment, that carries a deflated payload. It ends in a letter or a digit.
///
/// # Errors
/// When it would be longer than [`MAX_LINK_BYTES`].
pub fn link(address: &str, deflated: &[u8]) -> Result<String, ShareError> {
    let carried = URL_SAFE_NO_PAD.encode(deflated);
    let end = if carried.ends_with(SIGNS) { END } else { "" };
    let bytes = address.len() + 1 + MARK.len() + carried.len() + end.len();
    if bytes > MAX_LINK_BYTES {
        return Err(ShareError::LinkTooLong { bytes });
    }
    Ok([address, "#", MARK, &carried, end].concat())
}

/// The signs of base64url.
const SIGNS: [char; 2] = ['-', '_'];

/// What the fragment, which may begin with its `#`, may carry: deflated payloads, of which the first that inflates is the one that
/// was meant. Programs that pass links on catch a full stop, a bracket or a line break at the end, lose a sign there, or put white
/// space and invisible characters in. `None` where it is an anchor like any other.
///
/// # Errors
/// When it is longer than [`MAX_FRAGMENT_BYTES`], or damaged.
pub fn carried(fragment: &str) -> Option<Result<Vec<Vec<u8>>, ShareError>> {
    let fragment = decoded(fragment.strip_prefix('#').unwrap_or(fragment));
    let text = fragment.strip_prefix(MARK)?;
    if fragment.len() > MAX_FRAGMENT_BYTES {
        return Some(Err(ShareError::TooLarge));
    }
    let is_sign = |letter: char| letter.is_ascii_alphanumeric() || SIGNS.contains(&letter);
    // White space may have come in between, or stand before words that follow.
    let is_passed_over = |letter: char| letter.is_whitespace() || is_unseen(letter);
    let joined: String = text
        .chars()
        .filter(|letter| !is_passed_over(*letter))
        .take_while(|letter| is_sign(*letter))
        .collect();
    let seen: String = text.chars().filter(|letter| !is_unseen(*letter)).collect();
    let first: String = seen.trim_start().chars().take_while(|letter| is_sign(*letter)).collect();
    let mut found: Vec<Vec<u8>> = Vec::new();
    for text in [&joined, &first] {
        let without = text.trim_end_matches(SIGNS);
        let lost = ["", "-", "_", "--", "-_", "_-", "__"].map(|lost| [text, lost].concat());
        for text in lost.into_iter().chain([without.to_owned()]) {
            if let Ok(bytes) = URL_SAFE_NO_PAD.decode(text)
                && !found.contains(&bytes)
            {
                found.push(bytes);
            }
        }
    }
    Some(if found.is_empty() { Err(ShareError::Damaged) } else { Ok(found) })
}

/// A fragment without percent-encoding, which browsers and others put in; as it is where that is none.
fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = |byte: &u8| char::from(*byte).to_digit(16);
        (rest, _) = match (first, after) {
            (b'%', [high, low, after @ ..]) if hex(high).is_some() && hex(low).is_some() => {
                let value = hex(high).zip(hex(low)).map_or(0, |(high, low)| high * 16 + low);
                (after, bytes.push(value as u8))
            }
            _ => (after, bytes.push(*first)),
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| fragment.to_owned())
}

/// Whether nobody sees a character: soft hyphens, and what joins, separates or directs letters (Unicode, category Cf).
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || letter.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::tests::{any_answers, any_assessment};
    use crate::exchange::backup::tests::{day, kept};
    use proptest::prelude::*;
    use rungs_ladder::id::TopicId;

    const ALL: Disclosure = Disclosure { notes: true, evidence: true, name: true };

    fn shared(disclosure: Disclosure) -> Shared {
        let mut kept = kept();
        // An answer to a topic, which speaks for two statements; one has an answer of its own.
        let covers = ["j.free", "s.review"].map(|id| StatementId::new(id).unwrap()).into();
        let topic = Answer {
            rating: Some(RatingId::new("yes").unwrap()),
            note: "Both".into(),
            covers,
            ..Answer::empty(day("2026-11-02"))
        };
        kept.answers.0.insert(Subject::Topic(TopicId::new("review").unwrap()), topic);
        Shared::new(&kept.assessment, &kept.answers, "2", disclosure)
    }

    #[test]
    fn a_link_carries_what_the_person_chose() {
        let nothing = Disclosure::default();
        let base = r#""target":"senior","held":"junior","ladder":"2","ratings":{"no":["j.free"],"yes":["s.code","s.review"]}"#;
        let notes = r#","notes":{"s.code":"Since\nspring","topic~review":"Both"}"#;
        let evidence =
            r#","evidence":{"s.code":[{"text":"RFC 7","link":"https://example.org/7","on":"2026-03-01"}]}"#;
        for (disclosure, payload, told) in [
            (
                nothing,
                [r#"{"share":1,"#, base, "}"].concat(),
                "The target, the level held, 3 ratings, no notes, no evidence.",
            ),
            (
                Disclosure { evidence: true, ..nothing },
                [r#"{"share":1,"#, base, evidence, "}"].concat(),
                "The target, the level held, 3 ratings, no notes, 1 piece of evidence.",
            ),
            (
                ALL,
                [r#"{"share":1,"name":"Spring","#, base, notes, evidence, "}"].concat(),
                "The target, the level held, the name “Spring”, 3 ratings, 2 notes, 1 piece of evidence.",
            ),
        ] {
            let shared = shared(disclosure);
            assert_eq!(shared.payload(), payload);
            assert_eq!(shared.disclosed(), told);
            assert_eq!(Shared::read(&payload), Ok(shared));
        }
        let mut bare = Shared { held: None, ratings: vec![], ..shared(nothing) };
        assert_eq!(bare.disclosed(), "The target, no ratings, no notes, no evidence.");
        bare.evidence = vec![(Subject::parse("a").unwrap(), vec![Evidence::default(); 2])];
        assert_eq!(bare.disclosed(), "The target, no ratings, no notes, 2 pieces of evidence.");
    }

    #[test]
    fn what_is_shared_can_be_taken_over() {
        let shared = shared(ALL);
        let answers = shared.answers(day("2026-12-01"));
        for (statement, rating) in
            [("j.free", Some("no")), ("s.code", Some("yes")), ("s.review", Some("yes")), ("x", None)]
        {
            let id = StatementId::new(statement).unwrap();
            assert_eq!(answers.rating(&id).map(RatingId::as_str), rating, "{statement}");
        }
        let topic = &answers.0[&Subject::parse("topic~review").unwrap()];
        assert_eq!((topic.note.as_str(), &topic.rating, topic.on), ("Both", &None, day("2026-12-01")));
        assert_eq!(answers.0[&Subject::parse("s.code").unwrap()].evidence.len(), 1);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let long = [r#"{"share":1,"target":"a","name":""#, &"x".repeat(MAX_INFLATED_BYTES), "\"}"].concat();
        for (payload, expected) in [
            (
                "",
                "the link is incomplete: EOF while parsing a value at line 1 column 0; copy all of it, or ask for it again",
            ),
            ("{}", "the link contains no assessment"),
            (r#"{"rungs":1}"#, "the link contains no assessment"),
            (
                r#"{"share":2}"#,
                "the link has version 2, but this page reads version 1; reload the page to get the newer version",
            ),
            (r#"{"share":1}"#, "the content of the link is not valid: missing field `target` at line"),
            (
                r#"{"share":1,"target":"a","ratings":{"a b":["c"]}}"#,
                "the content of the link is not valid: ratings.a b: `a b` cannot be an id: use 1 to 120 ASCII letters, digits, `-`, `_` or `.`, beginning with a letter or a digit at line",
            ),
            (
                r#"{"share":1,"target":"a","ratings":{"b":["c",1]}}"#,
                "the content of the link is not valid: ratings.b[1]: invalid type: integer `1`, expected a string at line",
            ),
            (
                r#"{"share":1,"target":"a","ratings":{"b":["c"],"d":["c"]}}"#,
                "the content of the link is not valid: `c` has two ratings",
            ),
            (
                r#"{"share":1,"target":"a","notes":{"b~c":"d"}}"#,
                "the content of the link is not valid: notes.b~c: `b~c` is not what an answer can be about: the id of a statement, or `area~`, `topic~` or `rest~` and an id at line",
            ),
            (
                r#"{"share":1,"target":"a","evidence":{"b":[{"on":"x"}]}}"#,
                "the content of the link is not valid: evidence.b[0].on: `x` is not a date such as 2026-11-24 at line",
            ),
            (
                r#"{"share":1,"target":"a","evidence":[]}"#,
                "the content of the link is not valid: evidence: invalid type: sequence, expected an object at line",
            ),
            (&long, "the link is too large; ask for a file instead"),
        ] {
            let told = Shared::read(payload).unwrap_err().to_string();
            assert!(told.starts_with(expected), "{told}");
        }
    }

    #[test]
    fn links_keep_their_limits() {
        let address = "https://example.org/assess/shared/";
        let made = link(address, b"\xfb\xff").unwrap();
        assert_eq!(made, "https://example.org/assess/shared/#share=-_8");
        assert_eq!(carried("#share=-_8").unwrap().unwrap()[0], b"\xfb\xff");
        let room = (MAX_LINK_BYTES - address.len() - "#share=".len()) / 4 * 3;
        assert!(link(address, &vec![7; room]).unwrap().len() <= MAX_LINK_BYTES);
        let told = link(address, &vec![7; room + 3]).unwrap_err().to_string();
        assert!(told.starts_with("the link would be too long for some programs (819"), "{told}");
        let long = |bytes: usize| ["#share=", &"A".repeat(bytes)].concat();
        for (fragment, expected) in [
            ("", None),
            ("#", None),
            ("#senior.code", None),
            ("share=", Some(Ok(0))),
            ("#share=%%%", Some(Ok(0))),
            ("#share=Zg=", Some(Ok(1))),
            (&long(MAX_FRAGMENT_BYTES - 8), Some(Ok((MAX_FRAGMENT_BYTES - 8) / 4 * 3))),
            (&long(MAX_FRAGMENT_BYTES), Some(Err(ShareError::TooLarge))),
        ] {
            assert_eq!(carried(fragment).map(|carried| carried.map(|found| found[0].len())), expected);
        }
    }

    /// What stands in a link, however programs have passed it on, is among what may be meant, and first where nothing is missing.
    fn survives_passing_on(bytes: &[u8]) {
        let made = link("https://example.org/assess/shared/", bytes).unwrap();
        assert!(made.ends_with(|last: char| last.is_ascii_alphanumeric()) || bytes.is_empty(), "{made}");
        let (_, fragment) = made.split_once('#').unwrap();
        let found = |fragment: &str| carried(fragment).unwrap().unwrap();
        assert_eq!(found(fragment)[0], bytes);
        for caught in [
            ".",
            ",",
            ")",
            "]",
            ">",
            "%3E",
            "\"",
            "%22",
            "'",
            "”",
            "\n",
            "%0A",
            "\r\n",
            "%20",
            " ",
            "\u{200b}",
            "%E2%80%8B",
            "\u{feff}",
            "~",
            "*",
            ").",
            "> and more",
            ".%20And%20more",
        ] {
            let fragment = [fragment, caught].concat();
            assert!(found(&fragment).iter().any(|found| found == bytes), "{fragment}");
        }
        for caught in ["_", "-", "__"] {
            let fragment = [fragment, caught].concat();
            assert!(found(&fragment).iter().any(|found| found == bytes) || made.ends_with(END), "{fragment}");
        }
        let middle = MARK.len() + (fragment.len() - MARK.len()) / 2;
        for put_in in ["\n", "\r\n  ", "%0D%0A", "%20", "\u{200b}", "%E2%80%8B", "\u{ad}"] {
            let fragment = [&fragment[..middle], put_in, &fragment[middle..]].concat();
            assert!(found(&fragment).iter().any(|found| found == bytes), "{fragment}");
        }
        // Links of earlier versions end in signs, which many programs leave behind.
        let earlier = URL_SAFE_NO_PAD.encode(bytes);
        let kept = earlier.trim_end_matches(SIGNS);
        if earlier.len() - kept.len() <= 2 {
            assert!(found(&[MARK, kept].concat()).iter().any(|found| found == bytes), "{earlier}");
        }
    }

    proptest! {
        #[test]
        fn a_link_survives_being_passed_on(bytes in proptest::collection::vec(any::<u8>(), 1..80), end in 0usize..4) {
            // Many of them end in signs.
            let ends: [&[u8]; 4] = [b"", b"\xff\xff\xff", b"\xfb\xef\xbe", b"\xff\xff\xbf"];
            survives_passing_on(&[&bytes[..bytes.len() / 3 * 3], ends[end], if bytes.len() < 3 { b"a" } else { b"" }].concat());
        }

        #[test]
        fn what_is_shared_reads_back(assessment in any_assessment(), answers in any_answers(), notes in any::<bool>(), evidence in any::<bool>(), name in any::<bool>()) {
            let shared = Shared::new(&assessment, &answers, &assessment.ladder, Disclosure { notes, evidence, name });
            let payload = shared.payload();
            let read = Shared::read(&payload).unwrap();
            prop_assert_eq!(read.payload(), payload);
            prop_assert_eq!(&read, &shared);
            // What is not chosen is not there.
            prop_assert!(notes || read.notes.is_empty());
            prop_assert!(evidence || read.evidence.is_empty());
            prop_assert!(name || read.name.is_empty());
            let taken = read.answers(Date::EPOCH);
            for (statement, rating) in &read.ratings {
                prop_assert_eq!(answers.rating(statement), Some(rating));
                prop_assert_eq!(taken.rating(statement), Some(rating));
            }
            for (subject, _) in answers.0.iter().filter(|(_, answer)| answer.rating.is_some()) {
                if let Subject::Statement(id) = subject {
                    prop_assert!(read.ratings.iter().any(|(rated, _)| rated == id));
                }
            }
        }

        #[test]
        fn any_payload_and_fragment_is_answered(text in "(\\{\"share\":1,\"target\":\"a\",)?[\\[\\]{}\",: a-z0-9\\\\]{0,40}", fragment in "#?(share=)?.{0,20}") {
            let _ = (Shared::read(&text), carried(&fragment));
        }
    }
}
