//! One file per page.

mod about;
pub(crate) mod assess;
pub(crate) mod compare;
pub(crate) mod find;
mod level;
mod map;
mod not_found;

use crate::routes::Route;

use crate::address::Address;
use crate::components::el::{El, el};
use crate::site::Site;
use crate::state::Session;

/// The page of a route; `None`, and a level that the ladder does not know, is the page that was not found.
pub fn page(site: Site, address: Address, session: Session, route: Option<Route>) -> El {
    match route {
        Some(Route::Map) => map::page(site),
        Some(Route::About) => about::page(site),
        Some(Route::Level(id)) => match site.ladder.level(&id) {
            Some(level) => level::page(site, level),
            None => not_found::page(site),
        },
        Some(Route::Compare) => compare::page(site, address, session),
        Some(Route::Find) => find::page(site, address, session),
        Some(Route::Assess) => assess::start::page(site, address, session),
        Some(Route::Rate) => assess::tasks::page(site, address, session),
        Some(Route::Result) => assess::result::page(site, address, session),
        Some(Route::Data) => assess::data::page(site, address, session),
        Some(Route::Shared) => assess::shared::page(site, address, session),
        None => not_found::page(site),
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
