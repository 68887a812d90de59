//! Markdown -> blocks. Raw HTML tables and lists are read as what they show; comments are left out.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use rungs_ladder::text::Text;

use crate::Refusal;
use crate::decode::Lines;
use crate::flow::Flow;
use crate::limits::{self, MAX_DEPTH};
use crate::outline::{Block, Cell, Doc, Item, Kind, Outline, Table};
use crate::read::{front_matter, html};

/// What is read beyond CommonMark.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_TASKLISTS);

/// Reads a Markdown file.
pub(crate) fn read(text: &str, doc: &mut Doc, outline: &mut Outline) -> Result<(), Refusal> {
    let lines = Lines::new(text, doc.file);
    let start = front_matter::read(text, doc, outline)?;
    let mut at = start;
    for range in html_regions(text, start) {
        blocks(text, at..range.start, &lines, doc, outline)?;
        let read = html::read(text, range.clone(), &lines, outline)?;
        doc.blocks.extend(read);
        at = range.end;
    }
    blocks(text, at..text.len(), &lines, doc, outline)
}

/// The tags whose content is read as a whole, whatever empty lines and indents are in it.
const REGIONS: [&str; 6] = ["table", "ul", "ol", "dl", "style", "script"];

/// Where raw HTML that is read as a whole stands, outside code.
fn html_regions(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut regions = Vec::new();
    let mut fence: Option<String> = None;
    let mut at = start;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let line = rest.get(..length).unwrap_or_default().trim();
        let ticks: String = line.chars().take_while(|c| matches!(c, '`' | '~')).collect();
        match &fence {
            Some(open) => {
                if ticks.starts_with(open.as_str()) && ticks.len() == line.len() {
                    fence = None;
                }
            }
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => {
                if let Some(tag) = REGIONS.into_iter().find(|tag| opens(line, tag)) {
                    let end = at + end_of(rest, tag);
                    regions.push(at..end);
                    at = end;
                    continue;
                }
            }
        }
        at += length;
    }
    regions
}

fn opens(line: &str, tag: &str) -> bool {
    let Some(rest) = line.strip_prefix('<') else { return false };
    let named = rest.get(..tag.len()).is_some_and(|name| name.eq_ignore_ascii_case(tag));
    named
        && !rest
            .get(tag.len()..)
            .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-'))
}

/// Where the element that `rest` opens with ends: after its closing tag, or where the text ends.
fn end_of(rest: &str, tag: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = rest.get(at..).and_then(|text| text.find('<')) {
        at += found;
        let from = rest.get(at..).unwrap_or_default();
        if from.starts_with("<!--") {
            at += from.find("-->").map_or(from.len(), |end| end + 3);
            continue;
        }
        if opens(from, tag) {
            depth += 1;
        } else if from
            .strip_prefix("</")
            .is_some_and(|name| opens(&format!("<{}", name.get(..tag.len() + 1).unwrap_or(name)), tag))
        {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return at + from.find('>').map_or(from.len(), |end| end + 1);
            }
        }
        at += 1;
    }
    rest.len()
}

/// A list or an item whose end has not come.
enum Open {
    List(Vec<Item>),
    Item { item: Item, flow: Option<(Flow, usize)> },
}

struct Reader<'a, 'l> {
    base: usize,
    file: usize,
    lines: &'l Lines<'a>,
    outline: &'l mut Outline,
    blocks: Vec<Block>,
    open: Vec<Open>,
}

fn blocks(
    text: &str,
    range: Range<usize>,
    lines: &Lines,
    doc: &mut Doc,
    outline: &mut Outline,
) -> Result<(), Refusal> {
    let body = text.get(range.clone()).unwrap_or_default();
    let name = outline.files.get(doc.file).cloned().unwrap_or_default();
    let mut reader =
        Reader { base: range.start, file: doc.file, lines, outline, blocks: Vec::new(), open: Vec::new() };
    let parser = Parser::new_ext(body, OPTIONS);
    let mut definitions: Vec<(usize, String)> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| {
            (definition.span.start, body.get(definition.span.clone()).unwrap_or_default().to_owned())
        })
        .collect();
    definitions.sort();
    for (at, words) in definitions {
        reader.outline.aside(lines.place(range.start + at), "the address of a link", words);
    }
    let mut events = parser.into_offset_iter().peekable();
    let mut depth = 0_usize;
    while let Some((event, range)) = events.next() {
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        limits::check(&name, "lists and quotes in one another", depth, MAX_DEPTH)?;
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let flow = reader.inline(&mut events, |end| matches!(end, TagEnd::Heading(_)));
                depth = depth.saturating_sub(1);
                reader.heading(level, flow, range.start);
            }
            Event::Start(Tag::Paragraph) => {
                let flow = reader.inline(&mut events, |end| end == TagEnd::Paragraph);
                depth = depth.saturating_sub(1);
                reader.paragraph(flow, range.start);
            }
            Event::Start(Tag::CodeBlock(_)) => {
                let mut words = String::new();
                for (event, _) in events.by_ref() {
                    match event {
                        Event::Text(text) => words.push_str(&text),
                        Event::End(TagEnd::CodeBlock) => break,
                        _ => {}
                    }
                }
                depth = depth.saturating_sub(1);
                reader.code(&words, range.start);
            }
            Event::Start(Tag::HtmlBlock) => {
                let mut end = range.end;
                for (event, range) in events.by_ref() {
                    if matches!(event, Event::End(TagEnd::HtmlBlock)) {
                        break;
                    }
                    end = end.max(range.end);
                }
                depth = depth.saturating_sub(1);
                reader.html(text, range.start, end)?;
            }
            Event::Start(Tag::Table(_)) => {
                let table = reader.table(&mut events);
                depth = depth.saturating_sub(1);
                reader.block(Block::Table(table));
            }
            Event::Start(Tag::List(_)) => {
                reader.flush();
                reader.open.push(Open::List(Vec::new()));
            }
            Event::End(TagEnd::List(_)) => reader.close_list(),
            Event::Start(Tag::Item) => reader.open.push(Open::Item { item: Item::default(), flow: None }),
            Event::End(TagEnd::Item) => reader.close_item(),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image) => {
                reader.item_inline(&event, &range);
            }
            Event::Rule | Event::Start(_) | Event::End(_) => reader.flush(),
            event => reader.item_inline(&event, &range),
        }
    }
    reader.flush();
    limits::check(&name, "words of one block", reader.longest(), limits::MAX_TEXT_BYTES)?;
    let read = reader.blocks;
    doc.blocks.extend(read);
    Ok(())
}

impl Reader<'_, '_> {
    fn place(&self, offset: usize) -> crate::outline::Place {
        self.lines.place(self.base + offset)
    }

    fn longest(&self) -> usize {
        self.outline
            .leaves()
            .filter(|(_, leaf)| leaf.place.file == self.file)
            .map(|(_, leaf)| length(&leaf.text))
            .max()
            .unwrap_or(0)
    }

    fn inline<'e>(
        &mut self,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
        is_end: impl Fn(TagEnd) -> bool,
    ) -> Flow {
        let mut flow = Flow::default();
        for (event, range) in events {
            match event {
                Event::End(end) if is_end(end) => break,
                event => self.event(&mut flow, &event, &range),
            }
        }
        flow
    }

    fn event(&mut self, flow: &mut Flow, event: &Event, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Emphasis) => flow.emphasis(true),
            Event::End(TagEnd::Emphasis) => flow.emphasis(false),
            Event::Start(Tag::Strong) => flow.strong(true),
            Event::End(TagEnd::Strong) => flow.strong(false),
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                flow.open_link(dest_url);
                if !title.is_empty() {
                    self.outline.aside(self.place(range.start), "the title of a link", title.to_string());
                }
            }
            Event::End(TagEnd::Link) => flow.close_link(),
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let words = format!("{dest_url} {title}");
                self.outline.aside(
                    self.place(range.start),
                    "a picture, of which the description is kept",
                    words.trim(),
                );
            }
            Event::Text(words) => flow.words(words),
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => flow.code(words),
            Event::SoftBreak => flow.words(" "),
            Event::HardBreak => flow.line_break(),
            Event::FootnoteReference(words) => flow.words(words),
            Event::InlineHtml(tag) | Event::Html(tag) => {
                let place = self.place(range.start);
                html::inline(tag, flow, place, self.outline);
            }
            Event::TaskListMarker(_) | Event::Rule | Event::Start(_) | Event::End(_) => {}
        }
    }

    /// Words of a tight list's item, which stand in no paragraph.
    fn item_inline(&mut self, event: &Event, range: &Range<usize>) {
        let taken = match self.open.last_mut() {
            Some(Open::Item { flow, .. }) => flow.take(),
            _ => return,
        };
        let (mut flow, start) = taken.unwrap_or((Flow::default(), range.start));
        self.event(&mut flow, event, range);
        if let Some(Open::Item { flow: open, .. }) = self.open.last_mut() {
            *open = Some((flow, start));
        }
    }

    /// Ends the words of an item that stand in no paragraph.
    fn flush(&mut self) {
        let taken = match self.open.last_mut() {
            Some(Open::Item { flow, .. }) => flow.take(),
            _ => None,
        };
        if let Some((flow, start)) = taken {
            self.paragraph(flow, start);
        }
    }

    fn leaf(&mut self, flow: Flow, start: usize, kind: Kind) -> Option<crate::outline::LeafId> {
        let place = self.place(start);
        for address in &flow.addresses {
            self.outline.aside(place, crate::flow::ADDRESS, address.clone());
        }
        if flow.is_blank() {
            return None;
        }
        let text = flow.finish();
        Some(self.outline.add(text, place, kind))
    }

    fn heading(&mut self, level: HeadingLevel, flow: Flow, start: usize) {
        let Some(leaf) = self.leaf(flow, start, Kind::Heading) else { return };
        if self.open.is_empty() {
            self.blocks.push(Block::Heading { depth: level as u8, leaf });
        } else {
            self.more(leaf);
        }
    }

    fn paragraph(&mut self, flow: Flow, start: usize) {
        let kind = if self.open.is_empty() { Kind::Paragraph } else { Kind::Item };
        let Some(leaf) = self.leaf(flow, start, kind) else { return };
        if self.open.is_empty() {
            self.blocks.push(Block::Paragraph { leaf });
        } else {
            self.more(leaf);
        }
    }

    /// Adds to the open item.
    fn more(&mut self, leaf: crate::outline::LeafId) {
        let Some(Open::Item { item, .. }) =
            self.open.iter_mut().rev().find(|open| matches!(open, Open::Item { .. }))
        else {
            return self.blocks.push(Block::Paragraph { leaf });
        };
        match item.leaf {
            None if item.items.is_empty() => item.leaf = Some(leaf),
            _ => item.more.push(leaf),
        }
    }

    fn code(&mut self, words: &str, start: usize) {
        self.flush();
        let mut flow = Flow::default();
        for (at, line) in words.lines().enumerate() {
            if at > 0 {
                flow.line_break();
            }
            flow.code(line);
        }
        let Some(leaf) = self.leaf(flow, start, Kind::Code) else { return };
        self.block(Block::Code { leaf });
    }

    fn html(&mut self, text: &str, start: usize, end: usize) -> Result<(), Refusal> {
        self.flush();
        let read = html::read(text, self.base + start..self.base + end, self.lines, self.outline)?;
        for block in read {
            self.block(block);
        }
        Ok(())
    }

    /// A block at the top, or its words in the open item.
    fn block(&mut self, block: Block) {
        self.flush();
        if self.open.is_empty() {
            return self.blocks.push(block);
        }
        match block {
            Block::List(items) => {
                for item in items {
                    self.nested(item);
                }
            }
            block => {
                for leaf in block.leaves() {
                    self.more(leaf);
                }
            }
        }
    }

    fn nested(&mut self, nested: Item) {
        let last = self.open.iter_mut().rev().find_map(|open| match open {
            Open::Item { item, .. } => Some(item),
            Open::List(_) => None,
        });
        match last {
            Some(item) => item.items.push(nested),
            None => self.blocks.push(Block::List(vec![nested])),
        }
    }

    fn close_item(&mut self) {
        self.flush();
        let Some(Open::Item { item, .. }) = self.open.pop() else { return };
        if item.leaf.is_none() && item.items.is_empty() && item.more.is_empty() {
            return;
        }
        match self.open.last_mut() {
            Some(Open::List(items)) => items.push(item),
            _ => self.nested(item),
        }
    }

    fn close_list(&mut self) {
        self.flush();
        let Some(Open::List(items)) = self.open.pop() else { return };
        if items.is_empty() {
            return;
        }
        if self.open.is_empty() {
            return self.blocks.push(Block::List(items));
        }
        for item in items {
            self.nested(item);
        }
    }

    fn table<'e>(&mut self, events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>) -> Table {
        let mut table = Table { headed: true, ..Table::default() };
        let mut flow: Option<(Flow, usize)> = None;
        for (event, range) in events {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => table.rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => flow = Some((Flow::default(), range.start)),
                Event::End(TagEnd::TableCell) => {
                    let cell = match flow.take() {
                        Some((flow, start)) => self.cell(flow, start),
                        None => Cell::default(),
                    };
                    if let Some(row) = table.rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(TagEnd::Table) => break,
                event => {
                    if let Some((mut open, start)) = flow.take() {
                        self.event(&mut open, &event, &range);
                        flow = Some((open, start));
                    }
                }
            }
        }
        table
    }

    fn cell(&mut self, flow: Flow, start: usize) -> Cell {
        let place = self.place(start);
        for address in &flow.addresses {
            self.outline.aside(place, crate::flow::ADDRESS, address.clone());
        }
        super::cells::from_text(flow.finish(), place, self.outline)
    }
}

/// How many bytes of words a text has.
pub(crate) fn length(text: &Text) -> usize {
    text.to_plain().len()
}
