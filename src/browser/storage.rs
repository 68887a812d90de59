//! localStorage, as a store of records; and taking notice of what other tabs do to it.

use gloo_storage::{LocalStorage, Storage as _};
use rungs_core::record::{Prefix, Store, StoreError};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Storage, StorageEvent};

use super::document;
use super::listen::listen;

/// The localStorage of this page's origin.
#[derive(Clone, Copy)]
pub struct Kept;

impl Kept {
    /// The storage. Asking for it throws where the browser or its owner denies it, and gloo-storage panics then, so it
    /// is asked for here first.
    fn storage(self) -> Result<Storage, StoreError> {
        let is_there = web_sys::window().and_then(|window| window.local_storage().ok().flatten()).is_some();
        if is_there { Ok(LocalStorage::raw()) } else { Err(StoreError::Denied) }
    }

    /// The same for a change. When the app has failed nothing is changed any more, whatever still runs of it.
    fn to_change(self) -> Result<Storage, StoreError> {
        if document::has_failed() { Err(StoreError::Denied) } else { self.storage() }
    }
}

impl Store for Kept {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let keys = js_sys::Object::keys(self.storage()?.as_ref());
        Ok(keys.iter().filter_map(|key| key.as_string()).collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.storage()?.get_item(key).map_err(reason)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.to_change()?.set_item(key, value).map_err(reason)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.to_change()?.remove_item(key).map_err(reason)
    }
}

/// Why the browser has thrown (HTML standard, "The Storage interface").
fn reason(error: JsValue) -> StoreError {
    let name = js_sys::Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        // The second is Firefox's.
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StoreError::Full,
        _ => StoreError::Denied,
    }
}

/// Calls `look` when something may have changed here, for as long as the page lives: another tab has written, or the
/// page is shown again after it was away, when it may have missed that. Calls `leave` when the page may be gone next.
pub fn follow(base: &str, look: fn(), leave: fn()) {
    let Some(window) = web_sys::window() else { return };
    let prefix = Prefix::new(base);
    let told = move |event: web_sys::Event| {
        // Without a key, when all is cleared.
        let key = event.unchecked_ref::<StorageEvent>().key();
        if key.is_none_or(|key| key.starts_with(prefix.as_str())) {
            look();
        }
    };
    listen(&window, "storage", Box::new(told));
    listen(&window, "pageshow", Box::new(move |_| look()));
    listen(&window, "pagehide", Box::new(move |_| leave()));
    let seen = move |_| if document::is_hidden() { leave() } else { look() };
    listen(&window, "visibilitychange", Box::new(seen));
}
