//! Menus close by themselves: by Escape, when something in them is chosen, and when the reader goes elsewhere.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::document;
use super::listen::listen;

/// A menu that is open.
const OPEN: &str = "details.menu[open]";

/// What can be chosen in it.
const CHOICE: &str = ".menu-items :is(a, button)";

/// Closes menus, for as long as the page lives.
pub fn follow() {
    let Some(window) = web_sys::window() else { return };
    for name in ["pointerdown", "focusin"] {
        listen(&window, name, Box::new(|event| close(|menu| !menu.contains(target(&event).as_deref()))));
    }
    let chosen = |event: Event| {
        let is_choice = target(&event).and_then(|target| target.closest(CHOICE).ok()?).is_some();
        close(|_| is_choice);
    };
    listen(&window, "click", Box::new(chosen));
    let pressed = |event: Event| {
        let is_escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
        close(|_| is_escape);
    };
    listen(&window, "keydown", Box::new(pressed));
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Closes the menu that is open, if it is to be. What has focus in it hands that on to its button.
fn close(is_wanted: impl Fn(&Element) -> bool) {
    let open = document::document().and_then(|document| document.query_selector(OPEN).ok()?);
    let Some(menu) = open.filter(is_wanted) else { return };
    let has_focus = document::focused().is_some_and(|focused| menu.contains(Some(&focused)));
    let button = menu.query_selector("summary").ok().flatten();
    if let Some(button) =
        button.and_then(|button| button.dyn_into::<HtmlElement>().ok()).filter(|_| has_focus)
    {
        document::focus(&button);
    }
    let _ = menu.remove_attribute("open");
}
