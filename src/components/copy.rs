//! A button that copies text, and says whether it did.

use leptos::prelude::*;

use super::el::{El, el};
use super::toast::Toast;
use crate::browser::clipboard;

/// A button that puts `text` on the clipboard and then says `done`. It shows only once the app runs.
pub fn copy_button(
    class: &'static str,
    done: &'static str,
    text: impl Fn() -> String + Send + 'static,
) -> El {
    let toast = use_context::<Toast>();
    el("button").attr("type", "button").class(class).on_click(move || {
        clipboard::write(&text(), move |copied| {
            if let Some(toast) = toast {
                toast.show(if copied { done } else { "This browser does not allow copying here." });
            }
        });
    })
}
