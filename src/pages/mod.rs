//! One file per page.

mod about;
pub(crate) mod assess;
pub(crate) mod compare;
pub(crate) mod find;
mod level;
mod map;
mod not_found;

use leptos::prelude::*;

use crate::components::el::{El, el};
use crate::context::{use_address, use_session, use_site};
use crate::routes::Route;

/// The page of a route. Without one, or for a level that the ladder does not know, the page that says so.
#[component]
pub fn Page(
    /// What the address names.
    route: Option<Route>,
) -> AnyView {
    let (site, address, session) = (use_site(), use_address(), use_session());
    match route {
        Some(Route::Map) => view! { <map::Map/> }.into_any(),
        Some(Route::About) => view! { <about::About/> }.into_any(),
        Some(Route::Level(id)) => match site.ladder.level(&id) {
            Some(level) => view! { <level::LevelPage level/> }.into_any(),
            None => view! { <not_found::NotFound/> }.into_any(),
        },
        Some(Route::Compare) => view! { <compare::ComparePage/> }.into_any(),
        Some(Route::Find) => view! { <find::FindPage/> }.into_any(),
        Some(Route::Assess) => assess::start::page(site, address, session).into_any(),
        Some(Route::Rate) => assess::tasks::page(site, address, session).into_any(),
        Some(Route::Result) => assess::result::page(site, address, session).into_any(),
        Some(Route::Data) => assess::data::page(site, address, session).into_any(),
        Some(Route::Shared) => assess::shared::page(site, address, session).into_any(),
        None => view! { <not_found::NotFound/> }.into_any(),
    }
}

/// The main landmark of a page, which the skip link leads to.
fn main(class: &'static str) -> El {
    el("main").attr("id", "_main").class(class)
}

/// The page's heading, which is given focus when the page opens.
fn heading(words: &'static str) -> El {
    el("h1").attr("tabindex", "-1").add(words)
}

/// "1 statement", "2 statements".
fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    [count.to_string().as_str(), " ", what, plural].concat()
}
