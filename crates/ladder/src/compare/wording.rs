//! Which words of a statement are new beside those of another.
//!
//! A longest common subsequence of words: texts are a sentence or two long, so the plain quadratic table will do. The
//! crate `similar` does the same in less time and 10 KB more wasm, and the tests hold this to its verdict.

use crate::text::Text;

/// Longer texts are not gone through word by word: it would take longer than a reader waits.
const MOST_WORDS: usize = 400;

/// A run of words, and which of two texts has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordChange {
    /// Both.
    Same(String),
    /// Only the first.
    Removed(String),
    /// Only the second.
    Added(String),
}

/// What has changed from `old` to `new`, word by word; `None` where they share no more than half of their words,
/// as the marks would then be more than a reader can follow, where one of them has marks or links, which must not
/// be lost, and where one has more than 400 words.
pub fn changes(old: &Text, new: &Text) -> Option<Vec<WordChange>> {
    let (old, new) = (words(old)?, words(new)?);
    if old.len().max(new.len()) > MOST_WORDS {
        return None;
    }
    let common = common(&old, &new);
    if 4 * common.len() <= old.len() + new.len() {
        return None;
    }
    let mut pieces: Vec<WordChange> = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    for (to_old, to_new) in common.into_iter().chain([(old.len(), new.len())]) {
        for word in old.get(from_old..to_old).unwrap_or_default() {
            add(&mut pieces, WordChange::Removed((*word).into()));
        }
        for word in new.get(from_new..to_new).unwrap_or_default() {
            add(&mut pieces, WordChange::Added((*word).into()));
        }
        if let Some(word) = new.get(to_new) {
            add(&mut pieces, WordChange::Same((*word).into()));
        }
        (from_old, from_new) = (to_old + 1, to_new + 1);
    }
    Some(pieces)
}

/// Adds a word to the last run where it is of the same kind, else as a run of its own.
fn add(pieces: &mut Vec<WordChange>, piece: WordChange) {
    match (pieces.last_mut(), &piece) {
        (Some(WordChange::Same(run)), WordChange::Same(word))
        | (Some(WordChange::Removed(run)), WordChange::Removed(word))
        | (Some(WordChange::Added(run)), WordChange::Added(word)) => {
            run.push(' ');
            run.push_str(word);
        }
        _ => pieces.push(piece),
    }
}

/// Which words both texts have, in order: pairs of places, each greater than the one before.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    // For each pair of tails the length of what they have in common, row by row; a row is one longer than `new`.
    let width = new.len() + 1;
    let mut lengths = vec![0_u16; (old.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    let length = |lengths: &[u16], at: usize| lengths.get(at).copied().unwrap_or_default();
    for (row, old) in old.iter().enumerate().rev() {
        for (column, new) in new.iter().enumerate().rev() {
            let longest = match old == new {
                true => length(&lengths, at(row + 1, column + 1)) + 1,
                false => length(&lengths, at(row + 1, column)).max(length(&lengths, at(row, column + 1))),
            };
            if let Some(length) = lengths.get_mut(at(row, column)) {
                *length = longest;
            }
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while let (Some(one), Some(two)) = (old.get(row), new.get(column)) {
        if one == two {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if length(&lengths, at(row + 1, column)) >= length(&lengths, at(row, column + 1)) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// The words of a text without marks.
fn words(text: &Text) -> Option<Vec<&str>> {
    match text {
        Text::Plain(words) if !words.is_empty() => Some(words.split(' ').collect()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Inline, Mark};
    use proptest::prelude::*;

    #[test]
    fn changed_words_are_told_where_that_helps() {
        for (old, new, expected) in [
            (
                "Reviews the code of a team.",
                "Reviews the code of several teams.",
                "Reviews the code of -a team.- +several teams.+",
            ),
            ("Writes tests.", "Writes good tests.", "Writes +good+ tests."),
            ("Writes good tests.", "Writes tests.", "Writes -good- tests."),
            ("Says so.", "Says so.", "Says so."),
            // Too little in common.
            ("Writes tests.", "Writes docs.", "none"),
            ("Hires.", "Fires.", "none"),
        ] {
            let told = match changes(&Text::plain(old), &Text::plain(new)) {
                None => "none".to_owned(),
                Some(pieces) => {
                    let told = pieces.iter().map(|piece| match piece {
                        WordChange::Same(words) => words.clone(),
                        WordChange::Removed(words) => format!("-{words}-"),
                        WordChange::Added(words) => format!("+{words}+"),
                    });
                    told.collect::<Vec<_>>().join(" ")
                }
            };
            assert_eq!(told, expected, "{old} → {new}");
        }
    }

    #[test]
    fn marks_are_never_lost() {
        let marked = Text::from(vec![
            Inline::Words("Reviews the ".into()),
            Inline::Mark(Mark::Em(Text::plain("code"))),
        ]);
        assert_eq!(changes(&marked, &Text::plain("Reviews the code")), None);
        assert_eq!(changes(&Text::plain("Reviews the code"), &marked), None);
        assert_eq!(changes(&Text::default(), &Text::default()), None);
    }

    proptest! {
        #[test]
        fn as_many_words_are_kept_as_can_be(old in "[ab]( [a-c]){0,12}", new in "[ab]( [a-c]){0,12}") {
            let (old, new): (Vec<_>, Vec<_>) = (old.split(' ').collect(), new.split(' ').collect());
            let ops = similar::capture_diff_slices(similar::Algorithm::Lcs, &old, &new);
            let same: usize = ops
                .iter()
                .map(|op| if let similar::DiffOp::Equal { len, .. } = op { *len } else { 0 })
                .sum();
            let common = common(&old, &new);
            prop_assert_eq!(common.len(), same);
            prop_assert!(common.iter().all(|(a, b)| old[*a] == new[*b]));
            prop_assert!(common.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
        }
    }
}
