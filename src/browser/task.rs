//! Work that gives the browser a turn.

use std::time::Duration;

use leptos::prelude::{request_animation_frame, set_timeout};
use wasm_bindgen_futures::JsFuture;

/// Runs `work` to its end, beside what else the browser does.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}

/// Does `work` later, in a task of its own.
pub fn after(time: Duration, work: impl FnOnce() + 'static) {
    set_timeout(work, time);
}

/// Does `work` when what is shown now stands in the document, before it is painted.
pub fn after_render(work: impl FnOnce() + 'static) {
    request_animation_frame(work);
}

/// Does `work` as soon as what has been done until now is painted.
pub fn after_paint(work: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(work, Duration::ZERO));
}

/// Does `work` when what has been done until now is painted, and the person has had the time to do something about it first.
pub fn in_passing(work: impl FnOnce() + 'static) {
    after_paint(move || set_timeout(work, Duration::from_millis(50)));
}

/// Returns in a task of its own, so that what comes before and after it does not add up to one long task, during
/// which the page would not answer (a long task is one over 50 ms).
pub async fn next() {
    let Some(window) = web_sys::window() else { return };
    let turn = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window.set_timeout_with_callback(&resolve);
    });
    let _ = JsFuture::from(turn).await;
}
