//! What a ladder has whose `ladder.toml` does not say otherwise.

use std::sync::{Arc, LazyLock};

use crate::model::id::{RatingId, TrackId};
use crate::model::ladder::{Rating, Scale, Track};

/// The language.
pub(crate) const LANGUAGE: &str = "en";

/// The first step that counts as met.
const MET: &str = "consistently";

/// Id, title and summary of each step, lowest first.
const STEPS: [(&str, &str, &str); 4] = [
    ("not-yet", "Not yet", "No recent example comes to mind."),
    (
        "sometimes",
        "Sometimes",
        "There are examples, and occasions on which it was missing or took prompting.",
    ),
    (MET, "Consistently", "It happens whenever the work calls for it, without prompting."),
    (
        "helps-others",
        "Helps others do it",
        "It happens consistently, and others do it, too, because of this person's help.",
    ),
];

/// The same of each answer beside the scale.
const BESIDE: [(&str, &str, &str); 2] = [
    ("not-applicable", "Not applicable", "The role offers no occasion for it."),
    ("not-sure", "Not sure", "The meaning is unclear, or the evidence is missing."),
];

/// The scale. Its ids are fine, as a test shows.
pub(crate) static SCALE: LazyLock<Arc<Scale>> = LazyLock::new(|| {
    let rating = |(id, title, summary): (&str, &str, &str)| Rating {
        id: RatingId::checked(id.into()),
        title: title.into(),
        summary: summary.into(),
    };
    Arc::new(Scale {
        met: RatingId::checked(MET.into()),
        steps: STEPS.into_iter().map(rating).collect(),
        beside: BESIDE.into_iter().map(rating).collect(),
    })
});

/// The only track. Its id is fine, as a test shows.
pub(crate) fn track() -> Track {
    Track { id: TrackId::checked("levels".into()), title: "Levels".into(), summary: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::is_id;

    #[test]
    fn the_defaults_hold_together() {
        let (scale, track) = (&SCALE, track());
        assert!(is_id(track.id.as_str()));
        assert!(scale.steps.iter().chain(&scale.beside).all(|rating| is_id(rating.id.as_str())));
        assert!(scale.steps.iter().any(|step| step.id == scale.met));
        assert_eq!((scale.steps.len(), scale.beside.len(), track.title.as_str()), (4, 2, "Levels"));
    }
}
