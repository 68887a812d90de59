//! What a form control holds.

use wasm_bindgen::JsValue;
use web_sys::Event;

/// The value of the control that listens to `event`; empty where it has none.
pub fn value(event: &Event) -> String {
    let control = event.current_target().map(JsValue::from).unwrap_or_default();
    js_sys::Reflect::get(&control, &"value".into())
        .ok()
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}
