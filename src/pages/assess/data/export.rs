//! Taking everything along as one file.

use leptos::prelude::*;
use rungs_assessment::exchange::NAME;

use super::super::parts::{JSON, LinkButton, Section};
use super::SECTION;
use crate::browser::file;
use crate::context::{use_session, use_site};
use crate::pages::counted;
use crate::routes::Route;

/// The section.
#[component]
pub fn ExportSection() -> impl IntoView {
    let session = use_session();
    let count = Memo::new(move |_| session.assessments().len());
    view! {
        <Section id="_along" title="Export" class=SECTION>
            <Show when=move || { count.get() > 0 } fallback=|| view! { <NothingYet/> }>
                <p>
                    {move || counted(count.get(), "assessment")}
                    " with all answers, goals and snapshots, in one file that you can read, keep and import."
                </p>
                <p class="actions"><ExportButton/></p>
            </Show>
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

/// Downloads the file.
#[component]
fn ExportButton() -> impl IntoView {
    let session = use_session();
    let download = move |_| {
        file::download(NAME, JSON, &session.export());
        session.note_exported();
    };
    view! {
        <button type="button" id="_export" class="button" on:click=download>"Download " {NAME}</button>
    }
}
