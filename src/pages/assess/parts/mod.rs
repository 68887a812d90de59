//! What the pages of the self-assessment share.

mod arrival;
mod assessment_nav;
mod assessment_page;
mod controls;
mod day_field;
mod level_select;
mod other_paths;
mod settings;
mod storage_notice;

pub use arrival::{Arrival, ArrivalStatus, OfferedFile};
pub use assessment_nav::AssessmentNav;
pub use assessment_page::{AssessmentFrame, AssessmentPage, CHANGED, OpenAssessment};
pub use controls::{Day, Details, Labelled, LinkButton, ProgressBar, QuietButton, Section, sentence};
pub use day_field::DayField;
pub use level_select::LevelSelect;
pub use other_paths::{OtherPathsNotice, other_paths};
pub use settings::Settings;
pub use storage_notice::{FrameNotice, StorageNotice};

use rungs_assessment::answers::{Answer, Assessment};
use rungs_assessment::standing::grade;
use rungs_ladder::id::LevelId;

use crate::site::Site;

/// The media type of a file of Rungs.
pub const JSON: &str = "application/json";

/// What an assessment is called where it has no name of its own.
pub fn title(site: Site, assessment: &Assessment) -> String {
    match assessment.name.as_str() {
        "" => format!("Towards {}", level_title(site, &assessment.target)),
        name => name.to_owned(),
    }
}

/// What an assessment is about, above a page of it.
pub fn kicker(site: Site, assessment: &Assessment) -> String {
    let target = level_title(site, &assessment.target);
    match assessment.name.as_str() {
        "" => format!("Towards {target}"),
        name => format!("{name}: towards {target}"),
    }
}

/// A level's title; its id where the ladder does not have it.
pub fn level_title(site: Site, id: &LevelId) -> String {
    site.ladder.level(id).map_or(id.as_str(), |level| &level.title).to_owned()
}

/// What an answer's rating is called.
pub fn rating_title(site: Site, answer: &Answer) -> String {
    let grade = answer.rating.as_ref().and_then(|id| grade(&site.ladder.scale, id));
    match (grade, answer.rating_title()) {
        (Some(grade), _) => grade.rating.title.clone(),
        (None, Some(before)) => format!("{before} (on another scale)"),
        (None, None) => "Not rated".to_owned(),
    }
}

/// "12 of 48"
pub fn part_of(part: usize, whole: usize) -> String {
    format!("{part} of {whole}")
}
