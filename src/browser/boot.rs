//! The way to boot.js, which tells the reader when the app cannot go on.

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Event};

use super::place::Place;

/// Hands the cause of a failure to boot.js: it shows the cause, and nothing of the app runs any more.
pub fn failed(cause: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&JsValue::from_str(cause));
    let event = CustomEvent::new_with_event_init_dict("rungs:failed", &init);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        let _ = window.dispatch_event(&event);
    }
}

/// Tells boot.js that a part of the program could not be loaded: it finds out why, and says so.
pub fn part_lost() {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new("rungs:part-lost")) {
        let _ = window.dispatch_event(&event);
    }
}

/// What a link carried in its fragment: boot.js has taken it out of the address bar into the state of the history entry. Nothing
/// while pages render to files.
pub fn shared() -> Option<String> {
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    let window = web_sys::window()?;
    let state = window.history().ok()?.state().ok()?;
    if let Some(shared) = Place::shared(&state) {
        return Some(shared);
    }
    // The browser refused that, as after very many changes in a short time: it is here once.
    let rungs = js_sys::Reflect::get(&window, &"rungs".into()).ok()?;
    let shared = js_sys::Reflect::get(&rungs, &"shared".into()).ok()?.as_string();
    let _ = js_sys::Reflect::set(&rungs, &"shared".into(), &JsValue::UNDEFINED);
    shared
}

/// Panics here if a test asks for this place, by the window's `panicAt`, so that it sees what a reader sees then.
#[cfg(feature = "panic-on-request")]
#[allow(clippy::panic)]
pub fn may_panic(place: &str) {
    let window = web_sys::window().map(JsValue::from).unwrap_or_default();
    let asked = js_sys::Reflect::get(&window, &"panicAt".into()).ok().and_then(|asked| asked.as_string());
    if asked.as_deref() == Some(place) {
        panic!("asked to at {place}");
    }
}

/// A place where tests can ask for a panic.
#[cfg(not(feature = "panic-on-request"))]
pub fn may_panic(_: &str) {}
