//! Inline events -> [`Text`] in its one normal form, so that the same text always reads the same.
//!
//! Normal form: neighbouring words, code and equal emphasis are joined; white space is single spaces, none at the
//! ends or beside a break; no break is at the edge of a mark; emphasis does not nest in itself. So no text is
//! nested deeper than emphasis, importance and a link in one another, however the source is written.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::lookalike;
use super::names::is_unseen;
use super::source::{Place, Report};
use crate::fold;
use crate::model::text::{Href, Inline, Link, Mark, Text, is_colon};
use crate::problem;

/// Collects the inline content of a paragraph, heading or bullet.
pub(crate) struct Builder<'s> {
    /// The text of the file, without a byte order mark.
    body: &'s str,
    /// The finished pieces outside any open mark.
    items: Vec<Inline>,
    /// The open marks; at most one of each kind.
    frames: Vec<Frame>,
    emphasis: u32,
    strong: u32,
    links: u32,
    /// Where a label may end: a leading bold piece.
    label: Option<LabelEnd>,
    /// Where the text begins in the source.
    start: Option<usize>,
    /// The run of plain words at the end, in the source.
    tail: Option<Range<usize>>,
    /// Ids and other attributes in braces, in the source.
    pub(crate) braces: Vec<Range<usize>>,
    nested: bool,
}

struct Frame {
    kind: FrameKind,
    items: Vec<Inline>,
}

enum FrameKind {
    Emphasis,
    Strong,
    Link(Result<Href, String>),
}

/// The end of a bold piece with which the text opens.
#[derive(Clone, Copy)]
struct LabelEnd {
    /// The offset after its closing marks.
    end: usize,
    /// Whether a colon, as such in the source, is the last thing in it.
    colon_inside: bool,
    /// Whether a colon, as such in the source, follows it.
    colon_after: bool,
}

/// Where problems of the text go.
pub(crate) struct Sink<'r> {
    pub(crate) report: &'r mut Report,
    pub(crate) file: usize,
    /// The length of the byte order mark.
    pub(crate) base: usize,
}

impl Sink<'_> {
    pub(crate) fn place(&self, range: &Range<usize>) -> Place {
        Place::new(self.file, self.base + range.start, self.base + range.end)
    }
}

/// A bold label at the start of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// There was one; it is cut off.
    Taken,
    /// There is one, with marks or links in it.
    Marked,
    /// There is none.
    None,
}

impl<'s> Builder<'s> {
    pub(crate) fn new(body: &'s str) -> Self {
        Self {
            body,
            items: Vec::new(),
            frames: Vec::new(),
            emphasis: 0,
            strong: 0,
            links: 0,
            label: None,
            start: None,
            tail: None,
            braces: Vec::new(),
            nested: false,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.frames.is_empty()
    }

    /// Takes one inline event.
    pub(crate) fn event(&mut self, event: &Event, range: &Range<usize>, sink: &mut Sink) {
        self.start.get_or_insert(range.start);
        if let Event::Text(words) = event {
            return self.text(words, range);
        }
        self.tail = None;
        match event {
            Event::Start(tag) => self.start(tag, range, sink),
            Event::End(tag) => self.end(*tag, range.end),
            Event::Code(code) => push_code(self.open_items(), code),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.push_break(),
            Event::InlineHtml(html) | Event::Html(html) => self.html(html, range, sink),
            Event::InlineMath(words) | Event::DisplayMath(words) | Event::FootnoteReference(words) => {
                self.words(words);
            }
            Event::TaskListMarker(_) | Event::Rule | Event::Text(_) => {}
        }
    }

    /// A line break, unless nothing stands before it.
    pub(crate) fn push_break(&mut self) {
        let top = self.frames.is_empty();
        push_break(self.open_items(), top);
    }

    /// Verbatim lines, one below the other.
    pub(crate) fn push_code_line(&mut self, line: &str) {
        if !line.trim().is_empty() {
            self.push_break();
            push_code(self.open_items(), line);
        }
    }

    /// Markup that is not read as such: shown as it is written, unless it is a comment.
    pub(crate) fn html(&mut self, html: &str, range: &Range<usize>, sink: &mut Sink) {
        if is_comment(html) {
            sink.report.warning(problem::HTML_COMMENT, sink.place(range), "a comment is not shown");
            return;
        }
        sink.report
            .warning(problem::HTML, sink.place(range), "HTML is shown as text, not as markup")
            .advise("write it as Markdown, or put it in backquotes");
        self.words(html);
    }

    /// The finished text.
    pub(crate) fn finish(mut self) -> Text {
        trim_end(&mut self.items);
        self.items.into()
    }

    /// Cuts off a label: `**Label:**` or `**Label**:` at the start, with any colon. One written as `\:` makes none.
    pub(crate) fn take_label(&mut self) -> (Label, String) {
        let none = (Label::None, String::new());
        let Some(label) = self.label else { return self.take_unclosed_label().unwrap_or(none) };
        let mut items = self.items.iter_mut();
        let Some(Inline::Mark(Mark::Strong(bold))) = items.next() else { return none };
        let last = match bold {
            Text::Plain(words) => Some(words),
            Text::Marked(pieces) => match pieces.last_mut() {
                Some(Inline::Words(words)) => Some(words),
                _ => None,
            },
        };
        let inside = label.colon_inside && last.is_some_and(|words| words.ends_with(is_colon));
        let after = match items.next() {
            Some(Inline::Words(words)) if !inside && label.colon_after => {
                after_colon(words).map(str::to_owned)
            }
            _ => None,
        };
        if !inside && after.is_none() {
            return none;
        }
        let Text::Plain(words) = bold else { return (Label::Marked, String::new()) };
        let title = if inside { words.strip_suffix(is_colon).unwrap_or(words) } else { words.as_str() };
        let title = title.trim_matches(' ');
        if title.is_empty() {
            return none;
        }
        // French sets a colon off by a space that does not break. A label of nothing but such spaces is one, too.
        let trimmed = title.trim();
        let title = if trimmed.is_empty() { title.to_owned() } else { trimmed.to_owned() };
        self.items.remove(0);
        if let (Some(after), Some(Inline::Words(words))) = (after, self.items.first_mut()) {
            *words = after;
        }
        trim_start(&mut self.items);
        (Label::Taken, title)
    }

    /// The same where letters follow the closing marks at once, as in `**指导：**帮助`: CommonMark reads no bold words there
    /// (0.31, section 6.2, "right-flanking"), and the marks would be shown.
    fn take_unclosed_label(&mut self) -> Option<(Label, String)> {
        let source = self.body.get(self.start?..)?;
        let Some(Inline::Words(words)) = self.items.first_mut() else { return None };
        let (bold, rest) = words.strip_prefix("**")?.split_once("**")?;
        let title = bold.strip_suffix(is_colon)?.trim();
        let is_as_written = source.strip_prefix("**")?.strip_prefix(bold)?.starts_with("**");
        if !is_as_written || title.is_empty() || bold.contains(['*', '`']) {
            return None;
        }
        let title = title.to_owned();
        *words = rest.to_owned();
        trim_start(&mut self.items);
        Some((Label::Taken, title))
    }

    /// The words with which the text opens, where they are probably a label that lacks its colon, or its bold type.
    pub(crate) fn label_lookalike(&self) -> Option<String> {
        match (self.items.first()?, self.label) {
            (Inline::Mark(Mark::Strong(bold)), Some(label)) => {
                let (bold, after) = (bold.to_plain(), self.body.get(label.end..)?);
                let is_escaped = bold.ends_with(is_colon) || after.starts_with("\\:");
                (!is_escaped && lookalike::is_label(&bold, after)).then_some(bold)
            }
            (Inline::Mark(Mark::Em(label)), _) => {
                let words = label.to_plain();
                let colon_after =
                    matches!(self.items.get(1), Some(Inline::Words(next)) if next.starts_with(is_colon));
                (words.ends_with(is_colon) || colon_after).then_some(words)
            }
            _ => None,
        }
    }

    /// Names the ids and other attributes in braces that are shown as text.
    pub(crate) fn name_braces(&mut self, sink: &mut Sink) {
        for range in self.braces.drain(..) {
            let braces = self.body.get(range.clone()).unwrap_or_default();
            sink.report
                .warning(
                    problem::MISPLACED_ID,
                    sink.place(&range),
                    format!("`{braces}` is shown as text: it is no id here"),
                )
                .advise(
                    "an id stands at the end of its statement, as `{#staff-mentoring}`; write `\\{` for a brace \
                     that is text",
                );
        }
    }

    /// Cuts off `{#id}` at the end, where its brace is written as such, not as `\{`. What is in it is not checked.
    pub(crate) fn take_id(&mut self) -> Option<(String, Range<usize>)> {
        let (id, at, brace) = self.find_id()?;
        let Some(Inline::Words(words)) = self.items.last_mut() else { return None };
        words.truncate(brace);
        trim_end(&mut self.items);
        self.braces.retain(|braces| braces.start != at.start);
        Some((id, at))
    }

    /// The id that [`Builder::take_id`] would cut off.
    pub(crate) fn peek_id(&self) -> Option<(String, Range<usize>)> {
        self.find_id().map(|(id, at, _)| (id, at))
    }

    /// The id, where it stands in the source, and where its brace stands in the last words.
    fn find_id(&self) -> Option<(String, Range<usize>, usize)> {
        let tail = self.tail.clone()?;
        let raw = self.body.get(tail.clone())?.trim_end();
        let brace = raw.strip_suffix('}')?.rfind("{#")?;
        let start = tail.start + brace;
        if is_escaped(self.body, start) {
            return None;
        }
        let Some(Inline::Words(words)) = self.items.last() else { return None };
        let words = words.trim_end();
        let open = words.rfind("{#")?;
        let id = words.get(open + 2..)?.strip_suffix('}')?;
        let at = start..tail.start + raw.len();
        (!id.contains(['{', '}'])).then(|| (id.to_owned(), at, open))
    }

    fn text(&mut self, words: &str, range: &Range<usize>) {
        if let Some(label) = &mut self.label
            && range.start == label.end
            && self.frames.is_empty()
            && self.items.len() == 1
        {
            label.colon_after = after_colon(self.body.get(range.start..).unwrap_or_default()).is_some();
        }
        self.find_braces(range);
        self.tail = match self.tail.take() {
            Some(tail) => Some(tail.start..range.end),
            None if self.frames.is_empty() => Some(range.clone()),
            None => None,
        };
        self.words(words);
    }

    /// Keeps where ids and other attributes in braces stand.
    fn find_braces(&mut self, range: &Range<usize>) {
        let Some(text) = self.body.get(range.clone()).filter(|text| text.contains('{')) else { return };
        let opens = text.match_indices('{').map(|(at, _)| range.start + at);
        for start in opens.filter(|start| !is_escaped(self.body, *start)) {
            let Some(rest) = self.body.get(start..) else { continue };
            if let Some(len) = attribute(rest) {
                self.braces.push(start..start + len);
            }
        }
    }

    fn words(&mut self, words: &str) {
        let top = self.frames.is_empty();
        push_words(self.open_items(), words, top);
    }

    fn open_items(&mut self) -> &mut Vec<Inline> {
        match self.frames.last_mut() {
            Some(frame) => &mut frame.items,
            None => &mut self.items,
        }
    }

    fn start(&mut self, tag: &Tag, range: &Range<usize>, sink: &mut Sink) {
        match tag {
            Tag::Emphasis => {
                self.emphasis += 1;
                self.open(self.emphasis, FrameKind::Emphasis, range, sink);
            }
            Tag::Strong => {
                self.strong += 1;
                self.open(self.strong, FrameKind::Strong, range, sink);
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                let to = match link_type {
                    LinkType::Email => Href::new(&format!("mailto:{dest_url}")),
                    _ => Href::new(dest_url),
                };
                self.links += 1;
                if to.is_err() {
                    sink.report
                        .warning(
                            problem::LINK_NOT_ALLOWED,
                            sink.place(range),
                            format!("`{dest_url}` is shown as text: it is not an https, http or mailto link"),
                        )
                        .advise("write the whole address, beginning with `https://`, with `%20` for a space");
                }
                if !title.is_empty() {
                    sink.report
                        .warning(
                            problem::LINK_TITLE,
                            sink.place(range),
                            format!("the link's title `{title}` is not kept"),
                        )
                        .advise("say it in the text");
                }
                let to = to.map_err(|error| error.0);
                self.open(self.links, FrameKind::Link(to), range, sink);
            }
            Tag::Image { dest_url, .. } => {
                sink.report
                    .warning(
                        problem::IMAGE,
                        sink.place(range),
                        format!("the image `{dest_url}` is not shown, only its description"),
                    )
                    .advise("a ladder is text: say what the image shows, or link to it");
            }
            _ => {}
        }
    }

    /// Opens a mark, unless the same mark is open already.
    fn open(&mut self, depth: u32, kind: FrameKind, range: &Range<usize>, sink: &mut Sink) {
        if depth == 1 {
            self.frames.push(Frame { kind, items: Vec::new() });
        } else if !self.nested {
            self.nested = true;
            sink.report.warning(
                problem::NESTED_MARK,
                sink.place(range),
                "a mark inside the same mark makes no difference and is not kept",
            );
        }
    }

    fn end(&mut self, tag: TagEnd, end: usize) {
        let depth = match tag {
            TagEnd::Emphasis => &mut self.emphasis,
            TagEnd::Strong => &mut self.strong,
            TagEnd::Link => &mut self.links,
            _ => return,
        };
        *depth = depth.saturating_sub(1);
        if *depth > 0 {
            return;
        }
        let Some(Frame { kind, mut items }) = self.frames.pop() else { return };
        let top = self.frames.is_empty();
        // A break at the edge of a mark stands outside it.
        let leading = matches!(items.first(), Some(Inline::Break));
        if leading {
            items.remove(0);
        }
        let trailing = matches!(items.last(), Some(Inline::Break));
        if trailing {
            items.pop();
        }
        if leading {
            push_break(self.open_items(), top);
        }
        let is_strong = matches!(kind, FrameKind::Strong);
        self.close(kind, items, top);
        if trailing {
            push_break(self.open_items(), top);
        }
        if is_strong && top && self.items.len() == 1 {
            self.label = Some(LabelEnd {
                end,
                colon_inside: self.colon_before(end.saturating_sub(2)),
                colon_after: false,
            });
        }
    }

    fn close(&mut self, kind: FrameKind, items: Vec<Inline>, top: bool) {
        let to = self.open_items();
        match kind {
            FrameKind::Emphasis => push_mark(to, Mark::Em(items.into())),
            FrameKind::Strong => push_mark(to, Mark::Strong(items.into())),
            FrameKind::Link(Ok(href)) => {
                let text = if items.is_empty() { Text::plain(href.as_str()) } else { items.into() };
                push_mark(to, Mark::Link(Link { to: href, text }));
            }
            FrameKind::Link(Err(url)) => {
                let shown = Text::from(items);
                let says_it = shown.to_plain() == url || url.is_empty();
                for item in Vec::from(shown) {
                    push(to, item, top);
                }
                if !says_it {
                    push_words(to, &format!(" ({url})"), top);
                }
            }
        }
    }

    /// Whether a colon that no backslash escapes stands before `end`.
    fn colon_before(&self, end: usize) -> bool {
        let before = self.body.get(..end).unwrap_or_default();
        let colon = before.chars().next_back().filter(|c| is_colon(*c));
        colon.is_some_and(|colon| !is_escaped(self.body, end - colon.len_utf8()))
    }
}

/// What follows a colon with which `words` begin, after any space.
fn after_colon(words: &str) -> Option<&str> {
    words.trim_start_matches([' ', '\u{a0}', '\u{202f}']).strip_prefix(is_colon)
}

/// Whether a paragraph opens with bold words that a colon ends.
pub(crate) fn opens_with_label(text: &Text) -> bool {
    let Text::Marked(items) = text else { return false };
    match items.as_slice() {
        [Inline::Mark(Mark::Strong(bold)), Inline::Words(after), ..] => {
            bold.to_plain().ends_with(is_colon) || after_colon(after).is_some()
        }
        _ => false,
    }
}

/// The length of an attribute in braces at the start of `rest`, as other kinds of Markdown write them: `{#id}`, `{ #id }`,
/// `{.class}`, `{: #id}`, `{#a .b key=value}`.
fn attribute(rest: &str) -> Option<usize> {
    const MAX_BYTES: usize = 200;
    let end = rest.bytes().take(MAX_BYTES).position(|byte| matches!(byte, b'}' | b'\n' | b'\r'))?;
    let inside = rest.get(1..end).filter(|_| rest.as_bytes().get(end) == Some(&b'}'))?;
    let inside = inside.trim().trim_start_matches(':').trim();
    let is_name = |word: &str| {
        let name = word.trim_start_matches(is_unseen).strip_prefix(['#', '.']);
        name.is_some_and(|name| name.starts_with(|c: char| c.is_alphanumeric()))
    };
    let mut words = inside.split_whitespace();
    let is_attribute =
        words.next().is_some_and(is_name) && words.all(|word| is_name(word) || word.contains('='));
    is_attribute.then_some(end + 1)
}

/// Whether an odd number of backslashes stands before the byte at `at`.
fn is_escaped(body: &str, at: usize) -> bool {
    let before = body.as_bytes().get(..at).unwrap_or_default();
    before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// Whether `html` is one comment and nothing else.
pub(crate) fn is_comment(html: &str) -> bool {
    let inner = html.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    inner.is_some_and(|inner| !inner.contains("-->"))
}

/// White space that Markdown and HTML collapse, and the vertical tab.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c')
}

/// Whether nothing of `text` would be left on one line: no pieces, or only white space in code or in a link.
pub(crate) fn is_blank(text: &Text) -> bool {
    text.to_plain().chars().all(is_space)
}

/// `words` on one line: white space as single spaces, none at the ends; a NUL as U+FFFD.
pub(crate) fn one_line(words: &str) -> String {
    let mut items = Vec::new();
    push_words(&mut items, words, true);
    trim_end(&mut items);
    Text::from(items).to_plain()
}

/// Adds `item`; `top` says that `items` are a whole text, not the inside of a mark.
fn push(items: &mut Vec<Inline>, item: Inline, top: bool) {
    match item {
        Inline::Words(words) => push_words(items, &words, top),
        Inline::Break => push_break(items, top),
        Inline::Mark(mark) => push_mark(items, mark),
    }
}

fn push_words(items: &mut Vec<Inline>, words: &str, top: bool) {
    let mut after_space = match items.last() {
        None => top,
        Some(Inline::Break) => true,
        Some(Inline::Words(last)) => last.ends_with(' '),
        Some(Inline::Mark(_)) => false,
    };
    let mut cleaned = String::with_capacity(words.len());
    for c in words.chars() {
        let space = is_space(c);
        if !(space && after_space) {
            cleaned.push(match c {
                _ if space => ' ',
                '\0' => '\u{fffd}',
                c => c,
            });
        }
        after_space = space;
    }
    append(items, &cleaned);
}

fn append(items: &mut Vec<Inline>, words: &str) {
    match items.last_mut() {
        _ if words.is_empty() => {}
        Some(Inline::Words(last)) => last.push_str(words),
        _ => items.push(Inline::Words(words.to_owned())),
    }
}

fn push_break(items: &mut Vec<Inline>, top: bool) {
    while let Some(Inline::Words(words)) = items.last_mut() {
        words.truncate(words.trim_end_matches(' ').len());
        if !words.is_empty() {
            break;
        }
        items.pop();
    }
    match items.last() {
        None if top => {}
        Some(Inline::Break) => {}
        _ => items.push(Inline::Break),
    }
}

fn push_code(items: &mut Vec<Inline>, code: &str) {
    // A line break in code is white space to every reader of Markdown.
    let code = match code.contains(['\n', '\r', '\0']) {
        true => Cow::Owned(code.replace(['\n', '\r'], " ").replace('\0', "\u{fffd}")),
        false => Cow::Borrowed(code),
    };
    match items.last_mut() {
        Some(Inline::Mark(Mark::Code(last))) => last.push_str(&code),
        _ if code.is_empty() => {}
        _ => items.push(Inline::Mark(Mark::Code(code.into_owned()))),
    }
}

fn push_mark(items: &mut Vec<Inline>, mark: Mark) {
    match (items.last_mut(), mark) {
        (_, Mark::Em(text) | Mark::Strong(text)) if text.is_empty() => {}
        (Some(Inline::Mark(Mark::Em(last))), Mark::Em(more))
        | (Some(Inline::Mark(Mark::Strong(last))), Mark::Strong(more)) => {
            let mut pieces = Vec::from(std::mem::take(last));
            for item in Vec::from(more) {
                push(&mut pieces, item, false);
            }
            *last = pieces.into();
        }
        (_, Mark::Code(code)) => push_code(items, &code),
        (_, mark) => items.push(Inline::Mark(mark)),
    }
}

/// Removes white space and breaks from the start.
pub(crate) fn trim_start(items: &mut Vec<Inline>) {
    loop {
        match items.first_mut() {
            Some(Inline::Words(words)) => {
                let spaces = words.len() - words.trim_start_matches(' ').len();
                words.drain(..spaces);
                if !words.is_empty() {
                    return;
                }
            }
            Some(Inline::Break) => {}
            _ => return,
        }
        items.remove(0);
    }
}

fn trim_end(items: &mut Vec<Inline>) {
    loop {
        match items.last_mut() {
            Some(Inline::Words(words)) => {
                words.truncate(words.trim_end_matches(' ').len());
                if !words.is_empty() {
                    return;
                }
            }
            Some(Inline::Break) => {}
            _ => return,
        }
        items.pop();
    }
}

/// Puts a label back before `text`, as the bold words that it was.
pub(crate) fn restore_label(label: &str, text: Text) -> Text {
    let mut items = vec![Inline::Mark(Mark::Strong(Text::Plain(format!("{label}:"))))];
    if !text.is_empty() {
        push_words(&mut items, " ", true);
    }
    for item in Vec::from(text) {
        push(&mut items, item, true);
    }
    items.into()
}

/// What a paragraph says after a prefix.
pub(crate) struct Rest<'t> {
    words: &'t str,
    pieces: &'t [Inline],
}

impl Rest<'_> {
    /// Whether it is words alone.
    pub(crate) fn is_plain(&self) -> bool {
        match self.pieces {
            [] => true,
            [Inline::Words(_)] => self.words.is_empty(),
            _ => false,
        }
    }

    /// Its words on one line.
    pub(crate) fn to_line(&self) -> String {
        match self.pieces {
            [] => one_line(self.words),
            [Inline::Words(words)] if self.words.is_empty() => one_line(words),
            _ => one_line(&Text::from(self).to_plain()),
        }
    }
}

impl From<&Rest<'_>> for Text {
    fn from(rest: &Rest<'_>) -> Text {
        let mut items = Vec::with_capacity(1 + rest.pieces.len());
        append(&mut items, rest.words);
        items.extend_from_slice(rest.pieces);
        trim_start(&mut items);
        items.into()
    }
}

/// What follows one of `prefixes` and a colon in a paragraph, with emphasis around the whole paragraph or around the
/// prefix: `_Note: …_`, `**Note:** …`, `Note : …`, `Note：…`. Case, accents and unseen characters make no difference; prefixes
/// are in lower case. `None` where it does not begin so.
pub(crate) fn strip_label<'t>(text: &'t Text, prefixes: &[&str]) -> Option<Rest<'t>> {
    let mut text = text;
    let items = loop {
        match text {
            Text::Plain(words) => return Some(Rest { words: after_prefix(words, prefixes)?, pieces: &[] }),
            Text::Marked(items) => match items.as_slice() {
                [Inline::Mark(Mark::Em(inner) | Mark::Strong(inner))] => text = inner,
                items => break items,
            },
        }
    };
    let (words, pieces) = match items.split_first()? {
        (Inline::Words(words), rest) => (after_prefix(words, prefixes)?, rest),
        (Inline::Mark(Mark::Em(Text::Plain(words)) | Mark::Strong(Text::Plain(words))), rest) => {
            match (after_prefix(words, prefixes), rest) {
                (Some(""), rest) => ("", rest),
                (None, [Inline::Words(next), rest @ ..]) if is_prefix(words, prefixes) => {
                    (after_colon(next)?, rest)
                }
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(Rest { words: words.trim_start_matches(' '), pieces })
}

/// What follows one of `prefixes` and a colon in `words`. Bold marks that CommonMark does not read, as in
/// `**Note：**每`, are no words.
fn after_prefix<'t>(words: &'t str, prefixes: &[&str]) -> Option<&'t str> {
    const MAX_CHARS: usize = 60;
    let (at, colon) = words.char_indices().take(MAX_CHARS).find(|(_, c)| is_colon(*c))?;
    let (before, after) = (words.get(..at)?, words.get(at + colon.len_utf8()..)?);
    let marks: &[char] = if before.starts_with(['*', '_']) { &[' ', '*', '_'] } else { &[' '] };
    is_prefix(before, prefixes).then(|| after.trim_start_matches(marks))
}

fn is_prefix(words: &str, prefixes: &[&str]) -> bool {
    let seen: String = words.chars().filter(|c| !is_unseen(*c)).collect();
    let folded = fold::joined(&seen);
    prefixes.iter().any(|prefix| *prefix == folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_told_from_markup() {
        for (html, expected) in [
            ("<!-- a -->", true),
            ("<!-- a -->\n", true),
            ("<!---->", true),
            ("<!-- a --> b <!-- c -->", false),
            ("<b>", false),
            ("<!-->", false),
        ] {
            assert_eq!(is_comment(html), expected, "{html:?}");
        }
    }
}
