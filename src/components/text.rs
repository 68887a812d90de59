//! Running text of the ladder, with its marks.

use std::ops::Range;

use rungs_ladder::text::{Inline, Mark, Text};

use super::el::{Content, El, el};

/// Tells which parts of a text are to stand out: byte ranges of whole characters, in order.
pub type Highlight<'a> = &'a dyn Fn(&str) -> Vec<Range<usize>>;

/// Lets nothing stand out.
pub const PLAIN: Highlight = &|_| Vec::new();

impl Content for &'static Text {
    fn add_to(self, parent: &mut El) {
        add(parent, self, PLAIN);
    }
}

/// Adds a text in which parts stand out.
pub fn add(parent: &mut El, text: &'static Text, highlight: Highlight) {
    let mark = |tag: &'static str, text: &'static Text| {
        let mut mark = el(tag);
        add(&mut mark, text, highlight);
        mark
    };
    let pieces = match text {
        Text::Plain(words) => return add_words(parent, words, highlight),
        Text::Marked(pieces) => pieces,
    };
    for inline in pieces {
        match inline {
            Inline::Words(words) => add_words(parent, words, highlight),
            Inline::Break => el("br").add_to(parent),
            Inline::Mark(Mark::Em(text)) => mark("em", text).add_to(parent),
            Inline::Mark(Mark::Strong(text)) => mark("strong", text).add_to(parent),
            Inline::Mark(Mark::Code(code)) => el("code").add(code.as_str()).add_to(parent),
            Inline::Mark(Mark::Link(link)) => {
                mark("a", &link.text).attr("href", link.to.as_str()).attr("rel", "noreferrer").add_to(parent)
            }
        }
    }
}

/// Adds words of which parts stand out.
pub fn add_words(parent: &mut El, words: &'static str, highlight: Highlight) {
    let mut from = 0;
    for place in highlight(words) {
        words.get(from..place.start).unwrap_or_default().add_to(parent);
        from = place.end;
        el("mark").add(words.get(place).unwrap_or_default()).add_to(parent);
    }
    words.get(from..).unwrap_or_default().add_to(parent);
}
