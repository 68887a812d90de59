//! The address bar and the history: links that are followed without loading a page, queries that change, and Back.

use std::time::Duration;

use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, History, PopStateEvent, ScrollRestoration, Window};

use super::listen::listen;
use super::place::{self, Place};
use super::typing::Typing;
use super::{boot, document, link, task};
use crate::address::Address;
use crate::pages::parts;
use crate::routes::{Route, title};
use crate::site::Site;

/// How long after a keystroke the address bar and the title follow: each costs a browser some milliseconds, which
/// the next keystroke would wait for, and Safari refuses more than 100 changes in 30 seconds.
const TYPING_RESTS: Duration = Duration::from_millis(250);

/// How long after a refused change of the address bar the next one is tried: Safari counts over 10 seconds, and over 30.
const REFUSAL_RESTS: Duration = Duration::from_secs(10);

/// The page that the browser is at now, and its query.
fn browser_address(site: Site) -> (Option<Route>, String) {
    let Some(window) = web_sys::window() else { return (None, String::new()) };
    let location = window.location();
    let route = location.pathname().ok().and_then(|path| route_of(site, &path));
    site.settled(route, location.search().unwrap_or_default())
}

/// The page at a path as an address has it, where letters may be encoded.
fn route_of(site: Site, path: &str) -> Option<Route> {
    let decoded = || js_sys::decode_uri_component(path).ok().map(String::from);
    site.route(path).or_else(|| site.route(&decoded()?))
}

/// Leads the reader through the site: it changes what is shown, and keeps the browser's history in step. It lives as long
/// as the app.
#[derive(Clone, Copy)]
pub struct Navigator {
    site: Site,
    address: Address,
    typing: StoredValue<Typing>,
    /// Counts the pages that the reader wanted, so that one that comes late takes no other's place.
    turn: StoredValue<u32>,
}

impl Navigator {
    /// Leads through `site`, from the address that the browser is at. Where the site knows no such address, the server
    /// does: the page that it has sent is shown.
    pub fn at_browser_address(site: Site) -> Self {
        let (route, query) = browser_address(site);
        let sent = || Route::parse(&document::sent_page()?).ok();
        Self::new(site, Address::new(route.or_else(sent), query))
    }

    /// Leads through `site`; what is shown follows `address`.
    pub fn new(site: Site, address: Address) -> Self {
        Self { site, address, typing: StoredValue::new(Typing::default()), turn: StoredValue::new(0) }
    }

    /// The site that it leads through.
    pub fn site(self) -> Site {
        self.site
    }

    /// The address that is shown.
    pub fn address(self) -> Address {
        self.address
    }

    /// Opens a page of the site with that query, which is empty or begins with `?`, as a link to it would.
    pub fn open(self, route: Route, query: String) {
        self.go(self.site.query_href(&route, &query), route, query, || {});
    }

    /// Opens a page of the site, and moves the focus to the element with that id.
    pub fn open_at(self, route: Route, id: &'static str) {
        let focus = move || document::by_id(id).iter().for_each(document::focus);
        self.go(self.site.href(&route), route, String::new(), focus);
    }

    /// Shows another query of the same page, as a history entry of its own.
    pub fn push_query(self, query: String) {
        self.push(self.address.route_now(), query);
    }

    /// Shows another address of the same page ([`Route::page`]), as a history entry of its own.
    pub fn push(self, route: Option<Route>, query: String) {
        self.end_typing();
        let is_pushed = with_history(|window, history| {
            place::remember(window);
            let url = self.url_of(window, route.as_ref(), &query);
            history.push_state_with_url(&JsValue::NULL, "", Some(&url)).ok()
        });
        self.show(route, query);
        // Browsers that allow few changes in a time refuse some. The page shows it all the same.
        if is_pushed.is_none() {
            self.write_later();
        }
    }

    /// Shows another query of the same page, in the place of the present history entry.
    pub fn replace_query(self, query: String) {
        self.end_typing();
        let is_written = self.write(&query);
        self.show(self.address.route_now(), query);
        if !is_written {
            self.write_later();
        }
    }

    /// Shows the query of what is being typed, once the letter itself is painted and unless another has followed by then:
    /// after a pause as a history entry of its own, else in the place of the present one, as soon as the typing rests.
    pub fn type_query(self, query: String) {
        let now = js_sys::Date::now();
        let Some(keystroke) = self.typing.try_update_value(|typing| typing.strike(now)) else { return };
        task::after_paint(move || {
            if !self.typing.with_value(|typing| typing.is_last(keystroke)) {
                return;
            }
            if keystroke.begins_entry {
                self.push_query(query);
                return;
            }
            self.address.set_query(query);
            self.typing.update_value(Typing::note_unwritten);
            let end = move || {
                if self.typing.with_value(|typing| typing.is_last(keystroke)) {
                    self.end_typing();
                }
            };
            task::after(TYPING_RESTS, end);
        });
    }

    /// Ends the typing: address bar and title follow what is shown of it. Whatever else changes the address calls this
    /// first, so that nothing typed before comes after it.
    fn end_typing(self) {
        self.typing.update_value(Typing::end);
        self.write_shown();
    }

    /// Lets address bar and title say what is shown.
    fn write_shown(self) {
        if self.typing.try_update_value(Typing::take_unwritten) != Some(true) {
            return;
        }
        let query = self.address.query_now();
        if !self.write(&query) {
            // The next change that the browser allows writes it.
            self.typing.update_value(Typing::note_unwritten);
        }
        self.set_title(self.address.route_now().as_ref(), &query);
    }

    /// Writes the page that is shown, with a query, into the address bar and the present history entry. Returns whether the
    /// browser allows it: some allow few changes in a time.
    fn write(self, query: &str) -> bool {
        let written = with_history(|window, history| {
            let state = history.state().unwrap_or(JsValue::NULL);
            let url = self.url_of(window, self.address.route_now().as_ref(), query);
            history.replace_state_with_url(&state, "", Some(&url)).ok()
        });
        written.is_some()
    }

    /// The address of a page with a query; without a page, of the one that the browser is at.
    fn url_of(self, window: &Window, route: Option<&Route>, query: &str) -> String {
        let here = || window.location().pathname().unwrap_or_default() + query;
        route.map_or_else(here, |route| self.site.query_href(route, query))
    }

    /// Writes what is shown into the address bar when the browser may allow it again.
    fn write_later(self) {
        self.typing.update_value(Typing::note_unwritten);
        task::after(REFUSAL_RESTS, move || self.write_shown());
    }

    /// Follows a link to another page of the site, or to another query of this one. Does `then` when it is shown.
    fn go(self, url: String, route: Route, query: String, then: impl FnOnce() + 'static) {
        let Some(window) = web_sys::window() else { return };
        self.end_typing();
        self.when_loaded(Some(route.clone()), move |loaded| {
            let is_pushed = loaded.is_ok().then(|| {
                with_history(|window, history| {
                    if is_here(window, &url) {
                        // As browsers do: Back leads to another page.
                        return history.replace_state_with_url(&JsValue::NULL, "", Some(&url)).ok();
                    }
                    place::remember(window);
                    history.push_state_with_url(&JsValue::NULL, "", Some(&url)).ok()
                })
            });
            if is_pushed.flatten().is_none() {
                let _ = window.location().set_href(&url);
                return;
            }
            self.show(Some(route), query);
            task::after_render(move || {
                place::arrive(&window, true, None);
                then();
            });
        });
    }

    /// Calls `act` when the code of a page is there, or could not be loaded, unless the reader wants another page by then.
    fn when_loaded(self, route: Option<Route>, act: impl FnOnce(Result<(), SplitLoaderError>) + 'static) {
        let turn = self.turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        });
        if parts::is_loaded(route.as_ref()) {
            // The reader may have wanted another page before, which is still on its way.
            document::mark_busy(false);
            act(Ok(()));
            return;
        }
        document::mark_busy(true);
        task::spawn(async move {
            let loaded = parts::load(route.as_ref()).await;
            if self.turn.try_get_value() == turn && !document::has_failed() {
                document::mark_busy(false);
                act(loaded);
            }
        });
    }

    fn show(self, route: Option<Route>, query: String) {
        self.set_title(route.as_ref(), &query);
        self.address.set(route, query);
    }

    fn set_title(self, route: Option<&Route>, query: &str) {
        document::set_title(&title(self.site.ladder, route, query));
    }

    /// Keeps the address and the browser's history in step, in both directions, for as long as the page lives.
    pub fn follow(self) {
        let Some(window) = web_sys::window() else { return };
        self.write_path(&window);
        restore_scroll(ScrollRestoration::Manual);
        let clicked = window.clone();
        listen(&window, "click", Box::new(move |event| self.follow_link(&clicked, &event)));
        let moved = window.clone();
        listen(&window, "popstate", Box::new(move |event| self.follow_history(&moved, &event)));
        place::keep(&window);
        let left = window.clone();
        let leave = move |_| {
            self.end_typing();
            place::remember(&left);
            restore_scroll(ScrollRestoration::Auto);
        };
        listen(&window, "pagehide", Box::new(leave));
        for intent in ["pointerover", "focusin", "touchstart"] {
            listen(&window, intent, Box::new(move |event| self.load_linked(&event)));
        }
        let shown = window.clone();
        let come_back = move |event: Event| {
            restore_scroll(ScrollRestoration::Manual);
            place::come_back(&shown, &event);
        };
        listen(&window, "pageshow", Box::new(come_back));
    }

    /// Lets the address bar name the page that is shown as the site names it.
    fn write_path(self, window: &Window) {
        let Some(route) = self.address.route_now() else { return };
        let location = window.location();
        let [path, query, hash] =
            [location.pathname(), location.search(), location.hash()].map(Result::unwrap_or_default);
        let url = self.site.query_href(&route, &self.address.query_now());
        if url != path + &query {
            let state = |history: &History| history.state().unwrap_or(JsValue::NULL);
            with_history(|_, history| {
                history.replace_state_with_url(&state(history), "", Some(&(url + &hash))).ok()
            });
        }
    }

    /// Loads the code of the page that a link leads to, as somebody may be about to follow it.
    fn load_linked(self, event: &Event) {
        if let Some(route) = link::around(event).and_then(|link| route_of(self.site, &link.pathname())) {
            self.load_ahead(route);
        }
    }

    /// Loads the code of a page that somebody may be about to open.
    pub fn load_ahead(self, route: Route) {
        let route = Some(route);
        if !parts::is_loaded(route.as_ref()) {
            // If it fails, it is tried again when the page is opened.
            task::spawn(async move { drop(parts::load(route.as_ref()).await) });
        }
    }

    fn follow_link(self, window: &Window, event: &Event) {
        boot::may_panic("click");
        let Some(link) = link::followed(window, event.unchecked_ref()) else { return };
        if link::leads_within_page(window, &link) {
            // The browser follows it; Back comes to where the reader was.
            self.end_typing();
            place::remember(window);
        } else if let Some(route) = route_of(self.site, &link.pathname()) {
            event.prevent_default();
            let asked = link.search();
            match self.site.settled(Some(route.clone()), asked.clone()) {
                (Some(settled), query) if settled != route || query != asked => self.open(settled, query),
                _ => self.go(link.href(), route, asked, || {}),
            }
        }
    }

    /// Back and Forward.
    fn follow_history(self, window: &Window, event: &Event) {
        // The typing belongs to the entry that is left.
        self.typing.update_value(|typing| {
            typing.end();
            typing.take_unwritten();
        });
        let (route, query) = browser_address(self.site);
        let place = Place::read(&event.unchecked_ref::<PopStateEvent>().state());
        let is_other_page = self.address.route_now() != route;
        if place.is_none() && !is_other_page && self.address.query_now() == query {
            return; // A link within the page: the browser has scrolled to its target.
        }
        let window = window.clone();
        self.when_loaded(route.clone(), move |loaded| {
            if loaded.is_err() {
                let _ = window.location().reload();
                return;
            }
            self.show(route, query);
            task::after_render(move || place::arrive(&window, is_other_page, place));
        });
    }
}

/// Whether the browser is at that URL, which may begin with its path.
fn is_here(window: &Window, url: &str) -> bool {
    let here = window.location().href().unwrap_or_default();
    web_sys::Url::new_with_base(url, &here).is_ok_and(|url| url.href() == here)
}

fn restore_scroll(by: ScrollRestoration) {
    with_history(|_, history| history.set_scroll_restoration(by).ok());
}

fn with_history<T>(act: impl FnOnce(&Window, &History) -> Option<T>) -> Option<T> {
    let window = web_sys::window()?;
    let history = window.history().ok()?;
    act(&window, &history)
}
