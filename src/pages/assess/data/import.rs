//! Bringing a file in: first what it would change, then, if the person says so, the change. It can be taken back.

use std::sync::Arc;

use leptos::prelude::*;
use rungs_assessment::exchange::{Export, FileError, read_any};
use rungs_assessment::store::Prefix;

use super::super::parts::{Labelled, Section, sentence};
use super::SECTION;
use super::preview::FilePreview;
use super::undo::{Act, UndoNotice, UndoOffer};
use crate::browser::file::{self, ReadError};
use crate::context::use_site;

/// Why a file cannot come in, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The browser does not give its text.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// Its text is none that can be used.
    #[error(transparent)]
    Unusable(#[from] FileError),
    /// It holds nothing.
    #[error("there is no assessment in this file")]
    Empty,
}

/// The file that was chosen: at least one assessment, or why it cannot come in.
pub type ChosenFile = Result<Arc<Export>, Arc<ImportError>>;

/// The section.
#[component]
pub fn ImportSection(
    /// The last change that can be taken back.
    offer: RwSignal<Option<UndoOffer>>,
) -> impl IntoView {
    let site = use_site();
    let chosen = RwSignal::new(None::<ChosenFile>);
    // The page may be gone by the time the file is read.
    let take = move |text: Result<String, ReadError>| {
        let export = read_export(text, &Prefix::new(site.base));
        let _ = offer.try_set(None);
        let _ = chosen.try_set(Some(export.map(Arc::new).map_err(Arc::new)));
    };
    let is_refused = move || chosen.with(|chosen| matches!(chosen, Some(Err(_))));
    let is_open = move || chosen.with(|chosen| matches!(chosen, Some(Ok(_))));
    let shown = move || match chosen.get() {
        None => ().into_any(),
        Some(Err(error)) => view! { <p>{sentence(&error)}</p> }.into_any(),
        Some(Ok(export)) => view! { <FilePreview export chosen offer/> }.into_any(),
    };
    view! {
        <Section id="_in" title="Import" class=SECTION>
            <p>"You see what the file would change before anything changes."</p>
            <Labelled label="Rungs backup file">
                <input
                    id="_file"
                    type="file"
                    accept=".json,application/json"
                    on:change=move |event| file::read(&event, take)
                />
            </Labelled>
            <div id="_preview" role="status" tabindex="-1" class:warning=is_refused class:fitting=is_open>
                {shown}
            </div>
            <UndoNotice act=Act::Import offer/>
        </Section>
    }
}

/// What a file holds: at least one assessment.
fn read_export(text: Result<String, ReadError>, prefix: &Prefix) -> Result<Export, ImportError> {
    let export = read_any(&text?, prefix)?;
    if export.assessments.is_empty() { Err(ImportError::Empty) } else { Ok(export) }
}
