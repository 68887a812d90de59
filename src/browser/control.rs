//! What form controls hold, and what else their events say.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, NodeList};

use super::document;

/// The value of the control that listens to `event`; empty where it has none.
pub fn value(event: &Event) -> String {
    value_in(&event.current_target().map(JsValue::from).unwrap_or_default())
}

/// The value of the control with that id; empty where there is none.
pub fn value_of(id: &str) -> String {
    value_in(&document::by_id(id).map(JsValue::from).unwrap_or_default())
}

/// The values of the controls in each group inside the element that listens to `event`, both named by selectors.
pub fn values(event: &Event, group: &str, control: &str) -> Vec<Vec<String>> {
    let Some(element) = listener(event) else { return Vec::new() };
    let of = |group: Element| {
        all(group.query_selector_all(control)).iter().map(|control| value_in(control)).collect()
    };
    all(element.query_selector_all(group)).into_iter().map(of).collect()
}

/// Whether the check box that listens to `event` is ticked.
pub fn is_ticked(event: &Event) -> bool {
    let control = event.current_target().map(JsValue::from).unwrap_or_default();
    js_sys::Reflect::get(&control, &"checked".into()).is_ok_and(|ticked| ticked.is_truthy())
}

/// Whether the check box with that id is ticked.
pub fn has_tick(id: &str) -> bool {
    let control = document::by_id(id).map(JsValue::from).unwrap_or_default();
    js_sys::Reflect::get(&control, &"checked".into()).is_ok_and(|ticked| ticked.is_truthy())
}

/// The field with that id counts as drawn with `value`: more than that it does not hold unsent.
pub fn settle(id: &str, value: &str) {
    if let Some(field) = document::by_id(id) {
        let _ = js_sys::Reflect::set(&field, &"defaultValue".into(), &value.into());
    }
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

/// Keeps the browser from doing what it would, such as sending a form.
pub fn keep(event: &Event) {
    event.prevent_default();
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
