//! The rows of a comparison.

use super::address::{Comparison, Scope};
use super::align::align;
use super::row::{AskedBy, Cell, Change, Row};
use super::wording::changes;
use crate::model::ladder::{Area, Ladder, Level};

/// Levels side by side.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    /// The level of each column.
    pub levels: Vec<&'a Level>,
    /// The step to each column from the one before it: one fewer than levels.
    pub steps: Vec<Step>,
    /// The areas that show, in ladder order; those without a row are left out.
    pub areas: Vec<AreaRows<'a>>,
    /// Whether a row stands on a guess.
    pub guessed: bool,
}

/// The rows of one area.
#[derive(Clone, Debug)]
pub struct AreaRows<'a> {
    /// What the rows are about.
    pub area: &'a Area,
    /// Topics in ladder order, then what has no topic.
    pub rows: Vec<Row<'a>>,
}

/// How two levels that stand side by side are related.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Relation {
    /// The second builds on the first.
    Up,
    /// The first builds on the second.
    Down,
    /// Neither builds on the other.
    #[default]
    Across,
}

/// How many threads change how, from one column to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// How the two levels are related.
    pub relation: Relation,
    /// Threads that are [`Change::New`].
    pub new: usize,
    /// Threads that are [`Change::Raised`].
    pub raised: usize,
    /// Threads that are [`Change::Carried`].
    pub carried: usize,
    /// Threads that are [`Change::Gone`].
    pub gone: usize,
}

impl<'a> Table<'a> {
    /// Puts the levels of `comparison` side by side. Levels that the ladder does not know are left out.
    pub fn new(ladder: &'a Ladder, comparison: &Comparison) -> Self {
        let levels: Vec<_> = comparison.levels.iter().filter_map(|id| ladder.level(id)).collect();
        let asked: Vec<Vec<&Level>> = levels
            .iter()
            .map(|level| match comparison.scope {
                Scope::All => std::iter::once(*level).chain(ladder.lineage(level)).collect(),
                Scope::Own => vec![*level],
            })
            .collect();
        let shown = |area: &&Area| comparison.area.as_ref().is_none_or(|only| *only == area.id);
        let areas: Vec<_> = ladder
            .areas
            .iter()
            .filter(shown)
            .map(|area| AreaRows { area, rows: rows(area, &asked) })
            .filter(|area| !area.rows.is_empty())
            .collect();
        let steps = levels.iter().zip(levels.iter().skip(1)).enumerate();
        let steps =
            steps.map(|(at, (left, right))| Step::count(relation(ladder, left, right), at + 1, &areas));
        let steps = steps.collect();
        let guessed = areas.iter().flat_map(|area| &area.rows).any(|row| row.guess);
        Self { levels, steps, areas, guessed }
    }

    /// The rows that `wanted` levels ask for, by area; areas without one are left out.
    pub fn asked_by(&self, wanted: AskedBy) -> Vec<AreaRows<'a>> {
        let of_area = |area: &AreaRows<'a>| AreaRows {
            area: area.area,
            rows: area.rows.iter().filter(|row| row.asked_by() == wanted).cloned().collect(),
        };
        self.areas.iter().map(of_area).filter(|area| !area.rows.is_empty()).collect()
    }

    /// Whether a level asks for something only because it builds on another one.
    pub fn has_inherited(&self) -> bool {
        self.rows().any(|row| {
            let mut cells = row.cells.iter().zip(&self.levels);
            cells.any(|(cell, level)| cell.is_some_and(|cell| cell.origin.id != level.id))
        })
    }

    /// Whether words are marked anywhere, if they are to be.
    pub fn has_marks(&self) -> bool {
        self.rows().any(|row| {
            (1..self.levels.len()).any(|column| {
                let cells = row.cell(column - 1).zip(row.cell(column));
                row.change(column) == Some(Change::Raised)
                    && cells
                        .is_some_and(|(old, new)| changes(&old.statement.text, &new.statement.text).is_some())
            })
        })
    }

    fn rows(&self) -> impl Iterator<Item = &Row<'a>> {
        self.areas.iter().flat_map(|area| &area.rows)
    }
}

impl Step {
    fn count(relation: Relation, column: usize, areas: &[AreaRows]) -> Self {
        let mut step = Self { relation, ..Self::default() };
        for area in areas {
            for row in &area.rows {
                match row.change(column) {
                    Some(Change::New) => step.new += 1,
                    Some(Change::Raised) => step.raised += 1,
                    Some(Change::Carried) => step.carried += 1,
                    Some(Change::Gone) => step.gone += 1,
                    None => {}
                }
            }
        }
        step
    }
}

fn relation(ladder: &Ladder, left: &Level, right: &Level) -> Relation {
    if ladder.lineage(right).any(|below| below.id == left.id) {
        Relation::Up
    } else if ladder.lineage(left).any(|below| below.id == right.id) {
        Relation::Down
    } else {
        Relation::Across
    }
}

/// The rows of an area; for each column the levels that it asks for, the highest first.
pub(super) fn rows<'a>(area: &'a Area, asked: &[Vec<&'a Level>]) -> Vec<Row<'a>> {
    // By topic; what has none stands last.
    let mut groups = vec![vec![Vec::new(); asked.len()]; area.topics.len() + 1];
    for (column, levels) in asked.iter().enumerate() {
        let mut spoken_of_by: Vec<Option<usize>> = vec![None; area.topics.len()];
        for (height, origin) in levels.iter().enumerate() {
            let statements = origin.sections.iter().filter(|section| section.area == area.id);
            for statement in statements.flat_map(|section| &section.statements) {
                let topic = statement.topic.as_ref();
                let topic = topic.and_then(|topic| area.topics.iter().position(|known| known.id == *topic));
                // A higher level's words on a topic take the place of the lower ones.
                let highest = topic.and_then(|at| spoken_of_by.get_mut(at));
                if highest.is_some_and(|highest| *highest.get_or_insert(height) != height) {
                    continue;
                }
                let group = groups.get_mut(topic.unwrap_or(area.topics.len()));
                if let Some(cells) = group.and_then(|columns| columns.get_mut(column)) {
                    cells.push(Cell { statement, origin });
                }
            }
        }
    }
    let mut rows = Vec::new();
    for (at, columns) in groups.into_iter().enumerate() {
        rows.extend(align(area.topics.get(at), columns));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::draft;
    use crate::model::id::LevelId;

    /// Each row as `topic: cell change cell …`, a cell as its statement's id or `-`.
    fn told(table: &Table) -> Vec<String> {
        let mut lines = Vec::new();
        for row in table.areas.iter().flat_map(|area| &area.rows) {
            let mut line = row.topic.map_or("·", |topic| topic.id.as_str()).to_owned() + ":";
            for (column, cell) in row.cells.iter().enumerate() {
                line += match row.change(column) {
                    None => " ",
                    Some(Change::New) => " + ",
                    Some(Change::Raised) => " > ",
                    Some(Change::Carried) => " = ",
                    Some(Change::Gone) => " x ",
                };
                line += cell.map_or("-", |cell| cell.statement.id.as_str());
            }
            lines.push(line + if row.guess { " ?" } else { "" });
        }
        lines
    }

    #[test]
    fn levels_stand_side_by_side() {
        let ladder = Ladder::new(draft()).unwrap();
        for (query, expected) in [
            (
                ("levels=junior,senior"),
                vec!["code: j.code > s.code", "review: - + s.review", "·: j.free = j.free"],
            ),
            (
                "levels=junior,senior&scope=own",
                vec!["code: j.code > s.code", "review: - + s.review", "·: j.free x -"],
            ),
            (
                ("levels=senior,junior"),
                vec!["code: s.code > j.code", "review: s.review x -", "·: j.free = j.free"],
            ),
            (
                ("levels=lead,head"),
                vec![
                    "code: s.code > h.code",
                    "review: s.review = s.review",
                    "design: l.design > h.design",
                    "·: j.free = j.free",
                ],
            ),
            (
                ("levels=junior,head,lead"),
                vec![
                    "code: j.code > h.code > s.code",
                    "review: - + s.review = s.review",
                    "design: - + h.design > l.design",
                    "·: j.free = j.free = j.free",
                ],
            ),
            (("levels=junior"), vec!["code: j.code", "·: j.free"]),
            ("", vec![]),
        ] {
            let comparison = Comparison::parse(&ladder, query);
            let table = Table::new(&ladder, &comparison);
            assert_eq!(told(&table), expected, "{query}");
        }
    }

    #[test]
    fn steps_are_counted() {
        let ladder = Ladder::new(draft()).unwrap();
        let id = |id: &str| LevelId::new(id).unwrap();
        for (left, right, relation, counts) in [
            ("junior", "senior", Relation::Up, [1, 1, 1, 0]),
            ("senior", "junior", Relation::Down, [0, 1, 1, 1]),
            ("lead", "head", Relation::Across, [0, 2, 2, 0]),
            ("junior", "head", Relation::Up, [2, 1, 1, 0]),
        ] {
            let table = Table::new(&ladder, &Comparison::between(&id(left), &id(right)));
            let [new, raised, carried, gone] = counts;
            assert_eq!(table.steps, [Step { relation, new, raised, carried, gone }], "{left} {right}");
        }
    }

    #[test]
    fn rows_are_told_apart_by_who_asks() {
        let ladder = Ladder::new(draft()).unwrap();
        let check = |query: &str, wanted: AskedBy, expected: &[&str]| {
            let mut table = Table::new(&ladder, &Comparison::parse(&ladder, query));
            table.areas = table.asked_by(wanted);
            assert_eq!(told(&table), expected, "{query} {wanted:?}");
        };
        let two = "levels=junior,senior";
        check(two, AskedBy::One(0), &[]);
        check(two, AskedBy::One(1), &["review: - + s.review"]);
        check(two, AskedBy::Several, &["code: j.code > s.code"]);
        check(two, AskedBy::AllAlike, &["·: j.free = j.free"]);
        let three = "levels=junior,head,lead";
        check(three, AskedBy::One(1), &[]);
        check(
            three,
            AskedBy::Several,
            &[
                "code: j.code > h.code > s.code",
                "review: - + s.review = s.review",
                "design: - + h.design > l.design",
            ],
        );
        check(three, AskedBy::AllAlike, &["·: j.free = j.free = j.free"]);
        // What the outer two ask for is not the middle one's.
        check(
            "levels=head,junior,lead&scope=own",
            AskedBy::Several,
            &["code: h.code > j.code x -", "design: h.design x - + l.design"],
        );
    }

    #[test]
    fn a_choice_is_offered_where_it_changes_something() {
        let mut draft = draft();
        draft.levels[1].sections[0].statements[0].text = crate::model::text::Text::plain("Writes. Always.");
        let ladder = Ladder::new(draft).unwrap();
        for (query, has_inherited, has_marks) in [
            ("levels=junior,senior", true, true),
            ("levels=junior,senior&scope=own", false, true),
            // Nothing in common but the topic.
            ("levels=junior,head", true, false),
            ("levels=junior", false, false),
        ] {
            let table = Table::new(&ladder, &Comparison::parse(&ladder, query));
            assert_eq!((table.has_inherited(), table.has_marks()), (has_inherited, has_marks), "{query}");
        }
    }
}
