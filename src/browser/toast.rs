//! One short message at the foot of the screen, read out by screen readers, that goes by itself.

use std::time::Duration;

use leptos::prelude::*;

/// How long a message stays: long enough to read a sentence twice.
const SHOWN_FOR: Duration = Duration::from_secs(5);

/// What is said now.
#[derive(Clone, Default)]
pub struct Message {
    /// How many messages there were before it.
    pub number: u32,
    /// The message, if it has not gone yet.
    pub words: Option<String>,
}

thread_local! {
    // One for the document, like its title: event handlers and what they wait for have no context to ask.
    static MESSAGE: ArcRwSignal<Message> = ArcRwSignal::default();
}

/// What is said now, as a signal.
pub fn message() -> ArcRwSignal<Message> {
    MESSAGE.with(Clone::clone)
}

/// Shows `words` in place of the message shown now.
pub fn show(words: &str) {
    let message = message();
    let number = message.with_untracked(|message| message.number.wrapping_add(1));
    message.set(Message { number, words: Some(words.to_owned()) });
    set_timeout(
        move || {
            if message.with_untracked(|message| message.number == number) {
                message.set(Message { number: number.wrapping_add(1), words: None });
            }
        },
        SHOWN_FOR,
    );
}
