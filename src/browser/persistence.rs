//! Whether the browser keeps what is stored here until the person clears it (Storage Standard).

use rungs_assessment::exchange::Retention;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

use super::task;

/// Asks the browser to keep it, unless it does already. Some browsers ask the person then, so this is for a time when something
/// has been saved.
pub fn ask() {
    task::spawn(async {
        if is_kept().await == Some(false)
            && let Some(Ok(asking)) = manager().map(|manager| manager.persist())
        {
            let _ = JsFuture::from(asking).await;
        }
    });
}

/// Whether the browser keeps it; nothing where it does not tell.
pub async fn is_kept() -> Option<bool> {
    JsFuture::from(manager()?.persisted().ok()?).await.ok()?.as_bool()
}

/// How long the browser keeps it unasked.
pub fn retention() -> Retention {
    let navigator = web_sys::window().map(|window| window.navigator());
    Retention::of(&navigator.and_then(|navigator| navigator.user_agent().ok()).unwrap_or_default())
}

/// Outside a secure context it is undefined.
fn manager() -> Option<StorageManager> {
    let manager = web_sys::window()?.navigator().storage();
    (!AsRef::<JsValue>::as_ref(&manager).is_undefined()).then_some(manager)
}
