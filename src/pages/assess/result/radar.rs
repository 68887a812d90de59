//! The radar chart, for those who like it.

use leptos::prelude::*;
use rungs_assessment::standing::{Axis, RADIUS, Radar, Standing};

use super::super::parts::{Details, part_of};

/// Where names stand to the left and right of the chart.
const EDGE: i32 = 1690;

/// Which shares of all areas the grid shows, in per mille.
const RINGS: [usize; 4] = [250, 500, 750, 1000];

/// The chart, on demand; nothing where the ladder has too few areas for one.
#[component]
pub fn RadarDetails(
    /// Where the person stands.
    standing: Memo<Standing<'static>>,
) -> impl IntoView {
    let radar = Memo::new(move |_| standing.with(Radar::new));
    let chart = move || radar.get().map(|radar| view! { <RadarChart radar/> });
    let sentence = move || radar.with(|radar| radar.as_ref().map(|radar| radar.sentence.clone()));
    let summary = || "Show as radar chart";
    view! {
        <Show when=move || radar.with(Option::is_some)>
            <Details id="_radar" class="block" summary=ViewFn::from(summary)>
                {chart}
                <p class="hint">{sentence} " It shows the numbers of the table by area."</p>
            </Details>
        </Show>
    }
}

/// The drawing.
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
    let names = radar.axes.iter().map(|axis| view! { <AxisName axis=*axis/> }).collect_view();
    view! {
        <svg
            class="radar"
            viewBox="-1700 -1400 3400 2800"
            role="img"
            aria-label=format!("Radar chart. {}", radar.sentence)
        >
            {rings}
            {lines}
            <polygon class="shape" points=radar.shape/>
            {names}
        </svg>
    }
}

/// The name of an axis with its numbers. Names stand at the edge of the drawing, above the end of their axis, so that long
/// ones have room on a phone, too.
#[component]
fn AxisName(
    /// The axis.
    axis: Axis<'static>,
) -> impl IntoView {
    let (anchor, x) = match axis.end.x * 10 / RADIUS {
        ..=-2 => ("start", -EDGE),
        2.. => ("end", EDGE),
        _ => ("middle", 0),
    };
    let y = axis.end.y
        + match axis.end.y * 10 / RADIUS {
            ..=-8 => -210,
            8.. => 160,
            _ => -200,
        };
    let (x, count_y) = (x.to_string(), y + 140);
    view! {
        <text x=x.clone() y=y.to_string() text-anchor=anchor>{axis.area.title.as_str()}</text>
        <text class="count" x=x y=count_y.to_string() text-anchor=anchor>
            {part_of(axis.counts.met, axis.counts.of())}
        </text>
    }
}
