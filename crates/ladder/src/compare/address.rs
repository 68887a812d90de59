//! What a reader compares, as it stands in the address: `?levels=senior,staff&rows=all`.

use crate::model::id::{AreaId, LevelId};
use crate::model::ladder::Ladder;
use crate::query;

/// The most levels that stand side by side; more columns cannot be read.
pub const MAX_LEVELS: usize = 4;

/// What a reader compares, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Different levels in the order of their columns, at most [`MAX_LEVELS`].
    pub levels: Vec<LevelId>,
    /// Which rows show at first.
    pub rows: Rows,
    /// Which of a level's statements count.
    pub scope: Scope,
    /// The only area that shows; all where there is none.
    pub area: Option<AreaId>,
    /// How raised statements show.
    pub wording: Wording,
}

/// Which rows of a comparison show at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rows {
    /// Those in which two levels differ.
    #[default]
    Differences,
    /// All: what is the same for all levels is unfolded, too.
    All,
}

/// Which of a level's statements are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All that the level asks for, with what it inherits.
    #[default]
    All,
    /// Its own.
    Own,
}

/// How a statement shows that stands for another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wording {
    /// With the words that have changed marked, where that helps.
    #[default]
    Marked,
    /// As it is.
    Plain,
}

impl Comparison {
    /// Two levels side by side, with no other choice.
    pub fn between(left: &LevelId, right: &LevelId) -> Self {
        Self { levels: vec![left.clone(), right.clone()], ..Self::default() }
    }

    /// Reads the query of an address, with or without its question mark. What makes no sense in it is left out: an
    /// unknown key, level or area, a level that comes twice, a fifth level.
    pub fn parse(ladder: &Ladder, query: &str) -> Self {
        let mut read = Self::default();
        for (key, value) in query::parse(query) {
            match (&*key, &*value) {
                ("levels", ids) => {
                    for id in ids.split(',') {
                        if let Some(level) = ladder.level_called(id) {
                            read.add(&level.id);
                        }
                    }
                }
                ("rows", "all") => read.rows = Rows::All,
                ("scope", "own") => read.scope = Scope::Own,
                ("words", "plain") => read.wording = Wording::Plain,
                ("area", id) => {
                    let area = ladder.areas.iter().find(|area| area.id.as_str() == id);
                    read.area = area.map(|area| area.id.clone());
                }
                _ => {}
            }
        }
        read
    }

    /// The query of its address, with the question mark; empty where there is nothing to say.
    pub fn to_query(&self) -> String {
        let mut pairs = Vec::new();
        if !self.levels.is_empty() {
            let ids: Vec<_> = self.levels.iter().map(LevelId::as_str).collect();
            pairs.push(("levels", ids.join(",")));
        }
        if self.rows == Rows::All {
            pairs.push(("rows", "all".into()));
        }
        if self.scope == Scope::Own {
            pairs.push(("scope", "own".into()));
        }
        if let Some(area) = &self.area {
            pairs.push(("area", area.to_string()));
        }
        if self.wording == Wording::Plain {
            pairs.push(("words", "plain".into()));
        }
        query::write(&pairs)
    }

    /// Adds a level as the last column, unless it is there or there is no room.
    pub fn add(&mut self, level: &LevelId) {
        if self.levels.len() < MAX_LEVELS && !self.levels.contains(level) {
            self.levels.push(level.clone());
        }
    }

    /// Puts `level` into a column, or takes the column out where there is none. A level that stands in another
    /// column changes places with the one that it replaces.
    pub fn choose(&mut self, column: usize, level: Option<&LevelId>) {
        let Some(level) = level else {
            if column < self.levels.len() {
                self.levels.remove(column);
            }
            return;
        };
        match self.levels.iter().position(|other| other == level) {
            Some(other) if column < self.levels.len() => self.levels.swap(other, column),
            Some(_) => {}
            None => match self.levels.get_mut(column) {
                Some(slot) => *slot = level.clone(),
                None => self.add(level),
            },
        }
    }

    /// Changes places of a column and the one before it.
    pub fn swap_with_previous(&mut self, column: usize) {
        if column > 0 && column < self.levels.len() {
            self.levels.swap(column - 1, column);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::draft;
    use proptest::prelude::*;

    fn ladder() -> Ladder {
        Ladder::new(draft()).unwrap()
    }

    #[test]
    fn any_address_gives_a_comparison() {
        for (query, expected) in [
            ("", ""),
            ("?", ""),
            ("?levels=junior,senior", "?levels=junior,senior"),
            ("levels=junior%2Csenior", "?levels=junior,senior"),
            ("?levels=senior,junior,senior", "?levels=senior,junior"),
            ("?levels=,,junior,gone,&levels=head", "?levels=junior,head"),
            ("?levels=junior,senior,lead,head", "?levels=junior,senior,lead,head"),
            (
                "?levels=junior&rows=all&scope=own&area=craft&words=plain&x=y",
                "?levels=junior&rows=all&scope=own&area=craft&words=plain",
            ),
            // Addresses of the earlier version say which columns a narrow screen shows.
            ("?levels=junior,senior,lead&from=1", "?levels=junior,senior,lead"),
            ("?rows=none&scope=&area=gone&words", ""),
            ("?levels=%FF%00&&&=&==%", ""),
        ] {
            assert_eq!(Comparison::parse(&ladder(), query).to_query(), expected, "{query}");
        }
    }

    #[test]
    fn columns_are_chosen_swapped_and_taken_out() {
        type Act = fn(&mut Comparison, &dyn Fn(&str) -> LevelId);
        let cases: [(Act, &str); 9] = [
            (|c, id| c.choose(0, Some(&id("head"))), "head,senior"),
            (|c, id| c.choose(0, Some(&id("senior"))), "senior,junior"),
            (|c, id| c.choose(0, Some(&id("junior"))), "junior,senior"),
            (|c, id| c.choose(2, Some(&id("head"))), "junior,senior,head"),
            (|c, id| c.choose(2, Some(&id("junior"))), "junior,senior"),
            (|c, _| c.choose(0, None), "senior"),
            (|c, _| c.choose(2, None), "junior,senior"),
            (|c, _| c.swap_with_previous(1), "senior,junior"),
            (|c, _| c.swap_with_previous(0), "junior,senior"),
        ];
        for (at, (act, expected)) in cases.into_iter().enumerate() {
            let id = |id: &str| LevelId::new(id).unwrap();
            let mut comparison = Comparison::between(&id("junior"), &id("senior"));
            act(&mut comparison, &id);
            assert_eq!(comparison.to_query(), ["?levels=", expected].concat(), "case {at}");
        }
    }

    fn any_comparison() -> impl Strategy<Value = Comparison> {
        let levels =
            proptest::sample::subsequence(vec!["junior", "senior", "lead", "head"], 0..=4).prop_shuffle();
        (levels, any::<[bool; 4]>()).prop_map(|(levels, [all, own, area, plain])| Comparison {
            levels: levels.into_iter().map(|id| LevelId::new(id).unwrap()).collect(),
            rows: if all { Rows::All } else { Rows::Differences },
            scope: if own { Scope::Own } else { Scope::All },
            area: area.then(|| AreaId::new("craft").unwrap()),
            wording: if plain { Wording::Plain } else { Wording::Marked },
        })
    }

    proptest! {
        #[test]
        fn every_comparison_survives_its_address(comparison in any_comparison()) {
            prop_assert_eq!(Comparison::parse(&ladder(), &comparison.to_query()), comparison);
        }

        #[test]
        fn no_address_is_an_error(query in ".*") {
            let read = Comparison::parse(&ladder(), &query);
            prop_assert_eq!(Comparison::parse(&ladder(), &read.to_query()), read);
        }
    }
}
