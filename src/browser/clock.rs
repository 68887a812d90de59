//! Today's date, as this browser's owner writes it.

/// The date in the reader's own format; empty while pages render to files, which have no reader yet.
pub fn today() -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::Date::new_0().to_locale_date_string("default", &wasm_bindgen::JsValue::UNDEFINED).into();
    #[cfg(not(target_arch = "wasm32"))]
    String::new()
}
