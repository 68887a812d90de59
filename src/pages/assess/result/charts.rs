//! The charts, on demand: by area, across levels, and as a radar.

use leptos::prelude::*;
use rungs_assessment::answers::Answers;
use rungs_assessment::standing::Standing;
use rungs_ladder::id::AssessmentId;
use rungs_ladder::ladder::Level;

use super::super::parts::Details;
use super::super::standing_parts::AreaTable;
use super::radar::RadarSection;
use super::reach::ReachSection;

/// The charts.
#[component]
pub fn Charts(
    /// The assessment.
    id: AssessmentId,
    /// The level to be reached.
    target: &'static Level,
    /// The answers.
    answers: Memo<Answers>,
    /// Where the person stands.
    standing: Memo<Standing<'static>>,
) -> impl IntoView {
    view! {
        <Details id="_charts" class="block charts screen-only" summary=ViewFn::from(|| view! { <h2>"Charts"</h2> })>
            <div class="stack">
                <AreaTable standing/>
                <ReachSection id target answers/>
                <RadarSection standing/>
            </div>
        </Details>
    }
}
