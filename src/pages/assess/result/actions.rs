//! What can be done with a result, in sight on every part of the page: beside it, and at the foot of a phone.

use leptos::prelude::*;
use rungs_ladder::id::AssessmentId;

use super::super::parts::{ArrivalStatus, OfferedFile, QuietButton};
use crate::browser::document;

/// What a copy of one assessment is called as a file.
const NAME: &str = "my-assessment.json";

/// The actions.
#[component]
pub fn ResultActions(
    /// The assessment.
    id: AssessmentId,
) -> impl IntoView {
    let copy = OfferedFile::new(NAME, Some(id));
    let offered = copy.clone();
    view! {
        <nav class="rails result-actions screen-only" aria-label="This result">
            <ul>
                <li><QuietButton id="_print" on_press=document::print>"Print"</QuietButton></li>
                <li><a class="button quiet" href="#_share">"Share"</a></li>
                <li><QuietButton id="_save-copy" on_press=move || offered.download()>"Save a copy"</QuietButton></li>
                <li><a class="button quiet" href="#_settings">"Change target"</a></li>
            </ul>
            <ArrivalStatus file=copy button="_save-copy"/>
        </nav>
    }
}
