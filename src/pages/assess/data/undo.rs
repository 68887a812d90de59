//! Taking the last change of many answers back. Only the last: later changes are built upon it.

use leptos::prelude::*;
use rungs_assessment::store::SaveError;

use super::super::parts::QuietButton;
use super::{Refusal, refusal};
use crate::browser::{document, toast};
use crate::context::use_session;

/// What did not happen where a change could not be taken back.
const NOT_UNDONE: &str = "Not everything is undone. You can try again.";

/// A change that can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// A file was brought in.
    Import,
    /// Answers were fitted to the ladder.
    Fit,
}

impl Act {
    /// That it was done, as a sentence.
    fn summary(self) -> &'static str {
        match self {
            Self::Import => "Imported.",
            Self::Fit => "Your answers were matched to the current ladder.",
        }
    }

    /// The id of the button that does it.
    pub fn button_id(self) -> &'static str {
        match self {
            Self::Import => "_bring",
            Self::Fit => "_refit",
        }
    }

    /// The id of the button that takes it back.
    pub fn undo_id(self) -> &'static str {
        match self {
            Self::Import => "_undo-import",
            Self::Fit => "_undo-fit",
        }
    }
}

/// The last change, which can be taken back for as long as the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoOffer {
    /// What was done.
    act: Act,
    /// The names of the changes, for [`Session::undo`](crate::state::Session::undo).
    changes: Vec<String>,
    /// Why it could not be taken back, after that was tried.
    failure: Option<SaveError>,
}

/// Says that a change was made, and offers to take it back.
pub fn offer_undo(offer: RwSignal<Option<UndoOffer>>, act: Act, changes: Vec<String>) {
    offer.set(Some(UndoOffer { act, changes, failure: None }));
    toast::show(act.summary());
}

/// That a change was made, with a button that takes it back; nothing where another change was the last.
#[component]
pub fn UndoNotice(
    /// The change.
    act: Act,
    /// The last change.
    offer: RwSignal<Option<UndoOffer>>,
) -> impl IntoView {
    let session = use_session();
    let undo = move || {
        let Some(made) = offer.get_untracked() else { return };
        document::pass_focus(act.button_id());
        match session.undo(&made.changes) {
            Ok(()) => {
                offer.set(None);
                toast::show("Undone. Everything is as it was before.");
            }
            Err(error) => {
                offer.set(Some(UndoOffer { failure: Some(error), ..made }));
                toast::show(&refusal(NOT_UNDONE, error));
            }
        }
    };
    let is_offered = move || offer.with(|offer| offer.as_ref().is_some_and(|offer| offer.act == act));
    let failure = Signal::derive(move || offer.with(|offer| offer.as_ref().and_then(|offer| offer.failure)));
    view! {
        <Show when=is_offered>
            <div>
                <p>
                    {act.summary()}
                    " "
                    <QuietButton id=act.undo_id() on_press=undo>"Undo"</QuietButton>
                </p>
                <Refusal what=NOT_UNDONE why=failure/>
            </div>
        </Show>
    }
}
