//! The areas as rungs beside the questions, with how far each is.

use leptos::prelude::*;
use rungs_assessment::progress::Steps;
use rungs_ladder::ladder::Area;

use super::super::parts::{OpenAssessment, ProgressBar, part_of};
use super::tasks::task_progress;
use super::{ProgressWord, area_href};
use crate::components::said::Said;
use crate::context::use_site;
use crate::routes::RatingMode;

/// The areas.
#[component]
pub fn AreaRail(
    /// The assessment.
    open: OpenAssessment,
    /// The way through it.
    steps: Memo<Steps<'static>>,
    /// The area whose questions show.
    area: &'static Area,
    /// How the questions are asked.
    mode: RatingMode,
) -> impl IntoView {
    let site = use_site();
    let areas: Vec<&Area> = steps.with_untracked(|steps| steps.tasks.iter().map(|task| task.area).collect());
    let rung = |(place, known): (usize, &'static Area)| {
        let href = area_href(site, &open.id, Some(&known.id), mode);
        view! { <RailRung href area=known is_here=known.id == area.id steps place/> }
    };
    let rungs = areas.into_iter().enumerate().map(rung).collect_view();
    view! {
        <nav class="rails" aria-label="Areas">
            <div class=format!("rail {}", site.accent(open.target))>
                <p class="rail-title">"Areas"</p>
                <ol>{rungs}</ol>
            </div>
        </nav>
    }
}

/// How much is rated in all areas.
#[component]
pub fn RatedInAll(
    /// The way through the assessment.
    steps: Memo<Steps<'static>>,
) -> impl IntoView {
    let total = Memo::new(move |_| steps.with(|steps| (steps.answered(), steps.of())));
    let rated = move || {
        let (answered, of) = total.get();
        format!("{} rated", part_of(answered, of))
    };
    let done = Signal::derive(move || total.get().0);
    let of = Signal::derive(move || total.get().1);
    view! { <p class="progress"><span>{rated}</span><ProgressBar done of/></p> }
}

/// One area.
#[component]
fn RailRung(
    /// Where its questions are.
    href: String,
    /// The area.
    area: &'static Area,
    /// Whether its questions show.
    is_here: bool,
    /// The way through the assessment.
    steps: Memo<Steps<'static>>,
    /// Its place among the tasks.
    place: usize,
) -> impl IntoView {
    let task = task_progress(steps, place);
    let progress = Signal::derive(move || task.get().progress);
    view! {
        <li class="rung">
            <a href=href aria-current=is_here.then_some("page")>
                <span><Said>{area.title.as_str()}</Said></span>
                <span class="count">
                    {move || task.with(|task| part_of(task.answered, task.of))} " " <ProgressWord progress/>
                </span>
            </a>
        </li>
    }
}
