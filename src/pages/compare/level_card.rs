//! The levels that are compared: what each is, and what can be done with it.

use leptos::prelude::*;
use rungs_ladder::experience::Around;
use rungs_ladder::ladder::Level;

use super::chosen::Chosen;
use super::pickers::picker_id;
use crate::browser::document;
use crate::components::list::List;
use crate::components::said::Said;
use crate::context::use_site;

/// A card for each level, once there are two.
#[component]
pub fn LevelCards(
    /// What is compared.
    chosen: Chosen,
) -> AnyView {
    let columns = move || match chosen.with(|comparison| comparison.levels.len()) {
        0 | 1 => 0..0,
        columns => 0..columns,
    };
    view! {
        <ul class="level-cards">
            <List each=columns key=|column| *column let:column>
                <LevelCard chosen column/>
            </List>
        </ul>
    }
    .into_any()
}

/// A level, and what can be done with its column. The card stays where another level comes into the column.
#[component]
fn LevelCard(
    /// What is compared.
    chosen: Chosen,
    /// The column, from 0.
    column: usize,
) -> AnyView {
    let site = use_site();
    let level = move || chosen.level(column);
    view! {
        <li class=move || level().map(|level| format!("level-card {}", site.accent(level)))>
            {move || level().map(|level| view! { <CardText level/> })}
            <span class="column-actions screen-only needs-app">
                {column.checked_sub(1).map(|before| view! { <Swap chosen before/> })}
                <TakeOut chosen column/>
            </span>
        </li>
    }
    .into_any()
}

/// What a level is.
#[component]
fn CardText(
    /// The level.
    level: &'static Level,
) -> impl IntoView {
    let site = use_site();
    // In a collection it has the name of its ladder.
    let what = (!site.ladder.is_collection()).then_some(" track");
    let track = site.ladder.track(&level.track).map(|track| {
        view! { <p class="card-track"><Said>{track.title.as_str()}</Said> {what}</p> }
    });
    let summary = (!level.summary.is_empty())
        .then(|| view! { <p class="card-summary"><Said>{level.summary.as_str()}</Said></p> });
    let years = level.experience.as_ref().map(|years| {
        let Around { before, unit, after } = years.around();
        view! { <p class="card-years">{before} <Said>{years.raw.as_str()}</Said> {unit} {after}</p> }
    });
    view! {
        {track}
        <p class="card-title"><a href=site.level_href(level)><Said>{level.title.as_str()}</Said></a></p>
        {summary}
        {years}
    }
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
