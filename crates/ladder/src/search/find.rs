//! Results, best first within each level, and how many there would be if something else were chosen.

use std::cmp::Reverse;
use std::ops::Range;

use super::address::{Facet, Search};
use super::index::{Entry, Index};
use super::place::{Passage, Place};
use super::settle::Settled;
use super::wanted::{Wanted, joined, wanted};
use crate::fold;
use crate::model::ladder::{Ladder, Level, Point, Statement};

/// What a word counts that a statement has from the title of its level, area or track.
const AROUND: u32 = 16;

/// What a word in the title of a place counts beside its match: more than any match outside.
const TITLE: u32 = 128;

/// What was found.
#[derive(Debug)]
pub struct Found<'a> {
    /// The levels with results, in ladder order.
    pub groups: Vec<Group<'a>>,
    /// How many results there are.
    pub total: usize,
    /// Tracks, levels, areas, topics and notes that have all words, the best first; none where no word is looked for.
    /// They are not counted among the results.
    pub places: Vec<Place<'a>>,
    /// For each facet, in the order of [`Facet::ALL`], how many results each of its values has or would have if it
    /// were chosen beside what is chosen of the other facets.
    pub counts: [Vec<usize>; 4],
    /// The words that were looked for, where they are others than those typed: some were taken for typing mistakes or
    /// for several words in one, or the last, just begun, led nowhere.
    pub corrected: Option<String>,
    /// Where nothing is found: what to leave out to find most.
    pub loosen: Option<Loosen>,
    wanted: Vec<Wanted>,
}

/// The results of a level.
#[derive(Debug)]
pub struct Group<'a> {
    /// The level that the results belong to.
    pub level: &'a Level,
    /// The best first; equals in ladder order.
    pub hits: Vec<&'a Statement>,
}

/// What to leave out of a search that finds nothing, and how much is then found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loosen {
    /// What is chosen of one facet.
    Facet(Facet, usize),
    /// What is chosen of all facets: no single one is enough.
    Facets(usize),
    /// One word.
    Word {
        /// The word.
        word: String,
        /// The words without it.
        rest: String,
        /// How much is then found.
        hits: usize,
    },
}

/// What a search has seen of a statement or a place.
#[derive(Clone, Default)]
struct Seen {
    /// A bit for each word that matches.
    words: u32,
    /// The same for its topic or title alone.
    in_title: u32,
    score: u32,
    /// The word that matched last, from 1, and how well.
    last: (usize, u32),
}

/// How many of the words a statement lacks.
enum Missing {
    None,
    /// The one at that place among the words.
    One(usize),
    More,
}

/// Which of `count` words a statement lacks that has those of the bits `has`.
fn missing(has: u32, count: usize) -> Missing {
    match count.saturating_sub(has.count_ones() as usize) {
        0 => Missing::None,
        // Words are marked from the first on.
        1 => Missing::One(has.trailing_ones() as usize),
        _ => Missing::More,
    }
}

/// For each facet, whether each of its values lets a statement through. One more for statements without a topic.
struct Filter([Vec<bool>; 4]);

/// Which facets do not let a statement through.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rejection {
    None,
    /// Only the one at that place in [`Facet::ALL`].
    One(usize),
    More,
}

impl Filter {
    fn new(ladder: &Ladder, search: &Search) -> Self {
        let passes = |facet: Facet| {
            let chosen = search.chosen.get(facet as usize).map_or(&[][..], Vec::as_slice);
            let values = 0..=facet.values(ladder).len();
            values.map(|value| chosen.is_empty() || chosen.contains(&value)).collect()
        };
        Self(Facet::ALL.map(passes))
    }

    fn rejection(&self, entry: &Entry) -> Rejection {
        let mut rejection = Rejection::None;
        for (facet, (passes, value)) in self.0.iter().zip(entry.values).enumerate() {
            if !passes.get(value).copied().unwrap_or_default() {
                match rejection {
                    Rejection::None => rejection = Rejection::One(facet),
                    _ => return Rejection::More,
                }
            }
        }
        rejection
    }

    /// Whether a place passes, which need not have a value of each facet.
    fn passes(&self, values: &[Option<usize>; 4]) -> bool {
        let mut facets = self.0.iter().zip(values);
        facets.all(|(passes, value)| value.is_none_or(|value| passes.get(value).copied().unwrap_or_default()))
    }
}

/// What is counted while statements are gone through.
struct Tally<'a> {
    hits: Vec<Hit<'a>>,
    /// As [`Found::counts`], with one more for statements without a topic.
    counts: [Vec<usize>; 4],
    /// How many statements have all words, whatever is chosen.
    with_words: usize,
    /// How many results there would be without what is chosen of each facet.
    without_facet: [usize; 4],
    /// How many results there would be without each word.
    without_word: Vec<usize>,
}

/// A statement that is found.
struct Hit<'a> {
    /// The place of its level in the ladder.
    level: usize,
    score: u32,
    statement: &'a Statement,
}

impl<'a> Tally<'a> {
    fn new(filter: &Filter, words: usize) -> Self {
        Self {
            hits: Vec::new(),
            counts: filter.0.each_ref().map(|values| vec![0; values.len()]),
            with_words: 0,
            without_facet: [0; 4],
            without_word: vec![0; words],
        }
    }

    /// Counts a statement that has all words.
    fn count(&mut self, entry: &Entry<'a>, rejection: Rejection, score: u32) {
        self.with_words += 1;
        for (facet, (counts, value)) in self.counts.iter_mut().zip(entry.values).enumerate() {
            // It counts for the values of a facet where all others let it pass.
            if (rejection == Rejection::None || rejection == Rejection::One(facet))
                && let Some(count) = counts.get_mut(value)
            {
                *count += 1;
            }
        }
        let [_, level, _, _] = entry.values;
        match rejection {
            Rejection::None => self.hits.push(Hit { level, score, statement: entry.statement }),
            Rejection::One(facet) => {
                self.without_facet.get_mut(facet).into_iter().for_each(|hits| *hits += 1);
            }
            Rejection::More => {}
        }
    }
}

/// Without the count of the statements that have no topic, which no value stands for.
fn without_last(mut counts: Vec<usize>) -> Vec<usize> {
    counts.pop();
    counts
}

impl<'a> Index<'a> {
    /// Finds the statements that have all words, in the tracks, levels, areas and topics chosen, and the places beside
    /// them. A word that a statement lacks may stand in the title of its level, area or track.
    pub fn find(&self, search: &Search) -> Found<'a> {
        let words = wanted(&search.words);
        let begun = words.split_last().filter(|(last, before)| {
            let is_being_typed = last.begins && search.words.ends_with(&last.typed) && last.is_short();
            is_being_typed && !last.follows && !before.is_empty()
        });
        // A letter that is no word of the ladder is not a whole word yet: it ranks, and nothing goes.
        let optional =
            begun.is_some_and(|(last, _)| last.letters.chars().count() == 1 && !self.has_exactly(last));
        let found = self.find_words(search, self.settle(words.clone()), optional);
        let leads_nowhere = found.total == 0
            && found.places.is_empty()
            && !matches!(found.loosen, Some(Loosen::Facet(..) | Loosen::Facets(_)));
        if let Some((_, before)) = begun.filter(|_| leads_nowhere) {
            let words = Settled { is_corrected: true, ..self.settle(before.to_vec()) };
            let shorter = self.find_words(search, words, false);
            if shorter.total > 0 || !shorter.places.is_empty() {
                return shorter;
            }
        }
        found
    }

    /// What has all words, but for the last one where that is `optional`.
    fn find_words(&self, search: &Search, words: Settled, optional: bool) -> Found<'a> {
        let Settled { words: wanted, is_corrected } = words;
        let granted = if optional { 1 << wanted.len().saturating_sub(1) } else { 0 };
        let seen = self.seen(&wanted);
        let (statements, others) = seen.split_at_checked(self.entries.len()).unwrap_or((&seen, &[]));
        let has_phrase = wanted.iter().any(|word| word.follows);
        let filter = Filter::new(self.ladder, search);
        let mut tally = Tally::new(&filter, wanted.len());
        let around = self.around(others);
        for (entry, seen) in self.entries.iter().zip(statements) {
            if seen.words & !granted == 0 && !wanted.is_empty() {
                continue;
            }
            let has = seen.words | around.of(entry) | granted;
            match missing(has, wanted.len()) {
                Missing::None if has_phrase && !self.has_phrases(entry, &wanted) => {}
                Missing::None => {
                    let score = seen.score + AROUND * (has & !seen.words & !granted).count_ones();
                    tally.count(entry, filter.rejection(entry), score);
                }
                Missing::One(word) if filter.rejection(entry) == Rejection::None => {
                    tally.without_word.get_mut(word).into_iter().for_each(|hits| *hits += 1);
                }
                Missing::One(_) | Missing::More => {}
            }
        }
        let total = tally.hits.len();
        let loosen = if total > 0 { None } else { loosen(&tally, &wanted) };
        let corrected = is_corrected.then(|| joined(&wanted, wanted.len()));
        let Tally { counts, hits, .. } = tally;
        Found {
            groups: self.groups(hits),
            total,
            places: self.found_places(others, &filter, &wanted, granted),
            counts: counts.map(without_last),
            corrected,
            loosen,
            wanted,
        }
    }

    /// What has which of the words: statements, then places.
    fn seen(&self, wanted: &[Wanted]) -> Vec<Seen> {
        let mut seen = vec![Seen::default(); self.entries.len() + self.places.len()];
        for (at, word) in wanted.iter().enumerate() {
            self.mark(at, word, &mut seen);
        }
        seen
    }

    fn around(&self, seen: &[Seen]) -> Around {
        let mut around = Around(Default::default());
        for (entry, seen) in self.places.iter().zip(seen) {
            let titles = match entry.place {
                Place::Track(_) => 0,
                Place::Level(_) => 1,
                Place::Area(_) => 2,
                Place::Topic(..) | Place::Section(..) => continue,
            };
            around.0.get_mut(titles).into_iter().for_each(|titles| titles.push(seen.in_title));
        }
        around
    }

    /// The places that have all words, the best first; equals in the order of the ladder.
    fn found_places(
        &self,
        seen: &[Seen],
        filter: &Filter,
        wanted: &[Wanted],
        granted: u32,
    ) -> Vec<Place<'a>> {
        let mut places: Vec<(u32, Place<'a>)> = Vec::new();
        for (entry, seen) in self.places.iter().zip(seen) {
            let has_some = seen.words & !granted != 0;
            let has_all = has_some && (seen.words | granted).count_ones() as usize == wanted.len();
            if has_all && filter.passes(&entry.values) {
                let mut texts: Vec<String> = entry.place.titles().into_iter().map(str::to_owned).collect();
                texts.extend(entry.place.passages().into_iter().map(Passage::to_plain));
                if have_phrases(&texts, wanted) {
                    places.push((seen.score, entry.place));
                }
            }
        }
        places.sort_by_key(|(score, _)| Reverse(*score));
        places.into_iter().map(|(_, place)| place).collect()
    }

    /// The results by level, the best of each first; of equals, the first in the ladder.
    fn groups(&self, mut hits: Vec<Hit<'a>>) -> Vec<Group<'a>> {
        hits.sort_by_key(|hit| (hit.level, Reverse(hit.score)));
        let groups = hits.chunk_by(|hit, next| hit.level == next.level).filter_map(|hits| {
            let level = self.ladder.levels.get(hits.first()?.level)?;
            Some(Group { level, hits: hits.iter().map(|hit| hit.statement).collect() })
        });
        groups.collect()
    }

    /// Notes what has `wanted`, the `at`-th word.
    fn mark(&self, at: usize, wanted: &Wanted, seen: &mut [Seen]) {
        for word in &self.words {
            let Some(quality) = wanted.quality(&word.letters, word.is_unspaced) else { continue };
            for mention in &word.mentions {
                let place = (mention / 2) as usize;
                let Some(seen) = seen.get_mut(place) else { continue };
                let is_in_title = mention % 2 == 1;
                let quality = match is_in_title {
                    true if place >= self.entries.len() => quality + TITLE,
                    true => quality + 1,
                    false => quality,
                };
                // The best of the words that match this one counts.
                if seen.last.0 != at + 1 {
                    seen.last = (at + 1, 0);
                    seen.words |= 1 << at;
                }
                if is_in_title {
                    seen.in_title |= 1 << at;
                }
                if quality > seen.last.1 {
                    seen.score += quality - seen.last.1;
                    seen.last.1 = quality;
                }
            }
        }
    }

    /// Whether the words that must follow one another do so, in the topic, the text, one point, or a title around it.
    fn has_phrases(&self, entry: &Entry, wanted: &[Wanted]) -> bool {
        let topic = entry.statement.topic.as_ref().and_then(|topic| self.ladder.topic(topic));
        let mut texts = vec![topic.map(|topic| topic.title.clone()).unwrap_or_default()];
        texts.push(entry.statement.text.to_plain());
        add_points(&mut texts, &entry.statement.children);
        let [track, level, area, _] = entry.values;
        texts.extend(self.ladder.tracks.get(track).map(|track| track.title.clone()));
        texts.extend(self.ladder.areas.get(area).map(|area| area.title.clone()));
        let level = self.ladder.levels.get(level);
        texts.extend(level.into_iter().flat_map(|level| [level.title.clone(), level.short.clone()]));
        have_phrases(&texts, wanted)
    }
}

/// Which words stand in the titles of each track, level and area.
struct Around([Vec<u32>; 3]);

impl Around {
    fn of(&self, entry: &Entry) -> u32 {
        let titles = self.0.iter().zip(entry.values);
        titles.fold(0, |bits, (titles, value)| bits | titles.get(value).copied().unwrap_or_default())
    }
}

impl<'a> Found<'a> {
    /// The places in `text` of the words that were looked for: byte ranges of whole characters, in order.
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        let mut places: Vec<Range<usize>> = Vec::new();
        fold::words(text, &mut |word, place| {
            let mut found = self.wanted.iter().filter(|wanted| wanted.is(word));
            if !fold::is_unspaced(word) {
                if found.next().is_some() {
                    places.push(place);
                }
                return;
            }
            let written = text.get(place.clone()).unwrap_or_default();
            for (at, part) in found.flat_map(|wanted| word.match_indices(wanted.letters.as_str())) {
                let part = fold::place_of(written, at..at + part.len());
                places.push(place.start + part.start..place.start + part.end);
            }
        });
        merged(places)
    }

    /// What `place` says in which a word that was looked for stands.
    pub fn passages(&self, place: Place<'a>) -> Vec<Passage<'a>> {
        let mut passages = place.passages();
        passages.retain(|passage| !self.highlights(&passage.to_plain()).is_empty());
        passages
    }
}

/// The ranges in order, those that touch made one.
fn merged(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_unstable_by_key(|place| place.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for place in places {
        match merged.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => merged.push(place),
        }
    }
    merged
}

fn add_points(texts: &mut Vec<String>, points: &[Point]) {
    for point in points {
        texts.push(point.text.to_plain());
        add_points(texts, &point.children);
    }
}

/// Whether each of the phrases stands in one of `texts`.
fn have_phrases(texts: &[String], wanted: &[Wanted]) -> bool {
    let mut phrases = wanted.chunk_by(|_, next| next.follows);
    phrases.all(|phrase| phrase.len() < 2 || texts.iter().any(|text| has_phrase(text, phrase)))
}

fn has_phrase(text: &str, phrase: &[Wanted]) -> bool {
    let mut said: Vec<String> = Vec::new();
    fold::words(text, &mut |word, _| said.push(word.into()));
    said.windows(phrase.len()).any(|said| phrase.iter().zip(said).all(|(wanted, word)| wanted.is(word)))
}

/// What to leave out to find most.
fn loosen(tally: &Tally, wanted: &[Wanted]) -> Option<Loosen> {
    let Tally { with_words, without_facet, without_word, .. } = tally;
    let mut best: Option<Loosen> = None;
    let mut most = 0;
    for (facet, hits) in Facet::ALL.into_iter().zip(without_facet) {
        if *hits > most {
            (best, most) = (Some(Loosen::Facet(facet, *hits)), *hits);
        }
    }
    if best.is_none() && *with_words > 0 {
        return Some(Loosen::Facets(*with_words));
    }
    for (at, (word, hits)) in wanted.iter().zip(without_word).enumerate() {
        // With one word there would be none left.
        if *hits > most && wanted.len() > 1 {
            let word = word.typed.clone();
            (best, most) = (Some(Loosen::Word { word, rest: joined(wanted, at), hits: *hits }), *hits);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::draft;
    use crate::model::id::{StatementId, TopicId};
    use crate::model::ladder::Ladder;
    use crate::model::text::{Inline, Mark, Text};
    use proptest::prelude::*;

    /// The levels of the test ladder with these statements: level, topic (`-` for none) and text.
    fn ladder(statements: &[(usize, &str, &str)]) -> Ladder {
        let mut draft = draft();
        for level in &mut draft.levels {
            level.sections[0].statements.clear();
        }
        for (at, (level, topic, text)) in statements.iter().enumerate() {
            draft.levels[*level].sections[0].statements.push(Statement {
                id: StatementId::new(&format!("s{at}")).unwrap(),
                topic: TopicId::new(topic).ok(),
                text: Text::plain(text),
                children: vec![],
            });
        }
        Ladder::new(draft).unwrap()
    }

    /// The ids found, by level: `junior s0 s1, head s2`.
    fn found(found: &Found) -> String {
        let group = |group: &Group| {
            let ids: Vec<_> = group.hits.iter().map(|hit| hit.id.as_str()).collect();
            format!("{} {}", group.level.id.as_str(), ids.join(" "))
        };
        found.groups.iter().map(group).collect::<Vec<_>>().join(", ")
    }

    fn find<'a>(ladder: &'a Ladder, query: &str) -> Found<'a> {
        Index::new(ladder).find(&Search::parse(ladder, query))
    }

    #[test]
    fn words_are_found_and_ranked() {
        let ladder = ladder(&[
            (0, "-", "Asks a mentor."),
            (0, "code", "Mentors nobody; codes."),
            (0, "review", "Reviews the code of a team."),
            (1, "review", "Mentors who review a codebase."),
            (1, "design", "Écrit du code: \u{201c}clair\u{201d}."),
            (3, "-", "Mentoring, code review; reviews code."),
        ]);
        for (query, expected) in [
            // By beginnings; exact before beginning, topic before text.
            ("mentor", "junior s0 s1, senior s3, head s5"),
            ("code", "junior s1 s2, senior s4 s3, head s5"),
            ("code ", "junior s1 s2, senior s4 s3, head s5"),
            // So are the words before the last one.
            ("code mentor", "junior s1, senior s3, head s5"),
            ("mentors code", "junior s1, senior s3"),
            ("re co me", "senior s3, head s5"),
            // Nothing goes while a word is only begun.
            ("mentor te", "junior s0 s1, senior s3"),
            ("mentor tea", ""),
            // Case, accents and punctuation do not count.
            ("ECRIT...du", "senior s4"),
            ("e\u{301}crit", "senior s4"),
            // Phrases, open and closed.
            ("\"code review\"", "head s5"),
            ("\"reviews co", "head s5"),
            ("“reviews code”", "head s5"),
            ("\"mentor\"", "junior s0"),
            ("\"a team\" reviews", "junior s2"),
            // Typing mistakes, only where nothing has the word as it is.
            ("mentr", "junior s0 s1, senior s3, head s5"),
            ("mentr code", "junior s1, senior s3, head s5"),
            ("mentosr", "junior s1, senior s3"),
            ("mentoirng code", "head s5"),
            ("cdoe", ""),
            ("menxxx", ""),
            ("", "junior s0 s1 s2, senior s3 s4, head s5"),
            ("…!", "junior s0 s1 s2, senior s3 s4, head s5"),
        ] {
            let search = Search { words: query.into(), ..Search::default() };
            let told = Index::new(&ladder).find(&search);
            assert_eq!(found(&told), expected, "{query}");
            assert_eq!(told.total, told.groups.iter().map(|group| group.hits.len()).sum::<usize>());
        }
    }

    #[test]
    fn corrections_are_told() {
        let ladder = ladder(&[
            (0, "-", "Mentors and delegates responsibility."),
            (0, "-", "Mentions it, mentions that."),
        ]);
        for (query, expected) in [
            ("mentors", None),
            ("?q=mentorz", Some("mentors")),
            // The nearer one, not the more frequent one.
            ("?q=mentorss", Some("mentors")),
            ("?q=responsability", Some("responsibility")),
            ("?q=responsabilty+mentors", Some("responsibility mentors")),
            ("?q=respnsblty", None),
            ("?q=nad", None),
            ("?q=delehates+resp", Some("delegates resp")),
            ("?q=delehat", Some("delegates")),
        ] {
            assert_eq!(find(&ladder, query).corrected.as_deref(), expected, "{query}");
        }
    }

    #[test]
    fn counts_follow_words_and_the_other_facets() {
        let ladder = ladder(&[
            (0, "code", "Writes code."),
            (0, "review", "Reads code."),
            (1, "code", "Writes good code."),
            (3, "-", "Reads reports."),
        ]);
        for (query, total, tracks, levels, topics) in [
            ("", 4, [3, 1], [2, 1, 0, 1], [2, 1, 0]),
            ("?q=code", 3, [3, 0], [2, 1, 0, 0], [2, 1, 0]),
            ("?q=reads", 2, [1, 1], [1, 0, 0, 1], [0, 1, 0]),
            ("?level=junior", 2, [2, 0], [2, 1, 0, 1], [1, 1, 0]),
            ("?level=junior,senior&topic=code", 2, [2, 0], [1, 1, 0, 0], [2, 1, 0]),
            ("?track=management", 1, [3, 1], [0, 0, 0, 1], [0, 0, 0]),
            ("?q=code&track=management", 0, [3, 0], [0, 0, 0, 0], [0, 0, 0]),
        ] {
            let found = find(&ladder, query);
            let areas = vec![found.total];
            assert_eq!(found.total, total, "{query}");
            assert_eq!(found.counts, [tracks.to_vec(), levels.to_vec(), areas, topics.to_vec()], "{query}");
        }
    }

    #[test]
    fn what_finds_nothing_can_be_loosened() {
        let ladder = ladder(&[
            (0, "code", "Writes code."),
            (1, "code", "Writes good code."),
            (3, "review", "Reads reports."),
        ]);
        let word =
            |word: &str, rest: &str, hits| Some(Loosen::Word { word: word.into(), rest: rest.into(), hits });
        for (query, expected) in [
            ("?q=code", None),
            ("?q=writes&track=management", Some(Loosen::Facet(Facet::Track, 2))),
            // Of two, the one whose removal finds more.
            ("?q=code&level=head&topic=review", Some(Loosen::Facets(2))),
            ("?q=code&level=junior&topic=review", Some(Loosen::Facet(Facet::Topic, 1))),
            ("?q=writes+reports", word("reports", "writes", 2)),
            ("?q=reads+tea", word("tea", "reads", 1)),
            ("?q=tea", None),
            ("?q=tea+milk", None),
        ] {
            let found = find(&ladder, query);
            assert_eq!(found.loosen, expected, "{query}");
            assert_eq!(found.total == 0, query != "?q=code");
        }
    }

    #[test]
    fn topics_and_points_are_read_and_marks_do_not_part_words() {
        let mut draft = draft();
        let statement = &mut draft.levels[0].sections[0].statements[0];
        statement.text =
            Text::from(vec![Inline::Words("Pre".into()), Inline::Mark(Mark::Em(Text::plain("paration")))]);
        let point = |text: &str, children| Point { text: Text::plain(text), children };
        statement.children = vec![point("outer", vec![point("inner words", vec![])])];
        let ladder = Ladder::new(draft).unwrap();
        for query in ["code", "preparation", "outer inner", "\"inner words\"", "code inner outer prep"] {
            assert_eq!(find(&ladder, &["?level=junior&q=", query].concat()).total, 1, "{query}");
        }
        assert_eq!(find(&ladder, "?q=\"outer inner\"").total, 0);
    }

    #[test]
    fn what_matched_is_highlighted() {
        let ladder = ladder(&[(0, "-", "Mentors the team: Résumés, and mentoring."), (0, "-", "Mentor.")]);
        for (query, text, expected) in [
            ("?q=mentor", "Mentors the team: Résumés, and mentoring.", "Mentors|mentoring"),
            ("?q=mentor+resu", "Mentors the team: Résumés", "Mentors|Résumés"),
            ("?q=resume", "re\u{301}sume\u{301}s!", "re\u{301}sume\u{301}s"),
            // What was typed wrong is highlighted as it was read.
            ("?q=mentros", "Mentors, mentoring", "Mentors"),
            ("", "Mentors", ""),
        ] {
            let found = find(&ladder, query);
            let marked: Vec<_> = found.highlights(text).into_iter().map(|place| &text[place]).collect();
            assert_eq!(marked.join("|"), expected, "{query}");
        }
    }

    /// Whether a statement has the words of a query, found the slow way: for words without typing mistakes.
    fn has_words(text: &str, around: &str, wanted: &[String]) -> bool {
        let has = |text: &str, word: &str| fold::joined(text).split(' ').any(|said| said.starts_with(word));
        wanted.iter().all(|word| has(text, word) || has(around, word))
            && wanted.iter().any(|word| has(text, word))
    }

    proptest! {
        #[test]
        fn the_index_finds_what_reading_everything_finds(
            texts in proptest::collection::vec("[a-d]{1,4}( [a-d]{1,4}){0,5}", 1..12),
            words in proptest::collection::vec("[a-d]{1,4}", 1..4),
        ) {
            let statements: Vec<_> = texts.iter().enumerate().map(|(at, text)| (at % 4, "-", text.as_str())).collect();
            let ladder = ladder(&statements);
            let search = Search { words: words.join(" "), ..Search::default() };
            let found = Index::new(&ladder).find(&search);
            let titles = ["junior technical", "senior technical", "lead technical", "head management"];
            let hits = |words: &[String]| {
                let texts = texts.iter().enumerate();
                let has = |(at, text): &(usize, &String)| {
                    has_words(text, &[titles[at % 4], " craft"].concat(), words)
                };
                texts.filter(has).count()
            };
            let (last, before) = words.split_last().unwrap();
            let is_word = texts.iter().any(|text| text.split(' ').any(|word| word == last));
            let mut expected = hits(&words);
            // A short last word that leads nowhere is left out, and a letter that is no word only ranks.
            if !before.is_empty() && ((last.len() == 1 && !is_word) || (last.len() <= 2 && expected == 0)) {
                expected = hits(before);
            }
            let places = found.places.len();
            // Without a statement, what is called so keeps the last word.
            prop_assert!(found.total == expected || (places > 0 && found.total == 0));
        }

        #[test]
        fn nothing_typed_fails_or_splits_a_character(words in ".*", text in ".*") {
            let ladder = ladder(&[(0, "code", "Reviews code."), (1, "-", &text)]);
            let found = Index::new(&ladder).find(&Search { words, ..Search::default() });
            let mut end = 0;
            for place in found.highlights(&text) {
                prop_assert!(end <= place.start && text.get(place.clone()).is_some());
                end = place.end;
            }
        }
    }
}
