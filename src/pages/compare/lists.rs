//! What is no pair: what one level alone asks for, and what all ask for in the same words.

use leptos::prelude::*;
use rungs_ladder::compare::{AskedBy, Cell, Row, Rows, Table};
use rungs_ladder::id::{LevelId, StatementId};
use rungs_ladder::ladder::Level;

use super::chosen::Chosen;
use crate::components::list::List;
use crate::components::said::Said;
use crate::components::statement_item::StatementText;
use crate::context::use_site;
use crate::memo::uncompared_memo;

/// A statement, with its topic and the level that it comes from where that is another one.
#[derive(Clone, Copy)]
struct Asked {
    topic: Option<&'static str>,
    cell: Cell<'static>,
    is_inherited: bool,
}

impl Asked {
    fn new(row: &Row<'static>, column: usize, level: &Level) -> Option<Self> {
        let cell = *row.cell(column)?;
        let topic = row.topic.map(|topic| topic.title.as_str());
        Some(Self { topic, cell, is_inherited: cell.origin.id != level.id })
    }
}

/// What a level alone asks for.
#[derive(Clone)]
struct Only {
    column: usize,
    level: &'static Level,
    asked: Vec<Asked>,
}

impl Only {
    fn all(table: &Table<'static>) -> Vec<Self> {
        let of_column = |(column, level): (usize, &&'static Level)| {
            let rows = table.asked_by(AskedBy::One(column)).into_iter().flat_map(|area| area.rows);
            let asked = rows.filter_map(|row| Asked::new(&row, column, level)).collect();
            Self { column, level, asked }
        };
        table.levels.iter().enumerate().map(of_column).filter(|only| !only.asked.is_empty()).collect()
    }

    /// Two lists of the same key show the same.
    fn key(&self) -> (usize, LevelId, Vec<StatementId>) {
        let ids = self.asked.iter().map(|asked| asked.cell.statement.id.clone());
        (self.column, self.level.id.clone(), ids.collect())
    }
}

/// For each level what it alone asks for, where there is something.
#[component]
pub fn OnlyLists(
    /// All rows of the comparison.
    table: Memo<Table<'static>>,
) -> AnyView {
    view! {
        <div class="only">
            <List each=move || table.with(Only::all) key=Only::key let:only>
                <OnlyList only/>
            </List>
        </div>
    }
    .into_any()
}

/// What one level alone asks for.
#[component]
fn OnlyList(
    /// It.
    only: Only,
) -> AnyView {
    let Only { column, level, asked } = only;
    let id = format!("_only-{}", column + 1);
    view! {
        <section class=use_site().accent(level) aria-labelledby=id.clone()>
            <h2 id=id.clone()>"Only " <Said>{level.title.as_str()}</Said> " asks for"</h2>
            <ul class="asked">{asked.into_iter().map(|asked| view! { <AskedItem asked/> }).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// A statement below its topic.
#[component]
fn AskedItem(
    /// What is asked for.
    asked: Asked,
) -> AnyView {
    let Asked { topic, cell, is_inherited } = asked;
    let topic = topic.map(|topic| view! { <p class="asked-topic"><Said>{topic}</Said></p> });
    let origin = is_inherited.then(|| view! { <From cell/> });
    view! { <li>{topic}<StatementText statement=cell.statement/>{origin}</li> }.into_any()
}

/// The level that a statement comes from.
#[component]
pub fn From(
    /// Where it is said.
    cell: Cell<'static>,
) -> AnyView {
    let href = use_site().statement_href(cell.origin, &cell.statement.id);
    view! { <p class="from">"from " <a href=href><Said>{cell.origin.title.as_str()}</Said></a></p> }
        .into_any()
}

/// What all levels ask for in the same words: it stands once, folded away.
#[component]
pub fn SameList(
    /// What is compared.
    chosen: Chosen,
    /// All its rows.
    table: Memo<Table<'static>>,
) -> AnyView {
    let rows = uncompared_memo(move || {
        table.with(|table| {
            let rows = table.asked_by(AskedBy::AllAlike).into_iter().flat_map(|area| area.rows);
            let asked = rows.filter_map(|row| Asked::new(&row, 0, table.levels.first()?));
            asked.collect::<Vec<_>>()
        })
    });
    let is_open = move || chosen.with(|comparison| comparison.rows == Rows::All);
    let what = move || match table.with(|table| table.levels.len()) {
        0..=2 => "The same in both",
        _ => "The same in all",
    };
    let key = |asked: &Asked| (asked.cell.statement.id.clone(), asked.is_inherited);
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <details class="same" open=is_open>
                <summary>{what} " " <span class="count">{move || rows.with(Vec::len)}</span></summary>
                <ul class="asked">
                    <List each=move || rows.get() key=key let:asked>
                        <AskedItem asked/>
                    </List>
                </ul>
            </details>
        </Show>
    }
    .into_any()
}
