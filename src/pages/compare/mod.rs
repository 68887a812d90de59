//! Levels side by side: which, how, and what changes from one to the next.

mod chosen;
mod column_head;
mod options;
mod pickers;
mod rows;
mod suggestions;
mod table;
mod take_away;

use leptos::prelude::*;
use rungs_ladder::compare::{self, Comparison, Table};

use self::chosen::Chosen;
use self::options::Options;
use self::pickers::Pickers;
use self::suggestions::Suggestions;
use self::table::ComparisonTable;
use self::take_away::TakeAway;
use crate::components::landmark::{Heading, Main};
use crate::context::use_site;

/// The page, with or without levels chosen.
#[component]
pub fn ComparePage() -> impl IntoView {
    let chosen = Chosen::from_address();
    let is_comparing = Memo::new(move |_| chosen.with(|comparison| comparison.levels.len() > 1));
    let table = memo_table(chosen);
    let sentences = move || {
        let sentences = table.with(|table| {
            let columns = 1..table.levels.len();
            columns.filter_map(|column| compare::sentence(table, column)).collect::<Vec<_>>()
        });
        sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()
    };
    view! {
        <Main class="page compare">
            <Heading>"Compare levels"</Heading>
            <p class="lead screen-only">"See what one level asks for and another does not."</p>
            <Pickers chosen/>
            <div class="sentences" role="status">{sentences}</div>
            <Show when=move || is_comparing.get() fallback=|| view! { <Suggestions/> }>
                <SideBySide chosen table/>
            </Show>
        </Main>
    }
}

/// The levels that are compared, and what can be done with them.
#[component]
fn SideBySide(
    /// What is compared.
    chosen: Chosen,
    /// All its rows.
    table: Memo<Table<'static>>,
) -> AnyView {
    let guess = "Expectations without a topic are matched by similar words. These matches are guesses, and are marked.";
    view! {
        <div>
            <Show when=move || table.with(|table| table.guessed)>
                <p class="note">{guess}</p>
            </Show>
            <Options chosen/>
            <ComparisonTable chosen table/>
            <TakeAway chosen/>
        </div>
    }
    .into_any()
}

/// All rows of what is compared. They are found anew only when they change, not when they only show in another way.
fn memo_table(chosen: Chosen) -> Memo<Table<'static>> {
    let site = use_site();
    let basis = Memo::new(move |_| Comparison {
        rows: Default::default(),
        wording: Default::default(),
        first: 0,
        ..chosen.get()
    });
    Memo::new_with_compare(move |_| basis.with(|basis| Table::new(site.ladder, basis)), |_, _| true)
}
