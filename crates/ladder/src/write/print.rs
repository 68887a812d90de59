//! A ladder back as Markdown that reads as the same ladder.
//!
//! By hand: `pulldown-cmark-to-cmark` escapes for CommonMark alone, and knows neither labels, ids and notes, nor what an
//! id would be without being written out.

use crate::model::ladder::{Ladder, Level, Point, Section, Statement};
use crate::model::naming::Namer;
use crate::model::text::{Inline, Link, Mark, Text, is_colon};

/// The level as Markdown, as its file would stand. What only `ladder.toml` says (track, summary and so on) is not
/// in it. A statement's id is written out only where reading would give it another.
pub fn level(ladder: &Ladder, level: &Level) -> String {
    print(ladder, level, Printer::default())
}

/// Like [`level`], with the id of each statement that has no topic: its words alone would give it that id, and may change.
pub fn level_with_ids(ladder: &Ladder, level: &Level) -> String {
    print(ladder, level, Printer { pins: true, ..Printer::default() })
}

fn print(ladder: &Ladder, level: &Level, mut printer: Printer) -> String {
    printer.raw("# ");
    printer.heading(&level.title);
    if let Some(experience) = level.experience.as_ref().filter(|experience| !experience.raw.is_empty()) {
        printer.raw("\n_**Years of Experience:** ");
        printer.plain(&experience.raw, true);
        printer.raw("_\n");
    }
    for note in &level.notes {
        // Emphasis does not nest in itself.
        let emphasis = if has_emphasis(note) { "" } else { "_" };
        printer.raw("\n");
        printer.raw(emphasis);
        printer.raw("Note: ");
        printer.inlines(note, Context { in_mark: !emphasis.is_empty(), ..Context::default() });
        printer.raw(emphasis);
        printer.raw("\n");
    }
    let mut namer = Namer::new(&level.id);
    for section in &level.sections {
        printer.raw("\n## ");
        printer.heading(ladder.area(&section.area).map_or(section.area.as_str(), |area| &area.title));
        printer.section(ladder, section, &mut namer);
    }
    printer.out
}

/// Running text as Markdown, as it stands within a line; a break is a backslash and a new line.
pub fn text(text: &Text) -> String {
    let mut printer = Printer::default();
    printer.inlines(text, Context::default());
    printer.out
}

/// Running text as Markdown where a block begins, whose further lines are set in: what would make a line anything but
/// running text is escaped.
pub fn block(text: &Text, indent: usize) -> String {
    let mut printer = Printer { line_start: true, indent, ..Printer::default() };
    printer.inlines(text, Context::default());
    printer.out
}

#[derive(Default)]
struct Printer {
    out: String,
    /// Whether the next character is the first of a line, where some characters begin a block.
    line_start: bool,
    /// How far the lines of the block are set in.
    indent: usize,
    /// Whether ids that words alone give are written out.
    pins: bool,
}

/// What stands around a run of inlines.
#[derive(Clone, Copy, Default)]
struct Context {
    /// White space at its ends would break the mark around it.
    in_mark: bool,
    /// A colon at its end would make it a label.
    colon_is_text: bool,
    /// A bold piece at its start must not be read as a label.
    is_statement: bool,
}

impl Printer {
    /// Markup, or text without any.
    fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
        self.line_start = false;
    }

    fn heading(&mut self, title: &str) {
        self.plain(title, false);
        // A closing run of `#` would be no part of the heading.
        if self.out.ends_with('#') {
            self.out.pop();
            self.out.push_str("\\#");
        }
        self.raw("\n");
    }

    fn section(&mut self, ladder: &Ladder, section: &Section, namer: &mut Namer) {
        for note in &section.notes {
            self.raw("\n");
            self.line_start = true;
            self.inlines(note, Context::default());
            self.raw("\n");
        }
        if !section.statements.is_empty() {
            self.raw("\n");
        }
        for statement in &section.statements {
            self.statement(ladder, section, statement, namer);
        }
    }

    fn statement(&mut self, ladder: &Ladder, section: &Section, statement: &Statement, namer: &mut Namer) {
        let Statement { id, topic, text, children } = statement;
        self.raw("-");
        self.indent = 2;
        let topic = topic.as_ref().and_then(|topic| ladder.topic(topic));
        if let Some(topic) = topic {
            self.raw(" **");
            self.plain(&topic.title, true);
            self.raw(":**");
        }
        if !text.is_empty() {
            self.raw(" ");
            self.line_start = topic.is_none();
            self.inlines(text, Context { is_statement: topic.is_none(), ..Context::default() });
        }
        let derived = namer.next(&section.area, topic.map(|topic| &topic.id), text);
        if derived != *id || self.pins && topic.is_none() {
            self.raw(" {#");
            self.raw(&id.as_str().replace('_', "\\_"));
            self.raw("}");
        }
        self.raw("\n");
        self.points(children);
    }

    /// As deep as the ladder's own limit, so recursion is fine.
    fn points(&mut self, points: &[Point]) {
        for point in points {
            self.spaces();
            self.raw("- ");
            self.line_start = true;
            self.indent += 2;
            self.inlines(&point.text, Context::default());
            self.raw("\n");
            self.points(&point.children);
            self.indent -= 2;
        }
    }

    fn spaces(&mut self) {
        for _ in 0..self.indent {
            self.out.push(' ');
        }
    }

    fn inlines(&mut self, text: &Text, context: Context) {
        let items = match text {
            Text::Plain(words) => return self.words(words, Ends::between(None, None, context)),
            Text::Marked(items) => items,
        };
        for (at, item) in items.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| items.get(at));
            let after = items.get(at + 1);
            match item {
                Inline::Words(words) => {
                    let in_label = context.is_statement && at == 1;
                    let mut ends = Ends::between(before, after, context);
                    ends.first.colon_is_text = in_label && is_strong(before);
                    self.words(words, ends);
                }
                Inline::Break => {
                    self.out.push_str("\\\n");
                    self.spaces();
                    self.line_start = true;
                }
                Inline::Mark(mark) => self.mark(mark, context.is_statement && at == 0),
            }
        }
    }

    fn mark(&mut self, mark: &Mark, could_be_label: bool) {
        let inside = Context { in_mark: true, colon_is_text: could_be_label, is_statement: false };
        match mark {
            Mark::Em(text) => {
                self.raw("_");
                self.inlines(text, inside);
                self.raw("_");
            }
            Mark::Strong(text) => {
                self.raw("**");
                self.inlines(text, inside);
                self.raw("**");
            }
            Mark::Code(code) => self.code(code),
            Mark::Link(link) => self.link(link),
        }
    }

    fn link(&mut self, Link { to, text }: &Link) {
        // `[a]: b` at the start of a paragraph names a link for use elsewhere (CommonMark 0.31, section 4.7), and no
        // backslash holds in code. A space as an entity is text, which prevents that; readers trim it, so that it may stand
        // where it need not, too.
        if self.line_start && text.to_plain().as_bytes().windows(2).any(|pair| pair == b"]:") {
            self.entity(' ');
        }
        self.raw("[");
        self.inlines(text, Context::default());
        self.raw("](");
        self.url(to.as_str());
        self.raw(")");
    }

    fn code(&mut self, code: &str) {
        let (mut run, mut longest) = (0, 0);
        for byte in code.bytes() {
            run = if byte == b'`' { run + 1 } else { 0 };
            longest = run.max(longest);
        }
        let ticks = |out: &mut String| (0..=longest).for_each(|_| out.push('`'));
        let spaced = code.starts_with(' ') && code.ends_with(' ') && code.bytes().any(|byte| byte != b' ');
        let pad = if spaced || code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        ticks(&mut self.out);
        self.raw(pad);
        self.raw(code);
        self.raw(pad);
        ticks(&mut self.out);
    }

    fn url(&mut self, url: &str) {
        for (at, c) in url.char_indices() {
            let rest = url.get(at + 1..).unwrap_or_default();
            let safe = match c {
                '\\' | '(' | ')' | '<' | '>' | '`' | '*' | '[' | ']' => false,
                '&' => !is_entity(rest),
                _ => true,
            };
            if !safe {
                self.out.push('\\');
            }
            self.out.push(c);
        }
    }

    /// Text without marks: a title, a label.
    fn plain(&mut self, words: &str, in_mark: bool) {
        let end = End { in_mark, ..End::default() };
        self.words(words, Ends { first: end, last: end });
    }

    fn words(&mut self, words: &str, ends: Ends) {
        let mut before = ' ';
        // A colon makes a label after spaces, too.
        let mut opens_with_colon = ends.first.colon_is_text;
        for (at, c) in words.char_indices() {
            let rest = words.get(at + c.len_utf8()..).unwrap_or_default();
            let next = rest.chars().next();
            let first = if at == 0 { ends.first } else { End::default() };
            let last = if next.is_none() { ends.last } else { End::default() };
            let edge_space = c.is_whitespace() && (first.in_mark || last.in_mark)
                || !c.is_ascii() && c.is_whitespace() && (self.line_start || next.is_none());
            let colon_is_text = is_colon(c) && (opens_with_colon || last.colon_is_text);
            opens_with_colon &= c.is_whitespace();
            // A backslash holds no sign outside ASCII.
            if edge_space
                || colon_is_text && c != ':'
                || c.is_ascii_control()
                || (first.touches || last.touches) && may_be_letter(c)
            {
                self.entity(c);
                before = ';';
            } else {
                let escape = match c {
                    '\\' | '`' | '*' | '[' | ']' | '<' => true,
                    // Within a word it marks nothing, unless the next letter is to be written as an entity.
                    '_' => {
                        let in_word =
                            before.is_ascii_alphanumeric() && next.is_some_and(|c| c.is_ascii_alphanumeric());
                        !in_word || rest.len() == 1 && ends.last.touches
                    }
                    '&' => is_entity(rest),
                    '{' => next == Some('#'),
                    '!' => last.before_link,
                    ':' => colon_is_text,
                    '#' | '+' | '-' | '=' | '>' | '~' => self.line_start,
                    '.' | ')' => self.ends_list_number(),
                    _ => false,
                };
                if escape {
                    self.out.push('\\');
                }
                self.out.push(c);
                before = c;
            }
            // Digits at the start of a line may yet become the number of a list.
            self.line_start = false;
        }
    }

    /// Whether the line as yet is a number, which `.` or `)` would make an item of an ordered list.
    fn ends_list_number(&self) -> bool {
        let before = self.out.trim_end_matches(|c: char| c.is_ascii_digit());
        let line_start = before.trim_end_matches([' ', '-']);
        before.len() < self.out.len() && (line_start.is_empty() || line_start.ends_with('\n'))
    }

    /// `&#…;`: to Markdown punctuation, to a reader the character.
    fn entity(&mut self, c: char) {
        self.out.push_str("&#");
        self.out.push_str(&u32::from(c).to_string());
        self.out.push(';');
    }
}

/// What stands beside the first and the last character of words.
#[derive(Clone, Copy, Default)]
struct Ends {
    first: End,
    last: End,
}

#[derive(Clone, Copy, Default)]
struct End {
    /// The marks of the text around it.
    in_mark: bool,
    /// Marks that a letter beside them would disarm (CommonMark 0.31, section 6.2, "flanking").
    touches: bool,
    /// A link: `!` before it would make it an image.
    before_link: bool,
    colon_is_text: bool,
}

impl Ends {
    fn between(before: Option<&Inline>, after: Option<&Inline>, context: Context) -> Self {
        let mut last = End::at(after, context.in_mark, true);
        last.colon_is_text = context.colon_is_text && after.is_none();
        Self { first: End::at(before, context.in_mark, false), last }
    }
}

impl End {
    fn at(neighbour: Option<&Inline>, in_mark: bool, is_after: bool) -> Self {
        let Some(neighbour) = neighbour else { return Self { in_mark, ..Self::default() } };
        let touches = match neighbour {
            Inline::Mark(Mark::Em(_)) => true,
            Inline::Mark(Mark::Strong(text)) => {
                let (words, more) = match text {
                    Text::Plain(words) => (words, false),
                    Text::Marked(items) => match if is_after { items.first() } else { items.last() } {
                        Some(Inline::Words(words)) => (words, true),
                        _ => return Self { touches: true, ..Self::default() },
                    },
                };
                let mut chars = words.chars();
                let edge = if is_after { chars.next() } else { chars.next_back() };
                // A lone letter may itself be written as an entity, for a mark at its other side.
                let lone = chars.as_str().is_empty() && more;
                lone || !edge.is_some_and(is_surely_letter)
            }
            _ => false,
        };
        let before_link = is_after && matches!(neighbour, Inline::Mark(Mark::Link(_)));
        Self { touches, before_link, ..Self::default() }
    }
}

fn is_strong(inline: Option<&Inline>) -> bool {
    matches!(inline, Some(Inline::Mark(Mark::Strong(_))))
}

/// Whether `rest`, after an `&`, would be read as a character reference.
fn is_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let end = name.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && name.as_bytes().get(end) == Some(&b';'))
}

/// Letters and digits of the commonest scripts: no punctuation, no space, by no table.
fn is_surely_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ѐ'..='ҁ' | 'α'..='ω' | 'Α'..='Ρ' | 'ぁ'..='ゖ' | 'ァ'..='ヺ')
        || matches!(c, '㐀'..='䶿' | '一'..='鿿' | '가'..='힣')
}

/// Whether Markdown may take `c` for part of a word: all but space, ASCII punctuation, and the quotes and dashes
/// of print.
fn may_be_letter(c: char) -> bool {
    !(c == ' ' || c.is_ascii_punctuation() || matches!(c, '«' | '»' | '\u{2010}'..='\u{2027}'))
}

fn has_emphasis(text: &Text) -> bool {
    let Text::Marked(items) = text else { return false };
    items.iter().any(|inline| match inline {
        Inline::Mark(Mark::Em(_)) => true,
        Inline::Mark(Mark::Strong(text) | Mark::Link(Link { text, .. })) => has_emphasis(text),
        _ => false,
    })
}

#[cfg(feature = "markdown")]
pub use self::folder::files;

/// `ladder.toml`; only the command line tool and the tests need it.
#[cfg(feature = "markdown")]
mod folder {
    use std::fmt::Write;

    use crate::folder::{MANIFEST, SourceFile};
    use crate::model::ladder::{Credit, Ladder, Level, LevelKind, Rating};

    /// The folder of files that [`crate::read::markdown::read`] reads as this ladder.
    pub fn files(ladder: &Ladder) -> Vec<SourceFile> {
        let manifest = SourceFile { name: MANIFEST.into(), bytes: manifest(ladder).into_bytes() };
        let level = |level: &Level| SourceFile {
            name: format!("{}.md", level.id),
            bytes: super::level(ladder, level).into_bytes(),
        };
        std::iter::once(manifest).chain(ladder.levels.iter().map(level)).collect()
    }

    fn manifest(ladder: &Ladder) -> String {
        let mut out = Toml(String::new());
        out.pair("title", &ladder.title);
        out.unless_empty("summary", &ladder.summary);
        out.unless_empty("version", &ladder.version);
        out.pair("language", &ladder.language);
        out.credit("licence", ladder.licence.as_ref());
        out.credit("source", ladder.source.as_ref());
        out.header("[scale]");
        out.pair("met", ladder.scale.met.as_str());
        out.ratings("[[scale.steps]]", &ladder.scale.steps);
        out.ratings("[[scale.beside]]", &ladder.scale.beside);
        for track in &ladder.tracks {
            out.header("[[tracks]]");
            out.entry(track.id.as_str(), &track.title, &track.summary);
        }
        for area in &ladder.areas {
            out.header("[[areas]]");
            out.entry(area.id.as_str(), &area.title, &area.summary);
            for topic in &area.topics {
                out.header("[[areas.topics]]");
                out.entry(topic.id.as_str(), &topic.title, &topic.summary);
            }
        }
        for level in &ladder.levels {
            out.header("[[levels]]");
            out.pair("id", level.id.as_str());
            out.pair("track", level.track.as_str());
            out.pair("short", &level.short);
            out.unless_empty("summary", &level.summary);
            if let Some(below) = &level.inherits {
                out.pair("inherits", below.as_str());
            }
            if level.kind == LevelKind::Variant {
                out.pair("kind", "variant");
            }
        }
        out.0
    }

    struct Toml(String);

    impl Toml {
        fn header(&mut self, header: &str) {
            self.0.push('\n');
            self.0.push_str(header);
            self.0.push('\n');
        }

        fn pair(&mut self, key: &str, value: &str) {
            self.0.push_str(key);
            self.0.push_str(" = \"");
            for c in value.chars() {
                match c {
                    '"' | '\\' => self.0.extend(['\\', c]),
                    // TOML 1.0, "String": what must be escaped in a basic string.
                    c if c.is_ascii_control() => {
                        let _ = write!(self.0, "\\u{:04X}", u32::from(c));
                    }
                    c => self.0.push(c),
                }
            }
            self.0.push_str("\"\n");
        }

        fn unless_empty(&mut self, key: &str, value: &str) {
            if !value.is_empty() {
                self.pair(key, value);
            }
        }

        fn entry(&mut self, id: &str, title: &str, summary: &str) {
            self.pair("id", id);
            self.pair("title", title);
            self.unless_empty("summary", summary);
        }

        fn credit(&mut self, key: &str, credit: Option<&Credit>) {
            let Some(Credit { name, url }) = credit else { return };
            self.header(&format!("[{key}]"));
            self.pair("name", name);
            if let Some(url) = url {
                self.pair("url", url.as_str());
            }
        }

        fn ratings(&mut self, header: &str, ratings: &[Rating]) {
            for rating in ratings {
                self.header(header);
                self.entry(rating.id.as_str(), &rating.title, &rating.summary);
            }
        }
    }
}
