//! How much room there is.

/// Whether the window is wide enough for two columns; as the stylesheets have it. Not while pages render to files.
pub fn is_wide() -> bool {
    if cfg!(not(target_arch = "wasm32")) {
        return false;
    }
    let Some(window) = web_sys::window() else { return false };
    let query = window.match_media("(min-width: 60rem)").ok().flatten();
    query.is_some_and(|query| query.matches())
}
