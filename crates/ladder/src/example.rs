//! A small ladder for the tests of this crate and of those that build on it (feature `example`).

#![allow(clippy::unwrap_used, reason = "its parts are written out here, and a test builds it")]

use std::sync::Arc;

use crate::model::aliases::Aliases;
use crate::model::id::{AreaId, LevelId, RatingId, StatementId, TopicId, TrackId};
use crate::model::ladder::{Area, Draft, Level, LevelKind, Rating, Scale, Section, Statement, Topic, Track};
use crate::model::text::Text;

/// A ladder of three levels in a line and a variant, with one area of three topics, for tests of this and
/// other crates: `junior`, `senior` (inherits), `lead` (variant of senior), `head` (inherits senior).
pub fn draft() -> Draft {
    let statement = |id: &str, topic: &str, text: &str| Statement {
        id: StatementId::new(id).unwrap(),
        topic: (!topic.is_empty()).then(|| TopicId::new(topic).unwrap()),
        text: Text::plain(text),
        children: vec![],
    };
    let level = |id: &str, track: &str, inherits: &str, statements: Vec<Statement>| Level {
        id: LevelId::new(id).unwrap(),
        track: TrackId::new(track).unwrap(),
        title: id.to_uppercase(),
        short: id.into(),
        summary: format!("What {id} is for."),
        kind: if id == "lead" { LevelKind::Variant } else { LevelKind::Rung },
        inherits: (!inherits.is_empty()).then(|| LevelId::new(inherits).unwrap()),
        experience: None,
        notes: vec![],
        sections: vec![Section { area: AreaId::new("craft").unwrap(), notes: vec![], statements }],
    };
    let rating =
        |id: &str| Rating { id: RatingId::new(id).unwrap(), title: id.into(), summary: String::new() };
    let topic =
        |id: &str| Topic { id: TopicId::new(id).unwrap(), title: id.to_uppercase(), summary: String::new() };
    Draft {
        title: "Test".into(),
        summary: String::new(),
        version: "1".into(),
        language: "en".into(),
        licence: None,
        source: None,
        scale: Arc::new(Scale {
            met: RatingId::new("yes").unwrap(),
            steps: vec![rating("no"), rating("yes")],
            beside: vec![],
        }),
        tracks: ["technical", "management"]
            .map(|id| Track {
                id: TrackId::new(id).unwrap(),
                title: id.to_uppercase(),
                summary: String::new(),
            })
            .into(),
        areas: vec![Area {
            id: AreaId::new("craft").unwrap(),
            title: "Craft".into(),
            summary: String::new(),
            topics: vec![topic("code"), topic("review"), topic("design")],
        }],
        levels: vec![
            level(
                "junior",
                "technical",
                "",
                vec![statement("j.code", "code", "Writes."), statement("j.free", "", "Asks.")],
            ),
            level(
                "senior",
                "technical",
                "junior",
                vec![
                    statement("s.code", "code", "Writes more."),
                    statement("s.review", "review", "Reviews."),
                ],
            ),
            level("lead", "technical", "senior", vec![statement("l.design", "design", "Designs.")]),
            level(
                "head",
                "management",
                "senior",
                vec![
                    statement("h.code", "code", "Writes less."),
                    statement("h.design", "design", "Chooses."),
                ],
            ),
        ],
        aliases: Aliases::default(),
        branding: Default::default(),
    }
}
