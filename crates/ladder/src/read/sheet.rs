//! One level file as it stands: blocks and their places, as yet without a ladder around them.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};

use super::front_matter::{self, FrontMatter};
use super::inline::{self, Builder, Label, Sink};
use super::lookalike::{self, Lookalike};
use super::source::{Place, Report, Source};
use crate::model::experience::Experience;
use crate::model::ladder::Point;
use crate::model::text::Text;
use crate::problem;

/// The deepest bullet below a statement.
pub const MAX_POINT_DEPTH: usize = 8;

/// What is read beyond CommonMark: the box of a task, to leave it out.
pub(crate) const OPTIONS: Options = Options::ENABLE_TASKLISTS;

/// What a level file says.
#[derive(Default)]
pub(crate) struct Sheet {
    pub(crate) title: Option<(String, Place)>,
    pub(crate) experience: Option<Experience>,
    pub(crate) notes: Vec<Text>,
    pub(crate) sections: Vec<SheetSection>,
}

/// A `##` heading and what follows it.
pub(crate) struct SheetSection {
    pub(crate) title: String,
    pub(crate) place: Place,
    pub(crate) notes: Vec<Text>,
    pub(crate) statements: Vec<SheetStatement>,
}

/// A bullet.
pub(crate) struct SheetStatement {
    pub(crate) place: Place,
    pub(crate) label: Option<(String, LabelFrom)>,
    pub(crate) id: Option<(String, Place)>,
    pub(crate) text: Text,
    pub(crate) children: Vec<Point>,
}

/// Where a label comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum LabelFrom {
    /// `**Label:**` at the start of the bullet.
    Bullet,
    /// A `###` heading above it.
    Heading,
}

/// Reads a level file; `None` where a problem has said that it cannot be read.
pub(crate) fn read(source: &Source, file: usize, report: &mut Report) -> Option<Sheet> {
    if !source.readable {
        return None;
    }
    let (mut body, mut base) = source.body();
    let front = front_matter::find(body);
    let front_place = front
        .as_ref()
        .map(|front| Place::new(file, base + front.start, base + front.len))
        .unwrap_or_default();
    if let Some(front) = &front {
        body = body.get(front.len..).unwrap_or_default();
        base += front.len;
    }
    let sink = Sink { report, file, base };
    let mut reader =
        Reader { body, sink, sheet: Sheet::default(), topic: None, has_areas: false, has_topics: false };
    lookalike::other_markdown(body, &mut reader.sink);
    reader.blocks(&mut Parser::new_ext(body, OPTIONS).into_offset_iter());
    reader.close_topic();
    if let Some(front) = front {
        reader.front_matter(front, front_place);
    }
    if reader.sheet.title.is_none() {
        reader.untitled();
    }
    Some(reader.sheet)
}

type Events<'s> = OffsetIter<'s>;

/// What has come below a `###` heading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    Nothing,
    Paragraph,
    Statement,
}

struct Reader<'s, 'r> {
    body: &'s str,
    sink: Sink<'r>,
    sheet: Sheet,
    /// The open `###` heading: its words, its place, and what has come below it.
    topic: Option<(String, Place, Below)>,
    /// Whether a `##` heading has come, with or without words.
    has_areas: bool,
    /// Whether a `###` heading has come below one.
    has_topics: bool,
}

/// A bullet whose end has not come.
struct OpenItem<'s> {
    range: Range<usize>,
    builder: Builder<'s>,
    /// Whether a block has begun or ended since the last words: more words go on a line of their own.
    gap: bool,
    /// Whether a bullet has begun below it.
    has_points: bool,
    /// Whether a bullet below it has no words.
    has_empty_point: bool,
    /// The bullets below it that have ended.
    points: Vec<Point>,
}

impl<'s> OpenItem<'s> {
    fn new(body: &'s str, range: Range<usize>) -> Self {
        Self {
            range,
            builder: Builder::new(body),
            gap: false,
            has_points: false,
            has_empty_point: false,
            points: Vec::new(),
        }
    }
}

impl<'s> Reader<'s, '_> {
    fn front_matter(&mut self, front: FrontMatter, place: Place) {
        let (what, advice) = match (&self.sheet.title, &front.title) {
            (None, Some(title)) => (
                format!("front matter is not read, but for its title `{title}`"),
                format!("remove it, and begin the file with `# {title}`"),
            ),
            _ => (
                "front matter is not read".to_owned(),
                "remove it: the title is the `#` heading, and ladder.toml says what else there is".to_owned(),
            ),
        };
        self.sink.report.warning(problem::FRONT_MATTER, place, what).advise(advice);
        if self.sheet.title.is_none() {
            self.sheet.title = front.title.map(|title| (title, place));
        }
    }

    fn untitled(&mut self) {
        let what = "the level has no title";
        let report = &mut self.sink.report;
        match self.sheet.sections.as_slice() {
            // `##` for the title and `###` for the areas.
            [only] if self.has_topics => {
                let advice = format!(
                    "the headings are one step too deep: write `# {}`, and `##` for the areas below it",
                    only.title
                );
                report.error(problem::UNTITLED_LEVEL, only.place, what).advise(advice);
            }
            _ => report
                .error(problem::UNTITLED_LEVEL, Place::whole(self.sink.file), what)
                .advise("begin the file with one: `# Staff Engineer`"),
        }
    }

    fn blocks(&mut self, events: &mut Events<'s>) {
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    let builder = self.inline(events, |end| matches!(end, TagEnd::Heading(_)));
                    let text = self.without_id(builder);
                    self.heading(level, text, range);
                }
                Event::Start(Tag::Paragraph) => {
                    let mut builder = self.inline(events, |end| end == TagEnd::Paragraph);
                    builder.name_braces(&mut self.sink);
                    self.paragraph(builder.finish(), range);
                }
                Event::Start(Tag::List(_)) => self.list(events, range),
                Event::Start(Tag::CodeBlock(_)) => {
                    let text = self.code_block(events, &range);
                    self.note(text);
                }
                Event::Start(Tag::BlockQuote(_)) => self.quote(events, &range),
                Event::Start(Tag::HtmlBlock) => {
                    let mut builder = Builder::new(self.body);
                    self.html_block(events, &range, &mut builder);
                    self.note(builder.finish());
                }
                Event::Rule => self.rule(&range),
                _ => {}
            }
        }
    }

    /// Builds the inline content up to the end of the block.
    fn inline(&mut self, events: &mut Events<'s>, is_end: impl Fn(TagEnd) -> bool) -> Builder<'s> {
        let mut builder = Builder::new(self.body);
        for (event, range) in events {
            match event {
                Event::End(end) if is_end(end) => break,
                event => builder.event(&event, &range, &mut self.sink),
            }
        }
        builder
    }

    fn heading(&mut self, level: HeadingLevel, text: Text, range: Range<usize>) {
        let place = self.sink.place(&range);
        if level <= HeadingLevel::H3 {
            self.close_topic();
        }
        if level == HeadingLevel::H2 {
            self.has_areas = true;
        }
        if inline::is_blank(&text) {
            self.sink
                .report
                .error(problem::EMPTY_HEADING, place, "this heading has no words")
                .advise("give it some, or remove it");
            return;
        }
        match level {
            HeadingLevel::H1 if self.sheet.title.is_none() => {
                self.sheet.title = Some((self.title(text, place), place));
            }
            HeadingLevel::H1 => {
                self.sink
                    .report
                    .error(problem::SECOND_TITLE, place, "a level has one title, and this is the second")
                    .advise("make it an area, `##`, or move what follows to a file of its own");
                self.note(text);
            }
            HeadingLevel::H2 => {
                let title = self.title(text, place);
                self.sheet.sections.push(SheetSection { title, place, notes: vec![], statements: vec![] });
            }
            HeadingLevel::H3 if self.has_areas => {
                let title = self.title(text, place);
                self.has_topics = true;
                self.topic = Some((title, place, Below::Nothing));
            }
            HeadingLevel::H3 => {
                self.sink
                    .report
                    .warning(
                        problem::HEADING_SKIPS,
                        place,
                        "a topic, `###`, outside an area; it is kept as a note",
                    )
                    .advise("put an area, `##`, above it, or write it as one");
                self.note(text);
            }
            _ => {
                self.sink
                    .report
                    .warning(problem::DEEP_HEADING, place, "a heading below `###` is kept as a note")
                    .advise("levels have `#` title, `##` areas and `###` topics");
                self.note(text);
            }
        }
    }

    /// The text of a heading, without the `{#id}` that other kinds of Markdown read there.
    fn without_id(&mut self, mut builder: Builder<'s>) -> Text {
        if let Some((id, range)) = builder.take_id() {
            let what = format!("a heading has no id of its own; `{{#{id}}}` is not kept");
            self.sink
                .report
                .warning(problem::MISPLACED_ID, self.sink.place(&range), what)
                .advise("the file's name is the id of a level; give areas and topics theirs in ladder.toml");
        }
        builder.name_braces(&mut self.sink);
        builder.finish()
    }

    /// The words of a heading, on one line.
    fn title(&mut self, text: Text, place: Place) -> String {
        match text {
            Text::Plain(words) => words,
            Text::Marked(_) => {
                self.sink.report.warning(
                    problem::MARKS_LOST,
                    place,
                    "a heading is kept as plain words, without emphasis, code and links",
                );
                inline::one_line(&text.to_plain())
            }
        }
    }

    /// Ends the `###` heading above.
    fn close_topic(&mut self) {
        let Some((title, place, below)) = self.topic.take() else { return };
        let advice = match below {
            Below::Statement => return,
            Below::Paragraph => "begin each paragraph below it that is a statement with `- `",
            Below::Nothing => "remove it, or write the statements below it",
        };
        let what = format!("no statement without a label follows the topic `{title}`; it is not kept");
        self.sink.report.warning(problem::UNUSED_TOPIC_HEADING, place, what).advise(advice);
    }

    fn paragraph(&mut self, text: Text, range: Range<usize>) {
        let is_named = self.lookalike(&text, &range);
        if self.has_areas {
            if let Some((_, _, below @ Below::Nothing)) = &mut self.topic {
                *below = Below::Paragraph;
            }
            return self.note(text);
        }
        let place = self.sink.place(&range);
        if let Some(said) = inline::strip_label(&text, &["years of experience", "experience"]) {
            return self.experience(&text, &said, place);
        }
        match inline::strip_label(&text, &["note"]).as_ref().map(Text::from) {
            Some(note) if note.is_empty() => {
                self.sink.report.warning(
                    problem::EMPTY_NOTE,
                    place,
                    "this note says nothing; it is not kept",
                );
            }
            Some(note) => self.note(note),
            None if text.is_empty() => {}
            None if is_named => self.note(text),
            None => {
                self.sink
                    .report
                    .warning(problem::TEXT_BEFORE_AREAS, place, "text before any area; it is kept as a note")
                    .advise("begin it with `Note:`, or move it to the level's `summary` in ladder.toml");
                self.note(text);
            }
        }
    }

    /// Names a paragraph that is probably meant as something else; whether it is.
    fn lookalike(&mut self, text: &Text, range: &Range<usize>) -> bool {
        let raw = self.body.get(range.clone()).unwrap_or_default();
        let at = |part: Range<usize>| self.sink.place(&(range.start + part.start..range.start + part.end));
        let (code, place, what, advice) = match lookalike::find(raw) {
            Some((Lookalike::Heading, sign)) => (
                problem::NOT_A_HEADING,
                at(sign),
                "this line is not read as a heading; it is kept as a note",
                "put a space after the `#`",
            ),
            Some((Lookalike::Bullet, sign)) => (
                problem::NOT_A_BULLET,
                at(sign),
                "this line is not read as a bullet; it is kept as a note",
                "begin each line of a list with `- `, with an empty line before the first",
            ),
            None if self.has_areas && inline::opens_with_label(text) => (
                problem::NOT_A_BULLET,
                self.sink.place(range),
                "this paragraph has a label, but is kept as a note",
                "begin it with `- ` if it is a statement",
            ),
            None if matches!(self.topic, Some((_, _, Below::Nothing))) => (
                problem::NOT_A_BULLET,
                self.sink.place(range),
                "this paragraph below a topic is kept as a note of the area",
                "begin it with `- ` if it is a statement",
            ),
            None => return false,
        };
        self.sink.report.warning(code, place, what).advise(advice);
        true
    }

    fn experience(&mut self, text: &Text, said: &inline::Rest, place: Place) {
        let experience = Experience::read(&said.to_line());
        if experience.raw.is_empty() {
            self.sink.report.warning(
                problem::EMPTY_NOTE,
                place,
                "no experience is named; the line is not kept",
            );
        } else if self.sheet.experience.is_some() {
            self.sink
                .report
                .warning(problem::SECOND_EXPERIENCE, place, "the second line of experience is kept as a note")
                .advise("remove it, or begin it with `Note:`");
            self.note(text.clone());
        } else {
            if !said.is_plain() {
                self.sink.report.warning(
                    problem::MARKS_LOST,
                    place,
                    "the experience is kept as plain words, without emphasis, code and links",
                );
            }
            self.sheet.experience = Some(experience);
        }
    }

    /// Keeps `text` as a note of the area, or of the level before the first.
    fn note(&mut self, text: Text) {
        if text.is_empty() {
            return;
        }
        match self.sheet.sections.last_mut() {
            Some(section) => section.notes.push(text),
            None => self.sheet.notes.push(text),
        }
    }

    fn code_block(&mut self, events: &mut Events<'s>, range: &Range<usize>) -> Text {
        let mut builder = Builder::new(self.body);
        self.code_lines(events, range, &mut builder);
        builder.finish()
    }

    fn code_lines(&mut self, events: &mut Events<'s>, range: &Range<usize>, builder: &mut Builder<'s>) {
        self.sink
            .report
            .warning(
                problem::CODE_BLOCK,
                self.sink.place(range),
                "a code block is kept line by line, as code",
            )
            .advise("say it in words; `code` within a sentence is fine");
        let mut code = String::new();
        for (event, _) in events.by_ref() {
            match event {
                Event::End(TagEnd::CodeBlock) => break,
                Event::Text(text) => code.push_str(&text),
                _ => {}
            }
        }
        for line in code.lines() {
            builder.push_code_line(line);
        }
    }

    fn html_block(&mut self, events: &mut Events<'s>, range: &Range<usize>, builder: &mut Builder<'s>) {
        let mut html = String::new();
        for (event, _) in events.by_ref() {
            match event {
                Event::End(TagEnd::HtmlBlock) => break,
                Event::Html(text) | Event::Text(text) => html.push_str(&text),
                _ => {}
            }
        }
        builder.push_break();
        builder.html(&html, range, &mut self.sink);
    }

    fn rule(&mut self, range: &Range<usize>) {
        self.sink
            .report
            .warning(problem::RULE, self.sink.place(range), "a rule means nothing here and is not kept")
            .advise("areas are set apart by their `##` headings");
    }

    /// Whatever is quoted becomes notes, block by block.
    fn quote(&mut self, events: &mut Events<'s>, range: &Range<usize>) {
        let place = self.sink.place(range);
        self.sink
            .report
            .warning(problem::BLOCK_QUOTE, place, "a block quote is kept as notes, without its quotation")
            .advise("write it as a paragraph, or a statement as a bullet");
        let mut depth = 1_usize;
        let mut builder = Builder::new(self.body);
        while depth > 0 {
            let Some((event, range)) = events.next() else { break };
            match event {
                Event::Start(Tag::CodeBlock(_)) => self.code_lines(events, &range, &mut builder),
                Event::Start(Tag::HtmlBlock) => self.html_block(events, &range, &mut builder),
                Event::Start(tag) if is_block(&tag) => {
                    depth += usize::from(matches!(tag, Tag::BlockQuote(_)));
                }
                Event::End(tag) if is_block_end(tag) => {
                    depth -= usize::from(matches!(tag, TagEnd::BlockQuote(_)));
                }
                Event::Rule => self.rule(&range),
                event => {
                    builder.event(&event, &range, &mut self.sink);
                    continue;
                }
            }
            let mut block = std::mem::replace(&mut builder, Builder::new(self.body));
            block.name_braces(&mut self.sink);
            self.note(block.finish());
        }
    }

    fn list(&mut self, events: &mut Events<'s>, range: Range<usize>) {
        if !self.has_areas {
            self.sink
                .report
                .error(problem::LIST_BEFORE_AREAS, self.sink.place(&range), "a list before any area")
                .advise("put an area above it: `## Knowledge`");
        }
        let mut open: Vec<OpenItem> = Vec::new();
        let mut lists = 1_usize;
        let mut too_deep = false;
        while lists > 0 {
            let Some((event, range)) = events.next() else { break };
            match event {
                Event::Start(Tag::Item) => {
                    match open.last_mut() {
                        Some(parent) => parent.has_points = true,
                        None => too_deep = false,
                    }
                    if open.len() > MAX_POINT_DEPTH && !std::mem::replace(&mut too_deep, true) {
                        self.deep_list(&range);
                    }
                    open.push(OpenItem::new(self.body, range));
                }
                Event::End(TagEnd::Item) => {
                    let Some(item) = open.pop() else { continue };
                    let depth = open.len();
                    match open.last_mut() {
                        Some(parent) => self.point(item, depth, parent),
                        None => self.statement(item),
                    }
                }
                Event::Start(Tag::List(_)) => {
                    lists += 1;
                    mark_gap(&mut open);
                }
                Event::End(TagEnd::List(_)) => {
                    lists -= 1;
                    mark_gap(&mut open);
                }
                event => {
                    if let Some(item) = open.last_mut() {
                        self.in_item(event, range, events, item);
                    }
                }
            }
        }
    }

    /// Anything but lists and items within a bullet.
    fn in_item(
        &mut self,
        event: Event<'s>,
        range: Range<usize>,
        events: &mut Events<'s>,
        item: &mut OpenItem<'s>,
    ) {
        let range = &range;
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                self.more_words(item, range);
                self.code_lines(events, range, &mut item.builder);
                item.gap = true;
            }
            Event::Start(Tag::HtmlBlock) => {
                self.more_words(item, range);
                self.html_block(events, range, &mut item.builder);
                item.gap = true;
            }
            Event::Start(tag) if is_block(&tag) => {
                match tag {
                    Tag::Heading { .. } => self
                        .sink
                        .report
                        .warning(
                            problem::DEEP_HEADING,
                            self.sink.place(range),
                            "a heading in a list is kept as text of its bullet",
                        )
                        .advise("put an empty line before it, and no spaces"),
                    Tag::BlockQuote(_) => self
                        .sink
                        .report
                        .warning(
                            problem::BLOCK_QUOTE,
                            self.sink.place(range),
                            "a block quote is kept as text of its bullet",
                        )
                        .advise("leave out the `>`"),
                    _ => return item.gap = true,
                };
                item.gap = true;
            }
            Event::End(tag) if is_block_end(tag) => item.gap = true,
            Event::TaskListMarker(_) => self.task_box(range),
            Event::Rule => {
                self.rule(range);
                item.gap = true;
            }
            event => {
                self.more_words(item, range);
                item.builder.event(&event, range, &mut self.sink);
            }
        }
    }

    fn task_box(&mut self, range: &Range<usize>) {
        self.sink
            .report
            .warning(
                problem::TASK_BOX,
                self.sink.place(range),
                "the box of a task is not kept: what a person has reached is their own answer",
            )
            .advise("write `- ` without a box");
    }

    /// Words go on in `item`: on a line of their own where a block came between.
    fn more_words(&mut self, item: &mut OpenItem<'s>, range: &Range<usize>) {
        if !std::mem::take(&mut item.gap) || item.builder.is_empty() {
            return;
        }
        item.builder.push_break();
        if item.has_points {
            self.sink
                .report
                .warning(
                    problem::TEXT_AFTER_POINTS,
                    self.sink.place(range),
                    "text after nested bullets is kept, but before them",
                )
                .advise("move it before them, or make it a bullet");
        }
    }

    fn deep_list(&mut self, range: &Range<usize>) {
        self.sink
            .report
            .warning(
                problem::DEEP_LIST,
                self.sink.place(range),
                format!("bullets more than {MAX_POINT_DEPTH} deep below a statement are kept at that depth"),
            )
            .advise("a statement names one behaviour: split it");
    }

    /// Ends a bullet below `parent`, `depth` below its statement. An empty one gives its place to those below it.
    fn point(&mut self, item: OpenItem<'s>, depth: usize, parent: &mut OpenItem<'s>) {
        let mut item = item;
        if let Some((id, range)) = item.builder.peek_id() {
            item.builder.braces.retain(|brace| brace.start != range.start);
            self.sink
                .report
                .warning(
                    problem::POINT_ID,
                    self.sink.place(&range),
                    format!("only statements have ids: `{{#{id}}}` is shown as text"),
                )
                .advise("remove it, or make the bullet a statement");
        }
        let OpenItem { mut builder, points: below, has_empty_point, .. } = item;
        builder.name_braces(&mut self.sink);
        let text = builder.finish();
        parent.has_empty_point |= has_empty_point || text.is_empty();
        if text.is_empty() {
            parent.points.extend(below);
        } else if depth < MAX_POINT_DEPTH {
            parent.points.push(Point { text, children: below });
        } else {
            parent.points.push(Point { text, children: vec![] });
            parent.points.extend(below);
        }
    }

    fn empty(&mut self, range: &Range<usize>, what: &'static str) {
        let place = self.sink.place(range);
        self.sink
            .report
            .warning(problem::EMPTY_STATEMENT, place, what)
            .advise("write it, or remove the bullet");
    }

    /// Ends a bullet that is not below another.
    fn statement(&mut self, item: OpenItem<'s>) {
        let OpenItem { range, mut builder, points: children, has_empty_point, .. } = item;
        if has_empty_point {
            self.empty(&range, "a bullet below this statement has no words; it is not kept");
        }
        let place = self.sink.place(&range);
        let id = builder.take_id().map(|(id, at)| (id, self.sink.place(&at)));
        let mut label = match builder.take_label() {
            (Label::Taken, title) => Some((title, LabelFrom::Bullet)),
            (Label::Marked, _) => {
                self.sink
                    .report
                    .warning(
                        problem::MARKED_LABEL,
                        place,
                        "a label with emphasis, code or a link in it is not read as a topic",
                    )
                    .advise("write the label as plain bold words: `**Mentoring:** …`");
                None
            }
            (Label::None, _) => {
                if let Some(bold) = builder.label_lookalike() {
                    let what = format!("`{bold}` is not read as a topic: no colon ends it");
                    let bold = bold.trim_end_matches(['.', '-', '–', '—', '|', ' ', ':']);
                    self.sink
                        .report
                        .warning(problem::UNREAD_LABEL, place, what)
                        .advise(format!("write `**{bold}:** …` if it is one"));
                }
                None
            }
        };
        if let (None, Some((title, _, below))) = (&label, &mut self.topic) {
            *below = Below::Statement;
            label = Some((title.clone(), LabelFrom::Heading));
        }
        builder.name_braces(&mut self.sink);
        let text = builder.finish();
        if text.is_empty() {
            let labelled = matches!(label, Some((_, LabelFrom::Bullet)));
            if children.is_empty() && !labelled {
                return self.empty(&range, "this bullet has no words; it is not kept");
            }
            self.empty(&range, "this statement has no words of its own");
        }
        // Before any area it is an error, so that there is no ladder that could lack it.
        if let Some(section) = self.sheet.sections.last_mut() {
            section.statements.push(SheetStatement { place, label, id, text, children });
        }
    }
}

/// A list has begun or ended in the innermost bullet.
fn mark_gap(open: &mut [OpenItem]) {
    if let Some(item) = open.last_mut() {
        item.gap = true;
    }
}

fn is_block(tag: &Tag) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn is_block_end(tag: TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}
