//! Making a text short, and long again, by the browser's own streams: a library of our own would be 10 KB.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader, ReadableWritablePair};

#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// Without header and checksum (RFC 1951).
const FORMAT: &str = "deflate-raw";

/// A text, deflated; `None` where the browser cannot.
pub async fn deflate(text: &str) -> Option<Vec<u8>> {
    let stream = CompressionStream::new(FORMAT).ok()?;
    through(text.as_bytes(), stream.obj.unchecked_into(), usize::MAX).await
}

/// The text that was deflated; `None` where the bytes are none of a text, the text is longer than `most` bytes, or the
/// browser cannot. No more than `most` is ever made of them.
pub async fn inflate(bytes: &[u8], most: usize) -> Option<String> {
    let stream = DecompressionStream::new(FORMAT).ok()?;
    String::from_utf8(through(bytes, stream.obj.unchecked_into(), most).await?).ok()
}

async fn through(bytes: &[u8], stream: ReadableWritablePair, most: usize) -> Option<Vec<u8>> {
    let bytes = js_sys::Array::of1(&Uint8Array::from(bytes));
    let stream = Blob::new_with_u8_array_sequence(&bytes).ok()?.stream().pipe_through(&stream);
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut out = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.ok()?;
        if Reflect::get(&chunk, &"done".into()).ok()?.is_truthy() {
            return Some(out);
        }
        let chunk: Uint8Array = Reflect::get(&chunk, &"value".into()).ok()?.unchecked_into();
        if out.len() + chunk.length() as usize > most {
            let _ = reader.cancel();
            return None;
        }
        out.extend(chunk.to_vec());
    }
}
