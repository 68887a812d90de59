//! One file per page.

mod about;
pub(crate) mod assess;
pub(crate) mod compare;
pub(crate) mod find;
mod level;
mod map;
mod not_found;

use leptos::prelude::*;

use crate::context::use_site;
use crate::routes::Route;

/// The page of a route. Without one, or for a level that the ladder does not know, the page that says so.
#[component]
pub fn Page(
    /// What the address names.
    route: Option<Route>,
) -> AnyView {
    let site = use_site();
    match route {
        Some(Route::Map) => view! { <map::Map/> }.into_any(),
        Some(Route::About) => view! { <about::About/> }.into_any(),
        Some(Route::Level(id)) => match site.ladder.level(&id) {
            Some(level) => view! { <level::LevelPage level/> }.into_any(),
            None => view! { <not_found::NotFound/> }.into_any(),
        },
        Some(Route::Compare) => view! { <compare::ComparePage/> }.into_any(),
        Some(Route::Find) => view! { <find::FindPage/> }.into_any(),
        Some(Route::Assess) => view! { <assess::start::StartPage/> }.into_any(),
        Some(Route::Rate) => view! { <assess::rate::RatePage/> }.into_any(),
        Some(Route::Result) => view! { <assess::result::ResultPage/> }.into_any(),
        Some(Route::Data) => view! { <assess::data::DataPage/> }.into_any(),
        Some(Route::Shared) => view! { <assess::shared::SharedPage/> }.into_any(),
        None => view! { <not_found::NotFound/> }.into_any(),
    }
}

/// "1 statement", "2 statements".
fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    [count.to_string().as_str(), " ", what, plural].concat()
}
