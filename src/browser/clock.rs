//! Days, as this browser's owner counts and writes them. While pages render to files there is no reader yet, and no day.

use rungs_assessment::date::{Date, Moment};

/// Today, where the reader is.
pub fn day() -> Date {
    #[cfg(target_arch = "wasm32")]
    {
        let now = js_sys::Date::new_0();
        // Months are counted from 0; a year after 9999 is none of ours.
        let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
        Date::new(year as u16, month as u8, day as u8).unwrap_or(Date::EPOCH)
    }
    #[cfg(not(target_arch = "wasm32"))]
    Date::EPOCH
}

/// Now.
pub fn now() -> Moment {
    Moment((js_sys::Date::now() / 1000.0) as u64)
}

/// Today in the reader's own format; empty while pages render to files.
pub fn today() -> String {
    if cfg!(target_arch = "wasm32") { written(day()) } else { String::new() }
}

/// Whether numbers have a comma before their fraction where the reader is. Spreadsheets then take a semicolon to be what separates
/// the columns of a CSV.
pub fn has_decimal_comma() -> bool {
    let number = js_sys::Number::from(1.5).to_locale_string("default");
    String::from(number).contains(',')
}

/// A day in the reader's own format.
pub fn written(day: Date) -> String {
    let day = day.to_string();
    if cfg!(not(target_arch = "wasm32")) {
        return day;
    }
    // With a time, which makes it a time of the reader's place; without, it would be one of Greenwich.
    let at = js_sys::Date::new(&[&day, "T00:00"].concat().into());
    at.to_locale_date_string("default", &wasm_bindgen::JsValue::UNDEFINED).into()
}
