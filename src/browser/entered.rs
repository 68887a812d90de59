//! What a reader has opened and entered on a page, kept across what is drawn anew.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::Event;

use super::{control, document, task};

/// The attribute of a field whose content is nowhere else as yet: it is not written while one types, but sent.
pub const UNSENT: &str = "data-unsent";

/// What is kept: of which elements, the property that holds it, the one that says how it was drawn, and the event that tells
/// of a change.
const KEPT: [(&str, &str, &str, &str); 5] = [
    ("details[open]", "open", "", "toggle"),
    ("[data-unsent]", "value", "defaultValue", "input"),
    ("[data-unsent]", "checked", "defaultChecked", "change"),
    // The end comes first: a start behind it would move it.
    (":focus", "selectionEnd", "", ""),
    (":focus", "selectionStart", "", ""),
];

/// Lets stay, across what this task draws anew, all by their ids: which `details` are open, what is entered in fields that
/// are [`UNSENT`], and where in its text the field is that has the focus.
pub fn keep() {
    let Some(app) = document::app() else { return };
    let mut kept = Vec::new();
    for kind in &KEPT {
        let (selector, property, drawn, _) = kind;
        for element in control::all(app.query_selector_all(selector)) {
            let (drawn, now) = (get(&element, drawn), get(&element, property));
            if now != drawn {
                kept.push((kind, element.id(), drawn, now));
            }
        }
    }
    // What is drawn anew stands when this task ends, and is not painted before the next one.
    task::spawn(async move {
        for ((_, property, drawn, event), id, was_drawn, entered) in kept {
            // What is drawn otherwise than before is the newer.
            let Some(element) = document::by_id(&id) else { continue };
            if get(&element, drawn) == was_drawn && get(&element, property) != entered {
                // Fields without a selection refuse one.
                let _ = Reflect::set(&element, &(*property).into(), &entered);
                let _ = Event::new(event).and_then(|event| element.dispatch_event(&event));
            }
        }
    });
}

fn get(element: &JsValue, property: &str) -> JsValue {
    Reflect::get(element, &property.into()).unwrap_or_default()
}
