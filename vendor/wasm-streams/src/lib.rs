//! Stands in for the crate `wasm-streams`, which Leptos brings along for server functions.
//!
//! Rungs has no server, so none of this is ever called; but the real crate exports classes to JavaScript, and what is
//! exported cannot be left out by the linker: 3 KB brotli of wasm and 1 KB of script in every first visit
//! (ARCHITECTURE.md, "Size"). Only what server_fn 0.8 names is here; should a newer one name more, it does not build.

use futures_util::stream::{Empty, Stream, empty};
use wasm_bindgen::{JsCast, JsValue};

/// A stream of JavaScript; here always an empty one.
pub struct ReadableStream;

impl ReadableStream {
    /// Takes a stream, and gives it up.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        Self
    }

    /// Takes a stream of JavaScript, and gives it up.
    pub fn from_raw(_: web_sys::ReadableStream) -> Self {
        Self
    }

    /// `undefined`.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        JsValue::UNDEFINED.unchecked_into()
    }

    /// No item.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}
