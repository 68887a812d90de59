//! Memos beyond those of Leptos.

use leptos::prelude::*;

/// A memo whose readers run whenever it is made anew. It is for values that borrow from the ladder: comparing two of them would
/// walk through all of their texts, which costs more than running the readers.
pub fn uncompared_memo<T: Send + Sync + 'static>(make: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    Memo::new_with_compare(move |_| make(), |_, _| true)
}
