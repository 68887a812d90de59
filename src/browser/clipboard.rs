//! Putting text on the clipboard.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::task;

/// Writes `text` to the clipboard, then says whether that worked. It does not where the page is not a secure
/// context (no clipboard at all), or where the browser or its owner denies it.
pub fn write(text: &str, done: impl FnOnce(bool) + 'static) {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    // Outside a secure context the property is undefined, and calling it would throw.
    match clipboard.filter(|clipboard| !AsRef::<JsValue>::as_ref(clipboard).is_undefined()) {
        Some(clipboard) => {
            let writing = JsFuture::from(clipboard.write_text(text));
            task::spawn(async move { done(writing.await.is_ok()) });
        }
        None => done(false),
    }
}
