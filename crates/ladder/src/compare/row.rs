//! A row of a comparison: what each level says of one thing.

use crate::model::ladder::{Level, Statement, Topic};

/// One thread through the levels.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// Its topic, where it has one.
    pub topic: Option<&'a Topic>,
    /// What each level says; `None` where a level says nothing of it.
    pub cells: Vec<Option<Cell<'a>>>,
    /// Whether its cells stand together only because their words are alike.
    pub guess: bool,
}

/// A statement in a column.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// What the level says.
    pub statement: &'a Statement,
    /// The level it belongs to: the column's, or one that this one builds on.
    pub origin: &'a Level,
}

/// What becomes of a thread from one column to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Only the second asks for it.
    New,
    /// Both ask for it, in different words.
    Raised,
    /// Both ask for it in the same words.
    Carried,
    /// Only the first asks for it.
    Gone,
}

/// Which of the levels side by side ask for a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedBy {
    /// One alone: that of the column.
    One(usize),
    /// Several, and not all of them in the same words.
    Several,
    /// All, in the same words.
    AllAlike,
}

impl<'a> Row<'a> {
    /// Which of the levels ask for it.
    pub fn asked_by(&self) -> AskedBy {
        let mut columns = self.cells.iter().enumerate().filter(|(_, cell)| cell.is_some());
        match (columns.next(), columns.next()) {
            (Some((column, _)), None) => AskedBy::One(column),
            _ if (1..self.cells.len()).all(|column| self.change(column) == Some(Change::Carried)) => {
                AskedBy::AllAlike
            }
            _ => AskedBy::Several,
        }
    }

    /// What becomes of the thread in `column`, seen from the column before it; `None` in the first column and where
    /// neither says anything.
    pub fn change(&self, column: usize) -> Option<Change> {
        let left = self.cell(column.checked_sub(1)?);
        match (left, self.cell(column)) {
            (None, None) => None,
            (None, Some(_)) => Some(Change::New),
            (Some(_), None) => Some(Change::Gone),
            (Some(left), Some(right)) if left.says_the_same(right) => Some(Change::Carried),
            (Some(_), Some(_)) => Some(Change::Raised),
        }
    }

    /// What a level says.
    pub fn cell(&self, column: usize) -> Option<&Cell<'a>> {
        self.cells.get(column)?.as_ref()
    }

    /// Puts a statement into a column.
    pub(super) fn put(&mut self, column: usize, cell: Cell<'a>) {
        if let Some(place) = self.cells.get_mut(column) {
            *place = Some(cell);
        }
    }

    /// The statement of the last column so far that has one.
    pub(super) fn last(&self) -> Option<&Cell<'a>> {
        self.cells.iter().rev().find_map(Option::as_ref)
    }
}

impl Cell<'_> {
    /// Whether both are the same statement, or say the same in the same words.
    pub(super) fn says_the_same(&self, other: &Cell) -> bool {
        let (one, two) = (self.statement, other.statement);
        one.id == two.id || (one.text == two.text && one.children == two.children)
    }
}
