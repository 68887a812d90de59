//! A ladder as a map: what tracks share is a trunk, and each track a branch above it.

use crate::model::ladder::{Ladder, Level, Track};

/// Tracks that stand side by side, on a trunk if they share one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family<'a> {
    /// The tracks above the trunk, in ladder order.
    pub branches: Vec<Branch<'a>>,
    /// What they share; `None` where each begins on the ground.
    pub trunk: Option<Trunk<'a>>,
}

/// A track, or what of it is not shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch<'a> {
    /// The track.
    pub track: &'a Track,
    /// Its rungs, the lowest first.
    pub rungs: Vec<&'a Level>,
    /// The level that it begins above, where that is not the top of the trunk.
    pub base: Option<&'a Level>,
}

/// The rungs that several tracks share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trunk<'a> {
    /// The track whose levels they are.
    pub track: &'a Track,
    /// They, the lowest first.
    pub rungs: Vec<&'a Level>,
    /// How many tracks share it.
    pub shared_by: usize,
    /// Whether it is all of its track, which then has no branch.
    pub is_whole_track: bool,
}

/// A track as the ladder has it.
struct Rail<'a> {
    track: &'a Track,
    rungs: Vec<&'a Level>,
    /// The rung below its lowest, on whatever track.
    base: Option<&'a Level>,
}

/// The map of a ladder. Tracks that have nothing to do with others stand side by side, as one family.
pub fn families(ladder: &Ladder) -> Vec<Family<'_>> {
    let rails: Vec<_> = ladder.tracks.iter().map(|track| Rail::new(ladder, track)).collect();
    let roots: Vec<_> = (0..rails.len()).map(|at| root(&rails, at)).collect();
    let mut families: Vec<Family> = Vec::new();
    for at in 0..rails.len() {
        let members: Vec<_> = (0..rails.len()).filter(|other| roots.get(*other) == Some(&at)).collect();
        let Some(rail) = rails.get(at).filter(|_| !members.is_empty()) else { continue };
        let family = family(&rails, rail, &members);
        match (family.trunk.is_none(), families.iter_mut().find(|known| known.trunk.is_none())) {
            (true, Some(known)) => known.branches.extend(family.branches),
            _ => families.push(family),
        }
    }
    families
}

impl<'a> Rail<'a> {
    fn new(ladder: &'a Ladder, track: &'a Track) -> Self {
        let rungs: Vec<_> = ladder.on_track(&track.id).filter(|level| level.kind.is_rung()).collect();
        let below =
            rungs.first().and_then(|lowest| ladder.lineage(lowest).find(|below| below.kind.is_rung()));
        Self { track, rungs, base: below.filter(|below| below.track != track.id) }
    }

    fn place(&self, level: &Level) -> Option<usize> {
        self.rungs.iter().position(|rung| rung.id == level.id)
    }
}

/// The track that a track goes back to, by the levels that they begin above.
fn root(rails: &[Rail], at: usize) -> usize {
    let mut root = at;
    for _ in rails {
        let base = rails.get(root).and_then(|rail| rail.base);
        let Some(below) = base.and_then(|base| rails.iter().position(|rail| rail.track.id == base.track))
        else {
            return root;
        };
        root = below;
    }
    // They lead in a circle.
    at
}

fn family<'a>(rails: &[Rail<'a>], root: &Rail<'a>, members: &[usize]) -> Family<'a> {
    let members: Vec<&Rail> = members.iter().filter_map(|at| rails.get(*at)).collect();
    let begins = members.iter().filter_map(|rail| root.place(rail.base?));
    let shared = begins.max().map_or(0, |top| top + 1);
    let (trunk, own) = root.rungs.split_at_checked(shared).unwrap_or_default();
    let is_whole_track = own.is_empty();
    let top = trunk.last().map(|level| &level.id);
    let branches = members.iter().filter_map(|rail| {
        let is_root = rail.track.id == root.track.id;
        let rungs = if is_root { own.to_vec() } else { rail.rungs.clone() };
        let base = rail.base.filter(|base| Some(&base.id) != top);
        (!is_root || trunk.is_empty() || !is_whole_track).then_some(Branch { track: rail.track, rungs, base })
    });
    // A track that begins lower shares only a part of it.
    let shares_all =
        |rail: &&&Rail| rail.base.is_none_or(|base| Some(&base.id) == top || root.place(base).is_none());
    let trunk = (!trunk.is_empty()).then(|| Trunk {
        track: root.track,
        rungs: trunk.to_vec(),
        shared_by: members.iter().filter(shares_all).count(),
        is_whole_track,
    });
    Family { branches: branches.collect(), trunk }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::draft;
    use crate::model::id::{LevelId, TrackId};
    use crate::model::ladder::LevelKind;

    /// Levels as `track.id<base`, in order; a role has a star. Told as `a: a3 a4 | b: b1 (a1) / trunk a: a1 a2`.
    fn check(levels: &str, expected: &[&str]) {
        let mut draft = draft();
        let (track, level) = (draft.tracks[0].clone(), draft.levels[0].clone());
        (draft.tracks, draft.levels) = (vec![], vec![]);
        for told in levels.split_whitespace() {
            let (name, base) = told.split_once('<').unwrap_or((told, ""));
            let id = name.trim_end_matches('*');
            let track_id = TrackId::new(&id[..1]).unwrap();
            if draft.tracks.iter().all(|known| known.id != track_id) {
                draft.tracks.push(Track { id: track_id.clone(), ..track.clone() });
            }
            draft.levels.push(Level {
                id: LevelId::new(id).unwrap(),
                track: track_id,
                kind: if name == id { LevelKind::Rung } else { LevelKind::Variant },
                inherits: (!base.is_empty()).then(|| LevelId::new(base).unwrap()),
                sections: vec![],
                ..level.clone()
            });
        }
        let ladder = Ladder::new(draft).unwrap();
        let ids =
            |rungs: &[&Level]| rungs.iter().map(|level| level.id.as_str()).collect::<Vec<_>>().join(" ");
        let branch = |branch: &Branch| {
            let base = branch.base.map(|base| format!(" ({})", base.id)).unwrap_or_default();
            format!("{}: {}{base}", branch.track.id, ids(&branch.rungs))
        };
        let told: Vec<_> = families(&ladder)
            .iter()
            .map(|family| {
                let branches = family.branches.iter().map(branch).collect::<Vec<_>>().join(" | ");
                let trunk = family.trunk.as_ref().map(|trunk| {
                    let whole = if trunk.is_whole_track { ", whole" } else { "" };
                    format!(" / {} of {}{whole}", ids(&trunk.rungs), trunk.shared_by)
                });
                branches + &trunk.unwrap_or_default()
            })
            .collect();
        assert_eq!(told, expected, "{levels}");
    }

    #[test]
    fn tracks_part_where_the_highest_of_them_begins() {
        check("a1", &["a: a1"]);
        check("a1 a2<a1", &["a: a1 a2"]);
        // The trunk stands once, below both.
        check("a1 a2<a1 a3<a2 b1<a2 b2<b1", &["a: a3 | b: b1 b2 / a1 a2 of 2"]);
        // A role is no rung: who begins above it begins above its rung.
        check("a1 a2*<a1 a3<a1 b1<a2", &["a: a3 | b: b1 / a1 of 2"]);
        // All of the first track is shared.
        check("a1 a2<a1 b1<a2 c1<a2", &["b: b1 | c: c1 / a1 a2 of 3, whole"]);
        // One begins lower than the other, or on another branch.
        check("a1 a2<a1 a3<a2 b1<a2 c1<a1", &["a: a3 | b: b1 | c: c1 (a1) / a1 a2 of 2"]);
        check("a1 a2<a1 b1<a1 b2<b1 c1<b1", &["a: a2 | b: b1 b2 | c: c1 (b1) / a1 of 3"]);
        // The trunk's track need not come first.
        check("b1<a1 a1 a2<a1", &["b: b1 | a: a2 / a1 of 2"]);
    }

    #[test]
    fn tracks_of_their_own_stand_side_by_side() {
        check("a1 a2<a1 b1 c1", &["a: a1 a2 | b: b1 | c: c1"]);
        check("a1 b1 c1 d1<a1 e1", &["d: d1 / a1 of 2, whole", "b: b1 | c: c1 | e: e1"]);
        // Tracks that lead in a circle all show.
        check("a1<b2 a2 b1<a2 b2", &["a: a1 a2 (b2) | b: b1 b2 (a2)"]);
        check("a1<b2 a2 b1<a2 b2 c1", &["a: a1 a2 (b2) | b: b1 b2 (a2) | c: c1"]);
    }
}
