//! The way to boot.js, which tells the reader when the app cannot go on, and loads the parts of the program.

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// Hands the cause of a failure to boot.js: it shows the cause, and nothing of the app runs any more.
pub fn failed(cause: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&JsValue::from_str(cause));
    let event = CustomEvent::new_with_event_init_dict("rungs:failed", &init);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        let _ = window.dispatch_event(&event);
    }
}

/// Loads a part of the program.
///
/// # Errors
/// What boot.js says about why it cannot be had.
#[cfg(feature = "split")]
pub async fn load(part: &str) -> Result<(), String> {
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(catch, js_namespace = rungs)]
        async fn load(part: &str) -> Result<JsValue, JsValue>;
    }
    load(part).await.map(drop).map_err(|error| js_sys::Error::from(error).message().into())
}

/// Panics where the query asks for it, so that tests can see what a reader sees then.
#[cfg(feature = "panic-on-request")]
#[allow(clippy::panic)]
pub fn panic_on_request() {
    use wasm_bindgen::{JsCast, closure::Closure};

    let query = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    match query.as_str() {
        "?panic=start" => panic!("asked to at the start"),
        "?panic=click" => {
            let handler = Closure::<dyn FnMut()>::new(|| panic!("asked to by a click"));
            if let Some(document) = super::document::document() {
                let _ = document.add_event_listener_with_callback("click", handler.as_ref().unchecked_ref());
            }
            handler.forget();
        }
        _ => {}
    }
}
