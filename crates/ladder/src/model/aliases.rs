//! Ids that things of the ladder have had: in answers, in links, in shared files.

use serde::{Deserialize, Serialize};

use super::id::{AreaId, LevelId, StatementId, TopicId};

/// Earlier ids, each with what may have had it. Which of several it was, the words that were answered tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Aliases {
    /// Of areas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Alias<AreaId>>,
    /// Of topics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Alias<TopicId>>,
    /// Of levels, whose pages had them in their addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Alias<LevelId>>,
    /// Of statements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Alias<StatementId>>,
}

/// An earlier id. It may be that of something else today.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alias<Id> {
    /// The earlier id.
    pub was: Id,
    /// The ids of today of all that may have had it.
    pub now: Vec<Id>,
}

impl Aliases {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.areas.is_empty()
            && self.topics.is_empty()
            && self.levels.is_empty()
            && self.statements.is_empty()
    }

    /// The statements that may have had the id `was`.
    pub fn statement(&self, was: &StatementId) -> &[StatementId] {
        now(&self.statements, was)
    }

    /// The topics that may have had the id `was`.
    pub fn topic(&self, was: &TopicId) -> &[TopicId] {
        now(&self.topics, was)
    }

    /// The areas that may have had the id `was`.
    pub fn area(&self, was: &AreaId) -> &[AreaId] {
        now(&self.areas, was)
    }
}

fn now<'a, Id: PartialEq>(aliases: &'a [Alias<Id>], was: &Id) -> &'a [Id] {
    aliases.iter().find(|alias| alias.was == *was).map(|alias| alias.now.as_slice()).unwrap_or_default()
}
