//! Taking a comparison along.

use leptos::prelude::*;
use rungs_ladder::compare::{self, Table};

use super::chosen::Chosen;
use crate::browser::file;
use crate::components::copy_button::CopyButton;
use crate::context::use_site;

/// Buttons that give what is shown as Markdown and as CSV.
#[component]
pub fn TakeAway(
    /// What is compared.
    chosen: Chosen,
) -> impl IntoView {
    let site = use_site();
    let shown = move || {
        let comparison = chosen.now();
        Table::new(site.ladder, &comparison).showing(comparison.rows)
    };
    let download = move |_| file::download("levels.csv", "text/csv;charset=utf-8", &compare::csv(&shown()));
    view! {
        <p class="actions screen-only">
            <CopyButton
                class="button quiet"
                confirmation="Copied as Markdown."
                text=move || compare::markdown(&shown())
            >
                "Copy as Markdown"
            </CopyButton>
            <button type="button" class="button quiet" on:click=download>"Download as CSV"</button>
        </p>
    }
}
