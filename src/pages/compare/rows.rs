//! The rows of the table: what each shows, and how.

use leptos::prelude::*;
use rungs_ladder::compare::{Cell, Change, Row, Table, WordChange, changes};
use rungs_ladder::id::{LevelId, StatementId};
use rungs_ladder::ladder::{Area, Level, Statement, Topic};

use crate::components::said::Said;
use crate::components::statement_item::{Points, StatementText};
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
    /// What has become of the row since the column before, and the word for it.
    change: Option<(Change, &'static str)>,
    /// The statement; `None` where the level says nothing.
    statement: Option<&'static Statement>,
    /// The level that the statement is from, where it is not the column's own.
    origin: Option<&'static Level>,
    /// The statement that this one stands for.
    raised_from: Option<&'static Statement>,
}

/// What tells rows of an area apart: two rows that have the same key show the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowKey {
    is_guess: bool,
    levels: Vec<LevelId>,
    cells: Vec<(Option<StatementId>, Option<LevelId>, Option<&'static str>)>,
}

/// What shows of a table.
pub fn shown_areas(table: &Table<'static>) -> Vec<ShownArea> {
    let areas = table.areas.iter().map(|area| ShownArea {
        area: area.area,
        rows: area.rows.iter().map(|row| ShownRow::new(table, row)).collect(),
    });
    areas.collect()
}

impl ShownRow {
    fn new(table: &Table<'static>, row: &Row<'static>) -> Self {
        let cell = |(column, level): (usize, &&'static Level)| {
            let said = row.cell(column);
            let change = row.change(column).zip(table.word(row, column));
            let before = column.checked_sub(1).and_then(|before| row.cell(before));
            let is_raised = matches!(change, Some((Change::Raised, _)));
            ShownCell {
                level,
                change,
                statement: said.map(|said| said.statement),
                origin: said.map(|said| said.origin).filter(|origin| origin.id != level.id),
                raised_from: before.map(|before: &Cell| before.statement).filter(|_| is_raised),
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
            let statement = cell.statement.map(|statement| statement.id.clone());
            let origin = cell.origin.map(|origin| origin.id.clone());
            (statement, origin, cell.change.map(|(_, word)| word))
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

/// A cell: what has become of the row, what the level says, and where that is from.
#[component]
fn TableCell(
    /// What it shows.
    cell: ShownCell,
    /// Whether changed words are marked.
    is_marked: Memo<bool>,
) -> impl IntoView {
    let site = use_site();
    let mark = cell.change.map(|(change, word)| view! { <p class=mark_class(change, word)>{word}</p> });
    let said = match (cell.statement, cell.change) {
        (Some(statement), _) => {
            view! { <CellText statement raised_from=cell.raised_from is_marked/> }.into_any()
        }
        (None, None) => view! {
            <p class="nothing">
                <span aria-hidden="true">"—"</span>
                <span class="unseen">"not asked"</span>
            </p>
        }
        .into_any(),
        (None, Some(_)) => ().into_any(),
    };
    let origin = cell.origin.zip(cell.statement).map(|(origin, statement)| {
        let href = site.statement_href(origin, &statement.id);
        view! { <p class="from">"from " <a href=href><Said>{origin.title.as_str()}</Said></a></p> }
    });
    // On narrow paper it stands above the cell.
    view! { <td data-level=cell.level.title.as_str()>{mark}{said}{origin}</td> }
}

fn mark_class(change: Change, word: &str) -> &'static str {
    match change {
        Change::New => "mark new",
        Change::Raised if word == "raised" => "mark raised",
        Change::Raised => "mark other",
        Change::Gone => "mark gone",
        Change::Carried => "mark carried",
    }
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
            <div class="says">
                <p><ChangedWords words=words.clone()/></p>
                <Points points=&statement.children/>
            </div>
        </Show>
    }
    .into_any()
}

/// Words of which some are marked as changed.
#[component]
fn ChangedWords(
    /// The words.
    words: Vec<WordChange>,
) -> impl IntoView {
    view! { <Said>{words.into_iter().map(view_words).collect_view()}</Said> }
}

/// A run of words, and a space before the next one.
fn view_words(words: WordChange) -> impl IntoView {
    let words = match words {
        WordChange::Same(same) => same.into_any(),
        WordChange::Removed(removed) => view! { <del>{removed}</del> }.into_any(),
        WordChange::Added(added) => view! { <ins>{added}</ins> }.into_any(),
    };
    (words, " ")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use proptest::prelude::*;
    use rungs_ladder::compare::{Comparison, Rows, Scope};
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
            let comparison = Comparison { levels, scope, rows: Rows::All, ..Comparison::default() };
            let areas = shown_areas(&Table::new(ladder, &comparison));
            prop_assert!(!areas.is_empty());
            for area in areas {
                let keys: HashSet<_> = area.rows.iter().map(ShownRow::key).collect();
                prop_assert_eq!(keys.len(), area.rows.len());
            }
        }
    }
}
