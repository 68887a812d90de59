//! One file per page.

mod about;
mod level;
mod map;
mod not_found;

use leptos::prelude::*;
use rungs_core::route::Route;

use crate::components::fixed::fixed;
use crate::site::Site;

/// The page of a route; `None`, and a level that the ladder does not know, is the page that was not found.
pub fn page(site: Site, route: Option<Route>) -> AnyView {
    match route {
        Some(Route::Map) => fixed(map::Map(map::MapProps { site })),
        Some(Route::About) => fixed(about::About(about::AboutProps { site })),
        Some(Route::Level(id)) => match site.ladder.level(&id) {
            Some(level) => fixed(level::LevelPage(level::LevelPageProps { site, level })),
            None => page(site, None),
        },
        None => fixed(not_found::NotFound(not_found::NotFoundProps { site })),
    }
}
