//! How far up the ladder a person reaches in each area: the table of areas and levels.

use super::Counts;
use super::judge::Judge;
use crate::requirements::own;
use rungs_ladder::ladder::{Area, Level};

/// The table. A cell counts what a level says itself, not what it inherits, so that each expectation stands in one
/// cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach<'a> {
    /// The columns: the line of the target, lowest first (the levels below it, itself, and the steps of its track that
    /// build on it), then the level held today where it is not on that line.
    pub levels: Vec<&'a Level>,
    /// The rows: every area of the ladder, in its order.
    pub areas: Vec<AreaReach<'a>>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaReach<'a> {
    /// The area.
    pub area: &'a Area,
    /// For each of [`Reach::levels`] its own expectations in the area. Many of those of a lower level have no rating
    /// where a higher one of the same topic is asked in their place: [`Counts::rated`] tells.
    pub cells: Vec<Counts>,
}

impl<'a> Reach<'a> {
    /// The table of a person who wants to reach `target` and holds `held`.
    pub fn new(judge: &Judge<'a, '_>, target: &'a Level, held: Option<&'a Level>) -> Self {
        let ladder = judge.ladder;
        let mut levels: Vec<_> = ladder.lineage(target).collect();
        levels.reverse();
        levels.push(target);
        levels.extend(ladder.on_track(&target.track).filter(|level| {
            level.kind.is_rung() && ladder.lineage(level).any(|below| below.id == target.id)
        }));
        levels.extend(held.filter(|held| levels.iter().all(|level| level.id != held.id)));

        let mut rows: Vec<_> =
            ladder.areas.iter().map(|area| (area, vec![Counts::default(); levels.len()])).collect();
        for (column, level) in levels.iter().enumerate() {
            for asked in own(ladder, level) {
                let row = rows.iter_mut().find(|(area, _)| area.id == asked.area.id);
                if let Some(cell) = row.and_then(|(_, cells)| cells.get_mut(column)) {
                    cell.add(judge.judge(asked).verdict);
                }
            }
        }
        let areas = rows.into_iter().map(|(area, cells)| AreaReach { area, cells }).collect();
        Self { levels, areas }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{answers, ladder, level};

    #[test]
    fn the_columns_are_the_line_of_the_target_and_what_is_held() {
        for (target, held, expected) in [
            ("junior", "", "junior senior"),
            ("senior", "junior", "junior senior"),
            ("lead", "", "junior senior lead"),
            ("head", "", "junior senior head chief"),
            ("head", "lead", "junior senior head chief lead"),
            ("lead", "chief", "junior senior lead chief"),
        ] {
            let (ladder, answers) = (ladder(), answers(""));
            let held = (!held.is_empty()).then(|| level(&ladder, held));
            let judge = Judge { ladder: &ladder, answers: &answers };
            let reach = Reach::new(&judge, level(&ladder, target), held);
            let columns: Vec<_> = reach.levels.iter().map(|level| level.id.as_str()).collect();
            assert_eq!(columns.join(" "), expected);
            assert!(reach.areas.iter().all(|row| row.cells.len() == columns.len()));
        }
    }

    fn check(given: &str, area: &str, cells: &str) {
        let (ladder, answers) = (ladder(), answers(given));
        let judge = Judge { ladder: &ladder, answers: &answers };
        let reach = Reach::new(&judge, level(&ladder, "head"), Some(level(&ladder, "lead")));
        let row = reach.areas.iter().find(|row| row.area.id.as_str() == area).unwrap();
        let told: Vec<_> = row
            .cells
            .iter()
            .map(|cell| [cell.met, cell.rated(), cell.of()].map(|count| count.to_string()).join("/"))
            .collect();
        assert_eq!(told.join(" "), cells, "{given}");
    }

    #[test]
    fn each_cell_counts_what_a_level_says_itself() {
        for (given, area, expected) in [
            ("", "craft", "0/0/2 0/0/3 0/0/2 0/0/1 0/0/1"),
            ("j.free=yes h.code=yes s.review=yes h.design=no", "craft", "2/2/2 3/3/3 1/2/2 0/0/1 0/0/1"),
            (
                "j.free=no h.code=yes s.review=yes h.design=yes c.code=no l.design=yes",
                "craft",
                "1/2/2 3/3/3 2/2/2 0/1/1 1/1/1",
            ),
            (
                "rest~people=not-applicable>j.kind,j.fair s.calm=yes",
                "people",
                "0/0/0 1/1/1 0/0/0 0/0/0 0/0/0",
            ),
            ("j.kind=yes", "people", "1/1/2 0/0/1 0/0/0 0/0/0 0/0/0"),
            ("c.reach=not-applicable", "reach", "0/0/0 0/0/0 0/0/0 0/0/0 0/0/0"),
        ] {
            check(given, area, expected);
        }
    }
}
