//! Running text of the ladder, with its marks.

use rungs_core::text::{Inline, Mark, Text};

use super::el::{Content, El, el};

impl Content for &'static Text {
    fn add_to(self, parent: &mut El) {
        for inline in &self.0 {
            inline.add_to(parent);
        }
    }
}

impl Content for &'static Inline {
    fn add_to(self, parent: &mut El) {
        match self {
            Inline::Words(words) => words.as_str().add_to(parent),
            Inline::Break => el("br").add_to(parent),
            Inline::Mark(Mark::Em(text)) => el("em").add(text).add_to(parent),
            Inline::Mark(Mark::Strong(text)) => el("strong").add(text).add_to(parent),
            Inline::Mark(Mark::Code(code)) => el("code").add(code.as_str()).add_to(parent),
            Inline::Mark(Mark::Link(link)) => {
                el("a")
                    .attr("href", link.to.as_str())
                    .attr("rel", "noreferrer")
                    .add(&link.text)
                    .add_to(parent);
            }
        }
    }
}

/// A paragraph that stands beside the statements; its author wrote it without, or after, a "Note:".
pub fn note(text: &'static Text) -> El {
    el("p").class("note").add("Note: ").add(text)
}
