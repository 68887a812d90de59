//! Where the reader is: the page, and what its query says.

use leptos::prelude::*;

use crate::routes::Route;

/// The address that is shown, as signals. It lives as long as the app.
#[derive(Clone, Copy)]
pub struct Address {
    /// `None` where the site has no page at this address.
    route: RwSignal<Option<Route>>,
    query: RwSignal<String>,
}

impl Address {
    /// The address of a page, `None` where there is none, with its query, which is empty or begins with `?`.
    pub fn new(route: Option<Route>, query: String) -> Self {
        Self { route: RwSignal::new(route), query: RwSignal::new(query) }
    }

    /// The page that is shown. What calls this follows it.
    pub fn route(self) -> Option<Route> {
        self.route.get()
    }

    /// The page that is shown now, for what does not follow it.
    pub fn route_now(self) -> Option<Route> {
        self.route.get_untracked()
    }

    /// The query. What calls this follows it.
    pub fn query(self) -> String {
        self.query.get()
    }

    /// The query as it is now, for what does not follow it.
    pub fn query_now(self) -> String {
        self.query.get_untracked()
    }

    /// Shows another query of the same page. A query that is shown already tells nobody.
    pub fn set_query(self, query: String) {
        if self.query_now() != query {
            self.query.set(query);
        }
    }

    /// Shows another page, or another query of the same. What does not change tells nobody.
    pub fn set(self, route: Option<Route>, query: String) {
        // The page first: what shows the old one is gone before it could read the new query as its own.
        if self.route_now() != route {
            self.route.set(route);
        }
        self.set_query(query);
    }
}
