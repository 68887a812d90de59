//! Presses that repeat by themselves or by habit. Many people press everything twice, and a key that is held presses again and
//! again: what has come into the place of a control meanwhile, such as the question whether to delete, was not meant.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

use super::listen::listen_first;

/// What a press acts on, itself or something in it.
const CONTROLS: &str = "a, button, summary, label, input, select, textarea";

/// What Enter or the space bar presses.
const BUTTONS: &str = "a, button, summary";

/// Stops such presses, for as long as the page lives.
pub fn follow() {
    let Some(window) = web_sys::window() else { return };
    let mut pressed = None;
    listen_first(&window, "click", Box::new(move |event| stop_second(&mut pressed, &event)));
    listen_first(&window, "keydown", Box::new(|event| stop_held(&event)));
}

/// Stops the second press of a double click when what was `pressed` first has gone.
fn stop_second(pressed: &mut Option<Element>, event: &Event) {
    let is_second = event.dyn_ref::<MouseEvent>().is_some_and(|event| event.detail() > 1);
    if is_second && pressed.as_ref().is_some_and(|pressed| !pressed.is_connected()) {
        event.prevent_default();
        event.stop_immediate_propagation();
    } else {
        *pressed = around(event, CONTROLS);
    }
}

/// Lets a key that is held press once.
fn stop_held(event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    if key.repeat() && matches!(key.key().as_str(), "Enter" | " ") && around(event, BUTTONS).is_some() {
        event.prevent_default();
    }
}

/// The element of that kind that an event happens in.
fn around(event: &Event, kind: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(kind).ok().flatten()
}
