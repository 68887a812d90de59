//! The small ladder: every track as a rail, every level a rung, the present one lit.

use leptos::prelude::*;
use rungs_core::ladder::{Level, Track};

use crate::site::Site;

/// All levels as links, highest first, by track.
#[component]
pub fn Rail(
    /// The ladder and where it lives.
    site: Site,
    /// The level whose page this is.
    #[prop(optional)]
    present: Option<&'static Level>,
) -> impl IntoView {
    let rung = move |level: &'static Level| {
        let current = present.is_some_and(|present| present.id == level.id).then_some("page");
        let kind = if level.kind.is_rung() { "rung" } else { "rung variant" };
        view! {
            <li class=kind><a href=site.level_href(level) aria-current=current>{level.title.as_str()}</a></li>
        }
    };
    let track = move |track: &'static Track| {
        let levels: Vec<_> = site.ladder.on_track(&track.id).collect();
        let accent = levels.first().map(|level| site.accent(level));
        let heading = ["_rail-", track.id.as_str()].concat();
        view! {
            <div class=["rail ", accent.unwrap_or_default()].concat()>
                <p class="rail-title" id=heading.clone()>{track.title.as_str()}</p>
                <ol reversed aria-labelledby=heading>{levels.into_iter().rev().map(rung).collect_view()}</ol>
            </div>
        }
    };
    // The track of the present level first: it is the way up and down.
    let on_present = |track: &&'static Track| present.is_some_and(|present| present.track == track.id);
    let first = site.ladder.tracks.iter().filter(on_present);
    let others = site.ladder.tracks.iter().filter(|track| !on_present(track));
    view! { <nav class="rails" aria-label="Levels">{first.chain(others).map(track).collect_view()}</nav> }
}
