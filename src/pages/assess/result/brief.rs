//! The brief for a conversation: as Markdown, and on paper.

use leptos::prelude::*;
use rungs_assessment::exchange::brief;
use rungs_ladder::id::AssessmentId;

use super::super::parts::{QuietButton, Section};
use crate::browser::{clock, file};
use crate::components::copy_button::CopyButton;
use crate::context::{use_session, use_site};
use crate::routes::Route;

/// What the brief is called as a file.
const NAME: &str = "self-assessment.md";

/// The ways to take the brief along.
#[component]
pub fn BriefSection(
    /// The assessment.
    id: AssessmentId,
) -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let write = move || {
        let bundle = session.bundle(&id);
        debug_assert!(bundle.is_some(), "the page shows an assessment that is not kept");
        bundle.map(|bundle| brief(site.ladder, &bundle, clock::day())).unwrap_or_default()
    };
    let copied = write.clone();
    let download = move || file::download(NAME, "text/markdown", &write());
    view! {
        <Section id="_brief" title="Prepare the talk" class="block screen-only">
            <p class="hint">
                "A summary to take along: what you are strong in, with evidence first, what you work on, and your plan. "
                "Print gives it on paper. To back up what you have entered, export "
                <a href=site.href(&Route::Data)>"everything as a file"</a>
                "."
            </p>
            <p class="actions">
                <CopyButton
                    attr:id="_copy-brief"
                    class="button quiet"
                    confirmation="Copied as Markdown."
                    text=copied
                >
                    "Copy as Markdown"
                </CopyButton>
                <QuietButton id="_markdown" on_press=download>"Download Markdown"</QuietButton>
            </p>
        </Section>
    }
}
