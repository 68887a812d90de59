//! The choice between the colours of day and night, for readers who want others than their device. The script that keeps it stands
//! in every page, before the text (`colours.js` of the crate for sites), so that no page changes its colours while it is read.

use leptos::prelude::*;

use crate::browser::document;

/// Lets the reader choose the colours.
#[component]
pub fn ColoursChoice() -> impl IntoView {
    let choice = |value: &'static str, words: &'static str| {
        view! { <option value=value prop:selected=move || document::chosen_colours() == value>{words}</option> }
    };
    view! {
        <p class="colours screen-only">
            <label>
                "Colours " <select name="colours" autocomplete="off">
                    {choice("", "Of this device")} {choice("light", "Light")} {choice("dark", "Dark")}
                </select>
            </label>
        </p>
    }
}
