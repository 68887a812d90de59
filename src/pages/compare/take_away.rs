//! Taking a comparison along.

use leptos::prelude::*;
use rungs_ladder::compare::{self, Separator, Table};

use super::chosen::Chosen;
use crate::browser::{clock, file};
use crate::components::copy_button::CopyButton;
use crate::components::share_button::ShareButton;
use crate::context::use_site;
use crate::routes::title;

/// Buttons that share the address of a comparison, and that give all of it as Markdown and as CSV.
#[component]
pub fn TakeAway(
    /// What is compared.
    chosen: Chosen,
) -> impl IntoView {
    let site = use_site();
    let table = move || Table::new(site.ladder, &chosen.now());
    let download = move |is_other: bool| {
        let usual = if clock::has_decimal_comma() { Separator::Semicolon } else { Separator::Comma };
        let separator = if is_other { usual.other() } else { usual };
        file::download("levels.csv", "text/csv;charset=utf-8", &compare::csv(&table(), separator));
    };
    view! {
        <p class="actions screen-only">
            <ShareComparison chosen/>
            <CopyButton
                class="button quiet needs-app"
                confirmation="Copied as Markdown."
                text=move || compare::markdown(&table())
            >
                "Copy as Markdown"
            </CopyButton>
            <button type="button" class="button quiet needs-app" on:click=move |_| download(false)>
                "Download as CSV"
            </button>
        </p>
        <p class="hint screen-only needs-app">
            "All in one column? "
            <button type="button" class="button quiet needs-app" on:click=move |_| download(true)>"Take the other kind of CSV"</button>
        </p>
    }
}

/// A button that shares the comparison's address.
#[component]
fn ShareComparison(
    /// What is compared.
    chosen: Chosen,
) -> impl IntoView {
    let site = use_site();
    let what = move || {
        let comparison = chosen.now();
        let (route, query) = crate::routes::comparison_address(site.ladder, &comparison);
        (title(site.ladder, Some(&route), &query), site.comparison_href(&comparison))
    };
    view! { <ShareButton class="button needs-app" what>"Share"</ShareButton> }
}
