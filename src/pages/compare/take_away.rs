//! Taking a comparison along.

use leptos::prelude::*;
use rungs_ladder::compare::{self, Separator, Table};

use super::chosen::Chosen;
use crate::browser::{clock, file};
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
    let download = move |is_other: bool| {
        let usual = if clock::has_decimal_comma() { Separator::Semicolon } else { Separator::Comma };
        let separator = if is_other { usual.other() } else { usual };
        file::download("levels.csv", "text/csv;charset=utf-8", &compare::csv(&shown(), separator));
    };
    view! {
        <p class="actions screen-only">
            <CopyButton
                class="button quiet"
                confirmation="Copied as Markdown."
                text=move || compare::markdown(&shown())
            >
                "Copy as Markdown"
            </CopyButton>
            <button type="button" class="button quiet" on:click=move |_| download(false)>
                "Download as CSV"
            </button>
        </p>
        <p class="hint screen-only">
            "All in one column? "
            <button type="button" class="button quiet" on:click=move |_| download(true)>"Take the other kind of CSV"</button>
        </p>
    }
}
