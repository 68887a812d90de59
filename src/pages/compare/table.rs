//! The table of a comparison.

use leptos::prelude::*;
use rungs_ladder::compare::{Rows, Table, Wording};

use super::chosen::Chosen;
use super::column_head::{ColumnHead, PairChoice};
use super::rows::{ShownArea, ShownRow, TableRow, shown_areas};
use crate::browser::overflow;
use crate::components::said::Said;

/// The table, in a region that scrolls where it must. On a narrow screen two neighbouring columns show at a time, and
/// buttons above say which.
#[component]
pub fn ComparisonTable(
    /// What is compared.
    chosen: Chosen,
    /// All its rows.
    table: Memo<Table<'static>>,
) -> AnyView {
    let rows = Memo::new(move |_| chosen.with(|comparison| comparison.rows));
    let areas = Memo::new_with_compare(move |_| shown_areas(&table.get().showing(rows.get())), |_, _| true);
    let nothing = move || match rows.get() {
        Rows::Differences => "No differences here. Clear “Only differences” to see what stays the same.",
        Rows::All => "None of these levels has expectations here.",
    };
    view! {
        <Show
            when=move || areas.with(|areas| !areas.is_empty())
            fallback=move || view! { <p class="empty">{nothing}</p> }
        >
            <Columns chosen table areas/>
        </Show>
    }
    .into_any()
}

/// The columns, where there is a row to show.
#[component]
fn Columns(
    /// What is compared.
    chosen: Chosen,
    /// All its rows.
    table: Memo<Table<'static>>,
    /// The rows that show.
    areas: Memo<Vec<ShownArea>>,
) -> AnyView {
    let columns = Memo::new(move |_| table.with(|table| table.levels.len()));
    let caption = Memo::new(move |_| {
        let titles =
            table.with(|table| table.levels.iter().map(|level| level.title.as_str()).collect::<Vec<_>>());
        format!("Expectations of {}", titles.join(", "))
    });
    let is_marked = Memo::new(move |_| chosen.with(|comparison| comparison.wording == Wording::Marked));
    Effect::new(move |_| {
        areas.track();
        overflow::mark_soon();
    });
    view! {
        <div
            class=move || format!("columns columns-{}", columns.get())
            data-from=move || chosen.with(|comparison| comparison.first.to_string())
        >
            <Show when=move || { columns.get() > 2 }>
                <PairChoice chosen/>
            </Show>
            <div class="table-region" data-region=move || caption.get()>
                <table>
                    <caption>{move || caption.get()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Topic"</th>
                            <For each=move || 0..columns.get() key=|column| *column let:column>
                                <ColumnHead chosen column/>
                            </For>
                        </tr>
                    </thead>
                    <For each=move || areas.get() key=|area| area.area.id.clone() let:shown>
                        <TableArea shown areas columns is_marked/>
                    </For>
                </table>
            </div>
        </div>
    }
    .into_any()
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
            <For each=rows key=ShownRow::key let:row>
                <TableRow row is_marked/>
            </For>
        </tbody>
    }
    .into_any()
}
