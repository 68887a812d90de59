//! Texts that stay for as long as a tab does, also when its page is loaded again: the sessionStorage of this origin. A browser
//! that denies it keeps nothing, which nobody is told, as nothing of the reader's own is kept here.

use web_sys::Storage;

/// What the names of all texts begin with.
const PREFIX: &str = "rungs ";

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn key(name: &str) -> String {
    [PREFIX, name].concat()
}

/// The text of that name.
pub fn kept(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok()?
}

/// Keeps a text under a name.
pub fn keep(name: &str, text: &str) {
    let _ = storage().map(|storage| storage.set_item(&key(name), text));
}

/// Forgets the text of that name.
pub fn forget(name: &str) {
    let _ = storage().map(|storage| storage.remove_item(&key(name)));
}

/// Forgets all texts.
pub fn forget_all() {
    let Some(storage) = storage() else { return };
    let places = 0..storage.length().unwrap_or_default();
    let keys: Vec<String> = places.filter_map(|place| storage.key(place).ok()?).collect();
    for key in keys.iter().filter(|key| key.starts_with(PREFIX)) {
        let _ = storage.remove_item(key);
    }
}
