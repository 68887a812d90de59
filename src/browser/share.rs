//! Handing an address to whatever the reader shares with.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Navigator, ShareData};

use super::{clipboard, task};

/// Opens the system's own dialogue for sharing (Web Share). Where there is none, or it fails, the address is put on the
/// clipboard, and `copied` is told whether that worked.
pub fn share(title: &str, url: String, copied: impl FnOnce(bool) + 'static) {
    let navigator = web_sys::window().map(|window| window.navigator());
    let Some(navigator) = navigator.filter(can_share) else {
        clipboard::write(&url, copied);
        return;
    };
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(&url);
    let sharing = JsFuture::from(navigator.share_with_data(&data));
    task::spawn(async move {
        match sharing.await {
            Err(error) if !is_cancelled(&error) => clipboard::write(&url, copied),
            // The system has shown what happens, or the reader has changed their mind.
            _ => {}
        }
    });
}

/// Whether there is such a dialogue; browsers without one throw when it is asked for.
fn can_share(navigator: &Navigator) -> bool {
    Reflect::has(navigator, &JsValue::from_str("share")).unwrap_or(false)
}

fn is_cancelled(error: &JsValue) -> bool {
    Reflect::get(error, &JsValue::from_str("name")).is_ok_and(|name| name == "AbortError")
}
