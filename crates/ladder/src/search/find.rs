//! Results, best first within each level, and how many there would be if something else were chosen.

use std::cmp::Reverse;
use std::ops::Range;

use super::address::{Facet, Search};
use super::index::{Entry, Index, Word};
use super::typo::{distance, distance_to_beginning, forgiven};
use crate::fold;
use crate::model::ladder::{Ladder, Level, Point, Statement};

/// The most words that are looked for; those after them are passed over.
const MOST_WORDS: usize = 32;

/// How well a word matches. A match in a topic counts one more, which never outweighs a better match.
const EXACT: u32 = 128;
const BEGINS: u32 = 64;

/// What was found.
#[derive(Debug)]
pub struct Found<'a> {
    /// The levels with results, in ladder order.
    pub groups: Vec<Group<'a>>,
    /// How many results there are.
    pub total: usize,
    /// For each facet, in the order of [`Facet::ALL`], how many results each of its values has or would have if it
    /// were chosen beside what is chosen of the other facets.
    pub counts: [Vec<usize>; 4],
    /// The words that were looked for, where some were taken for typing mistakes.
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

/// A word that is looked for.
#[derive(Debug)]
struct Wanted {
    letters: String,
    /// Whether it matches longer words, too.
    begins: bool,
    /// Whether it must follow the word before it.
    follows: bool,
}

/// What a search has seen of a statement.
#[derive(Clone, Default)]
struct Seen {
    /// A bit for each word that matches.
    words: u32,
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

impl Seen {
    fn missing(&self, words: usize) -> Missing {
        match words - self.words.count_ones() as usize {
            0 => Missing::None,
            // Words are marked from the first on.
            1 => Missing::One(self.words.trailing_ones() as usize),
            _ => Missing::More,
        }
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
    /// Finds the statements that have all words, in the tracks, levels, areas and topics chosen.
    pub fn find(&self, search: &Search) -> Found<'a> {
        let mut wanted = wanted(&search.words);
        let mut seen = vec![Seen::default(); self.entries.len()];
        let is_corrected = self.mark_all(&mut wanted, &mut seen);
        let has_phrase = wanted.iter().any(|word| word.follows);
        let filter = Filter::new(self.ladder, search);
        let mut tally = Tally::new(&filter, wanted.len());
        for (entry, seen) in self.entries.iter().zip(&seen) {
            match seen.missing(wanted.len()) {
                Missing::None if has_phrase && !self.has_phrases(entry, &wanted) => {}
                Missing::None => tally.count(entry, filter.rejection(entry), seen.score),
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
            counts: counts.map(without_last),
            corrected,
            loosen,
            wanted,
        }
    }

    /// Notes which statements have which of the words. A word that none has is replaced by the nearest that one has;
    /// whether any was.
    fn mark_all(&self, wanted: &mut [Wanted], seen: &mut [Seen]) -> bool {
        let mut is_corrected = false;
        for (at, word) in wanted.iter_mut().enumerate() {
            if !self.mark(at, word, seen)
                && let Some(near) = self.nearest(word)
            {
                is_corrected = true;
                word.letters = near.into();
                self.mark(at, word, seen);
            }
        }
        is_corrected
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

    /// Notes which statements have `wanted`, the `at`-th word; whether any has.
    fn mark(&self, at: usize, wanted: &Wanted, seen: &mut [Seen]) -> bool {
        let mut any = false;
        for word in &self.words {
            let is_longer = word.letters.len() > wanted.letters.len();
            if !word.letters.starts_with(&wanted.letters) || (is_longer && !wanted.begins) {
                continue;
            }
            any = true;
            let quality = if is_longer { BEGINS } else { EXACT };
            for mention in &word.mentions {
                let Some(seen) = seen.get_mut((mention / 2) as usize) else { continue };
                let quality = quality + mention % 2;
                // The best of the words that match this one counts.
                if seen.last.0 != at + 1 {
                    seen.last = (at + 1, 0);
                    seen.words |= 1 << at;
                }
                if quality > seen.last.1 {
                    seen.score += quality - seen.last.1;
                    seen.last.1 = quality;
                }
            }
        }
        any
    }

    /// The word of the ladder that `wanted` may be meant for: with fewest mistakes, then most mentions.
    fn nearest(&self, wanted: &Wanted) -> Option<&str> {
        let typed = wanted.letters.chars().count();
        let most = forgiven(typed);
        if most == 0 {
            return None;
        }
        let cost = |word: &Word| {
            let letters = word.letters.chars().count();
            // Its beginning alone stands for it only where the whole does not come close.
            let whole = match letters.abs_diff(typed) <= most {
                true => distance(&wanted.letters, &word.letters, most),
                false => None,
            };
            let beginning = || match wanted.begins && letters > typed {
                true => distance_to_beginning(&wanted.letters, &word.letters, most),
                false => None,
            };
            whole.map(|mistakes| 2 * mistakes).or_else(|| Some(2 * beginning()? + 1))
        };
        let costs =
            self.words.iter().filter_map(|word| Some((cost(word)?, Reverse(word.mentions.len()), word)));
        let best = costs.min_by_key(|(cost, mentions, _)| (*cost, *mentions));
        best.map(|(_, _, word)| word.letters.as_str())
    }

    /// Whether the words that must follow one another do so, in the topic, the text or one point.
    fn has_phrases(&self, entry: &Entry, wanted: &[Wanted]) -> bool {
        let topic = entry.statement.topic.as_ref().and_then(|topic| self.ladder.topic(topic));
        let mut texts = vec![topic.map(|topic| topic.title.clone()).unwrap_or_default()];
        texts.push(entry.statement.text.to_plain());
        add_points(&mut texts, &entry.statement.children);
        wanted
            .chunk_by(|_, next| next.follows)
            .all(|phrase| texts.iter().any(|text| has_phrase(text, phrase)))
    }
}

impl Found<'_> {
    /// The places in `text` of the words that were looked for: byte ranges of whole characters, in order.
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        fold::words(text, &mut |word, place| {
            if self.wanted.iter().any(|wanted| wanted.is(word)) {
                places.push(place);
            }
        });
        places
    }
}

impl Wanted {
    fn is(&self, word: &str) -> bool {
        word == self.letters || (self.begins && word.starts_with(self.letters.as_str()))
    }
}

/// The words of a query. Those in quotes must follow one another; the last one may go on, unless its quote is
/// closed.
fn wanted(query: &str) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut is_quoted = false;
    let mut goes_on = false;
    let mut parts = query.split(['"', '“', '”', '„']).peekable();
    while let Some(part) = parts.next() {
        let is_closed = is_quoted && parts.peek().is_some();
        let mut follows = false;
        fold::words(part, &mut |word, _| {
            if wanted.len() < MOST_WORDS {
                wanted.push(Wanted { letters: word.into(), begins: false, follows });
                follows = is_quoted;
                goes_on = !is_closed;
            }
        });
        is_quoted = !is_quoted;
    }
    if let Some(last) = wanted.last_mut() {
        last.begins = goes_on;
    }
    wanted
}

fn add_points(texts: &mut Vec<String>, points: &[Point]) {
    for point in points {
        texts.push(point.text.to_plain());
        add_points(texts, &point.children);
    }
}

fn has_phrase(text: &str, phrase: &[Wanted]) -> bool {
    // A lone word is in the index already, and the text that it stands in does not matter.
    if phrase.len() < 2 {
        return true;
    }
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
            let word = word.letters.clone();
            (best, most) = (Some(Loosen::Word { word, rest: joined(wanted, at), hits: *hits }), *hits);
        }
    }
    best
}

/// The words but the one at `without`, as one would type them.
fn joined(wanted: &[Wanted], without: usize) -> String {
    let mut words = String::new();
    for (at, word) in wanted.iter().enumerate() {
        if at != without {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(&word.letters);
        }
    }
    words
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
            // The last word by its beginning; exact before beginning, topic before text.
            ("mentor", "junior s0 s1, senior s3, head s5"),
            ("code", "junior s1 s2, senior s4 s3, head s5"),
            ("code ", "junior s1 s2, senior s4 s3, head s5"),
            // Words before it as they are.
            ("code mentor", "junior s1, head s5"),
            ("mentors code", "junior s1, senior s3"),
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
            ("mentr code", ""),
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
            ("?q=mentor+resu", "Mentors the team: Résumés", "Résumés"),
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

    /// Whether a text has the words of a query, found the slow way: for words without typing mistakes.
    fn has_words(text: &str, wanted: &[String]) -> bool {
        let mut said = Vec::new();
        fold::words(text, &mut |word, _| said.push(word.to_owned()));
        let (last, others) = wanted.split_last().unwrap();
        others.iter().all(|word| said.contains(word))
            && said.iter().any(|word| word.starts_with(last.as_str()))
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
            let hits: usize = texts.iter().filter(|text| has_words(text, &words)).count();
            prop_assert_eq!(found.total, hits);
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
