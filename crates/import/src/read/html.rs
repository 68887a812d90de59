//! HTML -> blocks: tables, lists, headings and paragraphs as what they show.

use std::ops::Range;

use html5gum::Token;
use html5gum::Tokenizer;
use html5gum::emitters::default::DefaultEmitter;

use crate::Refusal;
use crate::decode::Lines;
use crate::flow::Flow;
use crate::limits::{self, MAX_DEPTH};
use crate::outline::{Block, Cell, Item, Kind, Outline, Place, Table};

/// A tag with what stands in it.
#[derive(Default)]
struct Node {
    name: String,
    at: usize,
    address: String,
    columns: usize,
    rows: usize,
    children: Vec<Child>,
}

enum Child {
    Node(Node),
    Words(String, usize),
}

/// Tags that have no end.
const VOID: [&str; 12] =
    ["br", "hr", "img", "input", "meta", "link", "source", "col", "area", "base", "embed", "wbr"];
/// Tags whose content no reader sees.
const UNSEEN: [&str; 4] = ["style", "script", "template", "head"];
/// Tags that stand within a line.
const INLINE: [&str; 30] = [
    "a", "abbr", "b", "bdi", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
    "wbr",
];

/// Reads the HTML in `range` of `text`.
pub(crate) fn read(
    text: &str,
    range: Range<usize>,
    lines: &Lines,
    outline: &mut Outline,
) -> Result<Vec<Block>, Refusal> {
    let place = lines.place(range.start);
    let name = outline.files.get(place.file).cloned().unwrap_or_default();
    let root = tree(text.get(range.clone()).unwrap_or_default(), &name, lines, range.start, outline)?;
    let mut converter = Converter { lines, base: range.start, outline };
    Ok(converter.blocks(&root))
}

/// Takes one tag that stands within a line of Markdown.
pub(crate) fn inline(tag: &str, flow: &mut Flow, place: Place, outline: &mut Outline) {
    if let Some(comment) = tag.strip_prefix("<!--") {
        return outline.aside(place, "a comment", comment.trim_end_matches("-->").trim());
    }
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let closes = inner.starts_with('/');
    let name: String = inner
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase();
    match name.as_str() {
        "br" | "p" | "div" | "li" => flow.line_break(),
        "b" | "strong" => flow.strong(!closes),
        "i" | "em" => flow.emphasis(!closes),
        "a" if closes => flow.close_link(),
        "a" => flow.open_link(&attribute(inner, "href")),
        "img" => {
            flow.words(&attribute(inner, "alt"));
            outline.aside(place, "a picture, of which the description is kept", attribute(inner, "src"));
        }
        "" => flow.words(tag),
        _ => {}
    }
}

fn attribute(tag: &str, name: &str) -> String {
    let lower = tag.to_ascii_lowercase();
    let Some(at) = lower.find(&format!("{name}=")) else { return String::new() };
    let rest = tag.get(at + name.len() + 1..).unwrap_or_default();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) => rest.get(1..).unwrap_or_default().split(quote).next().unwrap_or_default().to_owned(),
        None => rest.split([' ', '/', '>']).next().unwrap_or_default().to_owned(),
    }
}

fn tree(html: &str, file: &str, lines: &Lines, base: usize, outline: &mut Outline) -> Result<Node, Refusal> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut stack = vec![Node::default()];
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                imply_ends(&mut stack, &name);
                let value = |key: &str| {
                    tag.attributes
                        .iter()
                        .find(|(name, _)| name.as_slice() == key.as_bytes())
                        .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
                        .unwrap_or_default()
                };
                let span = |key: &str| value(key).parse::<usize>().unwrap_or(1).clamp(1, 1000);
                let address = if name == "img" { value("src") } else { value("href") };
                let mut node = Node {
                    at: tag.span.start,
                    address,
                    columns: span("colspan"),
                    rows: span("rowspan"),
                    children: Vec::new(),
                    name,
                };
                if node.name == "img" && !value("alt").is_empty() {
                    node.children.push(Child::Words(value("alt"), tag.span.start));
                }
                if VOID.contains(&node.name.as_str()) || tag.self_closing {
                    if let Some(parent) = stack.last_mut() {
                        parent.children.push(Child::Node(node));
                    }
                } else {
                    stack.push(node);
                    limits::check(file, "HTML tags in one another", stack.len(), MAX_DEPTH)?;
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if let Some(at) = stack.iter().rposition(|node| node.name == name).filter(|at| *at > 0) {
                    while stack.len() > at {
                        close(&mut stack);
                    }
                }
            }
            Token::String(words) => {
                let at = words.span.start;
                let words = String::from_utf8_lossy(&words.value).into_owned();
                if let Some(parent) = stack.last_mut() {
                    parent.children.push(Child::Words(words, at));
                }
            }
            Token::Comment(comment) => {
                let words = String::from_utf8_lossy(&comment.value).trim().to_owned();
                outline.aside(lines.place(base + comment.span.start), "a comment", words);
            }
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    while stack.len() > 1 {
        close(&mut stack);
    }
    Ok(stack.pop().unwrap_or_default())
}

fn close(stack: &mut Vec<Node>) {
    if stack.len() < 2 {
        return;
    }
    if let (Some(node), Some(parent)) = (stack.pop(), stack.last_mut()) {
        parent.children.push(Child::Node(node));
    }
}

/// Closes what the tag `name` ends without saying so (HTML, "Optional tags").
fn imply_ends(stack: &mut Vec<Node>, name: &str) {
    let (ended, within): (&[&str], &[&str]) = match name {
        "li" => (&["li"], &["ul", "ol"]),
        "tr" => (&["tr", "td", "th"], &["table"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tbody" | "thead" | "tfoot" => (&["tr", "td", "th", "tbody", "thead"], &["table"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "p" | "ul" | "ol" | "table" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            (&["p"], &["td", "th", "li", "div", "dd"])
        }
        _ => return,
    };
    let from = stack.iter().rposition(|node| within.contains(&node.name.as_str())).map_or(1, |at| at + 1);
    let first = stack.iter().enumerate().skip(from).find(|(_, node)| ended.contains(&node.name.as_str()));
    if let Some((at, _)) = first {
        while stack.len() > at {
            close(stack);
        }
    }
}

struct Converter<'a, 'l> {
    lines: &'l Lines<'a>,
    base: usize,
    outline: &'l mut Outline,
}

/// Running text that is being collected, and where it begins.
#[derive(Default)]
struct Running {
    flow: Flow,
    at: Option<usize>,
}

impl Converter<'_, '_> {
    fn place(&self, at: usize) -> Place {
        self.lines.place(self.base + at)
    }

    fn blocks(&mut self, node: &Node) -> Vec<Block> {
        let mut out = Vec::new();
        let mut running = Running::default();
        self.collect(node, &mut running, &mut out);
        self.end(&mut running, &mut out);
        out
    }

    fn end(&mut self, running: &mut Running, out: &mut Vec<Block>) {
        let Running { flow, at } = std::mem::take(running);
        let place = self.place(at.unwrap_or(0));
        for address in &flow.addresses {
            self.outline.aside(place, crate::flow::ADDRESS, address.clone());
        }
        if !flow.is_blank() {
            let leaf = self.outline.add(flow.finish(), place, Kind::Paragraph);
            out.push(Block::Paragraph { leaf });
        }
    }

    fn collect(&mut self, node: &Node, running: &mut Running, out: &mut Vec<Block>) {
        for child in &node.children {
            let child = match child {
                Child::Words(words, at) => {
                    if !words.trim().is_empty() {
                        running.at.get_or_insert(*at);
                    }
                    running.flow.words(words);
                    continue;
                }
                Child::Node(child) => child,
            };
            let name = child.name.as_str();
            if INLINE.contains(&name) && !has_block(child) {
                self.inline(child, running);
                continue;
            }
            if UNSEEN.contains(&name) {
                let words = words_of(child);
                self.outline.aside(self.place(child.at), "style or script", words.trim());
                continue;
            }
            self.end(running, out);
            match name {
                "table" => {
                    let table = self.table(child);
                    out.push(Block::Table(table));
                }
                "ul" | "ol" | "dl" => {
                    let items = self.list(child);
                    if !items.is_empty() {
                        out.push(Block::List(items));
                    }
                }
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                    let depth = name.bytes().last().map_or(1, |digit| digit - b'0');
                    for block in self.blocks(child) {
                        for leaf in block.leaves() {
                            out.push(Block::Heading { depth, leaf });
                        }
                    }
                }
                _ => {
                    self.collect(child, running, out);
                    self.end(running, out);
                }
            }
        }
    }

    fn inline(&mut self, node: &Node, running: &mut Running) {
        match node.name.as_str() {
            "br" => return running.flow.line_break(),
            "b" | "strong" => running.flow.strong(true),
            "i" | "em" => running.flow.emphasis(true),
            "a" => running.flow.open_link(&node.address),
            "img" if !node.address.is_empty() => {
                self.outline.aside(
                    self.place(node.at),
                    "a picture, of which the description is kept",
                    node.address.clone(),
                );
            }
            _ => {}
        }
        for child in &node.children {
            match child {
                Child::Words(words, at) => {
                    if !words.trim().is_empty() {
                        running.at.get_or_insert(*at);
                    }
                    if node.name == "code" { running.flow.code(words) } else { running.flow.words(words) }
                }
                Child::Node(child) => self.inline(child, running),
            }
        }
        match node.name.as_str() {
            "b" | "strong" => running.flow.strong(false),
            "i" | "em" => running.flow.emphasis(false),
            "a" => running.flow.close_link(),
            _ => {}
        }
    }

    fn list(&mut self, node: &Node) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        for child in &node.children {
            match child {
                Child::Words(words, at) if !words.trim().is_empty() => {
                    let leaf = self.outline.add(crate::flow::one_line(words), self.place(*at), Kind::Item);
                    items.push(Item::of(leaf));
                }
                Child::Words(..) => {}
                Child::Node(child) => {
                    let item = to_item(self.blocks(child));
                    if !item.leaves().is_empty() {
                        items.push(item);
                    }
                }
            }
        }
        items
    }

    fn table(&mut self, node: &Node) -> Table {
        let mut table = Table::default();
        self.rows(node, &mut table);
        spread(&mut table);
        table
    }

    fn rows(&mut self, node: &Node, table: &mut Table) {
        for child in &node.children {
            match child {
                Child::Words(words, at) => {
                    if !words.trim().is_empty() {
                        let leaf =
                            self.outline.add(crate::flow::one_line(words), self.place(*at), Kind::Cell);
                        table.rows.push(vec![Cell {
                            items: vec![Item::of(leaf)],
                            columns: 1,
                            rows: 1,
                            ..Cell::default()
                        }]);
                    }
                }
                Child::Node(row) if row.name == "tr" => {
                    let mut cells = Vec::new();
                    let mut all_heads = true;
                    for cell in &row.children {
                        let Child::Node(cell) = cell else { continue };
                        all_heads &= cell.name == "th";
                        cells.push(self.cell(cell));
                    }
                    table.headed |= table.rows.is_empty() && all_heads && cells.len() > 1;
                    table.rows.push(cells);
                }
                Child::Node(part) => self.rows(part, table),
            }
        }
    }

    fn cell(&mut self, node: &Node) -> Cell {
        let blocks = self.blocks(node);
        let bulleted = blocks.iter().any(|block| matches!(block, Block::List(_)));
        let mut items: Vec<Item> = Vec::new();
        for block in blocks {
            match block {
                Block::List(list) => items.extend(list),
                Block::Paragraph { leaf } if !bulleted => {
                    let (text, place) = {
                        let leaf = self.outline.leaf(leaf);
                        (leaf.text.clone(), leaf.place)
                    };
                    match crate::flow::pieces(&text).contains(&rungs_ladder::text::Inline::Break) {
                        // The lines take the place of the paragraph.
                        true => {
                            self.outline.forget(leaf);
                            items.extend(super::cells::from_text(text, place, self.outline).items);
                        }
                        false => items.push(Item::of(leaf)),
                    }
                }
                block => items.extend(block.leaves().into_iter().map(Item::of)),
            }
        }
        Cell { items, bulleted, columns: node.columns.max(1), rows: node.rows.max(1), repeats: false }
    }
}

fn has_block(node: &Node) -> bool {
    node.children.iter().any(|child| match child {
        Child::Node(child) => !INLINE.contains(&child.name.as_str()) || has_block(child),
        Child::Words(..) => false,
    })
}

fn words_of(node: &Node) -> String {
    let mut out = String::new();
    for child in &node.children {
        match child {
            Child::Words(words, _) => out.push_str(words),
            Child::Node(node) => out.push_str(&words_of(node)),
        }
    }
    out
}

/// Blocks as one item: the first paragraph is its text.
fn to_item(blocks: Vec<Block>) -> Item {
    let mut item = Item::default();
    for block in blocks {
        match block {
            Block::List(items) => item.items.extend(items),
            block => {
                for leaf in block.leaves() {
                    match item.leaf {
                        None if item.items.is_empty() => item.leaf = Some(leaf),
                        _ => item.more.push(leaf),
                    }
                }
            }
        }
    }
    item
}

/// Puts a cell that fills several columns and rows into each of them.
fn spread(table: &mut Table) {
    let mut pending: Vec<(usize, usize, Cell)> = Vec::new();
    for row in &mut table.rows {
        let mut cells = std::mem::take(row).into_iter();
        let mut column = 0_usize;
        let mut next: Vec<(usize, usize, Cell)> = Vec::new();
        loop {
            if let Some((_, left, cell)) = pending.iter().find(|(at, ..)| *at == column) {
                row.push(cell.clone());
                if *left > 1 {
                    next.push((column, left - 1, cell.clone()));
                }
                column += 1;
                continue;
            }
            let Some(cell) = cells.next() else {
                // Cells from above may stand further to the right.
                if pending.iter().any(|(at, ..)| *at > column) {
                    row.push(Cell::default());
                    column += 1;
                    continue;
                }
                break;
            };
            let repeated = Cell { repeats: true, ..cell.clone() };
            for at in 0..cell.columns {
                if cell.rows > 1 {
                    next.push((column, cell.rows - 1, repeated.clone()));
                }
                row.push(if at == 0 { cell.clone() } else { repeated.clone() });
                column += 1;
            }
        }
        pending = next;
    }
}
