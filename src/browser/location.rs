//! Where the page is.

/// The origin, such as `https://example.org`; empty where there is none.
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}
