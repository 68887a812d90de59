//! The document around the app: its embedded ladder, its title, and the hand-over from the page to the app.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

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

/// Puts `app`, which holds the same elements, in the place of the page's own content, and carries over what the
/// reader has done meanwhile: what has focus, and what is opened. All in one task, so nothing flickers.
pub fn hand_over(app: &Element) -> Result<(), JsValue> {
    let Some(document) = document() else { return Ok(()) };
    let Some(page) = document.get_element_by_id("_app") else { return Ok(()) };
    let focus = document.active_element().and_then(|active| path(&page, &active));
    let opened = page.query_selector_all("details[open]")?;
    for at in 0..opened.length() {
        let details = opened.get(at).and_then(|node| node.dyn_into::<Element>().ok());
        if let Some(twin) = details.and_then(|details| follow(app, &path(&page, &details)?)) {
            twin.set_attribute("open", "")?;
        }
    }
    app.set_id("_app");
    page.replace_with_with_node_1(app)?;
    if let Some(twin) = focus.and_then(|path| follow(app, &path)?.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        twin.focus_with_options(&options)?;
    }
    mark_target()
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

/// Tells the stylesheet and boot.js that the app runs.
pub fn mark_ready() {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("data-app", "ready");
    }
}

/// The way from `root` down to `element` by position among element siblings; `None` if it is not below.
fn path(root: &Element, element: &Element) -> Option<Vec<u32>> {
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

fn follow(root: &Element, path: &[u32]) -> Option<Element> {
    path.iter().try_fold(root.clone(), |at, position| at.children().item(*position))
}
