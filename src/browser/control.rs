//! What form controls hold, and what else their events say.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlInputElement, NodeList};

/// The value of the control that listens to `event`; empty where it has none.
pub fn value(event: &Event) -> String {
    value_in(&event.current_target().map(JsValue::from).unwrap_or_default())
}

/// Whether the date field that listens to `event` holds a part of a day: its value is then empty.
pub fn is_partial(event: &Event) -> bool {
    let field = event.current_target().and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    field.is_some_and(|field| field.validity().bad_input())
}

/// Whether the check box that listens to `event` is ticked.
pub fn is_ticked(event: &Event) -> bool {
    let control = event.current_target().map(JsValue::from).unwrap_or_default();
    js_sys::Reflect::get(&control, &"checked".into()).is_ok_and(|ticked| ticked.is_truthy())
}

/// Lets the control that listens to `event` show `value` again, where what a person has chosen changes nothing.
pub fn show_value(event: &Event, value: &str) {
    if let Some(control) = event.current_target() {
        let _ = js_sys::Reflect::set(&control, &"value".into(), &value.into());
    }
}

/// Whether the element that listens to `event` has an attribute.
pub fn has(event: &Event, attribute: &str) -> bool {
    listener(event).is_some_and(|element| element.has_attribute(attribute))
}

/// All elements of a list.
pub(super) fn all(list: Result<NodeList, JsValue>) -> Vec<Element> {
    let Ok(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
}

fn listener(event: &Event) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

fn value_in(control: &JsValue) -> String {
    let value = js_sys::Reflect::get(control, &"value".into()).ok();
    value.and_then(|value| value.as_string()).unwrap_or_default()
}
