//! Listening to events.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, Window};

/// Listens on the window for as long as the page lives. Boxed, as every type of listener is code of its own.
pub fn listen(window: &Window, event: &str, handler: Box<dyn FnMut(Event)>) {
    let handler = Closure::wrap(handler);
    let _ = window.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
    handler.forget();
}

/// A listener on an element, taken away when dropped. Leptos' own checks at each step that it stays on its thread,
/// which brings in the threads of the standard library: 2.4 KB brotli.
pub struct Listening {
    element: Element,
    event: &'static str,
    handler: Closure<dyn FnMut(Event)>,
}

impl Listening {
    /// Calls `handler` when the event happens on the element or within it.
    pub fn to(element: &Element, event: &'static str, handler: Box<dyn FnMut(Event)>) -> Self {
        let handler = Closure::wrap(handler);
        let _ = element.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
        Self { element: element.clone(), event, handler }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let handler = self.handler.as_ref().unchecked_ref();
        let _ = self.element.remove_event_listener_with_callback(self.event, handler);
    }
}
