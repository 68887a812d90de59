//! The address bar and the history: links followed without loading a page, queries that change, and Back.

use std::cell::Cell;
use std::time::Duration;

use crate::routes::Route;
use crate::routes::head;
use leptos::prelude::{request_animation_frame, set_timeout};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{PopStateEvent, ScrollRestoration, Window};

use super::listen::listen;
use super::place::{self, Place};
use super::{boot, document, link, task};
use crate::address::Address;
use crate::site::Site;

/// How long a pause in typing is, in milliseconds, after which what is typed is a history entry of its own.
const PAUSE: f64 = 1000.0;

/// How long after a keystroke the address bar and the title follow: each costs a browser some milliseconds, which
/// the next keystroke would wait for, and Safari refuses more than 100 changes in 30 seconds.
const TYPING_RESTS: Duration = Duration::from_millis(250);

/// The address that the browser is at now.
pub fn current(site: Site) -> Address {
    let (route, query) = at(site);
    Address::new(route.as_ref(), query)
}

fn at(site: Site) -> (Option<Route>, String) {
    let Some(window) = web_sys::window() else { return (None, String::new()) };
    let location = window.location();
    let route = location.pathname().ok().and_then(|path| site.route(&path));
    (route, location.search().unwrap_or_default())
}

/// Keeps `address` and the browser's history in step, in both directions, for as long as the page lives.
pub fn follow(site: Site, address: Address) {
    let Some(window) = web_sys::window() else { return };
    let _ = window.history().and_then(|history| history.set_scroll_restoration(ScrollRestoration::Manual));
    let shown = window.clone();
    listen(
        &window,
        "click",
        Box::new(move |event| {
            boot::may_panic("click");
            match link::followed(&shown, event.unchecked_ref()) {
                // The browser follows it; Back comes to where the reader was.
                Some(link) if link::leads_within_page(&shown, &link) => {
                    end_typing(site, address);
                    place::remember(&shown);
                }
                Some(link) => {
                    if let Some(to) = site.route(&link.pathname()) {
                        event.prevent_default();
                        go(site, address, &shown, link.href(), to, link.search(), || {});
                    }
                }
                None => {}
            }
        }),
    );
    let shown = window.clone();
    listen(
        &window,
        "popstate",
        Box::new(move |event| {
            // The entry that it belongs to is left.
            TYPING.set(TYPING.get().ended());
            let (route, query) = at(site);
            let kept = Place::kept(&event.unchecked_ref::<PopStateEvent>().state());
            let moved = !address.is_on(route.as_ref());
            if kept.is_none() && address.is(route.as_ref(), &query) {
                return; // A link within the page: the browser has scrolled to its target.
            }
            show(site, address, route, query);
            let window = shown.clone();
            after_render(move || place::arrive(&window, moved, kept));
        }),
    );
    place::keep(&window);
    let leaving = window.clone();
    listen(
        &window,
        "pagehide",
        Box::new(move |_| {
            end_typing(site, address);
            let _ =
                leaving.history().and_then(|history| history.set_scroll_restoration(ScrollRestoration::Auto));
        }),
    );
    let back = window.clone();
    listen(
        &window,
        "pageshow",
        Box::new(move |_| {
            let _ =
                back.history().and_then(|history| history.set_scroll_restoration(ScrollRestoration::Manual));
        }),
    );
}

/// Opens a page of the site with that query, as a link to it would. `then` runs when it stands in the document.
pub fn open(site: Site, address: Address, to: Route, query: String, then: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    if address.is_on(Some(&to)) && query.is_empty() {
        after_render(then);
    } else {
        go(site, address, &window, site.query_href(&to, &query), to, query, then);
    }
}

/// Shows another query of the page shown, as a history entry of its own. What has focus keeps it, or what then
/// bears its id.
pub fn push(site: Site, address: Address, query: &str) {
    let Some(window) = web_sys::window() else { return };
    let Ok(history) = window.history() else { return };
    end_typing(site, address);
    place::remember(&window);
    if history.push_state_with_url(&JsValue::NULL, "", Some(&url_of(&window, query))).is_ok() {
        stay(site, address, query);
    }
}

/// Shows another query of the page shown in the place of the present one.
pub fn replace(site: Site, address: Address, query: &str) {
    end_typing(site, address);
    write(query);
    stay(site, address, query);
}

/// Writes a query into the address bar and the present history entry.
fn write(query: &str) {
    let Some(window) = web_sys::window() else { return };
    let Ok(history) = window.history() else { return };
    let state = history.state().unwrap_or(JsValue::NULL);
    // Browsers that allow few changes in a time refuse some; the next one that they allow has all that is typed.
    let _ = history.replace_state_with_url(&state, "", Some(&url_of(&window, query)));
}

/// Without a query the page's own path: an empty URL would be the present one.
fn url_of(window: &Window, query: &str) -> String {
    if query.is_empty() { window.location().pathname().unwrap_or_default() } else { query.into() }
}

/// What is known of the typing.
#[derive(Clone, Copy)]
struct Typing {
    keystrokes: u32,
    /// When the last one was, in milliseconds since 1970.
    last: f64,
    /// Whether what is typed is to be a history entry of its own, and is not one yet.
    after_pause: bool,
    /// Whether the address bar does not have what is shown.
    unwritten: bool,
}

impl Typing {
    /// Nothing is left to be shown or written: a keystroke that waits for its paint is not the last one any more.
    fn ended(self) -> Self {
        Self { keystrokes: self.keystrokes.wrapping_add(1), after_pause: false, unwritten: false, ..self }
    }
}

thread_local! {
    static TYPING: Cell<Typing> =
        const { Cell::new(Typing { keystrokes: 0, last: 0.0, after_pause: false, unwritten: false }) };
}

/// Shows the query of what is being typed, once the letter itself is painted and unless another has followed by then:
/// after a pause as a history entry of its own, else in the place of the present one, as soon as the typing rests.
pub fn type_over(site: Site, address: Address, query: String) {
    let typing = TYPING.get();
    let now = js_sys::Date::now();
    // A clock that is set back looks like a pause.
    let after_pause = typing.after_pause || !(0.0..PAUSE).contains(&(now - typing.last));
    let keystroke = typing.keystrokes.wrapping_add(1);
    TYPING.set(Typing { keystrokes: keystroke, last: now, after_pause, ..typing });
    let is_last = move || TYPING.get().keystrokes == keystroke;
    let show = move || {
        if is_last() {
            if after_pause {
                push(site, address, &query);
                return;
            }
            address.set_query(query);
            TYPING.set(Typing { unwritten: true, ..TYPING.get() });
            set_timeout(
                move || {
                    if is_last() {
                        end_typing(site, address)
                    }
                },
                TYPING_RESTS,
            );
        }
    };
    task::after_paint(show);
}

/// Ends the typing: address bar and title follow what is shown of it. Whatever else changes the address calls this
/// first, so that nothing typed before comes after it.
fn end_typing(site: Site, address: Address) {
    let typing = TYPING.replace(TYPING.get().ended());
    if typing.unwritten {
        let query = address.query_now();
        write(&query);
        document::set_title(&head(site.ladder, at(site).0.as_ref(), &query).title);
    }
}

/// Shows another query; the focus stays with what bears the id of what has it.
fn stay(site: Site, address: Address, query: &str) {
    document::keep_focus();
    show(site, address, at(site).0, query.into());
}

/// Follows a link to another page of the site, or to another query of this one. `then` runs when it stands in the
/// document.
fn go(
    site: Site,
    address: Address,
    window: &Window,
    url: String,
    to: Route,
    query: String,
    then: impl FnOnce() + 'static,
) {
    let Ok(history) = window.history() else { return };
    end_typing(site, address);
    place::remember(window);
    if history.push_state_with_url(&JsValue::NULL, "", Some(&url)).is_err() {
        let _ = window.location().set_href(&url);
        return;
    }
    show(site, address, Some(to), query);
    let window = window.clone();
    after_render(move || {
        place::arrive(&window, true, None);
        then();
    });
}

fn show(site: Site, address: Address, to: Option<Route>, query: String) {
    document::set_title(&head(site.ladder, to.as_ref(), &query).title);
    address.set(to.as_ref(), query);
}

/// Runs `then` when the new page stands in the document, before it is painted.
fn after_render(then: impl FnOnce() + 'static) {
    request_animation_frame(then);
}
