//! One short message at the foot of the screen, read out by screen readers, that goes by itself.

use std::time::Duration;

use leptos::prelude::*;

use super::el::{El, el};

/// How long a message stays: long enough to read a sentence twice.
const SHOWN_FOR: Duration = Duration::from_secs(5);

/// Shows a message; taken from the context.
#[derive(Clone, Copy)]
pub struct Toast(RwSignal<&'static str>);

impl Toast {
    /// A toast that shows nothing yet.
    pub fn new() -> Self {
        Self(RwSignal::new(""))
    }

    /// Shows `message` in place of the one shown now.
    pub fn show(self, message: &'static str) {
        self.0.set(message);
        set_timeout(
            move || {
                if self.0.try_get_untracked() == Some(message) {
                    self.0.set("");
                }
            },
            SHOWN_FOR,
        );
    }
}

/// Where the message stands. The element is always there: a live region must exist before it speaks (WCAG 4.1.3).
pub fn toast_view(toast: Toast) -> El {
    // An empty text would be rendered as a space, and the element would not be `:empty`.
    let message = move || Some(toast.0.get()).filter(|message| !message.is_empty());
    el("p").class("toast").attr("role", "status").add(message.into_any())
}
