//! Where the reader is: the page, and what its query says.

use crate::routes::Route;
use leptos::prelude::*;

/// The address shown, as signals. It lives as long as the app.
// Both are texts, as all signals of this app are: every type of signal is 2 KB more of the wasm.
#[derive(Clone, Copy)]
pub struct Address {
    /// The path below the site's base, [`NO_PAGE`] where there is no page.
    path: RwSignal<String>,
    query: RwSignal<String>,
}

/// No route's path.
const NO_PAGE: &str = "/";

impl Address {
    /// The address of a page, `None` where there is none, with its query, which is empty or begins with `?`.
    pub fn new(route: Option<&Route>, query: String) -> Self {
        Self { path: RwSignal::new(path(route)), query: RwSignal::new(query) }
    }

    /// The page shown; what calls this follows it.
    pub fn route(self) -> Option<Route> {
        Route::parse(&self.path.get()).ok()
    }

    /// The page shown now, for what does not follow it.
    pub fn route_now(self) -> Option<Route> {
        Route::parse(&self.path.get_untracked()).ok()
    }

    /// The query; what calls this follows it.
    pub fn query(self) -> String {
        self.query.get()
    }

    /// The query as it is now, for what does not follow it.
    pub fn query_now(self) -> String {
        self.query.get_untracked()
    }

    /// Shows another query of the page shown.
    pub fn set_query(self, query: String) {
        if self.query_now() != query {
            self.query.set(query);
        }
    }

    /// Shows the query anew to what follows it.
    pub fn say_again(self) {
        self.query.notify();
    }

    /// Whether page and query are these.
    pub fn is(self, route: Option<&Route>, query: &str) -> bool {
        self.is_on(route) && self.query_now() == query
    }

    /// Whether the page shown is this one.
    pub fn is_on(self, route: Option<&Route>) -> bool {
        self.path.get_untracked() == path(route)
    }

    /// Shows another page, or another query of the same. What does not change redraws nothing.
    pub fn set(self, route: Option<&Route>, query: String) {
        self.set_query(query);
        if !self.is_on(route) {
            self.path.set(path(route));
        }
    }
}

fn path(route: Option<&Route>) -> String {
    route.map_or_else(|| NO_PAGE.into(), Route::path)
}
