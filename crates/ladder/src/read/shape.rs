//! What a map of the ladder cannot show well: roles beside no rung, tracks without levels.

use std::collections::{HashMap, HashSet};

use super::assemble::Places;
use super::source::{Place, Report};
use crate::model::ladder::{Draft, Level};
use crate::problem;

/// Warns of levels that a map has no good place for.
pub(crate) fn check(draft: &Draft, places: &Places, report: &mut Report) {
    let by_id: HashMap<&str, &Level> = draft.levels.iter().map(|level| (level.id.as_str(), level)).collect();
    let below = |level: &Level| level.inherits.as_ref().and_then(|id| by_id.get(id.as_str()).copied());
    let mut occupied: HashSet<&str> = HashSet::new();
    for (level, places) in draft.levels.iter().zip(&places.levels) {
        let place = places.entry.unwrap_or(places.title);
        if level.kind.is_rung() {
            rung(level, below(level), place, report);
            occupied.insert(level.track.as_str());
        } else {
            // No more steps than levels, so that it ends where levels build on one another in a circle.
            let mut lineage =
                std::iter::successors(below(level), |level| below(level)).take(draft.levels.len());
            let rung = lineage.find(|level| level.kind.is_rung());
            variant(level, below(level), rung, place, report);
        }
    }
    for (track, place) in draft.tracks.iter().zip(&places.tracks) {
        if !occupied.contains(track.id.as_str()) {
            report
                .warning(
                    problem::EMPTY_TRACK,
                    *place,
                    format!("no rung stands on the track `{}`", track.title),
                )
                .advise("give it levels with `track`, or remove it; a variant stands with its level");
        }
    }
}

fn rung(level: &Level, below: Option<&Level>, place: Place, report: &mut Report) {
    let Some(variant) = below.filter(|below| !below.kind.is_rung()) else { return };
    let what = format!("the rung `{}` builds on `{}`, which is a variant", level.id, variant.id);
    let advice = match &variant.inherits {
        Some(rung) => format!("let it inherit from the level of that role, `{rung}`"),
        None => "let it inherit from the rung below it".into(),
    };
    report.warning(problem::RUNG_ON_VARIANT, place, what).advise(advice);
}

fn variant(level: &Level, below: Option<&Level>, rung: Option<&Level>, place: Place, report: &mut Report) {
    let id = &level.id;
    let (what, advice) = match (below, rung) {
        (Some(below), Some(rung)) if !below.kind.is_rung() => (
            format!(
                "the variant `{id}` builds on `{}`, a variant itself; a role stands beside a rung",
                below.id
            ),
            format!("let it inherit from `{}`, or make one of them a rung", rung.id),
        ),
        (_, None) => (
            format!("the variant `{id}` builds on no rung, beside which it could stand"),
            "say with `inherits` at which level someone takes on this role, or leave out `kind`".into(),
        ),
        (_, Some(rung)) if rung.track != level.track => (
            format!("the variant `{id}` stands with `{}`, on the track `{}`", rung.id, rung.track),
            format!("write `track = \"{}\"`, or leave out `kind`", rung.track),
        ),
        _ => return,
    };
    report.warning(problem::MISPLACED_VARIANT, place, what).advise(advice);
}
