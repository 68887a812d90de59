//! The lists that levels are chosen from, one for each column, and one more to add a level.

use leptos::prelude::*;
use rungs_ladder::compare::MAX_LEVELS;
use rungs_ladder::ladder::{Level, Track};

use super::chosen::Chosen;
use crate::browser::control;
use crate::context::use_site;

/// The id of the list of a column.
pub fn picker_id(column: usize) -> String {
    format!("_level-{}", column + 1)
}

/// A list for each column that there can be.
#[component]
pub fn Pickers(
    /// What is compared.
    chosen: Chosen,
) -> AnyView {
    let pickers = (0..MAX_LEVELS).map(|column| view! { <Picker chosen column/> }).collect_view();
    view! { <div class="pickers needs-app">{pickers}</div> }.into_any()
}

/// The list of a column. It shows where the column, or the one before it, has a level.
#[component]
fn Picker(
    /// What is compared.
    chosen: Chosen,
    /// The column, from 0.
    column: usize,
) -> impl IntoView {
    let site = use_site();
    let shown = move || chosen.level(column).map_or("", |level| level.id.as_str());
    let choose = move |event| {
        let id = control::value(&event);
        let level = site.ladder.levels.iter().find(|level| level.id.as_str() == id);
        chosen.change(|comparison| comparison.choose(column, level.map(|level| &level.id)));
        // A level that another column has already cannot be added: the list shows again what holds.
        control::show_value(&event, untrack(shown));
    };
    view! {
        <label class="picker" hidden=move || chosen.with(|comparison| column > comparison.levels.len())>
            <span>"Level " {column + 1}</span>
            <select id=picker_id(column) prop:value=shown on:change=choose>
                <option value="">"No level"</option>
                {site.ladder.tracks.iter().map(|track| view! { <TrackOptions track/> }).collect_view()}
            </select>
        </label>
    }
}

/// The levels of a track, to choose from.
#[component]
fn TrackOptions(
    /// The track.
    track: &'static Track,
) -> impl IntoView {
    let site = use_site();
    let option = |level: &'static Level| view! { <option value=level.id.as_str() lang=site.other_language()>{level.title.as_str()}</option> };
    view! {
        <optgroup label=track.title.as_str()>
            {site.ladder.on_track(&track.id).map(option).collect_view()}
        </optgroup>
    }
}
