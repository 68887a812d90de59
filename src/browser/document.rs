//! The document around the app: its embedded ladder, its base, title and heading.

use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, FocusOptions, HtmlElement};

/// The document; `None` outside a browser page.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The JSON that the page carries.
pub fn embedded_ladder() -> Option<String> {
    document()?.query_selector("script#ladder").ok()??.text_content()
}

/// The base path of the site, as the build wrote it into the page.
pub fn base() -> Option<String> {
    document()?.query_selector(r#"meta[name="app"]"#).ok()??.get_attribute("content")
}

/// The path below the base of the page that the server has sent; `None` for the one that says that there is none.
pub fn sent_page() -> Option<String> {
    document()?.query_selector(r#"meta[name="app"]"#).ok()??.get_attribute("data-page")
}

/// The colours that the reader has chosen: `light`, `dark`, or empty for those of the device.
pub fn chosen_colours() -> String {
    let root = document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute("data-colours")).unwrap_or_default()
}

/// Sets the document's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The focusable main heading of the page shown.
pub fn heading() -> Option<HtmlElement> {
    document()?.query_selector("h1").ok()??.dyn_into().ok()
}

/// Tells the stylesheet and boot.js that the app runs.
pub fn mark_ready() {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("data-app", "ready");
    }
}

/// Says whether a page is being loaded. The style shows it when that takes long.
pub fn mark_busy(is_busy: bool) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let _ = match is_busy {
        true => root.set_attribute("aria-busy", "true"),
        false => root.remove_attribute("aria-busy"),
    };
}

/// Tells the stylesheet that there is a keyboard, also where the browser knows of a touch screen alone.
pub fn mark_keyboard() {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("data-keyboard", "");
    }
}

/// Whether boot.js has said that the app cannot go on.
pub fn has_failed() -> bool {
    let root = document().and_then(|document| document.document_element());
    root.is_some_and(|root| root.get_attribute("data-app").as_deref() == Some("failed"))
}

/// Whether nobody can see the page now.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Opens the browser's dialogue for printing.
pub fn print() {
    let _ = web_sys::window().map(|window| window.print());
}

/// The element that holds the app.
pub fn app() -> Option<Element> {
    document()?.get_element_by_id("_app")
}

/// The element with that id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The element that has focus, unless that is the document as a whole.
pub fn focused() -> Option<HtmlElement> {
    let document = document()?;
    let focused: HtmlElement = document.active_element()?.dyn_into().ok()?;
    (document.body()? != focused).then_some(focused)
}

/// Gives `element` the focus, without moving what the reader sees.
pub fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Gives the element with that id the focus, without moving what the reader sees.
pub fn focus_by_id(id: &str) {
    by_id(id).iter().for_each(focus);
}

/// Gives one of the elements that the selector names the focus: the one with `place` others before it.
pub fn focus_nth(selector: &str, place: usize) {
    let elements = document().and_then(|document| document.query_selector_all(selector).ok());
    let element = elements.and_then(|elements| elements.item(place.try_into().ok()?)?.dyn_into().ok());
    element.iter().for_each(focus);
}

/// Gives the focus back if the element that has it goes away with what happens now: to an element of the same id, else to the
/// heading of its section, else to that of the page (WCAG 2.4.3).
pub fn refocus_if_lost() {
    if let Some(focused) = self::focused() {
        pass_focus(&focused.id());
    }
}

/// Gives the focus to the element with that id if the element that has it goes away with what happens now; where there is no
/// such element, to the heading of its section, else to that of the page.
pub fn pass_focus(heir: &str) {
    let Some(focused) = self::focused() else { return };
    let id = heir.to_owned();
    let section = focused.closest("[aria-labelledby]").ok().flatten();
    let title = section.and_then(|section| section.get_attribute("aria-labelledby")).unwrap_or_default();
    request_animation_frame(move || {
        for heir in [by_id(&id), by_id(&title), heading()].iter().flatten() {
            if self::focused().is_none() {
                focus(heir);
            }
        }
    });
}

/// The way from `root` down to `element` by position among element siblings; `None` if it is not below.
pub fn path(root: &Element, element: &Element) -> Option<Vec<u32>> {
    let mut path = Vec::new();
    let mut at = element.clone();
    while at != *root {
        let mut position = 0;
        let mut before = at.previous_element_sibling();
        while let Some(sibling) = before {
            position += 1;
            before = sibling.previous_element_sibling();
        }
        path.push(position);
        at = at.parent_element()?;
    }
    path.reverse();
    Some(path)
}

/// The element that [`path`] led to, if there is one.
pub fn follow(root: &Element, path: &[u32]) -> Option<Element> {
    path.iter().try_fold(root.clone(), |at, position| at.children().item(*position))
}
