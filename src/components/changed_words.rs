//! Words of which some are marked as changed.

use leptos::prelude::*;
use rungs_ladder::compare::WordChange;
use rungs_ladder::ladder::Statement;

use super::said::Said;
use super::statement_item::Points;

/// Words of which some are marked as changed.
#[component]
pub fn ChangedWords(
    /// The words.
    words: Vec<WordChange>,
) -> impl IntoView {
    view! { <Said>{words.into_iter().map(view_words).collect_view()}</Said> }
}

/// What a statement says, with the words marked that are changed.
#[component]
pub fn ChangedStatement(
    /// Its words.
    words: Vec<WordChange>,
    /// The statement, for its points.
    statement: &'static Statement,
) -> impl IntoView {
    view! { <div class="says"><p><ChangedWords words/></p><Points points=&statement.children/></div> }
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
