//! What a reader looks for, as it stands in the address: `?q=mentor&track=technical&area=craft,people`.

use crate::model::ladder::Ladder;
use crate::query;

/// How many results show at first, some screens full on a phone; more show in multiples of this.
pub const PAGE: usize = 15;

/// What results can be narrowed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// The track of their level.
    Track,
    /// Their level.
    Level,
    /// Their area.
    Area,
    /// Their topic.
    Topic,
}

/// What a reader looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// The words as typed.
    pub words: String,
    /// For each facet, in the order of [`Facet::ALL`], the places of the values chosen among
    /// [`Facet::values`], in order; any value where none is chosen.
    pub chosen: [Vec<usize>; 4],
    /// How many results show at most.
    pub shown: usize,
}

impl Facet {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Track, Self::Level, Self::Area, Self::Topic];

    /// What it is called, and its key in the address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Track => "track",
            Self::Level => "level",
            Self::Area => "area",
            Self::Topic => "topic",
        }
    }

    /// The ids and titles of its values, in ladder order.
    pub fn values(self, ladder: &Ladder) -> Vec<(&str, &str)> {
        let mut values = Vec::new();
        match self {
            Self::Track => {
                for track in &ladder.tracks {
                    values.push((track.id.as_str(), track.title.as_str()));
                }
            }
            Self::Level => {
                for level in &ladder.levels {
                    values.push((level.id.as_str(), level.title.as_str()));
                }
            }
            Self::Area => {
                for area in &ladder.areas {
                    values.push((area.id.as_str(), area.title.as_str()));
                }
            }
            Self::Topic => {
                for area in &ladder.areas {
                    for topic in &area.topics {
                        values.push((topic.id.as_str(), topic.title.as_str()));
                    }
                }
            }
        }
        values
    }
}

impl Default for Search {
    fn default() -> Self {
        Self { words: String::new(), chosen: Default::default(), shown: PAGE }
    }
}

impl Search {
    /// Reads the query of an address, with or without its question mark. What makes no sense in it is left out.
    pub fn parse(ladder: &Ladder, query: &str) -> Self {
        let mut read = Self::default();
        for (key, value) in query::parse(query) {
            match &*key {
                "q" => read.words = value.into_owned(),
                "show" => {
                    let pages = value.parse().unwrap_or(PAGE).div_ceil(PAGE).max(1);
                    read.shown = pages.saturating_mul(PAGE);
                }
                _ => {
                    for (facet, chosen) in Facet::ALL.into_iter().zip(&mut read.chosen) {
                        if key == facet.key() {
                            for (at, (id, _)) in facet.values(ladder).into_iter().enumerate() {
                                if value.split(',').any(|chosen| chosen == id) {
                                    choose(chosen, at, true);
                                }
                            }
                        }
                    }
                }
            }
        }
        read
    }

    /// The query of its address, with the question mark; empty where nothing is looked for.
    pub fn to_query(&self, ladder: &Ladder) -> String {
        let mut pairs = Vec::new();
        if !self.words.is_empty() {
            pairs.push(("q", self.words.clone()));
        }
        for (facet, chosen) in Facet::ALL.into_iter().zip(&self.chosen) {
            let values = facet.values(ladder);
            let ids: Vec<_> = chosen.iter().filter_map(|at| values.get(*at)).map(|(id, _)| *id).collect();
            if !ids.is_empty() {
                pairs.push((facet.key(), ids.join(",")));
            }
        }
        if self.shown > PAGE {
            pairs.push(("show", self.shown.to_string()));
        }
        query::write(&pairs)
    }

    /// The same search with a value of a facet chosen, or no longer, from its first results on.
    pub fn toggled(&self, facet: Facet, value: usize) -> Self {
        let mut search = Self { shown: PAGE, ..self.clone() };
        if let Some(chosen) = search.chosen.get_mut(facet as usize) {
            let is_chosen = chosen.contains(&value);
            choose(chosen, value, !is_chosen);
        }
        search
    }

    /// A search for all that has one value of a facet, by its id; for everything where there is no such value.
    pub fn only(ladder: &Ladder, facet: Facet, id: &str) -> Self {
        let mut search = Self::default();
        let place = facet.values(ladder).iter().position(|(value, _)| *value == id);
        for (of, chosen) in Facet::ALL.into_iter().zip(&mut search.chosen) {
            chosen.extend(place.filter(|_| of == facet));
        }
        search
    }

    /// The same search without anything chosen of `facet`, or of any where there is none.
    pub fn without(&self, facet: Option<Facet>) -> Self {
        let mut search = Self { shown: PAGE, ..self.clone() };
        for (other, chosen) in Facet::ALL.into_iter().zip(&mut search.chosen) {
            if facet.is_none_or(|facet| facet == other) {
                chosen.clear();
            }
        }
        search
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && !self.is_narrowed()
    }

    /// Whether a value of a facet is chosen.
    pub fn is_narrowed(&self) -> bool {
        self.chosen.iter().any(|chosen| !chosen.is_empty())
    }
}

/// Keeps `chosen` sorted and without repeats.
fn choose(chosen: &mut Vec<usize>, value: usize, on: bool) {
    match (chosen.binary_search(&value), on) {
        (Err(place), true) => chosen.insert(place, value),
        (Ok(place), false) => {
            chosen.remove(place);
        }
        _ => {}
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
    fn any_address_gives_a_search() {
        for (query, expected) in [
            ("", ""),
            ("?q=", ""),
            ("?q=code+review", "?q=code+review"),
            ("q=a%26b&level=head,junior&level=gone", "?q=a%26b&level=junior,head"),
            (
                "?topic=review,code,code&track=technical&area=craft",
                "?track=technical&area=craft&topic=code,review",
            ),
            ("?level=,,&topic&x=y", ""),
            ("?show=31", "?show=45"),
            ("?show=0", ""),
            ("?show=-1&q=x", "?q=x"),
        ] {
            assert_eq!(Search::parse(&ladder(), query).to_query(&ladder()), expected, "{query}");
        }
    }

    #[test]
    fn one_value_alone_is_searched() {
        let ladder = Ladder::new(draft()).unwrap();
        for (facet, id, expected) in [
            (Facet::Track, "technical", "?track=technical"),
            (Facet::Level, "senior", "?level=senior"),
            (Facet::Area, "craft", "?area=craft"),
            (Facet::Area, "senior", ""),
        ] {
            assert_eq!(Search::only(&ladder, facet, id).to_query(&ladder), expected);
        }
    }

    #[test]
    fn values_are_toggled_and_cleared() {
        let search = Search::parse(&ladder(), "?q=x&level=senior&topic=code&show=60");
        let told = |search: Search| search.to_query(&ladder());
        assert_eq!(told(search.toggled(Facet::Level, 0)), "?q=x&level=junior,senior&topic=code");
        assert_eq!(told(search.toggled(Facet::Level, 1)), "?q=x&topic=code");
        assert_eq!(told(search.without(Some(Facet::Topic))), "?q=x&level=senior");
        assert_eq!(told(search.without(None)), "?q=x");
        assert!(search.is_narrowed() && !search.without(None).is_narrowed());
        assert!(Search { words: "  ".into(), ..Search::default() }.is_empty());
    }

    proptest! {
        #[test]
        fn every_search_survives_its_address(
            words in ".*",
            tracks in proptest::sample::subsequence(vec![0, 1], 0..=2),
            levels in proptest::sample::subsequence(vec![0, 1, 2, 3], 0..=4),
            topics in proptest::sample::subsequence(vec![0, 1, 2], 0..=3),
            pages in 1..9_usize,
        ) {
            let search = Search { words, chosen: [tracks, levels, vec![], topics], shown: pages * PAGE };
            prop_assert_eq!(Search::parse(&ladder(), &search.to_query(&ladder())), search);
        }

        #[test]
        fn no_address_is_an_error(query in ".*") {
            let read = Search::parse(&ladder(), &query);
            prop_assert_eq!(Search::parse(&ladder(), &read.to_query(&ladder())), read);
        }
    }
}
