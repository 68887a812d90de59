//! The hand-over from the page to the app: the app is built beside the page, then takes its place.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

use super::document::{document, follow, path};
use super::place::Place;

/// An element beside the page, not yet in the document.
pub struct Stage {
    document: Document,
    element: Element,
}

impl Stage {
    /// An empty one.
    ///
    /// # Errors
    /// When there is no document, or it makes no element.
    pub fn new() -> Result<Self, String> {
        let document = document().ok_or("there is no document")?;
        let element = document.create_element("div").map_err(told)?;
        Ok(Self { document, element })
    }

    /// Where the app is mounted.
    pub fn root(&self) -> HtmlElement {
        self.element.clone().unchecked_into()
    }

    /// Puts the app, which holds the same elements, in the place of the page's own content, and carries over what
    /// the reader has done meanwhile: what is opened, what the address names, what has focus. All in one task, so
    /// nothing flickers.
    ///
    /// # Errors
    /// When the page has no content to take the place of, or the browser refuses; the page is then as it was.
    pub fn take_the_pages_place(self) -> Result<(), String> {
        let page = self.document.get_element_by_id("_app").ok_or("the page has no place for the app")?;
        self.replace(&page).map_err(told)
    }

    fn replace(self, page: &Element) -> Result<(), JsValue> {
        let app = self.element;
        let focus = self.document.active_element().and_then(|active| path(page, &active));
        let opened = page.query_selector_all("details[open]")?;
        for at in 0..opened.length() {
            let details = opened.get(at).and_then(|node| node.dyn_into::<Element>().ok());
            if let Some(twin) = details.and_then(|details| follow(&app, &path(page, &details)?)) {
                twin.set_attribute("open", "")?;
            }
        }
        app.set_id("_app");
        let window = web_sys::window();
        let place = window.as_ref().and_then(Place::out_of_reach);
        page.replace_with_with_node_1(&app)?;
        // Before the focus is carried over, as it moves the focus itself.
        mark_target()?;
        if let Some(twin) = focus.and_then(|path| follow(&app, &path)?.dyn_into::<HtmlElement>().ok()) {
            super::document::focus(&twin);
        }
        if let (Some(window), Some(place)) = (window, place) {
            place.show(&window);
        }
        Ok(())
    }
}

/// Makes the element that the address names the document's target again (`:target`), as it was on the page, without
/// moving what the reader sees.
fn mark_target() -> Result<(), JsValue> {
    let Some(window) = web_sys::window() else { return Ok(()) };
    let hash = window.location().hash()?;
    if hash.len() > 1 {
        let (left, top) = (window.scroll_x()?, window.scroll_y()?);
        window.location().replace(&hash)?;
        window.scroll_to_with_x_and_y(left, top);
    }
    Ok(())
}

fn told(error: JsValue) -> String {
    js_sys::Object::from(error).to_string().into()
}
