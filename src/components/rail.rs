//! The small ladder: every track as a rail, every level a rung, the present one lit.

use rungs_ladder::ladder::{Level, Track};

use super::el::{El, el};
use crate::site::Site;

/// All levels as links, highest first, by track. The track of the `present` level stands first: it is the way up
/// and down.
pub fn rail(site: Site, present: Option<&'static Level>) -> El {
    let on_present = |track: &&'static Track| present.is_some_and(|present| present.track == track.id);
    let first = site.ladder.tracks.iter().filter(on_present);
    let others = site.ladder.tracks.iter().filter(|track| !on_present(track));
    el("nav")
        .class("rails")
        .attr("aria-label", "Levels")
        .each(first.chain(others), |track| view_track(site, track, present))
}

fn view_track(site: Site, track: &'static Track, present: Option<&'static Level>) -> El {
    let levels: Vec<_> = site.ladder.on_track(&track.id).collect();
    let accent = levels.first().map(|level| site.accent(level)).unwrap_or_default();
    let heading = ["_rail-", track.id.as_str()].concat();
    let title = el("p").class("rail-title").attr("id", heading.clone()).add(track.title.as_str());
    let rungs = el("ol").attr("reversed", "").attr("aria-labelledby", heading);
    let rungs = rungs.each(levels.into_iter().rev(), |level| {
        let mut link = el("a").attr("href", site.level_href(level)).add(level.title.as_str());
        if present.is_some_and(|present| present.id == level.id) {
            link = link.attr("aria-current", "page");
        }
        el("li").class(if level.kind.is_rung() { "rung" } else { "rung variant" }).add(link)
    });
    el("div").class(["rail ", accent].concat()).add(title).add(rungs)
}
