//! The page for an address that names none.

use leptos::prelude::*;
use rungs_core::route::Route;

use crate::components::rail::Rail;
use crate::site::Site;

/// Says so, and offers every way back.
#[component]
pub fn NotFound(
    /// The ladder and where it lives.
    site: Site,
) -> impl IntoView {
    view! {
        <main id="_main" class="page narrow">
            <h1 tabindex="-1">"There is no page here"</h1>
            <p class="lead">
                "The address may be mistyped, or the level may have been renamed. Nothing that you saved is affected."
            </p>
            <p><a class="button" href=site.href(&Route::Map)>"See the whole ladder"</a></p>
            <Rail site />
        </main>
    }
}
