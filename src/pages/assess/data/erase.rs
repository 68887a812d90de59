//! Erasing everything, with one confirmation.

use leptos::prelude::*;
use rungs_assessment::store::Prefix;

use super::super::parts::{QuietButton, Section, sentence};
use super::SECTION;
use super::undo::UndoOffer;
use crate::browser::{document, tab_storage, task};
use crate::context::{use_session, use_site};
use crate::state::EraseError;

/// The id of the button that asks, and of the one that erases: the focus goes from the first to the second.
const BUTTON: &str = "_erase-ask";

/// How far the erasing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EraseState {
    /// Nobody wants it.
    Idle,
    /// The person is asked to confirm it.
    Asked,
    /// It is being done.
    Erasing,
    /// It is done.
    Erased,
    /// It is done in part, and why.
    Left(EraseError),
}

/// The section.
#[component]
pub fn EraseSection(
    /// The last change that can be taken back: none once everything is erased.
    offer: RwSignal<Option<UndoOffer>>,
) -> impl IntoView {
    let state = RwSignal::new(EraseState::Idle);
    let shown = move || match state.get() {
        EraseState::Idle => view! { <AskButton state/> }.into_any(),
        EraseState::Asked => view! { <Confirmation state offer/> }.into_any(),
        EraseState::Erasing => view! { <p>"Erasing …"</p> }.into_any(),
        EraseState::Erased => view! { <p>"Everything was deleted."</p> }.into_any(),
        EraseState::Left(error) => view! { <p>{left_words(error)}</p><AskButton state/> }.into_any(),
    };
    view! {
        <Section id="_erase" title="Delete everything here" class=SECTION>
            <p>
                "Deletes everything that this site keeps in this browser, but for the colours that you have chosen. It cannot be undone. Other sites are not affected."
            </p>
            <div role="status" class:warning=move || state.get() == EraseState::Asked>{shown}</div>
        </Section>
    }
}

/// Asks the person to confirm.
#[component]
fn AskButton(
    /// How far the erasing is.
    state: RwSignal<EraseState>,
) -> impl IntoView {
    let ask = move || {
        document::refocus_if_lost();
        state.set(EraseState::Asked);
    };
    view! { <QuietButton id=BUTTON on_press=ask>"Delete everything here …"</QuietButton> }
}

/// The question, with a button that erases and one that does not.
#[component]
fn Confirmation(
    /// How far the erasing is.
    state: RwSignal<EraseState>,
    /// The last change that can be taken back.
    offer: RwSignal<Option<UndoOffer>>,
) -> impl IntoView {
    let (session, base) = (use_session(), use_site().base);
    let erase = move |_| {
        document::refocus_if_lost();
        state.set(EraseState::Erasing);
        offer.set(None);
        let site = Prefix::new(base);
        task::spawn(async move {
            let outcome = session.erase().await;
            tab_storage::forget_all(&site);
            // The page may be gone by now.
            let _ = state.try_set(outcome.map_or_else(EraseState::Left, |()| EraseState::Erased));
        });
    };
    let keep = move || {
        document::pass_focus(BUTTON);
        state.set(EraseState::Idle);
    };
    view! {
        <p>"Everything you have entered on this site will be gone. Have you exported a backup?"</p>
        <p class="actions">
            <button type="button" id=BUTTON class="button danger" on:click=erase>"Delete everything"</button>
            <QuietButton id="_erase-keep" on_press=keep>"Cancel"</QuietButton>
        </p>
    }
}

/// What is left, why, and what to do.
fn left_words(error: EraseError) -> String {
    match error {
        EraseError::Records(error) => format!("Not everything was deleted. {}", sentence(&error)),
        EraseError::Copy => {
            "Not everything was deleted. The browser still has a second copy, and the data comes back from it on your next visit. Try again, or clear this site’s data in the browser’s settings.".to_owned()
        }
    }
}
