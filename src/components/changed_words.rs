//! Words of which some are marked as changed.

use leptos::prelude::*;
use rungs_ladder::compare::WordChange;

use crate::components::said::Said;

/// Words of which some are marked as changed.
#[component]
pub fn ChangedWords(
    /// The words.
    words: Vec<WordChange>,
) -> impl IntoView {
    view! { <Said>{words.into_iter().map(view_words).collect_view()}</Said> }
}

/// A run of words, and a space before the next one.
fn view_words(words: WordChange) -> impl IntoView {
    let words = match words {
        WordChange::Same(same) => same.into_any(),
        WordChange::Removed(removed) => view! { <del>{removed}</del> }.into_any(),
        WordChange::Added(added) => view! { <ins>{added}</ins> }.into_any(),
    };
    (words, " ")
}
