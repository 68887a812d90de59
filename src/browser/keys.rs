//! Keys that work anywhere on the site.

use std::cell::Cell;

use rungs_core::route::Route;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::listen::listen;
use super::{document, history};
use crate::address::Address;
use crate::site::Site;

/// The id of the field that `/` leads to.
pub const SEARCH_FIELD: &str = "_q";

thread_local! {
    static ARE_ON: Cell<bool> = const { Cell::new(true) };
}

/// Whether keys work on their own.
pub fn are_on() -> bool {
    ARE_ON.get()
}

/// Turns them on, or off for whoever speaks to the computer or strikes keys by accident (WCAG 2.1.4).
pub fn turn(on: bool) {
    ARE_ON.set(on);
}

/// Lets `/` lead to the search from everywhere but where text is typed.
pub fn follow(site: Site, address: Address) {
    let Some(window) = web_sys::window() else { return };
    listen(
        &window,
        "keydown",
        Box::new(move |event| {
            let event: &KeyboardEvent = event.unchecked_ref();
            let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
            if are_on() && event.key() == "/" && !modified && !event.default_prevented() && !in_control(event)
            {
                event.prevent_default();
                history::open(site, address, Route::Find, || {
                    document::by_id(SEARCH_FIELD).iter().for_each(document::focus);
                });
            }
        }),
    );
}

/// Whether a control has the focus that may use the key itself.
fn in_control(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.matches("input, select, textarea").unwrap_or_default())
}
