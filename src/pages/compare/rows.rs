//! The rows of the table: what each shows, and how.

use leptos::prelude::*;
use rungs_ladder::compare::{AskedBy, Cell, Change, Row, Table, changes};
use rungs_ladder::id::{LevelId, StatementId};
use rungs_ladder::ladder::{Area, Level, Statement, Topic};

use super::lists::From;
use crate::components::changed_words::ChangedStatement;
use crate::components::said::Said;
use crate::components::statement_item::StatementText;
use crate::context::use_site;

/// An area that shows, with the rows that show of it.
#[derive(Clone)]
pub struct ShownArea {
    /// The area.
    pub area: &'static Area,
    /// Its rows.
    pub rows: Vec<ShownRow>,
}

/// What a row shows.
#[derive(Clone)]
pub struct ShownRow {
    topic: Option<&'static Topic>,
    is_guess: bool,
    cells: Vec<ShownCell>,
}

/// What a cell shows.
#[derive(Clone, Copy)]
struct ShownCell {
    /// The level of its column.
    level: &'static Level,
    /// The word for a cell that says the same as the one before it. What else becomes of a row can be seen.
    carried: Option<&'static str>,
    /// What the level says; `None` where it says nothing.
    said: Option<Cell<'static>>,
    /// The statement that this one stands for.
    raised_from: Option<&'static Statement>,
}

/// What tells rows of an area apart: two rows that have the same key show the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowKey {
    is_guess: bool,
    levels: Vec<LevelId>,
    cells: Vec<CellKey>,
}

/// What tells cells apart: the statement, the level that it is from, and the word above it.
type CellKey = (Option<(StatementId, LevelId)>, Option<&'static str>);

/// The rows that several levels ask for, and not all in the same words.
pub fn shown_areas(table: &Table<'static>) -> Vec<ShownArea> {
    let areas = table.asked_by(AskedBy::Several).into_iter().map(|area| ShownArea {
        area: area.area,
        rows: area.rows.iter().map(|row| ShownRow::new(table, row)).collect(),
    });
    areas.collect()
}

impl ShownRow {
    fn new(table: &Table<'static>, row: &Row<'static>) -> Self {
        let cell = |(column, level): (usize, &&'static Level)| {
            let before = column.checked_sub(1).and_then(|before| row.cell(before));
            let change = row.change(column);
            ShownCell {
                level,
                carried: table.word(row, column).filter(|_| change == Some(Change::Carried)),
                said: row.cell(column).copied(),
                raised_from: before
                    .map(|before: &Cell| before.statement)
                    .filter(|_| change == Some(Change::Raised)),
            }
        };
        Self {
            topic: row.topic,
            is_guess: row.guess,
            cells: table.levels.iter().enumerate().map(cell).collect(),
        }
    }

    /// What tells it apart from the other rows of its area. A statement stands in one row only.
    pub fn key(&self) -> RowKey {
        let cell = |cell: &ShownCell| {
            let said = cell.said.map(|said| (said.statement.id.clone(), said.origin.id.clone()));
            (said, cell.carried)
        };
        RowKey {
            is_guess: self.is_guess,
            levels: self.cells.iter().map(|cell| cell.level.id.clone()).collect(),
            cells: self.cells.iter().map(cell).collect(),
        }
    }
}

/// A row.
#[component]
pub fn TableRow(
    /// What it shows.
    row: ShownRow,
    /// Whether changed words are marked.
    is_marked: Memo<bool>,
) -> AnyView {
    let topic = match (row.topic, row.is_guess) {
        (Some(topic), _) => view! { <span><Said>{topic.title.as_str()}</Said></span> }.into_any(),
        (None, true) => view! { <span class="guess">"A guess: alike in words"</span> }.into_any(),
        (None, false) => view! { <span class="guess">"No topic"</span> }.into_any(),
    };
    let cells = row.cells.into_iter().map(|cell| view! { <TableCell cell is_marked/> }).collect_view();
    view! {
        <tr>
            <th scope="row">{topic}</th>
            {cells}
        </tr>
    }
    .into_any()
}

/// A cell: what the level says, and where that is from.
#[component]
fn TableCell(
    /// What it shows.
    cell: ShownCell,
    /// Whether changed words are marked.
    is_marked: Memo<bool>,
) -> AnyView {
    let site = use_site();
    let ShownCell { level, carried, said, raised_from } = cell;
    let mark = carried.map(|word| view! { <p class="mark">{word}</p> });
    let text = match said {
        Some(said) => view! { <CellText statement=said.statement raised_from is_marked/> }.into_any(),
        None => view! {
            <p class="nothing">
                <span aria-hidden="true">"—"</span>
                <span class="unseen">"not asked"</span>
            </p>
        }
        .into_any(),
    };
    let origin = said.filter(|said| said.origin.id != level.id).map(|cell| view! { <From cell/> });
    // On narrow screens and paper the level stands above the cell, instead of the head of its column.
    view! {
        <td class=site.accent(level)>
            <p class="cell-level"><Said>{level.title.as_str()}</Said></p>
            {mark}
            {text}
            {origin}
        </td>
    }
    .into_any()
}

/// What a level says. Where it is raised, its changed words are marked, as long as the reader wants that.
#[component]
fn CellText(
    /// What is said.
    statement: &'static Statement,
    /// What it stands for, where it is raised.
    raised_from: Option<&'static Statement>,
    /// Whether changed words are marked.
    is_marked: Memo<bool>,
) -> AnyView {
    let plain = move || view! { <StatementText statement/> };
    let Some(words) = raised_from.and_then(|before| changes(&before.text, &statement.text)) else {
        return plain().into_any();
    };
    view! {
        <Show when=move || is_marked.get() fallback=plain>
            <ChangedStatement words=words.clone() statement/>
        </Show>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use proptest::prelude::*;
    use rungs_ladder::compare::{Comparison, Scope};
    use rungs_ladder::example::draft;
    use rungs_ladder::ladder::Ladder;

    proptest! {
        #[test]
        fn no_two_rows_of_an_area_have_the_same_key(
            levels in proptest::sample::subsequence(vec!["junior", "senior", "lead", "head"], 2..=4).prop_shuffle(),
            is_own in any::<bool>(),
        ) {
            let ladder: &'static Ladder = Box::leak(Box::new(Ladder::new(draft()).unwrap()));
            let scope = if is_own { Scope::Own } else { Scope::All };
            let levels = levels.into_iter().map(|id| LevelId::new(id).unwrap()).collect();
            let comparison = Comparison { levels, scope, ..Comparison::default() };
            let areas = shown_areas(&Table::new(ladder, &comparison));
            for area in areas {
                let keys: HashSet<_> = area.rows.iter().map(ShownRow::key).collect();
                prop_assert_eq!(keys.len(), area.rows.len());
            }
        }
    }
}
