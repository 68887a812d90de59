//! Running text of the ladder, with its marks.

use leptos::prelude::*;
use rungs_core::text::{Inline, Mark, Text};

use crate::components::fixed::fixed;

/// Renders `text` as inline content.
pub fn text(text: &'static Text) -> AnyView {
    match text.0.as_slice() {
        [Inline::Words(words)] => fixed(words.as_str()),
        inlines => fixed(inlines.iter().map(inline).collect_view()),
    }
}

fn inline(inline: &'static Inline) -> AnyView {
    match inline {
        Inline::Words(words) => fixed(words.as_str()),
        Inline::Break => fixed(view! { <br /> }),
        Inline::Mark(Mark::Em(inner)) => fixed(view! { <em>{text(inner)}</em> }),
        Inline::Mark(Mark::Strong(inner)) => fixed(view! { <strong>{text(inner)}</strong> }),
        Inline::Mark(Mark::Code(code)) => fixed(view! { <code>{code.as_str()}</code> }),
        Inline::Mark(Mark::Link(link)) => {
            fixed(view! { <a href=link.to.as_str() rel="noreferrer">{text(&link.text)}</a> })
        }
    }
}
