//! A button that copies text.

use leptos::prelude::*;

use crate::browser::{clipboard, toast};

/// A button that puts text on the clipboard, and says whether that worked.
#[component]
pub fn CopyButton(
    /// Its classes; with `needs-app` it shows only once the app runs.
    class: &'static str,
    /// Its name for screen readers, where its content is no name.
    #[prop(optional, into)]
    label: Option<String>,
    /// What is said when the text is on the clipboard.
    confirmation: &'static str,
    /// Makes the text when the button is pressed.
    text: impl Fn() -> String + 'static,
    /// What the button shows.
    children: Children,
) -> impl IntoView {
    let copy = move |_| {
        clipboard::write(&text(), move |copied| {
            toast::show(if copied { confirmation } else { "This browser does not allow copying here." });
        });
    };
    view! { <button type="button" class=class aria-label=label on:click=copy>{children()}</button> }
}
