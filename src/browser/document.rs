//! The document around the app: its embedded ladder, its base, title and heading.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

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

/// Tells the stylesheet and boot.js that the app runs.
pub fn mark_ready() {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("data-app", "ready");
    }
}
