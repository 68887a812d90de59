//! localStorage, as a store of records; and taking notice of what other tabs do to it.

use std::cell::OnceCell;
use std::collections::HashSet;

use gloo_storage::{LocalStorage, Storage as _};
use rungs_assessment::store::{self, Neighbour, Prefix, Store, StoreError, tells_of_erasure};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Storage, StorageEvent};

use super::listen::listen;
use super::{boot, document, mirror};

thread_local! {
    /// The storage, once it was had: asking for it takes as long as reading from it.
    static STORAGE: OnceCell<Storage> = const { OnceCell::new() };
}

/// The localStorage of this page's origin.
#[derive(Clone, Copy)]
pub struct LocalStorageStore;

impl LocalStorageStore {
    /// The storage. Asking for it throws where the browser or its owner denies it, and gloo-storage panics then, so it
    /// is asked for here first.
    fn storage(self) -> Result<Storage, StoreError> {
        STORAGE.with(|known| match known.get() {
            Some(storage) => Ok(storage.clone()),
            None => {
                let window = web_sys::window().ok_or(StoreError::Denied)?;
                window.local_storage().ok().flatten().ok_or(StoreError::Denied)?;
                Ok(known.get_or_init(LocalStorage::raw).clone())
            }
        })
    }

    /// The same for a change. When the app has failed nothing is changed any more, whatever still runs of it.
    fn to_change(self) -> Result<Storage, StoreError> {
        if document::has_failed() { Err(StoreError::Denied) } else { self.storage() }
    }
}

/// What is stored under a key, for what is not a record.
///
/// # Errors
/// When the browser denies its storage.
pub fn read(key: &str) -> Result<Option<String>, StoreError> {
    LocalStorageStore.get(key)
}

/// What other paths of this origin keep, where the site under `base` is not.
pub fn neighbours(base: &str) -> Vec<Neighbour> {
    store::neighbours(&LocalStorageStore, &Prefix::new(base)).unwrap_or_default()
}

impl Store for LocalStorageStore {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        // In one text, as each text that comes over from JavaScript takes its time. No key of ours has a zero. Other ways to
        // list the keys ask the storage for every one of them.
        let keys = js_sys::Reflect::own_keys(self.storage()?.as_ref()).map_err(reason)?.join("\0");
        Ok(String::from(keys).split('\0').map(str::to_owned).collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.storage()?.get_item(key).map_err(reason)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        boot::may_panic("save");
        self.to_change()?.set_item(key, value).map_err(reason)?;
        mirror::change(key, Some(value));
        boot::may_panic("saved");
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.to_change()?.remove_item(key).map_err(reason)?;
        mirror::change(key, None);
        Ok(())
    }
}

/// How many records are copied at once when they have no copy: so many take a few milliseconds.
const COPIED_AT_ONCE: usize = 200;

/// Puts back what is missing of the records of the site under `base`, as after the browser was killed, and copies those that
/// have no copy, as when a page was left before its changes were copied. Says whether anything was put back.
pub async fn recover(base: &str) -> bool {
    let prefix = Prefix::new(base);
    let Ok(copied) = mirror::keys(prefix.as_str()).await else { return false };
    let mut was_missing = false;
    for key in &copied {
        // The value is read only of what is missing, and another tab may have put it back meanwhile.
        if is_missing(key)
            && let Some(value) = mirror::get(key).await
            && is_missing(key)
        {
            was_missing |= LocalStorageStore.set(key, &value).is_ok();
        }
    }
    let copied: HashSet<_> = copied.into_iter().collect();
    let stored = LocalStorageStore.keys().unwrap_or_default();
    let uncopied: Vec<_> =
        stored.into_iter().filter(|key| key.starts_with(prefix.as_str()) && !copied.contains(key)).collect();
    for keys in uncopied.chunks(COPIED_AT_ONCE) {
        copy(keys).await;
    }
    was_missing
}

/// Copies these records.
async fn copy(keys: &[String]) {
    for key in keys {
        if let Ok(Some(value)) = LocalStorageStore.get(key) {
            mirror::change(key, Some(&value));
        }
    }
    mirror::settle().await;
    // What another tab has removed meanwhile must not come back.
    for key in keys.iter().filter(|key| is_missing(key)) {
        mirror::change(key, None);
    }
}

/// Whether there is no value for a key, without reading it.
fn is_missing(key: &str) -> bool {
    LocalStorageStore.storage().is_ok_and(|storage| js_sys::Reflect::has(&storage, &key.into()) == Ok(false))
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
/// page is shown again after it was away, when it may have missed that. Calls `forget` when another tab erases everything,
/// and `leave` when the page may be gone next.
pub fn follow(
    base: &str,
    look: impl Fn() + Copy + 'static,
    forget: impl Fn() + 'static,
    leave: impl Fn() + Copy + 'static,
) {
    let Some(window) = web_sys::window() else { return };
    let prefix = Prefix::new(base);
    let told = move |event: web_sys::Event| {
        let event: &StorageEvent = event.unchecked_ref();
        // Without a key, when all is cleared.
        let is_ours = event.key().is_none_or(|key| key.starts_with(prefix.as_str()));
        if is_ours && event.new_value().is_some_and(|text| tells_of_erasure(&text)) {
            // What was on its way to the copy must not come back from there either.
            mirror::forget();
            forget();
        } else if is_ours {
            look();
        }
    };
    listen(&window, "storage", Box::new(told));
    listen(&window, "pageshow", Box::new(move |_| look()));
    listen(&window, "pagehide", Box::new(move |_| leave()));
    let seen = move |_| if document::is_hidden() { leave() } else { look() };
    listen(&window, "visibilitychange", Box::new(seen));
}
