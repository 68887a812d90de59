//! The ladder as a map: tracks side by side, levels as rungs, the highest on top.

use leptos::prelude::*;
use rungs_core::ladder::{Level, Track};
use rungs_core::route::Route;

use crate::site::Site;

/// The map, with how to read it.
#[component]
pub fn Map(
    /// The ladder and where it lives.
    site: Site,
) -> impl IntoView {
    let ladder = site.ladder;
    let tracks = ladder.tracks.iter().map(|track| view_track(site, track)).collect_view();
    let highest = ladder.levels.iter().map(|level| height(site, level)).max().unwrap_or_default();
    // Where the first track ends well below the others, the space above it has room for the guide.
    let first = ladder.tracks.first().map(|track| ladder.on_track(&track.id).map(|level| height(site, level)).max());
    let room = highest - first.flatten().unwrap_or(highest);
    let (beside, above) = if room >= ROOM_FOR_GUIDE { (Some(guide(site)), None) } else { (None, Some(guide(site))) };
    view! {
        <main id="_main" class="page">
            <div class="map-head">
                <h1 tabindex="-1">{ladder.title.as_str()}</h1>
                <p class="lead">{ladder.summary.as_str()}</p>
            </div>
            {above}
            <div class=["map rows-", &highest.to_string()].concat()>{beside}{tracks}</div>
        </main>
    }
}

/// The rungs that must be free above the first track for the guide to stand there.
const ROOM_FOR_GUIDE: usize = 3;

fn guide(site: Site) -> impl IntoView {
    view! {
        <section class="how" aria-labelledby="_how">
            <h2 id="_how">"How to read it"</h2>
            <p>"Start at the bottom and climb. Each rung asks for everything below it and adds its own."</p>
            <p>"A dashed rung is a role that someone at that level takes on for a time, not a step up."</p>
            <p>
                "Years are what is usual, not a condition. Open a level to read its expectations; "
                <a href=site.href(&Route::About)>"more about this ladder"</a> "."
            </p>
        </section>
    }
}

/// How many rungs a level stands above the ground, itself included; a variant stands beside its level.
fn height(site: Site, level: &'static Level) -> usize {
    usize::from(level.kind.is_rung()) + site.ladder.lineage(level).filter(|below| below.kind.is_rung()).count()
}

fn view_track(site: Site, track: &'static Track) -> impl IntoView {
    let rungs: Vec<_> = site.ladder.on_track(&track.id).filter(|level| level.kind.is_rung()).collect();
    let accent = rungs.first().map(|level| site.accent(level)).unwrap_or_default();
    let base = rungs.first().and_then(|lowest| site.ladder.lineage(lowest).next());
    let ground = rungs.first().map(|lowest| height(site, lowest) - 1).unwrap_or_default();
    let count = rungs.len();
    let heading = ["_track-", track.id.as_str()].concat();
    let class = ["track span-", &(count + 1 + ground).to_string(), " ", accent].concat();
    let below = base.map(|level| {
        view! {
            <p class="ground">
                "Begins above " <a href=site.level_href(level)>{level.title.as_str()}</a>
                ": everything asked for there is asked for here, too."
            </p>
        }
    });
    view! {
        <section class=class aria-labelledby=heading>
            <div class="track-head">
                <h2 id=heading.clone()>{track.title.as_str()}</h2>
                <p>{track.summary.as_str()}</p>
            </div>
            <ol reversed class=["rungs span-", &count.to_string()].concat()>
                {rungs.into_iter().rev().map(|level| view_rung(site, level)).collect_view()}
            </ol>
            {below}
        </section>
    }
}

fn view_rung(site: Site, level: &'static Level) -> impl IntoView {
    let variants: Vec<_> = site.ladder.above(level).filter(|above| !above.kind.is_rung()).collect();
    let variants = (!variants.is_empty()).then(|| {
        let item = |variant| view! { <li class="rung variant">{view_level(site, variant)}</li> };
        view! { <ul class="variants" aria-label="Roles at this level">{variants.into_iter().map(item).collect_view()}</ul> }
    });
    view! { <li class="rung">{view_level(site, level)}{variants}</li> }
}

fn view_level(site: Site, level: &'static Level) -> impl IntoView {
    let years = level.experience.as_ref().map(|experience| {
        view! { <span class="years">{years(&experience.raw)}</span> }
    });
    view! {
        <a class="rung-link" href=site.level_href(level)>
            <span class="rung-title">{level.title.as_str()}</span>
            " "
            {years}
            " "
            <span class="rung-summary">{level.summary.as_str()}</span>
        </a>
    }
}

/// What was written, with its unit where a bare number leaves it out.
pub fn years(raw: &str) -> String {
    if raw.contains(|c: char| c.is_alphabetic()) { raw.into() } else { [raw, " years"].concat() }
}
