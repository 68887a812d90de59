//! The Markdown of a page of the owner's as blocks. Nothing is dropped in silence: it is in the blocks, or a problem names it.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, Tag,
};

use super::front_matter;
use super::inline::{Sink, is_comment, one_line};
use super::leads::{Guide, Lead, anchor, below};
use super::lookalike;
use super::manifest::At;
use super::source::{Place, Report, Source};
use crate::model::id::PageId;
use crate::model::page::{Block, Side, Span, Table, Target, plain};
use crate::problem;

/// How deep blocks and marks may stand in one another. Nobody reads deeper, and a hostile file must not fill the stack.
const MAX_DEPTH: usize = 12;

/// What is read beyond CommonMark: what GitHub shows, too.
const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);

/// Endings of pictures that every browser shows, and whose size can be read.
pub const PICTURES: [&str; 6] = ["svg", "png", "jpg", "jpeg", "gif", "webp"];

/// What a file says.
pub(crate) struct Prose {
    /// Its first heading of the first rank, or the title in its front matter.
    pub(crate) title: Option<String>,
    pub(crate) blocks: Vec<Block>,
    /// What links name its title by, where that is a heading.
    pub(crate) anchor: Option<String>,
    /// The names of its headings in links, that of its title among them.
    pub(crate) anchors: Vec<String>,
    /// The pictures, and where they are named.
    pub(crate) pictures: Vec<At<String>>,
    /// Places on pages that links lead to.
    pub(crate) wanted: Vec<At<(PageId, String)>>,
}

/// Reads the page with that id, whose file has that number.
pub(crate) fn read(id: &PageId, source: &Source, file: usize, guide: &Guide, report: &mut Report) -> Prose {
    let (mut body, mut base) = source.body();
    let front = front_matter::find(body);
    if let Some(front) = &front {
        report
            .warning(
                problem::FRONT_MATTER,
                Place::new(file, base + front.start, base + front.len),
                "front matter is not read",
            )
            .advise("remove it: the title is the `#` heading, or stands in ladder.toml");
        body = body.get(front.len..).unwrap_or_default();
        base += front.len;
    }
    let mut sink = Sink { report, file, base };
    if body.contains("]:") {
        lookalike::unused_links(body, &mut sink);
    }
    footnotes(body, &mut sink);
    let mut reader = Reader {
        page: (id, source.name),
        guide,
        sink,
        title: None,
        rank: 1,
        names: HashMap::new(),
        read: Prose {
            title: None,
            anchor: None,
            blocks: Vec::new(),
            anchors: Vec::new(),
            pictures: Vec::new(),
            wanted: Vec::new(),
        },
    };
    let mut events = Parser::new_ext(body, OPTIONS).into_offset_iter();
    let blocks = reader.blocks(&mut events, 0);
    let title = reader.title.or_else(|| front.and_then(|front| front.title));
    Prose { title, blocks, ..reader.read }
}

/// Names footnotes, which are shown as they are written.
fn footnotes(body: &str, sink: &mut Sink) {
    if !body.contains("[^") {
        return;
    }
    for (event, range) in Parser::new_ext(body, OPTIONS.union(Options::ENABLE_FOOTNOTES)).into_offset_iter() {
        if matches!(event, Event::Start(Tag::FootnoteDefinition(_))) {
            sink.report
                .warning(problem::OTHER_MARKDOWN, sink.place(&range), "a footnote is not read as one")
                .advise("say it in the text");
        }
    }
}

type Events<'s> = OffsetIter<'s>;

struct Reader<'g, 'r> {
    /// The id and the file of the page.
    page: (&'g PageId, &'g str),
    guide: &'g Guide<'g>,
    sink: Sink<'r>,
    title: Option<String>,
    /// The rank of the heading above.
    rank: u8,
    /// The names of the headings so far, each with the last number that was put after it.
    names: HashMap<String, usize>,
    read: Prose,
}

impl<'s> Reader<'_, '_> {
    /// The blocks up to the end of what they stand in.
    fn blocks(&mut self, events: &mut Events<'s>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut line = Vec::new();
        while let Some((event, range)) = events.next() {
            let block = match event {
                Event::End(_) => break,
                Event::Rule => Some(Block::Rule),
                Event::Start(tag) if is_block(&tag) => self.block(tag, range, events, depth),
                event => {
                    self.span(event, &range, events, depth, &mut line);
                    continue;
                }
            };
            end_line(&mut blocks, &mut line);
            blocks.extend(block);
        }
        end_line(&mut blocks, &mut line);
        blocks
    }

    /// A block with something in it; none where it says nothing.
    fn block(
        &mut self,
        tag: Tag,
        range: Range<usize>,
        events: &mut Events<'s>,
        depth: usize,
    ) -> Option<Block> {
        if self.is_too_deep(depth, &range, events) {
            return None;
        }
        match tag {
            Tag::Heading { level, .. } => {
                let text = self.spans(events, depth + 1);
                self.heading(level, text, &range, depth)
            }
            Tag::Paragraph => {
                Some(self.spans(events, depth + 1)).filter(|text| !text.is_empty()).map(Block::Paragraph)
            }
            Tag::List(start) => {
                let mut items = Vec::new();
                while let Some((Event::Start(_), _)) = events.next() {
                    items.push(self.blocks(events, depth + 1));
                }
                Some(Block::List { start, items })
            }
            Tag::BlockQuote(_) => Some(Block::Quote(self.blocks(events, depth + 1))),
            Tag::CodeBlock(kind) => {
                self.code_words(&kind, &range);
                let code = verbatim(events);
                Some(Block::Code(code.trim_end_matches('\n').to_owned()))
            }
            Tag::HtmlBlock => {
                let mut text = Vec::new();
                let html = verbatim(events);
                self.html(html.trim_end(), &range, &mut text);
                (!text.is_empty()).then_some(Block::Paragraph(text))
            }
            Tag::Table(sides) => Some(Block::Table(self.table(&sides, events, depth + 1))),
            _ => {
                self.blocks(events, depth + 1);
                None
            }
        }
    }

    /// Whether something stands too deep to be read. It is then passed over.
    fn is_too_deep(&mut self, depth: usize, range: &Range<usize>, events: &mut Events<'s>) -> bool {
        if depth < MAX_DEPTH {
            return false;
        }
        self.sink
            .report
            .error(
                problem::DEEP_BLOCK,
                self.sink.place(range),
                format!("this is nested more than {MAX_DEPTH} deep"),
            )
            .advise("write it with fewer lists and quotes in one another");
        verbatim(events);
        true
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        text: Vec<Span>,
        range: &Range<usize>,
        depth: usize,
    ) -> Option<Block> {
        let place = self.sink.place(range);
        let words = one_line(&plain(&text));
        if words.is_empty() {
            self.sink
                .report
                .error(problem::EMPTY_HEADING, place, "this heading has no words")
                .advise("give it some, or remove it");
            return None;
        }
        if level == HeadingLevel::H1 && self.title.is_none() && depth == 0 {
            if !matches!(text.as_slice(), [Span::Words(_)]) {
                self.sink.report.warning(
                    problem::MARKS_LOST,
                    place,
                    "a title is kept as plain words, without emphasis, code and links",
                );
            }
            self.read.anchor = Some(self.name(&words));
            self.title = Some(words);
            return None;
        }
        if level == HeadingLevel::H1 {
            self.sink
                .report
                .warning(
                    problem::SECOND_TITLE,
                    place,
                    "a page has one title, and this is the second; it is shown as a part",
                )
                .advise("write it as `## …`");
        }
        // None is left out on the way down, so that people who do not see the sizes know where they are.
        let level = (level as u8).clamp(2, self.rank + 1);
        self.rank = level;
        let id = self.name(&words);
        Some(Block::Heading { level, id, text })
    }

    /// A name for a heading in links that none above has: like GitHub it counts on until one is free.
    fn name(&mut self, heading: &str) -> String {
        let first = anchor(heading);
        let mut name = first.clone();
        while self.names.contains_key(&name) {
            let count = self.names.entry(first.clone()).or_default();
            *count += 1;
            name = format!("{first}-{count}");
        }
        self.names.insert(name.clone(), 0);
        self.read.anchors.push(name.clone());
        name
    }

    fn table(&mut self, sides: &[Alignment], events: &mut Events<'s>, depth: usize) -> Table {
        let sides = sides.iter().map(|side| match side {
            Alignment::None | Alignment::Left => Side::Start,
            Alignment::Center => Side::Middle,
            Alignment::Right => Side::End,
        });
        let mut table = Table { sides: sides.collect(), head: Vec::new(), rows: Vec::new() };
        while let Some((Event::Start(part), _)) = events.next() {
            let mut row = Vec::new();
            while let Some((Event::Start(_), _)) = events.next() {
                row.push(self.spans(events, depth));
            }
            match part {
                Tag::TableHead => table.head = row,
                _ => table.rows.push(row),
            }
        }
        table
    }

    /// Running text up to the end of what it stands in.
    fn spans(&mut self, events: &mut Events<'s>, depth: usize) -> Vec<Span> {
        let mut spans = Vec::new();
        while let Some((event, range)) = events.next() {
            match event {
                Event::End(_) => break,
                event => self.span(event, &range, events, depth, &mut spans),
            }
        }
        spans
    }

    fn span(
        &mut self,
        event: Event,
        range: &Range<usize>,
        events: &mut Events<'s>,
        depth: usize,
        to: &mut Vec<Span>,
    ) {
        match event {
            Event::Text(words) => push_words(to, &words),
            Event::Code(code) => to.push(Span::Code(code.into_string())),
            Event::SoftBreak => push_words(to, " "),
            Event::HardBreak => to.push(Span::Break),
            Event::InlineHtml(html) | Event::Html(html) => self.html(&html, range, to),
            Event::TaskListMarker(is_done) => push_words(to, if is_done { "☑ " } else { "☐ " }),
            Event::Start(tag) if !self.is_too_deep(depth, range, events) => match tag {
                Tag::Emphasis => to.push(Span::Em(self.spans(events, depth + 1))),
                Tag::Strong => to.push(Span::Strong(self.spans(events, depth + 1))),
                Tag::Strikethrough => to.push(Span::Struck(self.spans(events, depth + 1))),
                Tag::Link { link_type, dest_url, title, .. } => {
                    let text = self.spans(events, depth + 1);
                    self.link(link_type, &dest_url, &title, text, range, to);
                }
                Tag::Image { dest_url, title, .. } => {
                    self.title_lost("picture", &title, range);
                    let description = one_line(&plain(&self.spans(events, depth + 1)));
                    self.picture(&dest_url, description, range, to);
                }
                _ => to.extend(self.spans(events, depth + 1)),
            },
            _ => {}
        }
    }

    /// Markup that is not read as such: shown as it is written, unless it is a comment.
    fn html(&mut self, html: &str, range: &Range<usize>, to: &mut Vec<Span>) {
        let place = self.sink.place(range);
        if is_comment(html) {
            self.sink.report.warning(problem::HTML_COMMENT, place, "a comment is not shown");
            return;
        }
        self.sink
            .report
            .warning(problem::HTML, place, "HTML is shown as text, not as markup")
            .advise("write it as Markdown, or put it in backquotes");
        push_words(to, html);
    }

    fn link(
        &mut self,
        kind: LinkType,
        url: &str,
        title: &str,
        text: Vec<Span>,
        range: &Range<usize>,
        to: &mut Vec<Span>,
    ) {
        self.title_lost("link", title, range);
        let place = self.sink.place(range);
        let url = if kind == LinkType::Email { CowStr::from(format!("mailto:{url}")) } else { url.into() };
        let lead = self.guide.lead(self.page, &url);
        if let Some(target) = self.target(lead, &url, place) {
            to.push(Span::Link(target, if text.is_empty() { vec![Span::Words(url.into())] } else { text }));
            return;
        }
        let says_it = plain(&text) == *url;
        to.extend(text);
        if !says_it {
            push_words(to, &format!(" ({url})"));
        }
    }

    /// Names the title of a link or a picture: many people never see one.
    fn title_lost(&mut self, of: &str, title: &str, range: &Range<usize>) {
        if !title.is_empty() {
            let what = format!("the {of}'s title `{title}` is not kept");
            self.sink
                .report
                .warning(problem::LINK_TITLE, self.sink.place(range), what)
                .advise("say it in the text");
        }
    }

    /// Names what stands after the language of a code block, such as a file name.
    fn code_words(&mut self, kind: &CodeBlockKind, range: &Range<usize>) {
        let CodeBlockKind::Fenced(info) = kind else { return };
        let Some((_, words)) = info.trim().split_once(char::is_whitespace) else { return };
        let what = format!("`{}` after the language of a code block is not kept", words.trim());
        self.sink
            .report
            .warning(problem::OTHER_MARKDOWN, self.sink.place(range), what)
            .advise("say it in the text above the code");
    }

    /// Where a link leads; `None` where a problem says why it is shown as text.
    fn target(&mut self, lead: Lead, url: &str, place: Place) -> Option<Target> {
        let report = &mut *self.sink.report;
        let (what, advice) = match lead {
            Lead::To(target) => {
                if let Target::Page(page, name) = &target
                    && !name.is_empty()
                {
                    self.read.wanted.push(At { value: (page.clone(), name.clone()), place });
                }
                return Some(target);
            }
            Lead::NoPlace(level, name) => {
                let what = format!("the level `{level}` has no place `#{name}`; the link leads to its top");
                report
                    .warning(problem::UNKNOWN_LINK, place, what)
                    .advise("name an area by its heading, `#craft`, or a statement by its id");
                return Some(Target::Level(level, String::new()));
            }
            Lead::NoPage(path, near) => (
                format!("`{path}` is the file of no level and no page"),
                match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "name a level's file, or one that `[pages]` in ladder.toml names".to_owned(),
                },
            ),
            Lead::NotAllowed => {
                let what = format!(
                    "`{url}` is shown as text: it is no https, http or mailto link, and no level or page of the ladder"
                );
                report
                    .warning(problem::LINK_NOT_ALLOWED, place, what)
                    .advise("write the whole address, beginning with `https://`, or the file of a level or page: `senior.md`");
                return None;
            }
        };
        report.error(problem::UNKNOWN_LINK, place, what).advise(advice);
        None
    }

    fn picture(&mut self, url: &str, description: String, range: &Range<usize>, to: &mut Vec<Span>) {
        let place = self.sink.place(range);
        let is_usual = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
        let ending = url.rsplit_once('.').map_or("", |(_, ending)| ending);
        let file = below(self.page.1, url).filter(|file| {
            PICTURES.contains(&ending)
                && file.chars().all(is_usual)
                && !file.split('/').any(|part| part.starts_with('.'))
        });
        let Some(file) = file else {
            self.sink
                .report
                .error(problem::IMAGE, place, format!("the picture `{url}` cannot be shown"))
                .advise(
                    "put it into the ladder's folder as SVG, PNG, JPEG, GIF or WebP, with a name of ASCII letters, and name it from \
                     this file: `![What it shows](chart.svg)`",
                );
            return;
        };
        if description.is_empty() {
            self.sink
                .report
                .warning(
                    problem::MISSING_DESCRIPTION,
                    place,
                    format!("the picture `{url}` says nothing to people who do not see it"),
                )
                .advise(format!("say what it shows: `![…]({url})`"));
        }
        self.read.pictures.push(At { value: file.clone(), place });
        to.push(Span::Picture { file, description });
    }
}

/// Whether it is no part of running text.
fn is_block(tag: &Tag) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// Ends words that stand in an item without a paragraph.
fn end_line(blocks: &mut Vec<Block>, line: &mut Vec<Span>) {
    if !line.is_empty() {
        blocks.push(Block::Line(std::mem::take(line)));
    }
}

/// Passes over everything up to the end of what is open, and gives the text in it.
fn verbatim(events: &mut Events) -> String {
    let mut text = String::new();
    let mut open = 1;
    for (event, _) in events {
        match event {
            Event::Start(_) => open += 1,
            Event::End(_) => open -= 1,
            Event::Text(words) | Event::Html(words) => text += &readable(&words),
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    text
}

/// Text with one kind of line end and no NUL.
fn readable(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}")
}

fn push_words(to: &mut Vec<Span>, words: &str) {
    let words = readable(words);
    match to.last_mut() {
        Some(Span::Words(last)) => *last += &words,
        _ => to.push(Span::Words(words)),
    }
}
