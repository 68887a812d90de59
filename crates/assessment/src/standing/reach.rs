//! How far up the ladder a person reaches in each area: the heat map of areas and levels.

use super::Counts;
use super::judge::Judge;
use crate::requirements::own;
use rungs_ladder::ladder::{Area, Level};

/// The heat map. A cell counts what a level says itself, not what it inherits, so that each expectation stands in one
/// cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach<'a> {
    /// The columns: the line of the target, lowest first (the levels below it, itself, and the steps of its track that
    /// build on it), then the level held today where it is not on that line.
    pub levels: Vec<&'a Level>,
    /// The rows: every area of the ladder, in its order.
    pub areas: Vec<AreaReach<'a>>,
}

/// A row of the heat map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaReach<'a> {
    /// The area.
    pub area: &'a Area,
    /// For each of [`Reach::levels`] its own expectations in the area. Many of those of a lower level have no rating
    /// where a higher one of the same topic is asked in their place: [`Counts::rated`] tells.
    pub cells: Vec<Counts>,
    /// The highest level of the line up to which everything is met, from the lowest on, leaving out levels that say
    /// nothing in the area.
    pub reached: Option<&'a Level>,
    /// The row in words: "Knowledge: all of Senior, 3 of 7 of Staff; not rated: Principal."
    pub sentence: String,
}

impl<'a> Reach<'a> {
    /// The heat map of a person who wants to reach `target` and holds `held`.
    pub fn new(judge: &Judge<'a, '_>, target: &'a Level, held: Option<&'a Level>) -> Self {
        let ladder = judge.ladder;
        let mut levels: Vec<_> = ladder.lineage(target).collect();
        levels.reverse();
        levels.push(target);
        levels.extend(ladder.on_track(&target.track).filter(|level| {
            level.kind.is_rung() && ladder.lineage(level).any(|below| below.id == target.id)
        }));
        let line = levels.len();
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
        let rows = rows.into_iter().map(|(area, cells)| row(area, &levels, cells, line));
        let areas = rows.collect();
        Self { levels, areas }
    }
}

fn row<'a>(area: &'a Area, levels: &[&'a Level], cells: Vec<Counts>, line: usize) -> AreaReach<'a> {
    let columns = || levels.iter().zip(&cells).enumerate().filter(|(_, (_, counts))| counts.of() > 0);
    let all_met = columns().take_while(|(at, (_, counts))| *at < line && counts.met == counts.of());
    let reached = all_met.last().map(|(at, (level, _))| (at, *level));

    let (mut told, mut unrated) = (String::new(), String::new());
    // What lies below the level that is reached needs no words.
    for (_, (level, counts)) in columns().skip_while(|(at, _)| reached.is_some_and(|(end, _)| *at < end)) {
        let list = if counts.rated() == 0 { &mut unrated } else { &mut told };
        if !list.is_empty() {
            list.push_str(", ");
        }
        if counts.rated() > 0 {
            if counts.met == counts.of() {
                list.push_str("all");
            } else {
                list.push_str(&counts.met.to_string());
                list.push_str(" of ");
                list.push_str(&counts.of().to_string());
            }
            list.push_str(" of ");
        }
        list.push_str(&level.title);
        if counts.rated() > 0 && counts.open() > 0 {
            list.push_str(" (");
            list.push_str(&counts.open().to_string());
            list.push_str(" not rated)");
        }
    }
    let rest = match (told.is_empty(), unrated.is_empty()) {
        (true, true) => "nothing is asked".into(),
        (true, false) => "nothing is rated yet".into(),
        (false, true) => told,
        (false, false) => [&told, "; not rated: ", &unrated].concat(),
    };
    let sentence = [&area.title, ": ", &rest, "."].concat();
    AreaReach { area, cells, reached: reached.map(|(_, level)| level), sentence }
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

    fn check(given: &str, area: &str, (cells, reached, sentence): (&str, &str, &str)) {
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
        assert_eq!(row.reached.map_or("", |level| level.id.as_str()), reached, "{given}");
        assert_eq!(row.sentence, sentence, "{given}");
    }

    #[test]
    fn each_area_says_how_far_up_it_reaches() {
        for (given, area, expected) in [
            ("", "craft", ("0/0/2 0/0/3 0/0/2 0/0/1 0/0/1", "", "Craft: nothing is rated yet.")),
            (
                "j.free=yes h.code=yes s.review=yes h.design=no",
                "craft",
                (
                    "2/2/2 3/3/3 1/2/2 0/0/1 0/0/1",
                    "senior",
                    "Craft: all of SENIOR, 1 of 2 of HEAD; not rated: CHIEF, LEAD.",
                ),
            ),
            (
                "j.free=no h.code=yes s.review=yes h.design=yes c.code=no l.design=yes",
                "craft",
                (
                    "1/2/2 3/3/3 2/2/2 0/1/1 1/1/1",
                    "",
                    "Craft: 1 of 2 of JUNIOR, all of SENIOR, all of HEAD, 0 of 1 of CHIEF, all of LEAD.",
                ),
            ),
            // What does not apply is not in the way, and levels that say nothing are passed over.
            (
                "rest~people=not-applicable>j.kind,j.fair s.calm=yes",
                "people",
                ("0/0/0 1/1/1 0/0/0 0/0/0 0/0/0", "senior", "People: all of SENIOR."),
            ),
            (
                "j.kind=yes",
                "people",
                (
                    "1/1/2 0/0/1 0/0/0 0/0/0 0/0/0",
                    "",
                    "People: 1 of 2 of JUNIOR (1 not rated); not rated: SENIOR.",
                ),
            ),
            (
                "c.reach=not-applicable",
                "reach",
                ("0/0/0 0/0/0 0/0/0 0/0/0 0/0/0", "", "Reach: nothing is asked."),
            ),
        ] {
            check(given, area, expected);
        }
    }
}
