//! The page for an address that names none.

use leptos::prelude::*;

use crate::components::landmark::{Heading, Main};
use crate::components::level_rail::LevelRail;
use crate::context::use_site;
use crate::routes::Route;

/// Says so, and offers every way back.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <Main class="page narrow">
            <Heading>"There is no page here"</Heading>
            <p class="lead">"The address may be mistyped, or the level may have been renamed."</p>
            <p class="actions">
                <a class="button" href=use_site().href(&Route::Map)>"See the whole ladder"</a>
            </p>
            <LevelRail/>
        </Main>
    }
}
