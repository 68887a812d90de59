//! What a form control, or another element that listens, holds.

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use web_sys::{Element, Event};

/// The value of the control that listens to `event`; empty where it has none.
pub fn value(event: &Event) -> String {
    let control = event.current_target().map(JsValue::from).unwrap_or_default();
    js_sys::Reflect::get(&control, &"value".into())
        .ok()
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// Whether the element that listens to `event` has an attribute.
pub fn has(event: &Event, attribute: &str) -> bool {
    let element = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.has_attribute(attribute))
}
