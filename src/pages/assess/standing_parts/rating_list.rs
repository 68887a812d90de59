//! All ratings in short, for paper.

use crate::components::said::Said;
use leptos::prelude::*;
use rungs_assessment::standing::{Assessed, Standing};

/// What is rated of what the level asks, by area.
#[component]
pub fn RatingList(
    /// The standing.
    #[prop(into)]
    standing: Signal<Standing<'static>>,
) -> impl IntoView {
    let areas = move || standing.with(view_areas);
    view! {
        <section class="print-only ratings-list">
            <h2>"Ratings"</h2>
            {areas}
        </section>
    }
}

fn view_areas(standing: &Standing<'static>) -> impl IntoView + use<> {
    let areas = standing.areas.iter().filter_map(|area| {
        let of_area = standing.judged.iter().filter(|assessed| assessed.asked.area.id == area.area.id);
        let title = area.area.title.as_str();
        let items: Vec<_> = of_area.filter_map(view_rating).collect();
        (!items.is_empty()).then(|| {
            view! {
                <h3><Said>{title}</Said></h3>
                <ul>{items}</ul>
            }
        })
    });
    areas.collect_view()
}

fn view_rating(assessed: &Assessed<'static>) -> Option<impl IntoView + use<>> {
    let rating = assessed.grade?.rating;
    let topic = assessed.asked.topic.map(|topic| topic.title.clone());
    let title = topic.unwrap_or_else(|| assessed.asked.statement.text.to_plain());
    Some(
        view! { <li><span><Said>{title}</Said></span><span><Said>{rating.title.as_str()}</Said></span></li> },
    )
}
