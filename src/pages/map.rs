//! The ladder as a map: tracks side by side, levels as rungs, the highest on top.

use leptos::prelude::*;
use rungs_ladder::compare::Comparison;
use rungs_ladder::id::LevelId;
use rungs_ladder::ladder::{Ladder, Level, Track};

use crate::components::landmark::{Heading, Main};
use crate::context::use_site;
use crate::routes::Route;

/// The rungs that must be free above the first track for the guide to stand there.
const ROOM_FOR_GUIDE: usize = 3;

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
    let highest = highest(ladder, ladder.levels.iter());
    let has_room = ladder
        .tracks
        .first()
        .is_some_and(|first| highest - self::highest(ladder, ladder.on_track(&first.id)) >= ROOM_FOR_GUIDE);
    view! {
        <Main class="page">
            <div class="map-head">
                <Heading>{ladder.title.as_str()}</Heading>
                <p class="lead">{ladder.summary.as_str()}</p>
            </div>
            {(!has_room).then(|| view! { <Guide/> })}
            <div class=format!("map rows-{highest}")>
                {has_room.then(|| view! { <Guide/> })}
                {ladder.tracks.iter().map(|track| view! { <TrackColumn track picked/> }).collect_view()}
            </div>
            <PickedBar picked/>
        </Main>
    }
}

/// How many rungs the highest of `levels` stands above the ground.
fn highest(ladder: &Ladder, levels: impl Iterator<Item = &'static Level>) -> usize {
    levels.map(|level| ladder.height(level)).max().unwrap_or_default()
}

/// How to read the map. Where the first track ends well below the others it stands above that, else above the map.
#[component]
fn Guide() -> impl IntoView {
    let site = use_site();
    let has_variants = site.ladder.levels.iter().any(|level| !level.kind.is_rung());
    view! {
        <section class="how" aria-labelledby="_how">
            <h2 id="_how">"How to read it"</h2>
            <p>"Start at the bottom and climb. Each rung asks for everything below it and adds its own."</p>
            {has_variants.then(|| view! {
                <p>"A dashed rung is a role that someone at that level takes on for a time, not a step up."</p>
            })}
            <p class="needs-app">"Tick two to four levels to see them side by side."</p>
            <p>
                "Years are what is usual, not a condition. "
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
    track: &'static Track,
    /// What is picked.
    picked: Picked,
) -> impl IntoView {
    let site = use_site();
    let rungs: Vec<_> = site.ladder.on_track(&track.id).filter(|level| level.kind.is_rung()).collect();
    let lowest = rungs.first().copied();
    let accent = lowest.map(|level| site.accent(level)).unwrap_or_default();
    let ground = lowest.map(|level| site.ladder.height(level) - 1).unwrap_or_default();
    let count = rungs.len();
    let heading = format!("_track-{}", track.id);
    let below = lowest.and_then(|lowest| site.ladder.lineage(lowest).next()).map(|level| {
        view! {
            <p class="ground">
                "Begins above "
                <a href=site.level_href(level)>{level.title.as_str()}</a>
                ": everything asked for there is asked for here, too."
            </p>
        }
    });
    view! {
        <section class=format!("track span-{} {accent}", count + 1 + ground) aria-labelledby=heading>
            <div class="track-head">
                <h2 id=heading.clone()>{track.title.as_str()}</h2>
                <p>{track.summary.as_str()}</p>
            </div>
            <ol reversed class=format!("rungs span-{count}")>
                {rungs.into_iter().rev().map(|level| view! { <Rung level picked/> }).collect_view()}
            </ol>
            {below}
        </section>
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
        view! { <span class="years">{years.raw.as_str()} {unit}</span> }
    });
    view! {
        <a class="rung-link" href=use_site().level_href(level)>
            <span class="rung-title">{level.title.as_str()}</span>
            " "
            {years}
            " "
            <span class="rung-summary">{level.summary.as_str()}</span>
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
                <p>{titles} " and … pick another level to compare with"</p>
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
    use rungs_ladder::read::MAX_RUNGS;

    #[test]
    fn the_stylesheet_has_a_row_for_every_rung_and_for_the_head() {
        let css = include_str!("../../style/layout.css");
        for rungs in 1..=MAX_RUNGS {
            let rows = rungs + 1;
            for rule in [
                format!(".rows-{rungs} {{ grid-template-rows: repeat({rows}, auto); }}"),
                format!(".span-{rungs} {{ grid-row-start: span {rungs}; }}"),
                format!(".span-{rows} {{ grid-row-start: span {rows}; }}"),
            ] {
                assert!(css.contains(&rule), "{rule}");
            }
        }
    }
}
