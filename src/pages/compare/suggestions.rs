//! What to begin a comparison with.

use leptos::prelude::*;
use rungs_ladder::compare::Comparison;
use rungs_ladder::ladder::Level;

use crate::components::said::Said;
use crate::context::use_site;
use crate::routes::Route;

/// Every step of the ladder. Without the app there is nothing to compare with: then it offers each level's page, which
/// says what the level adds.
#[component]
pub fn Suggestions() -> AnyView {
    let site = use_site();
    let step = |level: &'static Level| {
        let below = site.ladder.level(level.inherits.as_ref()?)?;
        let href = site.query_href(&Route::Compare, &Comparison::between(&below.id, &level.id).to_query());
        Some(
            view! { <li><a href=href><span><Said>{level.title.as_str()}</Said> " and " <Said>{below.title.as_str()}</Said></span></a></li> },
        )
    };
    let page = |level: &'static Level| {
        view! { <li><a href=site.level_href(level)><Said>{level.title.as_str()}</Said></a></li> }
    };
    let steps: Vec<_> = site.ladder.levels.iter().filter_map(step).collect();
    let steps = (!steps.is_empty()).then(|| {
        view! {
            <h2 class="needs-app">"Or pick a common comparison"</h2>
            <ul class="needs-app">{steps}</ul>
        }
    });
    view! {
        <section class="suggestions">
            {steps}
            <h2 class="without-app">"What each level adds"</h2>
            <p class="without-app">
                "Comparing levels needs JavaScript. Each level’s page says what it adds."
            </p>
            <ul class="without-app">{site.ladder.levels.iter().map(page).collect_view()}</ul>
        </section>
    }
    .into_any()
}
