//! What this is, the rating scale, where the ladder comes from, and the privacy promise.

use leptos::prelude::*;
use rungs_ladder::ladder::{Area, Credit, Rating};

use crate::components::landmark::{Heading, Main};
use crate::components::owners_page_links::{MorePages, Place};
use crate::components::said::Said;
use crate::context::use_site;
use crate::routes::Route;

/// The page about the site.
#[component]
pub fn About() -> impl IntoView {
    let ladder = use_site().ladder;
    let heading = if ladder.is_collection() { "About these ladders" } else { "About this ladder" };
    // Each ladder of a collection has a scale of its own.
    let scale = (!ladder.is_collection()).then(|| view! { <RatingScale/> });
    view! {
        <Main class="page narrow prose">
            <Heading>{heading}</Heading>
            <p class="lead"><Said>{ladder.summary.as_str()}</Said></p>
            <Purpose/>
            <h2>"The areas"</h2>
            <dl class="terms">{ladder.areas.iter().map(view_area).collect_view()}</dl>
            {scale}
            <Privacy/>
            <MorePages place=Place::About/>
            <Sources/>
        </Main>
    }
}

/// What a career ladder is for.
#[component]
fn Purpose() -> impl IntoView {
    view! {
        <h2>"What this is"</h2>
        <p>
            "A career ladder says what is expected at each level, so that a person can see where they stand and what \
             comes next without having to guess. It describes what colleagues can observe, not who someone is. Use it \
             as a basis for conversations. It is not a checklist that leads to a promotion."
        </p>
        <p>
            "Each level includes the levels below it. When a level has the same topic as a level below it, \
             its statement replaces the lower one. Years of experience are typical, not required."
        </p>
    }
}

fn view_area(area: &'static Area) -> impl IntoView {
    view! { <div><dt><Said>{area.title.as_str()}</Said></dt><dd><Said>{area.summary.as_str()}</Said></dd></div> }
}

/// The steps by which people rate themselves.
#[component]
fn RatingScale() -> impl IntoView {
    let scale = &use_site().ladder.scale;
    let rating = |rating: &'static Rating| {
        let is_met = rating.id == scale.met;
        let met = is_met.then(|| view! { <span class="tag">"this and every later step count as met"</span> });
        view! { <div><dt><Said>{rating.title.as_str()}</Said> " " {met}</dt><dd><Said>{rating.summary.as_str()}</Said></dd></div> }
    };
    let beside = (!scale.beside.is_empty()).then(|| {
        view! {
            <p>"Other answers:"</p>
            <dl class="scale">{scale.beside.iter().map(rating).collect_view()}</dl>
        }
    });
    view! {
        <h2 id="_scale">"The rating scale"</h2>
        <p>"For each expectation, choose the answer that fits recent months best:"</p>
        <dl class="scale">{scale.steps.iter().map(rating).collect_view()}</dl>
        {beside}
    }
}

/// What becomes of what a person enters.
#[component]
fn Privacy() -> impl IntoView {
    let site = use_site();
    let data = Route::Data.is_of(site.ladder).then(|| {
        view! {
            <p class="needs-app">
                <a href=site.href(&Route::Data)>"View, export or delete your data"</a>
            </p>
        }
    });
    view! {
        <h2 id="_privacy">"Your privacy"</h2>
        <p>
            "This site is a folder of files. There is no server program, no account, no cookie and no analytics, \
             and it loads nothing from other sites. The web host may log which pages were read, as any host can."
        </p>
        <p>
            "If you assess yourself, your own browser keeps what you enter, on your own device, under this site's address (in \
             localStorage, and a copy in IndexedDB): ratings, notes, evidence, goals and their dates. None of it is part of \
             an address, and nothing is sent. It leaves the browser only when you export it as a file, or put it into a link \
             after you have seen what the link shows. Anyone who uses this browser can read it. Clearing the browser's data \
             for this site deletes it. A private window keeps it only until you close that window, and within another site's page \
             browsers keep it apart or not for long."
        </p>
        <p>"The colours that you choose at the end of a page are kept there, too, for all pages of this address."</p>
        {data}
    }
}

/// Whose words these are, on what terms, and what made a site of them.
#[component]
fn Sources() -> impl IntoView {
    let ladder = use_site().ladder;
    let licence = ladder.licence.as_ref();
    let version =
        (!ladder.version.is_empty()).then(|| view! { <p>"Version " {ladder.version.as_str()} "."</p> });
    view! {
        <h2>"Licence and source"</h2>
        {licence.map(|licence| view_credit(if ladder.is_collection() { "The text of these ladders may be used under " } else { "The text of this ladder may be used under " }, licence))}
        {ladder.source.as_ref().map(|source| view_credit("Source: ", source))}
        {version}
        <p>"Made with Rungs. It turns a folder of Markdown into a site like this one."</p>
    }
}

fn view_credit(before: &'static str, credit: &'static Credit) -> impl IntoView {
    let name = credit.name.as_str();
    let name = match &credit.url {
        Some(url) => view! { <a href=url.as_str()>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    view! { <p>{before} {name} "."</p> }
}
