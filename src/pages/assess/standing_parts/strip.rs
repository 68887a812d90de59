//! All that a level asks as a strip of segments, each in the sign of its verdict.

use leptos::prelude::*;
use rungs_assessment::standing::{Assessed, Standing, Verdict};
use rungs_ladder::ladder::Area;

use super::story::look;
use super::{requirement_title, row_anchor};
use crate::components::said::Said;

/// How much is met, large, and in a sentence; a segment for each expectation, by area, that leads to its row; and what the signs mean, with
/// counts, which lead to the groups.
#[component]
pub fn Strip(
    /// The standing.
    #[prop(into)]
    standing: Signal<Standing<'static>>,
    /// What the ids of the rows begin with.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let tally = move || {
        standing.with(|standing| {
            let counts = standing.counts;
            view! { <strong>{counts.met}</strong> " of " {counts.of()} }
        })
    };
    let of_groups = name.clone();
    let segments = move || {
        standing.with(|standing| {
            let area = |area: &'static Area| {
                let of_area = standing.judged.iter().filter(|judged| judged.asked.area.id == area.id);
                let judged: Vec<_> = of_area.copied().collect();
                (!judged.is_empty()).then(|| view! { <AreaSegments area judged name=name.clone()/> })
            };
            standing.areas.iter().map(|of_area| area(of_area.area)).collect_view()
        })
    };
    let key = move || {
        standing.with(|standing| {
            let count = |verdict| standing.judged.iter().filter(|judged| judged.verdict == verdict).count();
            let item = |verdict| view! { <KeyItem verdict count=count(verdict) name=of_groups.clone()/> };
            Verdict::STORY.map(item).collect_view()
        })
    };
    view! {
        <div class="standing">
            <p class="tally">{tally}</p>
            <p class="sentence lead">{move || standing.with(Standing::lead)}</p>
            <ul class="strip" aria-label="All expectations by area">{segments}</ul>
            <ul class="key" aria-label="Groups">{key}</ul>
        </div>
    }
}

/// The segments of an area.
#[component]
fn AreaSegments(
    /// The area.
    area: &'static Area,
    /// What is asked in it.
    judged: Vec<Assessed<'static>>,
    /// What the ids of the rows begin with.
    name: String,
) -> impl IntoView {
    let segment = |assessed: Assessed<'static>| {
        let (class, _) = look(assessed.verdict);
        let href = format!("#{}", row_anchor(&name, assessed.asked.statement.id.as_str()));
        let words = format!("{}: {}", requirement_title(&assessed.asked), assessed.verdict.heading());
        // The Tab key goes through the rows themselves, and not through all of them twice.
        view! {
            <li><a class=format!("verdict {class}") href=href tabindex="-1" title=words.clone() aria-label=words></a></li>
        }
    };
    view! {
        <li>
            <span><Said>{area.title.as_str()}</Said></span>
            <ul>{judged.into_iter().map(segment).collect_view()}</ul>
        </li>
    }
}

/// What a sign means, how often it stands there, and the way to its group; nothing where it does not.
#[component]
fn KeyItem(
    /// The verdict of the sign.
    verdict: Verdict,
    /// How many expectations have it.
    count: usize,
    /// What the ids of the groups begin with.
    name: String,
) -> impl IntoView {
    let (class, _) = look(verdict);
    (count > 0).then(|| {
        view! {
            <li>
                <a href=format!("#{name}~{class}")>
                    <span class=format!("verdict {class}") aria-hidden="true"></span>
                    {verdict.heading()} " " <span class="count">{count}</span>
                </a>
            </li>
        }
    })
}
