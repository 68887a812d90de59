//! Which statement of a level stands beside which of the levels before it.
//!
//! By hand: `similar` keeps the order of what it compares and pairs only what is equal; `pathfinding` finds the best
//! assignment over all (Kuhn–Munkres), where a reader expects the likest pair together, whatever it costs the others.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::row::{Cell, Row};
use crate::fold;
use crate::model::ladder::{Point, Topic};

/// The least likeness, in percent, of two statements without a topic that are taken for one thread.
const LEAST_LIKENESS: usize = 40;

/// The likeness of statements that are the same: more than that of any others.
const SAME: usize = 101;

/// Words of fewer letters say little of what a statement is about: "the", "and", "of".
const LEAST_LETTERS: usize = 4;

/// The words beyond so many different ones are not looked at.
const MOST_WORDS: usize = 400;

/// A row in the making.
struct Thread<'a> {
    row: Row<'a>,
    /// The words of its last statement.
    words: Vec<u64>,
}

/// Puts the statements of one topic, or all of an area that have none, beside one another. Statements that say the
/// same share a row, then those that are most alike. What is left is paired in its order where it shares a topic,
/// and has a row of its own where it does not: there a pair that is merely alike is a guess.
pub(super) fn align<'a>(topic: Option<&'a Topic>, columns: Vec<Vec<Cell<'a>>>) -> Vec<Row<'a>> {
    if columns.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    // Nearly always: one statement of a topic at each level.
    if topic.is_some() && columns.iter().all(|cells| cells.len() <= 1) {
        let cells = columns.into_iter().map(|mut cells| cells.pop()).collect();
        return vec![Row { topic, cells, guess: false }];
    }
    let width = columns.len();
    let mut threads: Vec<Thread> = Vec::new();
    for (column, cells) in columns.into_iter().enumerate() {
        let words: Vec<_> = cells.iter().map(words).collect();
        let partners = partners(&threads, &cells, &words, topic.is_some());
        // A row of its own stands before the row of the next statement that shares one.
        let mut added: Vec<Vec<Thread>> = Vec::new();
        added.resize_with(threads.len() + 1, Vec::new);
        let mut next = threads.len();
        for ((cell, words), partner) in cells.into_iter().zip(words).zip(partners).rev() {
            let thread = partner.and_then(|at| threads.get_mut(at));
            match thread {
                Some(thread) => {
                    let row = &mut thread.row;
                    row.guess |= topic.is_none() && row.last().is_some_and(|last| !last.says_the_same(&cell));
                    row.put(column, cell);
                    thread.words = words;
                    next = partner.unwrap_or(next);
                }
                None => {
                    let mut row = Row { topic, cells: vec![None; width], guess: false };
                    row.put(column, cell);
                    if let Some(added) = added.get_mut(next) {
                        added.push(Thread { row, words });
                    }
                }
            }
        }
        let mut merged = Vec::with_capacity(threads.len());
        let mut threads_left = threads.into_iter();
        for added in added {
            merged.extend(added.into_iter().rev());
            merged.extend(threads_left.next());
        }
        threads = merged;
    }
    threads.into_iter().map(|thread| thread.row).collect()
}

/// For each of `cells` the thread that it goes on, if any.
fn partners(threads: &[Thread], cells: &[Cell], words: &[Vec<u64>], share_topic: bool) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    let signatures: Vec<_> = words.iter().map(|words| Signature::new(words)).collect();
    for (at, thread) in threads.iter().enumerate() {
        let of_thread = Signature::new(&thread.words);
        // Nearly all pairs end here, so that this loop reads nothing but signatures.
        for (cell, _) in signatures.iter().enumerate().filter(|(_, of_cell)| of_thread.may_be_like(of_cell)) {
            let (Some(statement), Some(words)) = (cells.get(cell), words.get(cell)) else { continue };
            let mut likeness = likeness(&thread.words, words);
            if thread.words == *words && thread.row.last().is_some_and(|last| last.says_the_same(statement)) {
                likeness = SAME;
            }
            if likeness >= LEAST_LIKENESS {
                pairs.push((likeness, at, cell));
            }
        }
    }
    let mut partners = vec![None; cells.len()];
    let mut taken = vec![false; threads.len()];
    let mut pair = |at: usize, cell: usize| {
        if let (Some(taken @ false), Some(partner @ None)) = (taken.get_mut(at), partners.get_mut(cell)) {
            *taken = true;
            *partner = Some(at);
        }
    };
    // The most alike first; of equals, the first in the order of their files.
    for likeness in (LEAST_LIKENESS..=SAME).rev() {
        for (_, at, cell) in pairs.iter().filter(|pair| pair.0 == likeness) {
            pair(*at, *cell);
        }
    }
    if share_topic {
        for cell in 0..cells.len() {
            for at in 0..threads.len() {
                pair(at, cell);
            }
        }
    }
    partners
}

/// The share of words that two statements have in common, in percent (the Sørensen–Dice coefficient). Both are sorted.
fn likeness(one: &[u64], two: &[u64]) -> usize {
    let all = (one.len() + two.len()).max(1);
    let (mut one_left, mut two_left) = (one, two);
    let mut shared = 0;
    while let ([a, one_rest @ ..], [b, two_rest @ ..]) = (one_left, two_left) {
        shared += usize::from(a == b);
        if a <= b {
            one_left = one_rest;
        }
        if b <= a {
            two_left = two_rest;
        }
    }
    200 * shared / all
}

/// What can be said of two statements' likeness without reading their words.
struct Signature {
    /// A bit for each word; different words may share one.
    bits: u64,
    words: usize,
    /// How many words share their bit with another one.
    spare: usize,
}

impl Signature {
    fn new(words: &[u64]) -> Self {
        let bits = words.iter().fold(0_u64, |bits, word| bits | 1 << (word % 64));
        Self { bits, words: words.len(), spare: words.len() - bits.count_ones() as usize }
    }

    /// Whether enough words may be shared. A word that both have sets a bit that both have; words of `self` that
    /// share a bit count as if all were shared.
    fn may_be_like(&self, other: &Self) -> bool {
        let may_be_shared = (self.bits & other.bits).count_ones() as usize + self.spare;
        200 * may_be_shared >= LEAST_LIKENESS * (self.words + other.words)
    }
}

/// A number for a word. Nothing that lives longer than the comparison hangs on it.
fn hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

/// The words that tell what a statement is about, each once, as sorted hashes.
fn words(cell: &Cell) -> Vec<u64> {
    fn add(words: &mut BTreeSet<u64>, text: &str) {
        fold::terms(text, &mut |word| {
            if word.len() >= LEAST_LETTERS && words.len() < MOST_WORDS {
                words.insert(hash(word));
            }
        });
    }
    fn add_points(words: &mut BTreeSet<u64>, points: &[Point]) {
        for point in points {
            add(words, &point.text.to_plain());
            add_points(words, &point.children);
        }
    }
    let mut words = BTreeSet::new();
    add(&mut words, &cell.statement.text.to_plain());
    add_points(&mut words, &cell.statement.children);
    words.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::draft;
    use crate::model::id::StatementId;
    use crate::model::ladder::{Ladder, Statement};
    use crate::model::text::Text;
    use proptest::prelude::*;

    /// Columns of texts, aligned: one line a row, `-` where a column says nothing.
    fn check(topic: bool, columns: &[&[&str]], expected: &[&str]) {
        let ladder = Ladder::new(draft()).unwrap();
        let statements: Vec<Vec<Statement>> = columns
            .iter()
            .enumerate()
            .map(|(column, texts)| {
                let statement = |(at, text): (usize, &&str)| Statement {
                    id: StatementId::new(&format!("{column}.{at}")).unwrap(),
                    topic: None,
                    text: Text::plain(text),
                    children: vec![],
                };
                texts.iter().enumerate().map(statement).collect()
            })
            .collect();
        let origin = &ladder.levels[0];
        let cells = statements
            .iter()
            .map(|column| column.iter().map(|statement| Cell { statement, origin }).collect())
            .collect();
        let rows = align(topic.then(|| &ladder.areas[0].topics[0]), cells);
        let lines: Vec<_> = rows
            .iter()
            .map(|row| {
                let cells: Vec<_> = row
                    .cells
                    .iter()
                    .map(|cell| cell.map_or("-".into(), |cell| cell.statement.text.to_plain()))
                    .collect();
                cells.join(" | ") + if row.guess { " ?" } else { "" }
            })
            .collect();
        assert_eq!(lines, expected, "{columns:?}");
    }

    #[test]
    fn a_shared_topic_pairs_whatever_is_said() {
        check(true, &[&["Writes."], &["Decides."]], &["Writes. | Decides."]);
        check(true, &[&[], &["Decides."]], &["- | Decides."]);
        check(true, &[&["One."], &[], &["Two."]], &["One. | - | Two."]);
        // Of several, the same and then the most alike stand together; the rest in order.
        check(
            true,
            &[&["Mentors juniors weekly.", "Keeps notes."], &["Keeps notes.", "Mentors seniors weekly."]],
            &["Mentors juniors weekly. | Mentors seniors weekly.", "Keeps notes. | Keeps notes."],
        );
        check(true, &[&["One."], &["Two.", "Three."]], &["One. | Two.", "- | Three."]);
    }

    #[test]
    fn without_a_topic_words_decide_and_it_is_a_guess() {
        let (weekly, daily) =
            ("Reviews the team's designs every week.", "Reviews the team's designs every day.");
        check(false, &[&[weekly], &[daily]], &[&[weekly, " | ", daily, " ?"].concat()]);
        check(false, &[&[weekly], &[weekly]], &[&[weekly, " | ", weekly].concat()]);
        // In scripts without spaces, pairs of letters are the words.
        let (alone, helps) = ("独立评审团队的代码", "帮助评审团队的代码");
        check(false, &[&[alone], &[helps]], &[&[alone, " | ", helps, " ?"].concat()]);
        check(false, &[&[weekly], &["Hires."]], &[&[weekly, " | -"].concat(), "- | Hires."]);
        check(false, &[&["", "a"], &["", "b"]], &[" | ", "a | -", "- | b"]);
    }

    #[test]
    fn a_row_of_its_own_stands_after_what_its_file_has_before_it() {
        check(
            false,
            &[
                &["Alpha alpha.", "Gamma gamma."],
                &["Alpha alpha.", "Beta beta.", "Gamma gamma.", "Delta delta."],
            ],
            &[
                "Alpha alpha. | Alpha alpha.",
                "- | Beta beta.",
                "Gamma gamma. | Gamma gamma.",
                "- | Delta delta.",
            ],
        );
        check(
            false,
            &[&["Alpha alpha."], &["Beta beta."], &["Beta beta."]],
            &["Alpha alpha. | - | -", "- | Beta beta. | Beta beta."],
        );
        check(
            false,
            &[&["Alpha alpha."], &["Beta beta.", "Alpha alpha."]],
            &["- | Beta beta.", "Alpha alpha. | Alpha alpha."],
        );
    }

    #[test]
    fn likeness_is_the_share_of_common_words() {
        for (one, two, expected) in [
            (&[][..], &[][..], 0),
            (&[1], &[], 0),
            (&[1], &[1], 100),
            (&[1, 2, 3], &[2, 3, 4], 66),
            (&[1, 5], &[2, 3, 4], 0),
            // All of them share a bit.
            (&[0, 64, 128], &[64, 192], 40),
        ] {
            assert_eq!(likeness(one, two), expected, "{one:?} {two:?}");
            assert_eq!(likeness(two, one), expected, "{two:?} {one:?}");
        }
    }

    proptest! {
        #[test]
        fn only_what_is_too_little_is_passed_over(
            one in proptest::collection::btree_set(0..200_u64, 0..12),
            two in proptest::collection::btree_set(0..200_u64, 0..12),
        ) {
            let shared = 200 * one.intersection(&two).count() / (one.len() + two.len()).max(1);
            let (one, two): (Vec<_>, Vec<_>) = (one.into_iter().collect(), two.into_iter().collect());
            let found = likeness(&one, &two);
            prop_assert_eq!(found, shared);
            let (one, two) = (Signature::new(&one), Signature::new(&two));
            prop_assert!(shared < LEAST_LIKENESS || (one.may_be_like(&two) && two.may_be_like(&one)));
        }
    }
}
