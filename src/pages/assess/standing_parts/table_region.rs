//! A table that may be wider than the page.

use leptos::prelude::*;

use crate::browser::overflow;

/// The region around a table. Where the table does not fit, it scrolls sideways, and can be reached by keyboard.
#[component]
pub fn TableRegion(
    /// What it is called where it scrolls.
    name: &'static str,
    /// The table.
    children: Children,
) -> impl IntoView {
    Effect::new(|_| overflow::mark_soon());
    view! { <div class="table-region" data-region=name>{children()}</div> }
}
