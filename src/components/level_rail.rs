//! The small ladder: every track as a rail, every level a rung, the present one lit.

use leptos::prelude::*;
use rungs_ladder::ladder::{Level, Track};

use crate::components::said::Said;
use crate::context::use_site;

/// All levels as links, by track, the highest first. The track of the present level stands first: it is the way up and
/// down.
#[component]
pub fn LevelRail(
    /// The level that is shown, if any.
    #[prop(optional_no_strip)]
    present: Option<&'static Level>,
) -> impl IntoView {
    let site = use_site();
    let is_present = |track: &&'static Track| present.is_some_and(|level| level.track == track.id);
    let first = site.ladder.tracks.iter().filter(is_present);
    let others = site.ladder.tracks.iter().filter(|track| !is_present(track));
    view! {
        <nav class="rails" aria-label="Levels">
            {first.chain(others).map(|track| view! { <TrackRail track present/> }).collect_view()}
        </nav>
    }
}

/// The levels of one track.
#[component]
fn TrackRail(
    /// The track.
    track: &'static Track,
    /// The level that is shown, if any.
    present: Option<&'static Level>,
) -> impl IntoView {
    let site = use_site();
    let levels: Vec<_> = site.ladder.on_track(&track.id).collect();
    let accent = levels.first().map(|level| site.accent(level)).unwrap_or_default();
    let heading = format!("_rail-{}", track.id);
    let rung = |level: &'static Level| {
        let is_present = present.is_some_and(|present| present.id == level.id);
        view! {
            <li class=if level.kind.is_rung() { "rung" } else { "rung variant" }>
                <a href=site.level_href(level) aria-current=is_present.then_some("page")><Said>{level.title.as_str()}</Said></a>
            </li>
        }
    };
    view! {
        <div class=format!("rail {accent}")>
            <p class="rail-title" id=heading.clone()><Said>{track.title.as_str()}</Said></p>
            <ol reversed aria-labelledby=heading>{levels.into_iter().rev().map(rung).collect_view()}</ol>
        </div>
    }
}
