//! What this is, the rating scale, where the ladder comes from, and the privacy promise.

use leptos::prelude::*;
use rungs_core::ladder::{Credit, Rating};

use crate::components::fixed::fixed;
use crate::site::Site;

/// The page about the site.
#[component]
pub fn About(
    /// The ladder and where it lives.
    site: Site,
) -> impl IntoView {
    let ladder = site.ladder;
    let scale = &ladder.scale;
    let met = scale.steps.iter().position(|step| step.id == scale.met).unwrap_or_default();
    let steps = scale.steps.iter().enumerate().map(|(at, step)| rating(step, at == met)).collect_view();
    let beside = (!scale.beside.is_empty()).then(|| {
        view! {
            <p>"Beside the scale, for what does not fit on it:"</p>
            <dl class="scale beside">{scale.beside.iter().map(|r| rating(r, false)).collect_view()}</dl>
        }
    });
    let areas = ladder.areas.iter().map(|area| {
        view! { <dt>{area.title.as_str()}</dt><dd>{area.summary.as_str()}</dd> }
    });
    view! {
        <main id="_main" class="page narrow prose">
            <h1 tabindex="-1">"About this ladder"</h1>
            <p class="lead">{ladder.summary.as_str()}</p>

            <h2>"What this is"</h2>
            <p>
                "A career ladder says what is expected at each level, so that a person can see where they stand and "
                "what comes next without having to guess. It describes what colleagues can observe, not who someone is. "
                "It is a basis for conversations, never a checklist that promotes anyone by itself."
            </p>
            <p>
                "A level asks for everything that the levels below it ask for. Where a level speaks of the same topic as "
                "one below, its words take the place of the lower ones. Years of experience are a guide to what is usual, "
                "not a condition."
            </p>

            <h2>"The areas"</h2>
            <dl class="terms">{areas.collect_view()}</dl>

            <h2 id="_scale">"The rating scale"</h2>
            <p>"For each expectation, choose the step that describes the last months best:"</p>
            <dl class="scale">{steps}</dl>
            {beside}

            <h2 id="_privacy">"Your privacy"</h2>
            <p>
                "This site is a folder of files. It has no server that could receive anything, no account, no cookies, no "
                "analytics, and it asks no other site for anything. Reading leaves no trace but the one that any "
                "web host keeps of the pages it was asked for."
            </p>
            <p>
                "Nothing about you is stored. Should you save something here, it stays in this browser, "
                "on this device; it leaves only as a file or a link that you make yourself."
            </p>

            <h2>"Licence and source"</h2>
            {ladder.licence.as_ref().map(|licence| credit("The text of this ladder may be used under: ", licence))}
            {ladder.source.as_ref().map(|source| credit("Source: ", source))}
            {(!ladder.version.is_empty()).then(|| view! { <p>"Version " {ladder.version.as_str()} "."</p> })}
            <p>"Made with Rungs, which turns a folder of Markdown into a site like this one."</p>
        </main>
    }
}

fn rating(rating: &'static Rating, met: bool) -> impl IntoView {
    let mark = met.then(|| view! { <span class="tag">"counts as met from here"</span> });
    view! { <dt>{rating.title.as_str()} {mark}</dt><dd>{rating.summary.as_str()}</dd> }
}

fn credit(before: &'static str, credit: &'static Credit) -> impl IntoView {
    let name = credit.name.as_str();
    let name = match &credit.url {
        Some(url) => fixed(view! { <a href=url.as_str()>{name}</a> }),
        None => fixed(name),
    };
    view! { <p>{before}{name}"."</p> }
}
