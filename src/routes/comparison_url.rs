//! Where a comparison stands: two levels at the page of their pair, every other choice in the query of the page that compares.

use rungs_ladder::compare::{self, Comparison};
use rungs_ladder::ladder::Ladder;

use super::Route;

/// The address of a comparison: its page, and the query there.
pub fn comparison_address(ladder: &Ladder, comparison: &Comparison) -> (Route, String) {
    if let [left, right] = comparison.levels.as_slice()
        && *comparison == Comparison::between(left, right)
        && compare::pair(ladder, left, right).is_some_and(|(first, _)| first.id == *left)
    {
        return (Route::Pair(left.clone(), right.clone()), String::new());
    }
    (Route::Compare, comparison.to_query())
}

/// The comparison at an address. On the page of a pair, a query may add choices, but levels only instead of the pair.
pub fn comparison_at(ladder: &Ladder, route: Option<&Route>, query: &str) -> Comparison {
    let mut comparison = Comparison::parse(ladder, query);
    if let Some(Route::Pair(left, right)) = route
        && comparison.levels.is_empty()
    {
        comparison.levels =
            [left, right].into_iter().filter_map(|id| Some(ladder.level(id)?.id.clone())).collect();
    }
    comparison
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rungs_ladder::compare::{Rows, Scope, Wording};
    use rungs_ladder::example::draft;
    use rungs_ladder::id::{AreaId, LevelId};

    fn ladder() -> Ladder {
        Ladder::new(draft()).unwrap()
    }

    #[test]
    fn two_levels_have_a_page_and_other_choices_a_query() {
        for (query, expected) in [
            ("", "compare/"),
            ("?levels=junior", "compare/?levels=junior"),
            ("?levels=junior,senior", "compare/junior/senior/"),
            // A reader has swapped them.
            ("?levels=senior,junior", "compare/?levels=senior,junior"),
            ("?levels=junior,senior,lead", "compare/?levels=junior,senior,lead"),
            ("?levels=junior,senior&scope=own", "compare/?levels=junior,senior&scope=own"),
        ] {
            let (route, written) = comparison_address(&ladder(), &Comparison::parse(&ladder(), query));
            assert_eq!(route.path() + &written, expected, "{query}");
        }
    }

    #[test]
    fn a_pair_takes_other_choices_along() {
        let id = |id: &str| LevelId::new(id).unwrap();
        let pair = Route::Pair(id("junior"), id("senior"));
        for (query, expected) in [
            ("", "compare/junior/senior/"),
            ("?utm_source=x", "compare/junior/senior/"),
            ("?scope=own", "compare/?levels=junior,senior&scope=own"),
            ("?levels=lead,head", "compare/lead/head/"),
        ] {
            let comparison = comparison_at(&ladder(), Some(&pair), query);
            let (route, written) = comparison_address(&ladder(), &comparison);
            assert_eq!(route.path() + &written, expected, "{query}");
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
        fn every_comparison_survives_its_page_and_query(comparison in any_comparison()) {
            let (route, query) = comparison_address(&ladder(), &comparison);
            prop_assert_eq!(Route::parse(&route.path()), Ok(route.clone()));
            prop_assert_eq!(comparison_at(&ladder(), Some(&route), &query), comparison);
        }
    }
}
