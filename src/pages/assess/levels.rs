//! Where a person stands against the ladder: by area, how far up, as a radar, and against every level.

use leptos::prelude::*;
use rungs_assessment::result::{Counts, Judge, RADIUS, Radar, Reach, Standing, Verdict};
use rungs_ladder::id::AssessmentId;
use rungs_ladder::ladder::Level;

use super::{bar, details, of, section, told};
use crate::browser::{control, overflow};
use crate::components::el::{El, el};
use crate::site::Site;
use crate::state::Session;

/// A bar for each area against the target, with all its numbers: the table of the charts, too.
pub(super) fn view_areas(standing: &Standing<'static>) -> El {
    let head = ["Area", "Met", "", "Not yet", "Not sure", "Not rated", "Not counted"];
    let head = el("tr").each(head, |words| match words {
        "" => el("td"),
        _ => el("th").attr("scope", "col").add(words),
    });
    let number = |count: usize| {
        el("td").class("number").add(if count == 0 { "–".into() } else { count.to_string() })
    };
    let rows = standing.areas.iter().filter(|area| area.counts.all() > 0).map(|area| {
        let counts = area.counts;
        el("tr")
            .add(el("th").attr("scope", "row").add(area.area.title.as_str()))
            .add(el("td").class("number").add(of(counts.met, counts.of())))
            .add(el("td").class("bar-cell").add(bar(counts.met, counts.of())))
            .each([counts.not_yet, counts.unsure, counts.unrated, counts.not_applicable], number)
    });
    let caption = ["Expectations of ", &standing.level.title, " by area"].concat();
    section("_areas", "By area").class("block areas").add(region(
        "Table by area",
        el("table")
            .add(el("caption").add(caption.clone()))
            .add(el("thead").add(head))
            .add(el("tbody").add(rows.collect::<Vec<_>>())),
    ))
}

/// A table that scrolls sideways where it must.
fn region(name: &'static str, table: El) -> El {
    overflow::mark_soon();
    el("div").class("table-region").attr("data-region", name).add(table)
}

/// How far up the ladder each area reaches: a heat map, and the same in sentences.
pub(super) fn view_reach(
    judge: &Judge<'static, '_>,
    target: &'static Level,
    held: Option<&'static Level>,
) -> El {
    let reach = Reach::new(judge, target, held);
    let head = el("tr").add(el("th").attr("scope", "col").add("Area")).each(&reach.levels, |level| {
        let cell = el("th").attr("scope", "col").add(level.short.as_str());
        if level.id == target.id { cell.class("target") } else { cell }
    });
    let rows = el("tbody").each(&reach.areas, |row| {
        el("tr")
            .add(el("th").attr("scope", "row").add(row.area.title.as_str()))
            .each(&row.cells, |counts| view_cell(*counts))
    });
    section("_reach", "How far up you reach")
        .class("block reach")
        .add(region(
            "Table of levels",
            el("table")
                .class("heat")
                .add(el("caption").add("What is met of what each level itself says, by area"))
                .add(el("thead").add(head))
                .add(rows),
        ))
        .add(el("ul").class("sentences").each(&reach.areas, |row| el("li").add(row.sentence.clone())))
        .add(el("p").class("hint").add(names(&reach.levels)))
}

fn names(levels: &[&'static Level]) -> String {
    let mut names = String::new();
    for level in levels.iter().filter(|level| level.short != level.title) {
        if !names.is_empty() {
            names.push_str(", ");
        }
        for part in [&level.short, " is ", &level.title] {
            names.push_str(part);
        }
    }
    names
}

fn view_cell(counts: Counts) -> El {
    let cell = el("td");
    match (counts.of(), counts.rated()) {
        (0, _) => cell.class("heat-none").add("–"),
        (_, 0) if counts.met == 0 => cell.class("heat-none").add("not rated"),
        (all, _) => {
            let class = match counts.heat() {
                0 => "heat-0",
                1 => "heat-1",
                2 => "heat-2",
                3 => "heat-3",
                _ => "heat-4",
            };
            cell.class(class).add(of(counts.met, all))
        }
    }
}

/// Where names stand to the left and right of the radar.
const EDGE: i32 = 1690;

/// The radar, for those who like it.
pub(super) fn view_radar(standing: &Standing<'static>) -> Option<El> {
    let radar = Radar::new(standing)?;
    let mut svg = el("svg")
        .class("radar")
        .attr("viewBox", "-1700 -1400 3400 2800")
        .attr("role", "img")
        .attr("aria-label", ["Radar chart. ", &radar.sentence].concat());
    for share in [250, 500, 750, 1000] {
        svg = svg.add(el("polygon").class("ring").attr("points", radar.ring(share)));
    }
    for axis in &radar.axes {
        let (x, y) = (axis.end.x, axis.end.y);
        svg = svg.add(el("line").class("axis").attr("x2", x.to_string()).attr("y2", y.to_string()));
    }
    svg = svg.add(el("polygon").class("shape").attr("points", radar.shape));
    for axis in &radar.axes {
        let (x, y) = (axis.end.x, axis.end.y);
        // Names stand at the edge of the drawing, above the end of their axis, so that long ones have room on a phone, too.
        let (anchor, x) = match x * 10 / RADIUS {
            ..=-2 => ("start", -EDGE),
            2.. => ("end", EDGE),
            _ => ("middle", 0),
        };
        let dy = match y * 10 / RADIUS {
            ..=-8 => -210,
            8.. => 160,
            _ => -200,
        };
        let text = |down: i32, words: String| {
            el("text")
                .attr("x", x.to_string())
                .attr("y", (y + dy + down).to_string())
                .attr("text-anchor", anchor)
                .add(words)
        };
        svg = svg
            .add(text(0, axis.area.title.clone()))
            .add(text(140, of(axis.counts.met, axis.counts.of())).class("count"));
    }
    Some(
        details("_radar", el("summary").add("The same as a radar chart")).class("block").add(svg).add(
            el("p").class("hint").add(radar.sentence).add(" The numbers are those of the table by area."),
        ),
    )
}

/// For every level what is met of it and what is missing; the lists are made when they are opened.
pub(super) fn view_every(site: Site, session: Session, id: &AssessmentId, judge: &Judge<'static, '_>) -> El {
    let list = el("ul").class("every").each(Standing::of_all(judge), |standing| {
        let level = standing.level;
        let counts = standing.counts;
        let is_open = RwSignal::new(String::new());
        let id = id.clone();
        let name = ["_level-", level.id.as_str()].concat();
        let met = el("span").class("count").add(of(counts.met, counts.of())).add(" met");
        let unrated = (counts.unrated > 0)
            .then(|| el("span").class("count").add(" · ").add(counts.unrated.to_string()).add(" not rated"));
        let summary =
            el("summary").add(el("span").add(level.title.as_str())).add(el("span").add(met).add(unrated));
        let details = details(&name, summary).class(site.accent(level));
        let shown = move || {
            let content = el("div");
            if is_open.get().is_empty() {
                return content;
            }
            let given = session.given(&id);
            let standing = Standing::new(&Judge { ladder: site.ladder, answers: &given.answers }, level);
            content.add(el("p").class("sentence").add(standing.summary().lead)).add(told::view_passages(
                site,
                &standing,
                &name,
                &|_| None,
            ))
        };
        el("li").add(
            details
                .on("toggle", move |event| {
                    let open = if control::has(&event, "open") { "open" } else { "" };
                    // It may be told twice, by what opens it and by the browser, and a list that is made again is closed.
                    if is_open.get_untracked() != open {
                        is_open.set(open.into());
                    }
                })
                .live(shown),
        )
    });
    section("_every", "Against every level")
        .class("block screen-only")
        .add(
            el("p").class("hint").add(
                "No level is worked out from points. For each you see what you meet, and what is missing.",
            ),
        )
        .add(list)
}

/// Whether an expectation is a gap that can be planned for.
pub(super) fn is_gap(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::NotYet | Verdict::Unsure | Verdict::Unrated)
}
