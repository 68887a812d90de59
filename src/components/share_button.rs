//! A button that shares the address of something.

use leptos::prelude::*;

use crate::browser::{location, share, toast};

/// A button that hands an address to whatever the reader shares with; without that it copies the address.
#[component]
pub fn ShareButton(
    /// Its classes.
    class: &'static str,
    /// Its name for screen readers, where its content is no name.
    #[prop(optional, into)]
    label: Option<String>,
    /// What is shared: its title, and its path on this origin.
    what: impl Fn() -> (String, String) + 'static,
    /// What the button shows.
    children: Children,
) -> impl IntoView {
    let share = move |_| {
        let (title, path) = what();
        share::share(&title, location::origin() + &path, |copied| {
            toast::show(if copied { "Link copied." } else { "This browser does not allow copying here." });
        });
    };
    view! { <button type="button" class=class aria-label=label on:click=share>{children()}</button> }
}
