//! Files that the reader is given, and gives.

use std::time::Duration;

use leptos::prelude::set_timeout;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Event, HtmlAnchorElement, HtmlInputElement, Url};

use super::document::document;
use super::task;

/// How long a browser may take to read the file.
const DOWNLOADED: Duration = Duration::from_secs(60);

/// Gives `text` to the reader as a file of that name and media type, through the browser's own download.
pub fn download(name: &str, media_type: &str, text: &str) {
    let _ = try_download(name, media_type, text);
}

fn try_download(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = document().ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Some browsers read it only after the click has been handled.
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        DOWNLOADED,
    );
    Ok(())
}

/// The browser does not give the text of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "this browser could not read the file, which may have been moved or changed meanwhile; choose it again"
)]
pub struct ReadError;

/// Reads the file that was chosen in the control that `event` is about, as text; what is no UTF-8 has replacement
/// characters. The control lets the file go, so that the same file can be chosen again.
pub fn read(event: &Event, then: impl FnOnce(Result<String, ReadError>) + 'static) {
    let control = event.current_target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(control) = control else { return };
    let Some(file) = control.files().and_then(|files| files.get(0)) else { return };
    control.set_value("");
    task::spawn(async move {
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
        then(text.ok_or(ReadError));
    });
}
