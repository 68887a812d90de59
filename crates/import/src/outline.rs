//! What every reader makes: blocks of words with their places, as yet without a meaning.
//!
//! The words stand in [`Leaf`]s, once each. Whatever is made of them later names its leaves, so that those that nothing was made
//! of can be told.

use std::collections::HashSet;

use rungs_ladder::text::Text;

use crate::value::Value;

/// Names a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct LeafId(usize);

/// Where words stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    /// Which file.
    pub(crate) file: usize,
    /// The sheet of a spreadsheet, from 1; 0 where there are no sheets.
    pub(crate) sheet: usize,
    /// The line, from 1; of a sheet the row.
    pub(crate) line: usize,
    /// The column, from 1, in characters; of a sheet the column.
    pub(crate) column: usize,
}

/// What kind of words a leaf has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Heading,
    Item,
    Paragraph,
    Cell,
    Code,
    Value,
}

/// Words at a place.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub(crate) text: Text,
    pub(crate) place: Place,
    pub(crate) kind: Kind,
}

/// What is left out because it is not for readers: a comment, a setting, a picture.
#[derive(Clone, Debug)]
pub(crate) struct Aside {
    pub(crate) place: Place,
    pub(crate) what: &'static str,
    pub(crate) words: String,
}

/// All files of an import as blocks.
#[derive(Default)]
pub(crate) struct Outline {
    pub(crate) files: Vec<String>,
    /// The names of the sheets, by file and number.
    pub(crate) sheets: Vec<(usize, usize, String)>,
    leaves: Vec<Leaf>,
    pub(crate) asides: Vec<Aside>,
    /// Where links lead to other pages of the source.
    addressed: HashSet<Place>,
    pub(crate) docs: Vec<Doc>,
}

/// A file.
pub(crate) struct Doc {
    pub(crate) file: usize,
    /// Its name without folder and ending.
    pub(crate) stem: String,
    /// What it says as data: all of a YAML or JSON file, the front matter of a Markdown file.
    pub(crate) data: Option<Value>,
    pub(crate) blocks: Vec<Block>,
}

/// A block.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    Heading { depth: u8, leaf: LeafId },
    Paragraph { leaf: LeafId },
    List(Vec<Item>),
    Table(Table),
    Code { leaf: LeafId },
}

/// A bullet, or a line of a cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Item {
    /// Its first paragraph; none where it begins with something else.
    pub(crate) leaf: Option<LeafId>,
    /// Its further paragraphs.
    pub(crate) more: Vec<LeafId>,
    pub(crate) items: Vec<Item>,
}

/// A table; rows need not have one length.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// Its name, where it has one: the sheet's.
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// Whether the source says that the first row is a header.
    pub(crate) headed: bool,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    pub(crate) items: Vec<Item>,
    /// Whether its items are set off by bullets.
    pub(crate) bulleted: bool,
    /// How many columns and rows it fills; 1 and 1 where it says nothing.
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    /// Whether it only repeats a cell that fills several places.
    pub(crate) repeats: bool,
}

impl Outline {
    pub(crate) fn add(&mut self, text: Text, place: Place, kind: Kind) -> LeafId {
        self.leaves.push(Leaf { text, place, kind });
        LeafId(self.leaves.len() - 1)
    }

    pub(crate) fn leaf(&self, id: LeafId) -> &Leaf {
        static NONE: Leaf = Leaf {
            text: Text::Plain(String::new()),
            place: Place { file: 0, sheet: 0, line: 0, column: 0 },
            kind: Kind::Paragraph,
        };
        self.leaves.get(id.0).unwrap_or(&NONE)
    }

    pub(crate) fn leaves(&self) -> impl Iterator<Item = (LeafId, &Leaf)> {
        self.leaves.iter().enumerate().map(|(at, leaf)| (LeafId(at), leaf))
    }

    /// The words of a leaf without marks, trimmed.
    pub(crate) fn words(&self, id: LeafId) -> String {
        self.leaf(id).text.to_plain().trim().to_owned()
    }

    pub(crate) fn aside(&mut self, place: Place, what: &'static str, words: impl Into<String>) {
        if what == crate::flow::ADDRESS {
            self.addressed.insert(place);
        }
        self.asides.push(Aside { place, what, words: words.into() });
    }

    /// The words of a cell on one line.
    pub(crate) fn cell(&self, cell: &Cell) -> String {
        let mut out = String::new();
        for item in &cell.items {
            for leaf in item.leaves() {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(&self.words(leaf));
            }
        }
        out
    }

    /// A place as a person would say it.
    pub(crate) fn say(&self, place: Place) -> String {
        let file = self.files.get(place.file).map_or("?", String::as_str);
        if place.sheet == 0 {
            return match place.line {
                0 => file.to_owned(),
                line => format!("{file}:{line}:{}", place.column),
            };
        }
        let of = |(at, number, _): &&(usize, usize, String)| *at == place.file && *number == place.sheet;
        let sheet = self.sheets.iter().find(of).map_or("?", |(.., name)| name.as_str());
        match place.line {
            line if sheet.is_empty() => format!("{file}:{line} (column {})", column_letters(place.column)),
            0 => format!("{file} [{sheet}]"),
            line => format!("{file} [{sheet}] {}{line}", column_letters(place.column)),
        }
    }
}

/// The letters of a column of a spreadsheet: 1 is A, 27 is AA.
pub(crate) fn column_letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(u8::try_from(column % 26).unwrap_or(0) + b'A');
        column /= 26;
    }
    letters.iter().rev().map(|byte| char::from(*byte)).collect()
}

impl Item {
    pub(crate) fn of(leaf: LeafId) -> Self {
        Self { leaf: Some(leaf), ..Self::default() }
    }

    /// Its leaves and those of the items below it, in order.
    pub(crate) fn leaves(&self) -> Vec<LeafId> {
        let mut all: Vec<LeafId> = self.leaf.into_iter().chain(self.more.iter().copied()).collect();
        for item in &self.items {
            all.extend(item.leaves());
        }
        all
    }
}

impl Cell {
    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub(crate) fn leaves(&self) -> Vec<LeafId> {
        self.items.iter().flat_map(Item::leaves).collect()
    }
}

impl Block {
    /// All leaves of the block, in order.
    pub(crate) fn leaves(&self) -> Vec<LeafId> {
        match self {
            Block::Heading { leaf, .. } | Block::Paragraph { leaf } | Block::Code { leaf } => vec![*leaf],
            Block::List(items) => items.iter().flat_map(Item::leaves).collect(),
            Block::Table(table) => table.rows.iter().flatten().flat_map(Cell::leaves).collect(),
        }
    }
}

impl Outline {
    /// Empties a leaf whose words others have taken over.
    pub(crate) fn forget(&mut self, id: LeafId) {
        if let Some(leaf) = self.leaves.get_mut(id.0) {
            leaf.text = Text::default();
        }
    }
}

impl Outline {
    /// Whether a link of the leaf led to another page of the source.
    pub(crate) fn has_address(&self, id: LeafId) -> bool {
        self.addressed.contains(&self.leaf(id).place)
    }
}
