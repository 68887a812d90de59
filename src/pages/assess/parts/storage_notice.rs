//! Says what the browser does not keep, for as long as that is so.

use leptos::prelude::*;
use rungs_assessment::exchange::NAME;
use rungs_assessment::store::StoreError;

use super::{JSON, QuietButton, sentence};
use crate::browser::{file, frame};
use crate::context::{use_session, use_site};
use crate::pages::counted;
use crate::routes::Route;
use crate::state::StorageStatus;

/// What is kept within another site's page, and the way to a window of its own.
#[component]
pub fn FrameNotice() -> impl IntoView {
    let (site, session) = (use_site(), use_session());
    let is_framed = move || session.is_open() && frame::is_within_another_site();
    let href = site.href(&Route::Assess);
    view! {
        <Show when=is_framed>
            <div class="warning screen-only">
                <p>
                    <strong>"This page is shown within another site. "</strong>
                    "Browsers keep what is saved here apart from what is saved on this site itself, and some delete it when they close. "
                    <a href=href.clone() target="_blank">"Open it in a window of its own"</a>
                    "."
                </p>
            </div>
        </Show>
    }
}

/// The notice.
#[component]
pub fn StorageNotice() -> impl IntoView {
    let status = use_session().storage_status();
    let notice = move || match status.get() {
        StorageStatus::Well => ().into_any(),
        StorageStatus::Outdated => view! { <OutdatedNotice/> }.into_any(),
        StorageStatus::Unsaved { count: 0, reason } => view! { <RefusedNotice reason/> }.into_any(),
        StorageStatus::Unsaved { count, reason } => view! { <UnsavedNotice count reason/> }.into_any(),
    };
    view! { <div class="keeping" role="status">{notice}</div> }
}

/// A newer version of the site has written here.
#[component]
fn OutdatedNotice() -> impl IntoView {
    view! {
        <div class="warning">
            <p>
                <strong>"Reload this page. "</strong>
                "Another tab runs a newer version of this site and has saved data. This tab no longer saves, so that nothing is lost."
            </p>
        </div>
    }
}

/// The browser keeps nothing.
#[component]
fn RefusedNotice(
    /// Why.
    reason: StoreError,
) -> impl IntoView {
    view! {
        <div class="warning">
            <p>
                <strong>"Nothing can be saved here. "</strong>
                {sentence(&reason)}
                " You can go on, but everything is lost when you close this tab. Download a file first."
            </p>
            <p class="actions"><RescueButton/></p>
        </div>
    }
}

/// The browser did not take everything.
#[component]
fn UnsavedNotice(
    /// How many changes it did not take.
    count: usize,
    /// Why.
    reason: StoreError,
) -> impl IntoView {
    let session = use_session();
    view! {
        <div class="warning">
            <p>
                <strong>"Not saved yet: "</strong>
                {counted(count, "change")}
                ". "
                {sentence(&reason)}
                " This tab keeps it and tries again. It is lost when you close the tab."
            </p>
            <p class="actions">
                <RescueButton/>
                <QuietButton id="_retry" on_press=move || session.retry()>"Try again"</QuietButton>
            </p>
        </div>
    }
}

/// Downloads all that is kept, also what is in memory only.
#[component]
fn RescueButton() -> impl IntoView {
    let session = use_session();
    let download = move |_| file::download(NAME, JSON, &session.export());
    view! { <button type="button" class="button" id="_rescue" on:click=download>"Download a file"</button> }
}
