//! `rungs.json`: all that is kept, in one file that people can open, read and edit.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::bundle::AssessmentBundle;
use crate::date::Date;
use crate::json::{JsonError, line, read, write_pretty};
use rungs_ladder::id::repeated;
use rungs_ladder::ladder::Ladder;

/// What the file is called.
pub const NAME: &str = "rungs.json";

/// The version of the file's shape. It rises when an older reader would misread a newer file.
pub const VERSION: u64 = 1;

/// The longest file that is read, in bytes. Twenty assessments of 200 answers are about 2 MiB.
pub const MAX_FILE_BYTES: usize = 8 << 20;

/// What stands in the file, after its version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// The day of the export.
    pub exported: Date,
    /// The ladder on that day.
    #[serde(default, serialize_with = "line")]
    pub ladder: Edition,
    /// The assessments, no two with one id.
    #[serde(default)]
    pub assessments: Vec<AssessmentBundle>,
}

/// The file: its version, and what it holds.
#[derive(Serialize)]
struct File<'a> {
    rungs: u64,
    #[serde(flatten)]
    export: &'a Export,
}

/// What a file of any version begins with.
#[derive(Deserialize)]
struct AnyFile {
    #[serde(default)]
    rungs: Value,
}

/// Which text of which ladder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Edition {
    /// What the ladder is called.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Its author's version; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub version: String,
}

/// Why a text is not an [`Export`], and what to do.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Longer than [`MAX_FILE_BYTES`].
    #[error("the file is larger than 8 MiB, the most that can be read; choose another file")]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
    /// Not JSON: cut off, or damaged by an edit.
    #[error("the file cannot be read: {0}; correct it there, or choose another file")]
    Json(String),
    /// JSON, but of something else.
    #[error("this is not a Rungs backup file; choose the {NAME} that you exported")]
    Foreign,
    /// Written by a newer Rungs.
    #[error(
        "the file has version {found}, but this page reads version {VERSION}; reload the page to get the newer version"
    )]
    Newer {
        /// The version of the file.
        found: u64,
    },
    /// A value that does not fit.
    #[error("the file is not valid: {0}; correct it, or choose another file")]
    Misfit(String),
    /// One id for two things.
    #[error("the file has the {kind} `{id}` twice; remove one, or choose another file")]
    Repeated {
        /// What the id names: assessment, goal or snapshot.
        kind: &'static str,
        /// The id.
        id: String,
    },
}

impl From<JsonError> for FileError {
    fn from(error: JsonError) -> Self {
        match error {
            JsonError::Syntax(error) => Self::Json(error),
            JsonError::Shape(error) => Self::Misfit(error),
        }
    }
}

impl Export {
    /// Whether any of its assessments is against a level of `ladder`.
    pub fn is_about(&self, ladder: &Ladder) -> bool {
        self.assessments.iter().any(|bundle| ladder.level(&bundle.assessment.target).is_some())
    }

    /// The file's text: JSON with a line for each answer and goal, and for each piece of what is around them. The same
    /// export is always the same text.
    pub fn write(&self) -> String {
        write_pretty(&File { rungs: VERSION, export: self }) + "\n"
    }

    /// Reads what [`Export::write`] wrote, also after an editor has added a byte order mark, other line ends or
    /// other white space. Keys that it does not know are passed over.
    ///
    /// # Errors
    /// When the text is too long, no JSON, none of Rungs' or of a newer version, or at the first value that does
    /// not fit.
    pub fn read(text: &str) -> Result<Self, FileError> {
        if text.len() > MAX_FILE_BYTES {
            return Err(FileError::TooLarge { bytes: text.len() });
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let version = match read::<AnyFile>(text) {
            Ok(file) => file.rungs.as_u64(),
            Err(JsonError::Shape(_)) => None,
            Err(error @ JsonError::Syntax(_)) => return Err(error.into()),
        };
        let export: Self = match version {
            // A file of an older version is read as what it was, and made into what it is today, here.
            Some(VERSION) => read(text)?,
            None | Some(0) => return Err(FileError::Foreign),
            Some(found) => return Err(FileError::Newer { found }),
        };
        unique("assessment", export.assessments.iter().map(|kept| kept.id.as_str()))?;
        for kept in &export.assessments {
            unique("goal", kept.goals.iter().map(|(id, _)| id.as_str()))?;
            unique("snapshot", kept.snapshots.iter().map(|(id, _)| id.as_str()))?;
        }
        Ok(export)
    }
}

fn unique<'a>(kind: &'static str, ids: impl Iterator<Item = &'a str>) -> Result<(), FileError> {
    match repeated(ids) {
        Some(id) => Err(FileError::Repeated { kind, id: id.into() }),
        None => Ok(()),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::answers::tests::{any_answers, any_assessment, any_date, any_goal, any_snapshot};
    use crate::answers::{Answer, Answers, Assessment, Evidence, State, Subject};
    use crate::plan::Goal;
    use crate::snapshots::Snapshot;
    use proptest::prelude::*;
    use rungs_ladder::id::{AssessmentId, LevelId, RatingId, SnapshotId, StatementId};

    pub(crate) fn any_kept() -> impl Strategy<Value = AssessmentBundle> {
        let goals = proptest::collection::hash_map("[a-z][a-z.-]{0,8}", any_goal(), 0..4);
        let snapshots = proptest::collection::hash_map(any::<u64>(), any_snapshot(), 0..3);
        (any::<u64>(), any_assessment(), any_answers(), goals, snapshots).prop_map(
            |(id, assessment, answers, goals, snapshots)| AssessmentBundle {
                id: AssessmentId::from_random(id),
                assessment,
                answers,
                goals: goals.into_iter().map(|(id, goal)| (StatementId::new(&id).unwrap(), goal)).collect(),
                // By what it names, so that two numbers for one id do not meet.
                snapshots: {
                    let mut named: Vec<_> =
                        snapshots.into_iter().map(|(id, body)| (SnapshotId::from_random(id), body)).collect();
                    named.sort_by(|a, b| a.0.cmp(&b.0));
                    named.dedup_by(|a, b| a.0 == b.0);
                    named
                },
            },
        )
    }

    pub(crate) fn any_export() -> impl Strategy<Value = Export> {
        ("\\PC{0,8}", "\\PC{0,8}", any_date(), proptest::collection::vec(any_kept(), 0..3)).prop_map(
            |(title, version, exported, mut assessments)| {
                assessments.sort_by(|a, b| a.id.cmp(&b.id));
                assessments.dedup_by(|a, b| a.id == b.id);
                Export { ladder: Edition { title, version }, exported, assessments }
            },
        )
    }

    pub(crate) fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    /// Two answers, a goal and a snapshot.
    pub(crate) fn kept() -> AssessmentBundle {
        let rated = |rating: &str, words: &str| Answer {
            rating: Some(RatingId::new(rating).unwrap()),
            words: words.into(),
            ..Answer::empty(day("2026-11-02"))
        };
        let statement = |id: &str| Subject::Statement(StatementId::new(id).unwrap());
        let with_evidence = Answer {
            note: "Since\nspring".into(),
            evidence: vec![Evidence {
                text: "RFC 7".into(),
                link: "https://example.org/7".into(),
                on: Some(day("2026-03-01")),
                ..Evidence::default()
            }],
            ..rated("yes", "CODE: Writes more.")
        };
        let answers = Answers(
            [(statement("s.code"), with_evidence), (statement("j.free"), rated("no", "Asks."))].into(),
        );
        AssessmentBundle {
            id: AssessmentId::new("0a1b2c3d4e5f").unwrap(),
            assessment: Assessment {
                name: "Spring".into(),
                target: LevelId::new("senior").unwrap(),
                held: Some(LevelId::new("junior").unwrap()),
                created: day("2026-11-01"),
                ladder: "1".into(),
                exported: None,
                state: State::Active,
            },
            answers: answers.clone(),
            goals: vec![(
                StatementId::new("j.free").unwrap(),
                Goal { step: "Ask".into(), by: Some(day("2026-12-01")), words: "Asks.".into() },
            )],
            snapshots: vec![(
                SnapshotId::new("s1").unwrap(),
                Snapshot {
                    name: "Before".into(),
                    taken: day("2026-11-03"),
                    target: LevelId::new("senior").unwrap(),
                    held: None,
                    answers,
                },
            )],
        }
    }

    fn export() -> Export {
        let ladder = Edition { title: "Test".into(), version: "1".into() };
        Export { ladder, exported: day("2026-11-24"), assessments: vec![kept()] }
    }

    const TEXT: &str = r#"{
  "rungs": 1,
  "exported": "2026-11-24",
  "ladder": {"title":"Test","version":"1"},
  "assessments": [
    {
      "id": "0a1b2c3d4e5f",
      "assessment": {"name":"Spring","target":"senior","held":"junior","created":"2026-11-01","ladder":"1"},
      "answers": {
        "j.free": {"rating":"no","words":"Asks.","on":"2026-11-02"},
        "s.code": {"rating":"yes","note":"Since\nspring","evidence":[{"text":"RFC 7","link":"https://example.org/7","on":"2026-03-01"}],"words":"CODE: Writes more.","on":"2026-11-02"}
      },
      "goals": {
        "j.free": {"step":"Ask","by":"2026-12-01","words":"Asks."}
      },
      "snapshots": {
        "s1": {
          "name": "Before",
          "taken": "2026-11-03",
          "target": "senior",
          "answers": {
            "j.free": {"rating":"no","words":"Asks.","on":"2026-11-02"},
            "s.code": {"rating":"yes","note":"Since\nspring","evidence":[{"text":"RFC 7","link":"https://example.org/7","on":"2026-03-01"}],"words":"CODE: Writes more.","on":"2026-11-02"}
          }
        }
      }
    }
  ]
}
"#;

    #[test]
    fn the_file_is_made_to_be_read() {
        assert_eq!(export().write(), TEXT);
        let empty = Export { ladder: Edition::default(), exported: Date::EPOCH, assessments: vec![] };
        assert_eq!(
            empty.write(),
            "{\n  \"rungs\": 1,\n  \"exported\": \"1970-01-01\",\n  \"ladder\": {},\n  \"assessments\": []\n}\n"
        );
        assert_eq!(Export::read("{\"rungs\":1,\"exported\":\"1970-01-01\",\"ladder\":{}}"), Ok(empty));
    }

    #[test]
    fn editing_by_hand_does_no_harm() {
        for edited in [
            TEXT.to_owned(),
            ["\u{feff}", TEXT].concat(),
            TEXT.replace('\n', "\r\n"),
            TEXT.replace("\n  ", "\n\t"),
            TEXT.trim_end().to_owned(),
            TEXT.replacen("\"rungs\": 1,", "\"note\": [\"mine\", {}], \"rungs\": 1,", 1),
            serde_json::from_str::<serde_json::Value>(TEXT).unwrap().to_string(),
        ] {
            assert_eq!(Export::read(&edited), Ok(export()), "{edited}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_where_and_what_to_do() {
        let with = |old: &str, new: &str| {
            assert!(TEXT.contains(old), "{old}");
            TEXT.replacen(old, new, 1)
        };
        let foreign = "this is not a Rungs backup file; choose the rungs.json that you exported";
        for (text, expected) in [
            (String::new(), "the file cannot be read: EOF while parsing a value at line 1 column 0; correct"),
            (
                TEXT[..100].to_owned(),
                "the file cannot be read: EOF while parsing a string at line 5 column 12; correct it there, or choose another file",
            ),
            (
                with("\"yes\",", "\"yes\" "),
                "the file cannot be read: expected `,` or `}` at line 11 column 35; correct",
            ),
            ("[]".into(), foreign),
            ("7".into(), foreign),
            ("{}".into(), foreign),
            (r#"{"rungs":"1"}"#.into(), foreign),
            (r#"{"rungs":0}"#.into(), foreign),
            (r#"{"schema":1,"ladder":{"title":"Test"}}"#.into(), foreign),
            (
                with("\"rungs\": 1", "\"rungs\": 2"),
                "the file has version 2, but this page reads version 1; reload the page to get the newer version",
            ),
            (with("2026-11-24", "2026-11-31"), "the file is not valid: exported: `2026-11-31` is not a date such as"),
            (with("\"target\":\"senior\"", "\"target\":\"a b\""), "the file is not valid: assessments[0].assessment.target: `a b` cannot be an id: use"),
            (
                with("\"on\":\"2026-03-01\"", "\"on\":3"),
                "the file is not valid: assessments[0].answers.s.code.evidence[0].on: invalid type: integer `3`, expected a string at line",
            ),
            (
                with("\"j.free\": {\"step\"", "\"j free\": {\"step\""),
                "the file is not valid: assessments[0].goals.j free: `j free` cannot be an id: use",
            ),
            (with("\"by\":\"2026", "\"by\":\"26"), "the file is not valid: assessments[0].goals.j.free.by: `26-12-01` is not a date"),
            (
                with("\"taken\": \"2026-11-03\"", "\"taken\": null"),
                "the file is not valid: assessments[0].snapshots.s1.taken: invalid type: null, expected a string",
            ),
            (
                TEXT.replace("\"rating\":\"no\"", "\"rating\":1").replacen("\"rating\":1", "\"rating\":\"no\"", 1),
                "the file is not valid: assessments[0].snapshots.s1.answers.j.free.rating: invalid type: integer `1`, expected a string",
            ),
            (
                r#"{"rungs":1,"exported":"2026-01-01","assessments":{}}"#.into(),
                "the file is not valid: assessments: invalid type: map, expected a sequence",
            ),
            (
                r#"{"rungs":1,"exported":"2026-01-01","assessments":[{"id":"a","assessment":{"target":"a","created":"2026-01-01"},"answers":[]}]}"#.into(),
                "the file is not valid: assessments[0].answers: invalid type: sequence, expected a map",
            ),
            (
                with("\"goals\": {", "\"goals\": {\"j.free\": {},"),
                "the file has the goal `j.free` twice; remove one",
            ),
            (
                " ".repeat(MAX_FILE_BYTES + 1),
                "the file is larger than 8 MiB",
            ),
        ] {
            let told = Export::read(&text).unwrap_err().to_string();
            assert!(told.starts_with(expected), "{told}");
        }
        let twice = Export { assessments: vec![kept(), kept()], ..export() };
        let told = Export::read(&twice.write()).unwrap_err().to_string();
        assert!(told.starts_with("the file has the assessment `0a1b2c3d4e5f` twice"), "{told}");
    }

    proptest! {
        #[test]
        fn a_file_reads_back_as_what_was_written(export in any_export(), windows in any::<bool>()) {
            let text = export.write();
            prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
            let edited = if windows { ["\u{feff}", &text.replace('\n', "\r\n")].concat() } else { text.clone() };
            let read = Export::read(&edited).unwrap();
            prop_assert_eq!(&read, &export);
            prop_assert_eq!(read.write(), text);
        }

        #[test]
        fn a_damaged_file_is_an_error_or_another_file(at in 0..TEXT.len(), byte in any::<u8>(), cut in any::<bool>()) {
            let mut bytes = TEXT.as_bytes().to_vec();
            if cut { bytes.truncate(at) } else { bytes[at] = byte }
            if let Ok(export) = Export::read(&String::from_utf8_lossy(&bytes)) {
                prop_assert_eq!(Export::read(&export.write()), Ok(export));
            }
        }

        #[test]
        fn any_text_is_answered(text in "(\\{\"rungs\": ?1,)?[\\[\\]{}\",: a-z0-9\\\\]{0,40}") {
            let _ = Export::read(&text);
        }
    }
}
