//! Exporting everything as one file.

use leptos::prelude::*;
use rungs_assessment::exchange::NAME;

use super::super::parts::{JSON, Labelled, LinkButton, QuietButton, Section};
use super::SECTION;
use crate::browser::{clipboard, document, file, persistence, task, toast};
use crate::context::{use_session, use_site};
use crate::pages::counted;
use crate::routes::Route;

/// The section.
#[component]
pub fn ExportSection() -> impl IntoView {
    let session = use_session();
    let count = Memo::new(move |_| session.assessments().len());
    let arrival = RwSignal::new(Arrival::NotAsked);
    // The place of what is said stays when everything is deleted.
    let shown = move || match arrival.get() {
        Arrival::NotAsked => ().into_any(),
        Arrival::Asked => view! { <ArrivalQuestion arrival/> }.into_any(),
        Arrival::Lost => view! { <ExportText arrival/> }.into_any(),
        Arrival::Arrived => view! { <p>"Exported today."</p> }.into_any(),
    };
    view! {
        <Section id="_along" title="Export" class=SECTION>
            <Show when=move || { count.get() > 0 } fallback=|| view! { <NothingYet/> }>
                <p>
                    {move || counted(count.get(), "assessment")}
                    " with all answers, goals and snapshots, in one file that you can read, keep and import."
                </p>
                <Keeping/>
                <ExportActions arrival/>
            </Show>
            <div role="status">{shown}</div>
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

/// What is known of a file that was asked for.
#[derive(Clone, Copy, PartialEq)]
enum Arrival {
    /// None was.
    NotAsked,
    /// It was given to the browser, which does not say what became of it.
    Asked,
    /// It did not arrive: its text is shown.
    Lost,
    /// It has arrived.
    Arrived,
}

/// Gives the file, or its text, and asks whether it has arrived: a frame, an app or its owner may refuse a download without a word.
#[component]
fn ExportActions(
    /// What is known of the file.
    arrival: RwSignal<Arrival>,
) -> impl IntoView {
    let session = use_session();
    // When everything is deleted, what is known is of a file of other data.
    on_cleanup(move || {
        let _ = arrival.try_set(Arrival::NotAsked);
    });
    let download = move |_| {
        file::download(NAME, JSON, &session.export());
        arrival.set(Arrival::Asked);
    };
    let copy = move || {
        clipboard::write(&session.export(), move |is_copied| {
            if is_copied {
                session.note_exported();
                toast::show("Text copied. Save it in a file.");
            }
            // The page may be gone by now.
            let _ = arrival.try_set(if is_copied { Arrival::Arrived } else { Arrival::Lost });
        });
    };
    view! {
        <p class="actions">
            <button type="button" id="_export" class="button" on:click=download>"Download " {NAME}</button>
            <QuietButton id="_export-copy" on_press=copy>"Copy its text"</QuietButton>
        </p>
    }
}

/// Whether the file has arrived.
#[component]
fn ArrivalQuestion(
    /// Takes the answer.
    arrival: RwSignal<Arrival>,
) -> impl IntoView {
    let lost = move || {
        document::refocus_if_lost();
        arrival.set(Arrival::Lost);
    };
    view! {
        <div class="stack">
            <p>"Did the file arrive? The browser does not tell."</p>
            <p class="actions">
                <ArrivedButton arrival/>
                <QuietButton id="_lost" on_press=lost>"No, it did not"</QuietButton>
            </p>
        </div>
    }
}

/// That the file, or its text, is kept.
#[component]
fn ArrivedButton(
    /// Takes that it is.
    arrival: RwSignal<Arrival>,
) -> impl IntoView {
    let session = use_session();
    let arrived = move || {
        document::refocus_if_lost();
        session.note_exported();
        arrival.set(Arrival::Arrived);
    };
    view! { <QuietButton id="_taken" on_press=arrived>"Yes, I have it"</QuietButton> }
}

/// The text of the file, where no file arrives.
#[component]
fn ExportText(
    /// Takes that it is kept.
    arrival: RwSignal<Arrival>,
) -> impl IntoView {
    let text = use_session().export();
    view! {
        <div class="stack">
            <p>
                "In a frame, or inside another app, the browser may refuse downloads. Open this page in its own window and try again, or copy this text into a file named "
                {NAME} "."
            </p>
            <Labelled label="The text of the file">
                <textarea id="_export-text" readonly=true rows="6" prop:value=text></textarea>
            </Labelled>
            <p class="actions"><ArrivedButton arrival/></p>
        </div>
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
