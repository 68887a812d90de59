//! Where a person stands in each area, in numbers.

use crate::components::said::Said;
use leptos::prelude::*;
use rungs_assessment::standing::{AreaStanding, Standing};

use super::super::parts::{ProgressBar, Section, part_of};
use super::TableRegion;

/// The table of all areas in which the level asks for something. It holds the numbers of all charts.
#[component]
pub fn AreaTable(
    /// The standing.
    #[prop(into)]
    standing: Signal<Standing<'static>>,
) -> impl IntoView {
    let caption =
        move || standing.with(|standing| format!("Expectations of {} by area", standing.level.title));
    let areas = Memo::new(move |_| standing.with(|standing| standing.areas.clone()));
    let rows = move || {
        let areas = areas.get().into_iter().filter(|area| area.counts.all() > 0);
        areas.map(|area| view! { <AreaRow area/> }).collect_view()
    };
    view! {
        <Section id="_areas" title="By area" class="areas">
            <TableRegion name="Table by area">
                <table>
                    <caption>{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Area"</th>
                            <th scope="col">"Met"</th>
                            <td></td>
                            <th scope="col">"Not yet"</th>
                            <th scope="col">"Not sure"</th>
                            <th scope="col">"Not rated"</th>
                            <th scope="col">"Not counted"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </TableRegion>
        </Section>
    }
}

/// The row of an area.
#[component]
fn AreaRow(
    /// The area with its numbers.
    area: AreaStanding<'static>,
) -> impl IntoView {
    let AreaStanding { area, counts } = area;
    let number = |count: usize| {
        let shown = if count == 0 { "–".to_owned() } else { count.to_string() };
        view! { <td class="number">{shown}</td> }
    };
    let rest = [counts.not_yet, counts.unsure, counts.open(), counts.not_applicable];
    view! {
        <tr>
            <th scope="row"><Said>{area.title.as_str()}</Said></th>
            <td class="number">{part_of(counts.met, counts.of())}</td>
            <td class="bar-cell"><ProgressBar done=counts.met of=counts.of()/></td>
            {rest.map(number).collect_view()}
        </tr>
    }
}
