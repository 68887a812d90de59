//! Exporting everything as one file.

use leptos::prelude::*;
use rungs_assessment::exchange::NAME;

use super::super::parts::{Arrival, ArrivalStatus, LinkButton, OfferedFile, QuietButton, Section};
use super::SECTION;
use crate::browser::{clipboard, persistence, task, toast};
use crate::context::{use_session, use_site};
use crate::pages::counted;
use crate::routes::Route;

/// The section.
#[component]
pub fn ExportSection() -> impl IntoView {
    let session = use_session();
    let count = Memo::new(move |_| session.assessments().len());
    let file = OfferedFile::new(NAME, None);
    let offered = file.clone();
    view! {
        <Section id="_along" title="Export" class=SECTION>
            <Show when=move || { count.get() > 0 } fallback=|| view! { <NothingYet/> }>
                <p>
                    {move || counted(count.get(), "assessment")}
                    " with all answers, goals and snapshots, in one file that you can read, keep and import."
                </p>
                <Keeping/>
                <ExportActions file=offered.clone()/>
            </Show>
            // It stays when everything is deleted.
            <ArrivalStatus file button="_export"/>
        </Section>
    }
}

/// In place of the file while there is no assessment.
#[component]
fn NothingYet() -> impl IntoView {
    let begin = use_site().href(&Route::Assess);
    view! {
        <p>"You have no data here yet."</p>
        <p class="actions"><LinkButton href=begin>"Start an assessment"</LinkButton></p>
    }
}

/// Gives the file, or its text.
#[component]
fn ExportActions(
    /// The file.
    file: OfferedFile,
) -> impl IntoView {
    let arrival = file.arrival;
    // When everything is deleted, what is known is of a file of other data.
    on_cleanup(move || {
        let _ = arrival.try_set(Arrival::NotAsked);
    });
    let copied = file.clone();
    let copy = move || {
        let file = copied.clone();
        clipboard::write(&file.text().unwrap_or_default(), move |is_copied| {
            if is_copied {
                file.arrived();
                toast::show("Text copied. Save it in a file.");
            } else {
                // The page may be gone by now.
                let _ = arrival.try_set(Arrival::Lost);
            }
        });
    };
    view! {
        <p class="actions">
            <button type="button" id="_export" class="button" on:click=move |_| file.download()>
                "Download " {NAME}
            </button>
            <QuietButton id="_export-copy" on_press=copy>"Copy its text"</QuietButton>
        </p>
    }
}

/// How long this browser keeps what is here.
#[component]
fn Keeping() -> impl IntoView {
    let is_kept = RwSignal::new(None::<bool>);
    task::spawn(async move {
        let known = persistence::is_kept().await;
        // The page may be gone by now.
        let _ = is_kept.try_set(known);
    });
    view! { <p id="_keeping">{move || persistence::retention().sentence(is_kept.get())}</p> }
}
