//! Listening to events.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, Window};

/// Listens on the window for as long as the page lives.
pub fn listen(window: &Window, event: &str, handler: Box<dyn FnMut(Event)>) {
    let handler = Closure::wrap(handler);
    let _ = window.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
    handler.forget();
}

/// The same, before anything in the page listens.
pub fn listen_first(window: &Window, event: &str, handler: Box<dyn FnMut(Event)>) {
    let handler = Closure::wrap(handler);
    let listener = handler.as_ref().unchecked_ref();
    let _ = window.add_event_listener_with_callback_and_bool(event, listener, true);
    handler.forget();
}
