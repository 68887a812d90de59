//! What each statement of a level is beside what the level below asks for.

use super::Cell;
use super::table::rows;
use crate::model::id::StatementId;
use crate::model::ladder::{Ladder, Level, Statement};

/// The statements of a level, each with what the level below asks for in its place, also of what that inherits. They stand beside
/// one another as in a comparison.
#[derive(Clone, Debug)]
pub struct StepFromBelow<'a> {
    /// The level below.
    pub base: &'a Level,
    /// The statements of the level.
    pairs: Vec<(&'a StatementId, Earlier<'a>)>,
}

/// What the level below says in place of a statement.
#[derive(Clone, Copy, Debug)]
pub enum Earlier<'a> {
    /// Nothing: the statement is new.
    Nothing,
    /// The same, in the same words.
    Same,
    /// This.
    Words {
        /// What is said.
        statement: &'a Statement,
        /// The level whose words they are: the one below, or one that it builds on.
        origin: &'a Level,
        /// Whether the two stand together only because their words are alike.
        is_guess: bool,
    },
}

impl<'a> StepFromBelow<'a> {
    /// The step to a level; `None` for one that builds on no other.
    pub fn new(ladder: &'a Ladder, level: &'a Level) -> Option<Self> {
        let base = ladder.level(level.inherits.as_ref()?)?;
        // The level's own words alone: what it inherits would stand beside itself.
        let asked = [std::iter::once(base).chain(ladder.lineage(base)).collect(), vec![level]];
        let mut pairs = Vec::new();
        for row in ladder.areas.iter().flat_map(|area| rows(area, &asked)) {
            let Some(own) = row.cell(1) else { continue };
            let earlier = match row.cell(0) {
                None => Earlier::Nothing,
                Some(before) if before.says_the_same(own) => Earlier::Same,
                Some(Cell { statement, origin }) => Earlier::Words { statement, origin, is_guess: row.guess },
            };
            pairs.push((&own.statement.id, earlier));
        }
        Some(Self { base, pairs })
    }

    /// What is said in place of a statement; `None` for one that is not the level's own.
    pub fn earlier(&self, statement: &StatementId) -> Option<Earlier<'a>> {
        self.pairs.iter().find(|(id, _)| *id == statement).map(|(_, earlier)| *earlier)
    }

    /// How many statements are new.
    pub fn new_ones(&self) -> usize {
        self.pairs.iter().filter(|(_, earlier)| matches!(earlier, Earlier::Nothing)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::draft;
    use crate::model::id::LevelId;
    use crate::model::ladder::Draft;
    use crate::model::text::Text;

    /// The statements of a level, each with what stands for it below.
    fn check(change: impl Fn(&mut Draft), level: &str, expected: Option<(&str, &[&str])>) {
        let mut draft = draft();
        change(&mut draft);
        let ladder = Ladder::new(draft).unwrap();
        let level = ladder.level(&LevelId::new(level).unwrap()).unwrap();
        let step = StepFromBelow::new(&ladder, level);
        let told = |step: &StepFromBelow| -> Vec<String> {
            let told = level.statements().map(|statement| match step.earlier(&statement.id).unwrap() {
                Earlier::Nothing => format!("{} is new", statement.id),
                Earlier::Same => format!("{} is the same", statement.id),
                Earlier::Words { statement: earlier, origin, is_guess } => {
                    let guess = if is_guess { ", perhaps" } else { "" };
                    format!("{} < {} of {}{guess}", statement.id, earlier.id, origin.id)
                }
            });
            told.collect()
        };
        let found = step.as_ref().map(|step| (step.base.id.as_str().to_owned(), told(step)));
        let expected = expected.map(|(base, told)| {
            (base.to_owned(), told.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>())
        });
        assert_eq!(found, expected, "{}", level.id);
        let new_ones =
            expected.map_or(0, |(_, told)| told.iter().filter(|line| line.ends_with("new")).count());
        assert_eq!(step.map_or(0, |step| step.new_ones()), new_ones);
    }

    #[test]
    fn each_statement_is_told_from_the_level_below() {
        let as_it_is = |_: &mut Draft| {};
        check(as_it_is, "junior", None);
        check(as_it_is, "senior", Some(("junior", &["s.code < j.code of junior", "s.review is new"])));
        check(as_it_is, "lead", Some(("senior", &["l.design is new"])));
        check(as_it_is, "head", Some(("senior", &["h.code < s.code of senior", "h.design is new"])));
    }

    #[test]
    fn what_the_level_below_inherits_counts_and_a_guess_is_one() {
        let same = |draft: &mut Draft| {
            draft.levels[1].sections[0].statements[0].text = Text::plain("Writes.");
        };
        check(same, "senior", Some(("junior", &["s.code is the same", "s.review is new"])));
        let inherited = |draft: &mut Draft| drop(draft.levels[1].sections[0].statements.remove(0));
        check(inherited, "head", Some(("senior", &["h.code < j.code of junior", "h.design is new"])));
        let alike = |draft: &mut Draft| {
            draft.levels[0].sections[0].statements[1].text = Text::plain("Reviews designs every week.");
            let review = &mut draft.levels[1].sections[0].statements[1];
            review.topic = None;
            review.text = Text::plain("Reviews designs every day.");
        };
        let told = ["s.code < j.code of junior", "s.review < j.free of junior, perhaps"];
        check(alike, "senior", Some(("junior", &told)));
    }
}
