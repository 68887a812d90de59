//! The table of a comparison: what several levels ask for, topic by topic.

use leptos::prelude::*;
use rungs_ladder::compare::{Table, Wording};
use rungs_ladder::ladder::Level;

use super::chosen::Chosen;
use super::rows::{ShownArea, ShownRow, TableRow, shown_areas};
use crate::components::list::List;
use crate::components::said::Said;
use crate::context::use_site;
use crate::memo::uncompared_memo;

/// The table, where there is a row. Where the columns have no room, each topic is a block with its cells in it.
#[component]
pub fn ComparisonTable(
    /// What is compared.
    chosen: Chosen,
    /// All its rows.
    table: Memo<Table<'static>>,
) -> AnyView {
    let areas = uncompared_memo(move || table.with(shown_areas));
    view! {
        <Show when=move || areas.with(|areas| !areas.is_empty())>
            <Columns chosen table areas/>
        </Show>
    }
    .into_any()
}

/// The columns.
#[component]
fn Columns(
    /// What is compared.
    chosen: Chosen,
    /// All its rows.
    table: Memo<Table<'static>>,
    /// The rows that show.
    areas: Memo<Vec<ShownArea>>,
) -> AnyView {
    let levels = uncompared_memo(move || table.with(|table| table.levels.clone()));
    let columns = Memo::new(move |_| levels.with(Vec::len));
    let heading = move || match columns.get() {
        0..=2 => "What both ask for, in different words",
        _ => "What several ask for",
    };
    let caption = move || {
        let titles =
            levels.with(|levels| levels.iter().map(|level| level.title.as_str()).collect::<Vec<_>>());
        format!("Expectations of {}", titles.join(", "))
    };
    let is_marked = Memo::new(move |_| chosen.with(|comparison| comparison.wording == Wording::Marked));
    view! {
        <section class=move || format!("columns columns-{}", columns.get()) aria-labelledby="_shared">
            <h2 id="_shared">{heading}</h2>
            <table>
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Topic"</th>
                        <List each=move || levels.get() key=|level| level.id.clone() let:level>
                            <ColumnHead level/>
                        </List>
                    </tr>
                </thead>
                <List each=move || areas.get() key=|area| area.area.id.clone() let:shown>
                    <TableArea shown areas columns is_marked/>
                </List>
            </table>
        </section>
    }
    .into_any()
}

/// The head of a column.
#[component]
fn ColumnHead(
    /// Its level.
    level: &'static Level,
) -> impl IntoView {
    view! { <th scope="col" class=use_site().accent(level)><Said>{level.title.as_str()}</Said></th> }
}

/// The rows of an area. Those that show the same as before stay.
#[component]
fn TableArea(
    /// The area, as it shows first.
    shown: ShownArea,
    /// The areas as they show now.
    areas: Memo<Vec<ShownArea>>,
    /// How many levels stand side by side.
    columns: Memo<usize>,
    /// Whether changed words are marked.
    is_marked: Memo<bool>,
) -> AnyView {
    let area = shown.area;
    let rows = move || {
        let rows = areas.with(|areas| {
            areas.iter().find(|shown| shown.area.id == area.id).map(|shown| shown.rows.clone())
        });
        rows.unwrap_or_default()
    };
    view! {
        <tbody>
            <tr class="area-row">
                <th scope="rowgroup" colspan=move || (columns.get() + 1).to_string()><Said>{area.title.as_str()}</Said></th>
            </tr>
            <List each=rows key=ShownRow::key let:row>
                <TableRow row is_marked/>
            </List>
        </tbody>
    }
    .into_any()
}
