//! Which levels are worth a comparison, and which pairs of them have a page of their own.

use crate::model::id::LevelId;
use crate::model::ladder::{Ladder, Level};

/// Up to so many levels, every pair has a page: 120 pages. Beyond, only the pairs that are offered.
const MOST_LEVELS_FOR_ALL_PAIRS: usize = 16;

/// The most levels of other tracks that one level is set against, so that pages stay few where tracks are many.
const MOST_ACROSS: usize = 4;

/// The levels that a reader of `level` may want beside it: the one it builds on, those that build on it, and those that
/// stand as high on another track.
pub fn partners<'a>(ladder: &'a Ladder, level: &'a Level) -> Vec<&'a Level> {
    let base = ladder.lineage(level).next();
    let height = ladder.height(level);
    let is_across =
        |other: &&Level| other.track != level.track && other.kind.is_rung() && ladder.height(other) == height;
    let across = ladder.levels.iter().filter(is_across).take(MOST_ACROSS);
    let mut partners: Vec<&Level> = Vec::new();
    for other in base.into_iter().chain(ladder.above(level)).chain(across) {
        if partners.iter().all(|known| known.id != other.id) {
            partners.push(other);
        }
    }
    partners
}

/// Every pair of levels that has a page of its own, in ladder order.
pub fn pairs(ladder: &Ladder) -> Vec<(&Level, &Level)> {
    let mut pairs = Vec::new();
    for (at, left) in ladder.levels.iter().enumerate() {
        let partners = partners(ladder, left);
        for right in ladder.levels.iter().skip(at + 1) {
            if is_offered(ladder, left, right, &partners) {
                pairs.push((left, right));
            }
        }
    }
    pairs
}

/// The two levels in ladder order, where they have a page of their own.
pub fn pair<'a>(ladder: &'a Ladder, one: &LevelId, other: &LevelId) -> Option<(&'a Level, &'a Level)> {
    in_order(ladder, one, other)
        .filter(|(left, right)| is_offered(ladder, left, right, &partners(ladder, left)))
}

/// Two different levels in ladder order.
pub fn in_order<'a>(ladder: &'a Ladder, one: &LevelId, other: &LevelId) -> Option<(&'a Level, &'a Level)> {
    let place = |id: &LevelId| ladder.levels.iter().position(|level| level.id == *id);
    let (one, other) = (place(one)?, place(other)?);
    let (left, right) = (ladder.levels.get(one.min(other))?, ladder.levels.get(one.max(other))?);
    (left.id != right.id).then_some((left, right))
}

fn is_offered(ladder: &Ladder, left: &Level, right: &Level, partners_of_left: &[&Level]) -> bool {
    // Across ladders there are too many; those within one stand with that ladder.
    !ladder.is_collection()
        && (ladder.levels.len() <= MOST_LEVELS_FOR_ALL_PAIRS
            || partners_of_left.iter().any(|partner| partner.id == right.id)
            || self::partners(ladder, right).iter().any(|partner| partner.id == left.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::draft;
    use crate::model::id::TrackId;
    use crate::model::ladder::LevelKind;

    #[test]
    fn neighbours_and_equal_heights_are_offered() {
        let mut draft = draft();
        // As high as the head, on the other track.
        let mut staff = draft.levels[1].clone();
        staff.id = LevelId::new("staff").unwrap();
        staff.inherits = Some(LevelId::new("senior").unwrap());
        staff.sections.clear();
        draft.levels.push(staff);
        let ladder = Ladder::new(draft).unwrap();
        for (level, expected) in [
            ("junior", "senior"),
            ("senior", "junior lead head staff"),
            ("lead", "senior"),
            ("head", "senior staff"),
            ("staff", "senior head"),
        ] {
            let level = ladder.level(&LevelId::new(level).unwrap()).unwrap();
            let found: Vec<_> = partners(&ladder, level).iter().map(|level| level.id.as_str()).collect();
            assert_eq!(found.join(" "), expected, "{}", level.id);
        }
    }

    /// A ladder of so many tracks with so many levels each.
    fn wide(tracks: usize, rungs: usize) -> Ladder {
        let mut draft = draft();
        let (track, level) = (draft.tracks[0].clone(), draft.levels[0].clone());
        draft.tracks.clear();
        draft.levels.clear();
        for at in 0..tracks {
            let id = TrackId::new(&format!("t{at}")).unwrap();
            draft.tracks.push(crate::model::ladder::Track { id: id.clone(), ..track.clone() });
            for rung in 0..rungs {
                let mut level = level.clone();
                level.id = LevelId::new(&format!("l{at}-{rung}")).unwrap();
                level.track = id.clone();
                level.kind = LevelKind::Rung;
                level.sections.clear();
                level.inherits =
                    rung.checked_sub(1).map(|below| LevelId::new(&format!("l{at}-{below}")).unwrap());
                draft.levels.push(level);
            }
        }
        Ladder::new(draft).unwrap()
    }

    #[test]
    fn every_pair_has_a_page_while_levels_are_few() {
        for (tracks, rungs, expected) in [
            (1, 9, 36),
            (4, 4, 120),
            // Sixteen steps between neighbours.
            (1, 17, 16),
            // Sixteen steps, and nine equal heights.
            (2, 9, 25),
        ] {
            let ladder = wide(tracks, rungs);
            let found = pairs(&ladder);
            assert_eq!(found.len(), expected, "{tracks} tracks of {rungs}");
            for (left, right) in found {
                assert_eq!(pair(&ladder, &right.id, &left.id).map(|(left, _)| &left.id), Some(&left.id));
            }
        }
        // However many tracks there are, there are a few pages for each level.
        let many = wide(40, 5);
        assert!(pairs(&many).len() < 200 * 6, "{}", pairs(&many).len());
    }

    #[test]
    fn a_pair_is_named_in_the_order_of_the_ladder() {
        let ladder = Ladder::new(draft()).unwrap();
        let id = |id: &str| LevelId::new(id).unwrap();
        for (one, other, expected) in [
            ("junior", "head", Some("junior head")),
            ("head", "junior", Some("junior head")),
            ("head", "head", None),
            ("head", "gone", None),
        ] {
            let found = pair(&ladder, &id(one), &id(other));
            let found = found.map(|(left, right)| format!("{} {}", left.id, right.id));
            assert_eq!(found.as_deref(), expected, "{one} {other}");
        }
    }
}
