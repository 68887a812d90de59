//! The radar chart, for those who like it.

use crate::components::said::Said;
use leptos::prelude::*;
use rungs_assessment::standing::{Axis, Radar, Standing};

use super::super::parts::{Section, part_of};

/// Which shares of all areas the grid shows, in per mille.
const RINGS: [usize; 4] = [250, 500, 750, 1000];

/// The chart; nothing where the ladder has too few areas for one.
#[component]
pub fn RadarSection(
    /// Where the person stands.
    standing: Memo<Standing<'static>>,
) -> impl IntoView {
    let radar = Memo::new(move |_| standing.with(Radar::new));
    let chart = move || radar.get().map(|radar| view! { <RadarChart radar/> });
    view! {
        <Show when=move || radar.with(Option::is_some)>
            <Section id="_radar" title="Radar">{chart}</Section>
        </Show>
    }
}

/// The drawing, in which each axis has a number, and the names to the numbers. Names have room there, however long and however
/// many they are.
#[component]
fn RadarChart(
    /// The chart.
    radar: Radar<'static>,
) -> impl IntoView {
    let ring = |share| view! { <polygon class="ring" points=radar.ring(share)/> };
    let line = |axis: &Axis<'static>| {
        view! { <line class="axis" x2=axis.end.x.to_string() y2=axis.end.y.to_string()/> }
    };
    let rings = RINGS.map(ring).collect_view();
    let lines = radar.axes.iter().map(line).collect_view();
    let number = |(axis, number): (&Axis<'static>, usize)| {
        // A little further out than the end of the axis, and lower by half the height of a figure.
        let (x, y) = (axis.end.x * 23 / 20, axis.end.y * 23 / 20 + 45);
        view! { <text x=x.to_string() y=y.to_string() text-anchor="middle">{number}</text> }
    };
    let numbers = radar.axes.iter().zip(1..).map(number).collect_view();
    let names = radar.axes.iter().map(|axis| view! { <AxisName axis=*axis/> }).collect_view();
    view! {
        <div class="radar">
            <svg viewBox="-1300 -1300 2600 2600" role="img" aria-label=format!("Radar chart. {}", radar.sentence)>
                {rings}
                {lines}
                <polygon class="shape" points=radar.shape/>
                {numbers}
            </svg>
            <ol aria-label="Areas">{names}</ol>
        </div>
    }
}

/// The name of an axis with its counts.
#[component]
fn AxisName(
    /// The axis.
    axis: Axis<'static>,
) -> impl IntoView {
    view! {
        <li>
            <Said>{axis.area.title.as_str()}</Said>
            " "
            <span class="count">{part_of(axis.counts.met, axis.counts.of())}</span>
        </li>
    }
}
