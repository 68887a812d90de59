//! What this browser keeps as a whole: taking it along, bringing it in, fitting it to the ladder of today, and erasing it.

mod drift;
mod erase;
mod export;
mod import;
mod preview;
mod records;
mod undo;

use leptos::prelude::*;
use rungs_assessment::store::SaveError;

use self::drift::DriftSection;
use self::erase::EraseSection;
use self::export::ExportSection;
use self::import::ImportSection;
use self::records::RecordsSection;
use self::undo::{Act, UndoNotice, UndoOffer};
use super::parts::{AssessmentFrame, sentence};
use crate::components::landmark::Heading;
use crate::context::use_session;

/// The classes of a section that can do nothing without the app.
const SECTION: &str = "block needs-app";

/// The page.
#[component]
pub fn DataPage() -> impl IntoView {
    use_session().open();
    let offer = RwSignal::new(None::<UndoOffer>);
    view! {
        <AssessmentFrame>
            <div class="stack">
                <Heading>"Your data"</Heading>
                <p class="lead">
                    "Everything you enter is only in this browser. Download a copy to keep it safe or to move it to another browser."
                </p>
                <DriftSection offer/>
                <UndoNotice act=Act::Fit offer/>
                <ExportSection/>
                <ImportSection offer/>
                <RecordsSection/>
                <EraseSection offer/>
            </div>
        </AssessmentFrame>
    }
}

/// That a change was not made, and why; nothing while none was refused.
#[component]
fn Refusal(
    /// What did not happen, as a sentence.
    what: &'static str,
    /// Why.
    #[prop(into)]
    why: Signal<Option<SaveError>>,
) -> impl IntoView {
    move || {
        let why = why.get()?;
        Some(view! { <div class="warning"><p>{refusal(what, why)}</p></div> })
    }
}

/// What did not happen, and why, in sentences.
fn refusal(what: &str, why: SaveError) -> String {
    format!("{what} {}", sentence(&why))
}
