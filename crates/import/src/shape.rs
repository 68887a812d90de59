//! Shapes: what the parts of an outline mean, as data.

use std::fmt;

use crate::vocabulary::Role;

/// What marks a level, an area, a topic or a track in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Each file is one.
    File,
    /// A heading of this depth.
    Heading(u8),
    /// A paragraph that is bold from end to end.
    Bold,
    /// A bullet: `- Impact: words`, or `- Impact` with bullets below it.
    Bullet,
    /// A bold label at the start of a statement.
    Label,
    /// A short name at the start of a statement: `- L3: words`.
    Prefix,
    /// A row or a column of a table.
    Table,
    /// A key of YAML or JSON.
    Key,
    /// There is none.
    None,
}

impl Mark {
    /// The mark of that name, as a person writes it in an option.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word.trim().to_lowercase().as_str() {
            "file" | "files" => Mark::File,
            "bold" => Mark::Bold,
            "bullet" | "bullets" => Mark::Bullet,
            "label" | "labels" => Mark::Label,
            "prefix" => Mark::Prefix,
            "table" | "tables" => Mark::Table,
            "key" | "keys" => Mark::Key,
            "none" => Mark::None,
            word => {
                let depth: u8 = word.strip_prefix('h')?.parse().ok()?;
                return (1..=6).contains(&depth).then_some(Mark::Heading(depth));
            }
        })
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Mark::File => f.write_str("file"),
            Mark::Heading(depth) => write!(f, "h{depth}"),
            Mark::Bold => f.write_str("bold"),
            Mark::Bullet => f.write_str("bullet"),
            Mark::Label => f.write_str("label"),
            Mark::Prefix => f.write_str("prefix"),
            Mark::Table => f.write_str("table"),
            Mark::Key => f.write_str("key"),
            Mark::None => f.write_str("none"),
        }
    }
}

/// What the parts of a source mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What a level is.
    pub levels: Mark,
    /// What an area is.
    pub areas: Mark,
    /// What a topic is.
    pub topics: Mark,
    /// What a track is.
    pub tracks: Mark,
    /// Whether paragraphs are statements, and not notes.
    pub paragraphs: bool,
}

/// The names of shapes, which stand for all shapes whose levels have the mark.
pub const NAMES: [(&str, &str); 5] = [
    ("files", "a file for each level"),
    ("headings", "one file, in which a heading begins each level"),
    ("prefixes", "bullets that begin with the name of a level"),
    ("tables", "tables: a row for each statement, or areas and levels as rows and columns"),
    ("data", "YAML or JSON"),
];

impl Shape {
    /// The name of the family of shapes.
    pub fn name(&self) -> &'static str {
        match self.levels {
            Mark::File => "files",
            Mark::Prefix => "prefixes",
            Mark::Table => "tables",
            Mark::Key => "data",
            _ => "headings",
        }
    }

    /// In words.
    pub fn describe(&self) -> &'static str {
        NAMES.iter().find(|(name, _)| *name == self.name()).map_or("", |(_, words)| words)
    }

    /// All shapes that are tried on an input, the plainest first.
    pub(crate) fn candidates() -> Vec<Shape> {
        let mut all = Vec::new();
        let shape = |levels, areas, topics, paragraphs| Shape {
            levels,
            areas,
            topics,
            tracks: Mark::None,
            paragraphs,
        };
        for paragraphs in [false, true] {
            for area in 1..=4 {
                all.push(shape(Mark::File, Mark::Heading(area), Mark::Heading(area + 1), paragraphs));
            }
            for areas in [Mark::None, Mark::Bold, Mark::Bullet] {
                all.push(shape(Mark::File, areas, Mark::Label, paragraphs));
            }
            for level in 1..=4 {
                let levels = Mark::Heading(level);
                all.push(shape(levels, Mark::Heading(level + 1), Mark::Heading(level + 2), paragraphs));
                for areas in [Mark::None, Mark::Bold, Mark::Bullet] {
                    all.push(shape(levels, areas, Mark::Label, paragraphs));
                }
            }
        }
        for area in 1..=4 {
            all.push(shape(Mark::Prefix, Mark::Heading(area), Mark::Heading(area + 1), false));
        }
        all.push(shape(Mark::Table, Mark::Table, Mark::Table, false));
        all.push(shape(Mark::Key, Mark::Key, Mark::Key, false));
        all
    }
}

/// What a person says about a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The family of shapes: one of [`NAMES`].
    pub shape: Option<String>,
    /// What a level is.
    pub levels: Option<Mark>,
    /// What an area is.
    pub areas: Option<Mark>,
    /// What a topic is.
    pub topics: Option<Mark>,
    /// What a track is.
    pub tracks: Option<Mark>,
    /// Whether paragraphs are statements.
    pub paragraphs: Option<bool>,
    /// Sections and files to leave out: the words of a heading, or a file's name, in which `*` stands for any letters.
    pub skip: Vec<String>,
    /// What columns mean, by their headers.
    pub columns: Vec<(String, Role)>,
    /// The ladder's title.
    pub title: Option<String>,
    /// The ladder's language.
    pub language: Option<String>,
}

impl Options {
    /// Whether the person has not ruled a shape out.
    pub(crate) fn allows(&self, shape: &Shape) -> bool {
        let fits = |told: Option<Mark>, has: Mark| told.is_none_or(|told| told == has);
        self.shape.as_deref().is_none_or(|name| name == shape.name()) && fits(self.levels, shape.levels)
    }

    /// The shape with what the person has said.
    pub(crate) fn apply(&self, shape: Shape) -> Shape {
        let levels = self.levels.unwrap_or(shape.levels);
        let areas = self.areas.unwrap_or(shape.areas);
        let topics = match (self.topics, self.areas, areas) {
            (Some(topics), ..) => topics,
            (None, Some(_), Mark::Heading(depth)) => Mark::Heading(depth + 1),
            (None, Some(_), _) => Mark::Label,
            _ => shape.topics,
        };
        Shape {
            levels,
            areas,
            topics,
            tracks: self.tracks.unwrap_or(shape.tracks),
            paragraphs: self.paragraphs.unwrap_or(shape.paragraphs),
        }
    }

    /// Whether words, or a file's name, are to be left out.
    pub(crate) fn skips(&self, words: &str) -> bool {
        let words = crate::tree::key(words);
        self.skip.iter().any(|pattern| {
            let pattern = pattern.to_lowercase();
            matches(&words, pattern.trim()) || matches(&words, &crate::tree::key(&pattern))
        })
    }
}

/// Whether `words` fit a pattern in which `*` stands for any letters.
fn matches(words: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = words.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    rest.ends_with(last)
}
