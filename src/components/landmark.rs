//! What every page has once: its main landmark, and its heading.

use leptos::prelude::*;

/// The main landmark of a page, and before it what the skip link leads to: Firefox would take the first link of the landmark itself
/// for its beginning, and Tab would pass it by. Were the landmark to take the focus, each click in it would move the focus, too.
#[component]
pub fn Main(
    /// Its classes.
    class: &'static str,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <span id="_main" tabindex="-1"></span>
        <main class=class>{children()}</main>
    }
}

/// The heading of a page. It takes the focus when the page opens.
#[component]
pub fn Heading(
    /// What links name it by.
    #[prop(optional_no_strip)]
    id: Option<&'static str>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! { <h1 id=id tabindex="-1">{children()}</h1> }
}
