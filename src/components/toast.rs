//! One short message at the foot of the screen, read out by screen readers, that goes by itself.

use std::time::Duration;

use leptos::prelude::*;

use super::el::{El, el};

/// How long a message stays: long enough to read a sentence twice.
const SHOWN_FOR: Duration = Duration::from_secs(5);

/// Shows a message; taken from the context.
#[derive(Clone, Copy)]
pub struct Toast(RwSignal<String>);

impl Toast {
    /// A toast that shows nothing yet.
    pub fn new() -> Self {
        Self(RwSignal::new(String::new()))
    }

    /// Shows `message` in place of the one shown now.
    pub fn show(self, message: &'static str) {
        self.0.set(message.into());
        set_timeout(
            move || {
                if self.0.get_untracked() == message {
                    self.0.set(String::new());
                }
            },
            SHOWN_FOR,
        );
    }
}

/// Where the message stands. The element is always there: a live region must exist before it speaks (WCAG 4.1.3).
pub fn toast_view(toast: Toast) -> El {
    el("div").class("toast").attr("role", "status").live(move || el("p").add(toast.0.get()))
}
