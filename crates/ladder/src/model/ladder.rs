//! The validated model of a ladder. A [`Draft`] is what files or JSON say; a [`Ladder`] is a draft that holds
//! together, so that no code after it checks again.

use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::aliases::Aliases;
use super::branding::Branding;
use super::experience::Experience;
use super::id::{AreaId, LevelId, RatingId, StatementId, TopicId, TrackId, repeated};
use super::language;
use super::text::Text;

/// The shape of a ladder, as yet unchecked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Draft {
    /// What the ladder is called.
    pub title: String,
    /// What it is for, in a sentence or two; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The author's version of the text, free in form; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// BCP 47 tag of the language it is written in, such as `en`.
    pub language: String,
    /// On what terms the text may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<Credit>,
    /// Where the text comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Credit>,
    /// How a person rates themselves.
    // Shared, as the default one is made once. Not for the schema, which the line above is.
    pub scale: Arc<Scale>,
    /// The tracks, in the order in which they are shown.
    pub tracks: Vec<Track>,
    /// The areas, in the order in which they are shown.
    pub areas: Vec<Area>,
    /// The levels, lowest first within each track.
    pub levels: Vec<Level>,
    /// Ids that its parts have had.
    #[serde(default, skip_serializing_if = "Aliases::is_empty")]
    pub aliases: Aliases,
    /// What the pages of the site show beside it.
    #[serde(default, skip_serializing_if = "Branding::is_empty")]
    pub branding: Branding,
}

/// A name with an optional link: a licence or a source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Credit {
    /// What is shown.
    pub name: String,
    /// Where to read more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<crate::model::text::Href>,
}

/// The rating scale.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Scale {
    /// The first step that counts as met; so do the steps after it.
    pub met: RatingId,
    /// The steps, lowest first.
    pub steps: Vec<Rating>,
    /// Answers beside the scale, such as "Not applicable".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<Rating>,
}

/// One answer that a person can give to a statement.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rating {
    /// Names the answer in stored records.
    pub id: RatingId,
    /// What is shown.
    pub title: String,
    /// When to choose it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
}

/// A line of levels that one person climbs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Track {
    /// Names the track in URLs.
    pub id: TrackId,
    /// What is shown.
    pub title: String,
    /// Who it is for; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
}

/// A field of expectations that every level speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Area {
    /// Names the area in URLs.
    pub id: AreaId,
    /// The heading in the level files.
    pub title: String,
    /// What it covers, in one line; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The topics of its statements, in the order in which they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
}

/// A thread that runs through the levels and grows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Topic {
    /// Names the topic; unique over all areas.
    pub id: TopicId,
    /// The bold label of its statements.
    pub title: String,
    /// What it is about, in one line; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
}

/// Whether a level is a step of its track or a role beside one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum LevelKind {
    /// A step of the track.
    #[default]
    Rung,
    /// A role that someone at the level it inherits from takes on.
    Variant,
}

/// One level and the statements that it adds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Level {
    /// Names the level's file and its page.
    pub id: LevelId,
    /// The track it stands on.
    pub track: TrackId,
    /// The heading of its file.
    pub title: String,
    /// An abbreviation for narrow places; the title where a file has none.
    pub short: String,
    /// What the level is for, in one line; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// A step or a role.
    #[serde(default, skip_serializing_if = "LevelKind::is_rung")]
    pub kind: LevelKind,
    /// The level whose expectations it also asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inherits: Option<LevelId>,
    /// The years of experience it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experience: Option<Experience>,
    /// Paragraphs that stand before the first area, without a leading "Note:".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
    /// Its statements by area, in the order of its file.
    pub sections: Vec<Section>,
}

/// What one level says in one area.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Section {
    /// The area.
    pub area: AreaId,
    /// Paragraphs of the area that are not statements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
    /// The statements, in the order of the file.
    pub statements: Vec<Statement>,
}

/// One expectation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// Names the statement; unique in the ladder; what answers hang on.
    pub id: StatementId,
    /// Its topic, where it opens with a label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<TopicId>,
    /// What it says, without its label.
    pub text: Text,
    /// Nested bullets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Point>,
}

/// A bullet below a statement.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Point {
    /// What it says.
    pub text: Text,
    /// Bullets below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Point>,
}

/// Why a [`Draft`] is not a ladder.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// The same id twice where it must name one thing.
    #[error("the {kind} id `{id}` is used twice")]
    Duplicate {
        /// What the id names: track, area, topic, level, statement or rating.
        kind: &'static str,
        /// The id.
        id: String,
    },
    /// An id that names nothing.
    #[error("`{by}` names the {kind} `{id}`, which does not exist")]
    Unknown {
        /// What the id should name.
        kind: &'static str,
        /// The id.
        id: String,
        /// Where it is used.
        by: String,
    },
    /// A level that inherits from itself, directly or through others.
    #[error("the level `{0}` inherits from itself")]
    Cycle(LevelId),
    /// A ladder without levels.
    #[error("there is no level")]
    NoLevels,
}

/// A ladder that holds together: ids are unique, whatever is named exists, no level inherits from itself, and
/// there is at least one level. Reads as its [`Draft`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder(Draft);

impl Deref for Ladder {
    type Target = Draft;
    fn deref(&self) -> &Draft {
        &self.0
    }
}

impl LevelKind {
    /// Whether it is a step of its track.
    pub fn is_rung(&self) -> bool {
        *self == LevelKind::Rung
    }
}

impl Ladder {
    /// Checks that `draft` holds together; the error is the first thing that does not.
    pub fn new(draft: Draft) -> Result<Self, Invalid> {
        Self::checked(draft).map_err(|failed| failed.1)
    }

    /// What it says, to be changed and checked again.
    pub fn into_draft(self) -> Draft {
        self.0
    }

    /// Like [`Ladder::new`]; gives the draft back where it does not hold together.
    pub(crate) fn checked(draft: Draft) -> Result<Self, Box<(Draft, Invalid)>> {
        if let Err(invalid) = check_ids(&draft).and_then(|()| check_names(&draft)) {
            return Err(Box::new((draft, invalid)));
        }
        let ladder = Self(draft);
        let cycle =
            ladder.levels.iter().find(|level| ladder.lineage(level).any(|below| below.id == level.id));
        match cycle.map(|level| level.id.clone()) {
            Some(id) => Err(Box::new((ladder.0, Invalid::Cycle(id)))),
            None => Ok(ladder),
        }
    }

    /// The level that has that id, or has had it: what people have stored and shared outlives a rename.
    pub fn level(&self, id: &LevelId) -> Option<&Level> {
        self.level_called(id.as_str())
    }

    /// Like [`Ladder::level`], for a word that need not be an id.
    pub fn level_called(&self, word: &str) -> Option<&Level> {
        let has = |id: &str| self.levels.iter().find(|level| level.id.as_str() == id);
        let had = || self.aliases.levels.iter().find(|alias| alias.was.as_str() == word)?.now.first();
        has(word).or_else(|| has(had()?.as_str()))
    }

    /// The area with that id.
    pub fn area(&self, id: &AreaId) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == *id)
    }

    /// The track with that id.
    pub fn track(&self, id: &TrackId) -> Option<&Track> {
        self.tracks.iter().find(|track| track.id == *id)
    }

    /// The topic with that id.
    pub fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.areas.iter().flat_map(|area| &area.topics).find(|topic| topic.id == *id)
    }

    /// The levels below `level` that it inherits from, nearest first; without `level` itself.
    pub fn lineage<'a>(&'a self, level: &'a Level) -> impl Iterator<Item = &'a Level> {
        let below = |level: &Level| level.inherits.as_ref().and_then(|id| self.level(id));
        // No more steps than levels, so that it ends on a draft with a cycle, too.
        std::iter::successors(below(level), move |level| below(level)).take(self.levels.len())
    }

    /// The steps and roles that build directly on `level`, in ladder order.
    pub fn above<'a>(&'a self, level: &'a Level) -> impl Iterator<Item = &'a Level> {
        self.levels.iter().filter(|other| other.inherits.as_ref() == Some(&level.id))
    }

    /// Whether it is several ladders as one ([`crate::join`]), whose levels have their pages elsewhere.
    pub fn is_collection(&self) -> bool {
        !self.branding.ladders.is_empty()
    }

    /// Whether it is in English.
    pub fn is_english(&self) -> bool {
        language::is_english(&self.language)
    }

    /// Whether its language is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        language::is_right_to_left(&self.language)
    }

    /// How many steps a level stands above the ground, itself included; a role stands as high as its level.
    pub fn height(&self, level: &Level) -> usize {
        let below = self.lineage(level).filter(|below| below.kind.is_rung()).count();
        below + usize::from(level.kind.is_rung())
    }

    /// The steps and roles of a track, lowest first.
    pub fn on_track<'a>(&'a self, track: &'a TrackId) -> impl DoubleEndedIterator<Item = &'a Level> {
        self.levels.iter().filter(move |level| level.track == *track)
    }
}

impl Level {
    /// All statements of the level, in the order of its file.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.sections.iter().flat_map(|section| &section.statements)
    }
}

fn check_ids(draft: &Draft) -> Result<(), Invalid> {
    fn unique<'a>(kind: &'static str, ids: impl Iterator<Item = &'a str>) -> Result<(), Invalid> {
        match repeated(ids) {
            Some(id) => Err(Invalid::Duplicate { kind, id: id.into() }),
            None => Ok(()),
        }
    }
    unique("track", draft.tracks.iter().map(|track| track.id.as_str()))?;
    unique("area", draft.areas.iter().map(|area| area.id.as_str()))?;
    unique("topic", draft.areas.iter().flat_map(|area| &area.topics).map(|topic| topic.id.as_str()))?;
    unique("level", draft.levels.iter().map(|level| level.id.as_str()))?;
    unique("statement", draft.levels.iter().flat_map(Level::statements).map(|s| s.id.as_str()))?;
    unique("rating", draft.scale.steps.iter().chain(&draft.scale.beside).map(|rating| rating.id.as_str()))
}

fn check_names(draft: &Draft) -> Result<(), Invalid> {
    fn known(found: bool, kind: &'static str, id: &str, by: &str) -> Result<(), Invalid> {
        if found { Ok(()) } else { Err(Invalid::Unknown { kind, id: id.into(), by: by.into() }) }
    }
    if draft.levels.is_empty() {
        return Err(Invalid::NoLevels);
    }
    let met = &draft.scale.met;
    known(draft.scale.steps.iter().any(|step| step.id == *met), "rating", met.as_str(), "scale.met")?;
    for level in &draft.levels {
        let by = level.id.as_str();
        known(draft.tracks.iter().any(|track| track.id == level.track), "track", level.track.as_str(), by)?;
        if let Some(below) = &level.inherits {
            known(draft.levels.iter().any(|other| other.id == *below), "level", below.as_str(), by)?;
        }
        for section in &level.sections {
            let area = draft.areas.iter().find(|area| area.id == section.area);
            known(area.is_some(), "area", section.area.as_str(), by)?;
            for statement in &section.statements {
                if let (Some(area), Some(topic)) = (area, &statement.topic) {
                    let found = area.topics.iter().any(|known| known.id == *topic);
                    known(found, "topic", topic.as_str(), statement.id.as_str())?;
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::draft;

    #[test]
    fn a_draft_that_does_not_hold_together_is_refused() {
        type Break = fn(&mut Draft);
        let cases: [(&str, Break); 9] = [
            ("the level id `junior` is used twice", |d| d.levels[1].id = d.levels[0].id.clone()),
            ("the statement id `j.code` is used twice", |d| {
                d.levels[3].sections[0].statements[0].id = StatementId::new("j.code").unwrap()
            }),
            ("the topic id `code` is used twice", |d| {
                d.areas[0].topics[1].id = TopicId::new("code").unwrap()
            }),
            ("`senior` names the level `gone`, which does not exist", |d| {
                d.levels[1].inherits = Some(LevelId::new("gone").unwrap())
            }),
            ("`junior` names the track `gone`, which does not exist", |d| {
                d.levels[0].track = TrackId::new("gone").unwrap()
            }),
            ("`j.code` names the topic `gone`, which does not exist", |d| {
                d.levels[0].sections[0].statements[0].topic = Some(TopicId::new("gone").unwrap())
            }),
            ("`scale.met` names the rating `gone`, which does not exist", |d| {
                Arc::make_mut(&mut d.scale).met = RatingId::new("gone").unwrap()
            }),
            ("the level `junior` inherits from itself", |d| {
                d.levels[0].inherits = Some(LevelId::new("head").unwrap())
            }),
            ("there is no level", |d| d.levels.clear()),
        ];
        for (expected, damage) in cases {
            let mut broken = draft();
            damage(&mut broken);
            assert_eq!(Ladder::new(broken).unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn a_level_knows_its_neighbours() {
        let ladder = Ladder::new(draft()).unwrap();
        let ids = |levels: Vec<&Level>| levels.iter().map(|level| level.short.clone()).collect::<Vec<_>>();
        let head = ladder.level(&LevelId::new("head").unwrap()).unwrap();
        assert_eq!(ids(ladder.lineage(head).collect()), ["senior", "junior"]);
        assert_eq!(ids(ladder.above(&ladder.levels[1]).collect()), ["lead", "head"]);
        assert_eq!(ladder.levels.iter().map(|level| ladder.height(level)).collect::<Vec<_>>(), [1, 2, 2, 3]);
        assert_eq!(
            ids(ladder.on_track(&TrackId::new("technical").unwrap()).collect()),
            ["junior", "senior", "lead"]
        );
    }
}
