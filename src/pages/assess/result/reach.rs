//! How far up the ladder each area reaches: a table of small bars.

use leptos::prelude::*;
use rungs_assessment::answers::Answers;
use rungs_assessment::standing::{AreaReach, Counts, Judge, Reach};
use rungs_ladder::id::AssessmentId;
use rungs_ladder::ladder::Level;

use super::super::parts::{ProgressBar, Section, part_of};
use super::super::standing_parts::TableRegion;
use super::held;
use crate::components::said::Said;
use crate::context::use_site;

/// The table.
#[component]
pub fn ReachSection(
    /// The assessment.
    id: AssessmentId,
    /// The level to be reached.
    target: &'static Level,
    /// The answers.
    answers: Memo<Answers>,
) -> impl IntoView {
    let ladder = use_site().ladder;
    let held = held(&id);
    let reach = Memo::new(move |_| {
        let held = held.with(|held| held.as_ref().and_then(|held| ladder.level(held)));
        answers.with(|answers| Reach::new(&Judge { ladder, answers }, target, held))
    });
    view! {
        <Section id="_reach" title="Across levels" class="reach">
            <TableRegion name="Table of levels"><ReachTable reach target/></TableRegion>
            <p class="hint">{move || reach.with(|reach| short_names(&reach.levels))}</p>
        </Section>
    }
}

/// The areas by levels, in each cell how much of it is met. A bar tells any two shares apart, in every colour scheme.
#[component]
fn ReachTable(
    /// How far up the person reaches.
    reach: Memo<Reach<'static>>,
    /// The level to be reached.
    target: &'static Level,
) -> impl IntoView {
    let column = move |&level: &&'static Level| {
        let class = (level.id == target.id).then_some("target");
        view! { <th scope="col" class=class><Said>{level.short.as_str()}</Said></th> }
    };
    let columns = move || reach.with(|reach| reach.levels.iter().map(column).collect_view());
    let rows = move || {
        let areas = reach.with(|reach| reach.areas.clone());
        let row = |row: AreaReach<'static>| {
            let cells = row.cells.into_iter().map(|counts| view! { <ReachCell counts/> });
            view! { <tr><th scope="row"><Said>{row.area.title.as_str()}</Said></th>{cells.collect_view()}</tr> }
        };
        areas.into_iter().map(row).collect_view()
    };
    view! {
        <table class="reach-table">
            <caption>"What you meet of each level’s own expectations, by area"</caption>
            <thead><tr><th scope="col">"Area"</th>{columns}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// A cell.
#[component]
fn ReachCell(
    /// What is met of what a level itself says in an area.
    counts: Counts,
) -> impl IntoView {
    match (counts.of(), counts.rated()) {
        (0, _) => view! { <td class="nothing">"–"</td> }.into_any(),
        (_, 0) => view! { <td class="nothing">"not rated"</td> }.into_any(),
        (all, _) => {
            view! { <td>{part_of(counts.met, all)} <ProgressBar done=counts.met of=all/></td> }.into_any()
        }
    }
}

/// What the short names in the head of the table stand for.
fn short_names(levels: &[&'static Level]) -> String {
    let levels = levels.iter().filter(|level| level.short != level.title);
    let names: Vec<_> = levels.map(|level| format!("{} is {}", level.short, level.title)).collect();
    names.join(", ")
}
