//! What a reader has opened and entered on a page, kept across what is drawn anew.

use js_sys::{Promise, Reflect};
use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event};

use super::{control, document, task};

/// The attribute of a field whose content is nowhere else as yet: it is not written while one types, but when one leaves the
/// field or sends it. Whoever has written it calls [`control::settle`].
pub const UNSENT: &str = "data-unsent";

/// A kind of what is kept.
struct Kind {
    /// The elements, as a selector.
    of: &'static str,
    property: &'static str,
    /// The property that says how the element was drawn: of `details` their class, of a selection none.
    drawn: &'static str,
    /// Tells of a change.
    event: &'static str,
}

const KINDS: [Kind; 3] = [
    Kind { of: "details[id]", property: "open", drawn: "className", event: "toggle" },
    Kind { of: "[data-unsent]", property: "value", drawn: "defaultValue", event: "input" },
    Kind { of: "[data-unsent]", property: "checked", drawn: "defaultChecked", event: "change" },
];

/// The selection in what has the focus. Its end comes first: a start behind it would move it.
const SELECTION: [Kind; 2] = [
    Kind { of: ":focus", property: "selectionEnd", drawn: "", event: "select" },
    Kind { of: ":focus", property: "selectionStart", drawn: "", event: "select" },
];

/// What an element held, and how it was drawn.
struct Kept {
    kind: &'static Kind,
    id: String,
    drawn: JsValue,
    entered: JsValue,
}

/// Lets stay, by their ids, across what this task draws anew: which `details` are open, what is entered in fields that are
/// [`UNSENT`], and the selection in what has the focus.
pub fn keep() {
    let Some(app) = document::app() else { return };
    let mut kept = Vec::new();
    for kind in &KINDS {
        for element in control::all(app.query_selector_all(kind.of)) {
            note(&mut kept, kind, &element);
        }
    }
    // What is drawn anew stands when this task ends, and is not painted before the next one.
    task::spawn(async move {
        kept.iter().for_each(Kept::restore);
        // Once more, for what is drawn in what has just been opened.
        let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
        kept.iter().for_each(Kept::restore);
    });
    if let Some(focused) = document::focused() {
        let mut selection = Vec::new();
        for kind in &SELECTION {
            note(&mut selection, kind, &focused);
        }
        // Nothing has the focus before. In a tab that nobody sees that is later, and the page may be drawn again until then.
        request_animation_frame(move || selection.iter().for_each(Kept::restore));
    }
}

fn note(kept: &mut Vec<Kept>, kind: &'static Kind, element: &Element) {
    let (drawn, entered) = (get(element, kind.drawn), get(element, kind.property));
    if entered != drawn {
        kept.push(Kept { kind, id: element.id(), drawn, entered });
    }
}

impl Kept {
    /// Unless it has been drawn otherwise than before: then that is the newer.
    fn restore(&self) {
        let Some(element) = document::by_id(&self.id) else { return };
        let Kind { property, drawn, event, .. } = self.kind;
        if get(&element, drawn) == self.drawn && get(&element, property) != self.entered {
            let _ = Reflect::set(&element, &(*property).into(), &self.entered);
            let _ = Event::new(event).and_then(|event| element.dispatch_event(&event));
        }
    }
}

fn get(element: &JsValue, property: &str) -> JsValue {
    Reflect::get(element, &property.into()).unwrap_or_default()
}
