//! Bringing a file in: first what it would change, then, if the person says so, the change. It can be taken back.

use std::sync::Arc;

use leptos::prelude::*;
use rungs_assessment::exchange::{Export, FileError, raw_file, read_any};
use rungs_assessment::store::{Neighbour, Prefix};

use super::super::parts::{JSON, Labelled, QuietButton, Section, other_paths, sentence};
use super::SECTION;
use super::preview::FilePreview;
use super::records::RAW_NAME;
use super::undo::{Act, UndoNotice, UndoOffer};
use crate::browser::file::{self, ReadError};
use crate::components::list::List;
use crate::context::use_site;
use crate::pages::counted;

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
            <OtherPaths chosen/>
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

/// The other paths of this origin that hold assessments; nothing where there are none.
#[component]
fn OtherPaths(
    /// Takes what is to be brought in.
    chosen: RwSignal<Option<ChosenFile>>,
) -> impl IntoView {
    let others = other_paths();
    view! {
        <Show when=move || others.with(|others| !others.is_empty())>
            <ul class="previews">
                <List each=move || others.get() key=|other| (other.path.clone(), other.records.len()) let:other>
                    <OtherPath other chosen/>
                </List>
            </ul>
        </Show>
    }
}

/// What another path holds: to be imported where it is about levels of this ladder, and as a file of its records.
#[component]
fn OtherPath(
    /// The path, and what it holds.
    other: Neighbour,
    /// Takes what is to be brought in.
    chosen: RwSignal<Option<ChosenFile>>,
) -> impl IntoView {
    let site = use_site();
    let Neighbour { path, records } = other;
    let text = raw_file(&records);
    let export = read_export(Ok(text.clone()), &Prefix::new(site.base)).ok();
    let export = export.filter(|export| export.is_about(site.ladder));
    let words = match &export {
        Some(export) => format!("{} made at {path}.", counted(export.assessments.len(), "assessment")),
        None => format!(
            "assessments made at {path}, which cannot be imported: this ladder does not have their levels, or their records are damaged."
        ),
    };
    let (bring_id, raw_id) = (format!("_bring-{path}"), format!("_raw-{path}"));
    let bring = export.map(Arc::new).map(|export| {
        let bring = move || chosen.set(Some(Ok(export.clone())));
        view! { <QuietButton id=bring_id on_press=bring>"Preview the import"</QuietButton> }
    });
    let download = move || file::download(RAW_NAME, JSON, &text);
    view! {
        <li>
            <p>"This browser also holds " {words} " Nothing there is changed, whatever you do here."</p>
            <p class="actions">
                {bring}
                <QuietButton id=raw_id on_press=download>"Download the raw data of " {path}</QuietButton>
            </p>
        </li>
    }
}

/// What a file holds: at least one assessment.
fn read_export(text: Result<String, ReadError>, prefix: &Prefix) -> Result<Export, ImportError> {
    let export = read_any(&text?, prefix)?;
    if export.assessments.is_empty() { Err(ImportError::Empty) } else { Ok(export) }
}
