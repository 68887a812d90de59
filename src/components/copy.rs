//! A button that copies text, and says whether it did.

use super::el::{El, el};
use crate::browser::{clipboard, toast};

/// A button that puts `text` on the clipboard and then says `done`. It shows only once the app runs.
pub fn copy_button(
    class: &'static str,
    done: &'static str,
    text: impl Fn() -> String + Send + 'static,
) -> El {
    el("button").attr("type", "button").class(class).on_click(move || {
        clipboard::write(&text(), move |copied| {
            toast::show(if copied { done } else { "This browser does not allow copying here." });
        });
    })
}
