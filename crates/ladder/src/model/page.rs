//! A page that the owner of a site adds: a text of their own beside the levels. It is no part of the ladder, so it does not stand in the
//! ladder's JSON; only the way to it does ([`super::branding::PageLink`]).

use super::id::{LevelId, PageId};
use super::text::Href;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnersPage {
    /// Names it in its address.
    pub id: PageId,
    /// Its heading.
    pub title: String,
    /// What links name its heading by; `None` where the heading does not stand in the file.
    pub anchor: Option<String>,
    /// What its first paragraph says, on one line and not too long; may be empty.
    pub description: String,
    /// The name of its file, as an address has it.
    pub file: String,
    /// What it says below its heading.
    pub blocks: Vec<Block>,
}

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of a part of the page.
    Heading {
        /// From 2, the largest, to 6.
        level: u8,
        /// What links name it by.
        id: String,
        /// Its words.
        text: Vec<Span>,
    },
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// Words of a list's item that are no paragraph.
    Line(Vec<Span>),
    /// A list.
    List {
        /// The number of its first item, where items are numbered.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// Lines as they are.
    Code(String),
    /// What somebody else says.
    Quote(Vec<Block>),
    /// A break between two thoughts.
    Rule,
}

/// A table with a row of headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Where the words of each column stand.
    pub sides: Vec<Side>,
    /// The headings of the columns.
    pub head: Vec<Vec<Span>>,
    /// The rows below.
    pub rows: Vec<Vec<Vec<Span>>>,
}

/// Where words stand in their column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Where lines begin.
    #[default]
    Start,
    /// In the middle.
    Middle,
    /// Where lines end, as numbers do.
    End,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Words(String),
    /// A line break that the author asked for.
    Break,
    /// Verbatim.
    Code(String),
    /// Stressed.
    Em(Vec<Span>),
    /// Important.
    Strong(Vec<Span>),
    /// No longer so.
    Struck(Vec<Span>),
    /// A link.
    Link(Target, Vec<Span>),
    /// A picture.
    Picture {
        /// Its path below the ladder's folder.
        file: String,
        /// What it shows; empty where it only decorates.
        description: String,
    },
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To another site.
    Address(Href),
    /// To a level, and a place on its page; empty for its top.
    Level(LevelId, String),
    /// To a page of the owner's, and a place on it; empty for its top.
    Page(PageId, String),
}

impl OwnersPage {
    /// Every picture that it shows, by its file.
    pub fn pictures(&self) -> Vec<&str> {
        let mut found = Vec::new();
        gather(&self.blocks, &mut found);
        found
    }
}

/// Adds the pictures of blocks to `found`.
fn gather<'a>(blocks: &'a [Block], found: &mut Vec<&'a str>) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Line(text) => {
                gather_spans(text, found);
            }
            Block::List { items, .. } => items.iter().for_each(|item| gather(item, found)),
            Block::Quote(inside) => gather(inside, found),
            Block::Table(table) => {
                table
                    .head
                    .iter()
                    .chain(table.rows.iter().flatten())
                    .for_each(|cell| gather_spans(cell, found));
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}

fn gather_spans<'a>(spans: &'a [Span], found: &mut Vec<&'a str>) {
    for span in spans {
        match span {
            Span::Picture { file, .. } => found.push(file),
            Span::Em(inside) | Span::Strong(inside) | Span::Struck(inside) | Span::Link(_, inside) => {
                gather_spans(inside, found);
            }
            Span::Words(_) | Span::Break | Span::Code(_) => {}
        }
    }
}

/// The words of running text alone.
pub fn plain(spans: &[Span]) -> String {
    let part = |span: &Span| match span {
        Span::Words(words) | Span::Code(words) => words.clone(),
        Span::Break => " ".to_owned(),
        Span::Em(inside) | Span::Strong(inside) | Span::Struck(inside) | Span::Link(_, inside) => {
            plain(inside)
        }
        Span::Picture { description, .. } => description.clone(),
    };
    spans.iter().map(part).collect()
}
