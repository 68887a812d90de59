//! The ways from one page of an assessment to the others.

use leptos::prelude::*;
use rungs_ladder::id::AssessmentId;

use crate::context::use_site;
use crate::routes::{AssessmentUrl, Route};

/// Links to all assessments, to rating, and to the result.
#[component]
pub fn AssessmentNav(
    /// The assessment.
    id: AssessmentId,
    /// The page that shows.
    here: Route,
) -> impl IntoView {
    let site = use_site();
    let query = AssessmentUrl::on(&id).to_query();
    let item = |(route, query, words): (Route, &str, &'static str)| {
        let current = (route == here).then_some("page");
        view! { <li><a href=site.query_href(&route, query) aria-current=current>{words}</a></li> }
    };
    let items = [
        (Route::Assess, "", "All assessments"),
        (Route::Rate, query.as_str(), "Rate"),
        (Route::Result, query.as_str(), "Result"),
    ];
    view! {
        <nav class="ways screen-only" aria-label="Assessment">
            <ul>{items.map(item).collect_view()}</ul>
        </nav>
    }
}
