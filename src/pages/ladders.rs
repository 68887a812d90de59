//! The first page of a collection: its ladders, and what goes across them.

use leptos::prelude::*;
use rungs_ladder::branding::ListedLadder;

use crate::components::landmark::{Heading, Main};
use crate::components::said::Said;
use crate::context::use_site;
use crate::pages::counted;
use crate::routes::Route;

/// The ladders of the collection.
#[component]
pub fn Ladders() -> impl IntoView {
    let site = use_site();
    let ladder = site.ladder;
    let ladders = ladder.branding.ladders.iter().map(|ladder| view! { <LadderCard ladder/> }).collect_view();
    view! {
        <Main class="page">
            <div class="map-head">
                <Heading><Said>{ladder.title.as_str()}</Said></Heading>
                <p class="lead"><Said>{ladder.summary.as_str()}</Said></p>
                <p class="actions">
                    <a class="button" href=site.href(&Route::Find)>"Find an expectation"</a>
                    <a class="button quiet" href=site.href(&Route::Compare)>"Compare levels"</a>
                </p>
                <p class="how">"Each ladder has pages of its own, and keeps your self-assessments apart."</p>
            </div>
            <ul class="ladder-cards">{ladders}</ul>
        </Main>
    }
}

/// A ladder, in its own language.
#[component]
fn LadderCard(
    /// Its folder, and what the card says of it.
    ladder: &'static ListedLadder,
) -> impl IntoView {
    let site = use_site();
    let ListedLadder { folder, title, summary, language, tracks, levels } = ladder;
    let direction = if ladder.is_right_to_left() { "rtl" } else { "ltr" };
    let tracks = (tracks.len() > 1).then(|| {
        view! { <bdi lang=language.as_str() dir=direction>{tracks.join(", ")}</bdi> " · " }
    });
    view! {
        <li class="ladder-card">
            <h2>
                <a href=[site.base, folder, "/"].concat() lang=language.as_str() dir=direction>{title.as_str()}</a>
            </h2>
            <p class="card-summary" lang=language.as_str() dir=direction>{summary.as_str()}</p>
            <p class="card-years">{tracks} {counted(*levels, "level")}</p>
        </li>
    }
}
