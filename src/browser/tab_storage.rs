//! Texts of a site that stay for as long as a tab does, also when its page is loaded again: the sessionStorage of this origin. A
//! browser that denies it keeps nothing, which nobody is told, as nothing of the reader's own is kept here.

use rungs_assessment::store::Prefix;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn key(site: &Prefix, name: &str) -> String {
    [site.as_str(), name].concat()
}

/// The text of that name.
pub fn kept(site: &Prefix, name: &str) -> Option<String> {
    storage()?.get_item(&key(site, name)).ok()?
}

/// Keeps a text under a name.
pub fn keep(site: &Prefix, name: &str, text: &str) {
    let _ = storage().map(|storage| storage.set_item(&key(site, name), text));
}

/// Forgets the text of that name.
pub fn forget(site: &Prefix, name: &str) {
    let _ = storage().map(|storage| storage.remove_item(&key(site, name)));
}

/// Forgets all texts of the site.
pub fn forget_all(site: &Prefix) {
    let Some(storage) = storage() else { return };
    let places = 0..storage.length().unwrap_or_default();
    let keys: Vec<String> = places.filter_map(|place| storage.key(place).ok()?).collect();
    for key in keys.iter().filter(|key| key.starts_with(site.as_str())) {
        let _ = storage.remove_item(key);
    }
}
