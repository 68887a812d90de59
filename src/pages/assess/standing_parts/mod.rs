//! What a person's answers come to against a level, as the result page and the page of a shared link show it. Nothing here
//! knows the session: the answers may be somebody else's.

mod area_table;
mod evidence_list;
mod passages;
mod rating_list;
mod table_region;

use crate::components::said::Said;
pub use area_table::AreaTable;
pub use evidence_list::EvidenceList;
pub use passages::{ExpectationAction, Passages};
pub use rating_list::RatingList;
pub use table_region::TableRegion;

use leptos::prelude::*;
use rungs_assessment::requirements::Requirement;
use rungs_assessment::standing::Grade;

/// What an expectation is called in short: its topic, or its area where it has none.
pub fn requirement_title(requirement: &Requirement<'static>) -> &'static str {
    requirement.topic.map_or(&requirement.area.title, |topic| &topic.title)
}

/// A rating, as a tag; nothing where there is none.
#[component]
fn RatingTag(
    /// The rating.
    grade: Option<Grade<'static>>,
) -> impl IntoView {
    grade.map(|grade| view! { <span class="tag"><Said>{grade.rating.title.as_str()}</Said></span> })
}
