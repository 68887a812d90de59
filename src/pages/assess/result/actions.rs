//! What can be done with a result, in sight on every part of the page: beside it, and at the foot of a phone.

use leptos::prelude::*;
use rungs_ladder::id::AssessmentId;

use super::super::parts::{JSON, QuietButton};
use crate::browser::{document, file};
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
    let save = move || {
        if let Some(copy) = session.export_one(&id) {
            file::download(NAME, JSON, &copy);
        }
    };
    view! {
        <nav class="rails result-actions screen-only" aria-label="This result">
            <ul>
                <li><QuietButton id="_print" on_press=document::print>"Print"</QuietButton></li>
                <li><a class="button quiet" href="#_share">"Share"</a></li>
                <li><QuietButton id="_save-copy" on_press=save>"Save a copy"</QuietButton></li>
                <li><a class="button quiet" href="#_settings">"Change target"</a></li>
            </ul>
        </nav>
    }
}
