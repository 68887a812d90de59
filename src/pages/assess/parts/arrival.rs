//! Whether a file that the reader was given has arrived: a frame, an app or its owner may refuse a download without a word.

use leptos::prelude::*;

use rungs_ladder::id::AssessmentId;

use super::{JSON, Labelled, QuietButton};
use crate::browser::{document, file};
use crate::context::use_session;
use crate::state::Session;

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
#[derive(Clone)]
pub struct OfferedFile {
    /// What it is called.
    pub name: &'static str,
    /// The assessment in it; all of them without one.
    pub of: Option<AssessmentId>,
    /// What is known of it.
    pub arrival: RwSignal<Arrival>,
    session: Session,
}

impl OfferedFile {
    /// A file that nobody has asked for yet.
    pub fn new(name: &'static str, of: Option<AssessmentId>) -> Self {
        Self { name, of, arrival: RwSignal::new(Arrival::NotAsked), session: use_session() }
    }

    /// Its text, as it is now; `None` where its assessment is not kept any more.
    pub fn text(&self) -> Option<String> {
        match &self.of {
            Some(id) => self.session.export_one(id),
            None => Some(self.session.export()),
        }
    }

    /// Gives it to the browser, and asks then whether it has arrived.
    pub fn download(&self) {
        if let Some(text) = self.text() {
            file::download(self.name, JSON, &text);
            self.arrival.set(Arrival::Asked);
        }
    }

    /// Takes that the reader has it. The page may be gone by now.
    pub fn arrived(&self) {
        match &self.of {
            Some(id) => self.session.note_one_exported(id),
            None => self.session.note_exported(),
        }
        let _ = self.arrival.try_set(Arrival::Arrived);
    }
}

/// Asks whether the file has arrived, and shows its text where it has not.
#[component]
pub fn ArrivalStatus(
    /// The file.
    file: OfferedFile,
    /// The id of the button that gives it, to which the focus goes back.
    button: &'static str,
) -> impl IntoView {
    let shown = move || match file.arrival.get() {
        Arrival::NotAsked => ().into_any(),
        Arrival::Asked => view! { <ArrivalQuestion file=file.clone()/> }.into_any(),
        Arrival::Lost => view! { <FileText file=file.clone()/> }.into_any(),
        Arrival::Arrived => view! { <p>"Exported today."</p> }.into_any(),
    };
    view! { <div role="status" aria-labelledby=button>{shown}</div> }
}

/// Whether the file has arrived.
#[component]
fn ArrivalQuestion(
    /// The file.
    file: OfferedFile,
) -> impl IntoView {
    let arrival = file.arrival;
    let lost = move || {
        document::refocus_if_lost();
        arrival.set(Arrival::Lost);
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
    let (name, text) = (file.name, file.text().unwrap_or_default());
    view! {
        <div class="stack">
            <p>
                "In a frame, or inside another app, the browser may refuse downloads. Open this page in its own window and try again, or copy this text into a file named "
                {name} "."
            </p>
            <Labelled label="The text of the file">
                <textarea id="_export-text" readonly=true rows="6" prop:value=text></textarea>
            </Labelled>
            <p class="actions"><ArrivedButton file/></p>
        </div>
    }
}
