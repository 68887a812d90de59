//! What its author probably means as a heading, a bullet or a label, and Markdown does not read as one.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::inline::Sink;
use crate::model::text::is_colon;
use crate::problem;

/// Signs that people put before the lines of a list, and that make no list.
const BULLETS: &[char] = &['•', '‣', '◦', '▪', '●', '○', '■', '·', '・', '–', '—', '−', '⁃', '➢', '✓', '✔'];

/// A line of running text that is probably no running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lookalike {
    /// `##Craft`.
    Heading,
    /// `• Reviews`, `-Reviews`, `1.Reviews`.
    Bullet,
}

/// The first such line of a paragraph, and where its sign stands in it.
pub(crate) fn find(paragraph: &str) -> Option<(Lookalike, Range<usize>)> {
    let mut at = 0;
    paragraph.split_inclusive(['\n', '\r']).find_map(|line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let (kind, len) = sign(line.trim_start())?;
        Some((kind, start..start + len))
    })
}

fn sign(line: &str) -> Option<(Lookalike, usize)> {
    let after = line.trim_start_matches(['#', '＃']);
    let hashes = line.len() - after.len();
    let first = after.chars().next()?;
    if hashes > 0 {
        let is_wide = line.starts_with('＃');
        return (first.is_alphabetic() || is_wide && !first.is_numeric())
            .then_some((Lookalike::Heading, hashes));
    }
    if BULLETS.contains(&first) && after.chars().nth(1).is_some_and(|next| !next.is_numeric()) {
        return Some((Lookalike::Bullet, first.len_utf8()));
    }
    let opens_words = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || matches!(c, '*' | '_' | '['));
    if matches!(first, '-' | '+') && opens_words(after.chars().nth(1)) {
        return Some((Lookalike::Bullet, 1));
    }
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = after.len() - rest.len();
    let number = rest.chars().next().filter(|c| matches!(c, '.' | ')' | '、' | '．' | '）'))?;
    let is_number = (1..=2).contains(&digits);
    let words = rest.get(number.len_utf8()..).unwrap_or_default().trim_start_matches(' ');
    (is_number && opens_words(words.chars().next()))
        .then_some((Lookalike::Bullet, digits + number.len_utf8()))
}

/// Names what other kinds of Markdown would read and this one shows as it is written: tables, footnotes, text struck
/// through, lists of definitions; and links for use elsewhere that nothing uses.
pub(crate) fn other_markdown(body: &str, sink: &mut Sink) {
    if body.contains(['|', '~']) || body.contains("[^") || body.contains("\n:") {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_DEFINITION_LIST;
        for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
            other_mark(&event, &range, sink);
        }
    }
    if body.contains("]:") {
        unused_links(body, sink);
    }
}

fn other_mark(event: &Event, range: &Range<usize>, sink: &mut Sink) {
    let (code, what, advice) = match event {
        Event::Start(Tag::Table(_)) => (
            problem::TABLE,
            "a table is not read; its rows are kept as text, with their bars",
            "write each row as a statement: `- **Topic:** …`",
        ),
        Event::Start(Tag::Strikethrough) => (
            problem::OTHER_MARKDOWN,
            "text is not struck through; it is kept with its `~`",
            "remove what no longer holds",
        ),
        Event::Start(Tag::FootnoteDefinition(_)) => (
            problem::OTHER_MARKDOWN,
            "a footnote is not read as one",
            "say it in the text, or write it as a nested bullet",
        ),
        Event::Start(Tag::DefinitionListDefinition) => (
            problem::OTHER_MARKDOWN,
            "a list of definitions is not read; it is kept as text",
            "write each as a statement: `- **Topic:** …`",
        ),
        _ => return,
    };
    sink.report.warning(code, sink.place(range), what).advise(advice);
}

pub(crate) fn unused_links(body: &str, sink: &mut Sink) {
    let mut events = Parser::new_ext(body, super::sheet::OPTIONS).into_offset_iter();
    let mut used = std::collections::HashSet::new();
    for (event, _) in events.by_ref() {
        if let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = event {
            used.insert(id.to_lowercase());
        }
    }
    for (name, link) in events.reference_definitions().iter() {
        if !used.contains(&name.to_lowercase()) {
            let what = format!("nothing uses the link `[{name}]`; it is not kept");
            sink.report
                .warning(problem::UNUSED_LINK, sink.place(&link.span), what)
                .advise("remove it, or put its words in square brackets where it belongs");
        }
    }
}

/// Whether bold words at the start of a statement, with what follows them in the source, are probably a label that lacks
/// its colon: `**Code** – …`, `**Code.** …`, `**Code**` on a line of its own.
pub(crate) fn is_label(bold: &str, after: &str) -> bool {
    let ends_in_sign = bold.ends_with(['.', '-', '–', '—', '|', '…']);
    let after = after.trim_start_matches([' ', '\t', '\u{a0}', '\u{202f}']);
    let mut chars = after.chars();
    let (first, second) = (chars.next(), chars.next());
    ends_in_sign
        || match first {
            None | Some('\n' | '\r' | '–' | '—' | '−' | '|' | '=' | '→' | '»' | '›') => true,
            Some('\\') => matches!(second, Some('\n' | '\r')),
            Some('-' | '~' | '/' | '>') => second.is_none_or(|c| c.is_whitespace() || matches!(c, '-' | '>')),
            Some(c) => is_colon(c),
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_look_like_blocks() {
        for (paragraph, expected) in [
            ("##Craft", Some((Lookalike::Heading, 0..2))),
            ("x\n  #Craft", Some((Lookalike::Heading, 4..5))),
            ("＃ 工艺", Some((Lookalike::Heading, 0..3))),
            ("• Reviews", Some((Lookalike::Bullet, 0..3))),
            ("– Reviews", Some((Lookalike::Bullet, 0..3))),
            ("・評審", Some((Lookalike::Bullet, 0..3))),
            ("-Reviews", Some((Lookalike::Bullet, 0..1))),
            ("-**Code:** x", Some((Lookalike::Bullet, 0..1))),
            ("1.Reviews", Some((Lookalike::Bullet, 0..2))),
            ("2、評審", Some((Lookalike::Bullet, 0..4))),
            ("#1 of all", None),
            ("1.5 years", None),
            ("2026. Reviews", None),
            ("-5 is less", None),
            ("–5 is less", None),
            ("Some words – so", None),
            ("", None),
        ] {
            assert_eq!(find(paragraph), expected, "{paragraph:?}");
        }
    }

    #[test]
    fn bold_words_that_look_like_labels() {
        for (bold, after, expected) in [
            ("Code", " – x", true),
            ("Code", " - x", true),
            ("Code", " -> x", true),
            ("Code", "\\\n  x", true),
            ("Code", "\n  x", true),
            ("Code.", " x", true),
            ("Code", "", true),
            ("Mentors", " two colleagues", false),
            ("Mentors", ", and", false),
            ("End", "-to-end tests", false),
        ] {
            assert_eq!(is_label(bold, after), expected, "{bold}{after}");
        }
    }
}
