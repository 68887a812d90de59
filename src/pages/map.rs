//! The ladder as a map: levels as rungs, the highest on top; what tracks share stands once, and the tracks side by side above it.

use leptos::prelude::*;
use rungs_ladder::compare::Comparison;
use rungs_ladder::id::LevelId;
use rungs_ladder::ladder::{Level, Track};
use rungs_ladder::map::{self, Branch, Family, Trunk};

use crate::components::landmark::{Heading, Main};
use crate::components::own::{Own, OwnMark};
use crate::components::owners_page_links::{MorePages, Place};
use crate::components::said::Said;
use crate::context::use_site;
use crate::routes::Route;

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

/// What every rung of the map needs.
#[derive(Clone)]
struct Rungs {
    picked: Picked,
    own: Own,
}

/// The map, and what to begin with. Levels can be picked, to be compared.
#[component]
pub fn Map() -> impl IntoView {
    let ladder = use_site().ladder;
    let picked = Picked(RwSignal::new(Comparison::default()));
    let shared = Rungs { picked, own: Own::read() };
    let families = map::families(ladder).into_iter();
    let families = families.map(|family| view! { <FamilyMap family shared=shared.clone()/> }).collect_view();
    view! {
        <Main class="page">
            <div class="map-head">
                <Heading><Said>{ladder.title.as_str()}</Said></Heading>
                <p class="lead"><Said>{ladder.summary.as_str()}</Said></p>
                <Begin/>
                <p class="how">"Each level includes the levels below it."</p>
                <MorePages place=Place::Map/>
            </div>
            <div class="map">{families}</div>
            <p class="whole-link"><a href=use_site().href(&Route::Whole)>"Read the whole ladder on one page"</a></p>
            <PickedBar picked/>
        </Main>
    }
}

/// What a reader may have come for.
#[component]
fn Begin() -> impl IntoView {
    let site = use_site();
    view! {
        <p class="actions">
            <a class="button" href=site.href(&Route::Assess)>"Assess yourself"</a>
            <a class="button quiet" href=site.href(&Route::Compare)>"Compare two"</a>
            <a class="button quiet" href=site.href(&Route::Find)>"Find my level"</a>
        </p>
    }
}

/// Tracks side by side, and the trunk that they stand on.
#[component]
fn FamilyMap(
    /// They.
    family: Family<'static>,
    /// What their rungs need.
    shared: Rungs,
) -> impl IntoView {
    let Family { branches, trunk } = family;
    let class = if trunk.is_some() { "tracks branching" } else { "tracks" };
    let branch = |branch| view! { <BranchMap branch shared=shared.clone()/> };
    let branches = branches.into_iter().map(branch).collect_view();
    view! {
        <div class="family">
            <div class=class>{branches}</div>
            {trunk.map(|trunk| view! { <TrunkMap trunk shared/> })}
        </div>
    }
}

/// A track above its trunk, or above the ground.
#[component]
fn BranchMap(
    /// It.
    branch: Branch<'static>,
    /// What its rungs need.
    shared: Rungs,
) -> impl IntoView {
    let site = use_site();
    let Branch { track, rungs, base } = branch;
    let accent = rungs.first().map(|level| site.accent(level)).unwrap_or_default();
    let heading = format!("_track-{}", track.id);
    let base = base.map(|level| {
        view! { <p>"Begins above " <a href=site.level_href(level)><Said>{level.title.as_str()}</Said></a> "."</p> }
    });
    view! {
        <section class=["track", accent].join(" ").trim_end().to_owned() aria-labelledby=heading>
            <TrackHead track heading=heading.clone()/>
            {base}
            <RungList rungs shared/>
        </section>
    }
}

/// What several tracks share. It stands below all of them, and its heading below it: the ground.
#[component]
fn TrunkMap(
    /// It.
    trunk: Trunk<'static>,
    /// What its rungs need.
    shared: Rungs,
) -> impl IntoView {
    let site = use_site();
    let Trunk { track, rungs, shared_by, is_whole_track } = trunk;
    let accent = rungs.first().filter(|_| is_whole_track).map(|level| site.accent(level)).unwrap_or_default();
    let heading = format!("_trunk-{}", track.id);
    let head = match (is_whole_track, shared_by) {
        (true, _) => view! { <TrackHead track heading=heading.clone()/> }.into_any(),
        (false, 2) => {
            view! { <SharedHead words="Shared by both tracks".to_owned() heading=heading.clone()/> }
                .into_any()
        }
        (false, count) => {
            view! { <SharedHead words=format!("Shared by {count} tracks") heading=heading.clone()/> }
                .into_any()
        }
    };
    view! {
        <section class=["track trunk", accent].join(" ").trim_end().to_owned() aria-labelledby=heading>
            {head}
            <RungList rungs shared/>
        </section>
    }
}

/// What a track is.
#[component]
fn TrackHead(
    /// The track.
    track: &'static Track,
    /// The id of its heading.
    heading: String,
) -> impl IntoView {
    view! {
        <div class="track-head">
            <h2 id=heading><Said>{track.title.as_str()}</Said></h2>
            <p><Said>{track.summary.as_str()}</Said></p>
        </div>
    }
}

/// By whom a trunk is shared.
#[component]
fn SharedHead(
    /// That.
    words: String,
    /// The id of its heading.
    heading: String,
) -> impl IntoView {
    view! { <div class="track-head shared"><h2 id=heading>{words}</h2></div> }
}

/// Rungs, the highest on top, each above the roles that someone on it can take on.
#[component]
fn RungList(
    /// The levels, the lowest first.
    rungs: Vec<&'static Level>,
    /// What they need.
    shared: Rungs,
) -> impl IntoView {
    let ladder = use_site().ladder;
    let rung = |level: &'static Level| {
        let roles = ladder.above(level).filter(|above| !above.kind.is_rung());
        let roles = roles.map(|level| view! { <Rung level shared=shared.clone()/> }).collect_view();
        view! { <Rung level shared=shared.clone()/> {roles} }
    };
    view! { <ol reversed class="rungs">{rungs.into_iter().rev().map(rung).collect_view()}</ol> }
}

/// A level, in a row: its title, then years and summary.
#[component]
fn Rung(
    /// The level.
    level: &'static Level,
    /// What it needs.
    shared: Rungs,
) -> impl IntoView {
    let Rungs { picked, own } = shared;
    let is_role = !level.kind.is_rung();
    let years = level.experience.as_ref().map(|years| {
        let unit = years.around().unit;
        view! { <span class="years"><Said>{years.raw.as_str()}</Said> {unit}</span> " " }
    });
    view! {
        <li class=if is_role { "rung variant" } else { "rung" }>
            <a class="rung-link" href=use_site().level_href(level)>
                <span class="rung-title"><Said>{level.title.as_str()}</Said></span>
                " "
                <span class="rung-summary">
                    {is_role.then_some("Role · ")}
                    {years}
                    <Said>{level.summary.as_str()}</Said>
                </span>
            </a>
            <Pick level picked/>
            <OwnMark level own/>
        </li>
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
