//! The address bar, the history and what goes with them: links followed without loading a page, focus on the
//! new heading, and scroll positions that come back.
//!
//! Scroll positions are kept in the history entries' state, since the browser restores them before the app has
//! put the page in place. While the app does not run (a reload, another site), the browser restores them itself.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use rungs_core::head::head;
use rungs_core::route::Route;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, PopStateEvent, ScrollRestoration, Window};

use crate::browser::document;
use crate::site::Site;

/// How long after the last movement a scroll position is kept, in milliseconds: soon enough for whoever scrolls
/// and goes back, and not at every movement, as Safari refuses more than 100 state changes in 30 seconds.
const SCROLL_SETTLES: i32 = 120;

/// The route of the page that the browser is on now.
pub fn current(site: Site) -> Option<Route> {
    site.route(&web_sys::window()?.location().pathname().ok()?)
}

/// Keeps `route` and the browser's history in step, in both directions, for as long as the page lives.
pub fn follow(site: Site, route: RwSignal<Option<Route>>) {
    let Some(window) = web_sys::window() else { return };
    let _ = window.history().and_then(|history| history.set_scroll_restoration(ScrollRestoration::Manual));
    let shown = window.clone();
    listen(&window, "click", move |event: MouseEvent| {
        match link_followed(&shown, &event) {
            // The browser follows it; Back comes to where the reader was.
            Some(link) if within_page(&shown, &link) => remember_scroll(&shown),
            Some(link) => {
                if let Some(to) = site.route(&link.pathname()) {
                    event.prevent_default();
                    go(site, route, &shown, &link.href(), to);
                }
            }
            None => {}
        }
    });
    let shown = window.clone();
    listen(&window, "popstate", move |event: PopStateEvent| {
        let to = current(site);
        let moved = route.try_get_untracked().is_some_and(|from| from != to);
        let kept = event.state().as_f64();
        if moved {
            show(site, route, to);
        } else if kept.is_none() {
            return; // A link within the page: the browser has scrolled to its target.
        }
        let window = shown.clone();
        after_render(move || arrive(&window, moved, kept));
    });
    keep_scroll(&window);
    let leaving = window.clone();
    listen(&window, "pagehide", move |_: JsValue| {
        let _ = leaving.history().and_then(|history| history.set_scroll_restoration(ScrollRestoration::Auto));
    });
    let back = window.clone();
    listen(&window, "pageshow", move |_: JsValue| {
        let _ = back.history().and_then(|history| history.set_scroll_restoration(ScrollRestoration::Manual));
    });
}

/// Follows a link to another page of the site.
fn go(site: Site, route: RwSignal<Option<Route>>, window: &Window, url: &str, to: Route) {
    let Ok(history) = window.history() else { return };
    remember_scroll(window);
    if history.push_state_with_url(&JsValue::NULL, "", Some(url)).is_err() {
        let _ = window.location().set_href(url);
        return;
    }
    show(site, route, Some(to));
    let window = window.clone();
    after_render(move || arrive(&window, true, None));
}

fn show(site: Site, route: RwSignal<Option<Route>>, to: Option<Route>) {
    document::set_title(&head(site.ladder, to.as_ref()).title);
    route.set(to);
}

/// Runs `then` when the new page stands in the document, before it is painted.
fn after_render(then: impl FnOnce() + 'static) {
    request_animation_frame(then);
}

/// Puts scroll and focus where a reader expects them: at a kept position, at the link's target, or at the top.
fn arrive(window: &Window, moved: bool, kept: Option<f64>) {
    let hash = window.location().hash().unwrap_or_default();
    if moved && let Some(heading) = document::heading() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = heading.focus_with_options(&options);
    }
    match kept {
        Some(top) => window.scroll_to_with_x_and_y(0.0, top),
        None if hash.len() > 1 => {
            // Following the fragment natively sets `:target`, opens a closed `details` and moves the focus on.
            window.scroll_to_with_x_and_y(0.0, 0.0);
            let _ = window.location().replace(&hash);
        }
        None => window.scroll_to_with_x_and_y(0.0, 0.0),
    }
}

/// The link that `event` follows, where it is a plain click on a link to this origin. Anything else is the browser's.
fn link_followed(window: &Window, event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let modified = event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
    if event.button() != 0 || modified || event.default_prevented() {
        return None;
    }
    let clicked: Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = clicked.closest("a[href]").ok()??.dyn_into().ok()?;
    let here = link.origin() == window.location().origin().ok()?;
    let followed = here && matches!(link.target().as_str(), "" | "_self") && !link.has_attribute("download");
    followed.then_some(link)
}

/// Whether a link leads to a place in the page that is shown.
fn within_page(window: &Window, link: &HtmlAnchorElement) -> bool {
    !link.hash().is_empty() && window.location().pathname().is_ok_and(|path| path == link.pathname())
}

fn keep_scroll(window: &Window) {
    let waiting = Rc::new(Cell::new(None::<i32>));
    let keeper = window.clone();
    let done = waiting.clone();
    let keep = Closure::<dyn FnMut()>::new(move || {
        done.set(None);
        remember_scroll(&keeper);
    });
    let timer = window.clone();
    listen(window, "scroll", move |_: JsValue| {
        if let Some(running) = waiting.take() {
            timer.clear_timeout_with_handle(running);
        }
        let after = keep.as_ref().unchecked_ref();
        waiting.set(timer.set_timeout_with_callback_and_timeout_and_arguments_0(after, SCROLL_SETTLES).ok());
    });
}

/// Writes the scroll position into the present history entry.
fn remember_scroll(window: &Window) {
    if let (Ok(history), Ok(top)) = (window.history(), window.scroll_y()) {
        let _ = history.replace_state_with_url(&JsValue::from_f64(top), "", None);
    }
}

/// Listens on the window for as long as the page lives.
fn listen<E: wasm_bindgen::convert::FromWasmAbi + 'static>(
    window: &Window,
    event: &str,
    handler: impl FnMut(E) + 'static,
) {
    let handler = Closure::<dyn FnMut(E)>::new(handler);
    let _ = window.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
    handler.forget();
}
