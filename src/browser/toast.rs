//! One short message at the foot of the screen, read out by screen readers, that goes by itself.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::set_timeout;

use super::document;

/// The id of the element that a message stands in. It is always there, inside a live region, which must exist before
/// it speaks (WCAG 4.1.3).
pub const PLACE: &str = "_toast";

/// How long a message stays: long enough to read a sentence twice.
const SHOWN_FOR: Duration = Duration::from_secs(5);

thread_local! {
    /// How many messages there were.
    static SHOWN: Cell<u32> = const { Cell::new(0) };
}

/// Shows `message` in place of the one shown now.
pub fn show(message: &str) {
    let number = SHOWN.get().wrapping_add(1);
    SHOWN.set(number);
    put(message);
    set_timeout(
        move || {
            if SHOWN.get() == number {
                put("");
            }
        },
        SHOWN_FOR,
    );
}

fn put(message: &str) {
    if let Some(place) = document::by_id(PLACE) {
        place.set_text_content(Some(message));
    }
}
