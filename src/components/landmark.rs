//! What every page has once: its main landmark, and its heading.

use leptos::prelude::*;

/// The main landmark of a page, which the skip link leads to.
#[component]
pub fn Main(
    /// Its classes.
    class: &'static str,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! { <main id="_main" class=class>{children()}</main> }
}

/// The heading of a page. It takes the focus when the page opens.
#[component]
pub fn Heading(
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! { <h1 tabindex="-1">{children()}</h1> }
}
