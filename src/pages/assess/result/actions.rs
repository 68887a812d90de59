//! What can be done with a result, in sight on every part of the page: beside it, and at the foot of a phone.

use leptos::prelude::*;
use rungs_ladder::id::AssessmentId;

use super::super::parts::{Arrival, ArrivalStatus, OfferedFile, QuietButton};
use crate::browser::document;
use crate::context::use_session;

/// What a copy of one assessment is called as a file.
const NAME: &str = "my-assessment.json";

/// The actions.
#[component]
pub fn ResultActions(
    /// The assessment.
    id: AssessmentId,
) -> impl IntoView {
    let session = use_session();
    let exported = id.clone();
    let copy = OfferedFile {
        name: NAME,
        text: Callback::new(move |()| session.export_one(&id).unwrap_or_default()),
        note: Callback::new(move |()| session.note_one_exported(&exported)),
        arrival: RwSignal::new(Arrival::NotAsked),
    };
    view! {
        <nav class="rails result-actions screen-only" aria-label="This result">
            <ul>
                <li><QuietButton id="_print" on_press=document::print>"Print"</QuietButton></li>
                <li><a class="button quiet" href="#_share">"Share"</a></li>
                <li><QuietButton id="_save-copy" on_press=move || copy.download()>"Save a copy"</QuietButton></li>
                <li><a class="button quiet" href="#_settings">"Change target"</a></li>
            </ul>
            <ArrivalStatus file=copy/>
        </nav>
    }
}
