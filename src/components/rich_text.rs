//! Running text of the ladder, with its marks.

use crate::components::said::Said;
use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;
use rungs_ladder::text::{Inline, Mark, Text};

/// Tells which parts of a text stand out: byte ranges of whole characters, in order. By default none does.
#[derive(Clone, Default)]
pub struct Highlight(Option<Arc<FindRanges>>);

type FindRanges = dyn Fn(&str) -> Vec<Range<usize>> + Send + Sync;

impl Highlight {
    /// Lets those parts stand out that `find` finds.
    pub fn new(find: impl Fn(&str) -> Vec<Range<usize>> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(find)))
    }

    fn ranges(&self, words: &str) -> Vec<Range<usize>> {
        self.0.as_ref().map(|find| find(words)).unwrap_or_default()
    }
}

/// Running text with its marks.
#[component]
pub fn RichText(
    /// What is said.
    text: &'static Text,
    /// Which parts stand out.
    #[prop(optional)]
    highlight: Highlight,
) -> impl IntoView {
    view! { <Said><Marked text highlight/></Said> }
}

/// The same within other text.
#[component]
fn Marked(
    /// What is said.
    text: &'static Text,
    /// Which parts stand out.
    highlight: Highlight,
) -> AnyView {
    match text {
        Text::Plain(words) => view! { <Words words highlight/> }.into_any(),
        Text::Marked(pieces) => {
            pieces.iter().map(|piece| view_piece(piece, highlight.clone())).collect_view().into_any()
        }
    }
}

fn view_piece(piece: &'static Inline, highlight: Highlight) -> AnyView {
    match piece {
        Inline::Words(words) => view! { <Words words highlight/> }.into_any(),
        Inline::Break => view! { <br/> }.into_any(),
        Inline::Mark(Mark::Em(text)) => view! { <em><Marked text highlight/></em> }.into_any(),
        Inline::Mark(Mark::Strong(text)) => view! { <strong><Marked text highlight/></strong> }.into_any(),
        Inline::Mark(Mark::Code(code)) => view! { <code>{code.as_str()}</code> }.into_any(),
        Inline::Mark(Mark::Link(link)) => {
            view! { <a href=link.to.as_str() rel="noreferrer"><Marked text=&link.text highlight/></a> }
                .into_any()
        }
    }
}

/// Words without marks.
#[component]
pub fn Words(
    /// What is said.
    words: &'static str,
    /// Which parts stand out.
    #[prop(optional)]
    highlight: Highlight,
) -> AnyView {
    let mut parts = Vec::new();
    let mut end = 0;
    for range in highlight.ranges(words) {
        let (before, marked) = (words.get(end..range.start), words.get(range.clone()));
        debug_assert!(before.is_some() && marked.is_some(), "{range:?} is no part of {words:?}");
        end = range.end;
        parts.push(before.unwrap_or_default().into_any());
        parts.push(view! { <mark>{marked.unwrap_or_default()}</mark> }.into_any());
    }
    let rest = words.get(end..).unwrap_or_default();
    if parts.is_empty() { rest.into_any() } else { (parts, rest).into_any() }
}

/// A paragraph that stands beside the statements. Its author wrote it without a "Note:", or after one.
#[component]
pub fn Note(
    /// What it says.
    text: &'static Text,
) -> impl IntoView {
    view! { <p class="note">"Note: " <RichText text/></p> }
}
