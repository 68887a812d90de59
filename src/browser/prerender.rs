//! Pages that the browser makes ready before anybody has asked for them.

use js_sys::{Promise, Reflect};
use wasm_bindgen_futures::JsFuture;

use super::document::document;

/// Returns at once, or, where the browser has only made the page ready, when somebody opens it.
pub async fn opened() {
    let Some(document) = document() else { return };
    let is_prerendering =
        Reflect::get(&document, &"prerendering".into()).is_ok_and(|known| known.is_truthy());
    if is_prerendering {
        let opened = Promise::new(&mut |resolve, _| {
            let _ = document.add_event_listener_with_callback("prerenderingchange", &resolve);
        });
        let _ = JsFuture::from(opened).await;
    }
}
