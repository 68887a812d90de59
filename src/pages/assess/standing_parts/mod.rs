//! What a person's answers come to against a level, as the result page and the page of a shared link show it. Nothing here
//! knows the session: the answers may be somebody else's.

mod area_table;
mod remarks;
mod story;
mod strip;
mod table_region;

pub use area_table::AreaTable;
pub use remarks::Remarks;
pub use story::{ExpectationAction, Story, StoryGroup};
pub use strip::Strip;
pub use table_region::TableRegion;

use rungs_assessment::requirements::Requirement;

/// What an expectation is called in short: its topic, or its area where it has none.
pub fn requirement_title(requirement: &Requirement<'static>) -> &'static str {
    requirement.topic.map_or(&requirement.area.title, |topic| &topic.title)
}

/// The id of the row of an expectation in a story.
fn row_anchor(name: &str, statement: &str) -> String {
    format!("{name}-{statement}")
}
