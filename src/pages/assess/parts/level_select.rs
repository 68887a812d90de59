//! A list of all levels to choose from.

use leptos::prelude::*;
use rungs_ladder::id::LevelId;
use rungs_ladder::ladder::Level;

use crate::context::use_site;

/// A list of all levels by track.
#[component]
pub fn LevelSelect(
    /// Its id.
    id: &'static str,
    /// The level that is chosen.
    #[prop(into)]
    chosen: Signal<Option<LevelId>>,
    /// What stands for no level; without it one is always chosen.
    #[prop(into)]
    none: Signal<Option<&'static str>>,
    /// Is told what a person chooses.
    on_choose: impl Fn(Option<LevelId>) + 'static,
) -> impl IntoView {
    let site = use_site();
    let is_chosen = move |level: &'static Level| chosen.with(|chosen| chosen.as_ref() == Some(&level.id));
    let option = move |level: &'static Level| {
        view! {
            <option value=level.id.as_str() lang=site.other_language() selected=move || is_chosen(level)>
                {level.title.as_str()}
            </option>
        }
    };
    let groups = site.ladder.tracks.iter().map(|track| {
        let levels = site.ladder.on_track(&track.id).map(option).collect_view();
        view! { <optgroup label=track.title.as_str()>{levels}</optgroup> }
    });
    let choose = move |value: String| {
        on_choose(
            site.ladder.levels.iter().find(|level| level.id.as_str() == value).map(|level| level.id.clone()),
        );
    };
    view! {
        <select id=id on:change:target=move |event| choose(event.target().value())>
            {move || none.get().map(|none| view! {
                <option value="" selected=move || chosen.with(Option::is_none)>{none}</option>
            })}
            {groups.collect_view()}
        </select>
    }
}
