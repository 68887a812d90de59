//! `ladder.toml`: what the level files cannot say.

use rungs_ladder::id::{LevelId, TrackId};
use rungs_ladder::ladder::{Area, Credit, Ladder, Level, LevelKind, Scale, Track};
use serde::Serialize;

/// The file. The model's own types know how they are written.
#[derive(Serialize)]
pub(crate) struct Manifest<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    version: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<&'a Credit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a Credit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scale: Option<&'a Scale>,
    #[serde(skip_serializing_if = "<[Track]>::is_empty")]
    tracks: &'a [Track],
    #[serde(skip_serializing_if = "<[Area]>::is_empty")]
    areas: &'a [Area],
    levels: Vec<Entry<'a>>,
}

/// A level: its title and its statements stand in its file.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a LevelId,
    #[serde(skip_serializing_if = "Option::is_none")]
    track: Option<&'a TrackId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    short: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "LevelKind::is_rung")]
    kind: LevelKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    inherits: Option<&'a LevelId>,
}

impl<'a> Manifest<'a> {
    /// What `ladder` says. Tracks and scale are left out where they are the ones that every ladder has.
    pub(crate) fn new(ladder: &'a Ladder, has_tracks: bool, has_scale: bool) -> Self {
        let entry = |level: &'a Level| Entry {
            id: &level.id,
            track: has_tracks.then_some(&level.track),
            short: (level.short != level.title).then_some(&level.short),
            summary: &level.summary,
            kind: level.kind,
            inherits: level.inherits.as_ref(),
        };
        Self {
            title: &ladder.title,
            summary: &ladder.summary,
            version: &ladder.version,
            language: &ladder.language,
            licence: ladder.licence.as_ref(),
            source: ladder.source.as_ref(),
            scale: has_scale.then_some(&ladder.scale),
            tracks: if has_tracks { &ladder.tracks } else { &[] },
            areas: &ladder.areas,
            levels: ladder.levels.iter().map(entry).collect(),
        }
    }

    /// The text of the file.
    ///
    /// # Errors
    /// When it cannot be said in TOML.
    pub(crate) fn write(&self) -> Result<String, toml::ser::Error> {
        toml::to_string(self)
    }
}
