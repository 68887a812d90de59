//! The ladder as a map: tracks side by side, levels as rungs, the highest on top.

use crate::routes::Route;
use leptos::prelude::*;
use rungs_ladder::compare::Comparison;
use rungs_ladder::ladder::{Level, Track};

use super::{heading, main};
use crate::components::el::{El, el};
use crate::site::Site;

/// The rungs that must be free above the first track for the guide to stand there.
const ROOM_FOR_GUIDE: usize = 3;

/// The map, with how to read it. Levels can be picked to be compared; what is picked is the query of a comparison.
pub fn page(site: Site) -> El {
    let ladder = site.ladder;
    let picked = RwSignal::new(String::new());
    let highest = ladder.levels.iter().map(|level| ladder.height(level)).max().unwrap_or_default();
    let head = el("div").class("map-head").add(heading(&ladder.title));
    let head = head.add(el("p").class("lead").add(ladder.summary.as_str()));
    // Where the first track ends well below the others, the space above it has room for the guide.
    let first = ladder
        .tracks
        .first()
        .and_then(|track| ladder.on_track(&track.id).map(|level| ladder.height(level)).max());
    let room = highest - first.unwrap_or(highest);
    let map = el("div").class(["map rows-", &highest.to_string()].concat());
    let page = main("page").add(head);
    let page = if room >= ROOM_FOR_GUIDE {
        page.add(map.add(view_guide(site)).each(&ladder.tracks, |track| view_track(site, track, picked)))
    } else {
        page.add(view_guide(site)).add(map.each(&ladder.tracks, |track| view_track(site, track, picked)))
    };
    page.live(move || view_picked(site, picked))
}

/// The way on from the levels picked, at the foot of the screen.
fn view_picked(site: Site, picked: RwSignal<String>) -> El {
    let chosen = Comparison::parse(site.ladder, &picked.get());
    let bar = el("div").class("picked").attr("role", "status");
    let titles = chosen.levels.iter().filter_map(|id| Some(site.ladder.level(id)?.short.as_str()));
    let titles = titles.collect::<Vec<_>>().join(", ");
    let clear =
        el("button").attr("type", "button").class("button quiet").on_click(move || picked.set(String::new()));
    match chosen.levels.len() {
        0 => bar,
        1 => bar
            .add(el("p").add(titles).add(" and … pick another level to compare with"))
            .add(clear.add("Clear")),
        _ => {
            let href = site.query_href(&Route::Compare, &picked.get());
            bar.add(el("a").class("button").attr("href", href).add("Compare ").add(titles))
                .add(clear.add("Clear"))
        }
    }
}

/// Picks a level, or lets it go.
fn view_pick(site: Site, level: &'static Level, picked: RwSignal<String>) -> El {
    let column = move |chosen: &Comparison| chosen.levels.iter().position(|id| *id == level.id);
    let is_picked = move || column(&Comparison::parse(site.ladder, &picked.get())).is_some();
    el("button")
        .attr("type", "button")
        .class("pick needs-app")
        .attr("aria-label", ["Compare ", &level.title].concat())
        .live_attr("aria-pressed", move || Some(if is_picked() { "true" } else { "false" }.into()))
        .on_click(move || {
            let mut chosen = Comparison::parse(site.ladder, &picked.get_untracked());
            match column(&chosen) {
                Some(column) => chosen.choose(column, None),
                None => chosen.add(&level.id),
            }
            picked.set(chosen.to_query());
        })
}

fn view_guide(site: Site) -> El {
    let p = |words: &'static str| el("p").add(words);
    let about = el("a").attr("href", site.href(&Route::About)).add("More about this ladder");
    let variants = site.ladder.levels.iter().any(|level| !level.kind.is_rung());
    let variants = variants
        .then(|| p("A dashed rung is a role that someone at that level takes on for a time, not a step up."));
    el("section")
        .class("how")
        .attr("aria-labelledby", "_how")
        .add(el("h2").attr("id", "_how").add("How to read it"))
        .add(p("Start at the bottom and climb. Each rung asks for everything below it and adds its own."))
        .add(variants)
        .add(p("Tick two to four levels to see them side by side.").class("needs-app"))
        .add(p("Years are what is usual, not a condition. ").add(about).add("."))
}

fn view_track(site: Site, track: &'static Track, picked: RwSignal<String>) -> El {
    let rungs: Vec<_> = site.ladder.on_track(&track.id).filter(|level| level.kind.is_rung()).collect();
    let lowest = rungs.first().copied();
    let accent = lowest.map(|level| site.accent(level)).unwrap_or_default();
    let ground = lowest.map(|level| site.ladder.height(level) - 1).unwrap_or_default();
    let count = rungs.len();
    let heading = ["_track-", track.id.as_str()].concat();
    let head = el("div")
        .class("track-head")
        .add(el("h2").attr("id", heading.clone()).add(track.title.as_str()))
        .add(el("p").add(track.summary.as_str()));
    let below = lowest.and_then(|lowest| site.ladder.lineage(lowest).next()).map(|level| {
        let link = el("a").attr("href", site.level_href(level)).add(level.title.as_str());
        let begins = el("p").class("ground").add("Begins above ").add(link);
        begins.add(": everything asked for there is asked for here, too.")
    });
    let rungs = el("ol")
        .attr("reversed", "")
        .class(["rungs span-", &count.to_string()].concat())
        .each(rungs.into_iter().rev(), |level| view_rung(site, level, picked));
    el("section")
        .class(["track span-", &(count + 1 + ground).to_string(), " ", accent].concat())
        .attr("aria-labelledby", heading)
        .add(head)
        .add(rungs)
        .add(below)
}

fn view_rung(site: Site, level: &'static Level, picked: RwSignal<String>) -> El {
    let variants: Vec<_> = site.ladder.above(level).filter(|above| !above.kind.is_rung()).collect();
    let variants = (!variants.is_empty()).then(|| {
        let item = |variant| {
            el("li")
                .class("rung variant")
                .add(view_level(site, variant))
                .add(view_pick(site, variant, picked))
        };
        el("ul").class("variants").attr("aria-label", "Roles at this level").each(variants, item)
    });
    el("li").class("rung").add(view_level(site, level)).add(view_pick(site, level, picked)).add(variants)
}

fn view_level(site: Site, level: &'static Level) -> El {
    let span = |class: &'static str| el("span").class(class);
    let years = level.experience.as_ref().map(|experience| span("years").add(experience.in_words()));
    el("a")
        .class("rung-link")
        .attr("href", site.level_href(level))
        .add(span("rung-title").add(level.title.as_str()))
        .add(" ")
        .add(years)
        .add(" ")
        .add(span("rung-summary").add(level.summary.as_str()))
}
