//! The heads of the columns, and the choice of two of them on a narrow screen.

use leptos::prelude::*;
use rungs_ladder::ladder::Level;

use super::chosen::Chosen;
use super::pickers::picker_id;
use crate::browser::{control, document};
use crate::components::said::Said;
use crate::context::use_site;

/// The head of a column: its level, and what can be done with the column. It stays where another level comes into the
/// column.
#[component]
pub fn ColumnHead(
    /// What is compared.
    chosen: Chosen,
    /// The column, from 0.
    column: usize,
) -> AnyView {
    let site = use_site();
    let level = move || chosen.level(column);
    view! {
        <th scope="col" class=move || level().map(|level| site.accent(level))>
            <a href=move || level().map(|level| site.level_href(level))>{move || level().map(|level| view! { <Said>{level.title.as_str()}</Said> })}</a>
            <span class="column-actions screen-only">
                {column.checked_sub(1).map(|before| view! { <Swap chosen before/> })}
                <TakeOut chosen column/>
            </span>
        </th>
    }
    .into_any()
}

fn title(level: Option<&'static Level>) -> &'static str {
    level.map_or("", |level| level.title.as_str())
}

/// A button that swaps a column with the next one.
#[component]
fn Swap(
    /// What is compared.
    chosen: Chosen,
    /// The first of the two columns, from 0.
    before: usize,
) -> impl IntoView {
    let column = before + 1;
    let name = move || format!("Swap {} and {}", title(chosen.level(before)), title(chosen.level(column)));
    let swap = move |_| chosen.change(|comparison| comparison.swap_with_previous(column));
    view! {
        <button type="button" id=format!("_swap-{column}") aria-label=name on:click=swap>
            <span aria-hidden="true">"⇄"</span>
        </button>
    }
}

/// A button that takes a column out.
#[component]
fn TakeOut(
    /// What is compared.
    chosen: Chosen,
    /// The column, from 0.
    column: usize,
) -> impl IntoView {
    let name = move || format!("Take out {}", title(chosen.level(column)));
    let take_out = move |_| {
        // The button stays for the next level. The last one goes, and leaves the focus to what stands beside it; with one
        // level alone the table goes, too.
        match chosen.with(|comparison| comparison.levels.len()) {
            0..=2 => document::focus_by_id(&picker_id(1)),
            columns if column + 1 == columns => document::focus_by_id(&take_out_id(column.saturating_sub(1))),
            _ => {}
        }
        chosen.change(|comparison| comparison.choose(column, None));
    };
    view! {
        <button type="button" id=take_out_id(column) aria-label=name on:click=take_out>
            <span aria-hidden="true">"×"</span>
        </button>
    }
}

fn take_out_id(column: usize) -> String {
    format!("_remove-{column}")
}

/// Chooses which two columns a narrow screen shows.
#[component]
pub fn PairChoice(
    /// What is compared.
    chosen: Chosen,
) -> AnyView {
    let pairs = move || 0..chosen.with(|comparison| comparison.levels.len().saturating_sub(1));
    view! {
        <fieldset class="pairs">
            <legend class="unseen">"Levels shown"</legend>
            <For each=pairs key=|first| *first let:first>
                <Pair chosen first/>
            </For>
        </fieldset>
    }
    .into_any()
}

/// A column and the next one, for a narrow screen.
#[component]
fn Pair(
    /// What is compared.
    chosen: Chosen,
    /// The first of the two columns, from 0.
    first: usize,
) -> impl IntoView {
    let short = move |column| chosen.level(column).map_or("", |level| level.short.as_str());
    let choose = move |event| {
        if control::is_ticked(&event) {
            chosen.change(|comparison| comparison.first = first);
        }
    };
    view! {
        <label>
            <input
                type="radio"
                name="_pair"
                id=format!("_pair-{first}")
                prop:checked=move || chosen.with(|comparison| comparison.first == first)
                on:change=choose
            />
            <span>{move || short(first)} " and " {move || short(first + 1)}</span>
        </label>
    }
}
