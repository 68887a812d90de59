//! The ladder as a map: tracks side by side, levels as rungs, the highest on top.

use leptos::prelude::*;
use rungs_ladder::compare::Comparison;
use rungs_ladder::id::LevelId;
use rungs_ladder::ladder::{Ladder, Level, Track};

use crate::components::landmark::{Heading, Main};
use crate::components::said::Said;
use crate::context::use_site;
use crate::routes::Route;

/// The rungs that must be free above the first track for the guide to stand there.
const ROOM_FOR_GUIDE: usize = 3;

/// How many rows the stylesheet gives to tracks that stand side by side. A row where nothing stands has no height.
const ROWS: usize = 120;

/// A track as it stands on the map.
#[derive(Clone)]
struct Column {
    track: &'static Track,
    /// Its rungs, the lowest first.
    rungs: Vec<&'static Level>,
    /// The level that its lowest rung stands on, if any.
    base: Option<&'static Level>,
    /// How high its rungs reach above the ground, in rungs.
    top: usize,
}

impl Column {
    fn new(ladder: &'static Ladder, track: &'static Track) -> Self {
        let rungs: Vec<_> = ladder.on_track(&track.id).filter(|level| level.kind.is_rung()).collect();
        let base = rungs.first().and_then(|lowest| ladder.lineage(lowest).next());
        let top = base.map_or(0, |base| ladder.height(base)) + rungs.len();
        Self { track, rungs, base, top }
    }
}

/// The levels that are picked on the map, to be compared.
#[derive(Clone, Copy)]
struct Picked(RwSignal<Comparison>);

impl Picked {
    fn has(self, level: &Level) -> bool {
        self.0.with(|picked| picked.levels.contains(&level.id))
    }

    /// Picks a level, or lets it go.
    fn toggle(self, level: &Level) {
        self.0.update(|picked| match picked.levels.iter().position(|id| *id == level.id) {
            Some(column) => picked.choose(column, None),
            None => picked.add(&level.id),
        });
    }
}

/// The map, with how to read it. Levels can be picked, to be compared.
#[component]
pub fn Map() -> impl IntoView {
    let ladder = use_site().ladder;
    let picked = Picked(RwSignal::new(Comparison::default()));
    let columns: Vec<_> = ladder.tracks.iter().map(|track| Column::new(ladder, track)).collect();
    let highest = columns.iter().map(|column| column.top).max().unwrap_or_default();
    let has_room = columns.first().is_some_and(|first| highest - first.top >= ROOM_FOR_GUIDE);
    // A track needs a row above its rungs for its head, and one below them for what it stands on.
    let class = if highest + 2 <= ROWS { "map same-ground" } else { "map" };
    let columns = columns.into_iter().enumerate().map(move |(place, column)| {
        let air = highest - column.top;
        view! { <TrackColumn column air has_guide=has_room && place == 0 picked/> }
    });
    view! {
        <Main class="page">
            <div class="map-head">
                <Heading><Said>{ladder.title.as_str()}</Said></Heading>
                <p class="lead"><Said>{ladder.summary.as_str()}</Said></p>
            </div>
            {(!has_room).then(|| view! { <Guide/> })}
            <div class=class>{columns.collect_view()}</div>
            <PickedBar picked/>
        </Main>
    }
}

/// How to read the map. Where the first track ends well below the others it stands above that, else above the map.
#[component]
fn Guide() -> impl IntoView {
    let site = use_site();
    let has_variants = site.ladder.levels.iter().any(|level| !level.kind.is_rung());
    view! {
        <section class="how" aria-labelledby="_how">
            <h2 id="_how">"How to read it"</h2>
            <p>"Start at the bottom. Each level includes the levels below it and adds its own expectations."</p>
            {has_variants.then(|| view! {
                <p>"A dashed rung is a role that someone at that level takes on for a time. It is not a step up."</p>
            })}
            <p class="needs-app">"Tick two to four levels to see them side by side."</p>
            <p>
                "Years are typical, not required. "
                <a href=site.href(&Route::About)>"More about this ladder"</a>
                "."
            </p>
        </section>
    }
}

/// A track, with its rungs at their heights above the ground.
#[component]
fn TrackColumn(
    /// The track.
    column: Column,
    /// How many rows above it are free.
    air: usize,
    /// Whether the guide stands there.
    has_guide: bool,
    /// What is picked.
    picked: Picked,
) -> impl IntoView {
    let site = use_site();
    let Column { track, rungs, base, .. } = column;
    let accent = rungs.first().map(|level| site.accent(level)).unwrap_or_default();
    let air = air - if has_guide { ROOM_FOR_GUIDE } else { 0 };
    let heading = format!("_track-{}", track.id);
    let ground = base.map(|level| {
        view! {
            <p class="ground">
                "Begins above "
                <a href=site.level_href(level)><Said>{level.title.as_str()}</Said></a>
                ": it includes everything from there."
            </p>
        }
    });
    view! {
        <div class=format!("track {accent}")>
            {has_guide.then(|| view! { <Guide/> })}
            {(0..air).map(|_| view! { <div class="air"></div> }).collect_view()}
            <section aria-labelledby=heading>
                <div class="track-head">
                    <h2 id=heading.clone()><Said>{track.title.as_str()}</Said></h2>
                    <p><Said>{track.summary.as_str()}</Said></p>
                </div>
                <ol reversed class="rungs">
                    {rungs.into_iter().rev().map(|level| view! { <Rung level picked/> }).collect_view()}
                </ol>
                {ground}
            </section>
        </div>
    }
}

/// A rung, with the roles that someone on it can take on.
#[component]
fn Rung(
    /// The level.
    level: &'static Level,
    /// What is picked.
    picked: Picked,
) -> impl IntoView {
    let variants: Vec<_> = use_site().ladder.above(level).filter(|above| !above.kind.is_rung()).collect();
    let variants = (!variants.is_empty()).then(|| {
        let variant = |level| view! { <li class="rung variant"><RungLink level/><Pick level picked/></li> };
        view! {
            <ul class="variants" aria-label="Roles at this level">
                {variants.into_iter().map(variant).collect_view()}
            </ul>
        }
    });
    view! { <li class="rung"><RungLink level/><Pick level picked/>{variants}</li> }
}

/// The way to a level.
#[component]
fn RungLink(
    /// The level.
    level: &'static Level,
) -> impl IntoView {
    let years = level.experience.as_ref().map(|years| {
        let unit = years.around().unit;
        view! { <span class="years"><Said>{years.raw.as_str()}</Said> {unit}</span> }
    });
    view! {
        <a class="rung-link" href=use_site().level_href(level)>
            <span class="rung-title"><Said>{level.title.as_str()}</Said></span>
            " "
            {years}
            " "
            <span class="rung-summary"><Said>{level.summary.as_str()}</Said></span>
        </a>
    }
}

/// Picks a level, or lets it go.
#[component]
fn Pick(
    /// The level.
    level: &'static Level,
    /// What is picked.
    picked: Picked,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="pick needs-app"
            aria-label=format!("Compare {}", level.title)
            aria-pressed=move || if picked.has(level) { "true" } else { "false" }
            on:click=move |_| picked.toggle(level)
        ></button>
    }
}

/// The way on from the levels picked, at the foot of the screen.
#[component]
fn PickedBar(
    /// What is picked.
    picked: Picked,
) -> impl IntoView {
    let site = use_site();
    let Picked(picked) = picked;
    let titles = move || {
        let short = |id: &LevelId| Some(site.ladder.level(id)?.short.as_str());
        picked.with(|picked| picked.levels.iter().filter_map(short).collect::<Vec<_>>().join(", "))
    };
    let count = Memo::new(move |_| picked.with(|picked| picked.levels.len()));
    let href = move || picked.with(|picked| site.query_href(&Route::Compare, &picked.to_query()));
    view! {
        <div class="picked" role="status">
            <Show when=move || count.get() == 1>
                <p>{titles} " and … choose another level to compare"</p>
            </Show>
            <Show when=move || { count.get() > 1 }>
                <a class="button" href=href>"Compare " {titles}</a>
            </Show>
            <Show when=move || { count.get() > 0 }>
                <button type="button" class="button quiet" on:click=move |_| picked.set(Comparison::default())>
                    "Clear"
                </button>
            </Show>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::ROWS;

    #[test]
    fn the_stylesheet_has_as_many_rows() {
        let css = include_str!("../../style/layout.css");
        assert!(css.contains(&format!("grid-row: span {ROWS};")));
    }
}
