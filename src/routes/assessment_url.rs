//! What a person works on, as it stands in the address: `?id=4k2m…&area=leadership`. The id is random and says nothing;
//! nothing else about the person is ever in an address.

use rungs_ladder::id::{AreaId, AssessmentId, LevelId, SnapshotId};
use rungs_ladder::query;

/// What a page of the self-assessment is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssessmentUrl {
    /// The assessment.
    pub id: Option<AssessmentId>,
    /// The area whose questions show.
    pub area: Option<AreaId>,
    /// How the questions are asked.
    pub mode: RatingMode,
    /// The level to be reached by an assessment that is not begun yet.
    pub target: Option<LevelId>,
    /// The snapshot from which changes are told.
    pub since: Option<SnapshotId>,
    /// The snapshot up to which they are; today where there is none.
    pub until: Option<SnapshotId>,
}

/// How questions are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RatingMode {
    /// Each statement by itself.
    #[default]
    Detailed,
    /// All of an area at once.
    Quick,
}

impl AssessmentUrl {
    /// Nothing but an assessment.
    pub fn on(id: &AssessmentId) -> Self {
        Self { id: Some(id.clone()), ..Self::default() }
    }

    /// Reads the query of an address, with or without its question mark. What makes no sense in it is left out.
    pub fn parse(query: &str) -> Self {
        let mut read = Self::default();
        for (key, value) in query::parse(query) {
            match &*key {
                "id" => read.id = AssessmentId::new(&value).ok(),
                "area" => read.area = AreaId::new(&value).ok(),
                "way" => read.mode = if value == "quick" { RatingMode::Quick } else { RatingMode::Detailed },
                "target" => read.target = LevelId::new(&value).ok(),
                "since" => read.since = SnapshotId::new(&value).ok(),
                "until" => read.until = SnapshotId::new(&value).ok(),
                _ => {}
            }
        }
        read
    }

    /// The query of its address, with the question mark; empty where there is nothing to say.
    pub fn to_query(&self) -> String {
        let mut pairs = Vec::new();
        let mut say = |key, value: Option<&str>| pairs.extend(value.map(|value| (key, value.to_owned())));
        say("id", self.id.as_ref().map(AssessmentId::as_str));
        say("area", self.area.as_ref().map(AreaId::as_str));
        say("way", (self.mode == RatingMode::Quick).then_some("quick"));
        say("target", self.target.as_ref().map(LevelId::as_str));
        say("since", self.since.as_ref().map(SnapshotId::as_str));
        say("until", self.until.as_ref().map(SnapshotId::as_str));
        query::write(&pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn any_address_is_read() {
        for (query, expected) in [
            ("", ""),
            ("?id=a1&area=craft&way=quick", "?id=a1&area=craft&way=quick"),
            ("id=a1&way=slow&x=y", "?id=a1"),
            ("?id=&id=..&area=a%20b", ""),
            ("?target=senior&since=s1&until=s2", "?target=senior&since=s1&until=s2"),
            ("?id=a1&id=a2", "?id=a2"),
            ("?%FF&&=&way", ""),
        ] {
            assert_eq!(AssessmentUrl::parse(query).to_query(), expected, "{query}");
        }
    }

    const ID: &str = "[A-Za-z0-9][A-Za-z0-9._-]{0,20}";

    fn any_work() -> impl Strategy<Value = AssessmentUrl> {
        let id = || proptest::option::of(ID);
        (id(), id(), any::<bool>(), id(), id(), id()).prop_map(|(id, area, quick, target, since, until)| {
            AssessmentUrl {
                id: id.map(|id| AssessmentId::new(&id).unwrap()),
                area: area.map(|id| AreaId::new(&id).unwrap()),
                mode: if quick { RatingMode::Quick } else { RatingMode::Detailed },
                target: target.map(|id| LevelId::new(&id).unwrap()),
                since: since.map(|id| SnapshotId::new(&id).unwrap()),
                until: until.map(|id| SnapshotId::new(&id).unwrap()),
            }
        })
    }

    proptest! {
        #[test]
        fn every_work_survives_its_address(work in any_work()) {
            prop_assert_eq!(AssessmentUrl::parse(&work.to_query()), work);
        }

        #[test]
        fn no_address_is_an_error(query in ".*") {
            let read = AssessmentUrl::parse(&query);
            prop_assert_eq!(AssessmentUrl::parse(&read.to_query()), read);
        }
    }
}
