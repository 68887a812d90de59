//! Whether a file that the reader was given has arrived: a frame, an app or its owner may refuse a download without a word.

use leptos::prelude::*;

use super::{JSON, Labelled, QuietButton};
use crate::browser::{document, file};

/// What is known of a file that was asked for.
#[derive(Clone, Copy, PartialEq)]
pub enum Arrival {
    /// None was.
    NotAsked,
    /// It was given to the browser, which does not say what became of it.
    Asked,
    /// It did not arrive: its text is shown.
    Lost,
    /// It has arrived.
    Arrived,
}

/// A file that the reader is given.
#[derive(Clone, Copy)]
pub struct OfferedFile {
    /// What it is called.
    pub name: &'static str,
    /// Gives its text, as it is now.
    pub text: Callback<(), String>,
    /// Notes that the reader has it.
    pub note: Callback<()>,
    /// What is known of it.
    pub arrival: RwSignal<Arrival>,
}

impl OfferedFile {
    /// Gives it to the browser, and asks then whether it has arrived.
    pub fn download(self) {
        file::download(self.name, JSON, &self.text.run(()));
        self.arrival.set(Arrival::Asked);
    }

    /// Takes that the reader has it.
    pub fn arrived(self) {
        self.note.run(());
        // The page may be gone by now.
        let _ = self.arrival.try_set(Arrival::Arrived);
    }
}

/// Asks whether the file has arrived, and shows its text where it has not.
#[component]
pub fn ArrivalStatus(
    /// The file.
    file: OfferedFile,
) -> impl IntoView {
    let shown = move || match file.arrival.get() {
        Arrival::NotAsked => ().into_any(),
        Arrival::Asked => view! { <ArrivalQuestion file/> }.into_any(),
        Arrival::Lost => view! { <FileText file/> }.into_any(),
        Arrival::Arrived => view! { <p>"Exported today."</p> }.into_any(),
    };
    view! { <div role="status">{shown}</div> }
}

/// Whether the file has arrived.
#[component]
fn ArrivalQuestion(
    /// The file.
    file: OfferedFile,
) -> impl IntoView {
    let lost = move || {
        document::refocus_if_lost();
        file.arrival.set(Arrival::Lost);
    };
    view! {
        <div class="stack">
            <p>"Did the file arrive? The browser does not tell."</p>
            <p class="actions">
                <ArrivedButton file/>
                <QuietButton id="_lost" on_press=lost>"No, it did not"</QuietButton>
            </p>
        </div>
    }
}

/// That the file, or its text, is kept.
#[component]
fn ArrivedButton(
    /// The file.
    file: OfferedFile,
) -> impl IntoView {
    let arrived = move || {
        document::refocus_if_lost();
        file.arrived();
    };
    view! { <QuietButton id="_taken" on_press=arrived>"Yes, I have it"</QuietButton> }
}

/// The text of the file, where no file arrives.
#[component]
fn FileText(
    /// The file.
    file: OfferedFile,
) -> impl IntoView {
    let text = file.text.run(());
    view! {
        <div class="stack">
            <p>
                "In a frame, or inside another app, the browser may refuse downloads. Open this page in its own window and try again, or copy this text into a file named "
                {file.name} "."
            </p>
            <Labelled label="The text of the file">
                <textarea id="_export-text" readonly=true rows="6" prop:value=text></textarea>
            </Labelled>
            <p class="actions"><ArrivedButton file/></p>
        </div>
    }
}
