//! The slots of a person's records, and their names in keys.

use std::fmt;

use crate::answers::Subject;
use rungs_ladder::id::{AssessmentId, SnapshotId, StatementId};

/// One thing that a notebook keeps, in records of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// An assessment itself, without what belongs to it.
    Assessment(AssessmentId),
    /// The answer to one subject.
    Answer(AssessmentId, Subject),
    /// The goal for one statement.
    Goal(AssessmentId, StatementId),
    /// One snapshot.
    Snapshot(AssessmentId, SnapshotId),
    /// An import or a re-matching, by the name that undoes it. When it changes, anything of its assessment may have changed.
    Batch(AssessmentId, String),
    /// A preference of this browser, by name.
    Preference(String),
}

impl Slot {
    /// Reads what `Display` writes; `None` where the name is of a kind that this version does not know.
    pub fn parse(name: &str) -> Option<Self> {
        let (kind, rest) = name.split_once('/')?;
        if kind == "preference" {
            return Some(Self::Preference(rest.into()));
        }
        let (id, key) = rest.split_once('/').map_or((rest, None), |(id, key)| (id, Some(key)));
        let id = AssessmentId::new(id).ok()?;
        match (kind, key) {
            ("assessment", None) => Some(Self::Assessment(id)),
            ("answer", Some(key)) => Some(Self::Answer(id, Subject::parse(key)?)),
            ("goal", Some(key)) => Some(Self::Goal(id, StatementId::new(key).ok()?)),
            ("snapshot", Some(key)) => Some(Self::Snapshot(id, SnapshotId::new(key).ok()?)),
            ("batch", Some(key)) => Some(Self::Batch(id, key.into())),
            _ => None,
        }
    }

    /// The assessment that it belongs to; `None` for a preference.
    pub fn assessment(&self) -> Option<&AssessmentId> {
        match self {
            Self::Assessment(id)
            | Self::Answer(id, _)
            | Self::Goal(id, _)
            | Self::Snapshot(id, _)
            | Self::Batch(id, _) => Some(id),
            Self::Preference(_) => None,
        }
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Assessment(id) => write!(f, "assessment/{id}"),
            Self::Answer(id, subject) => write!(f, "answer/{id}/{}", subject.key()),
            Self::Goal(id, statement) => write!(f, "goal/{id}/{statement}"),
            Self::Snapshot(id, snapshot) => write!(f, "snapshot/{id}/{snapshot}"),
            Self::Batch(id, change) => write!(f, "batch/{id}/{change}"),
            Self::Preference(name) => write!(f, "preference/{name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_survive_their_names() {
        for name in [
            "assessment/0a1b",
            "answer/0a1b/senior.code",
            "answer/0a1b/topic~delivery",
            "answer/0a1b/rest~craft",
            "goal/0a1b/senior.code",
            "snapshot/0a1b/s1",
            "batch/0a1b/k3f9",
            "preference/keys",
        ] {
            let slot = Slot::parse(name).unwrap();
            assert_eq!(slot.to_string(), name);
            assert_eq!(slot.assessment().is_some(), !name.starts_with("preference"), "{name}");
        }
        for name in [
            "",
            "assessment",
            "assessment/a/b",
            "assessment/~",
            "answer/a",
            "answer/a/b~c",
            "goal/a/topic~b",
            "later/a/b",
        ] {
            assert_eq!(Slot::parse(name), None, "{name}");
        }
    }
}
