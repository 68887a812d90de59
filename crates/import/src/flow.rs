//! Words with marks as they come -> [`Text`] in its one form: marks stand beside one another and never in one another, spaces
//! are single, and none stands at an end.

use rungs_ladder::text::{Href, Inline, Link, Mark, Text};

/// What a run of words is marked as.
#[derive(Clone, PartialEq, Eq, Default)]
enum Style {
    #[default]
    Plain,
    Em,
    Strong,
    Code,
    Link(Href),
}

/// Collects running text.
#[derive(Default)]
pub(crate) struct Flow {
    runs: Vec<(Style, String)>,
    em: usize,
    strong: usize,
    links: Vec<Option<Href>>,
    /// Addresses that a ladder's text cannot hold: of other pages of the source, of pictures.
    pub(crate) addresses: Vec<String>,
}

/// What an address is that a ladder cannot hold.
pub(crate) const ADDRESS: &str = "an address within the source, which a ladder cannot link to";

/// In a run: a line break.
const BREAK: char = '\n';

impl Flow {
    pub(crate) fn emphasis(&mut self, opens: bool) {
        self.em = if opens { self.em + 1 } else { self.em.saturating_sub(1) };
    }

    pub(crate) fn strong(&mut self, opens: bool) {
        self.strong = if opens { self.strong + 1 } else { self.strong.saturating_sub(1) };
    }

    pub(crate) fn open_link(&mut self, address: &str) {
        let href = Href::new(address.trim()).ok();
        if href.is_none() && !address.trim().is_empty() {
            self.addresses.push(address.trim().to_owned());
        }
        self.links.push(href);
    }

    pub(crate) fn close_link(&mut self) {
        self.links.pop();
    }

    pub(crate) fn words(&mut self, words: &str) {
        let style = match self.links.iter().rev().find_map(Clone::clone) {
            Some(href) => Style::Link(href),
            None if self.strong > 0 => Style::Strong,
            None if self.em > 0 => Style::Em,
            None => Style::Plain,
        };
        // A line feed of the source is a space; only `line_break` breaks.
        self.push(style, &words.replace(['\n', '\r', '\t', '\0'], " "));
    }

    pub(crate) fn code(&mut self, words: &str) {
        let style = match self.links.iter().rev().find_map(Clone::clone) {
            Some(href) => Style::Link(href),
            None => Style::Code,
        };
        self.push(style, &words.replace(['\n', '\r', '\t', '\0'], " "));
    }

    pub(crate) fn line_break(&mut self) {
        self.push(Style::Plain, "\n");
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.runs.iter().all(|(_, words)| words.trim().is_empty())
    }

    fn push(&mut self, style: Style, words: &str) {
        match self.runs.last_mut() {
            Some((last, so_far)) if *last == style => so_far.push_str(words),
            _ => self.runs.push((style, words.to_owned())),
        }
    }

    /// The text.
    pub(crate) fn finish(self) -> Text {
        let mut runs: Vec<(Style, String)> = Vec::new();
        let mut ends_open = false;
        for (style, words) in self.runs {
            // Spaces at the ends of a mark stand outside it.
            let core = words.trim_matches(|c: char| c == ' ' || c == BREAK);
            if core.is_empty() || style == Style::Plain {
                push_plain(&mut runs, &words, &mut ends_open);
                continue;
            }
            let (before, after) = words.split_once(core).unwrap_or_default();
            push_plain(&mut runs, before, &mut ends_open);
            let core = single_spaces(core);
            match runs.last_mut() {
                Some((last, so_far)) if *last == style => so_far.push_str(&core),
                _ => runs.push((style, core)),
            }
            ends_open = true;
            push_plain(&mut runs, after, &mut ends_open);
        }
        if let Some((Style::Plain, words)) = runs.last_mut() {
            words.truncate(words.trim_end_matches([' ', BREAK]).len());
        }
        inlines(runs).into()
    }
}

/// Adds words with single spaces, none beside a break and none at the start.
fn push_plain(runs: &mut Vec<(Style, String)>, words: &str, ends_open: &mut bool) {
    if words.is_empty() {
        return;
    }
    if !matches!(runs.last(), Some((Style::Plain, _))) {
        runs.push((Style::Plain, String::new()));
    }
    let Some((_, so_far)) = runs.last_mut() else { return };
    for c in words.chars() {
        match c {
            ' ' if *ends_open => {
                so_far.push(' ');
                *ends_open = false;
            }
            BREAK if *ends_open || so_far.ends_with(' ') => {
                so_far.truncate(so_far.trim_end_matches(' ').len());
                so_far.push(BREAK);
                *ends_open = false;
            }
            ' ' | BREAK => {}
            c => {
                so_far.push(c);
                *ends_open = true;
            }
        }
    }
}

fn single_spaces(words: &str) -> String {
    words.split([' ', BREAK]).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn inlines(runs: Vec<(Style, String)>) -> Vec<Inline> {
    let mut out = Vec::new();
    for (style, words) in runs {
        match style {
            Style::Plain => {
                for (at, line) in words.split(BREAK).enumerate() {
                    if at > 0 {
                        out.push(Inline::Break);
                    }
                    if !line.is_empty() {
                        out.push(Inline::Words(line.to_owned()));
                    }
                }
            }
            Style::Em => out.push(Inline::Mark(Mark::Em(Text::plain(&words)))),
            Style::Strong => out.push(Inline::Mark(Mark::Strong(Text::plain(&words)))),
            Style::Code => out.push(Inline::Mark(Mark::Code(words))),
            Style::Link(to) => out.push(Inline::Mark(Mark::Link(Link { to, text: Text::plain(&words) }))),
        }
    }
    out
}

/// Text without marks, whose line feeds are breaks.
pub(crate) fn plain(words: &str) -> Text {
    let mut flow = Flow::default();
    for (at, line) in words.lines().enumerate() {
        if at > 0 {
            flow.line_break();
        }
        flow.words(line);
    }
    flow.finish()
}

/// Text without marks on one line.
pub(crate) fn one_line(words: &str) -> Text {
    let mut flow = Flow::default();
    flow.words(words);
    flow.finish()
}

/// The pieces of a text.
pub(crate) fn pieces(text: &Text) -> Vec<Inline> {
    text.clone().into()
}

/// Several texts as one, with a space between them, or a break.
pub(crate) fn join(texts: &[Text], breaks: bool) -> Text {
    let mut all: Vec<Inline> = Vec::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        if !all.is_empty() {
            match (breaks, all.last_mut()) {
                (true, _) => all.push(Inline::Break),
                (false, Some(Inline::Words(words))) => words.push(' '),
                (false, _) => all.push(Inline::Words(" ".into())),
            }
        }
        for piece in pieces(text) {
            match (all.last_mut(), piece) {
                (Some(Inline::Words(words)), Inline::Words(more)) => words.push_str(&more),
                (_, piece) => all.push(piece),
            }
        }
    }
    all.into()
}

/// Whether all words are emphasised.
pub(crate) fn is_emphasised(text: &Text) -> bool {
    matches!(pieces(text).as_slice(), [Inline::Mark(Mark::Em(_))])
}

/// The words of a text that is bold from end to end, with or without a colon after it.
pub(crate) fn bold_words(text: &Text) -> Option<String> {
    let pieces = pieces(text);
    let Some(Inline::Mark(Mark::Strong(bold))) = pieces.first() else { return None };
    let rest = match pieces.get(1..) {
        None | Some([]) => "",
        Some([Inline::Words(words)]) => words.trim(),
        _ => return None,
    };
    let words = bold.to_plain();
    let words = words.trim().trim_end_matches(is_colon).trim();
    (rest.chars().all(is_colon) && !words.is_empty()).then(|| words.to_owned())
}

/// Whether a text is nothing but a link.
pub(crate) fn is_link(text: &Text) -> bool {
    matches!(pieces(text).as_slice(), [Inline::Mark(Mark::Link(_))])
}

/// Whether `c` is a colon of any script.
pub(crate) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '﹕' | '︓')
}

/// A label at the start of a text.
pub(crate) struct Label {
    pub(crate) title: String,
    pub(crate) rest: Text,
    /// Whether it was bold.
    pub(crate) is_bold: bool,
}

/// The longest label in characters.
const LONGEST_LABEL: usize = 60;

/// Cuts a label off: `**Label**: words`, `**Label:** words`, `**Label** – words`, or, if it need not be bold, `Label: words`.
pub(crate) fn label(text: &Text, bold_only: bool) -> Option<Label> {
    let mut pieces = pieces(text);
    let first = if pieces.is_empty() { return None } else { pieces.remove(0) };
    let (title, rest, is_bold) = match first {
        Inline::Mark(Mark::Strong(bold)) => {
            let bold = bold.to_plain();
            let inside = bold.trim_end().ends_with(is_colon);
            let title = bold.trim().trim_end_matches(is_colon).trim().to_owned();
            let next = match pieces.first_mut() {
                Some(Inline::Words(words)) => words,
                None if inside => return some(title, Text::default(), true),
                _ if inside => return some(title, trimmed(pieces), true),
                _ => return None,
            };
            let trimmed_next = next.trim_start();
            let after = trimmed_next
                .strip_prefix(is_colon)
                .or_else(|| ["– ", "— ", "- "].iter().find_map(|dash| trimmed_next.strip_prefix(dash)));
            match after {
                Some(after) => *next = after.to_owned(),
                None if inside => {}
                None => return None,
            }
            (title, pieces, true)
        }
        Inline::Words(words) if !bold_only => {
            let at = words.find(is_colon)?;
            let (title, rest) = words.split_at(at);
            let mut chars = rest.chars();
            chars.next();
            let rest = chars.as_str();
            let spaced = rest.is_empty() || rest.starts_with([' ', '\u{a0}']) || !words.is_ascii();
            if !spaced || title.contains(['.', '?', '!', ';', '"']) {
                return None;
            }
            let rest = rest.to_owned();
            pieces.insert(0, Inline::Words(rest));
            (title.trim().to_owned(), pieces, false)
        }
        _ => return None,
    };
    some(title, trimmed(rest), is_bold)
}

fn some(title: String, rest: Text, is_bold: bool) -> Option<Label> {
    let fits = !title.is_empty() && title.chars().count() <= LONGEST_LABEL;
    fits.then_some(Label { title, rest, is_bold })
}

/// The pieces without white space at their start.
fn trimmed(mut pieces: Vec<Inline>) -> Text {
    while let Some(first) = pieces.first_mut() {
        match first {
            Inline::Words(words) => {
                *words = words.trim_start().to_owned();
                if !words.is_empty() {
                    break;
                }
                pieces.remove(0);
            }
            Inline::Break => {
                pieces.remove(0);
            }
            Inline::Mark(_) => break,
        }
    }
    pieces.into()
}
